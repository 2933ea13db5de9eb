"""Whom a reply speaks to: the seeker, somebody in copy, both, or neither."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from fifteen.method.answers._lexicon import lexicon
from fifteen.method.answers._said import greeted
from fifteen.method.answers.words import Message

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
    + r"(?=,| <|[.:;!–=]| - | [=&]|,? (?:this is|meet|das (?:ist|isch)|voici|je te|please|bitte"
    r"|kannst|könntest|would|could|can|over to)\b)"
)
_PAIR = (
    r"\b{one}\b(?:,| <>| ?/| ?&| ?\+| and| und|:| -| –)? "
    r"(?:(?:this is|meet|das ist|hier ist|here's|here is|hi|dear|lieber?|frau|herr) )?{two}\b"
)


def names_of(header: str) -> list[str]:
    """The words of the names in a header, without addresses."""
    told = re.sub(r"<[^<>]*>|[\w.+-]{1,64}@\S{1,200}", " ", header[:_LONGEST_HEADER])
    return [word.lower() for word in re.findall(r"[^\W\d_][\w'-]+", told)]


def greets_stranger(reply: str, message: Message) -> bool:
    """Whether a reply greets neither the seeker nor anybody in copy."""
    names = names_of(message.to) + names_of(message.cc)
    said = [word.lower() for word in greeted(reply)]
    nobody = lexicon(message.language).nobody
    own = [word for word in said if word not in nobody]
    if not own or len(own) < len(said) or not names:
        return False
    return not any(
        word in name or name in word or SequenceMatcher(None, word, name).ratio() > _ALIKE
        for word in own
        for name in names
    )


def greets_two(reply: str) -> bool:
    """Whether a greeting names two people, or both."""
    greeting = reply.strip().split("\n")[0][:80]
    return bool(_TWO.match(greeting)) and len(greeting.split()) <= 7


def addresses_both(reply: str, message: Message) -> bool:
    """Somebody in copy is spoken to by name, as only one who introduces does; or the two are
    named side by side ("Levin, Momme")."""
    seekers = [re.escape(name) for name in names_of(message.to)[:_MOST]]
    told = reply[:_LONGEST_HEADER]
    for name in map(re.escape, copied(message)):
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
    known = {*names_of(message.to), *names_of(message.sender)}
    locals_ = re.findall(r"([^\W\d_]{3,30})[\w.+-]{0,40}@", message.cc[:_LONGEST_HEADER].lower())
    return [name for name in dict.fromkeys([*names_of(message.cc), *locals_]) if name not in known][
        :_MOST
    ]
