"""What every test can ask for: an application, a clock, and hands."""

import shutil
import socket
from functools import cache
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings
from jinja2 import FileSystemBytecodeCache

from interview_practice import config
from interview_practice.actions import transcripts
from interview_practice.actions.upgrades import upgrade
from interview_practice.app import create_app
from interview_practice.models import bank
from tests.fakes import NOW, Clock, FakeEngine

settings.register_profile(  # no test may fail for the machine's slowness
    "ours", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture,
                                                  HealthCheck.too_slow],
)  # fmt: skip
settings.load_profile("ours")

TOKEN = "the-token-of-the-tests"
RATE = 16_000


def pytest_addoption(parser):
    faults = parser.getgroup("faults", "tests/faults: kills, starves and damages the program")
    faults.addoption("--faults", action="store_true", help="run the full counts")
    faults.addoption("--faults-most", type=int, help="with --faults, run nothing more often")
    faults.addoption("--faults-seed", type=int, help="run with the seed of an earlier run")


@pytest.fixture(scope="session", autouse=True)
def nothing_leaves_this_machine():
    """Whatever asks another machine for anything fails its test."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex
    look_up = socket.getaddrinfo

    def guarded(inner):
        def call(self, address):
            if self.family in (socket.AF_INET, socket.AF_INET6) and not local(address[0]):
                raise AssertionError(f"a test tried to reach {address}")
            return inner(self, address)

        return call

    def guarded_look_up(host, *given, **named):
        if host and host != "0.0.0.0" and not local(host):  # what waitress may listen on
            raise AssertionError(f"a test looked up {host}")
        return look_up(host, *given, **named)

    socket.socket.connect, socket.socket.connect_ex = guarded(connect), guarded(connect_ex)
    socket.getaddrinfo = guarded_look_up
    yield
    socket.socket.connect, socket.socket.connect_ex = connect, connect_ex
    socket.getaddrinfo = look_up


def local(host) -> bool:
    host = host.decode() if isinstance(host, bytes) else host
    return host in ("localhost", "::1") or host.startswith("127.")


@pytest.fixture(scope="session", autouse=True)
def shipped_bank_is_read_once():
    """Reading it is most of what an application costs, and its files do not change meanwhile."""
    read, read_once = bank.read, cache(bank.read)
    shipped = config.shipped("question_bank")
    bank.read = lambda path, name: (read_once if path.is_relative_to(shipped) else read)(path, name)
    yield
    bank.read = read


@pytest.fixture(scope="session")
def migrated(tmp_path_factory):
    """A data folder whose database has every migration, to copy from."""
    folder = tmp_path_factory.mktemp("migrated")
    given = config.read(folder, environ={"INTERVIEW_PRACTICE_TOKEN": TOKEN})
    upgrade(create_app(given), given.backups, given.database_file, NOW)
    return folder


@pytest.fixture(scope="session")
def compiled(tmp_path_factory):
    """Templates as Jinja compiled them: half of an application's first page is that."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def engine():
    return FakeEngine()


@pytest.fixture
def app(migrated, compiled, tmp_path, clock, engine):
    folder = tmp_path / "data"
    shutil.copytree(migrated, folder)
    given = config.read(folder, environ={"INTERVIEW_PRACTICE_TOKEN": TOKEN})
    app = create_app(given, load_engine=lambda: engine, now=clock)
    app.testing = True
    app.jinja_env.bytecode_cache = compiled
    yield app
    app.extensions["practice"].transcriber.hearing.close()


@pytest.fixture
def practice(app):
    return app.extensions["practice"]


@pytest.fixture
def in_app(app):
    """An open application context, for tests that call verbs directly."""
    with app.app_context():
        yield app


@pytest.fixture
def client(app):
    """A browser that was let in, looking at our own pages."""
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {TOKEN}"
    client.environ_base["HTTP_ACCEPT"] = "text/html"
    return client


@pytest.fixture
def stranger(app):
    """A browser that was not let in."""
    return app.test_client()


@pytest.fixture
def script(app):
    """A program with the token, that reads JSON."""
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {TOKEN}"
    return client


@pytest.fixture
def begun(script, practice):
    """The id of a spoken answer that waits for its sound."""
    attempt = uuid4()
    form = {"id": str(attempt), "question": next(iter(practice.bank.questions)),
            "sample_rate": str(RATE)}  # fmt: skip
    assert script.post("/attempts", data=form).status_code == 201
    return attempt


@pytest.fixture
def transcribe(app, practice):
    """Make the transcript of a completed answer, here and now."""

    def run(attempt):
        with app.app_context():
            while transcripts.advance(attempt, practice.transcriber.hearing):
                pass

    return run
