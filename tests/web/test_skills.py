from tests.interviews import logged


def test_gaps_are_suggested_from_debriefs_until_they_are_named(client, in_app):
    logged(research="- dbt\n- Their <i>pricing</i>",
           asked=[("What is a window function?", "technical/depth", 1, ["did-not-know"]),
                  ("Why us?", "motivation/company", 1, ["rambled"])])  # fmt: skip
    page = client.get("/skills").text
    for line in ("dbt", "Their &lt;i&gt;pricing&lt;/i&gt;", "What is a window function?"):
        assert line in page
    assert "Why us?" not in page
    assert 'value="dbt"' in client.get("/skills/new?name=dbt&source=Debrief").text
    client.post("/skills", data={"name": "dbt"})
    assert "Make a gap of “dbt”" not in client.get("/skills").text


def test_gaps_are_picked_from_a_pasted_description(client):
    text = "\n".join(["Requirements:", "- SQL", "- <b>Airflow</b>"] * 200)
    lines = client.post("/skills/description", data={"text": text, "source": "Acme"}).text
    assert lines.count('name="name"') == 3
    assert "<b>Airflow" not in lines
    none = client.post("/skills/named", data={"text": text, "source": "Acme"})
    assert (none.status_code, none.text.count('name="name"')) == (422, 3)
    client.post("/skills/named", data={"name": ["SQL", "<b>Airflow</b>"], "source": "Acme"})
    page = client.get("/skills").text
    assert "SQL" in page
    assert "&lt;b&gt;Airflow" in page


def test_steps_that_cannot_be_kept_stay_typed(client):
    place = client.post("/skills", data={"name": "SQL"}).location
    page = client.post(f"{place}/steps", data={"steps": "Joins\n" + "w" * 201})
    assert page.status_code == 422
    assert "A step may have 200 characters at most; this has 201." in page.text
    assert "Joins\n" + "w" * 201 in page.text


def test_steps_are_added_done_worded_and_deleted(client):
    place = client.post("/skills", data={"name": "SQL", "steps": "Joins"}).location
    client.post(f"{place}/steps", data={"steps": "Windows\nFrames"})
    client.post("/skills/steps/1", data={"done": "yes"})
    assert "1 of 3 steps done" in client.get("/skills").text
    client.post("/skills/steps/1", data={"done": "no"})
    client.post("/skills/steps/2", data={"text": "Window functions"})
    client.post("/skills/steps/3/deletion")
    page = client.get(place).text
    assert "Window functions" in page
    assert "The step “Frames” was deleted." in page
    assert "0 of 2 steps done" in client.get("/skills").text


def test_a_gap_can_be_closed_and_opened_again(client):
    place = client.post("/skills", data={"name": "SQL"}).location
    client.post(f"{place}/closing", data={"closed": "yes"})
    assert "Closed March 3" in client.get("/skills").text
    client.post(f"{place}/closing", data={"closed": "no"})
    assert "Closed" not in client.get("/skills").text
