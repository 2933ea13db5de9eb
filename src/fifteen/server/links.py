"""Signing in by a link in a mail: short-lived, for one use, and nothing happens by opening it."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from fifteen.server.models import Account, SignInLink

LASTS = timedelta(minutes=15)
MOST = 3  # links of one account that are good at a time


@transaction.atomic
def ask(email: str, now: datetime) -> str:
    """The token of a link for whoever has this address, "" where nobody has. The same is written
    either way, so that the time it takes does not tell which."""
    account = Account._default_manager.filter(email=email.strip().lower(), is_active=True).first()
    token = secrets.token_urlsafe(24)
    SignInLink.objects.filter(expires__lt=now).delete()
    good = SignInLink.objects.filter(account=account, used=None).order_by("-id")
    SignInLink.objects.filter(pk__in=list(good.values_list("pk", flat=True)[MOST - 1 :])).delete()
    SignInLink.objects.create(account=account, hash=_hash(token), expires=now + LASTS)
    return token if account else ""


def whose(token: str, now: datetime) -> Account | None:
    """Whose link this is while it is good; it stays so."""
    row = _good(token, now).select_related("account").first()
    account: Account | None = row.account if row else None
    return account


@transaction.atomic
def use(token: str, now: datetime) -> Account | None:
    """Use the link up, and every other of the same account with it."""
    if not _good(token, now).update(used=now):
        return None
    row = SignInLink.objects.select_related("account").get(hash=_hash(token))
    SignInLink.objects.filter(account=row.account, used=None).update(used=now)
    account: Account | None = row.account
    return account


def _good(token: str, now: datetime) -> QuerySet[SignInLink]:
    rows = SignInLink.objects.filter(hash=_hash(token), used=None, expires__gte=now)
    return rows.filter(account__is_active=True)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
