"""Letters of thanks: that they thank, for what, and nothing more (F1-F4, R5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from fifteen.method import numbers
from fifteen.method.folding import fold
from fifteen.method.letters import _names
from fifteen.method.letters._anatomy import Sentence
from fifteen.method.letters._blanks import blanks
from fifteen.method.letters._lexicon import lexicon
from fifteen.method.letters._reading import Reading
from fifteen.method.letters.rules_ask import asking
from fifteen.method.letters.rules_host import speaks
from fifteen.method.letters.rules_talk import states_purpose
from fifteen.method.words import Finding, LetterKind, Level

_WORD = re.compile(r"[^\W_]{2,}")
_QUOTED_LEAST = 12  # characters; what is quoted was said by the host
_SAID = 2.0  # what known phrases add to the log odds that something specific is named
_AIM_SAID = 2.0  # what they add to the log odds that the purpose is said again
_REMEMBERED = 0.2  # log odds from which a letter asks to be remembered
_RESTATED = 2.0  # log odds from which the purpose is said again
_PRESENT = 1.5  # how much less an aim in the present tells of it
_SPECIFIC = 1.2  # log odds from which it is
_MUTE = 0.5  # how much less a sentence tells of the host that does not speak to them
_OWN_LEAST = 6  # words
_STEM_LEAST = 3  # letters


def no_thanks(reading: Reading) -> Iterator[Finding]:
    """A letter of thanks that does not thank."""
    if reading.body.has("thanks"):
        return
    part = reading.body.anatomy.closing
    closing = reading.body.flat[part.start : part.end]
    kind = reading.words.patterns["kind_of_you"]  # behind a subject that thanks
    if reading.subject.has("thanks") and kind.search(reading.body.flat):
        return
    if not reading.words.patterns["thanks_closing"].search(closing):
        yield reading.finding(
            "no-thanks", Level.STOP, "F1", "It does not say thank you; begin with that."
        )


def nothing_specific(reading: Reading) -> Iterator[Finding]:
    """Thanks that would fit every host; silent where a blank may yet say something."""
    greeted = reading.body.anatomy.greeting.end
    if any(start >= greeted for start, _ in blanks(reading, reading.body)):
        return
    asks = asking(reading, "S", "JAR")
    if _heard(reading) or reading.body.has("specific_surely"):
        return
    said = _SAID if _says_something(reading, asks) else 0.0
    mute = frozenset(s.start for s in reading.body.sentences if not speaks(s))
    plainly = reading.body.most("S", asks | mute)
    if max(plainly, reading.body.most("S", asks) - _MUTE) + said < _SPECIFIC:
        yield reading.finding(
            "nothing-specific",
            Level.ADVISE,
            "F1",
            "It names nothing that this host said, gave or did; one thing is enough.",
        )


def _heard(reading: Reading) -> bool:
    """Whether what was heard comes back with two of its words, most of it."""
    debrief = reading.context.debrief
    for item in debrief.heard if debrief else ():
        wanted = _stems(reading, item, "common_thanks")
        found = _shared(reading, wanted)
        if found >= 2 and found * 2 >= len(wanted):
            return True
    return False


def _says_something(reading: Reading, asks: frozenset[int]) -> bool:
    """Whether known phrases, the debrief or words of its own make it specific, beside what it asks
    for."""
    debrief = reading.context.debrief
    heard = debrief.heard if debrief else ()
    if any(_recalls(reading, item) for item in heard):
        return True
    field = reading.body
    told = [sentence for sentence in field.sentences if sentence.start not in asks]
    if any(not field.denied(hit, inside=False) for hit in field.hits("specific", told)):
        return True
    if any(last - first > _QUOTED_LEAST for first, last in field.quotations):
        return True
    if any(_own_words(reading, sentence) for sentence in told):
        return True
    promises = debrief.their_promises if debrief else ()
    return any(_keeps(reading, item) for item in promises)


def _own_words(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence holds several words that stand in no common letter of thanks."""
    common = reading.words.sets["letter_words"] | reading.words.sets["common_thanks"]
    known = reading.host | reading.seeker
    said = _WORD.findall(reading.body.flat, sentence.start, sentence.end)
    own = {word for word in said if len(word) > 3 and word not in common and word not in known}
    return len(own) >= _OWN_LEAST


def promise_forgotten(reading: Reading) -> Iterator[Finding]:
    """Every promise of the debrief that the letter does not speak of."""
    debrief = reading.context.debrief
    if debrief is None:
        return
    for promises, row, whose in (
        (debrief.their_promises, "F2", "They offered"),
        (debrief.my_promises, "F3", "You promised"),
    ):
        for promise in promises:
            if promise.strip() and not _keeps(reading, promise):
                yield reading.finding(
                    "promise-forgotten",
                    Level.ADVISE,
                    row,
                    f"{whose}: {promise.strip()}. The letter is silent about it.",
                )


