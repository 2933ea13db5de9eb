"""Learn whose firm a letter speaks of: `python -m tools.whose` writes whose_<language>.txt.

Learned first: what a name, and the words around it in its sentence, tell. Read are the sentences of
bench/letters/whose (a name marked in each; "T" where it is spoken of as the host's organisation),
the letters to build on, and letters that were written for this (tools/whose_data.py). Then: what
the places of a name in one letter tell together, from letters that the first part was not learned
from. `python -m tools.whose --cross` tells how much is found in letters that neither was learned
from.
"""

from __future__ import annotations

import sys

import numpy as np
from scipy.sparse import csr_matrix

from fifteen.method.letters import _spoken
from fifteen.method.letters._classes import words_of
from fifteen.method.letters._lexicon import lexicon
from fifteen.method.letters._spoken import LEAST, Told
from fifteen.method.letters._weighed import SCALE
from fifteen.method.letters._whose import LETTER, features
from tools import weighing
from tools.sense import DATA, logistic
from tools.weighing import Row, Weights
from tools.whose_data import Named, Read, files, letters, marked

LEAST_KEPT = 4  # of a weight as a whole number
FOLDS = 4


def main(argv: list[str]) -> None:
    read = list(letters(files()))
    sentences = list(marked())
    odds = held(read, sentences)
    if "--cross" in argv:
        cross(read, odds)
        return
    first = learned([*sentences, *(row for one in read for row in one.rows())])
    (DATA / "whose_en.txt").write_text(written(first, together(read, odds)), "utf-8")


def learned(named: list[Named]) -> Weights:
    """What names and the words around them tell."""
    return weighing.learned(
        [Row(_features(one), one.theirs, one.weight, one.group) for one in named]
    )


def _features(one: Named) -> list[str]:
    return features(one.before, one.behind, one.name, lexicon("en"), words_of()) + one.placed


def held(read: list[Read], sentences: list[Named]) -> list[list[float]]:
    """The log odds of all names of each letter, by what was learned from other sets of letters."""
    groups = sorted({one.group for one in read})
    odds: list[list[float]] = [[] for _ in read]
    for fold in range(FOLDS):
        out = set(groups[fold::FOLDS])
        rest = [row for one in read if one.group not in out for row in one.rows()]
        weights = learned([*sentences, *rest])
        for number, one in enumerate(read):
            if one.group in out and one.said:
                told = [_features(row) for row in one.rows()]
                odds[number] = list(weighing.log_odds(weights, told))
    return odds


def together(read: list[Read], odds: list[list[float]]) -> dict[str, float]:
    """What the letter as a whole tells of a name: the weight of each part of `Told`, the bias.
    Learned from letters that are much like those people write, not from those written for this."""
    usual = [(one, likely) for one, likely in zip(read, odds, strict=True) if one.usual]
    told = [row for one, likely in usual for row in of_letter(one, likely)]
    theirs = np.array([float(t) for one, _ in usual for t in one.theirs])
    matrix = csr_matrix(np.array([[float(part) for part in row] for row in told]))
    start = np.zeros(len(Told._fields) + 1)
    weights = logistic(matrix, theirs, np.ones(len(told)), start)
    return dict(zip((*Told._fields, "bias"), map(float, weights), strict=True))


def of_letter(one: Read, odds: list[float]) -> list[Told]:
    """What a letter tells of each of its names."""
    return _spoken.told(one.reading, one.said, odds, one.named, one.phrased)


def written(first: Weights, letter: dict[str, float]) -> str:
    """The bias and the weights as text, a feature a line; small ones left out."""
    known, weights = first
    whole = {feature: round(float(weights[column]) * SCALE) for feature, column in known.items()}
    lines = [f"{LETTER}{told}\t{round(weight * SCALE)}" for told, weight in letter.items()]
    lines += [f"{f}\t{number}" for f, number in whole.items() if abs(number) >= LEAST_KEPT]
    head = f"# Learned by `python -m tools.whose`; {SCALE} is 1. The bias, then a feature a line."
    return "\n".join([head, str(round(float(weights[-1]) * SCALE)), *lines]) + "\n"


def cross(read: list[Read], odds: list[list[float]]) -> None:
    """How many names are found, and how many wrongly, where all was learned from other sets of
    letters: from `LEAST` and other odds on; in letters as they are, and to another host."""
    groups = sorted({one.group for one in read})
    likely = [np.zeros(len(one.said)) for one in read]
    for fold in range(FOLDS):
        out = set(groups[fold::FOLDS])
        rest = [n for n, one in enumerate(read) if one.group not in out]
        letter = together([read[n] for n in rest], [odds[n] for n in rest])
        weights = np.array([letter[part] for part in Told._fields])
        for n, one in enumerate(read):
            if one.group in out and one.said:
                rows = np.array([[float(x) for x in row] for row in of_letter(one, odds[n])])
                likely[n] = rows @ weights + letter["bias"]
    for least in (LEAST - 1, LEAST - 0.5, LEAST, LEAST + 0.5, LEAST + 1):
        for tag, other in (("as they are", False), ("to another", True)):
            ones = [
                (r, o >= least) for r, o in zip(read, likely, strict=True) if r.elsewhere == other
            ]
            theirs = sum(sum(r.theirs) for r, _ in ones)
            right = sum(int((hit & np.array(r.theirs)).sum()) for r, hit in ones if r.said)
            clean = [hit for r, hit in ones if not any(r.theirs)]
            wrong = sum(bool(hit.any()) for hit in clean)
            print(
                f"{least:4.1f} {tag}: {right} of {theirs} found ({right / max(1, theirs):.3f}), "
                f"wrongly in {wrong} of {len(clean)} letters"
            )


if __name__ == "__main__":
    main(sys.argv[1:])
