"""Everything on the letter page that is worked out: findings, ways out, kinds, starting points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.template.loader import render_to_string

from fifteen.actions import _drafting, _letter_words, earlier
from fifteen.method.letters._reading import Reading
from fifteen.method.letters.check import Tick, applied, check
from fifteen.method.letters.drafts import Blank, Draft, Version, draft, lengths, tones, versions
from fifteen.method.words import Channel, Finding, LetterKind, Stage
from fifteen.pages import _findings
from fifteen.pages._findings import Shown
from fifteen.pages._mail import mailto, tel
from fifteen.store import read, scope
from fifteen.store.models import Letter


@dataclass(frozen=True, slots=True)
class To:
    """Whom the letter goes to: the person, or whoever is asked to introduce."""

    name: str
    email: str = ""
    phone: str = ""

    @property
    def tel(self) -> str:
        """The link that calls them, or nothing."""
        return tel(self.phone)


@dataclass(frozen=True, slots=True)
class Ways:
    """How the letter leaves, and what it waits for."""

    mailto: str
    words: str  # to be typed to let it go as it stands; empty where nothing stops it
    free: bool  # nothing stops it, or all that does was overruled
    channels: tuple[tuple[str, str], ...]
    channel: str


@dataclass(frozen=True, slots=True)
class Start:
    """What one may start from: the starting points, tones and lengths, and which are chosen."""

    versions: tuple[Version, ...]
    version: str
    tones: tuple[Version, ...]
    tone: str
    lengths: tuple[Version, ...]
    length: str


@dataclass(frozen=True, slots=True)
class Desk:
    """The page of one letter."""

    letter: Letter
    kind: LetterKind
    title: str  # of the kind
    to: To
    headline: str
    found: tuple[Shown, ...]
    marks: str
    before: str
    ways: Ways
    kinds: tuple[tuple[str, str], ...]
    start: Start
    changed: bool  # the text is no draft any more: starting anew would lose something
    overrule: str
    today: date

    @property
    def spoken(self) -> bool:
        """Whether it is read aloud."""
        return self.kind is LetterKind.CALL_SCRIPT


def of(letter: Letter, now: datetime, today: date, overrule: str = "") -> Desk:
    """The page of a letter as it stands in `letter`, kept or not."""
    kind = LetterKind(letter.kind)
    facts = _drafting.facts(letter, now)
    begun = draft(kind, facts, letter.version, *_drafting.manner_of(letter))
    written, context = _drafting.as_checked(letter), _drafting.context(letter, now)
    findings = check(written, context)
    blanks = _left(begun.blanks, letter)
    found = _findings.shown(findings, blanks)
    to = addressee(letter)
    ways = _ways(letter, kind, to, findings, overrule)
    let_go = bool(ways.words) and ways.free
    return Desk(
        letter=letter,
        kind=kind,
        title=titled(kind),
        to=to,
        headline=_LET_GO
        if let_go
        else _findings.headline(findings, kind is LetterKind.CALL_SCRIPT),
        found=found,
        marks=_findings.marks(letter.body, found),
        before=_before(
            letter,
            found,
            blanks,
            [t for t in applied(written, context) if t.ok and not (blanks and t.rule == _FACT)],
            Reading(written, context).body.anatomy.words(),
        ),
        ways=ways,
        kinds=_kinds(kind, Stage(letter.person.stage)),
        start=_start(begun, versions(kind, facts)),
        changed=letter.body.strip() != begun.body.strip(),
        overrule=overrule,
        today=today,
    )


_LET_GO = "It may leave as it stands: you overruled the stop"


def _start(begun: Draft, points: tuple[Version, ...]) -> Start:
    return Start(points, begun.version, tones(), begun.tone, lengths(), begun.length)


def _before(
    letter: Letter,
    found: Sequence[Shown],
    blanks: Sequence[Blank],
    ticks: Sequence[Tick],
    words: int,
) -> str:
    """The inside of "Before it leaves": swapped as a whole after each check."""
    named = [s.hint for s in found]
    spoken = letter.kind == LetterKind.CALL_SCRIPT
    around = {
        "letter": letter,
        "found": found,
        "blanks": [b for b in blanks if b.hint not in named],
        "ticks": ticks,
        "spoken": spoken,
        "words": words,
        "most": _most(letter),
    }
    return render_to_string("fifteen/_before.html", around)


_FACT = "nothing-personal"
"""A blank is no fact about them: its tick waits until the blanks are filled in."""


def _most(letter: Letter) -> int:
    """How many words are still read, for the kinds that have a limit; else nought."""
    if letter.kind != LetterKind.REQUEST:
        return 0
    return read.numbers_of(letter.person.campaign).words_request_long


def answer(desk: Desk) -> dict[str, object]:
    """What the page is told after a check while one types."""
    return {
        "marks": desk.marks,
        "before": desk.before,
        "title": desk.headline,
        "mailto": desk.ways.mailto,
        "words": desk.ways.words,
    }


def _left(blanks: Sequence[Blank], letter: Letter) -> tuple[Blank, ...]:
    text = f"{letter.subject}\n{letter.body}"
    return tuple(b for b in blanks if b.text in text)


@dataclass(frozen=True, slots=True)
class EarlierShown:
    """What stood in the letter before, with the act that brings it back."""

    act: str
    why: str
    made: datetime
    subject: str
    body: str


_WHYS = {
    earlier.REPLACED: "Before you began anew",
    earlier.WORDING: "Before a better wording was taken",
    earlier.BACK: "Before an earlier text was brought back",
    earlier.WINDOW: "From the other window",
}
_MOST_EARLIER = 20


def earlier_texts(letter: Letter) -> list[EarlierShown]:
    """The texts that gave way in this letter, the latest first."""
    rows = scope.earlier_texts(letter.person.campaign).filter(letter=letter)
    return [
        EarlierShown(earlier.act_of(row), _WHYS.get(row.why, ""), row.made, row.subject, row.body)
        for row in rows[:_MOST_EARLIER]
        if row.body != letter.body
    ]


def addressee(letter: Letter) -> To:
    """Whom it goes to; an introducer's address is looked up in the book."""
    person = letter.person
    if letter.kind != LetterKind.INTRODUCTION_REQUEST:
        return To(person.name, person.email, person.phone)
    name = letter.to or person.tie_via
    known = scope.people(person.campaign).filter(name=name).first() if name else None
    return To(name, known.email, known.phone) if known else To(name or "whoever can introduce you")


