"""docs/letters.md, made from the rules and docs/letters.toml: `python -m tools.letters_page`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fifteen.method.letters.check import RULES, check
from fifteen.method.words import Debrief, Letter, LetterContext, LetterKind, Tie, TieKind

DOCS = Path(__file__).parents[1] / "docs"
EXAMPLES: dict[str, Any] = tomllib.loads((DOCS / "letters.toml").read_text("utf-8"))

_HEAD = """# The check of a letter

Made by `python -m tools.letters_page` from the rules and `letters.toml`; a test compares them.
A `stop` means that the letter is not ready; it can be overruled knowingly, in words. An `advise`
is advice. Every finding has the exact words, the reason, and its row of [the method](method.md).
From the command line it is `fifteen check` ([commands](commands.md)); in Python:

    from fifteen.method.letters import check

"""


@dataclass(frozen=True)
class Example:
    """A letter with its surroundings, and the words of it that the page shows."""

    letter: Letter
    context: LetterContext
    shown: str


def example(rule: str, word: str) -> Example:
    """The bad or good example of a rule, in a letter that is otherwise in order."""
    told: dict[str, Any] = EXAMPLES["rules"][rule]
    frame = EXAMPLES["frame"]
    thanks = rule in _THANKS
    kind = LetterKind(told.get("kind", "thanks-met" if thanks else "request"))
    text = told.get(word, "")
    if f"{word}_times" in told:
        sentence, times = told[f"{word}_times"]
        text = sentence * times
    ask = told.get(f"ask_{word}", frame["ask"])
    thank = told.get(f"thanks_{word}", frame["thank"])
    filled = frame["thanks" if thanks else "request"]
    body = told.get(f"whole_{word}") or filled.format(text=text, ask=ask, thanks=thank).strip()
    subject = told.get(f"subject_{word}", "Your gallery, and a question")
    keys = (f"whole_{word}", f"ask_{word}", f"thanks_{word}", f"subject_{word}", word)
    said = [str(told[key]) for key in keys if told.get(key)]
    hours = f"{told.get(f'hours_{word}')} hours after the talk"
    shown = said[0] if said else text.strip() or hours
    return Example(Letter(kind, body, subject), _context(told, word), shown)


_THANKS = {
    *("no-thanks", "nothing-specific", "new-ask", "promise-forgotten"),
    *("not-to-be-remembered", "purpose-not-restated", "late"),
}


def _context(told: dict[str, Any], word: str) -> LetterContext:
    kind, via = told.get("tie", ("none", ""))
    promises = (told["promise"],) if "promise" in told else ()
    return LetterContext(
        host_name="Ana Ruiz",
        host_role="Exhibition developer",
        host_organisation="Harbour Science Museum",
        tie=Tie(TieKind(kind), via),
        seeker_name="Mira Halonen",
        debrief=Debrief(
            heard=("cardboard comes first, always",),
            my_promises=promises,
            hours_since=float(told.get(f"hours_{word}", 3)),
        ),
    )


def page() -> str:
    """The whole page."""
    parts = [_HEAD]
    for line in RULES:
        bad, good = example(line.rule, "bad"), example(line.rule, "good")
        found = next(f for f in check(bad.letter, bad.context) if f.rule == line.rule)
        kinds = ", ".join(sorted(line.kinds)) if len(line.kinds) < 13 else "every letter"
        parts.append(
            f"## {line.rule}\n\n"
            f"{line.label}. {EXAMPLES['rules'][line.rule]['why']}\n\n"
            "| level | row | letters |\n|---|---|---|\n"
            f"| `{found.level}` | {line.row} | {kinds} |\n\n"
            f"- Not so: {_quoted(bad.shown)}\n- Rather: {_quoted(good.shown)}\n\n"
        )
    return "".join(parts).rstrip() + "\n"


def _quoted(text: str) -> str:
    short = text if len(text) < 240 else f"{text[:120].rstrip()} … (and so on)"
    line = " / ".join(part for part in short.split("\n") if part)
    return f"“{line.replace('“', '‘').replace('”', '’')}”"


if __name__ == "__main__":
    (DOCS / "letters.md").write_text(page(), "utf-8")
