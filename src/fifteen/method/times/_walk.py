"""The walk over items: what stands ahead, and whether anything that matters is between."""

from __future__ import annotations

from dataclasses import dataclass

from fifteen.method.times._scan import Item

DAYS = (
    *("weekday", "nthday", "date", "dates", "slashed", "day", "week", "weekend"),
    *("anyday", "month"),
)
CLOCKS = ("clock", "bare")
LAST_HOUR = 24
OPENERS = ("from", "after", "until", "between", "around", "at")
SMALL = frozenset({"", "the", "on", "at", "in", "den", "dem", "der", "am", "um", "ab", "of", "my"})


@dataclass(slots=True)
class Walk:
    """Where the reading of the items stands."""

    items: list[Item]
    at: int = 0

    def peek(self, ahead: int = 0) -> Item | None:
        place = self.at + ahead
        return self.items[place] if place < len(self.items) else None

    def kind(self, ahead: int = 0) -> str:
        item = self.peek(ahead)
        return item.kind if item else ""

    def close(self, ahead: int = 0) -> bool:
        """Whether nothing that matters stands before that item."""
        item = self.peek(ahead)
        return item is not None and item.gap in SMALL

    def close_or_end(self, ahead: int) -> bool:
        """The same, or nothing stands there at all."""
        return self.peek(ahead) is None or self.close(ahead)

    def is_clock(self, ahead: int) -> bool:
        """Whether a reading of the clock, or a number that may be one, stands so far ahead."""
        item = self.peek(ahead)
        possible = item is not None and item.data.get("h", 0) <= LAST_HOUR
        return possible and self.kind(ahead) in CLOCKS and self.close(ahead)

    def take(self) -> Item:
        item = self.items[self.at]
        self.at += 1
        return item
