"""The rows of a table as facts, by a mapping of its columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from fifteen.adapters.people import headings
from fifteen.adapters.people.countries import iso
from fifteen.adapters.people.dates import day_of, is_day_first
from fifteen.adapters.people.layout import Layout
from fifteen.adapters.people.opening import Opened
from fifteen.adapters.people.records import Record, records
from fifteen.adapters.people.shape import (
    CELL_SHOWN,
    FIELD,
    SAMPLE_ROWS,
    Book,
    Limits,
    Reading,
)
from fifteen.adapters.people.write import undefuse, unpacked
from fifteen.method import offers
from fifteen.method.facts import Facts, from_texts, named
from fifteen.method.folding import is_email
from fifteen.method.words import Refusal, Tie, TieKind

_DATES_LOOKED_AT = 2_000  # rows, to learn whether the day or the month comes first
_ZERO_DAYS = ("0/0/00", "00/00/00", "0.0.00", "00.00.00", "0/0/0000")  # "no date" in Outlook
_SEVERAL = " ::: "  # Google's way to put two values into one cell
_KINDS = {"mobile": "cell"} | {word: word for word in ("home", "work", "other", "main")}
_NAMES = {"name", "given", "family"}
_TIES = {kind.value: kind for kind in TieKind}


@dataclass(frozen=True, slots=True)
class _Plan:
    """Which columns give which fact, the best first, and what is kept besides."""

    of_fact: Mapping[str, tuple[int, ...]]
    extra: tuple[int, ...]
    columns: tuple[str, ...]
    day_first: bool
    own: bool
    tie: Tie
    named: bool  # whether a row without a name has none: a column may hold it that we do not know


def read_table(
    opened: Opened, layout: Layout, mapping: Mapping[str, str] | None, limits: Limits
) -> Reading | Refusal:
    """The people of a table. `mapping`, the user's own, goes before what was guessed."""
    if len(layout.columns) > limits.columns:
        return Refusal(
            f"This file has {len(layout.columns)} columns; up to {limits.columns} are read. "
            "Nothing was imported. Please remove the columns you do not need.",
            FIELD,
        )
    used = _used_mapping(layout, mapping)
    plan = _plan(opened, layout, used, limits)
    book = Book(limits)
    sample: list[tuple[str, ...]] = []
    for record in _people(opened, layout, limits):
        if len(sample) < SAMPLE_ROWS and not record.trouble:
            sample.append(tuple(c.strip()[:CELL_SHOWN] for c in record.cells[: limits.columns]))
        _read_record(record, plan, book)
        if refusal := book.too_many("rows"):
            return refusal
    return Reading(
        kind=layout.kind,
        rows=book.rows,
        columns=layout.columns,
        mapping=used,
        unreadable=tuple(book.unreadable),
        unreadable_count=book.unreadable_count,
        encoding=opened.encoding,
        delimiter=layout.dialect.delimiter,
        sample=tuple(sample),
    )


def _used_mapping(layout: Layout, own: Mapping[str, str] | None) -> dict[str, str]:
    if not own:
        return dict(layout.mapping)
    chosen = ((c, own.get(c, "")) for c in layout.columns)
    return {c: fact for c, fact in chosen if fact in headings.TARGETS}


def _plan(opened: Opened, layout: Layout, mapping: dict[str, str], limits: Limits) -> _Plan:
    own = headings.is_own(layout.columns)
    of_fact: dict[str, list[int]] = {}
    for i, column in enumerate(layout.columns):
        of_fact.setdefault(mapping.get(column, ""), []).append(i)
    for places in of_fact.values():
        places.sort(key=lambda i: headings.rank_of(layout.columns[i]))
    skipped = {*of_fact.pop("skip", [])}
    extra = [i for i in of_fact.pop("", []) if own or not headings.is_noise(layout.columns[i])]
    # The second best of a fact is kept, but for names and notes, which are put together.
    days = of_fact.get("connected_on", [])
    return _Plan(
        of_fact={fact: tuple(places) for fact, places in of_fact.items()},
        extra=tuple(i for i in extra if i not in skipped),
        columns=layout.columns,
        day_first=_day_first(opened, layout, days, limits),
        own=own,
        tie=Tie(TieKind.WEAK) if layout.kind == "linkedin" else Tie(),
        named=bool(_NAMES & of_fact.keys()) or not extra,
    )


def _day_first(opened: Opened, layout: Layout, days: Sequence[int], limits: Limits) -> bool:
    otherwise = headings.writes_day_first(layout.columns)
    if not days:
        return otherwise
    people = islice(_people(opened, layout, limits), _DATES_LOOKED_AT)
    cells = (r.cells[days[0]] for r in people if len(r.cells) > days[0])
    return is_day_first(cells, otherwise)


