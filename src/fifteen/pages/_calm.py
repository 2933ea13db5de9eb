"""Not too fast: how often something may be asked for in a while. Counted in this process at home;
on a server by all its processes together (`server/counting.py`)."""

from __future__ import annotations

import threading
from collections import OrderedDict, deque
from collections.abc import Callable
from datetime import datetime, timedelta

_MOST_KEYS = 10_000


class Calm:
    """At most so many in a while for each key; the keys not seen for longest are forgotten.
    `what` is counted: each has a name of its own, for whoever counts them together."""

    def __init__(self, what: str, most: int, within: timedelta) -> None:
        self.what, self.most, self.within = what, most, within
        self._seen: OrderedDict[str, deque[datetime]] = OrderedDict()
        self._lock = threading.Lock()

    def allows(self, key: str, now: datetime) -> bool:
        """Whether one more is fine now; it is counted if so."""
        if COUNTED_BY:
            return COUNTED_BY[-1](self, key, now)
        with self._lock:
            times = self._seen.setdefault(key, deque())
            self._seen.move_to_end(key)
            while len(self._seen) > _MOST_KEYS:
                self._seen.popitem(last=False)
            while times and times[0] <= now - self.within:
                times.popleft()
            if len(times) >= self.most:
                return False
            times.append(now)
            return True


COUNTED_BY: list[Callable[[Calm, str, datetime], bool]] = []
"""Who counts instead, where several processes serve the same people."""