def _ways(
    letter: Letter, kind: LetterKind, to: To, findings: Sequence[Finding], overrule: str
) -> Ways:
    words = _findings.words_to_overrule(findings)
    done = _findings.overruled(overrule, findings) if overrule else frozenset()
    free = all(f.rule in done for f in findings if f.level == "stop")
    channel = Channel.MAIL if to.email else Channel.MESSAGE
    if kind is LetterKind.CALL_SCRIPT:
        channel = Channel.PHONE
    link = mailto(to.email, letter.subject, letter.body)
    return Ways(link, words, free, _CHANNELS, str(channel))


_CHANNELS = (
    (Channel.MAIL, "by mail"),
    (Channel.MESSAGE, "as a message"),
    (Channel.PHONE, "by phone"),
    (Channel.IN_PERSON, "in person"),
    (Channel.POST, "by post"),
)


def by(channel: str) -> str:
    """How it went, in words: "by mail"."""
    return dict(_CHANNELS).get(Channel(channel), "") if channel else ""


def titled(kind: LetterKind) -> str:
    """What a kind is called where several stand beside each other."""
    return _TITLES.get(kind) or _letter_words.title(kind)


_TITLES = {
    LetterKind.CALL_SCRIPT: "Call script",
    LetterKind.TIMES: "Offer of times",
    LetterKind.THANKS_MET: "Thanks after meeting",
    LetterKind.THANKS_PHONE: "Thanks after a call",
    LetterKind.THANKS_DECLINED: "Thanks for an answer",
}

_FIRST = (LetterKind.REQUEST, LetterKind.INTRODUCTION_REQUEST, LetterKind.CALL_SCRIPT)
_OFFERED = {
    Stage.TO_ASK: _FIRST,
    Stage.ASKED: (
        LetterKind.REMINDER,
        LetterKind.CALL_SCRIPT,
        LetterKind.PUT_OFF_ANSWER,
        LetterKind.TIMES,
        LetterKind.THANKS_DECLINED,
    ),
    Stage.YES: (LetterKind.TIMES, LetterKind.CONFIRMATION, LetterKind.CALL_SCRIPT),
    Stage.BOOKED: (LetterKind.CONFIRMATION, LetterKind.TIMES),
    Stage.MET: (LetterKind.THANKS_MET, LetterKind.THANKS_PHONE),
    Stage.THANKED: (LetterKind.KEEP_IN_TOUCH, LetterKind.WHAT_CAME_OF_IT),
    Stage.RESTING: (LetterKind.THANKS_DECLINED, LetterKind.KEEP_IN_TOUCH),
}


def _kinds(kind: LetterKind, stage: Stage) -> tuple[tuple[str, str], ...]:
    """The kinds one may change to here; a letter about a promise stays what it is."""
    if kind in (LetterKind.PROMISE_MINE, LetterKind.PROMISE_THEIRS):
        return ()
    offered = _OFFERED[stage]
    kinds = offered if kind in offered else (kind, *offered)
    return tuple((str(k), titled(k)) for k in kinds)
