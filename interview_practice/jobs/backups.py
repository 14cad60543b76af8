"""Makes the automatic backups while the server runs."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from interview_practice.actions import backups
from interview_practice.config import Settings

log = logging.getLogger(__name__)

LOOK_AGAIN_SECONDS = 3600


class AutomaticBackups(threading.Thread):
    """Asks once an hour whether a day has passed since the last one."""

    def __init__(self, settings: Settings, now: Callable[[], datetime]):
        super().__init__(name="automatic-backups", daemon=True)
        self.settings, self.now = settings, now
        self._stopping = threading.Event()

    def stop(self) -> None:
        self._stopping.set()
        self.join()

    def run(self) -> None:
        while True:
            try:
                backups.automatically(self.settings, self.now())
            except Exception:
                log.exception("the automatic backup failed")
            if self._stopping.wait(LOOK_AGAIN_SECONDS):
                return
