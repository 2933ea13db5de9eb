"""How letters are judged by weights that were not learned from them.

    python -m tools.sense_held [--errors] [--together] [FILE.jsonl ...]

Each set of bench/letters (or those named) is held back in turn: the weights are learned from the
sentences and from all other sets, and the whole check is scored on the set held back. One author
wrote each set, so that this tells what the next author's letters will meet. `--together` holds
all the named ones back at once. Nothing is written.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable

from bench.letters import score

from fifteen.method.letters import _classes, _sense
from tools.sense import written
from tools.sense_data import BUILT_ON, LETTERS, augmented, letters, sentences
from tools.sense_net import Learner


def main(argv: list[str]) -> None:
    named = tuple(name for name in argv if not name.startswith("--")) or BUILT_ON
    rows = sentences()
    more, bags = letters(tuple(dict.fromkeys((*BUILT_ON, *named))))
    rows += more
    rows += augmented(rows, _classes.words_of())
    learner = Learner([row.text for row in rows])
    tally = score.Tally()
    for held in (named,) if "--together" in argv else tuple((name,) for name in named):
        marks = tuple(f"{name}:" for name in held)
        learner.fit(
            [row for row in rows if not row.group.startswith(marks)],
            [bag for bag in bags if not bag.group.startswith(marks)],
        )
        _take(learner)
        _score(held, tally, "--errors" in argv)
    score.report("held back", tally)


def _take(learner: Learner) -> None:
    """Let the check read with what the learner knows now."""
    known = _sense.Sense(_classes.words_of(), written(learner).partition("\n")[2])
    _sense.sense = lambda language="en": known if language == "en" else None  # type: ignore[assignment]


def _score(names: Iterable[str], tally: score.Tally, errors: bool) -> None:
    for name in names:
        for line in (LETTERS / name).read_text("utf-8").splitlines():
            score.count(tally, json.loads(line), errors)


if __name__ == "__main__":
    main(sys.argv[1:])
