"""One spoken answer, from the microphone into a recording; what was said is never lost."""

from time import monotonic
from uuid import UUID, uuid4

from interview_practice.actions import attempts
from interview_practice.cli.keys import ENTER, LEAVE
from interview_practice.cli.screen import Screen, clock
from interview_practice.core.errors import StorageFull, TooLarge, Unavailable
from interview_practice.core.questions import Question
from interview_practice.models.base import db
from interview_practice.models.transcripts import Transcript

SAVE_SECONDS = 0.4
"""Sound is saved durably this often, and put into words as it comes."""


class Take:
    """An answer being recorded. `held` is the number of bytes that are saved."""

    def __init__(self, practice, question: Question, session: UUID, target: int,
                 device: str | None):  # fmt: skip
        self.practice, self.question, self.session = practice, question, session
        self.target, self.device = target, device
        self.id = uuid4()
        self.held = self.rate = self.lost = 0
        self._unsaved, self._saved_at = b"", monotonic()

    @property
    def seconds(self) -> float:
        return (self.held + len(self._unsaved)) / 2 / self.rate if self.rate else 0.0

    def record(self, keys, screen: Screen) -> bool:
        """Record until Enter; whether there is any sound. Ctrl+C keeps what was said, too."""
        try:
            while trouble := self._until_stopped(keys, screen):
                screen.say(f"{trouble} Everything up to {clock(self.seconds)} is saved. Enter goes "
                           "on once it is back, any other key ends the answer here.",
                           "yellow")  # fmt: skip
                if keys.get() != ENTER:
                    break
        except (StorageFull, TooLarge) as error:
            screen.say(str(error), "yellow")
        finally:
            self._finish()
        if self.lost:
            screen.say(f"The machine was too busy {_times(self.lost)}: a little sound is missing "
                       "there. Close other programs.", "yellow")  # fmt: skip
        return self.held > 0

    def _until_stopped(self, keys, screen: Screen) -> str | None:
        """Record from one open microphone; what went wrong when it stopped by itself.

        Raises Unavailable when nothing was recorded, in this one or before.
        """
        sound, rate = self.practice.microphone, self.rate or None
        try:
            with screen.recording(self.target) as show, sound.opened(self.device, rate) as opened:
                self._begin(opened.sample_rate)
                try:
                    self._listen(opened, keys, show)
                finally:
                    self.lost += opened.lost
                    self._unsaved += opened.rest()
                    self._save()
        except Unavailable as error:
            if not self.held:
                raise
            return str(error)
        return None

    def _begin(self, rate: int) -> None:
        if self.rate and rate != self.rate:
            raise Unavailable(f"This microphone works at {rate} Hz, the one before at {self.rate}: "
                              "the rest has to be an answer of its own.")  # fmt: skip
        if not self.rate:
            attempts.begin(self.id, self.question, rate, self.session, self.practice.now())
            self.rate = rate

    def _listen(self, microphone, keys, show) -> None:
        while keys.get(0) not in (ENTER, LEAVE):
            block = microphone.read()
            self._unsaved += block
            if monotonic() - self._saved_at >= SAVE_SECONDS:
                self._save()
            show(self.seconds, self.practice.microphone.level(block), self._words())

    def _save(self) -> None:
        if self._unsaved:
            self.held = attempts.append(self.id, self.held, self._unsaved, self.practice.recordings)
            self._unsaved = b""
            self.practice.transcriber.wake(self.id)
        self._saved_at = monotonic()

    def _words(self) -> str:
        """What is in words so far, the last of it a guess."""
        db.session.rollback()
        transcript = db.session.get(Transcript, self.id)
        tail = self.practice.transcriber.hearing.tail(self.id, transcript.transcribed_until)
        return f"{transcript.text} {tail}".strip()

    def _finish(self) -> None:
        """Close the recording with what is saved; without any sound there is no answer."""
        if not self.rate:
            return
        self.held = self.practice.recordings.length(self.id)
        if not self.held:
            attempts.delete(self.id, self.practice.recordings,
                            self.practice.settings.backups)  # fmt: skip
            return
        attempts.complete(self.id, self.held, self.practice.recordings, self.practice.now())
        self.practice.transcriber.wake(self.id, complete=True)


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
