"""The log of a coach's looks, as a client reads it."""

from __future__ import annotations

from datetime import datetime

from fifteen.server.looked import Looked, told

DRAFTS, ALL = "drafts waiting for a look", "the list of all clients"


def _at(day: int, hour: int, minute: int) -> datetime:
    return datetime(2026, 11, day, hour, minute)


def test_looks_at_the_same_things_on_one_day_are_one_line() -> None:
    looks = [
        ("Ruth", DRAFTS, _at(29, 19, 2)),
        ("Carl", DRAFTS, _at(29, 18, 50)),
        ("Ruth", ALL, _at(29, 18, 36)),
        ("Ruth", DRAFTS, _at(29, 18, 36)),
        ("Ruth", DRAFTS, _at(29, 18, 36)),
        ("Ruth", DRAFTS, _at(28, 9, 0)),
        ("Ruth", DRAFTS, _at(28, 9, 0)),
    ]
    assert told(looks) == [
        Looked("Ruth", DRAFTS, "29 November, 18:36 to 19:02", "three times"),
        Looked("Carl", DRAFTS, "29 November, 18:50", ""),
        Looked("Ruth", ALL, "29 November, 18:36", ""),
        Looked("Ruth", DRAFTS, "28 November, 09:00", "twice"),
    ]
    assert told([]) == []
