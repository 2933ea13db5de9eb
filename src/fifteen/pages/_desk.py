"""Everything on the letter page that is worked out: findings, ways out, kinds, starting points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.template.loader import render_to_string

from fifteen.actions import _drafting, _enclosing, earlier, letters, outbox
from fifteen.method.leaving import UNDER_WAY
from fifteen.method.letters.check import Tick, judged, ticks
from fifteen.method.letters.drafts import Blank, Draft, Version, draft, lengths, tones, versions
from fifteen.method.spoken import listing
from fifteen.method.words import (
    THROUGH_PERSON,
    Channel,
    Finding,
    LetterContext,
    LetterKind,
    Stage,
    TieKind,
)
from fifteen.method.words import Letter as Written
from fifteen.pages import _findings, _words
from fifteen.pages._findings import Shown
from fifteen.pages._letter_kinds import CHANNELS, offered, titled
from fifteen.pages._mail import LONGEST_LINK, mailto, tel
from fifteen.pages.templatetags.fifteen import tie_label
from fifteen.store import read, scope
from fifteen.store.models import Letter, Outgoing


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
    long: bool  # some mail programs cut a letter of this length when it is handed to them
    says: tuple[str, ...]  # each to be typed to let it go as it stands; empty: nothing stops it
    words: str  # the same as a sentence has them
    free: bool  # nothing stops it, or all that does was overruled
    too_long: bool  # longer than is kept: no words help
    channels: tuple[tuple[str, str], ...]
    channel: str
    mailbox: bool = False  # it can leave from here
    waits: str = ""  # when it leaves, where that is not at once
    encloses: bool = False  # a file may go along
    file: str = ""  # the one that went along when it was called back
    calendar: bool = False  # the calendar file goes along by itself
    files: tuple[tuple[str, str], ...] = (
        ("PDF", "letter.pdf"),
        ("Word", "letter.docx"),
        ("Card or by hand", "card"),
    )


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
class EarlierShown:
    """What stood in the letter before, with the act that brings it back."""

    act: str
    why: str
    made: datetime
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What is worked out anew with every key: the findings, and how the letter may leave."""

    letter: Letter
    kind: LetterKind
    to: To
    headline: str
    stands: str  # the headline while nothing was overruled
    over: str  # and once all that stops it was
    found: tuple[Shown, ...]
    marks: str
    before: str
    ways: Ways

    @property
    def spoken(self) -> bool:
        """Whether it is read aloud."""
        return self.kind is LetterKind.CALL_SCRIPT


@dataclass(frozen=True, slots=True)
class Desk:
    """What stands around the letter: kinds and starting points to choose from, the tie."""

    title: str  # of the kind
    tie: str
    kinds: tuple[tuple[str, str], ...]
    start: Start
    changed: bool  # the text is no draft any more: starting anew would replace words of one's own
    earlier: tuple[EarlierShown, ...]


def checked(letter: Letter, now: datetime, overrule: str = "", typing: bool = False) -> Checked:
    """The letter as it stands in `letter`, kept or not, with what the check finds in it.

    While one is typing it is asked with every key and reads only what the answer needs: whether
    the letter could leave from here is not among it.
    """
    kind = LetterKind(letter.kind)
    written, context = _drafting.as_checked(letter), _drafting.context(letter, now)
    findings, words = judged(written, context)
    blanks = _drafting.blanks(letter)
    found = _findings.shown(findings, blanks)
    to = addressee(letter)
    ways = _said_free(letter, kind, to, findings, overrule)
    if not typing:
        ways = _from_here(ways, letter, kind, to, now)
    spoken = kind is LetterKind.CALL_SCRIPT
    stands = _TOO_LONG if ways.too_long else _findings.headline(findings, spoken)
    over = _findings.let_go(findings, spoken)
    return Checked(
        letter=letter,
        kind=kind,
        to=to,
        headline=over if ways.words and ways.free else stands,
        stands=stands,
        over=over,
        found=found,
        marks=_findings.marks(letter.body, found),
        before=_before(
            letter,
            found,
            blanks,
            _in_order(written, context, findings, bool(blanks)),
            words,
        ),
        ways=ways,
    )


