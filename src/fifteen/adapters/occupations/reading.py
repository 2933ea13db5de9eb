"""The text files of O*NET -> occupations with lines for the first half of the slots.

Files are tab separated, UTF-8, with headings. Only “Occupation Data” must be there; of the others
whichever are. Numbers are means over people asked: importance 1 to 5, context 1 to 5.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from fifteen.adapters.occupations.opening import FIELD, Files, Limits, open_files
from fifteen.method.occupations import Occupation
from fifteen.method.words import Refusal, Slot

MOST_OCCUPATIONS = 5_000
LONGEST_LINE, LONGEST_TITLE, LONGEST_TEXT = 400, 200, 2_000  # characters
MOST_TITLES = 40  # other titles kept of each occupation

_CODE = "O*NET-SOC Code"
_NEEDED: Mapping[str, tuple[str, ...]] = {
    "occupation data": (_CODE, "Title", "Description"),
    "alternate titles": (_CODE, "Alternate Title"),
    "task statements": (_CODE, "Task"),
    "work activities": (_CODE, "Element Name", "Scale ID", "Data Value"),
    "work context": (_CODE, "Element ID", "Element Name", "Scale ID", "Data Value"),
    "skills": (_CODE, "Element Name", "Scale ID", "Data Value"),
    "technology skills": (_CODE, "Example"),
    "job zones": (_CODE, "Job Zone"),
    "job zone reference": ("Job Zone", "Education"),
}
"""The files that are read, and the columns each must have."""

_BASE = "occupation data"
_SUPPRESS = "Recommend Suppress"  # O*NET itself advises against showing such a value
_INTERPERSONAL, _SETTING, _STRUCTURE = "4.C.1", "4.C.2.a.1", "4.C.3"  # elements of work context
_OFTEN = 3.5  # of five, from which something of the context is worth a line
_TASKS, _ACTIVITIES, _SKILLS, _TOOLS, _CONTEXT, _SETTINGS = 8, 6, 6, 6, 4, 2  # lines of each


@dataclass(frozen=True, slots=True)
class Found:
    """What a download held; `missing` are files that would have told more."""

    occupations: tuple[Occupation, ...]
    version: str
    missing: tuple[str, ...]


Row = Mapping[str, str]


class _Unreadable(Exception):
    """A file that is not as it should be, in words for the user."""


def read(uploads: Iterable[tuple[str, bytes]], limits: Limits | None = None) -> Found | Refusal:
    """All occupations of a download: one zip, or text files brought together."""
    files = open_files(uploads, _NEEDED, limits or Limits())
    if isinstance(files, Refusal):
        return files
    if _BASE not in files.texts:
        return Refusal(
            "“Occupation Data.txt” is missing, and without it the others have no names. Nothing "
            "was changed. Bring the whole zip, or that file together with the others.",
            FIELD,
        )
    try:
        occupations = _occupations(files)
    except _Unreadable as why:
        return Refusal(f"{why} Nothing was changed.", FIELD)
    if not occupations:
        return Refusal("“Occupation Data.txt” has no occupation in it. Nothing was changed.", FIELD)
    missing = tuple(_titled(name) for name in _NEEDED if name not in files.texts)
    return Found(occupations, files.version, missing)


def _occupations(files: Files) -> tuple[Occupation, ...]:
    also = _grouped(files, "alternate titles", lambda r: r["Alternate Title"])
    facts = _facts(files)
    found: dict[str, Occupation] = {}
    for row in _rows(files, _BASE):
        code = row[_CODE][:16]
        if not code or not row["Title"]:
            continue
        if len(found) >= MOST_OCCUPATIONS:
            raise _Unreadable(f"There are more than {MOST_OCCUPATIONS:,} occupations in it.")
        mine = {slot: lines[code] for slot, lines in facts.items() if lines.get(code)}
        titles = tuple(dict.fromkeys(t[:LONGEST_TITLE] for t in also.get(code, ())))
        description = row["Description"][:LONGEST_TEXT]
        found[code] = Occupation(
            code, row["Title"][:LONGEST_TITLE], description, titles[:MOST_TITLES], mine
        )
    return tuple(found.values())


def _facts(files: Files) -> dict[str, dict[str, list[str]]]:
    """Lines by slot and code."""
    hours, places = _context(files)
    return {
        Slot.TASKS: _tasks(files),
        Slot.ACTIVITIES: _best(files, "work activities", _ACTIVITIES),
        Slot.HOURS: hours,
        Slot.SKILLS: _joined(_best(files, "skills", _SKILLS), _tools(files)),
        Slot.GETTING_IN: _zones(files),
        Slot.PEOPLE_PLACES: places,
    }


def _tasks(files: Files) -> dict[str, list[str]]:
    """The tasks, those first that are the core of the work."""
    found: dict[str, list[tuple[bool, str]]] = defaultdict(list)
    for row in _rows(files, "task statements"):
        core = row.get("Task Type", "").casefold() == "core"
        found[row[_CODE]].append((not core, row["Task"][:LONGEST_LINE]))
    return {
        code: [t for _, t in sorted(lines, key=lambda x: x[0])[:_TASKS]]
        for code, lines in found.items()
    }


def _best(files: Files, name: str, most: int) -> dict[str, list[str]]:
    """What is most important, by the mean of those asked (scale IM)."""
    found: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for row in _rows(files, name):
        value = _value(row)
        if row["Scale ID"] == "IM" and value is not None:
            found[row[_CODE]].append((-value, row["Element Name"][:LONGEST_LINE]))
    return {code: [n for _, n in sorted(lines)[:most]] for code, lines in found.items()}


def _tools(files: Files) -> dict[str, list[str]]:
    """Programs and tools, those first that many advertisements ask for."""
    found: dict[str, list[tuple[bool, str]]] = defaultdict(list)
    for row in _rows(files, "technology skills"):
        hot = row.get("Hot Technology", "").casefold() in ("y", "yes")
        found[row[_CODE]].append((not hot, row["Example"][:LONGEST_TITLE]))
    return {
        code: ["Tools: " + ", ".join(dict.fromkeys(n for _, n in sorted(lines)[:_TOOLS])) + "."]
        for code, lines in found.items()
    }


def _zones(files: Files) -> dict[str, list[str]]:
    words = {
        r["Job Zone"]: r["Education"][:LONGEST_LINE] for r in _rows(files, "job zone reference")
    }
    return {
        row[_CODE]: [
            f"Preparation: {row['Job Zone']} of 5. {words.get(row['Job Zone'], '')}".strip()
        ]
        for row in _rows(files, "job zones")
    }


def _context(files: Files) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """What the work puts one under, and whom and where one works with."""
    kinds = ((_STRUCTURE, _CONTEXT), (_INTERPERSONAL, _CONTEXT), (_SETTING, _SETTINGS))
    found: dict[str, dict[str, list[tuple[float, str]]]] = {
        kind: defaultdict(list) for kind, _ in kinds
    }
    weeks: dict[str, list[str]] = {}
    for row in _rows(files, "work context"):
        value = _value(row)
        if value is None:
            continue
        if row["Scale ID"] == "CT" and "week" in row["Element Name"].casefold():
            weeks[row[_CODE]] = [_week(value)]
        kind = next((k for k, _ in kinds if _within(row["Element ID"], k)), None)
        if row["Scale ID"] == "CX" and kind and value >= _OFTEN:
            line = f"{row['Element Name'][:LONGEST_LINE]}: {value:.1f} of 5"
            found[kind][row[_CODE]].append((-value, line))
    best = {
        kind: {code: [n for _, n in sorted(lines)[:most]] for code, lines in found[kind].items()}
        for kind, most in kinds
    }
    return _joined(weeks, best[_STRUCTURE]), _joined(best[_INTERPERSONAL], best[_SETTING])


def _within(element: str, kind: str) -> bool:
    return element == kind or element.startswith(f"{kind}.")


def _week(value: float) -> str:
    """O*NET's scale: 1 less than 40 hours, 2 forty, 3 more."""
    if value >= 2.5:
        return "Most work more than 40 hours a week."
    return "Most work about 40 hours a week." if value >= 1.5 else "Most work less than 40 hours."


