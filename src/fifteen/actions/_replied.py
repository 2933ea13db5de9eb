"""An answer to an invitation, as it is kept beside the mail that brought it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from fifteen.adapters.calendars import replies
from fifteen.adapters.calendars.replies import Reply, Said
from fifteen.store import scope
from fifteen.store.models import Campaign, Conversation

NAME = "invitation"
"""Where it stands in what a mail reads as."""

_CALENDAR = re.compile(rb"text/calendar|application/ics|text/x-vcalendar|\.ics", re.IGNORECASE)


def found_in(campaign: Campaign, raw: bytes) -> tuple[Reply, Conversation] | None:
    """The answer in a mail to an invitation of this campaign, and the talk it is about."""
    if not _CALENDAR.search(raw):
        return None
    reply = replies.read(raw)
    if reply is None:
        return None
    talk = scope.conversations(campaign).filter(key=reply.conversation).first()
    return (reply, talk) if talk is not None else None


def told(reply: Reply) -> dict[str, Any]:
    """An answer as JSON."""
    return {
        "talk": reply.conversation,
        "said": str(reply.said),
        "guest": reply.guest[:320],
        "version": reply.version,
        "start": reply.start.isoformat() if reply.start else "",
        "comment": reply.comment,
    }


def read(reading: Mapping[str, Any]) -> Reply | None:
    """The answer that was kept; None where the mail is none."""
    try:
        kept = reading[NAME]
        start = datetime.fromisoformat(kept["start"]) if kept["start"] else None
        said, version = Said(kept["said"]), kept["version"]
        return Reply(kept["talk"], said, kept["guest"], version, start, kept["comment"])
    except (KeyError, ValueError, TypeError):
        return None
