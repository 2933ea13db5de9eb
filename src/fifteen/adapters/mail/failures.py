"""What can go wrong between Fifteen and a mail server, in words a page can tell of."""

from __future__ import annotations

import re
import socket
import ssl
from enum import StrEnum

from fifteen.adapters import outward


class Why(StrEnum):
    """What failed. The pages say each in a sentence of their own."""

    NAME = "name"  # there is no server of this name
    BARRED = "barred"  # a private address, which the operator does not allow
    PORT = "port"  # nobody listens there
    TIME = "time"  # no answer in time
    CERTIFICATE = "certificate"
    ENCRYPTION = "encryption"  # the server does not offer it
    PASSWORD = "password"  # noqa: S105  (a word, no secret)
    SIGN_IN = "sign-in"  # the provider wants the seeker to sign in again
    SEALED = "sealed"  # the password here cannot be opened with the key that is here
    FOLDER = "folder"  # the folder is not there
    LOST = "lost"  # the connection broke
    SERVER = "server"  # an answer that fits nothing above
    ADDRESS = "address"  # of a letter: the receiver is not known there
    SENDER = "sender"  # of a letter: the server does not let this address send
    CONTENT = "content"  # of a letter: it is not taken as it is
    LARGE = "large"
    LATER = "later"  # of a letter: not now
    GAVE_UP = "gave-up"  # of a letter: tried for most of a day


class Failed(Exception):
    """A server could not be used. `passing` says whether trying again may help; `said` are the
    server's own words, cleaned."""

    def __init__(self, why: Why, passing: bool, said: str = "") -> None:
        super().__init__(why)
        self.why, self.passing, self.said = why, passing, said


class Uncertain(Exception):
    """The connection broke after a letter was handed over and before the server had answered."""


_UNSEEN = re.compile(r"[^\x20-\x7e\u00a0-\u024f]+")
_LONGEST = 300


def words(said: bytes | str) -> str:
    """What a server said, as one short line without signs that are not seen."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join(_UNSEEN.sub(" ", text).split())[:_LONGEST]


def of(failure: Exception) -> Failed:
    """What an exception of the network means. Whatever is not known is a broken connection."""
    if isinstance(failure, Failed):
        return failure
    if isinstance(failure, outward.Barred):
        return Failed(Why.BARRED, False)
    if isinstance(failure, outward.Unknown | socket.gaierror):
        return Failed(Why.NAME, True)
    if isinstance(failure, ssl.SSLCertVerificationError):
        return Failed(Why.CERTIFICATE, False, words(failure.verify_message))
    if isinstance(failure, ssl.SSLError) and "WRONG_VERSION" in str(failure):
        return Failed(Why.ENCRYPTION, False)
    if isinstance(failure, TimeoutError):
        return Failed(Why.TIME, True)
    if isinstance(failure, ConnectionRefusedError):
        return Failed(Why.PORT, True)
    return Failed(Why.LOST, True)