def _people(opened: Opened, layout: Layout, limits: Limits) -> Iterator[Record]:
    width = len(layout.columns)
    return (r for r in records(opened, layout.dialect, limits, width) if r.line >= layout.first)


def _read_record(record: Record, plan: _Plan, book: Book) -> None:
    text = ", ".join(c for c in islice(record.cells, 40) if c)
    if record.trouble:
        book.skip(record.line, record.trouble, text)
        return
    if len(record.cells) > book.limits.columns:
        book.skip(record.line, f"It has more than {book.limits.columns} columns.", text)
        return
    cells = [undefuse(c) for c in record.cells] if plan.own else record.cells
    facts = _facts(cells, plan)
    if plan.named:
        facts = named(facts)
    if facts.name:
        book.read(record.line, facts)
    else:
        book.skip(record.line, "There is no name in this row.", text)


def _facts(cells: list[str], plan: _Plan) -> Facts:
    texts: dict[str, str] = {}
    extra: dict[str, str] = {}
    width = len(cells)
    for fact, places in plan.of_fact.items():
        filled = [i for i in places if i < width and cells[i] and not cells[i].isspace()]
        if not filled:
            continue
        if fact == "note":
            texts[fact] = "\n".join(cells[i].strip() for i in filled)
            continue
        texts[fact] = _first(fact, cells, filled, plan, extra)
    for i in plan.extra:
        if i < width and cells[i] and (plan.own or cells[i].strip() not in _ZERO_DAYS):
            extra[plan.columns[i]] = cells[i]
    if plan.own:
        extra |= unpacked(extra.pop(headings.MORE, ""))
    for i in range(len(plan.columns), width):
        if cells[i]:
            extra[f"Column {i + 1}"] = cells[i]
    return _put_together(texts, extra, plan)


def _first(
    fact: str, cells: list[str], filled: list[int], plan: _Plan, extra: dict[str, str]
) -> str:
    """The first value that will do; the others are kept as extra."""
    chosen = filled[0]
    if plan.own:
        return cells[chosen]
    if fact == "email":
        chosen = next((i for i in filled if is_email(_single(cells[i]))), -1)
    elif fact == "link":
        chosen = next((i for i in filled if "linkedin.com" in cells[i].lower()), filled[0])
    for i in filled:
        if i != chosen:
            extra[plan.columns[i]] = cells[i]
    extra.update(_kind(fact, plan.columns[chosen], cells, plan) if chosen >= 0 else {})
    if chosen < 0:
        return ""
    value = _single(cells[chosen])
    if value != cells[chosen].strip():
        extra[f"{plan.columns[chosen]} (more)"] = cells[chosen].partition(_SEVERAL)[2]
    return value.removeprefix("mailto:") if fact == "email" else value


def _kind(fact: str, column: str, cells: list[str], plan: _Plan) -> Mapping[str, str]:
    """What Google says of a number or an address, in the column beside it."""
    base, of_google, _ = column.partition(" - Value")
    label = {"email": "E-mail", "phone": "Phone"}.get(fact)
    if not of_google or label is None:
        return {}
    beside = (n for n in (f"{base} - Label", f"{base} - Type") if n in plan.columns)
    at = next(map(plan.columns.index, beside), len(cells))
    text = cells[at].strip("* ") if at < len(cells) else ""
    kind = _KINDS.get(text.lower())
    return {f"{label} kind": kind} if kind else {f"{label} label": text}


def _single(cell: str) -> str:
    return cell.partition(_SEVERAL)[0].strip()


def _put_together(texts: dict[str, str], extra: dict[str, str], plan: _Plan) -> Facts:
    middle = texts.pop("middle", "")
    if not texts.get("name") and middle:
        parts = (texts.get("given", ""), middle, texts.get("family", ""))
        texts["name"] = " ".join(p for p in parts if p)
    country = texts.get("country")
    if country and not plan.own:
        texts["country"] = iso(country)
        if not texts["country"]:
            extra["Country"] = country
    kind = _TIES.get(texts.pop("tie", ""))
    via = texts.pop("via", "")
    tie = Tie(kind, via) if kind else plan.tie
    more = _with_offer(texts, extra)
    return from_texts(texts, connected_on=_connected(texts, plan), tie=tie, extra=more)


def _with_offer(texts: Mapping[str, str], extra: Mapping[str, str]) -> Mapping[str, str]:
    """What is kept besides, with what a programme's list tells (O2) under names of our own. A
    column that happens to be called so is kept beside it."""
    offer = {key: texts[name] for name, key in offers.KEYS.items() if texts.get(name)}
    if not offer:
        return extra
    return offer | {f"{key} (more)" if key in offer else key: v for key, v in extra.items()}


def _connected(texts: Mapping[str, str], plan: _Plan) -> date | None:
    return day_of(texts.get("connected_on", ""), plan.day_first)
