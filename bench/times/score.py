"""How well times in words are understood, on sayings labelled for it.

    python -m bench.times.score [FILE.jsonl ...] [--errors]

Without a file: what the words were built on, and the part that is only reported on. A saying is
right where all its times are, each with its kind, or where a question was to be asked back and one
is. It is wrong where a time was read that was not meant. Asked without need is neither.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bench._short import chosen, sayings
from fifteen.doors.times import asked_of
from fifteen.method.times import Asked, Understood, read

HERE = Path(__file__).parent
SPLITS = {
    "built on": (
        "build.jsonl",
        "opened.jsonl",
        "more.txt",
        "opened2.txt",
        "opened3.txt",
        "opened4.txt",
        "opened5.txt",
        "opened6.txt",
        "opened7.txt",
        "opened8.txt",
        "opened9.txt",
        "opened10.txt",
        "opened11.txt",
        "opened12.txt",
        "opened13.txt",
        "opened14.txt",
        "opened15.txt",
        "opened16.jsonl",
        "opened17.jsonl",
        "beside.txt",
        "opened19.txt",
        "opened20.jsonl",
        "opened21.jsonl",
        "opened22.txt",
    ),
    "once closed": (
        "reported.jsonl",
        "closed.txt",
        "closed3.txt",
        "closed4.jsonl",
        "closed5.jsonl",
        "closed6.jsonl",
        "closed8.jsonl",
        "closed9.jsonl",
    ),
    "closed": ("closed7.jsonl", "closed10.jsonl"),
}
CLOSED = ("closed",)
"""Never looked into: its errors are not printed either. The parts once closed are used up: they
were opened after their last score and their errors studied."""

Told = set[tuple[str, datetime, datetime]]


def main(argv: list[str]) -> None:
    """Score the named files, or both splits."""
    for name, files in chosen(argv, HERE, SPLITS).items():
        open_to_all = not any(is_closed(path) for path in files)
        errors = "--errors" in argv and open_to_all
        report(name, [case for path in files for case in cases_of(path)], errors)


def is_closed(path: Path) -> bool:
    """Whether a file is a part that nobody who works on the reader looks into."""
    return path.name in {file for name in CLOSED for file in SPLITS[name]}


def cases_of(path: Path) -> list[dict[str, Any]]:
    """The sayings of a file, in the form of the batch or in short form."""
    if path.suffix == ".txt":
        return sayings(path)
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def report(name: str, cases: list[dict[str, Any]], errors: bool) -> None:
    """Print how many are right, asked without need, and wrong; by language too."""
    verdicts: Counter[tuple[str, str]] = Counter()
    for case in cases:
        asked = asked_of(case)
        told = read(asked)
        verdict = judged(asked, told, case["expect"])
        verdicts[asked.language, verdict] += 1
        if errors and verdict != "right":
            print(f"{verdict}: {case['id']} {case['text']!r}\n    wants {case['expect']}")
            print(f"    tells {shown(asked, told)} {told.ask or ''}")
    total = len(cases)
    if not total:
        return
    print(f"\n{name}: {total} sayings")
    for language in sorted({language for language, _ in verdicts}):
        of = sum(n for (one, _), n in verdicts.items() if one == language)
        told_of = ", ".join(
            f"{verdict} {100 * verdicts[language, verdict] / of:.1f} %"
            for verdict in ("right", "asked", "missed", "wrong")
        )
        print(f"  {language}: {of:4} sayings, {told_of}")
    for verdict in ("right", "asked", "missed", "wrong"):
        count = sum(n for (_, one), n in verdicts.items() if one == verdict)
        print(f"  {verdict:7} {count:4}  {100 * count / total:5.1f} %")


def judged(asked: Asked, told: Understood, expect: dict[str, Any]) -> str:
    """right; asked (back without need); missed (fewer times than meant); wrong."""
    got = {(t.kind.value, t.span.start, t.span.end) for t in told.times}
    wanted = wanted_of(asked, expect)
    if expect.get("ask"):
        return "right" if told.ask else "wrong"
    if got == wanted and not told.ask:
        return "right"
    if told.ask:
        return "asked"
    return "missed" if got < wanted else "wrong"


def wanted_of(asked: Asked, expect: dict[str, Any]) -> Told:
    """The times that were meant: labels are in the host's zone or in UTC, or name an offer."""
    wanted: Told = set()
    for kind, *rest in expect.get("times", []):
        if kind == "offered" and len(rest) == 1:
            span = asked.offered[int(rest[0]) - 1]
            wanted.add((kind, span.start, span.end))
        else:
            start, end = (_moment(one, asked) for one in rest)
            wanted.add((kind, start, end))
    return wanted


def _moment(text: str, asked: Asked) -> datetime:
    zone = ZoneInfo(asked.host_zone) if asked.host_zone else asked.written.tzinfo
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


def shown(asked: Asked, told: Understood) -> list[list[str]]:
    """What was understood, as labels write it."""
    zone = ZoneInfo(asked.host_zone) if asked.host_zone else asked.written.tzinfo
    return [
        [
            t.kind.value,
            *(f"{m.astimezone(zone):%Y-%m-%dT%H:%M}" for m in (t.span.start, t.span.end)),
        ]
        for t in told.times
    ]


if __name__ == "__main__":
    main(sys.argv[1:])
