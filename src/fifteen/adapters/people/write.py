"""Our own export: CSV that every spreadsheet opens, with formulas made harmless."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from fifteen.adapters.people.headings import TARGETS
from fifteen.method import offers
from fifteen.method.facts import Facts

# The columns of an export of people; `reading.read` knows them again.
COLUMNS: tuple[str, ...] = tuple(
    label for fact, label in TARGETS.items() if fact not in ("skip", "middle", *offers.KEYS)
)

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
