"""An answer that refuses more than it seems: what was agreed a line before, or any other day."""

from __future__ import annotations

from collections.abc import Sequence

from fifteen.method.answers._lexicon import LANGUAGES, lexicon
from fifteen.method.answers._said import Heard
from fifteen.method.answers._sense import LABELS, words_of
from fifteen.method.answers.words import Message
from fifteen.method.times import names_time

_AGREES, _REFUSES = LABELS.index("Y"), LABELS.index("N")
_CALLS_OFF, _LATER = LABELS.index("K"), LABELS.index("L")
_SURELY, _RATHER, _FAINTLY = 2.0, 1.0, 0.5  # log odds


def takes_back(heard: Sequence[Heard], reply: str, message: Message) -> bool:
    """Whether it agrees, to a time or with a plain yes, and then flatly refuses: "Fine, Saturday
    at 8. I don't do talks"."""
    if max((one.odds[_AGREES] for one in heard), default=0.0) < _RATHER:
        return False
    if _says_both(heard, message):
        return True
    words = lexicon(message.language).words
    no = words["flatly"].search(reply)
    if not no:
        return False
    before, rest = reply[: no.start()], reply[no.start() :]
    agrees = words["agrees_first"].search(before) or names_time(before, message.language)
    return bool(agrees) and not names_time(rest, message.language)


def _says_both(heard: Sequence[Heard], message: Message) -> bool:
    """Whether one sentence agrees to a time, and a later one refuses that names none and turns
    nothing: no "but", no "only", no "usually"."""
    if max(one.odds[_REFUSES] for one in heard) <= _SURELY:
        return False
    language = message.language if message.language in LANGUAGES else LANGUAGES[0]
    agreed = False
    for one in heard:
        agrees, refuses = one.odds[_AGREES], one.odds[_REFUSES]
        said = one.sentence.plain
        if agreed and refuses > _SURELY and agrees < 0 and not names_time(said, language):
            told = said.lower().replace(",", " ").split()
            turns = words_of(language).turns.intersection(told)
            return not turns and not lexicon(language).words["mostly"].search(said)
        timed = agrees > _SURELY and refuses < 0 and not said.endswith("?")
        agreed = agreed or (timed and names_time(said, language))
    return False


def refuses_for_good(heard: Sequence[Heard], language: str) -> bool:
    """Whether an answer that calls a talk off refuses any other, too: in words for it ("I'd rather
    not"), or in a sentence that refuses, names no time and is not what calls it off."""
    language = language if language in LANGUAGES else LANGUAGES[0]
    later = max((one.odds[_LATER] for one in heard), default=0.0) > _SURELY
    for one in heard:
        refuses, said = one.odds[_REFUSES], one.sentence.plain
        louder = max(_SURELY, one.odds[_CALLS_OFF] + _RATHER)
        if refuses > louder and not later and not names_time(said, language):
            return True
        if refuses > _FAINTLY and lexicon(language).words["for_good"].search(said):
            return True
    return False