def _value(row: Row) -> float | None:
    if row.get(_SUPPRESS, "").upper() == "Y":
        return None
    try:
        value = float(row["Data Value"])
    except ValueError:
        return None
    return value if 0 <= value <= 100 else None


def _joined(one: Mapping[str, list[str]], other: Mapping[str, list[str]]) -> dict[str, list[str]]:
    return {c: [*one.get(c, ()), *other.get(c, ())] for c in one.keys() | other.keys()}


def _grouped(files: Files, name: str, line: Callable[[Row], str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in _rows(files, name):
        if text := line(row):
            found[row[_CODE]].append(text)
    return found


def _rows(files: Files, name: str) -> Iterator[Row]:
    """The rows of a file by their headings; none where the file is not there."""
    data = files.texts.get(name)
    if data is None:
        return
    title = _titled(name)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data[:4_096]:
        raise _Unreadable(f"“{title}” is not in UTF-8, as O*NET’s own files are.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _Unreadable(
            f"“{title}” is not in UTF-8, as O*NET’s own files are. It may have been saved by "
            "another program; please download it once more."
        ) from None
    lines = text.splitlines()
    heads = [h.strip() for h in lines[0].split("\t")] if lines else []
    lacking = [c for c in _NEEDED[name] if c not in heads]
    if lacking:
        raise _Unreadable(
            f"“{title}” has no column “{lacking[0]}”. Fifteen reads the text files of O*NET 13 and "
            "newer, with tabs between the columns."
        )
    for row in lines[1:]:
        cells = [" ".join(cell.split()) for cell in row.split("\t")]
        if len(cells) >= len(heads):
            yield dict(zip(heads, cells, strict=False))


def _titled(name: str) -> str:
    return f"{name.title()}.txt"
