"""A mail of the seeker to themselves, from their own mailbox to the same."""

from __future__ import annotations

import secrets
from datetime import datetime

from fifteen.actions._doors import Doors
from fifteen.adapters.mail import compose
from fifteen.store.models import Mailbox


def send(mailbox: Mailbox, subject: str, body: str, now: datetime, doors: Doors) -> None:
    """Hand it to the seeker's own server. Raises `Failed` where that does not take it."""
    oneself = (mailbox.campaign.seeker_name, mailbox.address)
    own_id = compose.message_id(secrets.token_urlsafe(16), mailbox.address)
    mail = compose.render(oneself, oneself, subject, body, own_id, now)
    sender = doors.sender(mailbox)
    try:
        sender.send(mailbox.address, mailbox.address, mail, lambda: None)
    finally:
        sender.close()
