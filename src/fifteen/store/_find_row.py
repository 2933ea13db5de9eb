"""A person as the search index takes them, in both databases."""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """The texts by which somebody is found, in all letters that they may be typed in."""

    pk: int
    name: str
    organisation: str
    role: str
    notes: str
    campaign_id: int
