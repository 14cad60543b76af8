"""The doors: every route there is, against everybody who has no business there."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from interview_practice.app import create_app
from interview_practice.config import Settings
from interview_practice.web import security
from tests.conftest import TOKEN
from tests.sounds import tone

ATTEMPT = UUID("00000000-0000-4000-8000-00000000000a")
HOST = "127.0.0.1:8000"
OURS = f"http://{HOST}"


def every_route():
    """(method, address) of every route of the application, with an answer that exists."""
    app = create_app(Settings(data=Path("/nowhere"), token="t", database_url="sqlite://"))
    urls = app.url_map.bind("127.0.0.1")
    for rule in app.url_map.iter_rules():
        values = {name: example(name) for name in rule.arguments}
        for method in sorted(rule.methods):
            yield method, rule.endpoint, urls.build(rule.endpoint, values, method=method)


def example(argument):
    return {"filename": "style.css", "slug": "opener-tell-me-about-yourself"}.get(argument, ATTEMPT)


ROUTES = sorted(set(every_route()))
LOCKED = [route for route in ROUTES if route[1] not in security.OPEN_ENDPOINTS]
UNSAFE = [route for route in LOCKED if route[0] not in ("GET", "HEAD", "OPTIONS")]


def name(route):
    return f"{route[0]} {route[2]}"


BAD_HOSTS = [
    "", "evil.example", "127.0.0.1.evil.example", "evil.example:8000", "127.0.0.1@evil.example",
    "localhost.", "localhost.evil.example", "0.0.0.0", "192.168.1.10:8000", "[::1]:8000",
    "127.0.0.1:80:80", "localhost:", "127.0.0.1:8000/evil.example", "evil.example, 127.0.0.1",
    "127.1", "2130706433", "127.0.0.1 ", "LOCALHOST\t", "localhost:٨٠",
]  # fmt: skip

FOREIGN = [
    {},
    {"Origin": "null"},
    {"Origin": ""},
    {"Origin": "http://evil.example"},
    {"Origin": "http://127.0.0.1"},
    {"Origin": "http://127.0.0.1:8001"},
    {"Origin": "https://127.0.0.1:8000"},
    {"Origin": "http://localhost:8000"},
    {"Origin": "http://127.0.0.1:8000.evil.example"},
    {"Origin": "http://["},
    {"Origin": OURS, "Sec-Fetch-Site": "cross-site"},
    {"Origin": OURS, "Sec-Fetch-Site": "same-site"},
    {"Origin": OURS, "Sec-Fetch-Site": "none"},
    {"Origin": OURS, "Sec-Fetch-Site": ""},
    {"Referer": f"{OURS}/"},
]


@pytest.fixture
def answered(script, practice):
    """An answer with sound, a rating and a note, at the address that the routes have."""
    form = {"id": str(ATTEMPT), "question": example("slug"), "sample_rate": "16000"}
    assert script.post("/attempts", data=form).status_code == 201
    recording = f"/attempts/{ATTEMPT}/recording"
    script.patch(recording, data=tone(0.1), headers={"Upload-Offset": "0"})
    return ATTEMPT


@pytest.fixture
def state(practice):
    """All that is kept: every row of every table, and every file of sound."""

    def read():
        files = {path.name: path.read_bytes() for path in practice.recordings.folder.iterdir()}
        with closing(sqlite3.connect(practice.settings.database_file)) as connection:
            return list(connection.iterdump()), files

    return read


class Guest(FlaskClient):
    """A browser at our own address."""

    def open(self, *args, **given):
        return super().open(*args, **{"base_url": OURS} | given)


@pytest.fixture
def guest(app):
    """A browser that the link let in."""
    app.test_client_class = Guest
    guest = app.test_client()
    guest.set_cookie("interview_practice_8000", cookie(app), domain="127.0.0.1")
    return guest


def cookie(app):
    with app.app_context():
        return security.cookie_value()


def ask(client, route, **given):
    method, _, address = route
    return client.open(address, method=method, buffered=True, **given)


def test_the_routes_are_all_there():
    assert len(LOCKED) > 30
    assert {method for method, *_ in UNSAFE} == {"POST", "PATCH", "PUT", "DELETE"}


@pytest.mark.parametrize("host", BAD_HOSTS, ids=ascii)
def test_a_request_for_another_host_reaches_nothing(script, answered, state, host):
    """Even with the right token: a name that was pointed at this machine gets nothing."""
    before = state()
    for route in ROUTES:
        response = ask(script, route, environ_overrides={"HTTP_HOST": host})
        assert response.status_code == 400, name(route)
        assert_locked(response)
    assert state() == before


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8000", "localhost", "localhost:65535"])
def test_this_machine_is_answered_by_its_names(script, host):
    assert script.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": ""},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer "},
        {"Authorization": "Bearer wrong"},
        {"Authorization": f"Bearer {TOKEN}x"},
        {"Authorization": f"Bearer {TOKEN[:-1]}"},
        {"Authorization": f"bearer {TOKEN}"},
        {"Authorization": f"Basic {TOKEN}"},
        {"Authorization": TOKEN},
        {"Authorization": "Bearer ÿ"},
        {"Cookie": "interview_practice_8000="},
        {"Cookie": "interview_practice_8000=wrong"},
        {"Cookie": f"interview_practice_8000={TOKEN}"},
        {"Cookie": "interview_practice_8001={cookie}"},
        {"Cookie": "interview_practice_8000=ÿ"},
    ],
    ids=ascii,
)
def test_a_stranger_reaches_nothing(app, stranger, answered, state, headers):
    headers = {key: value.replace("{cookie}", cookie(app)) for key, value in headers.items()}
    before = state()
    for route in LOCKED:
        response = ask(stranger, route, headers={**headers, "Origin": OURS, "Host": HOST})
        assert response.status_code == 401, name(route)
        assert_locked(response)
        assert "Set-Cookie" not in response.headers
    assert state() == before


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_another_site_changes_nothing_with_the_users_cookie(guest, answered, state, headers):
    before = state()
    for route in UNSAFE:
        response = ask(guest, route, headers=headers)
        assert response.status_code == 403, name(route)
        assert_locked(response)
    assert state() == before


@pytest.mark.parametrize(
    "headers", [{"Origin": OURS}, {"Sec-Fetch-Site": "same-origin"}], ids=["older", "newer"]
)
def test_our_own_pages_may_change_things(guest, headers):
    form = {"focus": "warm-up", "length": "5"}
    assert guest.post("/sessions", data=form, headers=headers).status_code == 303


def test_a_script_with_the_token_needs_no_origin(script):
    assert script.post("/sessions", data={"focus": "today"}).status_code == 303


def test_an_address_that_is_not_there_is_locked_too(stranger, script):
    for address in ("/nothing", "/../token", "/static/../token", "/attempts/x"):
        assert stranger.get(address).status_code in (401, 404)
        assert script.get(address).status_code == 404


@pytest.mark.parametrize(
    "file", ["../pyproject.toml", "%2e%2e/pyproject.toml", "..%2fpyproject.toml", "/etc/passwd"]
)
def test_no_file_outside_of_the_programs_own_is_given_out(stranger, file):
    assert stranger.get(f"/static/{file}").status_code in (401, 404)


def assert_locked(response):
    """Nothing of the user's in the answer, and every header on it."""
    assert_headers(response)
    assert "Upload-Offset" not in response.headers
    assert b"tell me" not in response.data.lower()


