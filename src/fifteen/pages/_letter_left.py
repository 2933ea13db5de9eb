"""The pages of a letter that is on its way or has left."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fifteen.actions import _enclosing
from fifteen.method.words import LetterKind
from fifteen.pages import _desk, _findings, _letter_kinds, _post
from fifteen.pages._request import Asked
from fifteen.store import scope
from fifteen.store.models import Letter, Outgoing


def show_leaving(request: Asked, letter: Letter, row: Outgoing) -> HttpResponse:
    """The page of a letter that is on its way out through the mailbox."""
    around = {
        "letter": letter,
        "row": row,
        "to": _desk.addressee(letter),
        "title": _letter_kinds.titled(LetterKind(letter.kind)),
        "file": _enclosing.file_of(row),
        **_post.leaving_page(row, request.now),
    }
    return render(request, "fifteen/letter_leaves.html", around)


def show_sent(request: Asked, letter: Letter) -> HttpResponse:
    """The page of a letter that has left."""
    kind = LetterKind(letter.kind)
    around = {
        "letter": letter,
        "to": _desk.addressee(letter),
        "title": _letter_kinds.titled(kind),
        "by": _letter_kinds.by(letter.channel),
        "overruled": [_findings.says(rule) for rule in letter.overruled],
        "on": _sent_on(letter),
        "file": _enclosing.went(letter),
    }
    return render(request, "fifteen/letter_sent.html", around)


def _sent_on(letter: Letter) -> date | None:
    """The day it left as the journal has it: it may have been said later."""
    entry = scope.entries_of(letter.person).filter(data__letter=letter.key).first()
    return entry.on if entry else letter.sent_at and timezone.localtime(letter.sent_at).date()
