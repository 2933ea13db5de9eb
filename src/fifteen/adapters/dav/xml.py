"""The XML of WebDAV: questions written, multi-status answers read as hostile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urljoin
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from fifteen.adapters.dav.failures import DavError, Why

DAV = "DAV:"
CALDAV = "urn:ietf:params:xml:ns:caldav"
CARDDAV = "urn:ietf:params:xml:ns:carddav"
_SHORT = {"d": DAV, "c": CALDAV, "a": CARDDAV}
_MOST = 100_000  # responses in one answer


@dataclass(frozen=True, slots=True)
class Found:
    """One resource of an answer: its address, status and properties.

    A property is kept by its full name ("{DAV:}getetag"), with its text and the full names of the
    elements inside it; hrefs in it are `links`.
    """

    url: str
    status: int
    text: dict[str, str] = field(default_factory=dict)
    inside: dict[str, tuple[str, ...]] = field(default_factory=dict)
    links: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Many:
    """A whole answer, and the token by which the next one says only what is new."""

    found: tuple[Found, ...]
    token: str = ""


def name(short: str) -> str:
    """The full name of "d:getetag"."""
    prefix, _, plain = short.partition(":")
    return f"{{{_SHORT[prefix]}}}{plain}"


def question(root: str, *parts: str) -> bytes:
    """A request body; `parts` are ready XML with the prefixes d, c and a."""
    spaces = " ".join(f'xmlns:{short}="{full}"' for short, full in _SHORT.items())
    whole = f'<?xml version="1.0" encoding="utf-8"?><{root} {spaces}>{"".join(parts)}</{root}>'
    return whole.encode("utf-8")


def wanted(*names: str) -> str:
    """The properties asked for."""
    return f"<d:prop>{''.join(f'<{one}/>' for one in names)}</d:prop>"


def text(tag: str, value: str) -> str:
    """An element with a text in it."""
    return f"<{tag}>{escape(value)}</{tag}>"


def many(body: bytes, base: str) -> Many:
    """A multi-status answer. DavError where it is none, or declares entities."""
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body or b"<\0!\0" in body or b"\0<\0!" in body:
        raise DavError(Why.NOT_DAV)  # no such server declares any, and they are how one hides size
    try:
        root = ElementTree.fromstring(body)  # noqa: S314  (no entities, size bounded)
    except (ElementTree.ParseError, ValueError, LookupError, RecursionError) as bad:
        raise DavError(Why.NOT_DAV) from bad
    if root.tag != name("d:multistatus"):
        raise DavError(Why.NOT_DAV)
    responses = root.findall(name("d:response"))
    if len(responses) > _MOST:
        raise DavError(Why.TOO_LARGE)
    token = (root.findtext(name("d:sync-token")) or "").strip()
    return Many(tuple(_found(one, base) for one in responses), token)


def _found(response: ElementTree.Element, base: str) -> Found:
    url = urljoin(base, (response.findtext(name("d:href")) or "").strip())
    whole = _status(response.findtext(name("d:status")), 200)
    found = Found(url, whole)
    for stat in response.findall(name("d:propstat")):
        if _status(stat.findtext(name("d:status")), 200) != 200:
            continue
        for prop in stat.findall(name("d:prop")):
            for one in prop:
                found.text[one.tag] = "".join(one.itertext())
                found.inside[one.tag] = tuple(child.tag for child in one)
                found.links[one.tag] = tuple(_links(one, base))
    return found


def _links(element: ElementTree.Element, base: str) -> Iterator[str]:
    for href in element.iter(name("d:href")):
        if href.text and href.text.strip():
            yield urljoin(base, href.text.strip())


def _status(line: str | None, otherwise: int) -> int:
    parts = (line or "").split()
    return int(parts[1]) if len(parts) > 1 and parts[1].isdigit() else otherwise


def last_part(url: str) -> str:
    """The name at the end of an address, for lists: "home" of "…/home/"."""
    return unquote(url.rstrip("/").rpartition("/")[2])
