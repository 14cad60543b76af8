"""Seeds, counts and the table of what was run."""

import random
import time
from pathlib import Path

import pytest

from tests.browser.conftest import answer_wav  # noqa: F401
from tests.faults.servers import Nursery, QuickServer

KEPT = "faults/rows"


@pytest.fixture
def seed(request):
    """Printed with every failure; `--faults-seed` runs the same again."""
    given = request.config.getoption("--faults-seed")
    seed = given if given is not None else random.SystemRandom().randrange(10**9)
    print(f"seed {seed}: run it again with --faults-seed {seed}")
    return seed


@pytest.fixture
def rng(seed):
    return random.Random(seed)


@pytest.fixture
def times(request):
    """How often: the quick count, or the full one (at most `--faults-most`) with --faults."""

    def choose(quick: int, full: int) -> int:
        if not request.config.getoption("--faults"):
            return quick
        most = request.config.getoption("--faults-most")
        return full if most is None else max(quick, min(full, most))

    return choose


@pytest.fixture
def row(request, seed):
    """Notes a row of docs/faults.md once the test has passed: (test, runs, full count, held)."""
    begun, rows = time.monotonic(), []

    def note(test: str, runs: int, full: int, held: str) -> None:
        rows.append({"test": test, "runs": runs, "full": full, "held": held, "seed": seed})

    yield note
    seconds = round(time.monotonic() - begun)
    table = request.config.cache.get(KEPT, {})
    for noted in rows:
        if noted["runs"] >= table.get(noted["test"], {"runs": 0})["runs"]:
            table[noted["test"]] = {**noted, "seconds": seconds}
    request.config.cache.set(KEPT, table)


@pytest.fixture(scope="session")
def nursery():
    if not Path("/proc/self/stat").exists():
        pytest.skip("forks and watches servers through /proc")
    nursery = Nursery()
    yield nursery
    nursery.close()


@pytest.fixture
def serving(nursery, tmp_path):
    """Start a server on a folder; all are stopped at the end."""
    servers = []

    def start(name: str = "data", **given) -> QuickServer:
        servers.append(QuickServer(nursery, tmp_path / name, **given))
        return servers[-1]

    yield start
    for server in servers:
        server.kill()
        print(server.output.read_text())  # shown when the test failed
