"""What somebody offered through a programme's list (O2): an alumni office or an association hands
out who would talk, about what, how and how often. Kept among what a file told besides.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from fifteen.method.folding import fold
from fifteen.method.spoken import in_words
from fifteen.method.words import Medium

KEYS: Mapping[str, str] = {
    "programme": "Programme",
    "topics": "Can talk about",
    "channel": "Talks by",
    "monthly": "Talks a month",
}
"""The facts of an offer, and by which word each is kept beside the other facts of a file."""

MESSAGES: Mapping[str, str] = {
    "first_message": "First message",
    "last_message": "Last message",
    "messages": "Messages",
}
"""What an archive of messages tells of somebody, kept in the same way."""

KEPT: Mapping[str, str] = {**KEYS, **MESSAGES}

_ENDS = frozenset(("programme", "program", "network", "association", "office", "scheme", "circle"))
_SPELT = {in_words(n): n for n in range(1, 13)} | {
    **{"none": 0, "once": 1, "twice": 2, "einmal": 1, "zweimal": 2, "dreimal": 3},
    **{"eins": 1, "ein": 1, "zwei": 2, "drei": 3, "vier": 4},
}
_COUNT = re.compile(
    rf"(\d{{1,2}}|{'|'.join(sorted(_SPELT, key=len, reverse=True))})\s*(?:x|×|times|mal)?"
    r"(?:\s*(?:per|a|/|pro|im)\s*(?:month|monat))?"
)
_SEVERAL = re.compile(r"\s*(?:[,;/]|\bor\b|\boder\b|\band\b|\bund\b)\s*", re.IGNORECASE)
_HOW = {
    **dict.fromkeys(("phone", "by phone", "telephone", "call", "telefon", "anruf"), "by phone"),
    **dict.fromkeys(("video", "by video", "video call", "videoanruf", "zoom", "teams"), "by video"),
    **dict.fromkeys(("mail", "email", "e-mail", "by mail"), "by mail"),
    **dict.fromkeys(
        ("in person", "coffee", "over a coffee", "personlich", "vor ort", "kaffee"), "in person"
    ),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer as the list had it; each text may be empty, but topics and monthly not both."""

    programme: str = ""
    topics: str = ""
    channel: str = ""
    monthly: str = ""


def offer_of(extra: Mapping[str, str]) -> Offer | None:
    """The offer among these facts of a file. None without a word of what about or how often: a
    programme alone may be a course of studies."""
    if not extra:
        return None
    told = {name: str(extra.get(key, "")).strip(" .") for name, key in KEYS.items()}
    return Offer(**told) if told["topics"] or told["monthly"] else None


def with_fact(extra: Mapping[str, str], name: str, value: str) -> dict[str, str]:
    """The facts of a file with one of an offer set anew, or taken out where it is empty."""
    others = {key: text for key, text in extra.items() if key != KEPT[name]}
    return {**others, KEPT[name]: value} if value else others


def asks_a_month(offer: Offer) -> int | None:
    """How many talks a month they take; None where nothing countable is said."""
    found = _COUNT.fullmatch(fold(offer.monthly))
    if not found:
        return None
    return int(found[1]) if found[1].isdecimal() else _SPELT[found[1]]


def has_room(offer: Offer | None, asked: Collection[date], today: date) -> bool:
    """Whether they may be suggested: not where this seeker asked them, in the calendar month of
    `today`, as often as they offered. How often others ask them is not known here."""
    most = asks_a_month(offer) if offer else None
    if most is None:
        return True
    return sum((on.year, on.month) == (today.year, today.month) for on in asked) < most


def sentence(offer: Offer) -> str:
    """Such as "Offered through the Calder alumni programme: talks about grid planning, by phone,
    two a month."."""
    through = f" through {_named(offer.programme)}" if offer.programme else ""
    talks = f"talks about {offer.topics}" if offer.topics else "talks"
    said = ", ".join(filter(None, (talks, _how(offer.channel), _monthly(offer))))
    return f"Offered{through}: {said}."


def reason(offer: Offer) -> str:
    """Why one writes to them, for a letter: "your offer through Calder alumni to talk about grid
    planning"; the topics only where they are few words."""
    through = f" through {_named(offer.programme)}" if offer.programme else ""
    about = f" about {offer.topics}" if 0 < len(offer.topics) <= _FEW_WORDS else ""
    return f"your offer{through} to talk{about}"


_FEW_WORDS = 80  # characters


def _named(programme: str) -> str:
    words = fold(programme).split()
    article = bool(words) and words[-1] in _ENDS and words[0] not in ("the", "our")
    return f"the {programme}" if article else programme


def ways(channel: str) -> tuple[Medium, ...]:
    """How somebody likes to talk, of what the list says; none where it says nothing of it."""
    known = {_HOW.get(fold(part), "") for part in _SEVERAL.split(channel)}
    return tuple(medium for medium, said in _MEDIA.items() if said in known)


_MEDIA = {Medium.PHONE: "by phone", Medium.VIDEO: "by video", Medium.IN_PERSON: "in person"}


def _how(channel: str) -> str:
    ways = [part for part in _SEVERAL.split(channel) if part]
    known = [_HOW.get(fold(way), "") for way in ways]
    if not all(known):
        return channel
    said = " or ".join(dict.fromkeys(known))
    return said if "in person" in known else said.replace(" or by ", " or ")


def _monthly(offer: Offer) -> str:
    count = asks_a_month(offer)
    if count is None:
        return offer.monthly
    return f"{in_words(count) if count else 'none'} a month"
