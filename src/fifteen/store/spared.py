"""Who asked not to be written to again: kept as a keyed hash of each of their mail addresses and of
their profile, so that none of these need be kept to honour the wish."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Iterator, Mapping

from django.conf import settings

from fifteen.method.folding import profile_key
from fifteen.store.models import Spared

_AT_ONCE = 500


def addresses(email: str, link: str, extra: Mapping[str, str]) -> Iterator[str]:
    """All by which somebody is known again: mail addresses and the profile."""
    yield from (email, link)
    yield from (text for heading, text in extra.items() if heading.startswith("E-mail "))


def hash_of(owner: str, address: str) -> str:
    """The mark of a mail address or a profile with this owner; empty where it is neither.

    Small and capital letters are one, and what follows a "+" before the @ is left out: it is the
    same person.
    """
    name, sign, place = address.strip().casefold().rpartition("@")
    plain = profile_key(address)
    if not plain and name and sign and place:
        plain = f"{name.partition('+')[0]}@{place}"
    if not plain:
        return ""
    key = hashlib.sha256(f"spared {settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, f"{owner} {plain}".encode(), hashlib.sha256).hexdigest()


def is_spared(owner: str, *of_one: str) -> bool:
    """Whether whoever has one of these addresses asked for peace."""
    marks = {hash_of(owner, address) for address in of_one} - {""}
    return bool(marks) and Spared.objects.filter(owner=owner, hash__in=marks).exists()


def among(owner: str, all_of_them: Iterable[str]) -> frozenset[str]:
    """Those of these addresses, as they were given, whose people asked for peace."""
    if not Spared.objects.filter(owner=owner).exists():
        return frozenset()
    by_mark: dict[str, list[str]] = {}
    for address in all_of_them:
        if mark := hash_of(owner, address):
            by_mark.setdefault(mark, []).append(address)
    marks = list(by_mark)
    found: set[str] = set()
    for start in range(0, len(marks), _AT_ONCE):
        some = marks[start : start + _AT_ONCE]
        rows = Spared.objects.filter(owner=owner, hash__in=some).values_list("hash", flat=True)
        found.update(address for mark in rows for address in by_mark[mark])
    return frozenset(found)
