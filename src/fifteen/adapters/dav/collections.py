"""Calendars and address books on a server: found, read, synchronised, written with their ETag.

The same for both: `Kind` says which. What is inside a resource is the caller's business.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from fifteen.adapters.dav import xml
from fifteen.adapters.dav.failures import DavError, Why
from fifteen.adapters.dav.http import Session


class Kind(StrEnum):
    """What kind of collection, by the prefix of its namespace in `xml`."""

    CALENDAR = "c"
    BOOK = "a"


_WORDS = {
    Kind.CALENDAR: ("caldav", "c:calendar-home-set", "c:calendar", "text/calendar", "c"),
    Kind.BOOK: ("carddav", "a:addressbook-home-set", "a:addressbook", "text/vcard", "a"),
}
_AT_ONCE = 50  # resources fetched by one request


@dataclass(frozen=True, slots=True)
class Collection:
    """A calendar or an address book: its address, its name, and which components it takes."""

    url: str
    name: str
    takes_events: bool = True


@dataclass(frozen=True, slots=True)
class Resource:
    """One event or card: address, ETag and content; `gone` where it was taken away."""

    url: str
    etag: str = ""
    data: bytes = b""
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Changes:
    """What is new since a token, without contents; the token for the next time."""

    changed: tuple[Resource, ...]
    token: str
    more: bool = False  # the server told a part: ask again with the token


def discover(session: Session, kind: Kind) -> list[Collection]:
    """The collections of this person, from whatever address they gave: the server's root, their
    own page, or the collection itself (RFC 6764, 4791, 6352)."""
    known, home, resource, _, _ = _WORDS[kind]
    for start in (session.home, f"/.well-known/{known}", "/"):
        try:
            there = _properties(session, start, "0", "d:resourcetype", "d:displayname", home)
        except DavError as failure:
            if failure.why not in (Why.NOT_THERE, Why.NOT_DAV) or failure.status == 401:
                raise
            continue
        if there and _is(there[0], resource):
            return [_collection(there[0])]
        homes = there[0].links.get(xml.name(home), ()) if there else ()
        homes = homes or _homes(session, start, home)
        found = [one for url in homes for one in _listed(session, url, resource)]
        if found:
            return found
    raise DavError(Why.NOT_THERE)


def _homes(session: Session, start: str, home: str) -> tuple[str, ...]:
    """By way of the person's own page, the principal."""
    there = _properties(session, start, "0", "d:current-user-principal")
    principals = there[0].links.get(xml.name("d:current-user-principal"), ()) if there else ()
    found: tuple[str, ...] = ()
    for url in principals[:1]:
        told = _properties(session, url, "0", home)
        found = told[0].links.get(xml.name(home), ()) if told else ()
    return found


def _listed(session: Session, url: str, resource: str) -> list[Collection]:
    names = ("d:resourcetype", "d:displayname", "c:supported-calendar-component-set")
    there = _properties(session, url, "1", *names)
    return [_collection(one) for one in there if _is(one, resource)]


def _is(found: xml.Found, resource: str) -> bool:
    return xml.name(resource) in found.inside.get(xml.name("d:resourcetype"), ())


def _collection(found: xml.Found) -> Collection:
    label = found.text.get(xml.name("d:displayname"), "").strip()
    return Collection(found.url, label[:200] or xml.last_part(found.url)[:200])


def _properties(session: Session, url: str, depth: str, *names: str) -> list[xml.Found]:
    body = xml.question("d:propfind", xml.wanted(*names))
    answer = session.ask("PROPFIND", url, body, {**_XML, "Depth": depth})
    return list(xml.many(answer.body, answer.url).found)


_XML = {"Content-Type": "application/xml; charset=utf-8"}


def changes(session: Session, url: str, token: str = "") -> Changes:
    """What has changed since `token` (all of it for none), by RFC 6578. DavError START_OVER where
    the server no longer knows the token."""
    body = xml.question(
        "d:sync-collection",
        xml.text("d:sync-token", token),
        xml.text("d:sync-level", "1"),
        xml.wanted("d:getetag"),
    )
    answer = session.ask("REPORT", url, body, _XML)
    told = xml.many(answer.body, answer.url)
    found = (
        Resource(one.url, one.text.get(xml.name("d:getetag"), ""), gone=one.status == 404)
        for one in told.found
        if one.url.rstrip("/") != answer.url.rstrip("/")
    )
    return Changes(tuple(found), told.token, any(one.status == 507 for one in told.found))


def listing(session: Session, url: str) -> tuple[Resource, ...]:
    """Everything in a collection with its ETag, without contents: for servers that do not tell
    what is new."""
    there = _properties(session, url, "1", "d:getetag", "d:resourcetype")
    collection = xml.name("d:collection")
    return tuple(
        Resource(one.url, one.text.get(xml.name("d:getetag"), ""))
        for one in there
        if collection not in one.inside.get(xml.name("d:resourcetype"), ())
    )


def fetch(session: Session, kind: Kind, url: str, wanted: Sequence[str]) -> Iterator[Resource]:
    """The contents of these resources of a collection, some at a time, with their ETags."""
    prefix = kind.value
    data = f"{prefix}:{'calendar' if kind is Kind.CALENDAR else 'address'}-data"
    report = f"{prefix}:{'calendar' if kind is Kind.CALENDAR else 'addressbook'}-multiget"
    for start in range(0, len(wanted), _AT_ONCE):
        hrefs = (xml.text("d:href", one) for one in wanted[start : start + _AT_ONCE])
        body = xml.question(report, xml.wanted("d:getetag", data), *hrefs)
        answer = session.ask("REPORT", url, body, {**_XML, "Depth": "1"})
        yield from _contents(xml.many(answer.body, answer.url), data)


def _contents(told: xml.Many, data: str) -> Iterator[Resource]:
    for one in told.found:
        text = one.text.get(xml.name(data), "")
        etag = one.text.get(xml.name("d:getetag"), "")
        yield Resource(one.url, etag, text.encode("utf-8"), gone=one.status == 404 or not text)


def read(session: Session, url: str) -> Resource:
    """One resource as it is now."""
    answer = session.ask("GET", url)
    return Resource(answer.url, answer.etag, answer.body)


def write(session: Session, kind: Kind, url: str, data: bytes, etag: str | None = None) -> Resource:
    """Write one resource: a new one (`etag` None: there must be none yet), or over the version
    `etag` names. DavError CHANGED where somebody else wrote first."""
    media = _WORDS[kind][3]
    guard = {"If-None-Match": "*"} if etag is None else {"If-Match": etag}
    headers = {"Content-Type": f"{media}; charset=utf-8", **guard}
    answer = session.ask("PUT", url, data, headers)
    if answer.etag:
        return Resource(answer.url, answer.etag, data)
    return read(session, url)  # some servers rewrite what they keep, and so give no ETag


def remove(session: Session, url: str, etag: str) -> None:
    """Take one resource away, if it is still the version `etag` names; gone already is fine."""
    try:
        session.ask("DELETE", url, headers={"If-Match": etag} if etag else {})
    except DavError as failure:
        if failure.why is not Why.NOT_THERE:
            raise
