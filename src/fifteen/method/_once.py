"""What costs much to load, loaded once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps
from threading import RLock
from typing import ParamSpec, TypeVar, cast

Asked = ParamSpec("Asked")
Given = TypeVar("Given")


def once(load: Callable[Asked, Given]) -> Callable[Asked, Given]:
    """`functools.cache` for threads: of those that ask at once one loads it, the others wait."""
    kept, loading = cast(Callable[Asked, Given], cache(load)), RLock()

    @wraps(load)
    def given(*args: Asked.args, **more: Asked.kwargs) -> Given:
        with loading:
            return kept(*args, **more)

    return given
