"""The method, row by row: why we suggest what we suggest."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from fifteen.method.rows import ROWS
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


@require_GET
@page
def method(request: Asked) -> HttpResponse:
    """All rows with their sentences."""
    groups = [
        (title, [(row, sentence) for row, sentence in ROWS.items() if row[0] == letter])
        for letter, title in _GROUPS.items()
    ]
    return render(request, "fifteen/method.html", {"groups": groups})
