"""Keys in addresses: /people/ana-ruiz."""

from __future__ import annotations

from collections.abc import Container

from django.utils.text import slugify

from fifteen.method.folding import parted
from fifteen.store import scope
from fifteen.store.models import Campaign

_LONGEST = 60


def slug(name: str, otherwise: str = "person") -> str:
    """A name as part of an address; `otherwise` where nothing of it is left (other scripts)."""
    return slugify(parted(name))[:_LONGEST].strip("-") or otherwise


def free_key(campaign: Campaign, wanted: str) -> str:
    """The wanted key, or the first free one with a number behind it."""
    taken = set(scope.people(campaign).filter(key__startswith=wanted).values_list("key", flat=True))
    return first_free(wanted, taken)


def first_free(wanted: str, taken: Container[str], start: int = 2) -> str:
    """The wanted key, or with the first number from `start` that is not taken."""
    if wanted not in taken:
        return wanted
    number = start
    while f"{wanted}-{number}" in taken:
        number += 1
    return f"{wanted}-{number}"
