"""Which migrations would keep a large table closed while a server runs: none may, from 0030 on.

`python -m tools.migrations` lists them. A table that the same migration makes is empty: all may
be done to it. Else an index is built beside the table (AddIndexConcurrently), a column comes empty
or with a constant default, a rule is added unchecked first, and nothing is renamed under running
processes.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

FIRST = 30
"""No server ran before this number."""

FOLDER = Path(__file__).parents[1] / "src" / "fifteen" / "store" / "migrations"

CLOSES = {
    "AddIndex": "builds an index while nobody may write: AddIndexConcurrently",
    "AddConstraint": "reads the whole table first: add it unchecked, then validate",
    "AlterField": "may write every row anew: a new column, filled by the worker",
    "AlterUniqueTogether": "builds an index while nobody may write",
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
        if name not in CLOSES or on.lower() in {one.lower() for one in made}:
            continue
        if name == "RunSQL" and "# opens:" in text:
            continue
        if name == "RunPython" and "atomic = False" in text:
            continue
        yield f"line {call.lineno}: {name} {on}: {CLOSES[name]}"


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
        f"{path.name} {fault}"
        for path in sorted(FOLDER.glob("[0-9]*.py"))
        if int(path.name[:4]) >= FIRST
        for fault in faults(path.read_text("utf-8"))
    ]
    print(*found, sep="\n", end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
