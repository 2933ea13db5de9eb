"""The form of a letter: greeting, names, blanks, sign-off, subject, length (A7, A9, A12)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fifteen.method import numbers
from fifteen.method.folding import TITLES, fold, organisation_key
from fifteen.method.letters import _names
from fifteen.method.letters._blanks import blanks
from fifteen.method.letters._reading import Reading
from fifteen.method.letters._signed import is_seeker, signed_within
from fifteen.method.words import Channel, Finding, LetterKind, Level

_CALLED_LEAST = 3  # letters that a name and what one is called by share at their beginning
_GREETING_WITHIN = 600  # characters; addresses may stand above a greeting
_NAME_LONGEST = 60  # characters
_STOPS = re.compile(r"[,!:.?]|-+ ")
_WHITHER = frozenset(("to", "at", "of", "from", "in", "by", "near", "with", "past", "outside"))
_LOWER_MOST = 3  # words without a capital that may be a name
_SAID_FIRST = 7  # words of a message among which the name may stand
_DRAWN_OUT = re.compile(r"(\w)\1+$")  # heyy


def greets_nobody(reading: Reading) -> Iterator[Finding]:
    """A greeting that names nobody, or none at all."""
    anatomy = reading.body.anatomy
    if has_blank(reading):
        return
    if named_after(reading) or (not anatomy.greeting and _named_at_once(reading)):
        return
    if not anatomy.greeting:
        yield _impersonal(reading, (0, 0), "The letter greets nobody; begin with the host's name.")
        return
    if not names_somebody(reading):
        start, end = anatomy.greeting.start, anatomy.greeting.end
        while end > start and reading.body.flat[end - 1] in " ,;:.!?-":
            end -= 1
        yield _impersonal(
            reading, (start, end), "This greets nobody by name; write to a named person."
        )


def named_after(reading: Reading) -> bool:
    """Whether the host's name follows the greeting: "Hello there, Ms Ruiz," "Greetings from
    Leeds, Ana!"; or stands in a line of its own above the letter."""
    anatomy = reading.body.anatomy
    cased = anatomy.text.cased
    start = anatomy.greeting.end
    stop = cased.find("\n", start) if anatomy.greeting else -1
    lines = [cased[start:stop] if stop >= 0 else cased[start:]]
    if not anatomy.greeting:
        lines = [part for part in cased[:_GREETING_WITHIN].split("\n") if part.strip()][:2]
    for line in lines:
        for part in _STOPS.split(line.strip(" ,!")[:_NAME_LONGEST])[:2]:
            words = set(_names.ordered(part)) - reading.words.sets["greeting_words"]
            if words and words <= reading.host:
                return True
    return False


def _named_at_once(reading: Reading) -> bool:
    """A letter that begins with the name, in the same line: "Pat, saw the stairs you did"."""
    first = reading.body.anatomy.text.cased.lstrip()[:60].split()[:4]
    words = [_DRAWN_OUT.sub(r"\1", fold(word.strip("!,.?:;-–—"))) for word in first]
    sets = reading.words.sets
    behind = next((at for at, word in enumerate(words) if at and word in _WHITHER), len(words))
    first, words = first[:behind], words[:behind]  # "Been coming to Macklin Barbell": no Macklin
    tie = reading.context.tie
    to_forward = reading.letter.kind is LetterKind.INTRODUCTION_REQUEST
    if to_forward and tie and tie.via and not _names.tokens(tie.via).isdisjoint(words):
        return True
    if reading.host:
        if reading.letter.channel is Channel.MESSAGE:  # "Cheers for the call Gav, ..."
            more = reading.body.anatomy.text.cased.lstrip()[:90].split()[len(first) : _SAID_FIRST]
            words += [fold(w.strip("!,.")) for w in more if w[-1] in "!,." and w[:1].isupper()]
        said = set(words) - sets["greeting_words"] - sets["greeting_stops"] - _WHITHER
        called = {fold(word.strip("!,.?:;-–—")) for word in first if word[:1].isupper()}
        return any(
            _names.fits_name(word, _DRAWN_OUT.sub(r"\1", name), reading.words)
            or (word in called and _is_cut_or_called(word, name))
            for word in said
            for name in reading.host
        )
    if words and words[0] in TITLES and len(first) > 1:
        first, words = first[1:], words[1:]
    known = bool(first) and first[0][:1].isupper() and first[0][-1] in "!,"
    return known and words[0] not in sets["nobody"]


def _is_cut_or_called(word: str, name: str) -> bool:
    """Whether a name is cut short (Gav) or ends as it does where one is called by it (Ljubice)."""
    if len(word) < _CALLED_LEAST:
        return False
    return name.startswith(word) or (len(word) > _CALLED_LEAST and word[:-1] in (name, name[:-1]))


def _impersonal(reading: Reading, span: tuple[int, int], reason: str) -> Finding:
    return reading.finding("impersonal-greeting", Level.STOP, "A7", reason, reading.body, span)


