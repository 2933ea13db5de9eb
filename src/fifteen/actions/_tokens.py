"""The tokens of a mailbox one signs in to: kept sealed, renewed before they end."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from fifteen.adapters.mail import oauth
from fifteen.adapters.mail.failures import Failed, Why
from fifteen.store import sealed
from fifteen.store.models import Mailbox

WHAT = "mailbox password"
_EARLIER = timedelta(minutes=2)  # a token that ends sooner is renewed first


def packed(
    tokens: oauth.Tokens, client: str, secret: str, url: str, now: datetime, refresh: str = ""
) -> str:
    """What is sealed: the tokens, and what renews them."""
    until = now + timedelta(seconds=tokens.lives)
    kept = {"access": tokens.access, "refresh": tokens.refresh or refresh, "until": str(until)}
    return json.dumps({**kept, "client": client, "client_secret": secret, "token_url": url})


def access(mailbox: Mailbox, secret: str, now: datetime) -> str:
    """A token that is good for two minutes at least. Raises `Failed`."""
    try:
        kept: dict[str, Any] = json.loads(secret)
        if datetime.fromisoformat(kept["until"]) - now > _EARLIER:
            return str(kept["access"])
        told = (kept["token_url"], kept["client"], kept["client_secret"], kept["refresh"])
    except (ValueError, KeyError, TypeError) as failure:
        raise Failed(Why.SIGN_IN, False) from failure
    if not kept["refresh"]:
        raise Failed(Why.SIGN_IN, False)
    tokens = oauth.renew(*told, settings.PRIVATE_HOSTS)
    url, client, client_secret, refresh = told
    text = packed(tokens, client, client_secret, url, now, refresh)
    mailbox.secret = sealed.seal(mailbox.campaign, WHAT, text)
    Mailbox.objects.filter(pk=mailbox.pk).update(secret=mailbox.secret)
    return tokens.access
