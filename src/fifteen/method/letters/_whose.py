"""Whose organisation a sentence speaks of: the host's, or anything else that has a name (A7).

People speak of somebody's firm in too many ways for a list of phrases, so this is learned from
letters and from sentences with one name marked in each: by the words before and behind a name, and
by what the name tells itself. `_spoken` puts together what the sentences of a letter say. The
weights are data of a language (`whose_<language>.txt`); `python -m tools.whose` learns them anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fifteen.method._once import once
from fifteen.method.letters import _around, _named
from fifteen.method.letters._classes import Words
from fifteen.method.letters._lexicon import Lexicon, lexicon
from fifteen.method.letters._weighed import SCALE, Weighed, learned

LETTER = "="  # before a weight that is of the letter as a whole
_MANY = 3  # words of a name, or more
_MOST_KEPT = 20_000  # names whose weights are kept


class Whose(Weighed):
    """What was learned about a language."""

    def __init__(self, language: str, bias: int, weights: Mapping[str, int]) -> None:
        super().__init__(language, bias, weights)
        self.lexicon = lexicon(language)
        self._names: dict[str, int] = {}  # of what a name tells

    def of(self, before: str, behind: str, name: str, placed: Sequence[str] = ()) -> float:
        """Log odds that a name is spoken of as the host's organisation; `before` and `behind` are
        the folded rest of its sentence, `placed` tells where in the letter it stands. It is the sum
        of the weights of all `features`."""
        told = self.odds(before, behind, (*_itself(name), *placed))
        return told + self._name(name) / SCALE

    def of_letter(self, told: str) -> float:
        """The weight of what is told of a name by the letter as a whole (`_spoken`)."""
        return self._weights.get(LETTER + told, 0) / SCALE

    def _name(self, name: str) -> int:
        known = self._names.get(name)
        if known is None:
            told = _named.told_by(name, self.lexicon, self.words)
            known = sum([self._weights.get(feature, 0) for feature in told])
            if len(self._names) < _MOST_KEPT:
                self._names[name] = known
        return known


def features(before: str, behind: str, name: str, lexicon: Lexicon, words: Words) -> list[str]:
    """What is told of a name: what it tells itself, what stands right before and behind it, of whom
    the sentence speaks nearest to it, which words and classes of words on either side, which follow
    each other."""
    found = _named.told_by(name, lexicon, words) + _itself(name)
    return found + _around.features(before, behind, words)


def _itself(name: str) -> list[str]:
    """How a name stands there."""
    return [f"words {min(_MANY, len(name.split()))}", *(["'s"] if name.endswith("'s") else ())]


@once
def whose(language: str = "en") -> Whose | None:
    """What was learned about a language; None where nothing was."""
    found = learned("whose", language)
    return None if found is None else Whose(language, *found)
