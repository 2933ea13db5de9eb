"""Words of the seeker's, said to the seeker: "what I made of it" is "what you made of it"."""

from __future__ import annotations

import re

_TURNED = {
    **{"i": "you", "me": "you", "my": "your", "mine": "yours", "myself": "yourself"},
    **{"i'm": "you're", "i've": "you've", "i'll": "you'll", "i'd": "you'd"},
    **{"i am": "you are", "i was": "you were"},
}
_WORDS = re.compile(
    r"[“\"][^”\"]*[”\"]"
    r"|(?<![\w'’-])(?:i(?:['’](?:m|ve|ll|d)| am| was)?|me|my|mine|myself)(?![\w-])",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"\b(?:parts?|volumes?|vol\.|chapters?|books?|acts?|phases?|stages?|levels?|types?|class"
    r"|sections?|appendix|scene|world war|figure|table|unit|module|step|grade|tier) $",
    re.IGNORECASE,
)
_NO_VERB = re.compile(r"\s*(?:$|[^\w\s]|(?:of|and|or|to|in|on|for|from|by|before|with|again)\b)")
"""Between the two, I is a number: "part I of the book", but "the part I read"."""


def to_seeker(text: str) -> str:
    """The text with the seeker as "you"; what stands in quotation marks stays as it is."""

    def turned(found: re.Match[str]) -> str:
        word = _TURNED.get(found[0].lower().replace("’", "'"), "")
        word = word.replace("'", "’") if "’" in found[0] else word
        begins = not text[: found.start()].strip()
        numbered = found[0] == "I" and _NUMBERED.search(text[: found.start()])
        numbered = numbered and _NO_VERB.match(text[found.end() :])
        if not word or numbered or (found[0][:1] in "M" and not begins):
            return found[0]  # in quotation marks, a numeral, or a name
        return word[:1].upper() + word[1:] if begins and found[0][:1].isupper() else word

    return _WORDS.sub(turned, text)
