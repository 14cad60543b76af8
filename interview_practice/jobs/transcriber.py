"""One thread that advances recordings: finished answers first, then live ones."""

import logging
import threading
from collections.abc import Callable
from uuid import UUID

from flask import Flask

from interview_practice.actions import transcripts
from interview_practice.audio.hearing import Hearing
from interview_practice.core.errors import Unavailable
from interview_practice.models import preferences
from interview_practice.models.attempts import Attempt
from interview_practice.models.base import db
from interview_practice.models.transcripts import ready, waiting

log = logging.getLogger(__name__)

LOOK_AGAIN_SECONDS = 30
"""How often a missing speech model is looked for."""


class Transcriber(threading.Thread):
    """Nothing is queued that could be lost: what is to do stands in the database and on disk,
    and waking it twice, or not at all, changes nothing in the result."""

    def __init__(self, app: Flask, hearing: Hearing, better: Callable[[str], Hearing | None]):
        super().__init__(name="transcriber", daemon=True)
        self.app, self.hearing = app, hearing
        self._better = better
        """Gives the hearing of another speech model, by its name."""
        self.missing = False
        """Whether a speech model is wanted and not there."""
        self.steps = 0
        self._changed = threading.Condition()
        self._complete: dict[UUID, None] = {}
        self._live: dict[UUID, None] = {}
        self._again: dict[UUID, None] = {}
        self._seal: dict[UUID, None] = {}
        self._improve: dict[UUID, None] = {}
        self._stopping = False

    def wake(self, attempt: UUID, complete: bool = False) -> None:
        """Say that an attempt has new sound, or is complete."""
        with self._changed:
            (self._complete if complete else self._live)[attempt] = None
            self._changed.notify_all()

    def stop(self) -> None:
        """Finish the pack in hand and end."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        self.join()

    def wait_beyond(self, steps: int, seconds: float) -> None:
        """Return once more than `steps` steps are done, at the latest after some seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self.steps > steps, seconds)

    def run(self) -> None:
        with self.app.app_context():
            self._warm()
            self._recover()
            db.session.remove()  # else the first step would see the database as it was here
            while (step := self._next()) is not None:
                work, attempt = step
                self._guarded(work, attempt)
                db.session.remove()
                with self._changed:
                    self.steps += 1
                    self._changed.notify_all()
            self.hearing.close()

    def _warm(self) -> None:
        try:
            self.hearing.engine()
        except Unavailable:
            self.missing = True
        except Exception:
            log.exception("the speech model cannot be loaded")
            self.missing = True

    def _recover(self) -> None:
        for attempt in waiting():
            if transcripts.resume(attempt):
                self.wake(attempt, complete=True)
        # Sealing is the last step, so what is ready and not sealed may lack one.
        left = self.hearing.recordings.unsealed()
        self._again |= dict.fromkeys(filter(transcripts.resume, ready(left)))
        self._seal |= dict.fromkeys(left)

    def _next(self):
        """The next step as (what to do, attempt); waits for one; None to end."""
        with self._changed:
            while not self._stopping:
                if self.missing:
                    self._changed.wait(LOOK_AGAIN_SECONDS)
                    return (self._look_again, None) if not self._stopping else None
                for queue, work in (
                    (self._complete, self._advance_complete),
                    (self._live, self._advance_live),
                    (self._again, self._listen_again),
                    (self._seal, self._keep_as_flac),
                    (self._improve, self._hear_better),
                ):
                    if queue:
                        attempt = next(iter(queue))
                        del queue[attempt]
                        return work, attempt
                self._changed.wait()
        return None

    def _guarded(self, work, attempt: UUID | None) -> None:
        try:
            work(attempt)
        except Unavailable:
            self.missing = True
        except Exception as error:
            log.exception("%s failed for answer %s", work.__name__.strip("_"), attempt)
            db.session.rollback()
            if work == self._advance_complete:
                self.hearing.forget(attempt)
                transcripts.fail(attempt, f"The sound could not be transcribed: {error}")
                self._seal[attempt] = None

    def _advance_complete(self, attempt: UUID) -> None:
        if transcripts.advance(attempt, self.hearing):
            self.wake(attempt, complete=True)
        else:
            self._again[attempt] = None

    def _advance_live(self, attempt: UUID) -> None:
        if transcripts.advance(attempt, self.hearing):
            self.wake(attempt)
        elif not self._complete:
            self.hearing.speculate(attempt)

    def _listen_again(self, attempt: UUID) -> None:
        self._seal[attempt] = None  # first: sound must not stay behind for want of a filler
        self._improve[attempt] = None
        transcripts.listen_again(attempt, self.hearing)

    def _hear_better(self, attempt: UUID) -> None:
        """With a larger model, where the user wants that: last of all, pack by pack."""
        name = preferences.read()["second_model"]
        better = self._better(name) if name else None
        if better and transcripts.improve(attempt, better):
            self._improve[attempt] = None

    def _keep_as_flac(self, attempt: UUID) -> None:
        found = db.session.get(Attempt, attempt)
        if found and found.completed_at and found.spoken:
            rate = found.sample_rate
            db.session.rollback()
            self.hearing.recordings.seal(attempt, rate)

    def _look_again(self, _: None) -> None:
        self.hearing.engine()
        self.missing = False
        for attempt in waiting():
            self.wake(attempt, complete=True)
