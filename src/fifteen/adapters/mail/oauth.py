"""Signing in at the provider instead of a password: OAuth2, a code with PKCE (RFC 7636).

Two requests and nothing else: the seeker's browser goes to the provider and comes back with a code,
the code is exchanged for tokens here; later the one token renews the other.
"""

from __future__ import annotations

import base64
import hashlib
import http.client
import json
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from fifteen.adapters import outward
from fifteen.adapters.mail import failures
from fifteen.adapters.mail.failures import Failed, Why

_LARGEST = 200_000  # bytes of an answer


@dataclass(frozen=True, slots=True)
class Provider:
    """Where one signs in."""

    label: str
    authorize: str
    token: str
    scope: str
    extra: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Tokens:
    """What the provider gave: `lives` is in seconds; `refresh` is empty where it stays the same."""

    access: str
    refresh: str
    lives: int


@lru_cache(maxsize=1)
def providers() -> dict[str, Provider]:
    """The providers that are known, by their key."""
    table = tomllib.loads((Path(__file__).parent / "providers.toml").read_text("utf-8"))
    return {
        key: Provider(
            one["label"],
            one["authorize"],
            one["token"],
            one["scope"],
            tuple(one.get("extra", {}).items()),
        )
        for key, one in table["sign_in"].items()
    }


def challenge(verifier: str) -> str:
    """What is sent ahead of the verifier (S256)."""
    digest = hashlib.sha256(verifier.encode("ascii")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")


def address(
    provider: Provider, client: str, back: str, state: str, verifier: str, hint: str
) -> str:
    """Where the seeker's browser goes to sign in; it comes back to `back`."""
    query = {
        "response_type": "code",
        "client_id": client,
        "redirect_uri": back,
        "scope": provider.scope,
        "state": state,
        "code_challenge": challenge(verifier),
        "code_challenge_method": "S256",
        "login_hint": hint,
        **dict(provider.extra),
    }
    return f"{provider.authorize}?{urlencode({k: v for k, v in query.items() if v})}"


def exchange(
    token_url: str, client: str, secret: str, code: str, back: str, verifier: str, private: bool
) -> Tokens:
    """The tokens for a code. Raises `Failed`."""
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": back}
    form |= {"code_verifier": verifier, "client_id": client, "client_secret": secret}
    return _tokens(token_url, form, private)


def renew(token_url: str, client: str, secret: str, refresh: str, private: bool) -> Tokens:
    """A fresh token. Raises `Failed`; `sign-in` where the provider wants the seeker again."""
    form = {"grant_type": "refresh_token", "refresh_token": refresh}
    form |= {"client_id": client, "client_secret": secret}
    return _tokens(token_url, form, private)


def _tokens(url: str, form: dict[str, str], private: bool) -> Tokens:
    status, told = _ask(url, {k: v for k, v in form.items() if v}, private)
    if status >= 500 or status == 429:
        raise Failed(Why.LATER, True)
    access, lives = told.get("access_token"), told.get("expires_in", 3600)
    if status != 200 or not isinstance(access, str) or not access:
        raise Failed(Why.SIGN_IN, False, failures.words(str(told.get("error", ""))))
    refresh = told.get("refresh_token", "")
    seconds = int(lives) if str(lives).isdigit() else 3600
    return Tokens(access, refresh if isinstance(refresh, str) else "", seconds)


class _Way(http.client.HTTPSConnection):
    """The standard client on our way out."""

    def __init__(self, host: str, port: int, private: bool) -> None:
        super().__init__(host, port, timeout=outward.TIMEOUT)
        self._private = private

    def connect(self) -> None:
        plain = outward.reach(self.host, self.port, self._private)
        try:
            self.sock = outward.trust().wrap_socket(plain, server_hostname=self.host)
        except OSError:
            plain.close()
            raise


def _ask(url: str, form: dict[str, str], private: bool) -> tuple[int, dict[str, Any]]:
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname:
        raise Failed(Why.ENCRYPTION, False)
    way = _Way(parts.hostname, parts.port or 443, private)
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    try:
        way.request("POST", parts.path or "/", urlencode(form), headers)
        answer = way.getresponse()
        told = json.loads(answer.read(_LARGEST))
    except (OSError, http.client.HTTPException) as failure:
        raise failures.of(failure) from failure
    except ValueError as failure:
        raise Failed(Why.SERVER, True) from failure
    finally:
        way.close()
    return answer.status, told if isinstance(told, dict) else {}
