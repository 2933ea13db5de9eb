"""A look for the coach (O1): chosen, looked at, taken along as one file, as text or on paper."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_GET, require_POST

from fifteen.actions import coach as handing
from fifteen.method import look
from fifteen.method.look import OFFERED, USUAL, Look, Part, Way
from fifteen.method.words import Refusal
from fifteen.pages import _coach
from fifteen.pages._request import Asked, page, say
from fifteen.store import looks

_CSS = Path(__file__).parent / "static" / "fifteen" / "coach.css"
_MOST_BEFORE = 30

# The file is opened anywhere: it holds its style, runs nothing and fetches nothing.
_ALONE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>{}</title>
<style>{}</style>
</head>
<body class="alone">
<main class="look">{}</main>
</body>
</html>
"""


@require_GET
@page
def coach(request: Asked) -> HttpResponse:
    """What may be seen, to be ticked; below it exactly what will be seen."""
    return _show(request)


def _show(request: Asked, refusal: Refusal | None = None) -> HttpResponse:
    before = looks.given(request.campaign)
    asked = request.POST if request.method == "POST" else request.GET
    if "look" in asked:
        parts, hidden = _asked(asked)
    elif before:  # as last time
        parts, hidden = before[0].parts, before[0].hidden
    else:
        parts, hidden = USUAL, False
    shown = {
        "choices": [(choice, choice.part in parts) for choice in OFFERED],
        "parts": [part for part in Part if part in parts],
        "hidden": hidden,
        "look": _look(request, parts, hidden) if parts else None,
        "before": before[:_MOST_BEFORE],
        "refusal": refusal,
    }
    return render(request, "fifteen/coach.html", shown, status=422 if refusal else 200)


def _asked(form: QueryDict) -> tuple[frozenset[Part], bool]:
    return look.wished(form.getlist("what")), form.get("names") == "hidden"


def _look(request: Asked, parts: Collection[Part], hidden: bool) -> Look:
    return _coach.look(request.campaign, parts, hidden, request.now, request.today)


@require_POST
@page
def take(request: Asked) -> HttpResponse:
    """Take the look along; the journal keeps what kinds of things were in it, and when."""
    parts, hidden = _asked(request.POST)
    asked = request.POST.get("as", "")
    way = Way(asked) if asked in set(Way) else Way.PAGE
    done = handing.hand_over(request.campaign, parts, hidden, way, request.now)
    if isinstance(done, Refusal):
        return _show(request, done)
    say(request, done)
    if way is Way.PRINT:
        query = [("look", "1"), *(("what", part) for part in sorted(parts))]
        query += [("names", "hidden")] if hidden else []
        return redirect(f"/coach/print?{urlencode(query)}")
    made = _look(request, parts, hidden)
    text = look.as_text(made) if way is Way.TEXT else _alone(made)
    kind, suffix = ("text/plain", "txt") if way is Way.TEXT else ("text/html", "html")
    name = f"for-the-coach-{request.today:%Y-%m-%d}.{suffix}"
    answer = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    header = content_disposition_header(as_attachment=True, filename=name)
    answer.headers["Content-Disposition"] = header or "attachment"
    return answer


def _alone(made: Look) -> SafeString:
    """The look as one page that stands by itself."""
    body = render_to_string("fifteen/_look.html", {"look": made, "alone": True, "h": 2})
    css = mark_safe(_CSS.read_text("utf-8"))  # noqa: S308  (our own file)
    return format_html(_ALONE, made.title, css, body)


@require_GET
@page
def on_paper(request: Asked) -> HttpResponse:
    """The look alone, to be printed."""
    parts, hidden = _asked(request.GET)
    made = _look(request, parts, hidden)
    return render(request, "fifteen/coach_print.html", {"look": made})
