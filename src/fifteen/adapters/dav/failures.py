"""What can go wrong between here and a server, as words a page can answer."""

from __future__ import annotations

from enum import StrEnum


class Why(StrEnum):
    """Why a server could not be used."""

    ADDRESS = "address"  # no https address, or one that is not to be asked
    UNREACHABLE = "unreachable"
    CERTIFICATE = "certificate"
    PASSWORD = "password"  # noqa: S105  (the name of a failure)
    NOT_THERE = "not-there"
    CHANGED = "changed"  # somebody else wrote first: the ETag is another
    TOO_LARGE = "too-large"
    TOO_SLOW = "too-slow"
    START_OVER = "start-over"  # the server no longer knows our sync token
    NOT_DAV = "not-dav"  # an answer that is no answer of such a server


class DavError(Exception):
    """A request that did not do what it should; `why` says what the user can mend.

    It never carries an address, a name or a text, so that it can be logged.
    """

    def __init__(self, why: Why, status: int = 0) -> None:
        super().__init__(f"{why} {status}" if status else str(why))
        self.why, self.status = why, status


SAID = {
    Why.ADDRESS: "That is not an address to ask. It begins with https://.",
    Why.UNREACHABLE: "The server did not answer. Is the address right, and the network there?",
    Why.CERTIFICATE: "The server could not prove who it is, so nothing was sent to it.",
    Why.PASSWORD: "The server did not take the name and the password.",
    Why.NOT_THERE: "There is nothing at that address.",
    Why.CHANGED: "It was changed elsewhere meanwhile. Nothing was written over.",
    Why.TOO_LARGE: "The server sent more than a calendar or an address book can be.",
    Why.TOO_SLOW: "The server took too long. Nothing was changed here.",
    Why.START_OVER: "The server forgot where we were. Everything is read once more.",
    Why.NOT_DAV: "What answers there is no server for calendars or address books.",
}
"""The sentence for each."""
