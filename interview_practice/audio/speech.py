"""The speech model: packs of sound in, words with their times out (faster-whisper, on the CPU)."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from interview_practice.audio.cores import physical_cores
from interview_practice.audio.fillers import FillerPass
from interview_practice.core.segments import LEAST_SPEECH
from interview_practice.core.transcript import SAMPLE_RATE, Heard, Span, Word, moved
from interview_practice.core.words import fitted, from_pieces, unheard

FULL = 3000
"""Mel frames (10 ms each) in the window that Whisper was trained on."""

SHORTEST = 1000
MARGIN = 200
"""Frames in the shortest window, and after the sound. Encoding 10 s costs a quarter of 30 s; in
shorter windows, or with less of a margin, the model does not notice that the speech is over, and
loops."""

TOKENS_A_SECOND = 8
TOKENS_SPARE = 24
MOST_TOKENS = 224
"""Fast speech is about 5 tokens a second; a text longer than this is a loop. 224 is half of
Whisper's text window, the most that it writes."""

SMALL = 100_000_000
"""Bytes of a model that two threads make slower: with two, a word of tiny.en took 1.4 times as
long and 1.6 times the CPU, for its steps are so short that they mostly wait for each other."""

WORKERS = 2
"""Decodings at once: of a closing pack, and beside it of what somebody waits for. The weights are
shared; the second one takes 60 MB of room to work in."""

BEAMS = 5
"""Hypotheses kept; in parts of 7 s five take a twentieth more time than one, and 452 words of 24
clips are wrong instead of 572."""

MOST_REPETITIVE = 2.4
LEAST_LIKELY = -1.0
NO_SPEECH = 0.6
"""Whisper's own limits: compression ratio, mean log-probability, chance of no speech."""

PREPENDED = "\"'“¿([{-"
APPENDED = "\"'.。,，!！?？:：”)]}、"  # noqa: RUF001
"""Punctuation that belongs to the next and to the previous word, as in faster-whisper."""

WITHOUT_SPACES = {"zh", "ja", "th", "lo", "my", "yue"}


def load(folder: Path, cpu_threads: int = 0, language: str = "en") -> "WhisperTranscriber":
    """The model in `folder`, warmed up; 0 threads mean as many as serve it best.

    Raises RuntimeError or ValueError when the folder holds no usable model.
    """
    import numpy as np
    from faster_whisper import WhisperModel

    model = WhisperModel(
        str(folder),
        device="cpu",
        compute_type="int8",
        cpu_threads=cpu_threads or best_threads(folder),
        num_workers=WORKERS,
        local_files_only=True,
    )
    transcriber = WhisperTranscriber(model, folder.name, language)
    noise = np.random.default_rng(0).normal(0, 0.01, SAMPLE_RATE).astype(np.float32)
    transcriber.decode(noise, [(0.0, 1.0)])
    return transcriber


