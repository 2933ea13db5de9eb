"""Whom to ask first, with the reason for each name (C2), and how to ask them (A4, A11)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from fifteen.method import _reasons, roles
from fifteen.method._reasons import Known
from fifteen.method.folding import organisation_key
from fifteen.method.words import THROUGH_PERSON, Channel, Host, LetterKind, Seeker, Tie, TieKind

HIGHEST = 1000

# The order is METHOD's and EVIDENCE's (answers by tie); the distances are a judgement. A field
# that fits lifts a name by one to three places, it never lifts a stranger over a friend's friend.
NAMED_BY_HOST = 820
BASE: dict[TieKind, int] = {
    TieKind.INTRODUCED: 620,
    TieKind.REFERRED: 600,
    TieKind.FRIEND: 400,
    TieKind.COLLEAGUE: 398,
    TieKind.FAMILY: 396,
    TieKind.DORMANT: 380,
    TieKind.ALUMNI: 320,
    TieKind.GROUP: 280,
    TieKind.WEAK: 180,
    TieKind.NONE: 80,
}
FIELD_FITS = 150  # times the share of the best wished field that role, organisation, field name
SAME_EMPLOYER = 60  # works where the seeker worked; for weak ties and strangers
OFFERED = 60  # offered to talk through a programme (O2); for members, weak ties and strangers
NO_FACTS = -100  # neither role nor organisation: nothing to ask them about yet
REACHABLE = 16  # by mail; a telephone counts half of it, a profile a quarter
UNREACHABLE = -40
OLD_TIE = 8  # an online tie of some years carries more news than one of last month
OLD_TIE_YEARS = 3
# Of the people one has lost touch with one picks the comfortable ones; those who have come far and
# like to explain know more (Walter, Levin & Murnighan 2015). Small: within the tie, not above it.
DORMANT_LEADS = 24
DORMANT_EXPLAINS = 12

FITS_FROM = 0.6  # share of a wished field's words from which the reason says "does the work"
PERHAPS_FROM = 0.4  # share below which a field is not worth a look. A judgement
_COMMON_WORD = 0.3  # weight of words that every field has: development, management ...
_LONGEST_FACT = 200  # characters looked at

_TOKEN = re.compile(r"[^\W\d_]+")
_ENDINGS = ("ment", "ing", "ion", "ist", "ism", "ant", "ian", "er", "or")
_COMMON = frozenset(
    ("develop", "manag", "design", "engin", "research", "consult", "work", "servic", "administrat")
)
_FILLING = frozenset(("and", "the", "for", "with", "from", "und", "der", "les", "des"))


@dataclass(frozen=True, slots=True)
class Ranking:
    """How early to ask somebody: 0 to 1000, higher is earlier, and why in one sentence."""

    score: int
    reason: str
    row: str


@dataclass(frozen=True, slots=True)
class Way:
    """How to ask somebody: which letter, by which channel, and why."""

    kind: LetterKind
    channel: Channel
    sentence: str
    row: str


def rank(
    host: Host,
    seeker: Seeker,
    fields: Sequence[str],
    *,
    email: bool,
    phone: bool,
    link: bool,
    connected_on: date | None,
    referred_by_host: bool,
    today: date,
    fresh_until: date | None = None,
    offered: bool = False,
) -> Ranking:
    """How early this contact should be asked, for the fields the seeker wonders about.

    `referred_by_host`: a host named them in a conversation; `fresh_until`: by when to write to
    them then (T4). `connected_on`: since when an online tie exists. `email`, `phone`, `link`:
    whether there is one. `offered`: they are on a programme's list of those who would talk.
    """
    kind = host.tie.kind
    fits, which = _fit(host, _wished(tuple(fields)))
    known = bool(host.role or host.organisation)
    distant = kind in (TieKind.WEAK, TieKind.NONE)
    once_there = distant and _once_there(host.organisation, seeker.employers)
    leads = kind == TieKind.DORMANT and roles.leads(host.role)
    score = (NAMED_BY_HOST if referred_by_host else BASE[kind]) + round(FIELD_FITS * fits)
    score += SAME_EMPLOYER if once_there else 0
    offers = offered and kind in _reasons.OFFER_COUNTS
    score += OFFERED if offers else 0
    score += 0 if known or referred_by_host else NO_FACTS
    score += _reach(email, phone, link, referred_by_host)
    since = connected_on if kind == TieKind.WEAK else None
    score += _old_tie(host, since, leads, today)
    reason, row = _reasons.of(
        Known(
            host,
            named=referred_by_host,
            fresh_until=fresh_until,
            once_there=once_there,
            outside=bool(fields) and fits < PERHAPS_FROM,
            field=fields[which] if fits >= FITS_FROM else "",
            leads=leads,
            offered=offers,
            since=since.year if since else None,
            reachable=email or phone or link,
            today=today,
        )
    )
    return Ranking(max(0, min(HIGHEST, score)), reason, row)


def _old_tie(host: Host, since: date | None, leads: bool, today: date) -> int:
    if host.tie.kind == TieKind.DORMANT:
        return DORMANT_LEADS * leads + DORMANT_EXPLAINS * roles.teaches(host.role)
    return OLD_TIE if since and _years(since, today) >= OLD_TIE_YEARS else 0


def _reach(email: bool, phone: bool, link: bool, named: bool) -> int:
    if email or phone or link:
        return REACHABLE if email else REACHABLE // 2 if phone else REACHABLE // 4
    return 0 if named else UNREACHABLE


def way(tie: Tie, has_mail: bool, has_phone: bool) -> Way:
    """How to ask somebody of this tie, with the addresses there are (A4, A11)."""
    kind, via = tie.kind, tie.via.strip()
    if kind in (TieKind.FAMILY, TieKind.FRIEND):
        channel = Channel.MESSAGE if has_phone else Channel.MAIL if has_mail else Channel.IN_PERSON
        return Way(LetterKind.REQUEST, channel, "Simply ask; a few lines are enough.", "A4")
    if via and kind == TieKind.WEAK:
        return _through(via, f"{via} knows them: ask for an introduction first.")
    if via and kind in THROUGH_PERSON and not (has_mail or has_phone):
        return _through(via, f"Ask {via} to put you in touch; there is no address yet.")
    sentence = _mail_sentence(kind, via)
    if has_mail:
        return Way(LetterKind.REQUEST, Channel.MAIL, sentence, "A4")
    if has_phone:
        call = "There is no mail address: call, with the script before you."
        return Way(LetterKind.CALL_SCRIPT, Channel.PHONE, call, "A11")
    return Way(LetterKind.REQUEST, Channel.MESSAGE, sentence, "A4")


def _through(via: str, sentence: str) -> Way:
    return Way(LetterKind.INTRODUCTION_REQUEST, Channel.MAIL, sentence, "C6")


def _mail_sentence(kind: TieKind, via: str) -> str:
    if kind == TieKind.INTRODUCED:
        return f"Follow up on the introduction{f' by {via}' if via else ''}, soon and briefly."
    if kind == TieKind.REFERRED:
        return f"Say in the first line that {via or 'somebody they know'} named them."
    if kind in (TieKind.ALUMNI, TieKind.GROUP):
        return f"Name what you share{f', {via},' if via else ''} in the first line."
    if kind == TieKind.COLLEAGUE:
        return "Ask plainly; you have worked together."
    if kind == TieKind.DORMANT:
        return "Write as if no time had passed; old acquaintances are glad to hear from one."
    return "A short letter: why this person, fifteen minutes, easy to decline."


def fit(host: Host, fields: Sequence[str]) -> tuple[float, int]:
    """How much of the best of these fields the host's facts name, 0 to 1, and which it is."""
    return _fit(host, _wished(tuple(fields)))


