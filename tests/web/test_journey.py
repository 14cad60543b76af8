import pytest

from tests.interviews import logged


@pytest.fixture
def lived(client, in_app):
    logged(company="<Acme>", stage="final", feedback="More numbers")
    client.post("/wins", data={"text": "<ACME> called back"})


def test_companies_are_left_out_unless_ticked(client, lived):
    page = client.get("/journey").text
    assert "Reached the final round for data analyst." in page
    assert "a company called back" in page
    assert "acme" not in page.lower()
    page = client.get("/journey?names=1").text
    assert "Reached the final round for data analyst. (&lt;Acme&gt;)" in page


def test_what_others_wrote_is_left_out_unless_ticked(client, lived):
    assert "More numbers" not in client.get("/journey").text
    page = client.get("/journey?chosen=1&section=feedback").text
    assert "More numbers" in page
    assert "Reached the final" not in page


def test_the_text_to_keep_is_the_page(client, lived):
    response = client.get("/journey.md?chosen=1&section=wins")
    assert response.mimetype == "text/markdown"
    assert "my-journey.md" in response.headers["Content-Disposition"]
    assert response.text.startswith("# My journey, December 3, 2025 to March 3\n\n## What went")
    assert "- a company called back\n" in response.text


@pytest.mark.parametrize(
    ("query", "expected"),
    [("since=2026-03-03&until=2026-03-01", "Exchange the two dates"),
     ("since=soon", "must be a date such as")],
)  # fmt: skip
def test_a_period_that_cannot_be_is_refused_on_the_page(client, query, expected):
    page = client.get(f"/journey?{query}")
    assert page.status_code == 422
    assert expected in page.text
    assert client.get(f"/journey.md?{query}").status_code == 422


def test_days_without_anything_say_so(client, lived):
    assert "Nothing is logged in these days." in client.get("/journey?until=2026-01-01").text
