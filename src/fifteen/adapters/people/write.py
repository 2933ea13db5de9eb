"""Our own export: CSV that every spreadsheet opens, with formulas made harmless."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from fifteen.adapters.people.headings import MORE, STATE, TARGETS
from fifteen.method import offers
from fifteen.method.facts import Facts
from fifteen.method.folding import tidy

# The columns of an export of people; `reading.read` knows them again.
COLUMNS: tuple[str, ...] = tuple(
    label for fact, label in TARGETS.items() if fact not in ("skip", "middle", *offers.KEYS)
)

_COLUMNS_MORE = 100  # that get a heading of their own; a reader takes 200 columns in all
_HEADING = 120  # characters
_TAKEN = frozenset((*TARGETS.values(), *STATE, MORE)) - frozenset(offers.KEYS.values())

# A spreadsheet takes a cell that begins so for a formula: a stranger's name could run one.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_DEFUSED = re.compile(r"''*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def to_csv(
    rows: Iterable[Mapping[str, str]], columns: Sequence[str] = COLUMNS, bom: bool = True
) -> Iterator[str]:
    """The lines of a CSV file, headings first, each with its line end; cells are defused.

    A BOM tells spreadsheets that it is UTF-8. A column that a row lacks stays empty.
    """
    yield ("\ufeff" if bom else "") + _line(columns)
    for row in rows:
        yield _line([row.get(column, "") for column in columns])


def row_of(facts: Facts) -> dict[str, str]:
    """One person as a row for `to_csv`; what is in `extra` is added under its own headings."""
    texts = {label: getattr(facts, fact, "") for fact, label in TARGETS.items()}
    day = facts.connected_on
    texts[TARGETS["connected_on"]] = day.isoformat() if day else ""
    texts[TARGETS["tie"]] = facts.tie.kind.value
    texts[TARGETS["via"]] = facts.tie.via
    kept = {label: texts[label] for label in COLUMNS}
    return {**{k: v for k, v in facts.extra.items() if k not in kept}, **kept}


def more_columns(extras: Iterable[Mapping[str, str]]) -> tuple[str, ...]:
    """The headings, the commonest first, of what people have besides; whatever is left, and what
    would not come back as it is, is packed into one column."""
    counts = Counter(h for extra in extras for h in extra if _is_heading(h))
    return tuple(heading for heading, _ in counts.most_common(_COLUMNS_MORE))


def _is_heading(text: str) -> bool:
    fits = text not in _TAKEN and text == tidy(text, _HEADING)
    return fits and not _FORMULA.match(text)


def to_table(people: Iterable[tuple[Facts, Sequence[str]]], more: Sequence[str]) -> Iterator[str]:
    """People as the lines of a CSV file that `reading.read` gives back as they are; each with
    what stands in the columns of `headings.STATE`. `more` is what `more_columns` said."""
    own = frozenset(more)

    def row(facts: Facts, state: Sequence[str]) -> dict[str, str]:
        rest = {k: v for k, v in facts.extra.items() if k not in own}
        packed = json.dumps(rest, ensure_ascii=False) if rest else ""
        return row_of(facts) | dict(zip(STATE, state, strict=True)) | {MORE: packed}

    columns = (*COLUMNS, *STATE, *more, MORE)
    return to_csv((row(facts, state) for facts, state in people), columns)


def unpacked(cell: str) -> dict[str, str]:
    """What was packed into one column; nothing where it is no such text."""
    if not cell:
        return {}
    try:
        found = json.loads(cell)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {k: v for k, v in found.items() if isinstance(v, str)}


def defuse(cell: str) -> str:
    """The cell with an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def undefuse(cell: str) -> str:
    """The cell as it was before `defuse`."""
    return cell[1:] if _DEFUSED.match(cell) else cell


def _line(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow([defuse(cell) for cell in cells])
    return out.getvalue()
