"""Signing in at the provider: what is remembered between leaving for it and coming back."""

from __future__ import annotations

import hmac
import json
import secrets
from typing import Any

from django.conf import settings

from fifteen.actions import _tokens, mailbox, trying
from fifteen.actions._write import Done
from fifteen.actions.mailbox import Account
from fifteen.adapters import outward
from fifteen.adapters.mail import oauth, servers
from fifteen.adapters.mail.failures import Failed
from fifteen.adapters.mail.oauth import Provider
from fifteen.adapters.mail.servers import Server
from fifteen.method.words import Refusal
from fifteen.pages import _mailbox
from fifteen.pages._request import Asked
from fifteen.store import sealed

_PENDING = "sign-in"  # in the session, sealed: the client's secret and the verifier
_WHAT = "sign-in under way"
OTHER = "other"
_SHORT = 500  # signs of a client id, a secret, a code


def back_address(request: Asked) -> str:
    """Where the provider sends the browser: to be registered with the client id."""
    return request.build_absolute_uri("/settings/mailbox/back")


def around(request: Asked) -> dict[str, Any]:
    """What the form to sign in shows."""
    known = [(key, one.label) for key, one in oauth.providers().items()]
    return {"sign_ins": [*known, (OTHER, "Another provider")], "back": back_address(request)}


def leave(request: Asked) -> tuple[str, str] | Refusal:
    """Remember what was typed; the provider's name, and the address to sign in at."""
    form = request.POST
    key, client = form.get("provider", ""), form.get("client", "").strip()[:_SHORT]
    provider = _provider(request, key)
    if provider is None:
        return Refusal("Choose where you sign in.", "provider")
    if not client:
        return Refusal("The client id is missing.", "client")
    told = {**form.dict(), "password": "-"}
    account, values = _mailbox.typed(told)
    if isinstance(account, Refusal):
        return account
    refusal = mailbox.mended(account)
    if refusal is not None:
        return refusal
    pending = {
        "state": secrets.token_urlsafe(24),
        "verifier": secrets.token_urlsafe(48),
        "client": client,
        "secret": form.get("secret", "").strip()[:_SHORT],
        "token": provider.token,
        "key": key,
        "values": values,
    }
    request.session[_PENDING] = sealed.seal(request.campaign, _WHAT, json.dumps(pending))
    goes = oauth.address(
        provider,
        client,
        back_address(request),
        str(pending["state"]),
        str(pending["verifier"]),
        account.address,
    )
    return provider.label, goes


def _provider(request: Asked, key: str) -> Provider | None:
    if key != OTHER:
        return oauth.providers().get(key)
    form = request.POST
    authorize, token = form.get("authorize", "").strip(), form.get("token", "").strip()
    if not all(one.startswith("https://") for one in (authorize, token)):
        return None
    return Provider("your provider", authorize, token, form.get("scope", "").strip()[:_SHORT])


def come_back(request: Asked) -> Done | Refusal:
    """The code is exchanged and the mailbox connected. Each way out leads back once."""
    text = request.session.pop(_PENDING, "")
    try:
        pending = json.loads(sealed.unseal(request.campaign, _WHAT, text))
    except (sealed.Unreadable, ValueError):
        return Refusal("Begin to sign in from this page; that way back is used up.")
    state, code = request.GET.get("state", ""), request.GET.get("code", "")
    if not hmac.compare_digest(state.encode(), pending["state"].encode()):
        return Refusal("That was not the way back you left by. Begin once more.")
    if not code or len(code) > 4_000:
        return Refusal("Your provider did not let you in. Nothing was changed.")
    try:
        with outward.Within(trying.EACH):
            tokens = oauth.exchange(
                pending["token"],
                pending["client"],
                pending["secret"],
                code,
                back_address(request),
                pending["verifier"],
                settings.PRIVATE_HOSTS,
            )
    except Failed:
        return Refusal("Your provider did not take the sign-in. Look at the client id.")
    kept = _tokens.packed(
        tokens, pending["client"], pending["secret"], pending["token"], request.now
    )
    return mailbox.connect(request.campaign, _account(pending, kept), request.now)


def _account(pending: dict[str, Any], secret: str) -> Account:
    values = pending["values"]
    known = servers.known(values["address"])
    imap = Server(values["imap_host"], int(values["imap_port"]), values["imap_how"])
    smtp = Server(values["smtp_host"], int(values["smtp_port"]), values["smtp_how"])
    if known is not None and known.provider == pending["key"]:
        imap, smtp = known.imap, known.smtp
    return Account(values["address"], secret, imap, smtp, values["login"], pending["key"])
