import pytest

from interview_practice.core.feedback import telling
from interview_practice.core.patterns import Asked, Cases, Round, Stage, find, funnel, summary

NAMES = {"behavioural/conflict": "Conflict", "opener/introduction": "Introduction"}


def rounds(*paths):
    """One application each: "technical:rejected" or "recruiter-screen:next-round final:offer"."""
    return [
        Round(number, *step.split(":"))
        for number, path in enumerate(paths)
        for step in path.split()
    ]


def asked(count, area="behavioural/conflict", failed=True, failures=(), apart=True):
    return [Asked(n if apart else 0, area, failed, tuple(failures)) for n in range(count)]


def sentences(**cases):
    return [pattern.sentence for pattern in find(Cases(**cases), NAMES)]


SCREENED = "recruiter-screen:next-round "


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        ([], []),
        (["final:rejected"] * 2, []),
        (["final:rejected"] * 3, ["You reach final rounds; offers stop there: 3 of 3."]),
        (["final:rejected"] * 3 + ["final:offer"],
         ["You reach final rounds; offers stop there: 3 of 4."]),
        (["final:rejected"] * 2 + ["final:offer"] * 2, []),
        (["final:rejected"] * 2 + ["final:waiting"] * 5, []),
        (["final:withdrawn"] * 5, []),
        (["application:no-answer"] * 3, ["Applications end before a first conversation: 3 of 3."]),
        (["panel:rejected", "panel:no-answer", "panel:rejected", "panel:next-round"],
         ["It stops at panels: 3 of 4."]),
        ([SCREENED + "technical:rejected"] * 3,
         ["You pass first talks (3 of 3), and technical rounds stop you (3 of 3)."]),
        ([SCREENED + "technical:rejected"] * 2 + [SCREENED + "technical:next-round"] * 2, []),
        (["recruiter-screen:rejected"] * 3 + ["technical:rejected"] * 3,
         ["It stops at recruiter screens: 3 of 3.", "It stops at technical rounds: 3 of 3."]),
    ],
)  # fmt: skip
def test_where_it_stops(paths, expected):
    assert sentences(rounds=rounds(*paths)) == expected


def test_the_funnel_counts_applications():
    found = funnel(rounds(SCREENED + "technical:rejected", "technical:waiting",
                          "application:no-answer", "final:offer"))  # fmt: skip
    assert found == [
        Stage("application", 4, 3, 1),
        Stage("recruiter-screen", 1, 1, 0),
        Stage("technical", 2, 0, 1),
        Stage("final", 1, 1, 0),
    ]
    assert [stage.open for stage in found] == [0, 0, 1, 0]


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        ([], ""),
        (["final:offer"] * 2, ""),
        (["final:offer", "application:no-answer", SCREENED + "technical:rejected"],
         "Of 3 applications, 2 led to a conversation, 1 to a final round and 1 to an offer."),
        (["application:rejected"] * 3,
         "Of 3 applications, 0 led to a conversation, 0 to a final round and 0 to an offer."),
    ],
)  # fmt: skip
def test_the_funnel_is_said_in_a_sentence(paths, expected):
    assert summary(rounds(*paths)) == expected


def test_a_later_round_says_that_the_earlier_one_was_passed():
    assert funnel(rounds("recruiter-screen:waiting final:waiting"))[1].went_on == 1


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (asked(2), []),
        (asked(3), ["Conflict went badly 3 of the 3 times it was asked."]),
        (asked(3, apart=False), []),
        (asked(3) + asked(2, failed=False),
         ["Conflict went badly 3 of the 5 times it was asked."]),
        (asked(5, failed=False), []),
        (asked(5, "opener/your-other-questions"), []),
        (asked(2) + asked(2, "opener/introduction"), []),
    ],
)  # fmt: skip
def test_areas_that_fail_again(items, expected):
    assert sentences(asked=items) == expected


@pytest.mark.parametrize(
    ("modes", "expected"),
    [
        ([["rambled"]] * 2, []),
        ([["rambled"]] * 3,
         ["“Rambled”: 3 of the 3 questions of which you said how they failed."]),
        ([["rambled"]] * 3 + [["froze"]] * 5,
         ["“Froze”: 5 of the 8 questions of which you said how they failed."]),
        ([["rambled", "froze"]] * 3,
         ["“Rambled”: 3 of the 3 questions of which you said how they failed.",
          "“Froze”: 3 of the 3 questions of which you said how they failed."]),
    ],
)  # fmt: skip
def test_ways_of_failing_that_repeat(modes, expected):
    items = [Asked(0, f"values/{n}", False, tuple(mode)) for n, mode in enumerate(modes)]
    assert sentences(asked=items) == expected


@pytest.mark.parametrize(
    ("feedback", "expected"),
    [
        (["Better examples.", "An example was missing."], []),
        (["Better examples.", "An example was missing.", "One example", ""],
         ["“example” comes up in 3 of 3 answers you were given."]),
        (["example example example"], []),
        (["We went with other candidates, thank you"] * 4, []),
        (["Not senior enough", "more SENIOR", "Senior!", "kind words"],
         ["“senior” comes up in 3 of 4 answers you were given."]),
    ],
)  # fmt: skip
def test_words_that_recur_in_what_they_said(feedback, expected):
    assert sentences(feedback=feedback) == expected


@pytest.mark.parametrize(
    ("tailored", "expected"),
    [
        ([(True, True)] * 3 + [(False, False)] * 2, []),
        ([(True, True)] * 2 + [(True, False)] + [(False, False)] * 3,
         ["Tailored applications led to a conversation 2 of 3 times, others 0 of 3 times."]),
    ],
)  # fmt: skip
def test_whether_tailoring_pays(tailored, expected):
    assert sentences(tailored=tailored) == expected


def test_what_was_sent_is_told_from_what_was_said():
    paper = find(Cases(rounds(*["application:no-answer"] * 3),
                       tailored=[(True, True)] * 3 + [(False, False)] * 3), NAMES)  # fmt: skip
    assert [pattern.practice[0] for pattern in paper] == [
        "career-story/walkthrough", "motivation/company"
    ]  # fmt: skip
    assert all(pattern.on_paper for pattern in paper)
    said = find(Cases(rounds(*["recruiter-screen:rejected"] * 3), asked(3, failures=["froze"])),
                NAMES)  # fmt: skip
    assert len(said) == 3
    assert not any(pattern.on_paper for pattern in said)


def test_every_sentence_carries_its_count_and_its_total():
    found = find(Cases(rounds("final:rejected", "final:rejected", "final:offer", "final:rejected"),
                       asked(4, failures=["froze"]), ["pace"] * 3), NAMES)  # fmt: skip
    assert len(found) == 4
    for pattern in found:
        assert str(pattern.count) in pattern.sentence
        assert str(pattern.total) in pattern.sentence
        assert pattern.practice


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thank you for your time.", set()),
        ("Clearer examples, clearer results", {"clearer", "example", "result"}),
        ("Business acumen, process and analysis", {"business", "acumen", "analysis"}),
        ("2 of 3 <b>", set()),
        ("Größere Erfahrung", {"größere", "erfahrung"}),
    ],
)
def test_the_words_that_tell_something(text, expected):
    assert telling(text) == expected
