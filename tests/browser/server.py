"""The real server in a process of its own, and requests to it."""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

TOKEN = "the-token-of-the-tests"


class Server:
    """`interview-practice serve` on a data folder; may be killed and started again."""

    def __init__(self, data: Path, port: int = 0, **environment: str):
        self.data, self.port = data, port
        self.environment = environment
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "interview_practice", "serve", "--no-browser",
                   "--data", str(self.data), "--port", str(self.port)]  # fmt: skip
        environment = {**_environment(), "INTERVIEW_PRACTICE_TOKEN": TOKEN, **self.environment}
        with (self.data.parent / "server.log").open("ab") as log:
            self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log,
                                            env=environment, text=True)  # fmt: skip
        for line in self.process.stdout:
            if found := re.search(r"(http://127\.0\.0\.1:(\d+))/entry\S+", line):
                self.link, self.address, self.port = found[0], found[1], int(found[2])
                return
        raise RuntimeError((self.data.parent / "server.log").read_text())

    def kill(self) -> None:
        """As a crash would: no chance to tidy up."""
        self.process.send_signal(signal.SIGKILL)
        self._gone()

    def stop(self) -> None:
        self.process.terminate()
        self._gone()

    def _gone(self) -> None:
        self.process.wait(20)
        self.process.stdout.close()

    def request(self, method: str, path: str, body=None, **headers: str):
        """(status, headers, body) as a script with the token sees them."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
            connection.request(method, path, body, {"Authorization": f"Bearer {TOKEN}", **named})
            response = connection.getresponse()
            return response.status, response.headers, response.read()

    def form(self, path: str, **fields):
        return self.request("POST", path, urlencode(fields),
                            Content_Type="application/x-www-form-urlencoded")  # fmt: skip

    def json(self, path: str, **headers: str):
        return json.loads(self.request("GET", path, Accept="application/json", **headers)[2])


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items()
            if not name.startswith("INTERVIEW_PRACTICE") and name != "DATABASE_URL"}  # fmt: skip
