"""The postman of one's own computer: a thread beside the worker, so that a slow mail server holds
up no import. Where the server can tell of news (IDLE) it is listened to."""

from __future__ import annotations

import logging
import threading

from django.db import close_old_connections, connection
from django.db.utils import OperationalError
from django.utils import timezone

from fifteen.actions import delivery
from fifteen.actions.rounds import Rounds

_PAUSE = 1.0  # seconds between two looks
_log = logging.getLogger("fifteen.postman")


class Postman(threading.Thread):
    """One thread of the local process."""

    def __init__(self) -> None:
        super().__init__(name="fifteen-postman", daemon=True)
        self._stop_now = threading.Event()
        self._rounds = Rounds()

    def stop(self) -> None:
        """Finish the letter in hand and end."""
        self._stop_now.set()
        self.join(timeout=10)

    def run(self) -> None:
        """Until stopped: a round, then a short rest in which news may come."""
        delivery.release(timezone.now())
        while not self._stop_now.is_set():
            try:
                self._rounds.close_gone(self._rounds.kept_open())
                self._rounds.go(timezone.now(), self._stop_now.is_set)
                if not self._rounds.listen(_PAUSE, timezone.now()):
                    self._stop_now.wait(_PAUSE)
            except OperationalError:
                self._stop_now.wait(_PAUSE)  # the file is busy or away: look again
            except Exception:
                _log.exception("a round of the postman failed")
                self._stop_now.wait(_PAUSE)
            close_old_connections()
        self._rounds.close()
        connection.close()
