"""Learn what sentences are about: `python -m tools.sense [--cross]` writes sense_<language>.txt.

Read are the sentences of bench/letters/sentences (each with its labels) and the letters to build on.
A letter that lacks, say, a purpose tells that none of its sentences states one; one that has it,
that one of them does: which, is guessed from what was learned so far, and learned again.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from fifteen.doors.check import context_of, letter_of
from fifteen.method.letters import _sense
from fifteen.method.letters._fold import fold
from fifteen.method.letters._reading import Reading

ROOT = Path(__file__).parents[1]
LETTERS = ROOT / "bench" / "letters"
BUILT_ON = tuple(n for n in ("dev.jsonl", "build.jsonl", "opened.jsonl", "reported.jsonl", "fresh.jsonl") if n != "reported.jsonl" or (LETTERS / "reported2.jsonl").exists())
LABELS = "JPGANRTLFSMB"
GRANTED = re.compile(
    r"look\w* forward|excited|thrilled|can.?t wait (?:to|for)|see you|in advance|agreeing|accepting"
    r"|making the time|(?:speak|talk) soon|^(?:till|until)|anticipation|ahead of time|doing this"
)
SLOT = re.compile(r"\{(?P<a>a )?(?P<slot>\w+)\}")
FILLINGS = 5
EXACT = {"asks-for-job": "J", "pressing": "P", "several-asks": "A", "new-ask": "A", "resume-enclosed": "R"}
MISSING = {"no-clear-ask": "T", "purpose-unclear": "L", "nothing-personal": "F", "nothing-specific": "S"}
BEFORE = {"request", "introduction-request", "call-script", "reminder", "put-off-answer", "times", "confirmation"}


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
    texts: list[str]
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
    reading = Reading(letter_of(data), context_of(data.get("context")))
    kind, labels = data["kind"], data["labels"]
    rules = {label["rule"] for label in labels}
    group = f"{name}:{data['id']}"
    known = ["J"]
    if kind in BEFORE:
        known.append("P")
    if (kind == "request" and "no-clear-ask" not in rules) or kind.startswith("thanks"):
        known.append("A")
    if kind in BEFORE or kind == "thanks-met":
        known.append("R")
    texts = []
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
                texts.append(text)
    for rule, mark in MISSING.items():
        wanted = kind.startswith("thanks") if mark == "S" else kind == "request"
        if wanted and texts:
            bags.append(Bag(mark, rule not in rules, texts, group))


def augmented(rows: list[Row], classes: Any, share: float = 0.35) -> list[Row]:
    """Each row once more with some of its rarer words made unknown."""
    chance = random.Random(15)
    counts = Counter(w for r in rows for w in set(_sense.tokens(r.text)))
    more = []
    for row in rows:
        words = []
        for w in row.text.split(" "):
            bare = w.strip(".,;:?!")
            if w.isalpha() and bare not in classes and counts[bare] < 60 and chance.random() < share:
                words.append("zzz")
            else:
                words.append(w)
        more.append(Row(" ".join(words), row.group, row.labels, row.weight * 0.5))
    return more


class Learner:
    """Weights of all labels over the features of all texts it may ever see, worked out once."""

    def __init__(self, texts: list[str], strength: float = 1.0, rounds: int = 60) -> None:
        self.strength, self.rounds = strength, rounds
        self.place = {text: i for i, text in enumerate(dict.fromkeys(texts))}
        known = _sense.classes()
        feats = [_sense.features(text, known) for text in self.place]
        counts = Counter(f for fs in feats for f in fs)
        self.vocabulary = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n > 2))}
        self.matrix = self._matrix(feats)
        self.weights = np.zeros((len(self.vocabulary), len(LABELS)))
        self.bias = np.zeros(len(LABELS))

    def fit(self, rows: list[Row], bags: list[Bag], rounds: int = 2) -> None:
        """Learn from rows; then, as often as told, from what the bags are thought to say."""
        self._learn(rows, LABELS)
        for _ in range(rounds if bags else 0):
            extra = list(self._guessed(bags))
            self._learn(rows + extra, tuple(dict.fromkeys(MISSING.values())))

    def _guessed(self, bags: list[Bag]) -> Any:
        for bag in bags:
            if bag.positive:
                part = self.scores(bag.texts)[:, LABELS.index(bag.label)]
                yield Row(bag.texts[int(np.argmax(part))], bag.group, {bag.label: 1}, 0.7)
            else:
                for text in bag.texts:
                    yield Row(text, bag.group, {bag.label: 0})

    def _learn(self, rows: list[Row], labels: Any) -> None:
        for label in labels:
            col = LABELS.index(label)
            kept = [row for row in rows if label in row.labels]
            if not any(row.labels[label] for row in kept):
                continue
            x = self.matrix[[self.place[row.text] for row in kept]]
            y = np.array([row.labels[label] for row in kept], dtype=float)
            w = np.array([row.weight for row in kept])
            start = np.append(self.weights[:, col], self.bias[col])
            best = logistic(x, y, w, self.strength, start, self.rounds)
            self.weights[:, col], self.bias[col] = best[:-1], best[-1]

    def _matrix(self, feats: list[set[str]]) -> csr_matrix:
        indices: list[int] = []
        indptr = [0]
        for fs in feats:
            indices += sorted(self.vocabulary[f] for f in fs if f in self.vocabulary)
            indptr.append(len(indices))
        data = np.ones(len(indices), dtype=np.float32)
        return csr_matrix((data, indices, indptr), shape=(len(feats), len(self.vocabulary)))

    def scores(self, texts: list[str]) -> Any:
        return self.matrix[[self.place[text] for text in texts]] @ self.weights + self.bias


def logistic(x: csr_matrix, y: Any, w: Any, strength: float, start: Any, rounds: int) -> Any:
    """Weights and bias of a regression with squared weights kept small."""
    xt = x.T.tocsr()

    def loss(p: Any) -> tuple[float, Any]:
        z = x @ p[:-1] + p[-1]
        value = float(np.sum(w * (np.logaddexp(0, z) - y * z)))
        value += 0.5 * strength * float(p[:-1] @ p[:-1])
        d = w * (1 / (1 + np.exp(-z)) - y)
        return value, np.append(xt @ d + strength * p[:-1], d.sum())

    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": rounds}).x


def cross(folds: int = 4, strength: float = 1.0) -> None:
    rows = sentences()
    more, bags = letters(BUILT_ON)
    rows += more
    rows += augmented(rows, _sense.classes())
    groups = sorted({r.group for r in rows})
    random.Random(4).shuffle(groups)
    fold_of = {g: i % folds for i, g in enumerate(groups)}
    results: dict[str, list[tuple[float, int, str, str]]] = {label: [] for label in LABELS}
    bagged: dict[str, list[tuple[float, bool, str]]] = {m: [] for m in MISSING.values()}
    learner = Learner([r.text for r in rows] + [t for b in bags for t in b.texts], strength, 40)
    print(learner.matrix.shape, learner.matrix.nnz, flush=True)
    for k in range(folds):
        learner.weights[:] = 0
        learner.bias[:] = 0
        learner.fit([r for r in rows if fold_of[r.group] != k], [b for b in bags if fold_of[b.group] != k], 2)
        held = [r for r in rows if fold_of[r.group] == k and r.weight == 1.0]
        scores = learner.scores([r.text for r in held])
        for r, s in zip(held, scores, strict=True):
            for col, label in enumerate(LABELS):
                if label in r.labels:
                    results[label].append((float(s[col]), r.labels[label], r.text, r.group))
        for b in bags:
            if fold_of[b.group] == k:
                s = learner.scores(b.texts)[:, LABELS.index(b.label)]
                bagged[b.label].append((float(s.max()), b.positive, b.group))
    for label in LABELS:
        found = results[label]
        if found and any(r[1] for r in found):
            curve(label, found)
    for mark, got in bagged.items():
        curve(f"no {mark} in letter", [(-s, int(not p), g, g) for s, p, g in got])
    Path(sys.argv[3] if len(sys.argv) > 3 else "/tmp/check-cross.json").write_text(json.dumps({"rows": results, "bags": bagged}))


def curve(name: str, found: list[Any]) -> None:
    n = sum(r[1] for r in found)
    best = (0.0, 0.0, 0.0, 0.0)
    at98 = (0.0, 0.0)
    ordered = sorted(found, key=lambda r: -r[0])
    tp = 0
    for i, r in enumerate(ordered, 1):
        tp += r[1]
        p, rec = tp / i, tp / n
        f = 2 * p * rec / (p + rec) if p + rec else 0
        if f > best[0]:
            best = (f, p, rec, r[0])
        if p >= 0.98:
            at98 = (rec, r[0])
    print(f"{name:18} n={n}/{len(found)} best F1 {best[0]:.3f} (P {best[1]:.3f} R {best[2]:.3f} at {best[3]:.2f}); recall at P.98 {at98[0]:.3f} (t={at98[1]:.2f})")


if __name__ == "__main__":
    cross(strength=float(sys.argv[2]) if len(sys.argv) > 2 else 1.0)
