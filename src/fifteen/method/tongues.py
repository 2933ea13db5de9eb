"""In which language somebody writes, by the small words that no text is without."""

from __future__ import annotations

from fifteen.method.times import language_of

_LOOKED_AT = 300  # words
_OFTEN = 8  # one word in so many
_FEW = 12  # words, in which small words may be missing
_GERMAN = frozenset(
    (
        *("ich", "sie", "und", "der", "die", "das", "nicht", "mit", "für", "ist", "auf", "eine"),
        *("einen", "gerne", "gern", "leider", "danke", "bitte", "wir", "grüße", "viele", "liebe"),
        *("hallo", "mir", "ihnen", "zeit", "kann", "haben", "bin"),
    )
)


def likely(text: str) -> str:
    """ "de" where the text has more German than other small words, else as its times are told."""
    words = text.lower().split()[:_LOOKED_AT]
    german = sum(word.strip(".,!?") in _GERMAN for word in words)
    if german * _OFTEN >= len(words) > 0:
        return "de"
    return "en" if len(words) > _FEW else language_of(text)
