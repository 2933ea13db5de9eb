"""One-time links: made at the start, used once, gone after an hour."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction

from fifteen.store.models import Invitation

LASTS = timedelta(hours=1)


@transaction.atomic
def invite(now: datetime) -> str:
    """A new token; only its hash is kept. Old ones are cleared away."""
    Invitation.objects.filter(expires__lt=now).delete()
    token = secrets.token_urlsafe(24)
    Invitation.objects.create(hash=_hash(token), made=now, expires=now + LASTS)
    return token


def use(token: str, now: datetime) -> bool:
    """Whether this token opens the door; it does so once, before it has expired."""
    fitting = Invitation.objects.filter(hash=_hash(token), used_at=None, expires__gte=now)
    return fitting.update(used_at=now) == 1


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
