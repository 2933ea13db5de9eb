"""How a table is laid out: its delimiter, where its headings are, what its columns are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fifteen.adapters.people import headings
from fifteen.adapters.people.dates import day_of
from fifteen.adapters.people.opening import Opened
from fifteen.adapters.people.records import DELIMITERS, Dialect, Record, head
from fifteen.adapters.people.shape import BookKind, Limits
from fifteen.method.folding import is_email, tidy

HEAD_RECORDS = 60  # headings are looked for here; preambles have up to five lines
_MOST = 0.8  # of the filled cells of a column, to tell what it holds
_HEADING_LIMIT = 120  # characters
_LINKEDIN = "linkedin.com/"


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the table begins and what its columns are. `first` is the line of the first person."""

    dialect: Dialect
    kind: BookKind
    columns: tuple[str, ...]
    mapping: dict[str, str]
    first: int
    recognised: bool  # by headings or by what the columns hold


def layout_of(opened: Opened, limits: Limits) -> Layout | None:
    """The layout that fits best, None where the text is no table. Raises TooLongError."""
    dialects = [Dialect(d) for d in DELIMITERS] + [Dialect(d, wrapped=True) for d in DELIMITERS]
    heads = [(d, head(opened, d, limits, HEAD_RECORDS)) for d in dialects]
    scored = [(headings.score(r.cells), d, h, r) for d, h in heads for r in h]
    best = max(scored, key=lambda found: found[0], default=None)  # the first of equals
    if best and best[0]:
        _, dialect, _, record = best
        return _with_headings(dialect, record)
    for dialect, records in heads:
        layout = _linkedin_without_headings(dialect, records)
        if layout:
            return layout
    return _unknown(heads)


def _with_headings(dialect: Dialect, record: Record) -> Layout:
    columns = names_of(record.cells)
    mapping = headings.best_guess(columns)
    kind = headings.kind_of(columns, mapping)
    return Layout(dialect, kind, columns, mapping, record.line + 1, recognised=True)


def names_of(cells: Sequence[str], width: int = 0) -> tuple[str, ...]:
    """Names for columns, `width` of them at least: unlike each other, never empty."""
    names: list[str] = []
    seen: Counter[str] = Counter()
    for number, cell in enumerate(_without_empty_end(cells), 1):
        name = tidy(cell, _HEADING_LIMIT) or f"Column {number}"
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    names += [f"Column {i + 1}" for i in range(len(names), width)]
    return tuple(names)


def _without_empty_end(cells: Sequence[str]) -> Sequence[str]:
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return cells[:end]


def _linkedin_without_headings(dialect: Dialect, records: list[Record]) -> Layout | None:
    """The order of LinkedIn, where a column of its links and one of dates can be told."""
    width, rows = _table(records)
    if width < 4:
        return None
    links = _column(rows, width, lambda c: _LINKEDIN in c.lower())
    days = _column(rows, width, lambda c: day_of(c) is not None)
    if links < 2 or days < 2:
        return None
    mapping = {0: "given", 1: "family", links: "link", days: "connected_on"}
    rest = [i for i in range(2, width) if i not in mapping]
    mails = _column(rows, width, is_email)
    if mails in rest:
        mapping[mails] = "email"
        rest.remove(mails)
    elif len(rest) > 2:
        mapping[rest.pop(0)] = "email"  # hardly anybody shows it: the column may be empty
    mapping |= dict(zip(rest, ("organisation", "role"), strict=False))
    columns = names_of([], width)
    named = {columns[i]: fact for i, fact in sorted(mapping.items())}
    first = next(r.line for r in records if len(r.cells) == width)
    return Layout(dialect, "linkedin", columns, named, first, recognised=True)


def _unknown(heads: list[tuple[Dialect, list[Record]]]) -> Layout | None:
    """A table whose headings say nothing to us: its columns, with what their cells tell."""
    best: tuple[int, Dialect, list[Record]] | None = None
    for dialect, records in heads:
        width, rows = _table(records)
        if (
            width > 1
            and len(rows) > 1
            and (best is None or width > best[0])
            and not dialect.wrapped
        ):
            best = (width, dialect, records)
    if best is None:
        return None
    width, dialect, records = best
    table = [r for r in records if len(r.cells) == width]
    has_headings = not any(_is_value(c) for c in table[0].cells)
    cells = table[0].cells if has_headings else []
    columns = names_of(cells, width)
    rows = [r.cells for r in table[has_headings:]]
    mapping = headings.best_guess(columns)
    for fact, fits in (("email", is_email), ("link", lambda c: _LINKEDIN in c.lower())):
        found = _column(rows, width, fits)
        if found >= 0 and fact not in mapping.values():
            mapping[columns[found]] = fact
    return Layout(dialect, "csv", columns, mapping, table[0].line + has_headings, recognised=False)


def _table(records: list[Record]) -> tuple[int, list[list[str]]]:
    """The commonest width, and the rows of that width."""
    widths = Counter(len(r.cells) for r in records)
    if not widths:
        return 0, []
    width = max(widths, key=lambda w: (widths[w], w))
    return width, [r.cells for r in records if len(r.cells) == width]


def _column(rows: list[list[str]], width: int, fits: Callable[[str], bool]) -> int:
    """The first column most of whose filled cells fit, -1 where there is none."""
    for i in range(width):
        filled = [r[i] for r in rows if r[i].strip()]
        if filled and sum(fits(c) for c in filled) >= _MOST * len(filled):
            return i
    return -1


def _is_value(cell: str) -> bool:
    """Whether a cell is somebody's datum and no heading."""
    return is_email(cell) or "://" in cell or _LINKEDIN in cell.lower() or cell.strip().isdigit()
