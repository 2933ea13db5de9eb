"""What a letter says to this host: a fact, the tie, and no pressure (A4, A6, A9)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from fifteen.method.folding import fold
from fifteen.method.letters import _spelling
from fifteen.method.letters._anatomy import Sentence
from fifteen.method.letters._hits import Hit, joined, merged
from fifteen.method.letters._reading import AGREED, Field, Reading
from fifteen.method.letters.rules_ask import asking
from fifteen.method.words import Finding, LetterKind, Level

_WORD = re.compile(r"[^\W_]+")
_INSIDE = re.compile(r"[a-z,'] [A-Z]")  # a capital in the middle of a sentence
_PLAIN_WORD = re.compile(r"[\w-]+")
_GIVEN_WORDS = 5  # after what gives a role to the host, of which one may be the role's
_GIVEN_WITHIN = 200  # characters
_SURELY = {"pressing": "pressing_surely", "pressing_granted": "granted_surely"}
_DOUBTFUL = -1.5  # log odds below which no phrase presses
_PRESSES = 0.5  # log odds from which a sentence does without any known phrase
_FACT = 0.2  # log odds from which a letter says a fact
_MUTE = 2.0  # how much less a sentence tells of the host that does not speak to them
_PLACE_NAMED = 6.0  # their organisation, as the context has it, adds to them
_ROLE_NAMED = 2.0  # their role, where it is theirs that is spoken of
_ROLE_ABOUT = 0.6  # where it may be the name of the field as well
_UNSAID = 2.5  # where no known phrase tells of the host, they must be so much more
_TITLED = 1.0  # what it adds that a work is named by its title
_SPOKEN = frozenset(("you", "your", "you're", "you've", "you'd", "yours", "u", "ur"))
_OWN_LEAST = 4  # words in one sentence that stand in no common letter
_NAMES = frozenset(("~firstname", "~surname"))
_PLACES = frozenset(("~city", "~country", "~nation"))
_SMALL_IN_NAMES = ("of", "and", "the", "for", "in", "at")
_WHOLE = 5  # letters; a shorter one is looked for as it is: tech, not technical
_LONG_WORD = 7  # letters; a longer one is known without its ending: libraries, library


def nothing_personal(reading: Reading) -> Iterator[Finding]:
    """A request that would fit a hundred others."""
    asks = asking(reading, "F", "A")
    mute = frozenset(s.start for s in reading.body.sentences if not speaks(s))
    plainly = reading.body.most("F", asks | mute)
    fact = max(plainly, reading.body.most("F", asks) - _MUTE)
    if fact - _UNSAID >= _FACT:
        return  # no phrase could change it
    named = _work_named(reading)
    said = named or (_names_a_work(reading) if _says_a_fact(reading) else -_UNSAID)
    if fact + said < _FACT:
        yield reading.finding(
            "nothing-personal",
            Level.ADVISE,
            "A6",
            "It says nothing that is true of this host alone; name a fact: work, a step, a talk.",
        )


def speaks(sentence: Sentence) -> bool:
    """Whether a sentence speaks to the host."""
    return not _SPOKEN.isdisjoint(sentence.words)


def _work_named(reading: Reading) -> float:
    """What it adds that the host's organisation or role is named; 0 where neither is."""
    context = reading.context
    text = judged(reading)
    name = context.host_organisation
    if name and _names_organisation(text, name, reading):
        return _PLACE_NAMED
    role = [word for word in _WORD.findall(fold(context.host_role or "")) if len(word) > 2]
    role = [word for word in role if word not in reading.words.sets["role_words"]]
    said = sum(1 for word in role if _spelling.begun(text, word[:7]))
    if role and said * 2 >= len(role) and _of_host(reading, role):
        return _ROLE_NAMED if _given_to_host(reading, text, role) else _ROLE_ABOUT
    return 0.0


def _given_to_host(reading: Reading, text: str, role: list[str]) -> bool:
    """Whether it is the host who has the role: "your work as a grid modeller"."""
    stems = tuple(word[:7] for word in role)
    for given in reading.words.patterns["role_given"].finditer(text):
        said = text[given.end() : given.end() + _GIVEN_WITHIN].split(" ")
        for word in said[:_GIVEN_WORDS]:
            if word.startswith(stems):
                return True
            if not _PLAIN_WORD.fullmatch(word):
                break
    return False


