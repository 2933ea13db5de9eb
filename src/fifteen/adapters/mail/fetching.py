"""FETCH, with the next questions asked before an answer is looked at, so that the server works
meanwhile."""

from __future__ import annotations

import imaplib
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from fifteen.adapters.mail import failures
from fifteen.adapters.mail.imap_client import guarded

_AHEAD = 2  # answers that may be under way while one is looked at
_UID = re.compile(rb"\bUID (\d+)")
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")


@dataclass(frozen=True, slots=True)
class Piece:
    """One mail in an answer to FETCH: its head, or the whole of it."""

    uid: int
    size: int
    text: bytes
    whole: bool


@dataclass(slots=True)
class _Asked:
    """A FETCH that was sent, by its tag; what it wants: numbers, and whether whole mails; its
    answer once that was read."""

    tag: Any
    wanted: list[tuple[int, bool]]
    data: list[Piece] | None = None


class Fetching:
    """The questions to one server, and the pieces of its answers."""

    def __init__(self, client: imaplib.IMAP4) -> None:
        self._client = client
        self._waiting: deque[_Asked] = deque()
        self._came: dict[tuple[int, bool], Piece] = {}

    def go(self, uids: list[int], what: str, size: int) -> Iterator[list[Piece]]:
        """The answers to FETCH, `size` mails each. Raises `Failed`, also while they are read."""
        parts = (uids[start : start + size] for start in range(0, len(uids), size))
        asked = deque(self._ask(part, what) for part in islice(parts, 1 + _AHEAD))

        def answers() -> Iterator[list[Piece]]:
            while asked:
                found = self._answer(asked.popleft())
                asked.extend(self._ask(part, what) for part in islice(parts, 1))
                yield found

        return answers()

    def _ask(self, uids: list[int], what: str) -> _Asked:
        client = self._client
        tag = guarded(lambda: client._command("UID", "FETCH", _ranges(uids), what))
        one = _Asked(tag, [(uid, "HEADER" not in what) for uid in uids])
        self._waiting.append(one)
        return one

    def _answer(self, one: _Asked) -> list[Piece]:
        while one.data is None:
            self._next_answer()
        return one.data

    def _next_answer(self) -> None:
        """Read the answer to the question that was asked first of those that wait.

        A server may answer several at a time, piece by piece (RFC 3501, 5.5): with the end of one
        answer all its pieces are there, and perhaps some of others, which are kept for those.
        """
        client, one = self._client, self._waiting.popleft()

        def read() -> list[Any]:
            typ, told = client._command_complete("UID", one.tag)
            if typ != "OK":
                raise client.error(failures.words(told[0] if told and told[0] else b""))
            return list(client._untagged_response(typ, told, "FETCH")[1])

        for piece in _pieces(guarded(read)):
            self._came[piece.uid, piece.whole] = piece
        one.data = [self._came.pop(wanted) for wanted in one.wanted if wanted in self._came]

    def finish(self) -> None:
        """Read every answer that is under way: another command may be said then."""
        while self._waiting:
            self._next_answer()


def _ranges(numbers: list[int]) -> str:
    """Numbers as IMAP names them: 1:5,9."""
    told: list[list[int]] = []
    for number in numbers:
        if told and number == told[-1][1] + 1:
            told[-1][1] = number
        else:
            told.append([number, number])
    return ",".join(str(a) if a == b else f"{a}:{b}" for a, b in told)


def _pieces(found: list[Any]) -> Iterator[Piece]:
    """The mails in an answer to FETCH; what a line says behind the text counts as well."""
    for place, part in enumerate(found):
        if not isinstance(part, tuple):
            continue
        behind = found[place + 1] if place + 1 < len(found) else b""
        told = part[0] + b" " + (behind if isinstance(behind, bytes) else b"")
        uid, size = _UID.search(told), _SIZE.search(told)
        if uid:
            whole = b"HEADER" not in part[0].upper()
            yield Piece(int(uid[1]), int(size[1]) if size else 0, part[1], whole)
