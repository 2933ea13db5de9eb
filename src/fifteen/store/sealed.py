"""Secrets at rest: passwords and tokens of the seeker's accounts elsewhere, enciphered in the rows.

The key is never in the database: a file beside it (`home.seal`), or FIFTEEN_SEAL_KEY on a server.
Each campaign has a key of its own beside it: a file at home; on a server a row, sealed with the
operator's key and kept apart from long-lived copies. With that one thrown away, what the campaign
sealed cannot be read any more, in no copy of the database either (docs/decisions/keys.md).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from fifteen import home
from fifteen.store.models import Campaign, CampaignKey

_NONCE = 12  # bytes
_WRAPPED = b"key of a campaign"  # what stands in such a row, and in no other place
_MARK = "s1:"  # of this way to seal, so that another can follow


@dataclass(frozen=True, slots=True)
class Named:
    """Whose key it is, where that is no campaign."""

    key: str


Whose = Campaign | Named


class Unreadable(ValueError):
    """The key is another one, or the text was changed: the secret has to be typed again."""


def seal(campaign: Campaign, what: str, secret: str) -> str:
    """The secret enciphered for a column. `what` says where it stands ("mailbox password"): put
    into another place, or another campaign, it does not open."""
    data = seal_bytes(campaign, what, secret.encode())
    return _MARK + base64.urlsafe_b64encode(data).decode("ascii")


def seal_bytes(campaign: Campaign, what: str, data: bytes) -> bytes:
    """The same for what is no text."""
    nonce = secrets.token_bytes(_NONCE)
    box = _box(campaign, _own(campaign, new=True)).encrypt(nonce, data, what.encode())
    return nonce + box


def unseal(campaign: Campaign, what: str, sealed: str) -> str:
    """The secret again. Raises `Unreadable`."""
    try:
        data = base64.b64decode(sealed.removeprefix(_MARK), b"-_", validate=True)
        return unseal_bytes(campaign, what, data).decode()
    except (binascii.Error, ValueError) as failure:
        raise Unreadable("the secret cannot be opened with the key that is here") from failure


def unseal_bytes(campaign: Campaign, what: str, data: bytes) -> bytes:
    """The same for what is no text. Raises `Unreadable`."""
    try:
        box = _box(campaign, _own(campaign))
        return box.decrypt(data[:_NONCE], data[_NONCE:], what.encode())
    except (binascii.Error, InvalidTag, ValueError) as failure:
        raise Unreadable("this cannot be opened with the key that is here") from failure


def new_key(campaign: Whose) -> str:
    """A new key for a campaign on a server, or for an account, as its row holds it: sealed with the
    operator's."""
    return _wrapped(campaign, secrets.token_urlsafe(32))


def of_the_operator(what: str) -> ChaCha20Poly1305:
    """What seals and opens with the operator's key alone, for one purpose."""
    return _box(Named(what), "")


def opened(campaign: Whose, wrapped: str) -> ChaCha20Poly1305:
    """What seals and opens with the key in such a row. Raises `Unreadable`."""
    try:
        return _box(campaign, _unwrapped(campaign, wrapped))
    except (binascii.Error, InvalidTag, ValueError) as failure:
        raise Unreadable("a key was sealed with another key than the one that is here") from failure


def forget(campaign: Campaign) -> None:
    """Throw the campaign's own key away: nothing that it sealed opens again."""
    if settings.SEAL_KEY:
        CampaignKey.objects.filter(campaign__key=campaign.key).delete()
    else:
        _part(campaign).unlink(missing_ok=True)


def _box(campaign: Whose, own: str) -> ChaCha20Poly1305:
    key = HKDF(SHA256(), 32, own.encode(), f"fifteen {campaign.key}".encode())
    return ChaCha20Poly1305(key.derive((settings.SEAL_KEY or home.seal()).encode()))


def _own(campaign: Campaign, new: bool = False) -> str:
    """The campaign's own key, made where there is none if `new`. Raises `Unreadable`."""
    if not settings.SEAL_KEY:
        return home.kept(_part(campaign))
    row = CampaignKey.objects.filter(campaign=campaign).first()
    if row is None and not new:
        raise Unreadable("the key of this campaign was thrown away")
    if row is not None:
        try:
            return _unwrapped(campaign, row.wrapped)
        except InvalidTag:
            if not new:
                raise
            row.delete()  # sealed with another key of the operator: what it opened is lost anyway
    made = {"wrapped": new_key(campaign)}
    row = CampaignKey.objects.get_or_create(campaign=campaign, defaults=made)[0]
    return _unwrapped(campaign, row.wrapped)


def _unwrapped(campaign: Whose, wrapped: str) -> str:
    data = base64.b64decode(wrapped.removeprefix(_MARK), b"-_", validate=True)
    return _box(campaign, "").decrypt(data[:_NONCE], data[_NONCE:], _WRAPPED).decode()


def _wrapped(campaign: Whose, own: str) -> str:
    nonce = secrets.token_bytes(_NONCE)
    box = _box(campaign, "").encrypt(nonce, own.encode(), _WRAPPED)
    return _MARK + base64.urlsafe_b64encode(nonce + box).decode("ascii")


def _part(campaign: Campaign) -> Path:
    # A key that came with an export is anybody's text: never a path.
    return home.seals() / hashlib.sha256(campaign.key.encode()).hexdigest()[:32]
