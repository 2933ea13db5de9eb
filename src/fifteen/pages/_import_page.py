"""What the pages of an import show: counts in words, rows as people, columns with their cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fifteen.actions import imports
from fifteen.actions._undo import IMPORT_UNDONE_FOR
from fifteen.adapters.people.headings import TARGETS
from fifteen.method import offers
from fifteen.method.spoken import count_of, in_words
from fifteen.store import scope
from fifteen.store.models import Import, Person

RUNNING = ("reading", "writing")
MOST_SHOWN = 50  # rows of a kind

Row = dict[str, Any]

_LABELS = {**TARGETS, **offers.MESSAGES}
_SAMPLES = 3  # cells of a column
_FACTS = ("role", "organisation", "email", "phone", "place", "schools", "group", "note")
_NAMED = ("name", "given", "family")  # one of these says who a person is
_PROSE = "This does not look like a list of people."
_STATUS = {
    "reading": "Being read",
    "writing": "Being brought in",
    "ready": "Waiting for your yes",
    "failed": "Could not be read",
    "done": "In your book",
    "undone": "Undone",
    "left": "Left",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """An earlier import in the list."""

    key: str
    made: datetime
    filename: str
    status: str
    said: str
    act: str  # empty where there is nothing to undo


@dataclass(frozen=True, slots=True)
class Known:
    """A person, in a line."""

    name: str
    about: str
    key: str = ""  # of the page; empty for a row of the file


@dataclass(frozen=True, slots=True)
class Found:
    """A row of the plan: who it is, and what the book says."""

    line: int
    who: Known
    was: Known | None = None
    why: str = ""
    changes: tuple[tuple[str, str, str], ...] = ()  # what, was, now


@dataclass(frozen=True, slots=True)
class Group:
    """The first rows of one kind, and how many more there are."""

    rows: list[Found]
    count: int

    @property
    def more(self) -> int:
        return self.count - len(self.rows)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file: its place, its heading, some cells, and the fact it stands for."""

    place: int
    heading: str
    cells: str
    fact: str


def undone_until(brought: Import, now: datetime) -> datetime | None:
    """Until when an import can be taken back; None where it no longer can."""
    until = brought.made + IMPORT_UNDONE_FOR
    return until if brought.status == "done" and brought.act and now < until else None


def listed(brought: Import, now: datetime) -> Listed:
    """An import as the list of earlier ones has it."""
    return Listed(
        key=brought.key,
        made=brought.made,
        filename=brought.filename,
        status=_STATUS[brought.status],
        said=outcome(brought) if brought.status in ("done", "ready") else "",
        act=brought.act if undone_until(brought, now) else "",
    )


def outcome(brought: Import) -> str:
    """What an import brought, or would bring, in a few words."""
    counts = brought.counts
    if brought.status == "done":
        kinds: tuple[tuple[str, str], ...] = (("added", "new"), ("updated", "brought up to date"))
    else:
        kinds = (("new", "new"), ("changed", "changed"), ("unsure", "unsure"))
    said = [f"{counts[kind]:,} {word}" for kind, word in kinds if counts.get(kind)]
    return ", ".join(said) or "nobody new"


def progress_text(status: str, done: int, total: int) -> str:
    """How far it is, in words."""
    if status not in RUNNING:
        return "Finished"
    if not total:
        return "Opening the file" if status == "reading" else "Beginning"
    word = "compared with your book" if status == "reading" else "brought in"
    return f"{done:,} of {total:,} {word}"


def of(brought: Import, now: datetime) -> dict[str, Any]:
    """Everything a page about one import shows."""
    done, total = imports.progress(brought)
    shown: dict[str, Any] = {
        "brought": brought,
        "status": brought.status,
        "done": done,
        "total": total,
        "text": progress_text(brought.status, done, total),
        "counts": brought.counts,
        "outcome": outcome(brought),
        "headline": headline(brought),
        "until": undone_until(brought, now),
        "own": [*brought.reading.get("employers", ()), *brought.reading.get("schools", ())],
    }
    return {**shown, **_plan(brought)} if brought.status == "ready" else shown


def headline(brought: Import) -> str:
    """The answer of the page in one sentence."""
    if brought.status in RUNNING:
        verb = "Reading" if brought.status == "reading" else "Bringing in"
        return f"{verb} {brought.filename}."
    if brought.status == "ready":
        return _PROSE if is_prose(brought) else _found_in_all(brought.counts)
    if brought.status == "done":
        return _done(brought.counts)
    return {
        "failed": "This file could not be read.",
        "undone": "This import was undone.",
        "left": "This file was left, and nothing of it was kept.",
    }[brought.status]


def is_prose(brought: Import) -> bool:
    """Whether most lines of what was brought are sentences, and something would come of a yes."""
    comes = any(brought.counts.get(kind) for kind in ("new", "changed", "unsure"))
    return bool(brought.reading.get("is_prose")) and comes


def _found_in_all(counts: Mapping[str, int]) -> str:
    new, changed, unsure = (counts.get(kind, 0) for kind in ("new", "changed", "unsure"))
    rest = [f"{_number(changed)} changed"] if changed else []
    rest += [f"{_number(unsure)} may be somebody you know"] if unsure else []
    if new:
        people = f"{_people_in_words(new)} {'is' if new == 1 else 'are'} new"
        return f"{'; '.join([people, *rest])}."
    if rest:
        return f"{'; '.join(['Nobody is new', *rest])}."
    if counts.get("same"):
        return "Everybody in this file is in your book already."
    return "Nobody in this file can be told by name yet."


