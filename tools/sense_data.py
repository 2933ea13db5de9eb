"""Sentences and letters to learn from, with what is known of each (see tools/sense.py)."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fifteen.doors.check import context_of, letter_of
from fifteen.method.letters import _classes, _sense, rules_host
from fifteen.method.letters._fold import fold
from fifteen.method.letters._reading import Reading
from fifteen.method.letters._weights import LABELS

LETTERS = Path(__file__).parents[1] / "bench" / "letters"
BUILT_ON = (
    *("dev.jsonl", "build.jsonl", "opened.jsonl"),
    *("reported.jsonl", "fresh.jsonl", "rounds.jsonl", "third.jsonl"),
    *("reported2.jsonl", "reported3.jsonl", "reported4.jsonl", "reported5.jsonl"),
    *("reported6.jsonl", "reported7.jsonl", "reported8.jsonl", "reported9.jsonl"),
    *("reported10.jsonl", "reported11.jsonl", "reported12.jsonl", "rounds2.jsonl"),
    *("reported13.jsonl", "reported14.jsonl", "reported15.jsonl", "reported16.jsonl"),
    *("reported17.jsonl", "reported18.jsonl", "reported19.jsonl", "reported20.jsonl"),
    *("reported21.jsonl", "reported22.jsonl", "reported23.jsonl", "reported24.jsonl"),
    *("good17.jsonl", "good18.jsonl", "names17.jsonl", "names18.jsonl"),
    *("reported25.jsonl", "reported26.jsonl", "reported27.jsonl", "reported28.jsonl"),
    *("names25.jsonl", "reported29.jsonl", "reported30.jsonl", "reported31.jsonl"),
    *("reported32.jsonl", "reported33.jsonl", "reported34.jsonl", "reported35.jsonl"),
    *("reported36.jsonl", "reported37.jsonl", "reported38.jsonl"),
)
RARE = 60  # times that a word stands in all sentences
FILLINGS = 5  # ways in which a frame is filled in
SLOT = re.compile(r"\{(?P<a>a )?(?P<slot>\w+)\}")
GRANTED = re.compile(
    r"look\w* forward|excited|thrilled|can.?t wait (?:to|for)|see you|in advance|agreeing|accepting"
    r"|making the time|(?:speak|talk) soon|^(?:till|until)|anticipation|ahead of time|doing this"
)
EXACT = {
    "asks-for-job": "J",
    "pressing": "P",
    "several-asks": "A",
    "new-ask": "A",
    "resume-enclosed": "R",
}
MISSING = {
    "no-clear-ask": "T",
    "purpose-unclear": "L",
    "nothing-personal": "F",
    "nothing-specific": "S",
}
BEFORE_TALK = frozenset(
    {
        *("request", "introduction-request", "call-script", "reminder"),
        *("put-off-answer", "times", "confirmation"),
    }
)


@dataclass
class Row:
    text: str
    group: str
    labels: dict[str, int]
    weight: float = 1.0


@dataclass
class Bag:
    """The sentences of a letter of which one is (or none is) of a label."""

    label: str
    positive: bool
    rows: list[Row]
    group: str


def sentences() -> list[Row]:
    """The sentences that were written to learn from."""
    rows = []
    slots = _slots()
    chance = random.Random(8)
    for path in sorted((LETTERS / "sentences").glob("*.txt")):
        known = ""
        if path.stem == "slots":
            continue
        for number, line in enumerate(path.read_text("utf-8").splitlines()):
            if line.startswith("# known:"):
                known = line.partition(":")[2].strip()
            if not line.strip() or line.startswith("#"):
                continue
            marks, _, text = line.partition(" ")
            labels = _labels(marks, known, text)
            for filled in _filled(text, slots, chance):
                rows.append(Row(plain(filled), f"{path.stem}:{number // 10}", labels))
    return rows


def _labels(marks: str, known: str, text: str) -> dict[str, int]:
    labels = {label: int(label in marks) for label in known if label in LABELS}
    labels |= {mark: 1 for mark in marks if mark in LABELS}
    if "P" in labels:
        granted = bool(labels["P"]) and GRANTED.search(plain(text)) is not None
        labels["G"] = int(granted)
        if granted:
            del labels["P"]
    if "L" in marks and "F" not in marks:
        labels.pop("F", None)
    if "F" in marks and "L" not in marks:
        labels.pop("L", None)
    if "M" in marks:
        labels.pop("J", None)
    if "K" in marks and "S" not in marks:
        labels["S"] = 0
    return labels


def _slots() -> dict[str, list[str]]:
    lines = (LETTERS / "sentences" / "slots.txt").read_text("utf-8").splitlines()
    pairs = (line.split(": ", 1) for line in lines if ": " in line)
    return {name: words.split("|") for name, words in pairs}


def _filled(text: str, slots: dict[str, list[str]], chance: random.Random) -> list[str]:
    if "{" not in text:
        return [text]

    def fill(found: re.Match[str]) -> str:
        word = chance.choice(slots[found["slot"]])
        article = found["a"] or ""
        return f"{'an' if article and word[0] in 'aeiou' else article.strip()} {word}".strip()

    return [SLOT.sub(fill, text) for _ in range(FILLINGS)]


def plain(text: str) -> str:
    return fold(text).plain.replace("\n", " ")


def letters(names: tuple[str, ...]) -> tuple[list[Row], list[Bag]]:
    rows: list[Row] = []
    bags: list[Bag] = []
    for name in names:
        path = LETTERS / name
        if not path.exists():
            continue
        for line in path.read_text("utf-8").splitlines():
            _letter(json.loads(line), name, rows, bags)
    return rows, bags


def _letter(data: dict[str, Any], name: str, rows: list[Row], bags: list[Bag]) -> None:
    reading = Reading(letter_of(data), context_of(data.get("context")), learned=False)
    kind, labels = data["kind"], data["labels"]
    rules = {label["rule"] for label in labels}
    group = f"{name}:{data['id']}"
    known = ["J"]
    if kind in BEFORE_TALK:
        known.append("P")
    if (kind == "request" and "no-clear-ask" not in rules) or kind.startswith("thanks"):
        known.append("A")
    if kind in BEFORE_TALK or kind == "thanks-met":
        known.append("R")
    told: list[Row] = []
    spoken: list[Row] = []  # of them those that speak to the host
    for fld in (reading.body, reading.subject):
        body = fld.anatomy.text
        for s in fld.sentences:
            text = fld.flat[s.start : s.end]
            own = dict.fromkeys(known, 0)
            if "P" in own and kind not in ("times", "confirmation"):
                own["G"] = 0
            start, end = body.span(s.start, s.end)
            for label in labels:
                mark = EXACT.get(label["rule"])
                quote = label.get("quote")
                if not mark or not quote or label.get("field", "body") != fld.name:
                    continue
                at = body.original.find(quote)
                if at >= 0 and min(end, at + len(quote)) - max(start, at) > min(8, len(quote) // 2):
                    own[mark] = 1
                    if mark == "P" and GRANTED.search(text):
                        own.pop("P")
                        own["G"] = 1
                    if mark == "J":
                        own.pop("A", None)
            rows.append(Row(text, group, own))
            if fld is reading.body:
                told.append(rows[-1])
                spoken += rows[-1:] if rules_host.speaks(s) else []
    for rule, mark in MISSING.items():
        wanted = kind.startswith("thanks") if mark == "S" else kind == "request"
        if wanted and told:
            positive = rule not in rules
            where = spoken if mark == "F" and positive and spoken else told
            bags.append(Bag(mark, positive, where, group))


def augmented(rows: list[Row], words: _classes.Words, share: float = 0.35) -> list[Row]:
    """Each row once more with some of its rarer words made unknown."""
    chance = random.Random(15)
    counts = Counter(w for r in rows for w in set(_sense.tokens(r.text)))
    more = []
    for row in rows:
        said = [
            "zzz" if _is_rare(word, words, counts) and chance.random() < share else word
            for word in row.text.split(" ")
        ]
        more.append(Row(" ".join(said), row.group, row.labels, row.weight * 0.5))
    return more


def _is_rare(word: str, words: _classes.Words, counts: Counter[str]) -> bool:
    return word.isalpha() and word not in words.classes and counts[word] < RARE
