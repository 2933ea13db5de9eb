"""The method, row by row: why we suggest what we suggest, with its numbers and their sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from fifteen.method.numbers import Study, studies
from fifteen.method.rows import ROWS
from fifteen.pages import _limits
from fifteen.pages._limits import Limit
from fifteen.pages._request import Asked, page

_GROUPS = {
    "P": "Purpose: before anybody is asked",
    "C": "Contacts: whom to ask",
    "A": "Approach: the request",
    "R": "Replies",
    "Q": "Preparation",
    "T": "The conversation",
    "F": "Afterwards",
    "O": "Others in the picture",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence of the method with the numbers in force and the findings that belong to it."""

    id: str
    sentence: str
    limits: tuple[Limit, ...]
    found: tuple[Study, ...]
    assumes: bool  # what the forecast assumes belongs here


@require_GET
@page
def method(request: Asked) -> HttpResponse:
    """All rows with their sentences, numbers and sources."""
    own: Mapping[str, Any] = request.campaign.numbers
    limits = [limit for _, some in _limits.kinds(_limits.kept(own)) for limit in some]
    groups = [
        (title, [_row(id, limits) for id in ROWS if id[0] == letter])
        for letter, title in _GROUPS.items()
    ]
    return render(request, "fifteen/method.html", {"groups": groups})


def _row(id: str, limits: list[Limit]) -> Row:
    return Row(
        id,
        ROWS[id],
        tuple(limit for limit in limits if limit.row == id),
        tuple(one for one in studies().values() if one.row == id),
        id == "C5",
    )
