"""How a server opens the page of a host: one question says whose rows it is made of and in which
state they are; while that state stands, the answer of a moment ago is given once more.

What the state holds is written down in `walls.behind_link`: whatever the page says changes one of
those rows, in the same transaction, so that an answer never outlives a time that was taken.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch
from django.utils import timezone

from fifteen.pages import _host_door
from fifteen.store import pages, walls

_MOST_KEPT = 256  # answers of 17 KB in each process, the oldest goes first
_MOST_ASKED = 300  # characters of an address that is kept


class _Of(NamedTuple):
    """Which answer: of this address, to rows in this state."""

    address: str
    state: str


class _Kept(NamedTuple):
    until: datetime
    body: bytes
    route: ResolverMatch | None  # for the counts


_KEPT: dict[_Of, _Kept] = {}


def opened(request: HttpRequest, token: str, within: Callable[[str], HttpResponse]) -> HttpResponse:
    """The page behind a link. `within` answers behind the wall of the owner it is handed."""
    owner, state = walls.behind_link(pages.hash_of(token))
    asked = _Of(request.get_full_path(), state)
    if request.method != "GET" or not state or len(asked.address) > _MOST_ASKED:
        return within(owner)
    now = timezone.now()
    kept = _KEPT.get(asked)
    if kept is not None and now < kept.until:
        request.resolver_match = kept.route
        return _host_door.framed(HttpResponse(kept.body))
    answer = within(owner)
    until = _host_door.good_until(answer)
    if until is not None and answer.status_code == 200:
        while len(_KEPT) >= _MOST_KEPT:
            _KEPT.pop(next(iter(_KEPT)), None)
        _KEPT[asked] = _Kept(until, answer.content, request.resolver_match)
    return answer
