"""A postman's round: letters leave whose moment has come, mailboxes are read that are due."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from datetime import datetime, timedelta

from fifteen.actions import _doors, delivery, inbox, mailbox
from fifteen.actions._doors import Doors
from fifteen.adapters.mail import listening
from fifteen.adapters.mail.box import Box
from fifteen.adapters.mail.failures import Failed, Why
from fifteen.store.models import Mailbox

_MOST_LETTERS = 20  # in a row, before the mailboxes get their turn
_MOST_OPEN = 20  # mailboxes that are kept open to be told of news
_LOOK_FOR_LOST = timedelta(minutes=1)


class Rounds:
    """Round after round, with the mailboxes kept open between them where they can tell of news."""

    def __init__(
        self, doors: Callable[[datetime], Doors] = _doors.real, most: int = _MOST_OPEN
    ) -> None:
        self._doors, self._most = doors, most
        self._open: dict[int, tuple[str, Box]] = {}
        self._looked: datetime | None = None
        self.others: frozenset[int] = frozenset()
        """The mailboxes that another reader had in hand when it was their turn."""
        self._me = f"{socket.gethostname()[:40]}-{os.getpid()}"

    def go(self, now: datetime, stopped: Callable[[], bool] = lambda: False) -> None:
        """Everything that is due now; ends early once it is told to stop."""
        if self._looked is None or now - self._looked > _LOOK_FOR_LOST:
            delivery.release(now, delivery.LOST_AFTER)
            self._looked = now
        doors = self._doors(now)
        for _ in range(_MOST_LETTERS):
            if stopped() or not delivery.deliver_one(doors, self._me, now):
                break
        others = set()
        for row in inbox.due(now):
            if stopped():
                break
            if inbox.claim(row, now):
                self._read(row, doors, now)
            else:
                others.add(row.pk)
        self.others = frozenset(others)

    def listen(self, seconds: float, now: datetime) -> bool:
        """Wait for news in the mailboxes that are open; whether that took its time. What tells of
        something new is read with the next round."""
        listens = any(box.tells for _, box in self._open.values())
        for pk in self.news(seconds):
            mailbox.due_now(pk, now)
        return listens

    def news(self, seconds: float) -> set[int]:
        """The mailboxes in which something new came within so many seconds. One whose line is gone
        is closed, and opened anew when its next reading is due: a server that ends each line at
        once is not knocked at without rest."""
        told, gone = listening.news({pk: box for pk, (_, box) in self._open.items()}, seconds)
        for pk in gone:
            self._close(pk)
        return told

    def kept_open(self) -> set[int]:
        """The mailboxes that are open and can tell of news."""
        return {pk for pk, (_, box) in self._open.items() if box.tells}

    def close_gone(self, among: set[int]) -> None:
        """End the lines to those of these mailboxes that were disconnected."""
        there = Mailbox.objects.filter(pk__in=among).values_list("pk", flat=True) if among else ()
        for pk in among - set(there):
            self._close(pk)

    def close(self) -> None:
        """End every connection."""
        for pk in list(self._open):
            self._close(pk)

    def _read(self, row: Mailbox, doors: Doors, now: datetime) -> None:
        try:
            self._read_kept(row, doors, now)
        except Failed as failure:
            self._close(row.pk)
            inbox.went_wrong(row, failure, now)
        except Exception:
            self._close(row.pk)
            inbox.went_wrong(row, Failed(Why.SERVER, True), now)
            raise
        else:
            inbox.went_well(row, now)
        inbox.understand(row, now)  # also what came before a line broke

    def _read_kept(self, row: Mailbox, doors: Doors, now: datetime) -> None:
        kept = self._open.get(row.pk)
        if kept is not None and kept[0] == _sign(row):
            try:
                inbox.read(row, kept[1], now)
            except Failed as failure:
                # A server may end a connection that was silent for long: that is no failure.
                if failure.why not in (Why.LOST, Why.TIME):
                    raise
            else:
                return
        inbox.read(row, self._opened(row, doors), now)

    def _opened(self, row: Mailbox, doors: Doors) -> Box:
        self._close(row.pk)
        box = doors.box(row)
        if len(self._open) >= self._most:
            self._close(next(iter(self._open)))
        self._open[row.pk] = (_sign(row), box)
        return box

    def _close(self, pk: int) -> None:
        kept = self._open.pop(pk, None)
        if kept is not None:
            kept[1].close()


def _sign(row: Mailbox) -> str:
    """What a connection was made with: changed, it is made anew."""
    return f"{row.imap_host} {row.imap_port} {row.imap_how} {row.login} {row.secret[-24:]}"


def once(now: datetime) -> None:
    """One round that keeps no connection: for a worker of many owners."""
    rounds = Rounds()
    try:
        rounds.go(now)
    finally:
        rounds.close()
