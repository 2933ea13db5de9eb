"""From the campaign's own facts to a draft, and to what the check has to know around it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from fifteen.actions import _addressed, _since
from fifteen.actions._write import today_of
from fifteen.method import host_form, put_off, spoken, standing, zones
from fifteen.method.free import offers
from fifteen.method.letters import drafts
from fifteen.method.letters._drafts_desk import WHOM
from fifteen.method.letters.drafts import Draft, DraftFacts, Length, Tone
from fifteen.method.words import (
    Booking,
    Channel,
    Debrief,
    Host,
    LetterContext,
    LetterKind,
    Medium,
    Promise,
    Standing,
    Tie,
    TieKind,
    Verb,
)
from fifteen.method.words import Letter as Written
from fifteen.store import free, pages, quiet, read, scope
from fifteen.store.models import Campaign, Letter, Person

_THANKS = frozenset({LetterKind.THANKS_MET, LetterKind.THANKS_PHONE, LetterKind.THANKS_DECLINED})
_WITH_TIMES = frozenset({LetterKind.REQUEST, LetterKind.TIMES})
_FEW, _OFFERED = 3, 5  # times in an answer; those a request may take from
_READ_BY = timedelta(days=3)  # a request is read when there is time: its times lie behind that


def draft(letter: Letter, version: str, now: datetime, tone: str = "", length: str = "") -> Draft:
    """A draft of this letter's kind in the wanted version, from what the campaign knows.

    An empty or unknown tone or length is the one the letter has.
    """
    manner = manner_of(letter, tone, length)
    return drafts.draft(LetterKind(letter.kind), facts(letter, now), version, *manner)


def blanks(letter: Letter) -> tuple[drafts.Blank, ...]:
    """The blanks that are left in a letter as it stands."""
    text = f"{letter.subject}\n{letter.body}"
    if "[" not in text:
        return ()
    question = ""
    if letter.kind == LetterKind.PUT_OFF_ANSWER:
        question = _question(read.standing_of(letter.person))
    return drafts.blanks_in(text, letter.person.why, question)


def _question(stands: Standing) -> str:
    asked = stands.open_answer is Verb.ASKED_BACK
    return str(stands.open_answer_data.get("text") or "?") if asked else ""


def manner_of(letter: Letter, tone: str = "", length: str = "") -> tuple[Tone, Length]:
    """Tone and length as wanted, else as the letter has them, else the usual ones."""
    tones = (Tone(known) for known in (tone, letter.tone) if known in set(Tone))
    lengths = (Length(known) for known in (length, letter.length) if known in set(Length))
    return next(tones, Tone.PLAIN), next(lengths, Length.USUAL)


def versions(letter: Letter, now: datetime) -> tuple[drafts.Version, ...]:
    """The starting points there are for this letter."""
    return drafts.versions(LetterKind(letter.kind), facts(letter, now))


def facts(letter: Letter, now: datetime) -> DraftFacts:
    """All a draft may be built on; nothing that is not in the campaign."""
    person, campaign = letter.person, letter.person.campaign
    stands = read.standing_of(person)
    numbers = read.numbers_of(campaign)
    booking = stands.booking
    answer = stands.open_answer_data
    introducer = _introducer(person, letter)
    told, led_to = _since.owed(letter, stands)
    whom_in, own_past = _addressed.whom(person)
    return DraftFacts(
        host=_addressed.host(person),
        seeker=read.seeker(campaign),
        introducer=letter.to or (introducer.name if introducer else ""),
        introducer_tie=TieKind(introducer.tie_kind) if introducer else TieKind.NONE,
        request=stands.asked_on,
        times=_times(letter, now) if letter.kind in _WITH_TIMES else (),
        page=_page(person) if letter.kind in _WITH_TIMES else "",
        when=_when(booking, campaign, person) if booking else "",
        where=booking.place if booking else "",
        medium=_medium(stands),
        debrief=debrief(person, stands, now),
        names=_addressed.named(person, stands) if letter.kind in _THANKS else (),
        put_offs=stands.put_offs,
        until=_until(stands, now, campaign),
        today=today_of(campaign, now),
        signed=_addressed.signed(person) if letter.kind in _TO_HOST else "",
        question=_question(stands),
        reason=str(answer.get("text", "")) if stands.open_answer is Verb.SAID_NO else "",
        named=str(answer.get("name", "")) if stands.open_answer is Verb.NAMED_SOMEONE else "",
        may_name=host_form.may_name(answer) is not False,
        promise=next((_promised(p) for p in stands.promises if p.key == letter.promise), ""),
        follow_up=told,
        led_to=led_to,
        talked=stands.met_on is not None,
        whom_in=whom_in if _as_asked(letter) else (),
        own_past=own_past,
        reasons=_reasons(letter, stands, now),
        length=numbers.length_asked,
        words_request=numbers.words_request,
        words_reminder=numbers.words_reminder,
    )


def _as_asked(letter: Letter) -> bool:
    """Whether a letter may ask whom they know: one that follows a request asks what that asked."""
    if letter.kind not in _FOLLOWING:
        return True
    requests = scope.letters(letter.person.campaign).filter(
        person=letter.person, kind=LetterKind.REQUEST, sent_at__isnull=False
    )
    left = requests.order_by("sent_at", "id").last()
    return left is None or left.version in ("", WHOM)


_FOLLOWING = frozenset({LetterKind.CALL_SCRIPT, LetterKind.REMINDER})


def _reasons(letter: Letter, stands: Standing, now: datetime) -> tuple[tuple[str, str], ...]:
    if letter.kind != LetterKind.KEEP_IN_TOUCH:
        return ()
    today = today_of(letter.person.campaign, now)
    found = _since.reasons(letter.person, stands, today)
    return tuple((str(reason.kind), reason.told) for reason in found)


_TO_HOST = frozenset(LetterKind) - {LetterKind.INTRODUCTION_REQUEST}


def _until(stands: Standing, now: datetime, campaign: Campaign) -> date | None:
    """The day they put off to, while it is to come and nothing else was said."""
    until = stands.put_off_until if put_off.is_dated(stands) else None
    return until if until is not None and until > today_of(campaign, now) else None


def _medium(stands: Standing) -> Medium | None:
    """How they talk: as booked or held, or as the host would rather."""
    if stands.booking is not None:
        return stands.booking.medium
    if stands.open_answer is Verb.OFFERED_PHONE:
        return Medium.PHONE
    return stands.met_by


def _promised(promise: Promise) -> str:
    """What was promised, as a letter to the host says it: "tell her" is "tell you" there."""
    return _TO_THEM.sub(r"\1 you", promise.what) if promise.mine else promise.what


_TO_THEM = re.compile(
    r"\b((?:tell|send|show|write|let|thank|give|report)(?: to)?) (?:her|him|them)\b"
)


def _introducer(person: Person, letter: Letter) -> Person | None:
    name = letter.to or person.tie_via
    if letter.kind != LetterKind.INTRODUCTION_REQUEST or not name:
        return None
    return scope.people(person.campaign).filter(name=name).first()


def host_zone(campaign: Campaign, person: Person) -> ZoneInfo:
    """The host's zone where it is known, else the seeker's."""
    known = person.zone if zones.known(person.zone) else campaign.zone
    return ZoneInfo(known)


def _times(letter: Letter, now: datetime) -> tuple[str, ...]:
    """Some of the seeker's free times, good ones for the host, in both zones (R1)."""
    person, campaign = letter.person, letter.person.campaign
    theirs = host_zone(campaign, person)
    found = free.times(campaign, now, person, [theirs])
    count = _FEW
    if letter.kind == LetterKind.REQUEST:
        found = [span for span in found if span.start >= now + _READ_BY] or found
        count = _OFFERED
    best = offers.good(found, theirs, person.country or campaign.country, count)
    starts = (span.start for span in best)
    return tuple(in_both_zones(at, read.clock(campaign, at), theirs) for at in starts)


