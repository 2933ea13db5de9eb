"""The people a reply names, with their addresses and what they are called."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fifteen.method.answers._lexicon import LANGUAGES, lexicon
from fifteen.method.answers._sense import words_of
from fifteen.method.answers.words import Message, Named

_ADDRESS = re.compile(r"<?([\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6})>?")
_CAPITALS = r"[A-Z\u00c0-\u00de\u0100-\u017f][\w'’-]+"
_TITLES = r"(?:(?:Dr|Prof|Ms|Mr|Mrs)\.? |Frau |Herrn? )*"
_PARTICLES = r"(?:van|von|de|der|den|ter|di|da|dos|du|le|la|del|el|bin|ibn|al|zu|zur)\b"
_FULL_NAME = re.compile(rf"{_TITLES}({_CAPITALS}(?: (?:{_PARTICLES} ){{0,2}}{_CAPITALS}){{0,3}})")
_LONGEST_HEADER = 4_000  # characters
_HEADER_NAME = re.compile(r'"?([^"<>,;]+?)"?\s*<([^<>\s]+@[^<>\s]+)>|([^\s<>,;]+@[^\s<>,;]+)')


def people(reply: str, message: Message, named: Iterator[str]) -> tuple[Named, ...]:
    """Other people a reply names, with their addresses where they stand in it or in copy.

    `named` are the words by which the classes told of somebody. The seeker and the writer are
    never among them.
    """
    known = _addresses(message.cc)
    seeker = {one.lower() for one in (*_addresses(message.to), *_addresses(message.sender))}
    own_names = {
        word
        for header in (message.to, message.sender)
        for name in _addresses(header).values()
        for word in name.lower().split()
    }
    found: dict[str, Named] = {}
    language = message.language if message.language in LANGUAGES else LANGUAGES[0]
    known_words = words_of(language).known
    told = lexicon(language).words
    for words in named:
        first = len(words)  # where the first name in these words ends
        for match in _FULL_NAME.finditer(words):
            if match.start() > first and told["firm_before"].search(words[first : match.start()]):
                continue  # "Lars Eikeland, who runs forecasting at Northgrid"
            name = _trimmed(match[1], lexicon(message.language).no_name)
            name = _without_common(name, match.start() == 0 or language == "de", known_words)
            theirs = set(name.lower().split()) & own_names
            if name and name.lower() not in known_words and not theirs:
                address = _address_of(name, reply, known)
                full = known.get(address, "")
                name = full if name in full else name
                role = _role(words, match, language)
                found.setdefault(name, Named(name, address, role))
                first = min(first, match.end())
    for address in _ADDRESS.findall(reply):
        if address.lower() not in seeker and all(one.email != address for one in found.values()):
            found.setdefault(address, Named("", address))
    for address, name in known.items():
        if address.lower() not in seeker and all(
            one.email.lower() != address.lower() for one in found.values()
        ):
            found.setdefault(address, Named(name, address))
    return tuple(found.values())


def _without_common(name: str, may_be: bool, known: frozenset[str]) -> str:
    """Without "Ask" before it, or "Nachfolger": words that are no names."""
    words = name.split()
    while may_be and len(words) > 1 and words[0].lower() in known:
        words = words[1:]
    return " ".join(words)


def _role(sentence: str, name: re.Match[str], language: str) -> str:
    """What the sentence calls them beside their name: "my colleague", "head of training"."""
    words = lexicon(language).words
    before = words["role_before"].search(sentence[max(0, name.start() - _NEAR) : name.start(1)])
    after = words["role_after"].match(sentence, name.end())
    for found in (before, after):
        if found and _is_role(found[1], language):
            return found[1].strip()
    works = words["works_as"].match(sentence, name.end())
    return works[1].strip() if works else ""


def _is_role(told: str, language: str) -> bool:
    known = words_of(language)
    return any({"COLLEAGUE", "BOSS"} & {*known.groups(word)} for word in told.lower().split())


_NEAR = 60  # characters before a name that may say what they are


def _trimmed(name: str, no_name: re.Pattern[str]) -> str:
    words = name.split()
    while words and no_name.fullmatch(words[0].replace("’", "'")):
        words = words[1:]
    while words and no_name.fullmatch(words[-1].replace("’", "'")):
        words = words[:-1]
    return " ".join(words).removesuffix("'s").removesuffix("’s")


def _addresses(header: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, address, bare in _HEADER_NAME.findall(header[:_LONGEST_HEADER]):
        found[address or bare] = name.strip()
    return found


def _address_of(name: str, reply: str, known: dict[str, str]) -> str:
    words = [word.lower() for word in name.split() if len(word) > 2]
    for address in (*_ADDRESS.findall(reply), *known):
        local = address.split("@")[0].lower()
        if any(word in local for word in words):
            return str(address)
    return next((address for address, one in known.items() if name in one), "")
