"""A large file of mails: how far it is read, and what came of it."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST, require_safe

from fifteen.actions import mail_files
from fifteen.adapters.mail import message_files
from fifteen.method.words import Refusal
from fifteen.pages._request import Asked, page, say
from fifteen.store import scope
from fifteen.store.models import MailFile, Person

AT_ONCE = 2_000_000  # bytes: up to here a file is read while one waits for the page
_BEGINNING = 2_000  # bytes in which shows what a file is
RUNNING = ("arriving", "reading")


def is_large(request: Asked) -> bool:
    """Whether the file that was brought is for a worker to read; one mail alone never is, for what
    is looked at stands at its beginning."""
    file = request.FILES.get("file")
    if file is None or (file.size or 0) <= AT_ONCE:
        return False
    beginning = file.read(_BEGINNING)
    file.seek(0)
    return message_files.is_mbox(beginning)


def begin(request: Asked, person: Person | None = None) -> HttpResponse | Refusal:
    """Have the file that was brought read by a worker; the page of it. `person` is whose answer
    is looked for."""
    file: UploadedFile[Any] = request.FILES["file"]  # type: ignore[assignment]
    pieces = file.chunks(mail_files.PIECE)
    name = file.name or "A file of mails"
    taken = mail_files.take_in(request.campaign, name, pieces, request.now, person)
    return taken if isinstance(taken, Refusal) else redirect(f"/mails/{taken.key}")


@require_safe
@page
def show(request: Asked, key: str) -> HttpResponse:
    """How far a file is read, or what came of it."""
    file = scope.mail_files(request.campaign).get(key=key)
    shown = {
        "file": file,
        "running": file.status in RUNNING,
        "headline": headline(file),
        "text": text(file),
        "theirs": _theirs(request, file) if file.status == "done" else "",
    }
    return render(request, "fifteen/mail_file.html", shown)


def headline(file: MailFile) -> str:
    """The answer of the page in one sentence."""
    if file.status in RUNNING:
        return f"Reading {file.filename}."
    if file.status == "failed":
        return "This file could not be read to its end."
    if file.status == "left":
        return "The reading was stopped."
    return "This file is read."


def text(file: MailFile) -> str:
    """What was found so far, in words."""
    if not file.looked_at:
        return "Opening the file" if file.status in RUNNING else "No mail looked at"
    mails = "mail" if file.looked_at == 1 else "mails"
    belong = "belongs" if file.kept == 1 else "belong"
    return f"{file.looked_at:,} {mails} looked at, {file.kept:,} {belong} to your search"


def _theirs(request: Asked, file: MailFile) -> str:
    """The key of the latest mail of whose answer was looked for; "" where there is none."""
    if file.person is None:
        return ""
    mails = scope.mails(request.campaign).filter(person=file.person, ours=False)
    return mails.values_list("key", flat=True).first() or ""


@require_GET
@page
def progress(request: Asked, key: str) -> HttpResponse:
    """JSON: done and total in bytes, text, finished, url."""
    file = scope.mail_files(request.campaign).get(key=key)
    answer: dict[str, Any] = {
        "done": file.at,
        "total": file.size,
        "text": text(file),
        "finished": file.status not in RUNNING,
        "url": f"/mails/{file.key}",
    }
    return JsonResponse(answer)


@require_POST
@page
def leave(request: Asked, key: str) -> HttpResponse:
    """Stop the reading."""
    file = scope.mail_files(request.campaign).get(key=key)
    say(request, mail_files.leave(file, request.now))
    return redirect(f"/mails/{file.key}")