def _names_organisation(text: str, name: str, reading: Reading) -> bool:
    """Whether the organisation is named: by a word that is its own, or by its whole name."""
    words = _WORD.findall(fold(name))
    common = reading.words.sets["common_places"]
    if len(words) > 1 and all(word in common for word in words):
        return " ".join(words) in " ".join(_WORD.findall(text))
    return mentions(text, name, reading, "no_place") and _by_own_word(text, name, reading)


def _by_own_word(text: str, name: str, reading: Reading) -> bool:
    """Whether a name is not said only by words of the trade: "Lisle Yoga" not by yoga, unless with
    its capital or beside another word of it."""
    sense = reading.body.sense
    words = [word for word in _WORD.findall(fold(name)) if len(word) > 1]
    common = {word: sense.words.kinds_of(word) for word in words} if sense else {}
    common = {word: kinds for word, kinds in common.items() if not _NAMES.issuperset(kinds)}
    said = [word for word in words if named(text, word)]
    if not said or any(word not in common for word in said):
        return True  # by its short form, or by a word that is its own
    if any(f"{a} {b}" in text for a, b in pairwise(words)):
        return True
    cased = " ".join(field.anatomy.cased for field in (reading.subject, reading.body))
    inside = (word for word in said if _PLACES.isdisjoint(common[word]))
    return any(
        _INSIDE.match(cased, max(0, at - 2))
        for word in inside
        for at in _spelling.places(cased, word[0].upper() + word[1:-1])
    )


def _says_a_fact(reading: Reading) -> bool:
    """Whether known phrases, or words of its own, speak of the host."""
    field, context = reading.body, reading.context
    via = fold(context.tie.via) if context.tie else ""
    for hit in field.hits("personal"):
        part = field.flat[hit.start : hit.end]
        if reading.words.patterns["not_a_fact"].search(part):
            continue
        if not (via and any(word in via for word in part.split()[-1:])):
            return True
    return any(_tells(reading, sentence) for sentence in field.sentences)


def _names_a_work(reading: Reading) -> float:
    """What it adds that a title stands in quotation marks in a sentence that speaks to the host."""
    field = reading.body
    spoken = [(s.start, s.end) for s in field.sentences if speaks(s)]
    titled = any(a <= first and last <= b for first, last in field.quotations for a, b in spoken)
    return _TITLED if titled else 0.0


