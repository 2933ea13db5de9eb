"""Bringing an address book: the file, what was found in it, and the yes (C1)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
    require_safe,
)

from fifteen.actions import imports
from fifteen.adapters.people import write
from fifteen.method.words import Refusal
from fifteen.pages import _import_lost, _import_page
from fifteen.pages._request import Asked, page, say
from fifteen.pages._upload import too_big
from fifteen.store import scope
from fifteen.store.models import Import

PASTED = "Pasted lines.txt"
_MOST_LISTED = 30  # earlier imports


@require_http_methods(["GET", "HEAD", "POST"])
@page
def bring(request: Asked) -> HttpResponse:
    """The page to bring a file or paste lines, with the imports there were."""
    if request.method != "POST":
        return _show(request, None)
    lines = request.POST.get("lines", "")
    given = _given(request.FILES.get("file"), lines)
    if isinstance(given, Refusal):
        return _show(request, given, lines)
    brought = imports.bring(request.campaign, *given, request.now)
    return redirect(f"/import/{brought.key}")


def _given(file: UploadedFile[Any] | None, lines: str) -> tuple[str, bytes] | Refusal:
    """The name and the bytes of what was brought."""
    refusal = too_big(file)
    if refusal is not None:
        return refusal
    if file is not None:
        return file.name or "A file", file.read()
    if lines.strip():
        return PASTED, lines.encode()
    return Refusal("Choose a file, or paste a few lines.", "file")


def _show(request: HttpRequest, refusal: Refusal | None, lines: str = "") -> HttpResponse:
    asked: Asked = request  # type: ignore[assignment]
    earlier = scope.imports(asked.campaign).exclude(status="left")[:_MOST_LISTED]
    shown = {
        "lines": lines,
        "refusal": refusal,
        "had_file": bool(request.FILES) and refusal is None,
        "earlier": [_import_page.listed(one, asked.now) for one in earlier],
    }
    return render(request, "fifteen/bring.html", shown, status=422 if refusal else 200)


@require_safe
@page
def preview(request: Asked, key: str) -> HttpResponse:
    """What an import would do, how far it is, or what came of it."""
    brought = imports.by_key(request.campaign, key)
    template = _TEMPLATES[brought.status]
    shown = _import_page.of(brought, request.now)
    return render(request, f"fifteen/{template}.html", shown)


_TEMPLATES = {
    "reading": "import_running",
    "writing": "import_running",
    "ready": "import_ready",
    "failed": "import_over",
    "done": "import_over",
    "undone": "import_over",
    "left": "import_over",
}


@require_GET
@page
def progress(request: Asked, key: str) -> HttpResponse:
    """JSON: done, total, text, finished, url."""
    brought = scope.imports(request.campaign).get(key=key)
    done, total = imports.progress(brought)
    answer = {
        "done": done,
        "total": total,
        "text": _import_page.progress_text(brought.status, done, total),
        "finished": brought.status not in _import_page.RUNNING,
        "url": f"/import/{brought.key}",
    }
    return JsonResponse(answer)


@require_POST
@page
def columns(request: Asked, key: str) -> HttpResponse:
    """Say what the columns mean, and have the file read again."""
    brought = imports.by_key(request.campaign, key)
    mapping = _import_page.mapping_of(brought, request.POST)
    imports.map_columns(brought, mapping, request.now)
    return _to(brought)


@require_POST
@page
def say_yes(request: Asked, key: str) -> HttpResponse:
    """Have it written, with what was decided about the unsure rows."""
    brought = imports.by_key(request.campaign, key)
    answer = imports.say_yes(brought, _decisions(request.POST), request.now)
    if isinstance(answer, Refusal):
        say(request, answer)
    return _to(brought)


def _decisions(form: Mapping[str, str]) -> dict[int, str]:
    """Fields called "row-17" as decisions about line 17."""
    named = ((name.removeprefix("row-"), form[name]) for name in form if name.startswith("row-"))
    return {int(line): word for line, word in named if line.isdecimal() and len(line) < 10}


@require_POST
@page
def leave(request: Asked, key: str) -> HttpResponse:
    """Stop the reading or the writing, or leave the file; nothing of it is kept."""
    brought = imports.by_key(request.campaign, key)
    if brought.status == "writing":
        say(request, imports.stop(brought))
        return _to(brought)
    done = imports.leave(brought)
    brought.refresh_from_db(fields=["status"])
    if brought.status != "left":
        say(request, Refusal("It is in your book already, or on its way. Undo it instead."))
        return _to(brought)
    say(request, done)
    return redirect("/import")


@require_GET
@page
def unreadable(request: Asked, key: str) -> HttpResponse:
    """The rows that could not be read, and why, as CSV; no cell is a formula."""
    brought = scope.imports(request.campaign).get(key=key)
    rows = _import_lost.lost_rows(brought)
    text = "".join(write.to_csv(rows, _import_lost.CSV_COLUMNS))
    answer = HttpResponse(text, "text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="rows-not-read.csv"'
    return answer


def _to(brought: Import) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"/import/{brought.key}")
