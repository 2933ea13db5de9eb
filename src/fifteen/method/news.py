"""What a file says of somebody that was not known before, or was known otherwise (C1)."""

from __future__ import annotations

from fifteen.method.facts import Facts
from fifteen.method.folding import fold, is_email, name_key, phone_key
from fifteen.method.folding import profile_key as link_key

COMPARED: tuple[str, ...] = (
    *("name", "email", "phone", "role", "organisation", "link", "place", "country"),
    *("schools", "group", "note"),
)
"""The facts that two rows are compared by."""


def changes_of(was: Facts, now: Facts) -> dict[str, tuple[str, str]]:
    """What is said now and was not, or was otherwise. Case and accents alone are no change."""
    changes: dict[str, tuple[str, str]] = {}
    for name in COMPARED:
        old, new = getattr(was, name), getattr(now, name)
        if new and new != old and not _alike(name, old, new):
            changes[name] = (old, new)
    return changes


def _alike(name: str, old: str, new: str) -> bool:
    if name == "phone":
        return phone_key(old) == phone_key(new) != ""
    if name == "link":
        return link_key(old) == link_key(new) != ""
    if name == "name":  # an address in its place is no news of how they are called
        return is_email(new) or name_key(old) == name_key(new)
    if name == "note":
        return new in old
    was, now = fold(old), fold(new).rstrip(" .\u2026,;")
    if name == "role":  # the same cut short: "Counsel" for "Counsel, privacy and data"
        return was.startswith(now) and not was[len(now) : len(now) + 1].isalnum()
    return was == fold(new)


def differ(one: str, other: str) -> bool:
    """Whether both are there and are not the same."""
    return bool(one and other and one != other)


def share_a_word(one: str, other: str) -> bool:
    """Whether two folded names have a word in common."""
    return not set(one.split()).isdisjoint(other.split())