def _page(person: Person) -> str:
    """The address of the page where this person picks a time, where they can reach it."""
    base = pages.base(person.campaign)
    page = pages.of(person) if base else None
    return f"{base}/h/{pages.token(page.nonce)}" if page else ""


def in_both_zones(start: datetime, mine: ZoneInfo, theirs: ZoneInfo) -> str:
    """Such as "Tuesday 24 November, 10:00 your time (09:00 mine)"."""
    here, there = start.astimezone(mine), start.astimezone(theirs)
    day = f"{spoken.weekday(there.date())} {there.day} {there:%B}"
    if here.replace(tzinfo=None) == there.replace(tzinfo=None):
        return f"{day}, {there:%H:%M}"
    mine_day = "" if here.date() == there.date() else f" on {spoken.weekday(here.date())}"
    return f"{day}, {there:%H:%M} your time ({here:%H:%M} mine{mine_day})"


def _when(booking: Booking, campaign: Campaign, person: Person) -> str:
    mine = read.clock(campaign, booking.start)
    return in_both_zones(booking.start, mine, host_zone(campaign, person))


def debrief(person: Person, stands: Standing, now: datetime) -> Debrief:
    """What the last talk brought: what they said, the promises, the hours since."""
    if not stands.conversation:
        return Debrief()
    lines = standing.counting(read.lines(scope.entries_of(person)))
    ours = [e for e in lines if e.data.get("conversation") == stands.conversation]
    written_up = next((e for e in reversed(ours) if e.verb is Verb.DEBRIEFED), None)
    said = str(written_up.data.get("said", "")) if written_up else ""
    caught = [e.data["text"] for e in ours if e.verb is Verb.CAUGHT and _is_insight(e.data)]
    heard = [line.strip() for line in said.splitlines() if line.strip()] or caught
    since = [p for p in stands.promises if stands.met_on and p.made >= stands.met_on and not p.news]
    mine = tuple(_promised(p) for p in since if p.mine)
    theirs = tuple(p.what for p in since if not p.mine)
    hours = (now - stands.met_at) / timedelta(hours=1) if stands.met_at else None
    asked = bool(written_up and written_up.data.get("resume_requested"))
    return Debrief(tuple(heard), theirs, mine, asked, hours)