class WhisperTranscriber:
    """A `Transcriber` over the parts of a faster-whisper model, in windows as long as the
    sound. `language` (a code such as "en") matters to multilingual models only."""

    def __init__(self, model: Any, name: str, language: str = "en") -> None:
        from faster_whisper.tokenizer import Tokenizer
        from faster_whisper.transcribe import get_suppressed_tokens

        self.name = name
        self._model = model
        self._tokenizer = Tokenizer(
            model.hf_tokenizer, model.model.is_multilingual, "transcribe", language
        )
        self._prompt = model.get_prompt(self._tokenizer, [], without_timestamps=True)
        self._suppressed = get_suppressed_tokens(self._tokenizer, [-1])
        self._spaced = self._tokenizer.language_code not in WITHOUT_SPACES
        self._second = self._second_look()
        self._recent = _Recent()

    def decode(self, sound: Any, speech: Sequence[Span]) -> Heard:
        """The words of `sound` (float32, 16 kHz, at most 30 s) within `speech` (seconds)."""
        if sum(end - start for start, end in speech) < LEAST_SPEECH:
            return Heard("", ())
        heard, encoded = self._heard(sound)
        self._recent.sound, self._recent.encoded = sound, encoded
        rest = None if heard.uncertain else unheard(heard.words, speech)
        if rest is not None:
            later, _ = self._heard(sound[round(rest * SAMPLE_RATE) :])
            heard = self._followed(heard, rest, later)
        return replace(heard, words=fitted(heard.words, speech))

    def fillers(self, sound: Any, speech: Sequence[Span], words: Sequence[Word]
                ) -> tuple[Word, ...]:  # fmt: skip
        """The fillers that `words` leave out."""
        if self._second is None:
            return ()
        encoded = self._recent.encoded
        if self._recent.sound is not sound:
            features = self._features(sound)
            encoded = self._encode(features, window(features.shape[-1]))
        return self._second.find(encoded, len(sound) / SAMPLE_RATE, words, speech)

    def _heard(self, sound: Any) -> tuple[Heard, Any]:
        """The words of a sound, and what the encoder made of it."""
        features = self._features(sound)
        reading = self._read(features, window(features.shape[-1]))
        if not reading.trusted:
            reading = max(reading, self._read(features, FULL), key=_trust)
        if reading.silent:
            return Heard("", ()), reading.encoded
        words = self._words(reading, features.shape[-1])
        return Heard(reading.text, words, uncertain=not reading.trusted), reading.encoded

    def _followed(self, heard: Heard, start: float, later: Heard) -> Heard:
        """With the words from `start` on, if they can be believed."""
        if later.uncertain or not later.words:
            return heard
        text = (" " if self._spaced else "").join([heard.text, later.text])
        return replace(heard, text=text, words=heard.words + moved(later.words, start))

    def _second_look(self) -> FillerPass | None:
        # Its prompt is English, and "er" and "um" are words in other languages.
        if self._tokenizer.language_code != "en":
            return None
        return FillerPass(self._model, self._tokenizer, self._suppressed)

    def _features(self, sound: Any) -> Any:
        return self._model.feature_extractor(sound)[..., :-1][..., :FULL]

    def _encode(self, features: Any, frames: int) -> Any:
        from faster_whisper.audio import pad_or_trim

        return self._model.encode(pad_or_trim(features, frames))

    def _read(self, features: Any, frames: int) -> "Reading":
        encoded = self._encode(features, frames)
        return self._generate(encoded, self._prompt, most_tokens(features.shape[-1]))

    def _generate(self, encoded: Any, prompt: list[int], most: int) -> "Reading":
        result = self._model.model.generate(
            encoded,
            [prompt],
            beam_size=BEAMS,
            # ctranslate2 lets the text fill no more than half of this.
            max_length=max(2 * most, len(prompt) + most),
            return_scores=True,
            return_no_speech_prob=True,
            suppress_tokens=self._suppressed,
        )[0]
        tokens = [token for token in result.sequences_ids[0] if token < self._tokenizer.eot]
        return Reading(
            encoded=encoded,
            tokens=tokens,
            text=self._tokenizer.decode(tokens).strip(),
            # The score is a mean over the text; Whisper's limit counts the end token too.
            likelihood=result.scores[0] * len(tokens) / (len(tokens) + 1),
            no_speech=result.no_speech_prob,
            cut_short=len(tokens) >= most,
        )

    def _words(self, reading: "Reading", frames: int) -> tuple[Word, ...]:
        from faster_whisper.transcribe import merge_punctuations

        if not reading.tokens:
            return ()
        pieces = self._model.find_alignment(
            self._tokenizer, [reading.tokens], reading.encoded, frames
        )[0]
        merge_punctuations(pieces, PREPENDED, APPENDED)
        return from_pieces(pieces, self._spaced)


class _Recent(threading.local):
    """The sound that a thread decoded last, and what the encoder made of it."""

    sound: Any = None
    encoded: Any = None


@dataclass(frozen=True)
class Reading:
    """One attempt of the model at a pack, and what tells whether to believe it."""

    encoded: Any
    tokens: list[int]
    text: str
    likelihood: float
    no_speech: float
    cut_short: bool

    @property
    def repetition(self) -> float:
        from faster_whisper.transcribe import get_compression_ratio

        return get_compression_ratio(self.text) if self.text else 0.0

    @property
    def silent(self) -> bool:
        unlikely = self.no_speech > NO_SPEECH and self.likelihood < LEAST_LIKELY
        return unlikely or not any(map(str.isalnum, self.text))

    @property
    def trusted(self) -> bool:
        sensible = self.repetition <= MOST_REPETITIVE and self.likelihood >= LEAST_LIKELY
        return sensible and not self.cut_short


def window(frames: int) -> int:
    """Mel frames of the window for so many frames of sound."""
    # Even, as the encoder halves it; far from 160, which ctranslate2 takes for encoded sound.
    length = min(FULL, max(SHORTEST, frames + MARGIN))
    return length + length % 2


def most_tokens(frames: int) -> int:
    """Tokens that a sound of so many frames can hold at most."""
    return min(MOST_TOKENS, TOKENS_SPARE + TOKENS_A_SECOND * frames // 100)


def best_threads(folder: Path) -> int:
    """How many threads a model is given: one if it is small, else one for each physical core."""
    return 1 if (folder / "model.bin").stat().st_size <= SMALL else physical_cores()


def _trust(reading: Reading) -> tuple[bool, float]:
    return reading.trusted, reading.likelihood
