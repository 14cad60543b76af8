"""Measures the time from Stop to the complete transcript, and what it costs.

Sound is sent over HTTP to the real server. All but its last seconds go as fast as the server
writes them down, the rest at the speed of speech up to a random Stop: what is cut and decoded
depends on the sound alone, so the state at Stop is the one of an answer spoken throughout
(--real-time sends everything at the speed of speech). In the same run the same answers are given
whole to WhisperModel.transcribe with its defaults (a), with as many threads as suits it best.
The full form also gives them to BatchedInferencePipeline (b), compares the words, and measures
CPU on answers sent at the speed of speech from beginning to end, because then every guess is
made that a user sees.
"""

import argparse
import json
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from math import inf
from pathlib import Path
from uuid import uuid4

import jiwer
import numpy as np
from bench_sound import Clip, hissing, level, noises, plain, read_aloud, recorded, spoken
from rich.console import Console
from rich.table import Table

from interview_practice.audio import speech_models
from interview_practice.audio.cores import physical_cores
from interview_practice.web.recordings import LARGEST_BLOCK
from tests.browser.server import Server

BLOCK_SECONDS = 0.5
"""As the browser sends them."""

LIVE_SECONDS = 5
"""The part before Stop that is sent at the speed of speech."""

RESTING = 0.05
"""CPU seconds a second below which a server does nothing for anybody."""

LENGTHS = {30: 30, 60: 10, 120: 20, 240: 30}
"""Seconds of an answer, and how many stops the full form makes in it: most where two are
compared, because a 95th percentile rests on few of them."""

SHORT = {120: 5}
VOICES = ("slt", "en-us")
READERS = ("slt", "rms", "awb", "kal16", "en-us", "en-gb", "slt", "awb")
"""For word errors, the last two with hiss. In a clip of 300 words one word is 0.3 points, and any
change of an option changes several: only all of them together tell."""

SAMPLES = 10_000
"""Of the bootstrap."""