def _tells(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence speaks to the host or of what was seen, in words of its own."""
    words, field = reading.words, reading.body
    text = field.flat[sentence.start : sentence.end]
    if words.patterns["self_told"].match(text) or not words.patterns["told_of_host"].search(text):
        return False
    common = words.sets["letter_words"]
    via = reading.context.tie.via if reading.context.tie else ""
    tied = set(_WORD.findall(fold(via or ""))) | reading.seeker | reading.host
    own = {
        word
        for word in _WORD.findall(text)
        if len(word) > 2 and word not in common and word not in tied
    }
    return len(own) >= _OWN_LEAST


def _of_host(reading: Reading, role: list[str]) -> bool:
    """Whether the words of the role stand in a sentence that speaks to the host."""
    spoken = frozenset(("you", "your", "you're", "you've", "yours", "someone", "somebody", "as"))
    for sentence in reading.body.sentences:
        part = reading.body.flat[sentence.start : sentence.end]
        if not spoken.isdisjoint(sentence.words) and any(word[:7] in part for word in role):
            return True
    return False


def judged(reading: Reading) -> str:
    """The judged text and the subject, folded."""
    known: str | None = reading.kept.get("judged")
    if known is None:
        flat = reading.body.flat
        parts = [flat[part.start : part.end] for part in reading.body.anatomy.stretches]
        known = reading.kept["judged"] = " ".join([*parts, reading.subject.flat])
    return known


def mentions(text: str, name: str, reading: Reading, small: str) -> bool:
    """Whether a text speaks of an organisation, a school or a group, in full or in short."""
    words = _WORD.findall(fold(name))
    core = [word for word in words if word not in reading.words.sets[small]] or words
    if any(len(word) > 1 and named(text, word) for word in core):
        return True
    return shortened(text, name, core)


def shortened(text: str, name: str, core: list[str]) -> bool:
    """Whether a text has the letters that a name of several words is known by."""
    words = _WORD.findall(fold(name))
    shorts = {"".join(word[0] for word in words), "".join(word[0] for word in core)}
    shorts.add("".join(word[0] for word in words if word not in _SMALL_IN_NAMES))
    shorts.add("".join(word[0] for word in words if word not in ("and", "the")))  # IFoA
    return any(len(short) > 1 and _spelling.spelled(text, short) for short in shorts)


def named(text: str, word: str) -> bool:
    """Whether a word of a name is said: a long one without its ending, a short one whole."""
    if len(word) > _LONG_WORD:
        return _spelling.begun(text, word[:-3])
    if len(word) < _WHOLE:
        return any(_spelling.whole(text, form) for form in (word, f"{word}s", f"{word}'s"))
    return _spelling.begun(text, word)


def pressing(reading: Reading) -> Iterator[Finding]:
    """Where it takes a yes for granted, sets a deadline, urges, or lays on guilt."""
    groups = {"pressing": "P"}
    if reading.letter.kind not in AGREED:
        groups["pressing_granted"] = "G"
    for field in (reading.subject, reading.body):
        likely = _may_press(field)
        hits = [
            hit
            for group in groups
            for hit in (*field.hits(group, likely), *field.hits(_SURELY[group]))
            if _presses(reading, field, hit, group)
        ]
        said = {hit.sentence.start for hit in hits}
        for label in groups.values():
            hits += [
                h
                for h in field.cores(label, _PRESSES)
                if h.sentence.start not in said
                and not (_eased(reading, field, h) or _is_agreed(reading, field, h))
            ]
        if field is reading.body:
            hits += _pressing_closing(reading, groups)
        for hit in joined(merged(hits)):
            yield reading.finding(
                "pressing",
                Level.ADVISE,
                "A9",
                "This presses; leave it easy to say no.",
                field,
                (hit.start, hit.end),
            )


def _may_press(field: Field) -> list[Sentence]:
    likely = [*field.about("G", _DOUBTFUL), *field.about("P", _DOUBTFUL)]
    starts = {sentence.start for sentence in likely}
    return [sentence for sentence in field.sentences if sentence.start in starts]


def _presses(reading: Reading, field: Field, hit: Hit, group: str) -> bool:
    if field.quoted(hit.start, hit.end):
        return False
    patterns = reading.words.patterns
    sentence = field.flat[hit.sentence.start : hit.sentence.end]
    if _eased(reading, field, hit):
        return False
    if group == "pressing_granted" and patterns["if_yes"].search(sentence):
        return False
    if patterns["own_negation"].match(field.flat[hit.start : hit.end]):
        return True
    return not (group == "pressing" and field.denied(hit, inside=False))


def _eased(reading: Reading, field: Field, hit: Hit) -> bool:
    """Whether the sentence itself takes the pressure out, or is about something quick."""
    pattern = reading.words.patterns["no_pressure"]
    return pattern.search(field.flat[hit.sentence.start : hit.sentence.end]) is not None


def _is_agreed(reading: Reading, field: Field, hit: Hit) -> bool:
    """Whether the sentence only looks forward to a talk that the host has agreed to."""
    agreed = reading.letter.kind in AGREED
    return agreed and next(field.hits("pressing_granted", [hit.sentence]), None) is not None


def _pressing_closing(reading: Reading, groups: Mapping[str, str]) -> list[Hit]:
    """Closing words that press like those in the body: "Thanks in advance," "See you Tuesday,"."""
    part = reading.body.anatomy.closing
    if not part or "pressing_granted" not in groups or not reading.body.sentences:
        return []
    presses = reading.words.patterns["presses_closing"]
    found = presses.search(reading.body.flat[part.start : part.end])
    if found is None or reading.letter.kind is LetterKind.CALL_SCRIPT:
        return []
    last = reading.body.sentences[-1]
    return [Hit(part.start + found.start(), part.start + found.end(), last)]
