"""What a mailbox is to Fifteen: the contract that IMAP and the one in memory both keep."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

LARGEST = 2_000_000  # bytes of one mail that are fetched; text stands at the beginning


class Use(StrEnum):
    """What a folder is for."""

    INBOX = "inbox"
    SENT = "sent"
    ALL = "all"  # everything but junk and trash, as some providers have it
    JUNK = "junk"
    OTHER = "other"
    UNREAD = "unread"  # drafts, trash: nothing there came from or went to anybody


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder by its name."""

    name: str
    use: Use


@dataclass(frozen=True, slots=True)
class State:
    """How a folder stands: `validity` changes when its numbers start anew, `next_uid` is the number
    the next mail will have, `mod` (where the server keeps it, else 0) changes with anything."""

    validity: int
    next_uid: int
    count: int
    mod: int = 0


@dataclass(frozen=True, slots=True)
class Head:
    """A mail as far as it is looked at before it is known to belong: a few lines of its head."""

    uid: int
    size: int
    lines: bytes


class Box(Protocol):
    """A mailbox that is open. Every method raises `failures.Failed` where the server fails."""

    def folders(self) -> list[Folder]:
        """All folders that can be read."""

    def state(self, folder: str) -> State:
        """How a folder stands, without opening it."""

    def uids(self, folder: str, first: int, day: str, since: int = 0) -> list[int]:
        """The numbers from `first` on of mails that came on or after a day ("24-Nov-2026"), in
        order; with `since` (a `State.mod` of before) those may be left out that have not changed
        after it. Opens the folder, for reading alone."""

    def naming(self, folder: str, addresses: Collection[str], day: str) -> list[int]:
        """The numbers of mails that came on or after a day and have one of these addresses in From,
        To or Cc, in order; others may be among them. Opens the folder, for reading alone."""

    def heads(self, folder: str, uids: Collection[int]) -> Iterator[Head]:
        """The heads of these mails, in order."""

    def bodies(self, folder: str, uids: Collection[int]) -> Iterator[tuple[int, bytes]]:
        """Whole mails, each to the first two million bytes, with their numbers."""

    def holds(self, folder: str, message_id: str) -> bool:
        """Whether a mail with this Message-ID is in a folder, by its own name or as the one it had
        when it was handed in."""

    def file(self, folder: str, data: bytes) -> None:
        """Put a mail into a folder, as read."""

    def mark(self, folder: str, message_id: str, answered: bool) -> None:
        """Mark the mail with this Message-ID as seen, and as answered where it is; nothing where it
        is not in the folder. Nothing else of the mailbox changes."""

    @property
    def tells(self) -> bool:
        """Whether the server can tell of news (IDLE)."""

    def heard(self) -> bool:
        """Whether the server has told of something new in the inbox since it was asked last; it is
        listened to from then on. Returns at once."""

    def line(self) -> int:
        """The number of the open line, to wait for many at once."""

    def close(self) -> None:
        """End the connection. Never raises."""


LINES = (
    *("FROM", "TO", "CC", "BCC", "REPLY-TO", "SENDER", "DATE", "MESSAGE-ID", "IN-REPLY-TO"),
    *("REFERENCES", "AUTO-SUBMITTED", "CONTENT-TYPE", "X-FAILED-RECIPIENTS"),
)
"""The lines of a head that say whether a mail belongs; the subject is not among them."""

_ADDRESS = re.compile(rb"[\w.+'=%&#/*!?^{|}~-]+@[\w-]+(?:\.[\w-]+)+")
_ID = re.compile(rb"<[^<>\s]{1,255}>")


def addresses(lines: bytes) -> set[str]:
    """All addresses in the head of a mail, in small letters."""
    return {found.decode("ascii", "replace").lower() for found in _ADDRESS.findall(lines)}


def ids(lines: bytes) -> list[str]:
    """All ids in the head of a mail: its own, and those it refers to."""
    return [found.decode("ascii", "replace") for found in _ID.findall(lines)]
