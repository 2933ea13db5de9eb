"""Beside each worker: mailboxes whose servers can tell of news (IDLE) are kept open and listened
to, so many at most; all others are looked into every five minutes, as before.

Whoever is listened to by one worker is left alone by the others: each owner has a lock in the
database, which a worker that dies gives back without a word.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.db import connection
from django.db.utils import OperationalError
from django.utils import timezone

from fifteen.actions import mailbox
from fifteen.actions.rounds import Rounds
from fifteen.store import walls
from fifteen.store.models import Mailbox

_LOCKS = 8_016  # a number of ours: the family of the locks of owners
_PAUSE = 1.0  # seconds between two looks at whether to stop
_LOOK = timedelta(seconds=20)  # so often it is looked whose letters or mailboxes are due
_AHEAD = timedelta(seconds=70)  # whose turn comes so soon is taken on before a round gets there
_DEAF = timedelta(minutes=10)  # whose server cannot tell of news, or fails, is not tried before
_AFTER_TROUBLE = 5  # seconds
_log = logging.getLogger("fifteen.server")


class Listening(threading.Thread):
    """One thread of a worker."""

    def __init__(self, most: int) -> None:
        super().__init__(name="fifteen-listening", daemon=True)
        self._stop_now = threading.Event()
        self._most = most
        self._rounds = Rounds(most=most)
        self._whose: dict[int, str] = {}  # mailbox -> owner
        self._deaf: dict[str, datetime] = {}
        self._again: set[str] = set()  # owners whose mailboxes another reader had in hand
        self._looked: datetime | None = None

    def stop(self) -> None:
        """End after the mailbox in hand."""
        self._stop_now.set()
        self.join(timeout=30)

    def run(self) -> None:
        """Until stopped. Whatever fails, everything is let go, and begun anew."""
        while self._most and not self._stop_now.is_set():
            try:
                self._round(timezone.now())
            except OperationalError:
                self._let_go()
            except Exception:
                _log.exception("listening failed")
                self._let_go()
        self._rounds.close()
        connection.close()

    def _let_go(self) -> None:
        self._rounds.close()
        self._whose.clear()
        connection.close()  # and with it the locks
        self._stop_now.wait(_AFTER_TROUBLE)

    def _round(self, now: datetime) -> None:
        if self._looked is None or now - self._looked >= _LOOK:
            self._looked = now
            self._disconnected()
            again, self._again = self._again, set()
            for owner in dict.fromkeys((*walls.owners_due(now + _AHEAD), *sorted(again))):
                if self._stop_now.is_set():
                    return
                if owner in self._whose.values():
                    self._visit(owner, now)
                elif self._takes(owner, now):
                    self._visit(owner, now, self._mailboxes(owner))
        if not self._whose:
            self._stop_now.wait(_PAUSE)
            return
        for pk in self._rounds.news(_PAUSE):
            self._visit(self._whose[pk], timezone.now(), [pk])
        self._without_line(now)

    def _takes(self, owner: str, now: datetime) -> bool:
        """Whether somebody not yet listened to is taken on, and is no other worker's."""
        if len(self._whose) >= self._most or self._deaf.get(owner, now) > now:
            return False
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s, hashtext(%s))", [_LOCKS, owner])
            return bool(cursor.fetchone()[0])

    def _mailboxes(self, owner: str) -> list[int]:
        with walls.as_owner(owner):
            return list(Mailbox.objects.values_list("pk", flat=True))

    def _visit(self, owner: str, now: datetime, news: Collection[int] = ()) -> None:
        """Send and read what is due of an owner, and the mailboxes in `news` in any case; they stay
        open then."""
        with walls.as_owner(owner):
            for pk in news:
                mailbox.due_now(pk, now)
            self._rounds.go(now, self._stop_now.is_set)
        for pk in self._rounds.kept_open() - self._whose.keys():
            self._whose[pk] = owner
        if owner in self._whose.values():
            return
        self._give_back(owner)
        if self._rounds.others.isdisjoint(news):
            self._is_deaf(owner, now)
        else:
            self._again.add(owner)

    def _disconnected(self) -> None:
        for owner in set(self._whose.values()):
            with walls.as_owner(owner):
                self._rounds.close_gone({pk for pk, whose in self._whose.items() if whose == owner})

    def _without_line(self, now: datetime) -> None:
        """Whose last line is gone is looked into like everybody else for a while."""
        for pk in self._whose.keys() - self._rounds.kept_open():
            owner = self._whose.pop(pk)
            if owner not in self._whose.values():
                self._give_back(owner)
                self._is_deaf(owner, now)

    def _is_deaf(self, owner: str, now: datetime) -> None:
        self._deaf = {one: until for one, until in self._deaf.items() if until > now}
        self._deaf[owner] = now + _DEAF

    def _give_back(self, owner: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, hashtext(%s))", [_LOCKS, owner])


def left(owners: Iterable[str]) -> list[str]:
    """Of these, whom no worker listens to."""
    with connection.cursor() as cursor:
        cursor.execute(_LEFT, [list(owners), _LOCKS])
        return [row[0] for row in cursor.fetchall()]


_LEFT = """
SELECT owner FROM unnest(%s::text[]) WITH ORDINALITY AS due(owner, place) WHERE NOT EXISTS (
    SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 2 AND granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND classid = %s AND objid::bigint = (hashtext(owner)::bigint & 4294967295)
) ORDER BY place
"""
