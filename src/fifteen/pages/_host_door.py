"""How a host's page is answered, whoever serves it: this computer, a server, a relay. One answer
with its style and script in it, and nothing told about links that are not there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fifteen.adapters.documents.shape import Document
from fifteen.method.words import Refusal
from fifteen.pages import _inline
from fifteen.pages._calm import Calm

_GUESSES = Calm(
    "links of hosts", 30, timedelta(minutes=1)
)  # of links that are not there, by address
_OWN = {"style-src": [_inline.source("host.css")], "script-src": [_inline.source("host.js")]}
SLOWLY = Refusal("That was a lot at once. Please wait some minutes; nothing is lost.")


def changes(most: int = 30) -> Calm:
    """How often one page may be written to: ten minutes for so many forms."""
    return Calm("pages of hosts", most, timedelta(minutes=10))


def answer(
    request: HttpRequest, shown: Mapping[str, Any], status: int, name: str = "host"
) -> HttpResponse:
    """A page for somebody without a seat, by its template."""
    return framed(render(request, f"fifteen/{name}.html", dict(shown), status=status))


def framed(made: HttpResponse) -> HttpResponse:
    """The same answer, with its own style and script let in."""
    made._csp_update = _OWN  # type: ignore[attr-defined]  # as csp.decorators.csp_update does
    return made


def keep_until(answer: HttpResponse, moment: datetime) -> HttpResponse:
    """The same answer, good until this moment while the rows it was made of stay as they are."""
    answer._good_until = moment  # type: ignore[attr-defined]
    return answer


def good_until(answer: HttpResponse) -> datetime | None:
    """Until when an answer may be given again; None where only once."""
    moment: datetime | None = getattr(answer, "_good_until", None)
    return moment


def nothing(request: HttpRequest, whole: str = "letter") -> HttpResponse:
    """No such page: said the same whatever was tried, and not as often as one likes. `whole` is
    where all of the link stands."""
    calm = _GUESSES.allows(str(request.META.get("REMOTE_ADDR", "")), timezone.now())
    about = f"Perhaps a part of the link was lost on the way. The {whole} has all of it."
    shown = {"title": "There is no page at this address.", "about": about}
    return answer(request, shown, 404 if calm else 429, "host_word")


def calendar_file(made: Document) -> HttpResponse:
    """The agreed talk, to be taken along."""
    file = HttpResponse(made.data, made.media)
    file.headers["Content-Disposition"] = 'attachment; filename="talk.ics"'
    return file
