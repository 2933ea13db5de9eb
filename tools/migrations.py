"""Which migrations would keep a large table closed while a server runs: none of `FIRST` on may.

`python -m tools.migrations` lists them. A table that the same migration makes is empty: all may
be done to it. Else an index is built beside the table (AddIndexConcurrently), a column comes empty
or with a default that the database knows and without an index of its own, a rule is added unchecked
first, and nothing is renamed or taken away under running processes.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

FIRST = {"store": 29, "server": 5}
"""In each folder, the first that a running server may meet."""

SOURCE = Path(__file__).parents[1] / "src" / "fifteen"

CLOSES = {
    "AddIndex": "builds an index while nobody may write: AddIndexConcurrently",
    "AddConstraint": "reads the whole table first: add it unchecked, then validate",
    "AlterField": "may write every row anew: a new column, filled by the worker",
    "AlterUniqueTogether": "builds an index while nobody may write",
    "RemoveField": "breaks the processes that still run the version before",
    "RenameField": "breaks the processes that still run the version before",
    "RenameModel": "breaks the processes that still run the version before",
    "DeleteModel": "breaks the processes that still run the version before",
    "RunPython": "may take long in one transaction: a job of the worker, or atomic = False",
    "RunSQL": "says nothing about what it closes: name it harmless in a comment “# opens: ...”",
}


def faults(text: str) -> Iterator[str]:
    """What a migration's source does that closes a table, a line each."""
    tree = ast.parse(text)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    made = {_told(call, "name") for call in calls if _name(call) == "CreateModel"}
    for call in calls:
        name = _name(call)
        on = _told(call, "model_name") or _told(call, "name")
        if on.lower() in {one.lower() for one in made}:
            continue
        if name == "AddField" and (why := _column(call)):
            yield f"line {call.lineno}: AddField {on}: {why}"
        if name not in CLOSES:
            continue
        if name == "RunSQL" and "# opens:" in text:
            continue
        if name == "RunPython" and "atomic = False" in text:
            continue
        yield f"line {call.lineno}: {name} {on}: {CLOSES[name]}"


def _column(call: ast.Call) -> str:
    """What is wrong with a column that is added; "" where it comes at once and breaks nothing."""
    field = next((k.value for k in call.keywords if k.arg == "field"), None)
    if not isinstance(field, ast.Call):
        return ""
    said = {k.arg: k.value for k in field.keywords}
    indexed = _true(said.get("unique")) or _true(said.get("db_index"))
    if _name(field) in POINTS and not _false(said.get("db_index")):
        indexed = True
    if indexed:
        return "builds an index while nobody may write: db_index=False, AddIndexConcurrently after"
    if not _true(said.get("null")) and "db_default" not in said:
        return "the version before would not fill it: null=True, or a db_default"
    return ""


POINTS = frozenset(("ForeignKey", "OneToOneField", "SlugField"))
"""Fields with an index of their own, unless they are told not to."""


def _true(value: ast.expr | None) -> bool:
    return isinstance(value, ast.Constant) and value.value is True


def _false(value: ast.expr | None) -> bool:
    return isinstance(value, ast.Constant) and value.value is False


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _told(call: ast.Call, what: str) -> str:
    for keyword in call.keywords:
        if keyword.arg == what and isinstance(keyword.value, ast.Constant):
            return str(keyword.value.value)
    return ""


def main() -> int:
    """Print every fault; 1 where there is one."""
    found = [
        f"{folder}/{path.name} {fault}"
        for folder, first in FIRST.items()
        for path in sorted((SOURCE / folder / "migrations").glob("[0-9]*.py"))
        if int(path.name[:4]) >= first
        for fault in faults(path.read_text("utf-8"))
    ]
    print(*found, sep="\n", end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