def asks_whom(host: Host, seeker: Seeker, fields: Sequence[str]) -> tuple[bool, bool]:
    """Whether this person is best asked whom they know in these fields, as their own work is in
    none of them; and whether their work is what the seeker knows from within already."""
    known = bool(host.role or host.organisation)
    if not known or (fields and _fit(host, _wished(tuple(fields)))[0] >= PERHAPS_FROM):
        return False, False
    own = bool(fields) and _once_there(host.organisation, seeker.employers)
    past = (seeker.background[:_LONGEST_FACT],) if seeker.background.strip() else ()
    own = own or bool(past and host.role and _share(host.role, past[0]) >= FITS_FROM)
    return own or (bool(fields) and host.tie.kind in _reasons.OUTSIDE), own


def _share(role: str, text: str) -> float:
    """How much of a role's words stand in a text, 0 to 1."""
    words = _words(role[:_LONGEST_FACT])
    return len(words & _words(text)) / len(words) if words else 0.0


def naming(text: str, field: str) -> tuple[str, ...]:
    """The words of a text, as written, that name a field in one of its forms."""
    wished = _words(field[:_LONGEST_FACT])
    tokens = _TOKEN.findall(text[:_LONGEST_FACT])
    return tuple(dict.fromkeys(t for t in tokens if len(t) > 1 and _stem(t.casefold()) in wished))


