"""Matching at import: is a person of the file one whom we know already? (C1)

A strong key decides: the same mail address or the same profile. The same name at the same
organisation is the same person where no strong key speaks against it. A name alone decides
nothing: it is put to the seeker. All by dictionaries: the work grows with the file only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Literal

from fifteen.method.facts import Facts
from fifteen.method.folding import (
    email_key,
    is_email,
    name_key,
    organisation_key,
    phone_key,
    word_set,
)
from fifteen.method.folding import profile_key as link_key
from fifteen.method.news import COMPARED, changes_of, differ, share_a_word

Kind = Literal["new", "same", "changed", "unsure"]

# People under one key that are looked at. A name that more people share cannot tell them apart.
_ALIKE = 20

_SAME_PROFILE, _SAME_MAIL = "The same profile.", "The same e-mail."
_NOTHING = "Nothing is different."
BY_NAME_ALONE = ("The same name and organisation.", "The same name and telephone number.")
"""Reasons that will do where the seeker looks at what comes in, and not where nobody does."""

# Shared by a whole office, so that they say nothing about one person.
_OFFICE = word_set(
    "info office contact hello mail admin sales support team kontakt hr jobs noreply no-reply "
    "reception enquiries secretary accueil"
)
_simple = attrgetter("connected_on", *COMPARED)  # what has to be equal for nothing to be different


@dataclass(frozen=True, slots=True)
class Match:
    """What a person of the file is to those known.

    `id` is the known person, empty for "new". `line` is the line of the file that the known person
    came from, 0 for one who was in the book before. `changes`: fact -> (was, now); where it is
    unsure who it is, what would change if it is that person.
    """

    kind: Kind
    id: str = ""
    why: str = ""
    changes: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    line: int = 0


@dataclass(frozen=True, slots=True)
class _Keys:
    name: str
    organisation: str
    email: str
    link: str
    phone: str


@dataclass(frozen=True, slots=True)
class _Known:
    id: str
    facts: Facts
    keys: _Keys


class Index:
    """Everybody known, by what tells people apart. `people` are pairs of an id and facts.

    An id may come twice: as somebody is, and as they were before a change by hand. What was true
    of them once is no news.
    """

    def __init__(self, people: Iterable[tuple[str, Facts]] = ()) -> None:
        self._known: list[_Known] = []
        self._versions: dict[str, tuple[int, ...]] = {}  # id -> places in the list
        self._exact: dict[int, int] = {}
        self._by: dict[str, tuple[int, ...]] = {}
        for key, facts in people:
            self.add(key, facts)

    def __len__(self) -> int:
        return len(self._versions)

    def add(self, key: str, facts: Facts) -> None:
        """Knows one more person. The one who came first is found first."""
        self._add(key, facts, _keys_of(facts), hash(_simple(facts)))

    def _add(self, key: str, facts: Facts, keys: _Keys, print_: int) -> None:
        place = len(self._known)
        self._known.append(_Known(key, facts, keys))
        self._versions[key] = (*self._versions.get(key, ()), place)
        self._exact.setdefault(print_, place)
        for look in _looks(keys):
            known = self._by.get(look, ())
            if len(known) < _ALIKE:
                self._by[look] = (*known, place)

    def everybody(self) -> Iterator[tuple[str, Facts]]:
        """Everybody known, each once, with what was said of them first."""
        for key, places in self._versions.items():
            yield key, self._known[places[0]].facts

    def put_away(self) -> None:
        """Let go of what is needed to look somebody up: `match` and `sift` find nobody then."""
        self._exact, self._by = {}, {}

    def match(self, facts: Facts) -> Match:
        """What these facts are to the people known. `why` is one sentence."""
        simple = _simple(facts)
        return self._twin(simple, hash(simple)) or self._like(facts, _keys_of(facts))

    def sift(self, rows: Iterable[tuple[int, Facts]]) -> Iterator[Match]:
        """The match of each row (line, facts) in turn, among those known and the rows before it.

        A row that resembles a row of the same file has that row's line in `Match.line`.
        """
        lines: dict[str, int] = {}
        for line, facts in rows:
            simple = _simple(facts)
            print_ = hash(simple)
            found = self._twin(simple, print_)
            if found is None:
                keys = _keys_of(facts)
                found = self._like(facts, keys)
                if found.kind in ("new", "unsure"):
                    key = f"line {line}"
                    lines[key] = line
                    self._add(key, facts, keys, print_)
            yield _of_this_file(found, lines.get(found.id, 0)) if found.id else found

    def _twin(self, simple: tuple[object, ...], print_: int) -> Match | None:
        """Whoever is known with just these facts."""
        place = self._exact.get(print_)
        if place is None or _simple(self._known[place].facts) != simple:
            return None
        return Match("same", self._known[place].id, _NOTHING)

    def _like(self, facts: Facts, keys: _Keys) -> Match:
        return self._by_strong_key(facts, keys) or self._by_name(facts, keys)

    def _by_strong_key(self, facts: Facts, keys: _Keys) -> Match | None:
        mailed = self._nearest("e" + keys.email, keys) if keys.email else None
        linked = self._nearest("l" + keys.link, keys) if keys.link else None
        if linked and mailed and linked.id != mailed.id:
            why = f"The profile is this person's, but the e-mail is {mailed.facts.name}'s."
            return self._unsure(linked, facts, why)
        if linked:
            return self._compared(linked, facts, _SAME_PROFILE)
        if mailed:
            return self._mailed(mailed, facts, keys)
        return None

    def _mailed(self, known: _Known, facts: Facts, keys: _Keys) -> Match:
        if differ(keys.link, known.keys.link):
            return self._unsure(known, facts, "The same e-mail, but another profile.")
        if is_email(facts.name) or is_email(known.facts.name):
            return self._compared(known, facts, _SAME_MAIL)
        if keys.name and known.keys.name and not share_a_word(keys.name, known.keys.name):
            return self._unsure(known, facts, "The same e-mail, but another name.")
        return self._compared(known, facts, _SAME_MAIL)

    def _by_name(self, facts: Facts, keys: _Keys) -> Match:
        if not keys.name:
            return Match("new")
        colleagues = self._others("o" + _name_and_organisation(keys), keys)
        if keys.organisation and colleagues:
            return self._at_one_organisation(colleagues, facts, keys)
        namesakes = self._others("n" + keys.name, keys)
        if namesakes:
            return self._of_one_name(namesakes, facts, keys)
        return self._by_phone(facts, keys)

    def _at_one_organisation(self, known: list[_Known], facts: Facts, keys: _Keys) -> Match:
        fitting = [k for k in known if not differ(keys.email, k.keys.email)]
        if not fitting:
            why = "The same name and organisation, but another e-mail."
            return self._unsure(known[0], facts, why)
        if len({k.id for k in fitting}) > 1:
            return self._unsure(fitting[0], facts, "Several people of this name work there.")
        return self._compared(fitting[0], facts, BY_NAME_ALONE[0])

    def _of_one_name(self, known: list[_Known], facts: Facts, keys: _Keys) -> Match:
        for one in known:
            if keys.phone and keys.phone == one.keys.phone:
                return self._compared(one, facts, BY_NAME_ALONE[1])
        if differ(keys.organisation, known[0].keys.organisation):
            return self._unsure(known[0], facts, "The same name, but another organisation.")
        return self._unsure(known[0], facts, "The same name, and nothing else to go by.")

    def _by_phone(self, facts: Facts, keys: _Keys) -> Match:
        for one in self._others("p" + keys.phone, keys) if keys.phone else ():
            if share_a_word(keys.name, one.keys.name):
                why = "The same telephone number and a name like this one."
                return self._unsure(one, facts, why)
        return Match("new")

    def _others(self, look: str, keys: _Keys) -> list[_Known]:
        """Known people under a key, without those whose profile is another: they are others."""
        known = (self._known[place] for place in self._by.get(look, ()))
        return [k for k in known if not differ(keys.link, k.keys.link)]

    def _nearest(self, look: str, keys: _Keys) -> _Known | None:
        """Of the people under a strong key the one of the same name, or else the first."""
        known = [self._known[place] for place in self._by.get(look, ())]
        return next((k for k in known if k.keys.name == keys.name), known[0] if known else None)

    def _compared(self, known: _Known, facts: Facts, why: str) -> Match:
        changes = self._news(known, facts)
        return Match("changed" if changes else "same", known.id, why, changes)

    def _unsure(self, known: _Known, facts: Facts, why: str) -> Match:
        return Match("unsure", known.id, why, self._news(known, facts))

    def perhaps(self, key: str, facts: Facts, why: str, line: int = 0) -> Match:
        """The answer where these facts may be the known person's, by more than equal keys."""
        found = self._unsure(self._known[self._versions[key][0]], facts, why)
        return _of_this_file(found, line)

    def surely(self, key: str, facts: Facts, why: str) -> Match:
        """The answer where it is certain by something else that these are the known person's."""
        return self._compared(self._known[self._versions[key][0]], facts, why)

    def _news(self, known: _Known, facts: Facts) -> dict[str, tuple[str, str]]:
        """What was never said of this person before."""
        versions = (self._known[place].facts for place in self._versions[known.id])
        return min((changes_of(was, facts) for was in versions), key=len)


def _of_this_file(found: Match, line: int) -> Match:
    if not line:
        return found
    why = f"{found.why} It is on line {line} of this file already."
    return Match(found.kind, found.id, why.strip(), found.changes, line)


def _keys_of(facts: Facts) -> _Keys:
    email = email_key(facts.email)
    return _Keys(
        name=name_key(facts.name),
        organisation=organisation_key(facts.organisation),
        email="" if email.partition("@")[0] in _OFFICE else email,
        link=link_key(facts.link),
        phone=phone_key(facts.phone),
    )


def _looks(keys: _Keys) -> Iterator[str]:
    """The keys of the one dictionary: a letter for the kind, then the value."""
    if keys.email:
        yield "e" + keys.email
    if keys.link:
        yield "l" + keys.link
    if keys.phone:
        yield "p" + keys.phone
    if keys.name:
        yield "n" + keys.name
        if keys.organisation:
            yield "o" + _name_and_organisation(keys)


def _name_and_organisation(keys: _Keys) -> str:
    return f"{keys.name}\n{keys.organisation}"
