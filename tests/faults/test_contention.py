"""Others at the same time: a locked database, two tabs, twenty completions, a wrong clock."""

import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from uuid import uuid4

import hypothesis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_practice.core import schedule
from tests.fakes import NOW
from tests.faults.servers import Recorder, check_database, noise, until

pytestmark = pytest.mark.faults

QUESTION = "opener-tell-me-about-yourself"
LONGEST_ANSWER = 12
"""Seconds a request may take while the database is locked: two waits of five, and some."""


class Lock(threading.Thread):
    """Another process's write lock, held for some seconds."""

    def __init__(self, file, seconds):
        super().__init__()
        self.file, self.seconds, self.held = file, seconds, threading.Event()

    def run(self):
        with closing(sqlite3.connect(self.file, isolation_level=None, timeout=30)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            self.held.set()
            time.sleep(self.seconds)
            connection.execute("ROLLBACK")


def under_lock(server, seconds, requests):
    """Statuses of writing requests by 8 threads that begin while the lock is held, and the ids
    that were promised."""
    lock = Lock(server.data / "practice.db", seconds)
    lock.start()
    lock.held.wait()

    def write(number):
        begun, attempt = time.monotonic(), uuid4()
        status, headers, _ = server.form("/attempts", id=attempt, question=QUESTION,
                                         sample_rate=16_000)  # fmt: skip
        took = time.monotonic() - begun
        assert status == 201 or headers["Retry-After"]
        return status, took, attempt

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(write, range(requests)))
    lock.join()
    kept = [attempt for status, _, attempt in answers if status == 201]
    with closing(sqlite3.connect(server.data / "practice.db")) as connection:
        rows = {row[0] for row in connection.execute("SELECT id FROM attempt")}
    assert {attempt.hex for attempt in kept} <= rows, "what was promised is there"
    return answers


def test_a_write_lock_of_three_seconds_is_waited_for(serving, times, row):
    server, requests = serving(), times(100, 5000)
    answers = under_lock(server, 3, requests)
    assert {status for status, *_ in answers} == {201}
    check_database(server.data / "practice.db")
    row("another process holds the write lock for 3 s, 8 threads", requests, 5000,
        f"no error; slowest answer {max(took for _, took, _ in answers):.1f} s")  # fmt: skip


def test_a_longer_lock_is_said_and_costs_nothing(serving, times, row, rng):
    """Only 503 with Retry-After; a recording goes on, and its transcript comes afterward."""
    server, requests, seconds = serving(), times(60, 5000), times(12, 30)
    recorder = Recorder(server, noise(rng, 3), rng)
    recorder.begin()
    sender = threading.Thread(target=lambda: [time.sleep(0.3) for _ in iter(recorder.send, False)])
    sender.start()
    answers = under_lock(server, seconds, requests)
    sender.join()
    assert recorder.acknowledged == len(recorder.sound), "sound needs no write lock"
    recorder.finish()
    until(lambda: server.state(recorder.id)["state"] == "ready")
    statuses = [status for status, *_ in answers]
    assert set(statuses) == {201, 503}
    assert max(took for _, took, _ in answers) < LONGEST_ANSWER
    check_database(server.data / "practice.db")
    busy = statuses.count(503)
    row("another process holds the write lock for 30 s, 8 threads", requests, 5000,
        f"held {seconds} s: {busy} times 503 with Retry-After, nothing lost")  # fmt: skip


def test_a_transcript_waits_for_a_locked_database(serving, rng):
    server = serving()
    recorder = Recorder(server, noise(rng, 3), rng)
    recorder.finish()
    lock = Lock(server.data / "practice.db", 8)
    lock.start()
    again = Recorder(server, noise(rng, 1), rng)
    lock.join()
    again.finish()
    for waiting in (recorder, again):
        until(lambda w=waiting: server.state(w.id)["state"] == "ready")


def test_two_tabs_make_one_answer_and_one_rating(serving, times, rng, row):
    server, runs = serving(), times(4, 100)
    for _ in range(runs):
        one, other = Recorder(server, noise(rng, 1), rng), Recorder(server, noise(rng, 1), rng)
        other.id, other.path = one.id, one.path
        one.begin()
        tabs = [threading.Thread(target=push, args=[tab]) for tab in (one, other)]
        for tab in tabs:
            tab.start()
        for tab in tabs:
            tab.join()
        length = one.held()
        kept = one.kept()
        assert any(tab.sound.startswith(kept) for tab in (one, other)), "mixed bytes"
        at_once(lambda p=one.path, n=length: server.request(
            "POST", f"{p}/recording/completion", Upload_Length=str(n))[0], {200})  # fmt: skip
        at_once(lambda p=one.path: server.form(f"{p}/ratings", rating=3, stage="gut")[0], {303})
        assert one.kept() == kept
        assert reviews(server, one.id) == 1
    check_database(server.data / "practice.db")
    row("two tabs, 20 completions and 20 ratings at once", runs, 100,
        "one answer, one review, never mixed bytes")  # fmt: skip


def push(tab):
    """Sends its own sound as if it were alone; gives up when it is told otherwise."""
    offset = 0
    while offset < len(tab.sound):
        block = tab.sound[offset:][:4000]
        status, *_ = tab.server.request("PATCH", f"{tab.path}/recording", block,
                                        Upload_Offset=str(offset))  # fmt: skip
        assert status in (200, 409)
        if status == 409:
            return
        offset += len(block)


def at_once(ask, expected):
    with ThreadPoolExecutor(20) as pool:
        assert {answer.result() for answer in [pool.submit(ask) for _ in range(20)]} == expected


def reviews(server, attempt):
    with closing(sqlite3.connect(server.data / "practice.db")) as connection:
        query = "SELECT count(*) FROM review WHERE attempt_id = ?"
        return connection.execute(query, [attempt.hex]).fetchone()[0]


JUMPS = st.sampled_from([timedelta(), *(sign * jump for sign in (1, -1) for jump in (
    timedelta(hours=1), timedelta(days=30)))])  # fmt: skip
STEPS = st.lists(st.tuples(st.integers(1, 4), st.floats(0, 20), JUMPS), min_size=1, max_size=12)


def test_a_wrong_clock_makes_no_memory_stronger(times, row, seed):
    """(rating, days until it, what the clock is wrong by) one after the other."""
    runs = times(300, 10_000)

    @hypothesis.seed(seed)
    @given(STEPS)
    @settings(max_examples=runs)
    def hold(steps):
        memory, true = None, NOW
        for rating, days, wrong in steps:
            true += timedelta(days=days)
            shown = true + wrong
            after = schedule.review(memory, rating, shown)
            if memory:
                assert after.due > memory.last_review
                assert after.last_review >= memory.last_review
                if shown < memory.last_review:
                    at_once = schedule.review(memory, rating, memory.last_review)
                    assert after.stability <= at_once.stability
            assert after.due > after.last_review
            memory = after

    hold()
    row("the clock is set back and forth by an hour and 30 days", runs, 10_000,
        "due never before the last review, stability never rises from going back")  # fmt: skip