def _is_insight(data: object) -> bool:
    return isinstance(data, dict) and data.get("what") == "insight"


def as_checked(letter: Letter, enclosed: tuple[str, ...] = ()) -> Written:
    """The letter as the check reads it, with the names of what goes along."""
    kind = LetterKind(letter.kind)
    spoken_aloud = kind is LetterKind.CALL_SCRIPT
    return Written(
        kind=kind,
        body=letter.body,
        subject=None if spoken_aloud else letter.subject,
        channel=Channel.PHONE if spoken_aloud else Channel.MAIL,
        attachments=enclosed,
    )


def context(letter: Letter, now: datetime) -> LetterContext:
    """What the check knows around a letter. An introduction goes to the introducer."""
    person, campaign = letter.person, letter.person.campaign
    host = quiet.told(person)
    if letter.kind == LetterKind.INTRODUCTION_REQUEST:
        host = replace(Host(name=letter.to or person.tie_via), tie=Tie())
    stands = read.standing_of(person) if letter.kind in _THANKS else None
    numbers = read.numbers_of(campaign)
    return LetterContext(
        host_name=host.name or None,
        host_role=host.role or None,
        host_organisation=host.organisation or None,
        tie=host.tie,
        seeker_name=campaign.seeker_name or None,
        debrief=debrief(person, stands, now) if stands else None,
        words_long=numbers.words_request_long,
        thank_within=numbers.thank_within,
    )
