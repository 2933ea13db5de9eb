"""Precision, recall and F1 for each rule on labelled letters, spans, and false stops on good ones.

    python -m bench.letters.score [FILE.jsonl or name of a part ...] [--errors]

Without a file: what the words were built on, and the part that is only reported on, where there is
one. A closed part was written by a hand that had not seen the check; its errors are never printed.
A finding is right where its span overlaps a label of its rule (a label without a quote is about
the whole letter). Several findings on one label count once; a file of which the sentence about it
is labelled instead is no error.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fifteen.doors.check import context_of, letter_of
from fifteen.method.letters.check import check
from fifteen.method.words import Finding, Letter

HERE = Path(__file__).parent
SPLITS: dict[str, tuple[str, ...]] = {
    "built on": (
        *("dev.jsonl", "build.jsonl", "opened.jsonl", "reported.jsonl"),
        *("rounds.jsonl", "fresh.jsonl", "third.jsonl", "reported2.jsonl", "reported3.jsonl"),
        *("reported4.jsonl", "reported5.jsonl", "reported6.jsonl", "reported7.jsonl"),
        *("reported8.jsonl", "reported9.jsonl", "reported10.jsonl", "rounds2.jsonl"),
    ),
    "last learned": (
        *("reported11.jsonl", "reported12.jsonl", "reported13.jsonl", "reported14.jsonl"),
        *("reported15.jsonl", "reported16.jsonl", "reported17.jsonl", "reported18.jsonl"),
        *("reported19.jsonl", "reported20.jsonl", "reported21.jsonl", "reported22.jsonl"),
        *("reported23.jsonl", "reported24.jsonl", "reported25.jsonl", "reported26.jsonl"),
        *("reported27.jsonl", "reported28.jsonl", "reported29.jsonl", "reported30.jsonl"),
        *("reported31.jsonl", "reported32.jsonl", "reported33.jsonl", "reported34.jsonl"),
        *("reported35.jsonl", "reported36.jsonl", "reported37.jsonl", "reported38.jsonl"),
        *("good17.jsonl", "good18.jsonl", "names17.jsonl", "names18.jsonl", "names25.jsonl"),
    ),
    "seen": (
        *("reported39.jsonl", "reported40.jsonl", "reported41.jsonl", "reported42.jsonl"),
        *("reported43.jsonl", "forms40.jsonl", "forms41.jsonl", "forms42.jsonl"),
        *("forms43.jsonl", "forms44.jsonl", "forms45.jsonl", "forms46.jsonl", "forms47.jsonl"),
        *("forms49.jsonl", "good31.jsonl", "reported44.jsonl", "facts50.jsonl"),
        *("names52.jsonl", "good51.jsonl", "reported45.jsonl"),
    ),
    "closed": (
        *("closed25.jsonl", "closed27.jsonl", "closed28.jsonl", "closed29.jsonl"),
        *("closed30.jsonl", "closed31.jsonl", "closed32.jsonl", "closed33.jsonl"),
        "closed35.jsonl",
    ),
}
"""Sets that were at first only reported on are open and built on now, up to `reported38`: figures
on them tell how well they were learned, no more. Those written last are told apart (`good17`,
`good18` and `good51` are good letters alone, those called `names` about names, lengths and forms,
`forms` about lengths and papers, `forms49` about the term, `facts50` about what a letter says of
its host; so are those of `closed32`). `python -m tools.sense_held` judges each with weights that
were not learned from it. What was seen is learned from for names, lengths, papers and the term, not
for what sentences are about. The closed ones were each written by another hand and never looked
into."""
CLOSED = ("closed",)


@dataclass
class Tally:
    """What was found rightly, wrongly and not, by rule; overlaps of spans; good letters."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    mixed: Counter[tuple[str, str]] = field(default_factory=Counter)  # label, found in its place
    overlaps: list[float] = field(default_factory=list)  # shared part of both spans, 0 to 1
    told: Counter[str] = field(default_factory=Counter)  # letters of a rule: rightly,
    too_much: Counter[str] = field(default_factory=Counter)  # without a label,
    too_little: Counter[str] = field(default_factory=Counter)  # and with one that was not found
    letters: int = 0
    good: int = 0
    false_stops: int = 0


def main(argv: list[str]) -> None:
    own, named = _own_splits(), [name for name in argv if not name.startswith("--")]
    splits = {name: own[name] for name in named if name in own}
    if others := tuple(Path(name) for name in named if name not in own):
        splits["these"] = others
    for name, files in (splits or own).items():
        if not files:
            print(f"{name}: no set")
            continue
        tally, errors = Tally(), "--errors" in argv and name not in CLOSED
        for path in files:
            for line in path.read_text("utf-8").splitlines():
                count(tally, json.loads(line), errors)
        report(name, tally)


def _own_splits() -> dict[str, tuple[Path, ...]]:
    return {name: tuple(HERE / file for file in files) for name, files in SPLITS.items()}


def count(tally: Tally, data: dict[str, Any], errors: bool) -> None:
    """Check one labelled letter and add it to the tally; its errors are printed where wanted."""
    letter = letter_of(data)
    findings = check(letter, context_of(data.get("context")))
    labels = data["labels"]
    trouble = judge(letter, findings, labels, tally)
    tally.letters += 1
    if not labels:
        tally.good += 1
        tally.false_stops += any(finding.level == "stop" for finding in findings)
    if trouble and errors:
        print(data["id"], *trouble, sep="\n    ")


