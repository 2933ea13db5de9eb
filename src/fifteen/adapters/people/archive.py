"""A LinkedIn archive holds more than the connections: who wrote to whom first and last, and where
the seeker worked and studied. Of the messages nothing is kept but days and who began."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from fifteen.adapters.people.shape import Limits, Row
from fifteen.method.facts import Facts
from fifteen.method.folding import fold, profile_key
from fifteen.method.past import kept

_MEMBER = 60_000_000  # bytes of a part that are read
_MOST_TO = 3  # who wrote to more at once wrote to nobody
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_STILL = 9_999
_MOST_EMPLOYERS = 40
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


def read_archive(data: bytes, limits: Limits) -> Archive | None:
    """What a zip says besides its connections; None where it is no such archive."""
    if not data.startswith(b"PK"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {
                part: _text(archive, member, limits)
                for member in archive.infolist()[: limits.zip_members]
                if (part := _FILES.get(member.filename.lower().rpartition("/")[2]))
            }
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError):
        return None
    except (NotImplementedError, RuntimeError):  # an unknown method; a password
        return None
    if not parts:
        return None
    name = next((_name(row) for row in _rows(parts.get("profile", ""))), "")
    return Archive(
        name=name,
        employers=_employers(parts.get("positions", "")),
        schools=_each(parts.get("education", ""), "school name"),
        talked=_talked(parts.get("messages", ""), name),
    )


def with_messages(rows: tuple[Row, ...], archive: Archive) -> tuple[Row, ...]:
    """The rows with what was written between the seeker and each person."""
    if not archive.talked:
        return rows
    return tuple(replace(row, facts=_told(row.facts, archive)) for row in rows)


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


def _text(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limits: Limits) -> str:
    """A part, read to the limit and no further: its stated size is not believed."""
    most = min(_MEMBER, max(1_000_000, member.compress_size * limits.zip_ratio))
    with archive.open(member) as packed:
        return packed.read(most).decode("utf-8-sig", "replace").replace("\0", "")


def _rows(text: str) -> Iterator[dict[str, str]]:
    """The rows of a part by their headings in small letters; damaged ones end the reading."""
    csv.field_size_limit(_MEMBER)
    lines = csv.reader(io.StringIO(text, newline=""))
    try:
        heads = [cell.strip().lower() for cell in next(lines, [])]
        for cells in lines:
            yield {head: cell.strip() for head, cell in zip(heads, cells, strict=False)}
    except csv.Error:
        return


def _name(row: Mapping[str, str]) -> str:
    return f"{row.get('first name', '')} {row.get('last name', '')}".strip()


def _each(text: str, heading: str) -> tuple[str, ...]:
    found = (row.get(heading, "") for row in _rows(text))
    return tuple(dict.fromkeys(name[:200] for name in found if name))[:40]


def _employers(text: str) -> tuple[str, ...]:
    """Where the seeker worked, each with the years from the first to the last position there."""
    found: dict[str, tuple[int, int]] = {}
    for row in _rows(text):
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


def _talked(text: str, own: str) -> dict[str, Talked]:
    mine = fold(own)
    found: dict[str, Talked] = {}
    for row in _rows(text):
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
        keys = {profile_key(link) for link in _several(links)} | {fold(name) for name in names}
        for key in keys - {"", mine}:
            found.setdefault(key, Talked()).add(day[0], by_them)
    return found


def _several(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
