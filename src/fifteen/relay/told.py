"""What computers of seekers tell a relay: all of it signed, nothing taken twice."""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from fifteen.adapters.relay import sealing
from fifteen.pages._calm import Calm
from fifteen.relay.storage import LARGEST_PAGE, Full, Storage

_STRANGERS = Calm(
    "strangers", 30, timedelta(minutes=1)
)  # words that are not signed by anybody known
_PAGE = re.compile(r"[0-9a-f]{64}")
_MOST_NUMBERS = 200


@cache
def storage() -> Storage:
    """The file of this relay."""
    return Storage(os.environ["_FIFTEEN_RELAY_FILE"])


def now() -> int:
    """This moment, in seconds."""
    return int(time.time())


def keys(request: HttpRequest) -> HttpResponse:
    """A computer comes in with a code (POST), or leaves with everything (DELETE)."""
    if request.method == "DELETE":
        return _signed(request, lambda key, body: storage().leave(key))
    if request.method != "POST":
        return _no(405)
    body = _body(request)
    said = _said(request, body)
    if body is None or said is None:
        return _stranger(request)
    signs, number = said
    try:
        form = json.loads(body)
        code, opens = str(form["code"])[:200], sealing.raw(str(form["opens"])[:100])
    except (ValueError, KeyError, TypeError):
        return _no(400)
    if len(opens) != sealing.KEY:
        return _no(400)
    if not storage().join(code, signs, opens, number, now()):
        return _stranger(request, 403)
    return _yes()


def page(request: HttpRequest, page: str) -> HttpResponse:
    """Show a page (PUT), or show it no longer (DELETE)."""
    if not _PAGE.fullmatch(page):
        return _no(404)
    if request.method == "DELETE":
        return _signed(request, lambda key, body: storage().take_down(key, page))
    ends = request.GET.get("ends", "")
    if request.method != "PUT" or not (ends.isascii() and ends.isdigit()):
        return _no(405)
    until = int(ends[:12])
    return _signed(request, lambda key, body: storage().put(key, page, body, until, now()))


def answers(request: HttpRequest) -> HttpResponse:
    """What waits for this computer; asking changes nothing."""
    if request.method != "GET":
        return _no(405)

    def waiting(key: int, body: bytes) -> dict[str, Any]:
        found = storage().answers(key)
        rows = [{"number": n, "page": p, "sealed": sealing.text(s)} for n, p, s in found]
        return {"answers": rows, "pages": storage().pages(key)}

    return _signed(request, waiting)


def taken(request: HttpRequest) -> HttpResponse:
    """These are written down at the seeker's; the relay lets go of them."""
    if request.method != "POST":
        return _no(405)

    def let_go(key: int, body: bytes) -> None:
        numbers = json.loads(body)["numbers"][:_MOST_NUMBERS]
        storage().taken(key, [int(one) for one in numbers])

    return _signed(request, let_go)


def _signed(
    request: HttpRequest, do: Callable[[int, bytes], dict[str, Any] | None]
) -> HttpResponse:
    body = _body(request)
    if body is None or len(body) > LARGEST_PAGE:
        return _no(413)
    said = _said(request, body)
    key = storage().heard(*said) if said is not None else None
    if key is None:
        return _stranger(request)
    try:
        return _yes(do(key, body))
    except Full:
        return _no(507)
    except (ValueError, KeyError, TypeError):
        return _no(400)


def _said(request: HttpRequest, body: bytes | None) -> tuple[bytes, int] | None:
    """Whose words these are and their number, where the signature holds."""
    number = request.headers.get("X-Fifteen-Number", "")
    if body is None or not (number.isascii() and number.isdigit() and len(number) < 18):
        return None
    try:
        public = sealing.raw(request.headers.get("X-Fifteen-Key", "")[:100])
    except ValueError:
        return None
    words = sealing.told(str(request.method), request.get_full_path(), int(number), body)
    signature = request.headers.get("X-Fifteen-Signature", "")[:200]
    return (public, int(number)) if sealing.is_signed(public, words, signature) else None


def _body(request: HttpRequest) -> bytes | None:
    try:
        return request.body
    except RequestDataTooBig:
        return None


def _stranger(request: HttpRequest, status: int = 401) -> HttpResponse:
    calm = _STRANGERS.allows(str(request.META.get("REMOTE_ADDR", "")), timezone.now())
    return _no(status if calm else 429)


def _yes(told: dict[str, Any] | None = None) -> HttpResponse:
    answer = JsonResponse(told or {})
    answer.headers["X-Fifteen-Relay"] = "1"
    return answer


def _no(status: int) -> HttpResponse:
    answer = HttpResponse(b"", status=status)
    answer.headers["X-Fifteen-Relay"] = "1"
    return answer
