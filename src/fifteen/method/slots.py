"""What there is to know about a kind of work, in words: labels, and a question where one is blank.

The first half can be read up (an occupation's facts fill it); only people fill the second.
"""

from __future__ import annotations

from fifteen.method.words import Slot

LABELS: dict[Slot, str] = {
    Slot.TASKS: "What the work is",
    Slot.HOURS: "Hours and pressure",
    Slot.ACTIVITIES: "What a day is made of",
    Slot.SKILLS: "Skills and tools",
    Slot.GETTING_IN: "How people get in",
    Slot.WHO_THRIVES: "Who thrives, who leaves",
    Slot.PAY: "Pay",
    Slot.PEOPLE_PLACES: "People and places",
    Slot.TRENDS: "Where it is going",
}

QUESTIONS: dict[Slot, str] = {
    Slot.TASKS: "What did you actually do last week, from Monday on?",
    Slot.HOURS: "When does it get hard: which weeks, which hours?",
    Slot.ACTIVITIES: "How is a usual day divided up?",
    Slot.SKILLS: "Which skill do you use every day that nobody told you about?",
    Slot.GETTING_IN: "How do people get in these days, and how did you?",
    Slot.WHO_THRIVES: "Who does well in this, and who leaves again?",
    Slot.PAY: "What can one expect to be paid at the start, and after some years?",
    Slot.PEOPLE_PLACES: "Whom do you work with, and where?",
    Slot.TRENDS: "What will be different about this work in five years?",
}


def label(slot: Slot | None) -> str:
    """What a slot is called on the pages; "Not sorted yet" for none."""
    return LABELS[slot] if slot else "Not sorted yet"
