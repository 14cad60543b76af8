"""Measures the start: `--help`, and from `serve` to the first page, folder new and used."""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.browser.server import Server

RUNS = 5


def main() -> None:
    table = Table("measure", "median", "spread", "limit")
    row(table, "interview-practice --help", [help_seconds() for _ in range(RUNS)], "0.5 s")
    with tempfile.TemporaryDirectory() as folder:
        row(table, "first page, new data folder",
            [first_page_seconds(Path(folder) / str(n)) for n in range(RUNS)], "2 s")  # fmt: skip
        row(table, "first page, second run",
            [first_page_seconds(Path(folder) / "0") for _ in range(RUNS)], "2 s")  # fmt: skip
    Console().print(table)


def help_seconds() -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-m", "interview_practice", "--help"], check=True,
                   stdout=subprocess.DEVNULL)  # fmt: skip
    return time.perf_counter() - begun


def first_page_seconds(data: Path) -> float:
    begun = time.perf_counter()
    server = Server(data)
    status = server.request("GET", "/", Accept="text/html")[0]
    taken = time.perf_counter() - begun
    server.stop()
    assert status == 200, status
    return taken


def row(table: Table, name: str, seconds: list[float], limit: str) -> None:
    table.add_row(name, f"{statistics.median(seconds):.2f} s",
                  f"{min(seconds):.2f} to {max(seconds):.2f} s", limit)  # fmt: skip


if __name__ == "__main__":
    main()
