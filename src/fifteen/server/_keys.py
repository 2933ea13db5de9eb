"""Keys of rows that stand in addresses or name an owner."""

from __future__ import annotations

import secrets


def new_key() -> str:
    """Never a number one can count up, nor a mail address."""
    return secrets.token_urlsafe(16)