def around(letter: Letter, now: datetime) -> Desk:
    """What one may choose from for this letter, and what stood in it before."""
    kind, person = LetterKind(letter.kind), letter.person
    facts = _drafting.facts(letter, now)
    begun = draft(kind, facts, letter.version, *_drafting.manner_of(letter))
    tie = read.tie(person)
    return Desk(
        title=titled(kind),
        tie="" if tie.kind is TieKind.NONE else tie_label(tie),
        kinds=offered(kind, Stage(person.stage)),
        start=_start(begun, versions(kind, facts)),
        changed=letter.body.strip() != begun.body.strip(),
        earlier=earlier_texts(letter),
    )


_TOO_LONG = "Not ready yet: too long to be kept"


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
        **_words.told(letter, words),
    }
    return render_to_string("fifteen/_before.html", around)


def _in_order(
    written: Written, context: LetterContext, findings: Sequence[Finding], blank: bool
) -> list[Tick]:
    """The rules that apply and that nothing was found against."""
    applied = ticks(written, context, findings)
    return [tick for tick in applied if tick.ok and not (blank and tick.rule == _FACT)]


_FACT = "nothing-personal"
"""A blank is no fact about them: its tick waits until the blanks are filled in."""


def answer(found: Checked) -> dict[str, object]:
    """What the page is told after a check while one types."""
    return {
        "marks": found.marks,
        "before": found.before,
        "stands": found.stands,
        "over": found.over,
        "mailto": found.ways.mailto,
        "long": found.ways.long,
        "words": found.ways.words,
        "says": found.ways.says,
        "too_long": found.ways.too_long,
    }


_WHYS = {
    earlier.REPLACED: "Before you began anew",
    earlier.WORDING: "Before a better wording was taken",
    earlier.BACK: "Before an earlier text was brought back",
    earlier.WINDOW: "From the other window",
}
_MOST_EARLIER = 20


def earlier_texts(letter: Letter) -> tuple[EarlierShown, ...]:
    """The texts that gave way in this letter, the latest first."""
    rows = scope.earlier_texts(letter.person.campaign).filter(letter=letter)
    return tuple(
        EarlierShown(earlier.act_of(row), _WHYS.get(row.why, ""), row.made, row.subject, row.body)
        for row in rows[:_MOST_EARLIER]
        if row.body != letter.body
    )


def addressee(letter: Letter) -> To:
    """Whom it goes to; an introducer's address is looked up in the book."""
    person = letter.person
    if letter.kind != LetterKind.INTRODUCTION_REQUEST:
        return To(person.name, person.email, person.phone)
    name = letter.to or (person.tie_via if person.tie_kind in THROUGH_PERSON else "")
    known = scope.people(person.campaign).filter(name=name).first() if name else None
    return To(name, known.email, known.phone) if known else To(name or "whoever can introduce you")


def _said_free(
    letter: Letter, kind: LetterKind, to: To, findings: Sequence[Finding], overrule: str
) -> Ways:
    """The ways out that hang on the text alone, and what the letter waits for."""
    says, too_long = _findings.says_each(findings), len(letter.body) > letters.LONGEST
    done = _findings.overruled(overrule, findings) if overrule else frozenset()
    free = not too_long and all(f.rule in done for f in findings if f.level == "stop")
    channel = Channel.MAIL if to.email else Channel.MESSAGE
    if kind is LetterKind.CALL_SCRIPT:
        channel = Channel.PHONE
    link = mailto(to.email, letter.subject, letter.body)
    long = len(link) > LONGEST_LINK
    return Ways(link, long, says, listing(says), free, too_long, CHANNELS, str(channel))


def _from_here(ways: Ways, letter: Letter, kind: LetterKind, to: To, now: datetime) -> Ways:
    """The ways out with that through the seeker's mailbox."""
    box = scope.mailbox(letter.campaign) is not None and bool(to.email) and not kind_is_spoken(kind)
    waits = outbox.would_leave(letter, now) if box else ""
    along = box and kind in _enclosing.KINDS
    dated = box and bool(_enclosing.by_itself(letter, now))
    file = _enclosing.kept(letter) if along else ""
    return replace(ways, mailbox=box, waits=waits, encloses=along, calendar=dated, file=file)


def kind_is_spoken(kind: LetterKind) -> bool:
    """Whether a kind is read aloud and never sent."""
    return kind is LetterKind.CALL_SCRIPT


def on_its_way(letter: Letter) -> Outgoing | None:
    """Where the letter stands on its way out, None where it is not on it."""
    rows = scope.outgoing(letter.campaign).filter(letter=letter, state__in=UNDER_WAY)
    return rows.first()
