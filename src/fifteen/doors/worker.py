"""The worker: claims jobs and runs them, and once a day looks after what has gone silent."""

from __future__ import annotations

import logging
import os
import threading
from datetime import date, datetime, timedelta

from django.db import close_old_connections, connection
from django.db.utils import OperationalError
from django.utils import timezone

from fifteen.actions import jobs

_PAUSE = 0.3  # seconds between two looks at an empty table
_HOUR = timedelta(hours=1)
_MINUTE = timedelta(minutes=1)
_log = logging.getLogger("fifteen.worker")


class Worker(threading.Thread):
    """One thread of the local process."""

    def __init__(self) -> None:
        super().__init__(name="fifteen-worker", daemon=True)
        self._stop_now = threading.Event()
        self._day: date | None = None
        self._hour: datetime | None = None
        self._minute: datetime | None = None

    def stop(self) -> None:
        """Finish the job in hand and end."""
        self._stop_now.set()
        self.join(timeout=10)

    def run(self) -> None:
        """Until stopped: the daily round, then whatever waits."""
        jobs.release(timezone.now())
        while not self._stop_now.is_set():
            try:
                self._daily()
                self._hourly()
                self._minutely()
                if not run_one(f"{os.getpid()}"):
                    self._stop_now.wait(_PAUSE)
            except OperationalError:
                self._stop_now.wait(_PAUSE)  # the file is busy or away: look again
            close_old_connections()
        connection.close()

    def _daily(self) -> None:
        today = timezone.now().date()
        if self._day == today:
            return
        try:
            jobs.daily(timezone.now())
        except OperationalError:
            raise
        except Exception:  # looked at again tomorrow; what waits must not wait for it
            _log.exception("the daily round failed")
        self._day = today

    def _hourly(self) -> None:
        now = timezone.now()
        if self._hour is not None and now - self._hour < _HOUR:
            return
        self._hour = now
        jobs.hourly(now)

    def _minutely(self) -> None:
        now = timezone.now()
        if self._minute is None or now - self._minute >= _MINUTE:
            self._minute = now
            jobs.minutely(now)


def run_one(worker: str) -> bool:
    """Claim and run one job; whether there was one. A failure is logged by its kind alone."""
    job = jobs.claim(worker, timezone.now())
    if job is None:
        return False
    try:
        jobs.run(job, timezone.now())
    except OperationalError:
        raise
    except Exception:
        _log.exception("job %s (%s) failed:", job.pk, job.kind)
    return True
