"""Whether a line is a sentence of some text rather than a person: its name tells."""

from __future__ import annotations

import re

from fifteen.method.facts import Facts
from fifteen.method.folding import fold, word_set

_LONG = 12  # words of name and remarks: nobody is told so long
_NAME = 7  # words that no name has
_WORD = re.compile(r"[^\W\d_]+")
_IN_NO_NAME = word_set(
    "the is are was were be been being that this these those which who whom whose it its if not "
    "no any all each such shall should would could must has have had you your we our they their "
    "with without for from by or into under upon than then when where there here hereby herein "
    "ist sind war wird werden nicht kein keine und oder eine einer eines einem einen ohne für "
    "auf auch wenn dass durch nach sich diese dieser dieses sie wir ihr sein est sont une les "
    "dans pour avec sans sur cette ces qui que nous vous pas ou es una para con por "
    "cualquier este esta estos sono per questo questa non nel het een voor niet"
)
"""Words of English, German, French, Spanish, Italian and Dutch that stand in sentences and in no
name; particles of names (von, de la, van der, y) are not among them."""
_BEGINS_NO_NAME = word_set("a and as at of on in to so is der die das le la el il")
_SENTENCE = 2  # such words in a remark
_SHORT = 3  # words: "To Huu" is a name, and "to do so" is none


def is_sentence(facts: Facts) -> bool:
    """Whether the facts that a line gave look like those of a sentence. An address is a person's,
    whatever else stands there."""
    if facts.email or facts.phone or facts.link:
        return False
    words = [fold(word) for word in _WORD.findall(facts.name)]
    if len(words) >= _NAME or len(facts.name.split()) + len(facts.note.split()) > _LONG:
        return True
    if _IN_NO_NAME & set(words) and len(words) > 1:
        return True
    if len(words) == 1 or facts.name[:1].islower():  # "LIABILITY, whether in an action of ..."
        told = [fold(word) for word in _WORD.findall(f"{facts.note} {facts.role}")]
        if sum(word in _IN_NO_NAME for word in told) >= _SENTENCE:
            return True
    return len(words) >= _SHORT and words[0] in _BEGINS_NO_NAME and facts.name[:1].islower()
