"""What came of it (F9): news is told once, and owed to everybody who helped, one letter each."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from fifteen.actions._write import Done, Line, append, locked, new_key, today_of
from fifteen.method import workdays
from fifteen.method.folding import tidy
from fifteen.method.helped import Helper, News, NewsKind, helpers
from fifteen.method.spoken import count_of
from fifteen.method.words import Refusal, Verb
from fifteen.store import helped, read, scope
from fifteen.store.models import Campaign, Conversation, Person

LONGEST = 500  # characters of a piece of news
LETTERS_A_DAY = 5  # so many of these letters come up on one day: a letter each, not a mailing (C2)
WHAT_TALK = "tell them what came of the name they gave"


def owed(campaign: Campaign, news: News) -> tuple[Helper, ...]:
    """Everybody who helped and should hear this news, with the reason."""
    return helpers(helped.everybody(campaign), news)


@transaction.atomic
def tell(
    campaign: Campaign, news: News, chosen: Collection[str], now: datetime
) -> tuple[str, Done] | Refusal:
    """Note what came of it and put one letter each on the list of those chosen, by their keys.

    Whoever helped and was not chosen is left out by that decision, and is not offered this news
    again. Gives the key of the news.
    """
    text = tidy(news.text, LONGEST + 1).rstrip(" .")
    if not text:
        return Refusal("What came of it? One sentence is enough.", "text")
    if len(text) > LONGEST:
        return Refusal(f"Shorter than {LONGEST} characters, please: one sentence.", "text")
    today, key, act = today_of(campaign, now), new_key(), new_key()
    said = {"key": key, "what": str(news.kind), "text": text}
    said |= {name: value for name in ("field", "belief") if (value := getattr(news, name))}
    append(campaign, None, [Line(Verb.NEWS, today, said)], now, act=act)
    due, letters = today, 0
    for helper in owed(campaign, news):
        person = locked(scope.person(campaign, helper.key))
        if helper.key in chosen:
            if letters and letters % LETTERS_A_DAY == 0:
                due = workdays.after(due, 1, campaign.country)
            line = _letter_owed(f"tell them: {text}", key, today, due)
            letters += 1
        else:
            line = Line(Verb.RELEASED, today, {"key": key, "news": key})
        append(campaign, person, [line], now, act=act)
    return key, Done(f"Noted, with {count_of(letters, 'letter')} to write.", act)


def _letter_owed(what: str, news: str, today: date, due: date) -> Line:
    data = {"by": "me", "what": what[:300], "due": str(due), "key": new_key(), "news": news}
    return Line(Verb.PROMISED, today, data)


def owed_to_who_led_here(person: Person, talk: Conversation, now: datetime, act: str) -> None:
    """Put on the list: tell those who named or introduced this person that the talk took place.

    Once for each of them and talk (T4, F9). Called inside the transaction that ends the talk.
    """
    campaign = person.campaign
    asked = helped.lines(campaign, (Verb.INTRODUCTION_ASKED,), [person.pk])
    names = helped.led_by(person, asked)
    today = today_of(campaign, now)
    days = read.numbers_of(campaign).tell_who_named_within
    known = scope.people(campaign).filter(name_fold__in=names).exclude(pk=person.pk)
    for there in map(locked, known[:3]):
        told = {line.data.get("news") for line in helped.lines(campaign, people=[there.pk])}
        stands = read.standing_of(there)
        if talk.key in told or (stands.rest is not None and stands.rest.forever):
            continue
        due = workdays.after(today, days, campaign.country)
        append(campaign, there, [_letter_owed(WHAT_TALK, talk.key, today, due)], now, act=act)


def text_of(campaign: Campaign, key: str) -> tuple[str, str]:
    """What news of this key says to somebody who helped, and the name they had given, if any.

    Both are empty where the news was withdrawn, or whoever it is about was forgotten.
    """
    told = next((one for one in helped.news(campaign) if one.key == key), None)
    if told is not None:
        return told.text, ""
    talk = scope.conversations(campaign).filter(key=key).first()
    if talk is None or talk.ended_at is None:
        return "", ""
    day = read.day(campaign, talk.ended_at)
    return f"I talked with {talk.person.name} on {day.day} {day:%B}", talk.person.name


def latest(campaign: Campaign, kinds: Collection[NewsKind] = tuple(NewsKind)) -> News | None:
    """The last news that counts, or None."""
    return next((one for one in reversed(helped.news(campaign)) if one.kind in kinds), None)