def _recalls(reading: Reading, heard: str) -> bool:
    """Whether something heard comes back in the letter: enough of its own words."""
    wanted = _stems(reading, heard, "common_thanks")
    found = _shared(reading, wanted)
    return found >= 2 or (0 < len(wanted) <= 3 and found >= 1)


def _keeps(reading: Reading, promise: str) -> bool:
    """Whether the letter speaks of a promise: a name of it, two of its words, or half of them."""
    wanted = _stems(reading, promise, "common_promise")
    if not wanted:
        return True
    heard = " ".join(reading.context.debrief.heard) if reading.context.debrief else ""
    told = _stems(reading, heard, "common_promise")  # what comes back may be that alone
    names = {fold(word) for word in re.findall(r"(?<!^)\b[A-Z]\w{2,}", promise)}
    names = {name for name in names if _stem(name, reading.language) not in told} or names
    said = _said(reading)
    if any(_stem(name, reading.language) in said for name in names):
        return True
    untold = (wanted - told) or wanted
    return _shared(reading, wanted) >= 2 or _shared(reading, untold) * 2 >= len(wanted)


def _shared(reading: Reading, wanted: frozenset[str]) -> int:
    said = _said(reading)
    count = 0
    for stem in wanted:
        alike = next((g for g in _alike(reading) if stem in g), frozenset((stem,)))
        count += not said.isdisjoint(alike)
    return count


def _alike(reading: Reading) -> list[frozenset[str]]:
    """Words that say the same in promises; an entry is a group with blanks between."""
    language, entries = reading.language, reading.words.sets["alike"]
    return [frozenset(_stem(word, language) for word in entry.split()) for entry in entries]


def _said(reading: Reading) -> frozenset[str]:
    known: frozenset[str] | None = reading.kept.get("_said")
    if known is None:
        anatomy = reading.body.anatomy
        parts = (anatomy.text.cased[p.start : p.end] for p in anatomy.stretches)
        words = (word for part in parts for word in _WORD.findall(fold(part)))
        known = reading.kept["_said"] = frozenset(_stem(word, reading.language) for word in words)
    return known


def _stems(reading: Reading, text: str, common: str) -> frozenset[str]:
    context = reading.context
    own = {
        _stem(word, reading.language)
        for known in (context.host_organisation, context.host_role)
        for word in _WORD.findall(fold(known or ""))
    }
    own |= reading.host | _names.tokens(context.seeker_name or "")
    small = reading.words.sets[common] | reading.words.sets["common_thanks_small"]
    words = [word for word in _WORD.findall(fold(text)) if word not in small]
    stems = frozenset(_stem(word, reading.language) for word in words if len(word) > 2)
    return (stems - own) or stems


@lru_cache(maxsize=4096)
def _stem(word: str, language: str) -> str:
    short = lexicon(language).patterns["word_ending"].sub("", word)
    return short if len(short) >= _STEM_LEAST else word


def not_to_be_remembered(reading: Reading) -> Iterator[Finding]:
    """Thanks after a telephone talk or a refusal that do not ask to be remembered."""
    asked = reading.body.has("remembered") or reading.body.most("M") >= _REMEMBERED
    if not (asked or _remembers_closing(reading)):
        row = "F4" if reading.letter.kind is LetterKind.THANKS_PHONE else "R5"
        yield reading.finding(
            "not-to-be-remembered",
            Level.ADVISE,
            row,
            "It does not ask to be remembered; one line does it.",
        )


def _remembers_closing(reading: Reading) -> bool:
    """Whether the closing words ask for it: "I hope you will remember me,"."""
    part, closing = reading.body.anatomy.closing, reading.words.patterns["remembers_closing"]
    return bool(part and closing.search(reading.body.flat[part.start : part.end]))


def purpose_not_restated(reading: Reading) -> Iterator[Finding]:
    """Thanks for a refusal that do not say again what the talk was to be for."""
    if reading.body.has("purpose_surely"):
        return
    said = reading.body.has("purpose_past") or states_purpose(reading)
    learned = max(reading.body.most("B"), reading.body.most("L") - _PRESENT)
    if learned + (_AIM_SAID if said else 0.0) < _RESTATED:
        yield reading.finding(
            "purpose-not-restated",
            Level.ADVISE,
            "R5",
            "It does not say again what you hoped to learn.",
        )


def late(reading: Reading) -> Iterator[Finding]:
    """Thanks that come more than a day after the talk."""
    debrief = reading.context.debrief
    hours = debrief.hours_since if debrief else None
    most = reading.context.thank_within or numbers.default().thank_within
    if hours is not None and hours > most:
        yield reading.finding(
            "late",
            Level.ADVISE,
            "F1",
            f"More than {most} hours have passed since the talk; send it today.",
        )
