"""How well two rows of one person are told from two people, and how fast a whole book is looked
through: `python -m bench.duplicates [quality] [speed] [rival]`, all of them without a word."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from bench.people.book import people
from bench.people.make import Case, cases
from fifteen.method.alike.pairs import pairs
from fifteen.method.alike.score import Alike, alike
from fifteen.method.alike.traits import traits
from fifteen.method.facts import Facts, clean

PAIRS = 2_000  # of each half
BOOK, NEW = 100_000, 30_000
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


def speed() -> None:
    """Print how long a book takes, and a large file against it, and the memory at its peak."""
    start = time.perf_counter()
    sorted(facts.name.casefold() for facts in people(BOOK))
    floor = time.perf_counter() - start
    start = time.perf_counter()
    book = [traits(str(n), facts) for n, facts in enumerate(people(BOOK))]
    ready = time.perf_counter() - start
    start, work = time.perf_counter(), time.process_time()
    found = Counter(pair.alike.verdict for pair in pairs(book))
    took, work = time.perf_counter() - start, time.process_time() - work
    print(
        f"{BOOK:,} among themselves: {took:.1f} s, {work:.1f} s of this process; {dict(found)}; "
        f"with making them {(took + ready) / floor:.1f} times making and sorting them; "
        f"{_memory()} MB at most"
    )
    new = [traits(f"new {n}", facts) for n, facts in enumerate(people(NEW, seed=2))]
    start, work = time.perf_counter(), time.process_time()
    found = Counter(pair.alike.verdict for pair in pairs([*book, *new], known=len(book)))
    took, work = time.perf_counter() - start, time.process_time() - work
    print(
        f"{NEW:,} new against them: {took:.1f} s, {work:.1f} s of this process; {dict(found)}; "
        f"{_memory()} MB at most"
    )


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def rival() -> None:
    """Print how the library `dedupe` does on the same pairs, where it can be installed."""
    halves = {half: cases(half, PAIRS) for half in ("built", "closed")}
    told = {
        half: [(_plain(c.one), _plain(c.other), c.truth) for c in some if c.truth != "open"]
        for half, some in halves.items()
    }
    with tempfile.TemporaryDirectory() as folder:
        python = f"{folder}/bin/python"
        try:
            subprocess.run([sys.executable, "-m", "venv", folder], check=True, capture_output=True)
            subprocess.run(
                [python, "-m", "pip", "install", "-q", "dedupe"], check=True, capture_output=True
            )
            script = Path(__file__).parent / "people" / "rival.py"
            answer = subprocess.run(
                [python, str(script)],
                input=json.dumps(told),
                check=True,
                capture_output=True,
                text=True,
            )
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"dedupe could not be installed or run here ({type(error).__name__}).")
            return
    _print_rival(json.loads(answer.stdout), [truth for *_, truth in told["closed"]])
    start = time.perf_counter()
    answers = [compared(case) for case in halves["closed"] if case.truth != "open"]
    took = time.perf_counter() - start
    print(f"ours on the same {len(answers):,} pairs: {took:.2f} s, without training")


def _print_rival(said: dict[str, Any], truths: list[str]) -> None:
    """Recall at a precision of 0.99, at the threshold that serves it best on these very pairs."""
    ranked = sorted(zip(said["scores"], truths, strict=True), reverse=True)
    right, best = 0, 0.0
    for number, (_, truth) in enumerate(ranked, 1):
        right += truth == "same"
        if right / number >= 0.99:
            best = right / truths.count("same")
    print(
        f"dedupe, trained on the built-on half in {said['trained']:.1f} s: recall {best:.4f} at a "
        f"precision of 0.99 at best; {said['took']:.2f} s for {len(truths):,} pairs"
    )


def _plain(facts: Facts) -> dict[str, str]:
    names = ("name", "organisation", "role", "email", "phone", "link", "place", "schools")
    return {name: getattr(facts, name) for name in names}


def main(asked: list[str]) -> None:
    """Print what was asked for."""
    if not asked or "quality" in asked:
        show = "show" in asked
        quality("built on ", cases("built", PAIRS), show)
        quality("closed   ", cases("closed", PAIRS), False)
        quality("by hand  ", hard(), show)
    if not asked or "speed" in asked:
        speed()
    if not asked or "rival" in asked:
        rival()


if __name__ == "__main__":
    main(sys.argv[1:])
