"""A mail the seeker wrote in their mail program: the letter it was, where it is plainly one."""

from __future__ import annotations

from datetime import datetime

from rapidfuzz import fuzz

from fifteen.actions import _sending
from fifteen.actions._letter_lines import lines
from fifteen.actions._write import append, locked, refused, today_of
from fifteen.method.answers._reply import reply_of
from fifteen.method.words import Channel, Stage, Verb
from fifteen.store import read, scope
from fifteen.store.models import KnownMail, Letter

ALIKE = 80  # of 100: a draft of Fifteen with a few words changed, and no other mail


def note(row: KnownMail, now: datetime) -> None:
    """Log the request that was written elsewhere: where a draft here says the same, at once; where
    somebody who was not asked yet was written to, the seeker is asked whether that was it."""
    person = locked(row.person)
    letter = _draft(row)
    day = min(read.day(person.campaign, row.at), today_of(person.campaign, now))
    if letter is not None:
        letter.person, letter.campaign = person, person.campaign
        written = lines(letter, Channel.MAIL, read.standing_of(person), day)
        if refused(person, written[0].verb, day, today_of(person.campaign, now)) is None:
            letter.sent_at, letter.channel = now, Channel.MAIL
            letter.save(update_fields=["sent_at", "channel"])
            row.act = append(person.campaign, person, written, now)
            row.state = "kept"
            return
    never_asked = person.stage == Stage.TO_ASK
    row.state = "open" if never_asked else "noted"
    row.reading = {"ours": str(Verb.ASKED)} if never_asked else {}


def _draft(row: KnownMail) -> Letter | None:
    """The unsent letter to them that says what the mail says."""
    said = " ".join(reply_of(row.text, "").split())[:8_000]
    drafts = scope.letters(row.campaign).filter(person=row.person, sent_at=None).order_by("-pk")
    for letter in drafts[:10]:
        if _sending.under_way(letter) or not letter.body.strip():
            continue
        if fuzz.ratio(" ".join(letter.body.split())[:8_000], said) >= ALIKE:
            return letter
    return None
