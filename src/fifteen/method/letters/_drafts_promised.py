"""A promise in the form in which it can stand after "will", "to" or "offering" (F2, F3).

It is noted in whatever words: "She'll introduce me to Tom Lee", "sends me the slides", "reading
list". Who promised is known from elsewhere, so the words need only say what.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from fifteen.method.letters._drafts_notes import Form, Note, infinitive, small, to_you, usable
from fifteen.method.letters._drafts_wording import word_set
from fifteen.method.tongues import likely


def promised(note: str) -> Note:
    """A promise as said to the host: a deed after "to", a thing after "offering", a sentence that
    stands by itself; unclear where its form cannot be told."""
    text = usable(note)
    if not text or likely(text) != "en":
        return Note(Form.UNCLEAR if note.strip() else Form.NOTHING)
    what, is_deed = _parted(text)
    spoken = to_you(what) if what else None
    if not spoken:
        return Note(Form.UNCLEAR)
    first, _, rest = spoken.partition(" ")
    if is_deed:
        return Note(Form.DEED, spoken[:1].lower() + spoken[1:])
    if _subject(text):
        return Note(Form.UNCLEAR)  # somebody did something, in a form not known
    known = first.lower() in word_set("works")
    said = spoken[:1].lower() + spoken[1:] if known else small(spoken)
    gerund = first.endswith("ing") and rest.split(" ", 1)[0] not in word_set("after_ing")
    if gerund or first.lower() == "you" or not said[:1].islower():
        return Note(Form.SENTENCE, said)
    determined = first.lower() in word_set("determiners") or first.lower() in {"my", "our"}
    return Note(Form.THING, said if determined else f"the {said}")


def without_subject(text: str, names: Iterable[str] = ()) -> str:
    """A promise without who made it, its verb as it stands after "will": "He sends me the slides"
    is "send me the slides". As it was where it names nobody, or its verb is not known."""
    what, is_deed = _parted(text, names)
    return what if is_deed or _subject(text, names).rstrip().endswith(":") else text


def _parted(text: str, names: Iterable[str] = ()) -> tuple[str, bool]:
    """A promise without subject and "will", and whether it is a verb for after "to"."""
    subject = _subject(text, names)
    bare = text[len(subject) :]
    will = _WILL.match(bare)
    if will is not None:
        bare = bare[will.end() :]
    first, _, rest = bare.partition(" ")
    verb = first.lower()
    if verb in word_set("deeds"):
        return bare, True
    base = infinitive(verb)
    if base in _STATES:
        return bare, False
    certain = bool(subject) or rest.split(" ", 1)[0].lower() in _OBJECTS
    if base and (base in word_set("deeds") or certain):
        return f"{base} {rest}".rstrip(), True
    return bare, will is not None and verb.isalpha() and bool(subject)


def _subject(text: str, names: Iterable[str] = ()) -> str:
    """Who does it, as far as the words begin with that: "She ", "They'", "Bartosz "."""
    found = _PRONOUN.match(text)
    if found is not None:
        return found[0]
    for name in sorted(filter(None, names), key=len, reverse=True):
        if text.startswith(f"{name} "):
            return f"{name} "
    return ""


_STATES = frozenset({"know", "have", "be", "like", "think", "want", "need", "love", "see"})
_OBJECTS = frozenset({"me", "us", "you"})
_PRONOUN = re.compile(
    r"\s*(?:you|she|he|they|i|me(?=:))(?:[\s:,]+|(?=['’](?:ll|d)\b))", re.IGNORECASE
)
_WILL = re.compile(
    r"(?:(?:['’](?:ll|d)|will|would|could|can|might|may|shall)"
    r"(?: (?:be (?:happy|glad|able) to|like to|love to|try to|gladly|also|happily))*"
    r"|(?:has |have )?(?:offered|promised|agreed) to"
    r"|(?:offers|promises|agrees|wants|hopes|plans) to"
    r"|(?:is|are) (?:going|happy|glad) to|to)\s+",
    re.IGNORECASE,
)
