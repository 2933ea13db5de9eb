"""What the log may say: the pattern of the address, the status, the kind of failure and where in
our own code it happened. Never an address as it was asked for, never a message of an exception:
both may hold a name, a mail address or the text of a letter."""

from __future__ import annotations

import logging
import traceback
from types import TracebackType

_OWN = "fifteen"
_PLACES = 4  # of our own code, the innermost ones
_KINDS = 3  # of failures, each the cause of the one before


class Discreet(logging.Formatter):
    """One line for each record. Only our own loggers' words are written as they are."""

    def format(self, record: logging.LogRecord) -> str:
        """The line: time, level, logger, and what may be said."""
        parts = (self.formatTime(record), record.levelname, record.name, self.what(record))
        return " ".join(part for part in parts if part)

    def what(self, record: logging.LogRecord) -> str:
        """What may be said of it: our own words or the request, and the kind of failure."""
        said = _own_words(record) if _is_own(record.name) else _request_of(record)
        failure = _failure(record.exc_info[1]) if record.exc_info else ""
        return " ".join(part for part in (said, failure) if part)


def _is_own(logger: str) -> bool:
    return logger.partition(".")[0] == _OWN


def _own_words(record: logging.LogRecord) -> str:
    return record.getMessage().replace("\n", " ")


def _request_of(record: logging.LogRecord) -> str:
    """Such as "GET people/<str:key> 404"; a request that fits no address has a dash for it."""
    request = getattr(record, "request", None)
    match = getattr(request, "resolver_match", None)
    route = getattr(match, "route", "-")
    status = getattr(record, "status_code", "")
    method = getattr(request, "method", "")
    known = method if method in _METHODS else "?"
    return f"{known} {route or '/'} {status}".rstrip() if request is not None else ""


_METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))


def _failure(failure: BaseException | None) -> str:
    """The kinds of failure, the cause last, and where in our code the first one came from."""
    if failure is None:
        return ""
    kinds: list[str] = []
    one: BaseException | None = failure
    while one is not None and len(kinds) < _KINDS:
        kinds.append(type(one).__name__)
        one = one.__cause__
    return f"{' from '.join(kinds)} {_places(failure.__traceback__)}".rstrip()


def _places(where: TracebackType | None) -> str:
    frames = traceback.extract_tb(where)
    own = [f for f in frames if f"/{_OWN}/" in f.filename.replace("\\", "/")]
    places = (
        f"{f.filename.replace(chr(92), '/').rpartition(f'/{_OWN}/')[2]}:{f.lineno} {f.name}"
        for f in own[-_PLACES:]
    )
    return "in " + ", ".join(places) if own else ""