def names_somebody(reading: Reading) -> bool:
    """Whether the greeting names a person."""
    part = reading.body.anatomy.greeted
    greeted = reading.body.anatomy.text.cased[part.start : part.end]
    greeted = greeted.split(" (")[0]  # Bill (as everybody called you)
    sets = reading.words.sets
    words = [word for word in _names.ordered(greeted) if word not in sets["greeting_words"]]
    if reading.host and not reading.host.isdisjoint(words):
        return True
    if set(words) & set(fold(reading.context.host_name or "").split()):
        return True  # a name that is a title elsewhere: Mr Engineer
    said = fold(greeted).split()
    if any(w in reading.words.nicknames.get(name, ()) for w in said for name in reading.host):
        return True  # a nickname that is a title elsewhere: Dom, Col
    short, known = reading.words.formal_names, fold(reading.context.host_name or "").split()
    if any(word in short and word in known for word in said):
        return True  # where the host is known by it alone: Col Baxendale
    if not words or _is_organisation(reading, greeted) or _is_sentence(reading, greeted, words):
        return False
    if not sets["kin"].isdisjoint(words):
        return True
    if _names.only_titles(greeted) and sets["first_names"].isdisjoint(words):
        return False
    if reading.host and _calls_a_post(reading, set(words)):
        return False
    if greeted.strip().lower().startswith("whom") or set(words) <= {"or", "and", "to"}:
        return False
    return sets["nobody"].isdisjoint(words) and len(words) <= 7


def _is_sentence(reading: Reading, greeted: str, words: list[str]) -> bool:
    """Whether what stands behind a greeting is no name but what the letter says: "alright mate saw
    ur lads digging"."""
    if len(words) <= _LOWER_MOST or any(char.isupper() for char in greeted):
        return False
    return not any(_names.is_first_name(word, reading.words) for word in words[:_LOWER_MOST])


def _is_organisation(reading: Reading, greeted: str) -> bool:
    """Whether the organisation is greeted, which has the host's name: "Dear Quinlan & Sons,"."""
    known = organisation_key(reading.context.host_organisation or "")
    return len(known.split()) > 1 and organisation_key(greeted) == known


def _calls_a_post(reading: Reading, words: set[str]) -> bool:
    """Whether the words are the host's role or organisation alone: "Dear Grid Modeller,"; not a
    word of the organisation behind a title, which is taken for a name: "Dear Mr Forge,"."""
    role = _names.tokens(reading.context.host_role or "")
    firm = _names.tokens(reading.context.host_organisation or "")
    part = reading.body.anatomy.greeted
    titled = _names.is_titled(reading.body.anatomy.text.cased[part.start : part.end])
    return words <= role or (words <= role | firm and not titled)


def has_blank(reading: Reading) -> bool:
    """Whether the greeting holds a field not filled in; that is told by placeholder-left alone."""
    part = reading.body.anatomy.greeting
    return any(
        start < part.end and part.start < end for start, end in blanks(reading, reading.body)
    )


def placeholder_left(reading: Reading) -> Iterator[Finding]:
    """Every field that was not filled in."""
    for field in (reading.subject, reading.body):
        for span in blanks(reading, field):
            yield reading.finding(
                "placeholder-left",
                Level.STOP,
                "A7",
                "A blank was left here; fill it in.",
                field,
                span,
            )


def too_long(reading: Reading) -> Iterator[Finding]:
    """A request of more words than people read."""
    most = reading.context.words_long or numbers.default().words_request_long
    count = reading.body.anatomy.words()
    if count > most:
        yield reading.finding(
            "too-long",
            Level.ADVISE,
            "A9",
            f"It has {count} words; under {most} are read and answered more often.",
        )


def no_sign_off(reading: Reading) -> Iterator[Finding]:
    """A letter that does not end with the seeker's name."""
    anatomy = reading.body.anatomy
    ends = [anatomy.name, anatomy.signature]
    blank_from = anatomy.closing.start or (anatomy.stretches[-1].end if anatomy.stretches else 0)
    if any(start >= blank_from > 0 for start, _ in blanks(reading, reading.body)):
        return
    if any(part and is_seeker(reading, part.start, part.end) for part in ends):
        return
    if not signed_within(reading):
        yield reading.finding(
            "no-sign-off", Level.ADVISE, "A12", "It does not end with your name; sign it."
        )


_FIRST = (LetterKind.REQUEST, LetterKind.INTRODUCTION_REQUEST)


def no_subject(reading: Reading) -> Iterator[Finding]:
    """A mail without a subject, or with one that says nothing."""
    letter = reading.letter
    if letter.channel is not Channel.MAIL or letter.subject is None:
        return
    sets = reading.words.sets
    flat = reading.subject.flat
    words = re.findall(r"[^\W_]+(?:[-'][^\W_]+)*", flat)
    empty = sets["subject_fillers"] | reading.seeker
    if letter.kind is not LetterKind.INTRODUCTION_REQUEST:  # which is about the host
        empty |= reading.host
    if any(_DRAWN_OUT.sub(r"\1", word) not in empty and not word.isdigit() for word in words):
        return
    if reading.words.patterns["subject_speaks"].search(flat):
        return
    if letter.kind not in _FIRST and reading.words.patterns["subject_of_thread"].match(flat):
        return  # the subject of the mail that is answered
    if any(finding.field == reading.subject.name for finding in placeholder_left(reading)):
        return  # what is to be put in there may say something
    end = len(reading.subject.flat)
    yield reading.finding(
        "no-subject",
        Level.ADVISE,
        "A9",
        "The subject says nothing; name what the letter is about."
        if words
        else "There is no subject; name what the letter is about.",
        reading.subject,
        (0, end) if letter.subject.strip() else (0, 0),
    )
