"""Pages that may be a moment old are read from the replica, where there is one."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import connections
from django.db.utils import DatabaseError
from django.http import HttpRequest, HttpResponse

from fifteen.store import stale, walls

ROUTES = frozenset(("progress", "progress/picture", "progress/story", "clients"))
"""Pages that look back or over many; whoever acts on a page reads what is so now."""

_log = logging.getLogger("fifteen.server")


def may_be_stale(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view, reading from the replica; from the other where the replica does not answer."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        if not stale.there() or request.method not in ("GET", "HEAD"):
            return view(request, *args, **more)
        try:
            with stale.reading():
                walls.only(request.owner)  # type: ignore[attr-defined]
                return view(request, *args, **more)
        except DatabaseError as failure:
            _log.warning("the replica does not answer (%s)", type(failure).__name__)
            connections[stale.REPLICA].close()
        walls.only(request.owner)  # type: ignore[attr-defined]
        return view(request, *args, **more)

    return answer
