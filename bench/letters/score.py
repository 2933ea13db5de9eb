"""Precision, recall and F1 for each rule on a labelled set, and false stops on good letters.

    python bench/letters/score.py [FILE.jsonl] [--errors]

A finding is right where its span overlaps a label of its rule (a label without a quote is about
the whole letter). Several findings on one label count once.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from fifteen.doors.check import context_of, letter_of
from fifteen.method.letters.check import check
from fifteen.method.words import Finding, Letter

HERE = Path(__file__).parent


def main(argv: list[str]) -> None:
    files = [name for name in argv if not name.startswith("--")]
    lines = Path(files[0] if files else HERE / "dev.jsonl").read_text("utf-8").splitlines()
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    good = false_stops = 0
    for line in lines:
        data = json.loads(line)
        letter = letter_of(data)
        findings = check(letter, context_of(data.get("context")))
        labels = data["labels"]
        trouble = judge(letter, findings, labels, (right, wrong, missed))
        if not labels:
            good += 1
            false_stops += any(finding.level == "stop" for finding in findings)
        if trouble and "--errors" in argv:
            print(data["id"], *trouble, sep="\n    ")
    report(right, wrong, missed)
    print(f"{len(lines)} letters; false stops on good letters: {false_stops} of {good}")


def judge(
    letter: Letter,
    findings: tuple[Finding, ...],
    labels: list[dict[str, Any]],
    counts: tuple[Counter[str], Counter[str], Counter[str]],
) -> list[str]:
    """Count the findings of one letter; what went wrong, for reading."""
    right, wrong, missed = counts
    trouble = []
    for label in labels:
        if any(matches(letter, finding, label) for finding in findings):
            right[label["rule"]] += 1
        else:
            missed[label["rule"]] += 1
            trouble.append(f"MISSED {label['rule']}: {label.get('quote')!r}")
    for finding in findings:
        if not any(matches(letter, finding, label) for label in labels):
            wrong[finding.rule] += 1
            trouble.append(f"WRONG {finding.rule}: {finding.quote!r}")
    return trouble


def matches(letter: Letter, finding: Finding, label: dict[str, Any]) -> bool:
    """Whether a finding is of the label's rule and overlaps its words."""
    if finding.rule != label["rule"]:
        return False
    quote = label.get("quote")
    if not quote or finding.start == finding.end:
        return True
    if finding.field == "attachments":
        return quote == finding.quote
    text = letter.body if finding.field == "body" else letter.subject or ""
    start = text.find(quote)
    return start >= 0 and finding.start < start + len(quote) and start < finding.end


def report(right: Counter[str], wrong: Counter[str], missed: Counter[str]) -> None:
    print(f"{'rule':24}{'labels':>7}{'precision':>11}{'recall':>8}{'F1':>7}")
    for rule in sorted(right | wrong | missed):
        hit, extra, lost = right[rule], wrong[rule], missed[rule]
        precision = hit / (hit + extra) if hit + extra else 0.0
        recall = hit / (hit + lost) if hit + lost else 0.0
        f1 = 2 * hit / (2 * hit + extra + lost) if hit + extra + lost else 0.0
        print(f"{rule:24}{hit + lost:7}{precision:11.3f}{recall:8.3f}{f1:7.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
