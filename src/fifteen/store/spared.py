"""Who asked not to be written to again: kept as a keyed hash, so that the address itself need not
be kept to honour the wish."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterable

from django.conf import settings

from fifteen.method.folding import profile_key
from fifteen.store.models import Spared

_AT_ONCE = 500


def hash_of(owner: str, email: str) -> str:
    """The mark of an address with this owner; empty where there is none.

    Small and capital letters are one, and what follows a "+" before the @ is left out: it is the
    same person.
    """
    name, sign, place = email.strip().casefold().rpartition("@")
    if not (name and sign and place):
        return ""
    return _mark(f"{owner} {name.partition('+')[0]}@{place}")


def marks_of(owner: str, email: str, link: str = "") -> tuple[str, ...]:
    """The marks of a person with this owner: by their address and by their own profile, as far as
    they are known. Who was never written to by mail is known again by the profile alone."""
    profile = _of_profile(owner, link)
    return tuple(mark for mark in (hash_of(owner, email), profile) if mark)


def _of_profile(owner: str, link: str) -> str:
    known = profile_key(link) if link else ""
    return _mark(f"{owner} profile {known}") if known else ""


def _mark(text: str) -> str:
    key = hashlib.sha256(f"spared {settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def is_spared(owner: str, email: str, link: str = "") -> bool:
    """Whether whoever has this address, or this profile, asked for peace."""
    marks = marks_of(owner, email, link)
    return bool(marks) and Spared.objects.filter(owner=owner, hash__in=marks).exists()


def among(owner: str, emails: Iterable[str]) -> frozenset[str]:
    """Those of these addresses, as they were given, whose people asked for peace."""
    return _among(owner, emails, hash_of)


def profiles_among(owner: str, links: Iterable[str]) -> frozenset[str]:
    """The same of links to profiles."""
    return _among(owner, links, _of_profile)


def _among(owner: str, texts: Iterable[str], marked: Callable[[str, str], str]) -> frozenset[str]:
    if not Spared.objects.filter(owner=owner).exists():
        return frozenset()
    by_mark: dict[str, list[str]] = {}
    for text in texts:
        if mark := marked(owner, text):
            by_mark.setdefault(mark, []).append(text)
    marks = list(by_mark)
    found: set[str] = set()
    for start in range(0, len(marks), _AT_ONCE):
        some = marks[start : start + _AT_ONCE]
        rows = Spared.objects.filter(owner=owner, hash__in=some).values_list("hash", flat=True)
        found.update(text for mark in rows for text in by_mark[mark])
    return frozenset(found)
