"""All that is known about one person: facts, where they come from, what happened, every letter."""

from __future__ import annotations

from functools import partial
from typing import Any

from fifteen.method.people import explain
from fifteen.method.words import LetterKind
from fifteen.pages import _timeline
from fifteen.pages._letter_kinds import titled
from fifteen.store import read, scope
from fifteen.store.models import Person

_MORE = (("field", "Field"), ("zone", "Time zone"), ("why", "Why you write"), ("read", "Read"))


def of(person: Person) -> dict[str, Any]:
    """What the page shows."""
    campaign = person.campaign
    lines = read.lines(scope.entries_of(person))
    story = _timeline.tell(lines, partial(read.local, campaign))
    facts = [
        *explain(read.facts(person)),
        *((label, getattr(person, name)) for name, label in _MORE),
        *person.extra.items(),
    ]
    letters = scope.letters(campaign).filter(person=person).order_by("pk")
    return {
        "person": person,
        "facts": [(label, value) for label, value in facts if value],
        "brought": person.brought_by,
        "told": list(reversed(story.told)),
        "undone": list(reversed(story.undone)),
        "letters": [(titled(LetterKind(one.kind)), one) for one in letters],
        "talks": scope.conversations(campaign).filter(person=person).exclude(notes=""),
        "tags": scope.tags(campaign).filter(person=person).values_list("name", flat=True),
    }
