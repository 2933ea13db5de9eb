"""A mailbox and a way out in memory: full members of the contracts, for tests and for trying."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from fifteen.adapters.mail.box import LARGEST, LINES, Folder, Head, State, Use
from fifteen.adapters.mail.box import addresses as named
from fifteen.adapters.mail.failures import Failed, Uncertain, Why


@dataclass
class Kept:
    """A folder's mails by number, each with the day it came."""

    use: Use
    mails: dict[int, tuple[bytes, datetime]] = field(default_factory=dict)
    validity: int = 1
    next_uid: int = 1
    mod: int = 1


class MemoryBox:
    """A mailbox in memory (see `box.Box`)."""

    def __init__(self) -> None:
        self.kept = {"INBOX": Kept(Use.INBOX), "Sent": Kept(Use.SENT), "Junk": Kept(Use.JUNK)}
        self.fetched: list[int] = []  # the numbers of the bodies that were asked for
        self.marked: dict[tuple[str, int], str] = {}
        self.closed = False

    def put(self, folder: str, data: bytes, at: datetime) -> int:
        """A mail arrives; its number."""
        there = self.kept[folder]
        uid = there.next_uid
        there.mails[uid] = (data, at)
        there.next_uid, there.mod = uid + 1, there.mod + 1
        return uid

    def renumber(self, folder: str) -> None:
        """The folder is made anew: same mails, other numbers, another validity."""
        there = self.kept[folder]
        mails = list(there.mails.values())
        self.kept[folder] = Kept(there.use, validity=there.validity + 1)
        for data, at in mails:
            self.put(folder, data, at)

    def folders(self) -> list[Folder]:
        """All folders that can be read."""
        return [Folder(name, one.use) for name, one in self.kept.items()]

    def state(self, folder: str) -> State:
        """How a folder stands."""
        there = self._there(folder)
        return State(there.validity, there.next_uid, len(there.mails), there.mod)

    def uids(self, folder: str, first: int, day: str, since: int = 0) -> list[int]:
        """The numbers from `first` on of mails that came on or after a day."""
        from_day = datetime.strptime(day, "%d-%b-%Y").date()  # noqa: DTZ007  (a day alone)
        mails = self._there(folder).mails
        return sorted(u for u, (_, at) in mails.items() if u >= first and at.date() >= from_day)

    def naming(self, folder: str, addresses: Collection[str], day: str) -> list[int]:
        """The numbers of mails that came on or after a day and name one of these addresses."""
        wanted = {one.lower() for one in addresses}
        heads = self.heads(folder, self.uids(folder, 1, day))
        return [one.uid for one in heads if not wanted.isdisjoint(named(one.lines))]

    def heads(self, folder: str, uids: Collection[int]) -> Iterator[Head]:
        """The heads of these mails, in order."""
        mails = self._there(folder).mails
        for uid in sorted(u for u in uids if u in mails):
            data = mails[uid][0]
            yield Head(uid, len(data), _head(data))

    def bodies(self, folder: str, uids: Collection[int]) -> Iterator[tuple[int, bytes]]:
        """Whole mails, each to the first two million bytes, with their numbers."""
        mails = self._there(folder).mails
        for uid in sorted(u for u in uids if u in mails):
            self.fetched.append(uid)
            yield uid, mails[uid][0][:LARGEST]

    def holds(self, folder: str, message_id: str) -> bool:
        """Whether a mail with this Message-ID is in a folder."""
        wanted = message_id.lower().encode()
        return any(wanted in _head(d).lower() for d, _ in self._there(folder).mails.values())

    def file(self, folder: str, data: bytes) -> None:
        """Put a mail into a folder."""
        self._there(folder)
        self.put(folder, data, datetime(2026, 11, 24))  # noqa: DTZ001  (no day of ours)

    def mark(self, folder: str, message_id: str, answered: bool) -> None:
        """Mark a mail as seen, or as answered."""
        wanted = message_id.lower().encode()
        for uid, (data, _) in self._there(folder).mails.items():
            if wanted in _head(data).lower():
                self.marked[folder, uid] = "answered" if answered else "seen"

    @property
    def tells(self) -> bool:
        """It cannot tell of anything new by itself."""
        return False

    def heard(self) -> bool:
        """It cannot tell of anything new by itself."""
        return False

    def line(self) -> int:
        """There is no line."""
        return -1

    def close(self) -> None:
        """End the connection."""
        self.closed = True

    def _there(self, folder: str) -> Kept:
        if folder not in self.kept:
            raise Failed(Why.FOLDER, True)
        return self.kept[folder]


_LINE = re.compile(rb"^([\w-]+):[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*", re.MULTILINE)
_WANTED = {name.lower().encode() for name in LINES}


def _head(data: bytes) -> bytes:
    head = re.split(rb"\r?\n\r?\n", data, maxsplit=1)[0]
    found = (m for m in _LINE.finditer(head) if m[1].lower() in _WANTED)
    return b"\r\n".join(m[0] for m in found) + b"\r\n\r\n"


class MemorySender:
    """A way out in memory (see `smtp.Sender`). `fails` are raised by the next letters, in turn."""

    def __init__(self, *fails: Failed | Uncertain) -> None:
        self.sent: list[tuple[str, str, bytes]] = []
        self.fails = list(fails)

    def send(self, sender: str, to: str, data: bytes, brink: Callable[[], None]) -> None:
        """Hand over one letter."""
        failure = self.fails.pop(0) if self.fails else None
        if isinstance(failure, Failed):
            raise failure
        brink()
        self.sent.append((sender, to, data))
        if failure is not None:
            raise failure

    def close(self) -> None:
        """End the connection."""
