import pytest


def test_a_week_counts_and_targets_can_be_changed(client):
    client.post("/goals/deeds/of/contacts", data={"note": "Ana"})
    assert "1 of 2 people contacted" in client.get("/goals").text
    client.post("/goals", data={"contacts": "1", "answers": "0"})
    page = client.get("/goals").text
    assert "1 of 1 person contacted" in page
    assert "0 answers practiced" in page


def test_more_than_planned_is_not_as_planned(client):
    for name in ("Ana", "Ben"):
        client.post("/goals/deeds/of/contacts", data={"note": name})
    assert "✓ as planned" in client.get("/goals").text
    client.post("/goals/deeds/of/contacts", data={"note": "Cai"})
    page = client.get("/goals").text
    assert "1 more than you planned" in page
    assert "as planned" not in page


def test_a_new_week_begins_at_nothing_and_says_nothing_about_the_old_one(client, clock):
    client.post("/goals/deeds/of/contacts", data={"note": "Ana"})
    clock.go(days=7)
    page = client.get("/goals").text
    assert "0 of 2 people contacted" in page
    assert "The week before: 1 person contacted." in page
    clock.go(days=7)
    page = client.get("/goals").text.lower()
    assert "the week before" not in page
    for word in ("missed your", "streak", "failed", "behind"):
        assert word not in page


@pytest.mark.parametrize(
    "targets", [{"contacts": "100"}, {"contacts": "-1"}, {"contacts": "many"}, {"contacts": ""}]
)
def test_a_goal_that_is_no_small_number_is_refused(client, targets):
    page = client.post("/goals", data=targets)
    assert page.status_code == 422
    assert 'role="alert"' in page.text


@pytest.mark.parametrize("kind", ["answers", "steps", "pushups"])
def test_what_the_program_counts_is_not_counted_by_hand(client, kind):
    assert client.post(f"/goals/deeds/of/{kind}", data={}).status_code == 422


def test_what_was_typed_beside_a_goal_stays_when_it_cannot_be_kept(client):
    page = client.post("/goals/deeds/of/contacts", data={"note": "Ana", "on": "2026-03-09"}).text
    assert "The day is in the future." in page
    assert 'value="Ana"' in page
    assert 'value="2026-03-09"' in page
    page = client.post("/goals", data={"contacts": "120", "answers": "7"}).text
    assert 'name="contacts" type="number" min="0" max="99" value="120"' in page
    assert 'name="answers" type="number" min="0" max="99" value="7"' in page
