"""What a letter long after a talk is about: news that is owed, or a reason to keep in touch."""

from __future__ import annotations

from datetime import date

from fifteen.actions import news
from fifteen.method import touch
from fifteen.method.words import LetterKind, Standing
from fifteen.store import helped
from fifteen.store.models import Letter, Person


def reasons(person: Person, stands: Standing, today: date) -> tuple[touch.Reason, ...]:
    """The reasons there are to write a line to one person (F7)."""
    found = helped.since(person.campaign, [person], {person.pk: stands}).get(person.pk)
    return touch.reasons(found, today) if found else ()


def owed(letter: Letter, stands: Standing) -> tuple[str, str]:
    """The news a letter tells and the name they had given, if any; both empty where none is known.

    A letter that is about nothing in particular tells the last news of the campaign.
    """
    if letter.kind != LetterKind.WHAT_CAME_OF_IT:
        return "", ""
    promise = next((p for p in stands.promises if p.key == letter.promise), None)
    if promise is not None and promise.news:
        return news.text_of(letter.person.campaign, promise.news)
    last = None if letter.promise else news.latest(letter.person.campaign)
    return (last.text, "") if last is not None else ("", "")
