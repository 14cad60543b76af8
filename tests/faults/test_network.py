"""A network that drops, delays, repeats, reorders and cuts, between a client and the server."""

import http.client
import random
import socket
import threading
from uuid import uuid4

import hypothesis
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from waitress import create_server

from tests.conftest import TOKEN
from tests.faults.servers import noise

pytestmark = pytest.mark.faults

SOUND = noise(random.Random(1), 0.5)
sizes = st.integers(1, 1500)


@pytest.fixture
def port(app):
    """The application on a real socket."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = create_server(app, sockets=[listening], threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield listening.getsockname()[1]
    server.close()
    thread.join(10)
    server.task_dispatcher.shutdown()


class Wire:
    """Carries single requests to the server, as badly as it is told to."""

    def __init__(self, port: int):
        self.port = port

    def carry(self, method, path, body=b"", headers=(), cut=None, deaf=False):
        """(status, headers) of the answer; None when the request or the answer got lost."""
        head = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}",
                f"Authorization: Bearer {TOKEN}", f"Content-Length: {len(body)}",
                "Connection: close", *headers]  # fmt: skip
        message = "\r\n".join([*head, "", ""]).encode() + body
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as line:
            line.sendall(message[: len(message) - cut] if cut else message)
            if cut:
                return None
            answer = http.client.HTTPResponse(line, method=method)
            answer.begin()
            answer.read()
            answer.close()
            return None if deaf else (answer.status, answer.headers)


class BadNetwork(RuleBasedStateMachine):
    """A client by the contract: it goes on from what was acknowledged, and asks when in doubt."""

    port = practice = question = None

    @initialize()
    def begin(self):
        self.wire, self.id = Wire(self.port), uuid4()
        self.at = f"/attempts/{self.id}/recording"
        self.acknowledged, self.late, self.complete = 0, [], False
        form = f"id={self.id}&question={self.question}&sample_rate=16000".encode()
        kind = ["Content-Type: application/x-www-form-urlencoded"]
        assert self.wire.carry("POST", "/attempts", form, kind)[0] == 201

    def patch(self, offset, block, **trouble):
        answer = self.wire.carry("PATCH", self.at, block, [f"Upload-Offset: {offset}"], **trouble)
        if answer:
            self.told(*answer)
        return answer

    def told(self, status, headers):
        assert status in (200, 409)
        if "Upload-Offset" in headers:
            held = int(headers["Upload-Offset"])
            assert held >= self.acknowledged or self.complete
            self.acknowledged = max(self.acknowledged, held)

    def block(self, size):
        return SOUND[self.acknowledged :][: 2 * size]

    @rule(size=sizes)
    def arrives(self, size):
        self.patch(self.acknowledged, self.block(size))

    @rule(size=sizes, cut=st.integers(1, 2000))
    def cut_off(self, size, cut):
        block = self.block(size)
        if block:
            self.patch(self.acknowledged, block, cut=min(cut, len(block)))

    @rule(size=sizes)
    def answer_lost(self, size):
        self.patch(self.acknowledged, self.block(size), deaf=True)

    @rule(size=sizes)
    def repeated(self, size):
        offset, block = self.acknowledged, self.block(size)
        for _ in range(2):
            self.patch(offset, block)

    @rule(size=sizes)
    def delayed(self, size):
        """Left for later: what is sent meanwhile overtakes it."""
        self.late.append((self.acknowledged, self.block(size)))

    @rule()
    def arrives_late(self):
        if self.late:
            self.patch(*self.late.pop())

    @rule(size=sizes, ahead=st.integers(1, 500))
    def overtakes(self, size, ahead):
        self.patch(
            self.acknowledged + 2 * ahead, SOUND[self.acknowledged + 2 * ahead :][: size * 2]
        )

    @rule()
    def completed_too_early(self):
        if self.acknowledged < len(SOUND):
            assert self.finish()[0] == 409

    def finish(self):
        headers = [f"Upload-Length: {len(SOUND)}"]
        return self.wire.carry("POST", f"{self.at}/completion", b"", headers)

    def teardown(self):
        if not hasattr(self, "id"):
            return
        while self.acknowledged < len(SOUND):
            self.told(*self.wire.carry("HEAD", self.at))
            self.arrives(1500)
        assert self.finish()[0] == 200
        self.complete = True
        while self.late:
            self.patch(*self.late.pop())
        assert self.finish()[0] == 200
        file = self.practice.recordings.folder / f"{self.id}.pcm"
        assert file.read_bytes() == SOUND
        file.unlink()


def test_no_bad_network_changes_a_byte(port, practice, times, row, seed):
    runs = times(12, 1000)
    machine = type("Machine", (BadNetwork,), {
        "port": port, "practice": practice, "question": next(iter(practice.bank.questions)),
    })  # fmt: skip
    run_state_machine_as_test(hypothesis.seed(seed)(machine), settings=settings(
        max_examples=runs, stateful_step_count=15, deadline=None,
        suppress_health_check=list(HealthCheck), print_blob=True,
    ))  # fmt: skip
    row("a network that drops, delays, repeats, reorders and cuts", runs, 1000, "identical bytes")
