"""How well two rows of one person are told from two people, and how fast a whole book is looked
through: `python -m bench.duplicates [quality] [speed] [rival]`, all of them without a word."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from bench.people.make import Case, cases
from fifteen.method.alike.score import Alike, alike
from fifteen.method.alike.traits import traits
from fifteen.method.facts import clean

PAIRS = 2_000  # of each half
_HARD = Path(__file__).parent / "people" / "hard.txt"
_SHORT = {"mail": "email", "at": "organisation", "tel": "phone", "as": "role", "in": "place"}


def hard() -> list[Case]:
    """The hand-written cases."""
    found = []
    for line in _HARD.read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            truth, one, other = (part.strip() for part in line.split("|"))
            found.append(Case(_facts(one), _facts(other), truth, "by hand"))  # type: ignore[arg-type]
    return found


def _facts(text: str):  # type: ignore[no-untyped-def]
    name, *others = (part.strip() for part in text.split(";"))
    told = dict(part.split(" ", 1) for part in others)
    return clean(name=name, **{_SHORT.get(k, k): v for k, v in told.items()})


def compared(case: Case) -> Alike:
    """The pair as the product sees it."""
    return alike(traits("one", case.one), traits("other", case.other))


def quality(name: str, found: list[Case], show: bool) -> None:
    """Print precision and recall of "surely", and where the others stand."""
    counts: Counter[tuple[str, str]] = Counter()
    for case in found:
        answer = compared(case)
        counts[case.truth, answer.verdict] += 1
        right = {"same": ("surely",), "open": ("surely", "perhaps"), "other": ("perhaps", "no")}
        if show and answer.verdict not in right[case.truth]:
            print(f"  {case.truth:5} {answer.verdict:7} {answer.points:4} {case.how}")
            print(f"     {_line(case.one)}\n     {_line(case.other)}\n     {answer.sentence}")
    surely = counts["same", "surely"] + counts["open", "surely"]
    claimed = surely + counts["other", "surely"]
    same = sum(counts["same", v] for v in ("surely", "perhaps", "no"))
    kept = counts["same", "surely"] + counts["same", "perhaps"]
    open_ = sum(counts["open", v] for v in ("surely", "perhaps", "no"))
    offered = open_ - counts["open", "no"]
    print(
        f"{name}: {len(found):,} pairs. Surely: precision {surely / max(1, claimed):.4f}, recall "
        f"{counts['same', 'surely'] / max(1, same):.4f}; surely or perhaps "
        f"{kept / max(1, same):.4f}; of {open_} open ones offered {offered / max(1, open_):.4f}"
    )


def _line(facts: object) -> str:
    names = ("name", "organisation", "role", "email", "phone", "link", "place", "schools")
    return "; ".join(str(v) for n in names if (v := getattr(facts, n)))


def main(asked: list[str]) -> None:
    """Print what was asked for."""
    if not asked or "quality" in asked:
        show = "show" in asked
        quality("built on ", cases("built", PAIRS), show)
        quality("closed   ", cases("closed", PAIRS), False)
        quality("by hand  ", hard(), show)


if __name__ == "__main__":
    main(sys.argv[1:])
