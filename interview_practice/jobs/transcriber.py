"""One thread that advances recordings: finished answers first, then live ones."""

import errno
import logging
import threading
from collections.abc import Callable
from uuid import UUID

from flask import Flask
from sqlalchemy.exc import OperationalError

from interview_practice.actions import transcripts
from interview_practice.audio.hearing import Hearing
from interview_practice.core.errors import FULL, Busy, NotFound, Unavailable
from interview_practice.models import preferences
from interview_practice.models.attempts import Attempt
from interview_practice.models.base import db
from interview_practice.models.transcripts import ready, waiting

log = logging.getLogger(__name__)

LOOK_AGAIN_SECONDS = 30
"""How often a missing speech model is looked for."""


TRY_AGAIN_SECONDS = 2
"""Pause after a fault that passes: a locked database, a full disk, too many open files."""

PASSING = (*FULL, errno.EMFILE, errno.ENFILE, errno.ENOMEM)


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
            while not self._recovered() and not self._paused():
                pass
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

    def _recovered(self) -> bool:
        try:
            for attempt in waiting():
                if attempt not in self._complete and transcripts.resume(attempt):
                    self.wake(attempt, complete=True)
            # Sealing is the last step, so what is ready and not sealed may lack one.
            left = self.hearing.recordings.unsealed()
            missed = [attempt for attempt in ready(left) if attempt not in self._again]
            for attempt in filter(transcripts.resume, missed):
                self._finish(attempt)
            self._seal |= dict.fromkeys(left)
        except Exception as error:
            log.warning("what was left undone cannot be taken up yet: %s", error)
            return False
        finally:
            db.session.remove()  # else the next step would see the database as it was here
        return True

    def _paused(self) -> bool:
        """Wait a moment; whether the program is to end."""
        with self._changed:
            return self._changed.wait_for(lambda: self._stopping, TRY_AGAIN_SECONDS)

    def _next(self):
        """The next step as (what to do, attempt); waits for one; None to end."""
        with self._changed:
            while not self._stopping:
                if self.missing:
                    self._changed.wait(LOOK_AGAIN_SECONDS)
                    return (self._look_again, None) if not self._stopping else None
                for queue, work in self._queues():
                    if queue:
                        attempt = next(iter(queue))
                        del queue[attempt]
                        return work, attempt
                self._changed.wait()
        return None

    def _queues(self) -> tuple:
        """What waits, and what is done with it, the most urgent first."""
        return (
            (self._complete, self._advance_complete),
            (self._live, self._advance_live),
            (self._again, self._listen_again),
            (self._seal, self._keep_as_flac),
            (self._improve, self._hear_better),
        )

    def _queue(self, work) -> dict:
        return next(queue for queue, its_work in self._queues() if its_work == work)

    def _guarded(self, work, attempt: UUID | None) -> None:
        try:
            self._attempted(work, attempt)
        except Exception as error:
            log.warning("answer %s has to wait: %s", attempt, error)
            db.session.remove()
            self.hearing.forget(attempt)
            self._paused()
            if work == self._look_again:
                self.missing = True
            elif work != self._advance_live:  # the next block of that wakes it
                self._queue(work)[attempt] = None

    def _attempted(self, work, attempt: UUID | None) -> None:
        try:
            work(attempt)
        except Unavailable:
            self.missing = True
        except Exception as error:
            if passes(error):
                raise
            db.session.rollback()
            self.hearing.forget(attempt)
            if work == self._advance_complete:
                log.exception("answer %s could not be transcribed", attempt)
                transcripts.fail(attempt, f"The sound could not be transcribed: {error}")
                self._seal[attempt] = None
            elif not isinstance(error, NotFound):  # of a deleted answer there is no sound
                log.exception("%s failed for answer %s", work.__name__.strip("_"), attempt)

    def _advance_complete(self, attempt: UUID) -> None:
        if transcripts.advance(attempt, self.hearing):
            self.wake(attempt, complete=True)
        else:
            self._finish(attempt)

    def _advance_live(self, attempt: UUID) -> None:
        if transcripts.advance(attempt, self.hearing):
            self._again[attempt] = None
            self.wake(attempt)
        elif not self._complete:
            self.hearing.speculate(attempt)

    def _finish(self, attempt: UUID) -> None:
        """What is left once the words stand. Each is done in its turn, whatever becomes of the
        others: sound must not stay behind for want of a filler."""
        for queue in (self._again, self._seal, self._improve):
            queue[attempt] = None

    def _listen_again(self, attempt: UUID) -> None:
        if transcripts.listen_again(attempt, self.hearing):
            self._again[attempt] = None

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


def passes(error: Exception) -> bool:
    """Whether the same step may work later, with nothing changed but the machine's state."""
    if isinstance(error, OSError):
        return error.errno in PASSING
    return isinstance(error, Busy | OperationalError)
