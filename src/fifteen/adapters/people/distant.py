"""An address book on a server (CardDAV), read: which cards are new or other than they were, which
are gone. Nothing is ever written there."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from fifteen.adapters.dav import collections
from fifteen.adapters.dav.collections import Changes, Kind, Resource
from fifteen.adapters.dav.failures import DavError, Why
from fifteen.adapters.dav.http import Session

MOST = 100_000  # cards of all books together
LARGEST = 60_000_000  # characters of all cards that are read at once, without pictures
_MOST_BOOKS = 20
_MOST_ROUNDS = 200  # of a server that tells what is new in parts
_AT_ONCE = 50  # cards asked for at once; fewer where they are too large together
_PICTURE = re.compile(r"(?:[^.:;]*\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Card:
    """One card: in which collection and where (both as hashes), its version, its text."""

    collection: str
    place: str
    etag: str
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a reading found: cards to read, places that are gone, the tokens for the next time."""

    cards: tuple[Card, ...] = ()
    gone: frozenset[str] = frozenset()
    tokens: Mapping[str, str] = field(default_factory=dict)


Known = Mapping[str, tuple[str, str]]
"""What was read before: place -> collection, version."""


def read(session: Session, tokens: Mapping[str, str], known: Known) -> Found:
    """What is new in all address books of a person since `tokens`. DavError."""
    cards: list[Card] = []
    gone: set[str] = set()
    now: dict[str, str] = {}
    there = set()
    size = 0
    for book in collections.discover(session, Kind.BOOK)[:_MOST_BOOKS]:
        here = hashed(book.url)
        there.add(here)
        before = {place for place, (collection, _) in known.items() if collection == here}
        told, whole = _told(session, book.url, tokens.get(book.url, ""))
        now[book.url] = told.token
        present = {hashed(one.url) for one in told.changed if not one.gone}
        gone |= {hashed(one.url) for one in told.changed if one.gone} & before
        gone |= before - present if whole else set()
        wanted = [one.url for one in told.changed if not one.gone and _is_news(one, known)]
        if len(wanted) > MOST:
            raise DavError(Why.TOO_LARGE)
        for one in _fetched(session, book.url, wanted):
            text = without_pictures(one.data.decode("utf-8", "replace"))
            size += len(text)
            if size > LARGEST:
                raise DavError(Why.TOO_LARGE)
            cards.append(Card(here, hashed(one.url), one.etag, text))
    gone |= {place for place, (collection, _) in known.items() if collection not in there}
    return Found(tuple(cards), frozenset(gone), now)


def _told(session: Session, url: str, token: str) -> tuple[Changes, bool]:
    """What is new, and whether that is everything there is (so that what is missing is gone)."""
    try:
        return _changes(session, url, token), not token
    except DavError as failure:
        if failure.why is Why.START_OVER and token:
            return _told(session, url, "")
        if failure.why not in (Why.NOT_DAV, Why.NOT_THERE, Why.START_OVER):
            raise
    return Changes(collections.listing(session, url), ""), True


def _changes(session: Session, url: str, token: str) -> Changes:
    changed: dict[str, Resource] = {}
    for _ in range(_MOST_ROUNDS):
        told = collections.changes(session, url, token)
        changed |= {one.url: one for one in told.changed}
        if not told.more or told.token == token:
            return Changes(tuple(changed.values()), told.token)
        token = told.token
    raise DavError(Why.TOO_LARGE)


def _is_news(one: Resource, known: Known) -> bool:
    before = known.get(hashed(one.url))
    return before is None or not one.etag or before[1] != one.etag


def _fetched(session: Session, url: str, wanted: Sequence[str]) -> Iterator[Resource]:
    """The cards themselves; where some are too large together, fewer at once, and one that is too
    large alone is left out."""
    waiting = [wanted[start : start + _AT_ONCE] for start in range(0, len(wanted), _AT_ONCE)]
    waiting.reverse()
    while waiting:
        some = waiting.pop()
        try:
            found = list(collections.fetch(session, Kind.BOOK, url, some))
        except DavError as failure:
            if failure.why is not Why.TOO_LARGE:
                raise
            half = len(some) // 2
            waiting += [some[half:], some[:half]] if half else []
            continue
        yield from (one for one in found if not one.gone)


def without_pictures(text: str) -> str:
    """A card without its pictures, sounds and keys, its lines ended alike."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept, leaving = [], False
    for line in lines:
        leaving = leaving if line[:1] in (" ", "\t") else bool(_PICTURE.match(line[:200]))
        if not leaving and line.strip():
            kept.append(line)
    return "\n".join(kept) + "\n"


def hashed(url: str) -> str:
    """An address as it is kept: told again when it comes, and not to be read."""
    return hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()
