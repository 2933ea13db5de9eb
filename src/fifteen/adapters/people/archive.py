"""A LinkedIn archive holds more than the connections: who wrote to whom first and last, and where
the seeker worked and studied. Of the messages nothing is kept but days and who began."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from sys import intern

from fifteen.adapters.people.opening import Opened
from fifteen.adapters.people.packed import Row, Rows
from fifteen.adapters.people.records import Dialect, TooLongError, records
from fifteen.adapters.people.shape import Limits
from fifteen.adapters.people.sources import (
    DAMAGED,
    LOCKED,
    Source,
    TooLargeError,
    bounds,
    members,
)
from fifteen.method.facts import Facts
from fifteen.method.folding import fold, profile_key
from fifteen.method.past import kept

_MEMBER = 60_000_000  # bytes of a part that are read
_MOST_TO = 3  # who wrote to more at once wrote to nobody
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_STILL = 9_999
_MOST_EMPLOYERS = 40
_MOST_SCHOOLS = 40
_BYTES = 8  # for each person: one in thirty others is taken for known, and kept for nothing
_FILES = {
    "messages.csv": "messages",
    "positions.csv": "positions",
    "education.csv": "education",
    "profile.csv": "profile",
}
FIRST, LAST, COUNT = "First message", "Last message", "Messages"


@dataclass(slots=True)
class Talked:
    """What was written between the seeker and one person: days as ISO texts."""

    first: str = ""
    first_by_them: bool = False
    last: str = ""
    last_by_them: bool = False
    count: int = 0

    def add(self, day: str, by_them: bool) -> None:
        """One more message."""
        self.count += 1
        if not self.first or day < self.first:
            self.first, self.first_by_them = day, by_them
        if day >= self.last:
            self.last, self.last_by_them = day, by_them


@dataclass(frozen=True, slots=True)
class Archive:
    """What an archive says besides its connections."""

    name: str = ""  # the seeker's own
    employers: tuple[str, ...] = ()
    schools: tuple[str, ...] = ()
    talked: Mapping[str, Talked] = field(default_factory=dict)  # by profile, and by folded name


def read_archive(data: bytes, limits: Limits, among: Sequence[Row] = ()) -> Archive | None:
    """What a zip says besides its connections, of messages what was written with the people
    `among`; None where it is no such archive."""
    if not data.startswith(b"PK"):
        return None
    try:
        parts = {
            part: Opened(
                Source(data, member, min(_MEMBER, bounds(member, limits))), "", "utf-8-sig"
            )
            for member in members(data, limits)
            if (part := _FILES.get(member.filename.lower().rpartition("/")[2]))
        }
        return _read(parts, among, limits) if parts else None
    except (TooLargeError, *DAMAGED, *LOCKED):
        return None


def _read(parts: Mapping[str, Opened], among: Sequence[Row], limits: Limits) -> Archive:
    def rows(part: str) -> Iterator[dict[str, str]]:
        return _rows(parts[part], limits) if part in parts else iter(())

    name = next(map(_name, rows("profile")), "")
    return Archive(
        name=name,
        employers=_employers(rows("positions")),
        schools=_each(rows("education"), "school name"),
        talked=_talked(rows("messages"), name, _known(among)),
    )


def with_messages(rows: Sequence[Row], archive: Archive) -> Sequence[Row]:
    """The rows with what was written between the seeker and each person."""
    if not archive.talked:
        return rows
    return Rows(Row(row.line, _told(row.facts, archive)) for row in rows)


def _told(facts: Facts, archive: Archive) -> Facts:
    key = profile_key(facts.link)
    talked = archive.talked.get(key) if key else None
    talked = talked or archive.talked.get(fold(facts.name))
    if talked is None:
        return facts
    said = {
        FIRST: f"{talked.first}, from {'them' if talked.first_by_them else 'you'}",
        LAST: f"{talked.last}, from {'them' if talked.last_by_them else 'you'}",
        COUNT: str(talked.count),
    }
    return replace(facts, extra={**facts.extra, **said})


def _rows(part: Opened, limits: Limits) -> Iterator[dict[str, str]]:
    """The rows of a part by their headings in small letters, to the limit and no further: its
    stated size is not believed. Damaged ones are left out; a line without an end ends the
    reading."""
    try:
        lines = records(part, Dialect(","), limits)
        heads = [cell.strip().lower() for cell in next((r.cells for r in lines), [])]
        for record in lines:
            if not record.trouble:
                yield {h: c.strip() for h, c in zip(heads, record.cells, strict=False)}
    except TooLongError:
        return


def _known(among: Sequence[Row]) -> bytearray:
    """A bit for each way in which a message may name one of these people: most messages of an
    archive are from others, and to keep what was written with each would take many times the
    file."""
    bits = bytearray(_BYTES * max(1, len(among)))
    for row in among:
        for key in (profile_key(row.facts.link), fold(row.facts.name)):
            at = hash(key) % (8 * len(bits))
            bits[at // 8] |= 1 << at % 8
    return bits


def _is_among(key: str, bits: bytearray) -> bool:
    at = hash(key) % (8 * len(bits))
    return bool(bits[at // 8] >> at % 8 & 1)


def _name(row: Mapping[str, str]) -> str:
    return f"{row.get('first name', '')} {row.get('last name', '')}".strip()


def _each(rows: Iterable[Mapping[str, str]], heading: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for row in rows:
        if (name := row.get(heading, "")[:200]) and len(found) < _MOST_SCHOOLS:
            found[name] = None
    return tuple(found)


def _employers(rows: Iterable[Mapping[str, str]]) -> tuple[str, ...]:
    """Where the seeker worked, each with the years from the first to the last position there."""
    found: dict[str, tuple[int, int]] = {}
    for row in rows:
        name = row.get("company name", "")[:200]
        if not name or (name not in found and len(found) == _MOST_EMPLOYERS):
            continue
        first, last = _year(row.get("started on", "")), _year(row.get("finished on", "")) or _STILL
        before = found.get(name, (0, 0))
        if first:
            found[name] = min(first, before[0] or first), max(last, before[1])
        else:
            found[name] = before
    return tuple(
        kept(name, first, 0 if last == _STILL else last) for name, (first, last) in found.items()
    )


def _year(text: str) -> int:
    """The year in a date as LinkedIn writes it ("Sep 2014"); 0 where there is none."""
    year = _YEAR.search(text)
    return int(year[0]) if year else 0


def _talked(rows: Iterable[Mapping[str, str]], own: str, among: bytearray) -> dict[str, Talked]:
    mine = fold(own)
    found: dict[str, Talked] = {}
    for row in rows:
        day = _DAY.search(row.get("date", ""))
        sender, to = row.get("from", ""), row.get("to", "")
        if not day or not mine:
            continue
        by_them = fold(sender) != mine
        names = [sender] if by_them else _several(to)
        links = row.get("sender profile url" if by_them else "recipient profile urls", "")
        if by_them and mine not in map(fold, _several(to)):
            continue
        if len(names) > _MOST_TO:
            continue
        keys = {profile_key(link) for link in _several(links)[:_MOST_TO]} | {
            fold(name) for name in names
        }
        for key in keys - {"", mine}:
            if _is_among(key, among):
                found.setdefault(key, Talked()).add(intern(day[0]), by_them)
    return found


def _several(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
