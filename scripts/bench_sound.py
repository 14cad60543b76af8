"""What the benches share: clips with known text, and one normalizer for both sides."""

import json
import random
import re
import subprocess
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, pairwise
from pathlib import Path

import numpy as np

SENTENCES = (
    "In my last role I looked after the payments team, which was four people and one contractor.",
    "We had an outage on a Friday evening, and for twenty minutes nobody could check out.",
    "I rolled the release back first, because the reason could wait until people could pay.",
    "Then I called the client, told them what we knew, and promised a written report by Monday.",
    "The hardest part was saying that the date had moved, since they had planned a campaign.",
    "We agreed on a smaller scope, and we shipped that part on time.",
    "What I learned is that a short message early is worth more than a long one late.",
    "After that I changed how we release, so that every change goes to a few users first.",
    "Two people in the team did not like it, because it made their week slower.",
    "I asked them to try it for a month and to count the hours, and they kept it.",
    "Today I would write the checklist before the first release and not after the third one.",
    "If I had to do it again, I would bring in support on the first day.",
)
PAUSES = (0.5, 0.9, 0.4, 1.4, 0.7, 2.2, 0.6, 1.0)
"""Seconds of silence after a sentence, in turn."""

BANK = Path(__file__).parent.parent / "question_bank"
FLITE = {"slt", "rms", "awb", "kal16"}
"""Voices of flite; any other is one of espeak-ng."""

NUMBERS = {
    "0": "zero", "1": "one", "2": "two", "3": "three", "4": "four", "5": "five", "6": "six",
    "7": "seven", "8": "eight", "9": "nine", "10": "ten", "11": "eleven", "12": "twelve",
    "14": "fourteen", "15": "fifteen", "15th": "fifteenth", "20": "twenty", "42": "forty two",
    "55": "fifty five", "1455": "fourteen fifty five",
}  # fmt: skip
HESITATIONS = {"um", "uh", "er", "erm", "hmm"}


@dataclass
class Clip:
    """Sound as 16-bit mono PCM, and what is said in it."""

    name: str
    rate: int
    pcm: np.ndarray
    text: str

    @property
    def seconds(self) -> float:
        return len(self.pcm) / self.rate

    def floats(self) -> np.ndarray:
        """As float32 at 16 kHz."""
        import soxr

        return soxr.resample(self.pcm.astype(np.float32) / 32768, self.rate, 16_000)


def plain(text: str) -> str:
    """Text with everything gone that a listener would not hear as an error."""
    words = re.sub(r"[^a-z0-9' ]", " ", text.lower().replace("\u2019", "'")).split()
    spelled = " ".join(NUMBERS.get(word, word) for word in words).replace("-", " ")
    return " ".join(word for word in spelled.split() if word not in HESITATIONS)


def level(text: str, other: str) -> str:
    """The text with those words written as one that the other writes as one: "wood cutters"
    sounds like "woodcutters"."""
    known, words = set(other.split()), text.split()
    for n, (left, right) in reversed([*enumerate(pairwise(words))]):
        if left + right in known:
            words[n : n + 2] = [left + right]
    return " ".join(words)


def recorded(folder: Path) -> list[Clip]:
    """Every FLAC file of a folder that has its text in a JSON file beside it."""
    from interview_practice.audio.flac import decoded

    clips = []
    for path in sorted(folder.glob("*.flac")):
        known = json.loads(path.with_suffix(".json").read_text())
        pcm = np.frombuffer(decoded(path).read(), "<i2")
        clips.append(Clip(path.stem, round(len(pcm) / known["seconds"]), pcm, known["text"]))
    return clips


def spoken(seconds: float, voice: str) -> Clip:
    """An answer of at least so many seconds; the same sentences as often as it takes."""
    return _said(f"{voice} {seconds:.0f} s", seconds, voice, cycle(SENTENCES))


def read_aloud(seconds: float, voices: list[str]) -> list[Clip]:
    """The question bank, read by one voice after the other: no sentence comes twice."""
    sentences = iter(bank_sentences())
    return [_said(voice, seconds, voice, sentences) for voice in voices]


def bank_sentences() -> list[str]:
    """Sentences of the bank that every voice reads alike: no figures and abbreviations."""
    tables = [tomllib.loads(path.read_text()) for path in sorted(BANK.glob("*.toml"))]
    texts = [area["about"] for table in tables for area in table.get("area", [])]
    texts += [question["text"] for table in tables for question in table.get("question", [])]
    sentences = [sentence for text in texts for sentence in re.split(r"(?<=[.?!]) ", text)]
    random.Random(0).shuffle(sentences)
    return [one for one in sentences if not re.search(r"[0-9(/:]|[A-Z]{2}", one)]


def hissing(clip: Clip, level: float = 60) -> Clip:
    """The clip with noise of that level, in steps of 16 bits."""
    noise = np.random.default_rng(1).normal(0, level, len(clip.pcm))
    pcm = np.clip(clip.pcm + noise, -32768, 32767).astype(np.int16)
    return Clip(f"{clip.name} with hiss", clip.rate, pcm, clip.text)


def _said(name: str, seconds: float, voice: str, sentences: Iterator[str]) -> Clip:
    parts, texts, length, rate = [], [], 0, 16_000
    for sentence, pause in zip(sentences, cycle(PAUSES), strict=False):
        sound, rate = say(sentence, voice)
        parts += [sound, np.zeros(round(pause * rate), np.int16)]
        texts.append(sentence)
        length += len(parts[-2]) + len(parts[-1])
        if length >= seconds * rate:
            break
    return Clip(name, rate, np.concatenate(parts), " ".join(texts))


def noises(seconds: float) -> list[Clip]:
    """Sound without a voice: silence, hiss, mains hum, and typing."""
    rate, chance = 16_000, np.random.default_rng(1)
    time = np.arange(round(seconds * rate)) / rate
    typing = np.zeros(len(time))
    for at in chance.integers(0, len(time) - 400, round(seconds * 6)):
        typing[at : at + 400] += chance.normal(0, 0.2, 400) * np.exp(-np.arange(400) / 60)
    hum = sum(0.02 / n * np.sin(2 * np.pi * 50 * n * time) for n in (1, 2, 3, 5))
    made = {"silence": time * 0, "hiss": chance.normal(0, 0.01, len(time)), "hum": hum,
            "typing": typing}  # fmt: skip
    return [Clip(name, rate, (np.clip(sound, -1, 1) * 32767).astype(np.int16), "")
            for name, sound in made.items()]  # fmt: skip


def say(sentence: str, voice: str) -> tuple[np.ndarray, int]:
    import wave

    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        if voice in FLITE:
            command = ["flite", "-voice", voice, "-t", sentence, "-o", file.name]
        else:
            command = ["espeak-ng", "-v", voice, "-s", "150", "-w", file.name, sentence]
        subprocess.run(command, check=True)
        with wave.open(file.name) as wav:
            return np.frombuffer(wav.readframes(wav.getnframes()), "<i2"), wav.getframerate()
