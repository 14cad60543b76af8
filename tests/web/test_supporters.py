from tests.interviews import rejected


def test_today_says_whom_to_turn_to_and_the_week_counts_it(client, in_app):
    rejected()
    assert "believer" not in client.get("/").text
    client.post("/team", data={"name": "Ana", "role": "believer"})
    assert "Ana is on your team as a believer." in client.get("/").text
    assert client.post("/team/1/contacts", data={"from": "today"}).location == "/"
    assert "Ana is on your team" not in client.get("/").text
    assert "1 of 2 people contacted" in client.get("/goals").text
    assert "in touch today" in client.get("/team").text
    page = client.post("/team/1/contacts/deletion", follow_redirects=True).text
    assert "not in touch yet" in page
    assert "0 of 2 people contacted" in client.get("/goals").text


def test_taking_somebody_off_the_team_deletes_an_entry_and_nobody(client):
    client.post("/team", data={"name": "Ana", "role": "believer"})
    page = client.post("/team/1/deletion", follow_redirects=True).text
    assert "<p>The entry “Ana” on your team was deleted.</p>" in page


def test_every_role_can_be_filled(client):
    page = client.get("/team").text
    for role in ("mentor", "fellow-seeker", "believer", "checker", "critic"):
        assert f"/team/new?role={role}" in page
        form = client.get(f"/team/new?role={role}").text
        assert f'value="{role}" required checked' in form
