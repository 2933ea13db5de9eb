"""The time of one check of a 150-word letter, as a ratio to a bare pass over its words.

python bench/letters_speed.py
"""

from __future__ import annotations

import re
from time import perf_counter

from fifteen.method.letters.check import check
from fifteen.method.words import Letter, LetterContext, LetterKind, Tie, TieKind

ROUNDS = 300
PARAGRAPH = (
    "I read your article on flood maps in the Delta magazine, and have wanted to ask you about it "
    "ever since. I teach geography in Bonn, and after nine years I am trying to find out whether "
    "hydrology is work that would suit me. Priya Nair, with whom you studied in Delft, thought "
    "that you might not mind a question or two. "
)
BODY = (
    f"Dear Ms Vega,\n\n{PARAGRAPH}\n\nCould we talk for fifteen minutes, by phone or over a coffee "
    "near your office, about how you moved from teaching to Arup and what the days are like now? I "
    "would also like to hear which courses were worth the trouble. To be plain, I am not asking "
    "for a job or for an introduction to anybody who has one to give; I have work that I like, and "
    "want to understand yours. If this month does not suit you, I understand that very well, and "
    "wish you a dry spring.\n\nKind regards,\nAna Lopez\nBonn, 0123 456\n"
)


def main() -> None:
    letter = Letter(LetterKind.REQUEST, BODY, "Your article on flood maps")
    context = LetterContext(
        host_name="Elena Vega",
        host_organisation="Arup",
        tie=Tie(TieKind.REFERRED, "Priya Nair"),
        seeker_name="Ana Lopez",
    )
    findings = check(letter, context)  # reads and compiles the words, once
    checked = best(lambda: check(letter, context))
    bare = best(lambda: re.findall(r"\w+", BODY))
    print(f"{len(BODY.split())} words, {len(findings)} findings")
    print(
        f"check {checked * 1e3:.2f} ms, bare pass {bare * 1e6:.0f} us, ratio {checked / bare:.0f}"
    )


def best(run: object) -> float:
    """The fastest of many rounds, in seconds: the one least disturbed."""
    assert callable(run)
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        run()
        times.append(perf_counter() - start)
    return min(times)


if __name__ == "__main__":
    main()
