import threading

import pytest

from interview_practice.audio import portaudio
from interview_practice.core.errors import Unavailable


@pytest.fixture
def caller(monkeypatch):
    monkeypatch.setattr(portaudio, "PATIENCE_SECONDS", 0.2)
    monkeypatch.setattr(portaudio, "CLOSING_SECONDS", 0.2)
    return portaudio.Caller()


@pytest.fixture
def hang(caller):
    """Let the caller hang in a call; the result ends that."""
    awake = threading.Event()
    with pytest.raises(Unavailable, match="does not answer"):
        caller.call(lambda: awake.wait(20))
    yield awake.set
    awake.set()


def test_a_call_gives_what_it_gives_or_raises(caller):
    assert caller.call(lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        caller.call(lambda: 1 // 0)
    assert not caller.stuck


def test_every_call_is_made_by_the_same_thread(caller):
    threads = {caller.call(threading.get_ident) for _ in range(5)}
    assert len(threads) == 1
    assert threading.get_ident() not in threads


def test_a_call_that_hangs_is_left_behind(caller, hang):
    assert caller.stuck


def test_what_was_given_up_before_it_began_is_never_done(caller, hang):
    done = []
    with pytest.raises(Unavailable, match="does not answer"):
        caller.call(lambda: done.append("opened"))
    hang()
    assert caller.call(lambda: list(done)) == []


def test_a_close_is_done_however_late(caller, hang):
    done = []
    caller.close(lambda: done.append("closed"))
    assert (done, caller.stuck) == ([], True)
    hang()
    assert caller.call(lambda: list(done)) == ["closed"]
    assert not caller.stuck
