"""What stands around something in its sentence, as features to learn from: the words on either side
and their classes, which follow each other, of whom the sentence speaks nearest to it.

Read so are names (`_whose`: is it the host's organisation?) and lengths of time (`_talk_time`: is
it that of the talk?).
"""

from __future__ import annotations

import re
from itertools import pairwise

from fifteen.method.letters._classes import Words

_TOKEN = re.compile(r"[a-z0-9][a-z0-9'-]*|[,;:?!().]|[^\W\d_]+")
_LONGEST = 20  # words on either side that are read
_CLOSE = 3  # words on either side whose classes are read in pairs and threes
_FAR = 8  # words to whom the sentence speaks of, or more


def sides(before: str, behind: str) -> tuple[list[str], list[str]]:
    """The words on either side of it in folded text, the nearest first."""
    return _TOKEN.findall(before)[::-1][:_LONGEST], _TOKEN.findall(behind)[:_LONGEST]


def features(before: str, behind: str, words: Words) -> list[str]:
    """All that is told by the folded rest of a sentence before and behind it."""
    left, right = sides(before, behind)
    found = near(left, right, words) + of_whom(left, right, words)
    return found + side("-", left, words) + side("+", right, words)


def near(left: list[str], right: list[str], words: Words) -> list[str]:
    """What stands right before and behind it; of whom the sentence speaks nearest to it."""
    first, second = [*left, "^", "^"][:2]
    last, after = [*right, "$", "$"][:2]
    before, behind = symbols(first, words), symbols(last, words)
    found = [f"<{symbol}" for symbol in before]
    found += [f"<{a} {b}" for a in symbols(second, words) for b in before]
    if len(left) > 2:
        found += [f"<<{a} {b}" for a in symbols(left[2], words) for b in before]
    found += [f">{symbol}" for symbol in behind]
    found += [f">{a} {b}" for a in behind for b in symbols(after, words)]
    found += [f"{a}<>{b}" for a in before for b in behind]
    nearest = _nearest(left, words), _nearest(right, words)
    found += [f"-near {nearest[0]}", f"+near {nearest[1]}", f"near {nearest[0]} {nearest[1]}"]
    found.append("you" if any(word in words.host for word in (*left, *right)) else "no you")
    return found


def symbols(word: str, words: Words) -> list[str]:
    """A word and its classes."""
    return [word, *("@" + name for name in words.classes.get(word, ()))]


def of_whom(left: list[str], right: list[str], words: Words) -> list[str]:
    """Of whom the sentence speaks before the name and behind it, in what order, how far away, and
    what follows the nearest: "you run"."""
    before = [(at, of) for at, word in enumerate(left) if (of := _who(word, words))]
    behind = [of for word in right if (of := _who(word, words))]
    nearest = [of for _, of in before]
    found = [f"order {' '.join(nearest[:count])}" for count in (2, 3)]
    found += [f"order + {' '.join(behind[:2])}", f"order {nearest[:2]} + {behind[:1]}"]
    if before:
        at, of = before[0]
        found.append(f"{of} far {min(at, _FAR)}")
        if at:
            found += [f"{of} does {symbol}" for symbol in symbols(left[at - 1], words)]
        if at > 1:
            found.append(f"{of} does {left[at - 1]} {left[at - 2]}")
    return found


def side(sign: str, said: list[str], words: Words) -> list[str]:
    """The words of one side, which follow each other, what they are; `sign` tells the side."""
    found = [sign + symbol for word in said for symbol in symbols(word, words)]
    found += [f"{sign}{a}_{b}" for a, b in pairwise(said)]
    return found + classed(sign, said, words)


def classed(sign: str, said: list[str], words: Words) -> list[str]:
    """Pairs and threes of the words close by, each as what it is."""
    told = [words.classes.get(word, (word,))[0] for word in said[:_CLOSE]]
    found = [f"{sign}{a}={b}" for a, b in pairwise(told)]
    found += [f"{sign}{a}={b}={c}" for a, b, c in zip(told, told[1:], told[2:], strict=False)]
    return found


def _nearest(said: list[str], words: Words) -> str:
    """Of whom the words speak first: the host, the seeker, or others; as the features call them."""
    return next((of for word in said if (of := _who(word, words))), "nobody")


def _who(word: str, words: Words) -> str:
    """Of whom a word speaks; empty of most."""
    if word in words.host:
        return "you"
    if word in words.seeker:
        return "me"
    return "them" if word in words.others else ""
