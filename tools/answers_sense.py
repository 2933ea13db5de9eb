"""Learn what sentences of answers say: `python -m tools.answers_sense [en|de]`.

Read are the sentences of bench/replies/sentences (each with its labels), the answers of more.txt
(their sentences carry marks) and those of build.jsonl and opened.jsonl, of which only the classes
are known: which sentence a class rests on is guessed from what was learned so far, and learned
again. Written is sense_<language>.txt; the same data give the same file. One thread
(OPENBLAS_NUM_THREADS=1) is the fastest. After it comes `python -m tools.answers_weighed`.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from bench._short import marked
from bench.replies.score import cases_of
from scipy.sparse import csr_matrix

from fifteen.doors.read import message_of
from fifteen.method.answers import _sense
from fifteen.method.answers._reply import reply_of
from fifteen.method.answers._sense import LABELS, SCALE
from fifteen.method.answers._sentences import sentences
from tools.sense import logistic

DATA = Path(_sense.__file__).parent
REPLIES = Path(__file__).parents[1] / "bench" / "replies"
UNMARKED = (
    "build.jsonl",
    "opened.jsonl",
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
    "opened14.jsonl",
    "reported.jsonl",
    "closed.txt",
    "closed2.txt",
    "closed3.txt",
    "closed4.jsonl",
    "closed6.jsonl",
)
FILLINGS = 10  # ways in which a pattern is filled in
LEAST = 3  # sentences in which a feature stands
SMALLEST = 2  # of the whole numbers that are kept
_CHOICE = re.compile(r"\{([^{}]*)\}")
_SLOT = re.compile(r"<([a-z]+)>")
LABEL_OF = {
    **{"yes": "Y", "no": "N", "put-off": "L", "phone": "P", "question": "Q"},
    **{"someone-else": "E", "introduced": "I", "wants-resume": "R", "opening": "O"},
    **{"by-mail": "M", "never": "X", "confirm": "C", "move": "V", "cancel": "K", "thanks": "T"},
}
UNKNOWN = {  # what a class leaves open about the other labels of its answer
    **{"never": "NT", "introduced": "EY", "confirm": "YPTVNL", "move": "YNLCK", "cancel": "NLVCTE"},
    **{"by-mail": "AY", "someone-else": "I", "no": "T", "put-off": "NY", "phone": "Y"},
}


@dataclass
class Row:
    text: str
    labels: dict[str, int]
    weight: float = 1.0


@dataclass
class Bag:
    """The sentences of an answer of which at least one is of a label."""

    label: str
    texts: list[str]


def rows_of(language: str, later: frozenset[str] = frozenset()) -> Iterator[Row]:
    """The sentences that were written with their labels; the files named `later` left out."""
    slots = dict(
        line.split(": ", 1)
        for line in (REPLIES / "sentences" / "slots.txt").read_text("utf-8").splitlines()
    )
    for path in sorted((REPLIES / "sentences").glob(f"{language}_*.txt")):
        if path.stem in later:
            continue
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("#") or not line.strip():
                continue
            marks, _, pattern = line.partition(" ")
            texts = list(_filled(pattern, slots))
            for text in texts:
                yield Row(text, _labels(marks), len(texts) ** -0.4)
    for path in sorted(REPLIES.glob("more*.txt")):
        for told, pairs in marked(path):
            if told == language:
                for marks, text in pairs:
                    for one in _joined(text):
                        yield Row(one, _labels(marks), 1.5)


def _joined(text: str) -> list[str]:
    return [" ".join(text.split())]


def _labels(marks: str) -> dict[str, int]:
    known = {label: int(label in marks) for label in LABELS}
    if "C" in marks or "V" in marks:
        del known["Y"]  # whether a talk was agreed before decides, not the words
    if "K" in marks:
        del known["N"]
    if "Y" in marks and "C" not in marks:
        del known["C"]
    return known


def _filled(pattern: str, slots: dict[str, str]) -> Iterator[str]:
    chance = random.Random(pattern)
    seen = set()
    for _ in range(FILLINGS * 2):
        text = pattern
        while found := _CHOICE.search(text):
            text = text[: found.start()] + chance.choice(found[1].split("|")) + text[found.end() :]
        while slot := _SLOT.search(text):
            word = chance.choice(slots[slot[1]].split("|"))
            text = text[: slot.start()] + word + text[slot.end() :]
        text = " ".join(text.split())
        if text not in seen and len(seen) < FILLINGS:
            seen.add(text)
            yield text
        kind = chance.random()
        if kind < 0.15 and text[-1:] in ".!":
            seen.add(text[:-1])


def unmarked(language: str, without: Collection[str] = ()) -> tuple[list[Row], list[Bag]]:
    """What is known of the sentences of answers that carry no marks, some files left out."""
    rows, bags = [], []
    for name in UNMARKED:
        if name in without:
            continue
        for case in cases_of(REPLIES / name):
            expect = case["expect"]
            told = {expect["main"], *expect.get("also", [])}
            message = message_of(case)
            if message.language != language or told & {"auto", "bounce"}:
                continue
            texts = [
                one.plain
                for one in sentences(reply_of(message.text, message.sender, message.asked))
            ]
            wanted = {LABEL_OF[one] for one in told if one in LABEL_OF}
            open_ones = set("T").union(*(UNKNOWN.get(one, "") for one in told))
            if not told & {"confirm", "move", "cancel"}:
                open_ones |= set("CVK")
            if told == {"unclear"}:
                open_ones = set("YNZU")
            denied = {label: 0 for label in LABELS if label not in wanted | open_ones}
            rows += [Row(text, dict(denied)) for text in texts]
            bags += [Bag(label, texts) for label in wanted if texts]
    return rows, bags


class Learner:
    """Weights of all labels over the features of all texts, worked out once."""

    def __init__(self, texts: list[str], words: _sense.Words) -> None:
        self.place = {text: i for i, text in enumerate(dict.fromkeys(texts))}
        feats = [_sense.features(text, words) for text in self.place]
        counts = Counter(f for fs in feats for f in fs)
        self.vocabulary = {
            f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= LEAST))
        }
        known = self.vocabulary
        indices = [known[f] for fs in feats for f in fs if f in known]
        sizes = [sum(f in known for f in fs) for fs in feats]
        data = np.ones(len(indices))
        shape = (len(feats), len(known))
        self.matrix = csr_matrix((data, indices, np.cumsum([0, *sizes])), shape=shape)
        self.weights = np.zeros((len(self.vocabulary), len(LABELS)))
        self.bias = np.zeros(len(LABELS))

    def fit(self, rows: list[Row], bags: list[Bag], rounds: int = 2) -> None:
        """Learn from rows; then, as often as told, from what the bags are thought to say."""
        self._learn(rows)
        for _ in range(rounds if bags else 0):
            self._learn(rows + [self._guessed(bag) for bag in bags])

    def _guessed(self, bag: Bag) -> Row:
        scores = self.matrix[[self.place[t] for t in bag.texts]] @ self.weights + self.bias
        column = LABELS.index(bag.label)
        part = scores[:, column]
        if bag.label == "M":
            part = np.maximum(part, scores[:, LABELS.index("A")])
        best = int(np.argmax(part))
        label = bag.label
        if label == "M" and scores[best, LABELS.index("A")] > scores[best, column]:
            label = "A"
        return Row(bag.texts[best], {label: 1})

    def _learn(self, rows: list[Row]) -> None:
        for col, label in enumerate(LABELS):
            kept = [row for row in rows if label in row.labels]
            x = self.matrix[[self.place[row.text] for row in kept]]
            y = np.array([row.labels[label] for row in kept], dtype=float)
            w = np.array([row.weight for row in kept])
            best = logistic(x, y, w, np.append(self.weights[:, col], self.bias[col]))
            self.weights[:, col], self.bias[col] = best[:-1], best[-1]


def main(argv: list[str]) -> None:
    for language in [one for one in ("en", "de") if one in argv] or ["en", "de"]:
        learner = learned(language)
        (DATA / f"sense_{language}.txt").write_text(written(learner), "utf-8")
        print(language, len(learner.place), "sentences", len(learner.vocabulary), "features")


def learned(
    language: str, without: Collection[str] = (), later: frozenset[str] = frozenset()
) -> Learner:
    """What all that was written teaches, some answers and some sentences left out."""
    rows = list(rows_of(language, later))
    more, bags = unmarked(language, without)
    rows += more
    texts = [r.text for r in rows] + [t for b in bags for t in b.texts]
    learner = Learner(texts, _sense.words_of(language))
    learner.fit(rows, bags)
    return learner


def written(learner: Learner) -> str:
    """The weights as text: the bias of each label, then a feature a line; small ones left out."""
    whole = np.rint(learner.weights * SCALE).astype(int)
    whole[np.abs(whole) < SMALLEST] = 0
    lines = [
        f"# Learned by `python -m tools.answers_sense`; {SCALE} is 1. Bias, features: {LABELS}",
        " ".join(str(round(number * SCALE)) for number in learner.bias),
    ]
    for feature, row in sorted(learner.vocabulary.items()):
        numbers = [f"{LABELS[col]}{whole[row, col]}" for col in np.flatnonzero(whole[row])]
        if numbers:
            lines.append(f"{feature}\t{' '.join(numbers)}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main(sys.argv[1:])
