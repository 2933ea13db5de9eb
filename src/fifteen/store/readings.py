"""What a mail reads as, kept beside it: the words of the method as JSON, and back."""

from __future__ import annotations

from datetime import date
from typing import Any

from fifteen.method.answers.words import AnswerClass, Evidence, Found, Named, Reading

_LONGEST = 20_000  # characters of a reply


def told(reading: Reading) -> dict[str, Any]:
    """A reading as JSON, without the times: those are read again where they are asked for."""
    found = reading.found
    return {
        "main": str(reading.main),
        "also": [str(one) for one in reading.also],
        "reply": reading.reply[:_LONGEST],
        "spans": [[str(one.answer), one.start, one.end] for one in reading.evidence],
        "people": [[one.name, one.email, one.role] for one in found.people],
        "until": str(found.until or ""),
        "phone": found.phone,
        "link": found.link,
        "address": found.address,
        "status": found.status,
        "permanent": found.permanent,
        "back_on": str(found.back_on or ""),
        "new_address": found.new_address,
    }


def read(kept: dict[str, Any]) -> Reading | None:
    """The reading that was kept; None where there is none, or it is of another version."""
    try:
        return Reading(
            AnswerClass(kept["main"]),
            tuple(AnswerClass(one) for one in kept["also"]),
            str(kept["reply"]),
            Found(
                phone=kept["phone"],
                people=tuple(Named(*one) for one in kept["people"]),
                until=_day(kept["until"]),
                link=kept["link"],
                address=kept["address"],
                status=kept["status"],
                permanent=kept["permanent"],
                back_on=_day(kept["back_on"]),
                new_address=kept["new_address"],
            ),
            tuple(Evidence(AnswerClass(a), start, end) for a, start, end in kept["spans"]),
        )
    except (KeyError, ValueError, TypeError):
        return None


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