def main() -> None:
    given = arguments()
    random.seed(given.seed)
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder) / "data")
        try:
            report = measure(server, given)
        finally:
            server.stop()
    show(report)
    if given.json:
        given.json.write_text(json.dumps(report, indent=1))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("speech", nargs="?", type=Path, help="FLAC files with JSON texts")
    parser.add_argument("--full", action="store_true", help="all lengths, and more rows")
    parser.add_argument("--stops", type=int, help="for each length; 5, full: 10 to 30")
    parser.add_argument("--real-time", action="store_true", help="send all at speaking speed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path, help="also write the figures here")
    return parser.parse_args()


def measure(server: Server, given: argparse.Namespace) -> dict:
    lengths = LENGTHS if given.full else SHORT
    clips = {length: [spoken(length, voice) for voice in VOICES] for length in lengths}
    models = [model(threads) for threads in {1, physical_cores()}]
    transcribe(server, clips[120][0], 5)  # the first answer warms the disk
    report = {"cores": physical_cores(), "stops": []}
    for length, count in lengths.items():
        for number in range(given.stops or count):
            report["stops"].append(stopped(server, clips[length][number % 2], length, given))
    report["whole"] = whole(models, clips[120] if given.full else clips[120][:1], given.full)
    heard = recorded(given.speech) if given.speech else []
    if given.full:
        heard += readings(110)
        report["cpu_per_second"] = cpu_per_second(server, clips[120], 120)
        report["invented"] = {c.name: len(transcribe(server, c, 60)["text"].split())
                              for c in noises(60)}  # fmt: skip
        report["growth"] = growth(server, clips[30][0])
    report["words"] = [word_errors(server, models[0], clip) for clip in heard]
    return report | {"peak_mb": memory(server, "VmHWM")}


def stopped(server: Server, clip: Clip, length: int, given: argparse.Namespace) -> dict:
    """One answer, up to somewhere in its last third (or 20 s, if that is less)."""
    stop = min(clip.seconds, length) - random.uniform(0, min(20, length / 3))
    live = inf if given.real_time else LIVE_SECONDS
    return {"length": length} | transcribe(server, clip, stop, live)


def transcribe(server: Server, clip: Clip, stop: float, live: float = 0) -> dict:
    """Send a clip up to a Stop, its last `live` seconds at the speed of speech; how long its
    transcript took, and what stood there at Stop."""
    pcm = clip.pcm[: int(stop * clip.rate)].astype("<i2").tobytes()
    attempt, question = uuid4(), "opener-journey-here"
    server.form("/attempts", id=attempt, question=question, sample_rate=clip.rate)
    size = int(BLOCK_SECONDS * clip.rate) * 2
    live_from = len(pcm) - int(min(live, stop) * clip.rate) * 2
    live_from -= live_from % size if live else 0
    known, shown, started = 0, [], None
    for offset, end in pairwise(cuts(len(pcm), live_from if live else 0, size)):
        if offset >= live_from:
            started = started or time.monotonic() - BLOCK_SECONDS
            due = started + (end - live_from) / 2 / clip.rate
            time.sleep(max(0, due - time.monotonic()))
        answer = json.loads(server.request(
            "PATCH", f"/attempts/{attempt}/recording?after={known}", pcm[offset:end],
            Upload_Offset=str(offset))[2])["transcript"]  # fmt: skip
        shown += [segment["text"] for segment in answer["segments"]]
        known += len(answer["segments"])
        if live and end == live_from:
            catch_up(server)
    begun = time.perf_counter()
    server.request("POST", f"/attempts/{attempt}/recording/completion", Upload_Length=str(len(pcm)))
    done = {"state": "transcribing"}
    while done["state"] == "transcribing":
        done = server.json(f"/attempts/{attempt}/transcript", Prefer="wait=10")
    taken = time.perf_counter() - begun
    assert done["state"] == "ready", done
    settle(server, attempt)
    on_screen = plain(" ".join([*shown, answer["tail"]])).split()
    final = plain(done["text"]).split()
    return {"seconds": stop, "taken": taken, "text": done["text"],
            "shown": min(1.0, len(on_screen) / len(final)) if final else 1.0}  # fmt: skip


def cuts(length: int, live_from: int, size: int) -> list[int]:
    """Where blocks end: as large as the server takes them up to `live_from`, then of this size."""
    return [*range(0, live_from, LARGEST_BLOCK), *range(live_from, length, size), length]


def catch_up(server: Server) -> None:
    """Wait until the server rests: fed faster than it was spoken, an answer leaves packs to decode
    and fillers to find, in which a Stop would be caught that meets no such thing in real time."""
    busy = 1.0
    while busy > RESTING:
        before = cpu_seconds(server)
        time.sleep(0.5)
        busy = (cpu_seconds(server) - before) / 0.5


def settle(server: Server, attempt) -> None:
    """Wait until the fillers are found too and the sound is put away: fed faster than it was
    spoken, an answer leaves work that would burden the next one."""
    while server.json(f"/attempts/{attempt}/transcript")["listening"]:
        time.sleep(0.2)


def cpu_per_second(server: Server, clips: list[Clip], seconds: float) -> float:
    """CPU seconds of the server for a second of sound, at the speed of speech."""
    before = cpu_seconds(server)
    for clip in clips:
        transcribe(server, clip, seconds, inf)
    return (cpu_seconds(server) - before) / seconds / len(clips)


def readings(seconds: float) -> list[Clip]:
    clips = read_aloud(seconds, READERS)
    return [*clips[:-2], *map(hissing, clips[-2:])]


def word_errors(server: Server, model, clip: Clip) -> dict:
    """Of the whole clip, spoken live and given to (a)."""
    live = transcribe(server, clip, clip.seconds)["text"]
    return {"clip": clip.name, "words": len(plain(clip.text).split()),
            "live": errors(clip, live),
            "whole": errors(clip, text(model.transcribe(clip.floats())))}  # fmt: skip


def whole(models: list, clips: list[Clip], batched: bool) -> dict:
    """Seconds for whole answers by (a), and by (b) too if that is wanted, each with the number of
    threads that suits it best."""
    from faster_whisper import BatchedInferencePipeline

    ways = {"transcribe": [model.transcribe for model in models]}
    if batched:
        ways["batched"] = [partial(BatchedInferencePipeline(model).transcribe, batch_size=8)
                           for model in models]  # fmt: skip
    return {name: min(median_time(way, clips) for way in some) for name, some in ways.items()}


def model(threads: int):
    from faster_whisper import WhisperModel

    folder = speech_models.resolve(None, Path())
    return WhisperModel(str(folder), device="cpu", compute_type="int8", local_files_only=True,
                        cpu_threads=threads)  # fmt: skip


def median_time(way: Callable, clips: list[Clip]) -> float:
    """Seconds for two minutes of each clip."""
    return statistics.median(timed(way, clip.floats()[: 120 * 16_000]) for clip in clips)


def growth(server: Server, clip: Clip) -> float:
    """The share by which 50 answers make the server larger."""
    before = memory(server, "VmRSS")
    for _ in range(50):
        transcribe(server, clip, 6)
    return memory(server, "VmRSS") / before - 1


def text(answer) -> str:
    return " ".join(segment.text.strip() for segment in answer[0])


def timed(call: Callable, sound) -> float:
    begun = time.perf_counter()
    text(call(sound))
    return time.perf_counter() - begun


def together(rows: list[dict]) -> dict:
    """All clips as one."""
    return {"clip": "all"} | {
        name: sum(row[name] for row in rows) for name in ("words", "live", "whole")
    }


def rate(row: dict, side: str) -> float:
    """Words wrong, in percent."""
    return 100 * row[side] / row["words"]


def spread(rows: list[dict]) -> tuple[float, float]:
    """Where the difference between live and whole lies in 95 of 100 draws of as many clips."""
    draws = (together(random.choices(rows, k=len(rows))) for _ in range(SAMPLES))
    more = [rate(draw, "live") - rate(draw, "whole") for draw in draws]
    return np.percentile(more, 2.5), np.percentile(more, 97.5)


def errors(clip: Clip, heard: str) -> int:
    said, heard = plain(clip.text), plain(heard)
    found = jiwer.process_words(level(said, heard), level(heard, said))
    return found.substitutions + found.deletions + found.insertions


def cpu_seconds(server: Server) -> float:
    fields = Path(f"/proc/{server.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(server: Server, name: str) -> float:
    """MB of a figure in the server's /proc status: VmRSS now, VmHWM at its peak."""
    for line in Path(f"/proc/{server.process.pid}/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) / 1024
    raise LookupError(name)


def show(report: dict) -> None:
    table = Table("measure", "held", "limit", title="Live transcription")
    for row in [*time_rows(report), *word_rows(report), *cost_rows(report)]:
        table.add_row(*row)
    Console().print(table)


def time_rows(report: dict) -> Iterator[tuple[str, ...]]:
    whole_time = report["whole"]["transcribe"]
    times = {length: [stop["taken"] for stop in report["stops"] if stop["length"] == length]
             for length in sorted({stop["length"] for stop in report["stops"]})}  # fmt: skip
    late = {length: np.percentile(taken, 95) for length, taken in times.items()}
    yield "(a) transcribe, 120 s answer", f"{whole_time:.2f} s", ""
    if "batched" in report["whole"]:
        yield "(b) batched, 120 s answer", f"{report['whole']['batched']:.2f} s", ""
    for length, taken in times.items():
        yield (f"Stop to transcript, {length} s answer, {len(taken)} stops",
               f"median {np.median(taken):.3f} s ({min(taken):.2f} to {max(taken):.2f}), "
               f"95th percentile {late[length]:.2f}", "")  # fmt: skip
    yield "  median as a share of (a)", f"{np.median(times[120]) / whole_time:.3f}", "0.05"
    yield "  95th percentile as a share of (a)", f"{late[120] / whole_time:.3f}", "0.10"
    if 240 in late:
        yield "95th percentile, 240 s over 30 s", f"{late[240] / late[30]:.2f}", "1.2"
    shown = statistics.median(stop["shown"] for stop in report["stops"])
    yield "words on screen at Stop, median", f"{100 * shown:.0f} %", "95 %"


def word_rows(report: dict) -> Iterator[tuple[str, ...]]:
    rows = report["words"]
    for row in [*rows, together(rows)] if rows else []:
        yield (f"word errors, {row['clip']} ({row['words']} words)",
               f"{rate(row, 'live'):.2f} % live, {rate(row, 'whole'):.2f} % whole",
               "0.5 more")  # fmt: skip
    if len(rows) > 1:
        low, high = spread(rows)
        yield "  the difference of all, 95 % of draws", f"{low:+.2f} to {high:+.2f}", ""
    for name, count in report.get("invented", {}).items():
        yield f"words invented on 60 s of {name}", str(count), "0"


def cost_rows(report: dict) -> Iterator[tuple[str, ...]]:
    if "cpu_per_second" in report:
        yield "CPU seconds for a second of sound", f"{report['cpu_per_second']:.3f}", "0.12"
    yield "peak memory", f"{report['peak_mb']:.0f} MB", "700 MB"
    if "growth" in report:
        yield "growth over 50 answers", f"{100 * report['growth']:.1f} %", "5 %"


if __name__ == "__main__":
    main()