NONCE = re.compile(r"(?<=style-src 'self') 'nonce-[\w-]{22}'")
"""What a page may add to the policy: its own styles, and nothing else."""


def assert_headers(response):
    for header, value in security.HEADERS.items():
        if header != "Cache-Control":
            assert NONCE.sub("", response.headers.get(header, "")) == value
    assert response.headers["Cache-Control"] in ("no-store", "no-cache")
    assert "Access-Control-Allow-Origin" not in response.headers
    assert "Server" not in response.headers


def test_every_answer_has_the_headers(client, answered):
    for route in sorted(ROUTES, key=lambda route: route[0] == "DELETE"):
        response = ask(client, route)
        assert response.status_code < 500, name(route)
        assert_headers(response)


def test_errors_and_files_have_the_headers_too(app, client):
    app.config["PROPAGATE_EXCEPTIONS"] = False

    @app.get("/broken")
    def broken():
        raise RuntimeError("no secret in here")

    for address, status in (("/static/style.css", 200), ("/static/none", 404), ("/none", 404),
                            ("/broken", 500), ("/attempts?rating=x", 422)):  # fmt: skip
        response = client.get(address, buffered=True)
        assert response.status_code == status
        assert_headers(response)
        assert "secret" not in response.text


def test_no_code_of_another_place_or_in_a_page_may_run():
    policy = dict(part.strip().split(" ", 1)
                  for part in security.HEADERS["Content-Security-Policy"].split(";"))  # fmt: skip
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in str(policy)
    assert "http" not in str(policy)