def stems(fields: Sequence[str]) -> frozenset[str]:
    """The beginnings of the words by which people of these fields can be found, without those
    that every field has."""
    return frozenset(s for field in fields for s in _words(field[:_LONGEST_FACT])) - _COMMON


def _fit(host: Host, wished: tuple[tuple[tuple[str, float], ...], ...]) -> tuple[float, int]:
    text = f"{host.role[:_LONGEST_FACT]} {host.organisation[:_LONGEST_FACT]} {host.field}"
    folded = text[: 3 * _LONGEST_FACT].casefold()
    # A stem begins its word, so a text without it has no such word: most need no closer look.
    if not [1 for field in wished for stem, _ in field if stem in folded]:
        return 0.0, 0
    words = _words(folded)
    shares = [sum([weight for stem, weight in field if stem in words]) for field in wished]
    best = max(shares)
    return best, shares.index(best)


@lru_cache(maxsize=256)
def _wished(fields: tuple[str, ...]) -> tuple[tuple[tuple[str, float], ...], ...]:
    """Each field as its words with their share of it; the shares of a field add up to 1."""
    read = []
    for field in fields:
        weights = {
            w: _COMMON_WORD if w in _COMMON else 1.0 for w in sorted(_words(field[:_LONGEST_FACT]))
        }
        total = sum(weights.values())
        read.append(tuple((word, weight / total) for word, weight in weights.items()))
    return tuple(read)


def _words(text: str) -> frozenset[str]:
    tokens = _TOKEN.findall(text.casefold())
    return frozenset(_stem(t) for t in tokens if len(t) > 1 and t not in _FILLING)


@lru_cache(maxsize=16_384)
def _stem(word: str) -> str:
    """What "modelling", "modeller" and "models" have in common; rough, and for comparing only."""
    word = word.removesuffix("s") if len(word) > 4 else word
    for _ in range(2):  # "engineering" is "engineer" is "engin"
        ending = next((e for e in _ENDINGS if word.endswith(e) and len(word) - len(e) >= 4), "")
        word = word.removesuffix(ending)
    if len(word) > 4 and word[-1] == word[-2]:
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 4 else word


@lru_cache(maxsize=16_384)
def _once_there(organisation: str, employers: tuple[str, ...]) -> bool:
    return bool(employers and organisation) and organisation_key(organisation) in _keys(employers)


@lru_cache(maxsize=256)
def _keys(organisations: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(organisation_key, organisations)) - {""}


def _years(since: date, today: date) -> int:
    return today.year - since.year - ((today.month, today.day) < (since.month, since.day))
