"""Finishes deletions that were broken off, or held up by another program reading the database."""

import logging
import threading

from flask import Flask

from interview_practice.actions import attempts
from interview_practice.models.base import db

log = logging.getLogger(__name__)

LOOK_AGAIN_SECONDS = 5


class Erasures(threading.Thread):
    """Looks every few seconds; there is almost never anything to do."""

    def __init__(self, app: Flask):
        super().__init__(name="erasures", daemon=True)
        self.app = app
        self._stopping = threading.Event()

    def stop(self) -> None:
        self._stopping.set()
        self.join()

    def look(self, starting: bool = False) -> None:
        """Finish what there is; `starting`, when nobody else can be deleting."""
        practice = self.app.extensions["practice"]
        with self.app.app_context():
            try:
                attempts.erase(practice.recordings, practice.settings.backups, starting)
            except Exception as error:
                log.warning("a deletion is not finished yet: %s", error)
            finally:
                db.session.remove()

    def run(self) -> None:
        while not self._stopping.wait(LOOK_AGAIN_SECONDS):
            self.look()
