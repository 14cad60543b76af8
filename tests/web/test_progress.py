import json
import random
import re

import pytest

from interview_practice.actions import attempts, reviews
from interview_practice.models import practice_days
from tests.interviews import logged

AREA = "behavioural/conflict"


@pytest.fixture
def practiced(app, practice, clock):
    """Six answers in one area, each rated twice, over six days."""
    ids = []
    with app.app_context():
        for n in range(6):
            question = practice.bank.by_area[AREA][n % 3]
            ids.append(attempts.write(question, "four words and more", None, clock()))
            for stage, rating in (("gut", 1), ("reviewed", 2)):
                reviews.rate(ids[-1], rating, stage, [], practice.bank, clock(), random.Random(0))
            clock.go(days=1)
    return ids


def test_before_the_first_answer_the_page_says_what_will_be_here(client):
    page = client.get("/progress").text
    assert "After a few rated answers this page shows whether it is working" in page
    assert "Start with a warm-up" in page
    assert "data-chart" not in page


def test_every_picture_has_a_sentence_and_a_table(client, practiced):
    page = client.get("/progress").text
    pictures = page.count("data-chart=")
    assert pictures >= 4
    assert page.count("<figcaption") == page.count("The same as a table") == pictures


def test_the_page_says_what_is_weak_and_how_well_the_gut_knows(client, practiced):
    page = client.get("/progress").text
    assert "Weakest now: conflict." in page
    assert "Right after speaking, your rating is a step too low (6 pairs)." in page
    assert "<em>conflict</em> a step too low right after speaking (6 pairs)" in page
    assert "6 answers in the last four weeks, 0 of them this week; your goal is 10 a week." in page


def test_a_few_ready_areas_are_named_and_the_others_counted(client, practice, clock, in_app):
    areas = list(practice.bank.areas)[:8]
    for day in range(3):
        for area in areas:
            attempt = attempts.write(practice.bank.by_area[area][day], "Well.", None, clock())
            for stage in ("gut", "reviewed"):
                reviews.rate(attempt, 3, stage, [], practice.bank, clock(), random.Random(0))
        clock.go(days=1)
    page = client.get("/progress").text
    assert "8 areas are ready." in page
    assert page.count("<strong>✓") == 6
    assert "And 2 more" in page


def test_the_areas_furthest_off_are_put_into_words(client, practice, clock, in_app):
    for number, area in enumerate(list(practice.bank.areas)[:6]):
        for _ in range(3):
            question = practice.bank.by_area[area][0]
            attempt = attempts.write(question, "Well.", None, clock())
            for stage, rating in (("gut", 1), ("reviewed", 2 if number else 4)):
                reviews.rate(attempt, rating, stage, [], practice.bank, clock(), random.Random(0))
    said = re.findall(r"You rate <em>(.+?)</em>", client.get("/progress").text)
    first = practice.bank.area(next(iter(practice.bank.areas))).name.lower()
    assert (len(said), said[0]) == (5, first)


def test_each_point_opens_its_answer(client, practiced):
    page = client.get(f"/progress/areas/{AREA}").text
    for attempt in practiced:
        assert page.count(f'href="/attempts/{attempt}"') == 2  # in the table and as evidence
    client.post(f"/attempts/{practiced[0]}/deletion")
    page = client.get(f"/progress/areas/{AREA}").text
    assert str(practiced[0]) not in page
    assert "deleted since" in page


def test_a_question_that_was_only_written_down_is_not_called_rated(client, practiced, in_app):
    logged(asked=[("Who disagreed?", AREA, None, []), ("And then?", AREA, 3, [])])
    page = client.get(f"/progress/areas/{AREA}").text
    assert "Not rated: counts as Shaky" in page
    assert "in a real interview, not rated: counts as Shaky" in page
    assert page.count("Not rated") == page.count("not rated") == 1


@pytest.mark.parametrize("slug", ["values/no-such-topic", "behavioural/leadership"])
def test_an_area_without_answers_has_its_page(client, slug):
    response = client.get(f"/progress/areas/{slug}")
    assert response.status_code == 200
    assert "No rated answer in this area yet." in response.text


def test_names_are_shown_as_text(client):
    page = client.get("/progress/areas/values/<script>alert(1)<%2Fscript>").text
    assert "<script>alert" not in page


def test_the_week_is_the_same_as_page_markdown_and_json(client, practiced):
    page = client.get("/progress/week?of=2026-03-03").text
    words = client.get("/progress/week.md?of=2026-03-03")
    data = client.get("/progress/week.json?of=2026-03-03")
    sentence = "6 answers on 6 days, all typed, 24 words."
    assert sentence in page
    assert sentence in words.text
    assert json.loads(data.text)["sentence"] == sentence
    assert (words.mimetype, data.mimetype) == ("text/markdown", "application/json")


@pytest.mark.parametrize("path", ["/progress/week", "/progress/week.md", "/progress/week.json"])
@pytest.mark.parametrize("of", ["tomorrow", "2026-02-30", "9999-12-31", "0001-01-01", "<b>"])
def test_a_day_that_is_none_is_refused_with_a_sentence(script, path, of):
    response = script.get(path, query_string={"of": of})
    if response.status_code == 422:
        assert response.get_json()["detail"].startswith(repr(of))
    else:
        assert (response.status_code, of) == (200, "0001-01-01")


def test_a_week_without_answers_is_said_plainly(client):
    assert "No answers this week. What is due waits." in client.get("/progress/week").text


def test_weeks_are_leafed_through_back_to_the_first(client, practiced, clock):
    assert "The week before" not in client.get("/progress/week?of=2026-03-03").text
    assert "The week before" in client.get("/progress/week?of=2026-03-10").text
    assert "The week before" not in client.get("/progress/week?of=2025-03-10").text


def test_words_in_all_are_counted(client, practiced, in_app):
    assert practice_days.in_all() == (6, 0.0, 24)
    assert '<strong class="figure">24</strong> words' in client.get("/progress").text
