"""Whom a reply speaks to: the seeker, somebody in copy, both, or neither."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from fifteen.method.answers._lexicon import lexicon
from fifteen.method.answers._said import greeted
from fifteen.method.answers._sense import words_of
from fifteen.method.answers.words import Message

_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,200}")
_MOST = 8  # names of a header
_ALIKE = 0.55  # how much of a name is the same where it is only misspelt
_LONGEST_HEADER = 2_000  # characters of names that are looked at

_NAME = (
    r"(?:(?:[Ll]iebe[rs]?|[Dd]ear|[Hh]i|[Hh]ello|Frau|Herr|Mr|Ms|Mrs|Dr)\.? )*[^\W\d_a-z][\w.'-]+"
)
_TWO = re.compile(
    rf"(?:(?:[Hh]i|[Hh]ello|[Dd]ear|[Hh]ey|[Gg]reetings|[Mm]oin|[Ll]iebe[rs]?|[Hh]allo"
    r"|[Ss]ehr geehrte[rs]?) )*"
    rf"(?:both|you two|ihr (?:zwei|beiden)|zäme|zusammen"
    rf"|{_NAME}(?: {_NAME})?(?:,|!| and| und| &|/|\s?<>) {_NAME})"
)
"""A greeting of two people."""

_CALLED = r"(?:(?:frau|herrn?|mr|ms|mrs|dr)\.? )?{name}(?: [^\W\d_][\w'-]{{1,30}})?"
_SPOKEN_TO = (
    r"@{name}\b|(?:^|[.!?:;\n,] ?|\b(?:hi|hey|dear|hello|lieber?|hallo|moin) )"
    + _CALLED
    + r"(?=,(?! (?:copied|here|in copy|cc|who|whom|hier|in kopie)\b)"
    r"| <|[.:;!–=]| - | [=&]|,? (?:this is|meet|das (?:ist|isch)|voici|je te|please|bitte"
    r"|kannst|könntest|would|could|can|over to)\b)"
)
_PAIR = (
    r"\b{one}\b(?:,| <>| ?/| ?&| ?\+| and| und|:| -| –)? "
    r"(?:(?:this is|meets?|das ist|hier ist|here's|here is|hi|dear|lieber?|frau|herr) )?{two}\b"
)


def names_of(header: str) -> list[str]:
    """The words of the names in a header, without addresses."""
    told = re.sub(r"<[^<>]*>|[\w.+-]{1,64}@\S{1,200}", " ", header[:_LONGEST_HEADER])
    return [word.lower() for word in re.findall(r"[^\W\d_][\w'-]+", told)]


def greets_stranger(reply: str, message: Message) -> bool:
    """Whether a reply greets neither the seeker nor anybody in copy, but somebody by name."""
    names = names_of(message.to) + names_of(message.cc)
    own = _called(reply, message.language)
    if not own or not names:
        return False
    return not any(
        word in name or name in word or SequenceMatcher(None, word, name).ratio() > _ALIKE
        for word in own
        for name in names
    )


def _called(reply: str, language: str) -> list[str]:
    """The name that a reply begins with, in small letters: "Hi Steve", "Linda, did the ..."."""
    said = greeted(reply)
    bare = _CALLS.match(reply)
    if not said and bare:
        said = bare[1].split()
    nobody, words = lexicon(language).nobody, words_of(language)
    own = [word for word in said if word.lower() not in nobody]
    if len(own) < len(said) and not all(w.lower() in _TITLES for w in said if w not in own):
        return []
    small = [word for word in own if not word[0].isupper()]
    if small:  # "Hi mum", but not "Hey need to push our chat"
        home = len(own) == 1 and "HOME" in words.classes.get(own[0], ())
        return own if home else []
    plain = [word.lower() for word in own]
    common = any(word in words.known or word.endswith(_NO_NAME) for word in plain)
    if bare and (common or _AGREES.search(reply, 0, _BEGINS)):
        return []  # "Grand, yeah"
    return plain


_CALLS = re.compile(
    r"(?:(?:[Ss]ervus|[Mm]oin|[Hh]iya|[Ss]alut|[Cc]iao|[Oo]k|[Ss]o) )?"
    r"([^\W\d_a-zäöüß][^\W\d_A-Z]{2,20})(?:,|:| -| –)\s"
)
"""Somebody called without a greeting, or with one that is no word of a letter."""
_AGREES = re.compile(
    r"\b(?:yes|yeah|yep|yup|sure|ok|okay|gladly|ja|jo|klar|gern|passt)\b", re.IGNORECASE
)
_BEGINS = 40  # characters of a reply in which an agreement makes a word before it no name
_NO_NAME = ("ed", "ly", "ung", "keit", "heit", "ing", "boy", "ful")
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof", "professor", "frau", "herr", "herrn"})


def greets_two(reply: str) -> bool:
    """Whether a greeting names two people, or both."""
    greeting = reply.strip().split("\n")[0][:80]
    return bool(_TWO.match(greeting)) and len(greeting.split()) <= 7


def addresses_both(reply: str, message: Message) -> bool:
    """Somebody in copy is spoken to by name, as only one who introduces does; or the two are
    named side by side ("Levin, Momme")."""
    others = copied(message)
    if not others:
        return False
    told = _ADDRESS.sub(" ", reply[:_LONGEST_HEADER])
    both = greets_two(reply) or lexicon(message.language).words["pair"].search(told)
    if both and names_copied(reply, message):
        return True
    seekers = [re.escape(name) for name in names_of(_first(message.to))[:_MOST]]
    for name in map(re.escape, others):
        if re.search(_SPOKEN_TO.format(name=name), told, re.IGNORECASE | re.MULTILINE):
            return True
        for one in seekers:
            for pair in ((one, name), (name, one)):
                if re.search(_PAIR.format(one=pair[0], two=pair[1]), told, re.IGNORECASE):
                    return True
    return False


def names_copied(reply: str, message: Message) -> bool:
    """Whether a reply names somebody in copy, other than as who keeps the calendar."""
    if lexicon(message.language).words["assistant"].search(reply):
        return False
    words = set(re.findall(r"[^\W\d_][\w'-]+", reply[:_LONGEST_HEADER].lower()))
    return any(name in words for name in copied(message))


def copied(message: Message) -> list[str]:
    """The names of those in copy, or what their addresses call them."""
    seeker = _first(message.to)
    known = {*names_of(seeker), *names_of(message.sender)}
    others = f"{message.to[len(seeker) :]} {message.cc}"[:_LONGEST_HEADER]
    locals_ = re.findall(r"([^\W\d_]{3,30})[\w.+-]{0,40}@", others.lower())
    names = dict.fromkeys([*names_of(others), *locals_])
    return [name for name in names if name not in known][:_MOST]


def _first(header: str) -> str:
    """The first of those that a header names: the letter that is answered was theirs."""
    found = _ADDRESS.search(header)
    return header[: found.end()] if found else header
