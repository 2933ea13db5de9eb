"""Who asked not to be written to again: kept as a keyed hash, so that the address itself need not
be kept to honour the wish."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable

from django.conf import settings

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
    plain = f"{name.partition('+')[0]}@{place}"
    key = hashlib.sha256(f"spared {settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, f"{owner} {plain}".encode(), hashlib.sha256).hexdigest()


def is_spared(owner: str, email: str) -> bool:
    """Whether whoever has this address asked for peace."""
    mark = hash_of(owner, email)
    return bool(mark) and Spared.objects.filter(owner=owner, hash=mark).exists()


def among(owner: str, emails: Iterable[str]) -> frozenset[str]:
    """Those of these addresses, as they were given, whose people asked for peace."""
    if not Spared.objects.filter(owner=owner).exists():
        return frozenset()
    by_mark: dict[str, list[str]] = {}
    for email in emails:
        if mark := hash_of(owner, email):
            by_mark.setdefault(mark, []).append(email)
    marks = list(by_mark)
    found: set[str] = set()
    for start in range(0, len(marks), _AT_ONCE):
        some = marks[start : start + _AT_ONCE]
        rows = Spared.objects.filter(owner=owner, hash__in=some).values_list("hash", flat=True)
        found.update(email for mark in rows for email in by_mark[mark])
    return frozenset(found)