def judge(
    letter: Letter, findings: tuple[Finding, ...], labels: list[dict[str, Any]], tally: Tally
) -> list[str]:
    """Count the findings of one letter; what went wrong, for reading."""
    trouble = []
    labels = numbered(labels)
    rules, labelled = {one.rule for one in findings}, {label["rule"] for label in labels}
    tally.told.update(rules & labelled)
    tally.too_much.update(rules - labelled)
    tally.too_little.update(labelled - rules)
    for label in labels:
        fitting = [finding for finding in findings if matches(letter, finding, label)]
        if fitting:
            tally.right[label["rule"]] += 1
            shares = [share for f in fitting if (share := overlap(letter, f, label)) is not None]
            tally.overlaps += sorted(shares)[-1:]
        else:
            tally.missed[label["rule"]] += 1
            trouble.append(f"MISSED {label['rule']}: {label.get('quote')!r}")
    for finding in findings:
        if not any(
            matches(letter, finding, label) or _spoken_of(finding, label) for label in labels
        ):
            tally.wrong[finding.rule] += 1
            for label in labels:
                if label["rule"] != finding.rule and covers(letter, finding, label):
                    tally.mixed[label["rule"], finding.rule] += 1
            trouble.append(f"WRONG {finding.rule}: {finding.quote!r}")
    return trouble


def numbered(labels: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The labels, each with the number of those before it with the same words: the second label
    of a name is of the second place in which it stands."""
    seen: Counter[tuple[Any, ...]] = Counter()
    found = []
    for label in labels:
        key = (label["rule"], label.get("field", "body"), label.get("quote"))
        found.append(label | {"before": seen[key]})
        seen[key] += 1
    return found


def _place(text: str, label: dict[str, Any]) -> int:
    """Where the words of a label begin; the last place where there are not so many."""
    start = text.find(label["quote"])
    for _ in range(label.get("before", 0)):
        start = max(start, text.find(label["quote"], start + 1))
    return start


def matches(letter: Letter, finding: Finding, label: dict[str, Any]) -> bool:
    """Whether a finding is of the label's rule and overlaps its words."""
    if finding.rule != label["rule"]:
        return False
    quote = label.get("quote")
    if not quote or finding.start == finding.end:
        return True
    if finding.field == "attachments":
        return bool(quote == finding.quote)
    start = _place(_text(letter, finding), label)
    return start >= 0 and finding.start < start + len(quote) and start < finding.end


def _spoken_of(finding: Finding, label: dict[str, Any]) -> bool:
    """Whether a file that was found hangs on a letter of which the sentence about it is labelled:
    some hands label both places, some the sentence alone; it is neither right nor wrong then."""
    return finding.field == "attachments" and finding.rule == label["rule"]


def covers(letter: Letter, finding: Finding, label: dict[str, Any]) -> bool:
    """Whether a finding of another rule stands on the label's words."""
    share = overlap(letter, finding, label)
    return share is not None and share > 0


def overlap(letter: Letter, finding: Finding, label: dict[str, Any]) -> float | None:
    """The part that a finding and a label share of what both cover; None without two spans."""
    quote = label.get("quote")
    if not quote or finding.start == finding.end or finding.field == "attachments":
        return None
    start = _place(_text(letter, finding), label)
    end = start + len(quote)
    shared = min(end, finding.end) - max(start, finding.start)
    return shared / (max(end, finding.end) - min(start, finding.start))


def _text(letter: Letter, finding: Finding) -> str:
    return letter.body if finding.field == "body" else letter.subject or ""


def report(name: str, tally: Tally) -> None:
    """Print a table of the rules and the sums below it: by labels, and by letters that have a rule
    at all (several sentences of one letter may ask, and one of them be labelled)."""
    print(f"{name}: {tally.letters} letters")
    print(f"{'rule':24}{'labels':>7}{'precision':>11}{'recall':>8}{'F1':>7}{'by letter':>15}")
    for rule in sorted(tally.right | tally.wrong | tally.missed):
        hit, extra, lost = tally.right[rule], tally.wrong[rule], tally.missed[rule]
        figures = "".join(f"{one:8.3f}" for one in shares(hit, extra, lost))
        letters = shares(tally.told[rule], tally.too_much[rule], tally.too_little[rule])
        print(f"{rule:24}{hit + lost:7}   {figures}   {letters[0]:.3f} {letters[1]:.3f}")
    for (label, found), times in sorted(tally.mixed.items()):
        print(f"confused: {label} taken for {found}, {times}")
    share = sum(tally.overlaps) / len(tally.overlaps) if tally.overlaps else 0.0
    print(f"overlap of spans, mean: {share:.3f} of {len(tally.overlaps)}")
    print(f"false stops on good letters: {tally.false_stops} of {tally.good}\n")


def shares(hit: int, extra: int, lost: int) -> tuple[float, float, float]:
    """Precision, recall and F1, 0 where there is nothing to share."""
    precision = hit / (hit + extra) if hit + extra else 0.0
    recall = hit / (hit + lost) if hit + lost else 0.0
    return precision, recall, 2 * hit / (2 * hit + extra + lost) if hit + extra + lost else 0.0


if __name__ == "__main__":
    main(sys.argv[1:])