def test_a_pages_permission_for_styles_is_never_the_same_twice(client, answered):
    address = f"/attempts/{answered}"
    policies = [client.get(address).headers["Content-Security-Policy"] for _ in range(3)]
    assert len(set(policies)) == 3


def test_files_are_asked_for_again_and_answers_are_not_kept(client):
    assert client.get("/static/style.css", buffered=True).headers["Cache-Control"] == "no-cache"
    assert client.get("/").headers["Cache-Control"] == "no-store"


def test_the_entry_link_lets_one_browser_in_once(app, stranger):
    link = f"/entry?code={security.new_entry_code(app)}"
    first = stranger.get(link)
    assert (first.status_code, first.headers["Location"]) == (303, "/")
    assert stranger.get("/").status_code == 200
    assert stranger.get(link).status_code == 303, "the same browser may go back to it"

    other = app.test_client()
    again = other.get(link)
    assert again.status_code == 401
    assert "Set-Cookie" not in again.headers
    assert other.get("/").status_code == 401


def test_the_cookie_is_for_this_browser_and_this_site_only(app, stranger):
    response = stranger.get(f"/entry?code={security.new_entry_code(app)}")
    kept, *attributes = response.headers["Set-Cookie"].split("; ")
    assert kept == f"interview_practice_8000={cookie(app)}"
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(attributes)
    assert not any(attribute.startswith("Domain") for attribute in attributes)
    assert TOKEN not in response.headers["Set-Cookie"]


@pytest.mark.parametrize("code", ["", "?code=", "?code=guess", "?code=None", f"?code={TOKEN}"])
def test_a_link_of_another_server_lets_nobody_in(stranger, code):
    response = stranger.get(f"/entry{code}")
    assert response.status_code == 401
    assert "Set-Cookie" not in response.headers


def test_two_links_do_not_use_each_other_up(app):
    links = [f"/entry?code={security.new_entry_code(app)}" for _ in range(2)]
    assert [app.test_client().get(link).status_code for link in links] == [303, 303]


def test_another_installations_cookie_is_worth_nothing(app, migrated, guest):
    app.extensions["practice"].settings = Settings(migrated, "another token", "sqlite://")
    assert guest.get("/").status_code == 401


def test_a_person_is_told_what_to_do_and_a_script_gets_a_problem(stranger):
    page = stranger.get("/", headers={"Accept": "text/html"})
    assert "Open the link that the server printed" in page.text
    assert "<nav" not in page.text
    problem = stranger.get("/")
    assert problem.mimetype == "application/problem+json"
    assert problem.get_json()["status"] == 401


def test_the_data_folder_is_for_its_owner_only(practice):
    settings = practice.settings
    for folder in (settings.data, settings.recordings, settings.backups, settings.own_questions):
        assert folder.stat().st_mode & 0o077 == 0
