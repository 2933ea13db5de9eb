"""What Prometheus may know: counts by route and kind, never a name, an address or an account."""

from __future__ import annotations

import os
import threading
from collections import defaultdict
from datetime import datetime

from fifteen.store import work

_lock = threading.Lock()
_requests: defaultdict[tuple[str, str, int], int] = defaultdict(int)
_seconds: defaultdict[tuple[str, str], float] = defaultdict(float)


def count(method: str, route: str, status: int, seconds: float) -> None:
    """One request that was answered."""
    with _lock:
        _requests[method, route, status] += 1
        _seconds[method, route] += seconds


def text(now: datetime) -> str:
    """The exposition format. Requests are this process's, jobs the whole server's."""
    process = os.getpid()
    with _lock:
        requests, seconds = dict(_requests), dict(_seconds)
    lines = ["# TYPE fifteen_requests_total counter"]
    lines += [
        f'fifteen_requests_total{{process="{process}",method="{method}",'
        f'route="{_safe(route)}",status="{status}"}} {n}'
        for (method, route, status), n in sorted(requests.items())
    ]
    lines.append("# TYPE fifteen_request_seconds_total counter")
    lines += [
        f'fifteen_request_seconds_total{{process="{process}",method="{method}",'
        f'route="{_safe(route)}"}} {spent:.6f}'
        for (method, route), spent in sorted(seconds.items())
    ]
    jobs = work.waiting(now)
    lines.append("# TYPE fifteen_jobs_waiting gauge")
    lines += [
        f'fifteen_jobs_waiting{{kind="{kind}"}} {n}' for kind, n in sorted(jobs.by_kind.items())
    ]
    lines.append("# TYPE fifteen_jobs_given_up gauge")
    lines.append(f"fifteen_jobs_given_up {jobs.given_up}")
    lines.append("# TYPE fifteen_oldest_job_seconds gauge")
    lines.append(f"fifteen_oldest_job_seconds {jobs.oldest_seconds:.0f}")
    return "\n".join(lines) + "\n"


def _safe(route: str) -> str:
    return route.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