def _number(count: int) -> str:
    return in_words(count)


def _people_in_words(count: int) -> str:
    return count_of(count, "person", "people").capitalize()


def _done(counts: Mapping[str, int]) -> str:
    added, updated = counts.get("added", 0), counts.get("updated", 0)
    if added:
        return f"{_people_in_words(added)} came in."
    if updated:
        return f"{_people_in_words(updated)} changed."
    return "Nothing was different, so nothing was written."


def _plan(brought: Import) -> dict[str, Any]:
    rows = imports.rows(brought)
    kinds = ("new", "same", "changed", "unsure", imports.AGAIN)
    of_kind = {kind: [r for r in rows if imports.kind_of(r) == kind] for kind in kinds}
    first = {kind: some[:MOST_SHOWN] for kind, some in of_kind.items()}
    known = _people(brought, (row for some in first.values() for row in some))
    lines = {row["line"]: row for row in rows} if first["unsure"] else {}
    groups = {
        kind: Group([_found(row, known, lines) for row in first[kind]], len(some))
        for kind, some in of_kind.items()
    }
    columns = columns_of(brought)
    named = bool(set(brought.reading.get("mapping", {}).values()) & {*_NAMED})
    return {
        "groups": groups,
        "people": len(rows),
        "lost": brought.unreadable[:MOST_SHOWN],
        "lost_more": max(0, brought.counts.get("unreadable", 0) - MOST_SHOWN),
        "columns": columns,
        "hidden": len(brought.reading.get("columns", [])) - len(columns),
        "targets": TARGETS.items(),
        "nameless": bool(columns) and not named and not rows,
        "is_prose": is_prose(brought),
        "button": _button(groups, is_prose(brought)),
    }


def _button(groups: Mapping[str, Group], doubted: bool) -> str:
    """What the main button says; empty where there is nothing to bring in."""
    new, changed = groups["new"].count, groups["changed"].count
    if new:
        people = f"Bring in {count_of(new, 'person', 'people')}"
        people += " all the same" if doubted else ""
        return people + (f" and update {_number(changed)}" if changed else "")
    if changed:
        return f"Update {count_of(changed, 'person', 'people')}"
    return "Keep what I decided" if groups["unsure"].count else ""


def _people(brought: Import, rows: Iterable[Row]) -> dict[str, Person]:
    ids = {int(row["id"]) for row in rows if row["id"].isdecimal()}
    return {str(p.pk): p for p in scope.people(brought.campaign).filter(pk__in=ids)}


def _found(row: Row, known: Mapping[str, Person], lines: Mapping[int, Row]) -> Found:
    changes = ((_LABELS.get(k, k), was, now) for k, (was, now) in row["changes"].items())
    return Found(
        line=row["line"],
        who=_of_facts(row["facts"]),
        was=_other(row, known, lines),
        why=row["why"],
        changes=tuple(changes),
    )


def _other(row: Row, known: Mapping[str, Person], lines: Mapping[int, Row]) -> Known | None:
    """The person of the book, or of an earlier line of the file, that a row resembles."""
    person = known.get(row["id"])
    if person is not None:
        facts = {name: getattr(person, name) for name in _FACTS}
        return Known(person.name, about(facts), person.key)
    other = lines.get(row["of_line"])
    return _of_facts(other["facts"]) if other else None


def _of_facts(facts: Mapping[str, Any]) -> Known:
    return Known(facts["name"], about(facts))


def about(facts: Mapping[str, Any]) -> str:
    """What is known of somebody, in one line: role and organisation, else whatever there is."""
    name = facts.get("name")  # an address may stand in its place, and need not be said twice
    filled = [str(facts[one]) for one in _FACTS if facts.get(one) and facts[one] != name]
    return " · ".join(text[:80] for text in filled[:3])


def columns_of(brought: Import) -> list[Column]:
    """The columns that hold something or mean something; the empty ones are left as they are."""
    reading = brought.reading
    mapping = reading.get("mapping", {})
    names = reading.get("columns", [])
    samples = reading.get("sample", [])
    found = (_column(i, name, samples, mapping) for i, name in enumerate(names))
    return [column for column in found if column.cells or column.fact]


def _column(place: int, name: str, samples: list[list[str]], mapping: Mapping[str, str]) -> Column:
    cells = [row[place].strip() for row in samples if place < len(row) and row[place].strip()]
    shown = " · ".join(cell[:60] for cell in cells[:_SAMPLES])
    return Column(place, name, shown, mapping.get(name, ""))


def mapping_of(brought: Import, form: Mapping[str, str]) -> dict[str, str]:
    """The columns as the form says them ("column-0" and so on); the others as they were."""
    names = brought.reading.get("columns", [])
    before = brought.reading.get("mapping", {})
    said = {name: form.get(f"column-{i}", before.get(name, "")) for i, name in enumerate(names)}
    return {name: fact for name, fact in said.items() if fact in TARGETS}
