"""The quick entry: one typed line about a person becomes facts (C1).

    Ana Ruiz, counsel at Acme, alumni of Boalt, ana@acme.example, via Tom

The name comes first, the rest in any order; an address without a name stands for it. What is not
understood goes to the note, so that nothing typed is lost. Every pattern is tried on one short part
of the line, in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from fifteen.method.facts import Facts, from_texts, named
from fifteen.method.folding import POST_NOMINALS, TITLES, fold, is_email, tidy
from fifteen.method.quick_words import (
    FAMILY,
    FIRM_WORDS,
    KIN_TITLES,
    LABELS,
    MARKS,
    MINE,
    PHRASES,
    ROLE_WORDS,
)
from fifteen.method.words import Tie, TieKind

KnownNames = Mapping[str, str] | Callable[[str], str | None]

LINE_LIMIT = 2_000  # characters that are read; the rest goes to the note as it is

_PARTS = re.compile(
    r"[,;|\t\n\u060c\u061b\uff0c\u3001\uff1b]| [-–—] |(?<=\S)(?= ?\()|(?<=\))"
    r"| (?=(?:via|(?:introduced|referred|recommended) by) )",
    re.IGNORECASE,
)
_LINK = re.compile(r"(?:https?://|www\.|(?:[a-z]{2,3}\.)?linkedin\.com/)[^\s,;<>\"']+", re.I)
_MAIL = re.compile(r"<?(?:mailto:)?[^\s<>,;\"'()@]{1,64}@[^\s<>,;\"'()@]{1,255}>?")
_PHONE = re.compile(r"(?<![\w/])(?:\+|\(?0|\()?\d[\d ()./-]{5,24}\d(?![\w/])")
_NO_PHONE = re.compile(r"\d{4}-\d\d-\d\d|\d{4} ?[-–/] ?\d{2,4}|\d{1,2}[./]\d{1,2}[./]\d{2,4}")
_PHONE_DIGITS = range(7, 16)  # E.164 has at most fifteen
_ROLE_AT = re.compile(r"^(?P<role>\S.*?)(?: at | ?@ ?)(?P<organisation>\S.*)$", re.I)
_AT = re.compile(r"^(?:works? (?:at|for)|working (?:at|for)|now at|at|@) ?(?P<what>\S.*)$", re.I)
_CLOSENESS = {kind: place for place, kind in enumerate(TieKind)}
_GUESS_WORDS = 4  # a longer part is a remark, not the name of an organisation


@dataclass(slots=True)
class _Found:
    """What has been understood so far."""

    facts: dict[str, str] = field(default_factory=dict)
    tie: Tie = field(default_factory=Tie)
    tie_typed: str = ""  # as it was typed
    tie_kept: bool = True  # whether the typed words stand elsewhere too
    remarks: list[str] = field(default_factory=list)

    def put(self, fact: str, value: str) -> bool:
        """Keeps a value where there is none yet; False where there is one."""
        if not value or self.facts.get(fact):
            return False
        self.facts[fact] = value
        return True

    def put_or_remark(self, fact: str, value: str) -> None:
        if not self.put(fact, value):
            self.remarks.append(value)

    def put_tie(self, tie: Tie, typed: str, kept: bool) -> None:
        """Keeps the closer of two ties; what the other one said is not lost."""
        if _CLOSENESS[tie.kind] < _CLOSENESS[self.tie.kind]:
            tie, self.tie = self.tie, tie
            typed, self.tie_typed = self.tie_typed, typed
            kept, self.tie_kept = self.tie_kept, kept
        if not kept:
            self.remarks.append(typed)


def parse_line(line: str, known_names: KnownNames | None = None) -> Facts:
    """The facts in one typed line; an empty line gives empty facts.

    `known_names` makes "Tom" a known "Tom Lee": a mapping by folded name, or a function of the
    name as typed that answers with the whole name, or with nothing where it knows none or several.
    """
    found = _Found()
    text = tidy(line.replace("\t", ", "), LINE_LIMIT * 2)
    rest = text[LINE_LIMIT:]
    text = _take_addresses(text[:LINE_LIMIT], found)
    name, parts = _name_and_parts(text)
    name = _without_tie(name, found, known_names)
    for part in parts:
        _read_part(part, found, known_names)
    if fold(name) in FAMILY and found.tie.kind is TieKind.NONE:
        found.tie = Tie(TieKind.FAMILY)  # "Mum" alone says who she is
    if rest:
        found.remarks.append(rest)
    if found.facts.get("email") and _is_no_name(name):
        name, parts = "", [name, *parts]
    given, family = split_name(name)
    note = "; ".join([*filter(None, [found.facts.pop("note", "")]), *found.remarks])
    facts = {**found.facts, "name": name, "given": given, "family": family, "note": note}
    return named(from_texts(facts, tie=found.tie))


def split_name(name: str) -> tuple[str, str]:
    """Given and family name of a name in Latin letters, without title; empty where it is unclear.

    A guess that serves a greeting. Names with one word, or in scripts without blanks, stay whole.
    """
    words = [w for w in name.split() if fold(w).strip(".") not in TITLES]
    while len(words) > 2 and fold(words[-1]).strip(".") in POST_NOMINALS:
        words.pop()
    if len(words) < 2:
        return "", ""
    if len(words) == 2:
        return words[0], words[1]
    cut = next((i for i, w in enumerate(words) if i and w.islower()), len(words) - 1)
    return " ".join(words[:cut]), " ".join(words[cut:])


def _take_addresses(text: str, found: _Found) -> str:
    """The text without links, mail addresses and telephone numbers; the first of each is kept."""

    def take(fact: str, fits: Callable[[str], bool]) -> Callable[[re.Match[str]], str]:
        def one(match: re.Match[str]) -> str:
            value = match.group().strip(" <>.").removeprefix("mailto:")
            if not fits(value):
                return match.group()
            found.put_or_remark(fact, value)
            return " , "  # an address stands between two parts, whether or not a comma does

        return one

    text = _LINK.sub(take("link", lambda _: True), text)
    text = _MAIL.sub(take("email", is_email), text)
    return _PHONE.sub(take("phone", _is_phone), text)


def _is_phone(text: str) -> bool:
    digits = sum(c.isdigit() for c in text)
    if digits not in _PHONE_DIGITS or _NO_PHONE.fullmatch(text):
        return False
    return text[0] in "+0(" or digits >= 9 or not text.isdigit()


def _name_and_parts(text: str) -> tuple[str, list[str]]:
    quoted = re.match(r'\s*["“]([^"”]*)["”]', text)
    if quoted and quoted.group(1).strip():
        return _turned(quoted.group(1).strip()), _parts(text[quoted.end() :])
    first, *others = _parts(text) or [""]
    name, tail = _cut_at_mark(first)
    return name, [*([tail] if tail else []), *others]


def _turned(name: str) -> str:
    """A quoted "Ruiz, Ana" is Ana Ruiz; "Ana Ruiz, PhD" stays."""
    family, comma, given = name.partition(",")
    if not comma or "," in given or fold(given).strip(" .") in POST_NOMINALS:
        return name
    return f"{given.strip()} {family.strip()}".strip()


def _parts(text: str) -> list[str]:
    parts = (p.strip(' ()"“”.:') for p in _PARTS.split(text))
    return [p for p in parts if any(c.isalnum() for c in p)]


def _is_no_name(first: str) -> bool:
    """Whether a first part names nobody: "E-mail:" and an address, an address and "via Tom"."""
    if fold(first).replace("-", "") in LABELS or _AT.match(first):
        return True
    return any(phrase.pattern.match(first) for phrase in PHRASES)


def _cut_at_mark(first: str) -> tuple[str, str]:
    """A first part such as "Ana Ruiz at Acme" or "Ana Ruiz via Tom" holds more than the name."""
    low = f" {first.lower()} "
    places = [at for mark in MARKS if (at := low.find(mark)) > 0]
    places = [at for at in places if fold(first[:at]) not in MINE]
    if not places:
        return first, ""
    return first[: min(places)].strip(), first[min(places) :].strip()


def _read_part(part: str, found: _Found, known: KnownNames | None) -> None:
    if _read_label(part, found) or _read_tie(part, found, known):
        return
    at = _AT.match(part)
    if at:
        found.put_or_remark("organisation", at["what"].strip())
        return
    both = _ROLE_AT.match(part)
    if both and not found.facts.get("role"):
        found.put("role", both["role"].strip())
        found.put_or_remark("organisation", both["organisation"].strip())
        return
    _guess(part, found)


def _read_label(part: str, found: _Found) -> bool:
    """A part that says itself what it is: "role: counsel", "tel", "note: likes chess"."""
    label, colon, value = part.partition(":")
    fact = LABELS.get(fold(label).replace("-", "")) if colon else None
    if fact and value.strip():
        if fact == "country" and len(value.strip()) != 2:
            fact = "place"
        found.put_or_remark(fact, value.strip())
        return True
    return fold(part).replace("-", "") in LABELS  # what it named has been taken out already


def _read_tie(part: str, found: _Found, known: KnownNames | None) -> bool:
    if fold(part).removeprefix("my ") in FAMILY:
        found.put_tie(Tie(TieKind.FAMILY), part, kept=True)
        found.remarks.append(part)
        return True
    for phrase in PHRASES:
        match = phrase.pattern.match(part)
        if not match:
            continue
        via = (match.groupdict().get("via") or "").strip(" .")
        if phrase.fact and via:
            found.put_or_remark(phrase.fact, via)
        if phrase.keep:
            found.remarks.append(part)
        through = _known(via, known) if phrase.is_person else via
        tie = Tie(phrase.kind, through if phrase.through else "")
        found.put_tie(tie, part, kept=phrase.keep or bool(phrase.fact))
        return True
    return False


def _without_tie(name: str, found: _Found, known: KnownNames | None) -> str:
    """The name without the tie that was typed before it: "my uncle Pekka" is Pekka, of the family.

    Who is only called by the tie is called so: "my uncle" is "Uncle".
    """
    words = name.split()
    mine = bool(words) and fold(words[0]) in MINE
    if not mine:
        titled = len(words) > 1 and fold(words[0]) in KIN_TITLES
        return _called(words, 1, found, known) if titled and not _is_firm(words) else name
    for count in range(len(words), 1, -1):
        lead = words[1:count]
        if fold(lead[-1]) in FAMILY or any(p.pattern.match(" ".join(lead)) for p in PHRASES):
            return _called(words, count, found, known)
    return name


def _is_firm(words: list[str]) -> bool:
    """Whether the words behind a kin title name a firm: "Aunt May Bakery", "Uncle Ben's"."""
    owned = any(word.endswith(("'s", "’s")) for word in words)
    return owned or (len(words) > 2 and fold(words[-1]).strip(".") in FIRM_WORDS)


def _called(words: list[str], count: int, found: _Found, known: KnownNames | None) -> str:
    """The words behind the first so many, which say the tie."""
    lead = " ".join(words[:count])
    if fold(words[count - 1]) in FAMILY:
        found.put_tie(Tie(TieKind.FAMILY), lead, kept=True)
        found.remarks.append(lead)
    else:
        _read_tie(lead, found, known)
    return " ".join(words[count:]) or words[count - 1].capitalize()


def _known(name: str, known: KnownNames | None) -> str:
    if known is None or not name:
        return name
    whole = known(name) if callable(known) else known.get(fold(name))
    return whole or name


def _guess(part: str, found: _Found) -> None:
    """A bare part: a role where it has a word of one, an organisation where it is a short name."""
    words = part.split()
    bare = {fold(w).strip(".()") for w in words}
    if bare & ROLE_WORDS and found.put("role", part):
        return
    named = len(words) <= _GUESS_WORDS and part[0].isupper() and not bare & POST_NOMINALS
    if not (named and found.put("organisation", part)):
        found.remarks.append(part)
