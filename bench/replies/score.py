"""How well answers are understood, on messages labelled for it.

    python -m bench.replies.score [FILE.jsonl ...] [--errors]

Without a file: what the words were built on, and the part that is only reported on. Printed are the
share of messages whose main class is right, whose classes all are, precision, recall and F1 of each
class, and what was found inside where a label names it.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from itertools import product
from pathlib import Path
from typing import Any

from bench._short import chosen, replies
from fifteen.doors.read import answer_of, message_of
from fifteen.method.answers import AnswerClass, read

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
        "opened11.jsonl",
        "opened12.jsonl",
        "opened13.jsonl",
        "opened14.jsonl",
        "opened15.jsonl",
    ),
    "once closed": (
        "reported.jsonl",
        "closed.txt",
        "closed2.txt",
        "closed3.txt",
        "closed4.jsonl",
        "closed5.jsonl",
        "closed6.jsonl",
        "closed8.jsonl",
        "closed9.jsonl",
    ),
    "closed": ("closed7.jsonl", "closed10.jsonl", "closed11.jsonl"),
}
CLOSED = ("closed",)
"""Never looked into: its errors are not printed either. The parts once closed are used up: they
were opened after their last score, their errors studied, and they are learned from since; but for
closed5, which nobody opened: it was scored so often that it tells little that is new; and for
closed8 and closed9, by which rules were mended while nothing was learned from them. In opened15 and
closed11 `someone-else` was added beside every `introduced`, by the reading that one includes the
other."""


def main(argv: list[str]) -> None:
    """Score the named files, or both splits."""
    for name, files in chosen(argv, HERE, SPLITS).items():
        open_to_all = not any(is_closed(path) for path in files)
        errors = "--errors" in argv and open_to_all
        report(name, [case for path in files for case in cases_of(path)], errors)


def is_closed(path: Path) -> bool:
    """Whether a file is a part that nobody who works on the readers looks into."""
    return path.name in {file for name in CLOSED for file in SPLITS[name]}


def cases_of(path: Path) -> list[dict[str, Any]]:
    """The messages of a file, in the form of the batch or in short form."""
    if path.suffix == ".txt":
        return replies(path)
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def report(name: str, cases: list[dict[str, Any]], errors: bool) -> None:
    """Print the figures of one split."""
    right, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
    mains = alls = 0
    found: Counter[tuple[str, bool]] = Counter()
    for case in cases:
        told = answer_of(read(message_of(case)))
        expect = case["expect"]
        got = {told["main"], *told["also"]}
        wanted = {expect["main"], *expect.get("also", [])}
        mains += told["main"] == expect["main"]
        alls += told["main"] == expect["main"] and got == wanted
        right.update(got & wanted)
        wrong.update(got - wanted)
        missed.update(wanted - got)
        for key, value in (expect.get("found") or {}).items():
            found[key, _same(key, value, told["found"].get(key))] += 1
        found.update(_words(expect, told))
        if errors and (told["main"] != expect["main"] or got != wanted):
            words = case.get("text") or case.get("html") or case.get("raw", "")[:400]
            print(f"{case['id']} {words!r}")
            print(f"    wants {expect['main']} {expect.get('also', [])}")
            print(f"    tells {told['main']} {told['also']}")
    total = len(cases)
    print(f"\n{name}: {total} messages")
    print(f"  main class right  {100 * mains / total:5.1f} %")
    print(f"  all classes right {100 * alls / total:5.1f} %")
    for one in AnswerClass:
        _line(one.value, right[one.value], wrong[one.value], missed[one.value])
    for key in sorted({key for key, _ in found}):
        good, bad = found[key, True], found[key, False]
        print(f"  found {key:12} {good} of {good + bad}")


def _same(key: str, wanted: Any, got: Any) -> bool:
    if key == "people":
        names = {str(one.get("email") or one.get("name", "")).lower() for one in got or []}
        names |= {str(one.get("name", "")).lower() for one in got or []}
        return all(
            str(one.get("email") or one.get("name", "")).lower() in names for one in wanted or []
        )
    if key == "times":
        return [(t["start"], t["end"]) for t in got or []] == [
            (t["start"], t["end"]) for t in wanted
        ]
    if key == "phone":
        return _digits(wanted) == _digits(got)
    return bool(wanted == got) or (not wanted and not got)


def _words(expect: dict[str, Any], told: dict[str, Any]) -> list[tuple[str, bool]]:
    """Whether the reply was cut right, and of each class whether its words were shown."""
    verdicts = []
    if "reply" in expect:
        got, whole = told["reply"].split(), expect["reply"].split()
        closing = len(whole) - len(got)
        right = got == whole or (bool(got) and whole[: len(got)] == got and closing <= _CLOSING)
        verdicts.append(("reply", right))
    met = {span["class"]: False for span in expect.get("spans", [])}
    for span, one in product(expect.get("spans", []), told["spans"]):
        if span["class"] == one["class"]:
            met[span["class"]] |= one["start"] < span["end"] and span["start"] < one["end"]
    return verdicts + [("spans", one) for one in met.values()]


_CLOSING = 8  # words of closing and name, which may be left out


def _digits(text: Any) -> str:
    return "".join(c for c in str(text or "") if c.isdigit())


def _line(name: str, right: int, wrong: int, missed: int) -> None:
    if not right + wrong + missed:
        return
    precision = right / (right + wrong) if right + wrong else 0.0
    recall = right / (right + missed) if right + missed else 0.0
    both = precision + recall
    f1 = 2 * precision * recall / both if both else 0.0
    print(f"  {name:13} P {precision:.2f}  R {recall:.2f}  F1 {f1:.2f}  of {right + missed}")


if __name__ == "__main__":
    main(sys.argv[1:])
