"""One request at a time to a server the user named: TLS verified, sizes and time bounded.

Redirects are followed only inside the same host, so that a password never goes elsewhere.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from urllib.parse import urljoin

import httpx2

from fifteen.adapters import outward, web
from fifteen.adapters.dav import where
from fifteen.adapters.dav.failures import DavError, Why

LARGEST = 20_000_000  # bytes of one answer
LONGEST = 60.0  # seconds for one answer, all of it
_PAUSE = 15.0  # seconds without a sign of life
MOST_TURNS = 5  # redirects


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: where from in the end, status, headers in small letters, body."""

    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def etag(self) -> str:
        """The mark of this version, as the server wrote it; empty where it gives none."""
        return self.headers.get("etag", "")


class Session:
    """Requests to one server, as one person. Use it with `with`."""

    def __init__(self, home: str, user: str = "", password: str = "", private: bool = True) -> None:
        """`home` is the address the user gave; a name and a password go to its host alone."""
        self.home, self._private = where.allowed(home, private), private
        self._auth = httpx2.BasicAuth(user, password) if user or password else None
        self._http = web.client(
            private, _PAUSE, headers={"User-Agent": "Fifteen", "Accept-Encoding": "identity"}
        )

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._http.close()

    def ask(
        self,
        method: str,
        url: str = "",
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
        largest: int = LARGEST,
    ) -> Answer:
        """One request, with its redirects. `url` may be relative to the home. DavError where it
        did not succeed (status 400 and above), or is no address of this server."""
        target = urljoin(self.home, url) if url else self.home
        if not where.same_place(target, self.home):
            raise DavError(Why.ADDRESS)
        for _ in range(MOST_TURNS):
            answer = self._once(method, target, body, headers or {}, largest)
            if answer.status not in (301, 302, 307, 308):
                return _good(answer)
            target = urljoin(target, answer.headers.get("location", ""))
            if not where.same_place(target, self.home):
                raise DavError(Why.ADDRESS, answer.status)
        raise DavError(Why.NOT_DAV)

    def _once(
        self, method: str, url: str, body: bytes, headers: Mapping[str, str], largest: int
    ) -> Answer:
        where.allowed(url, self._private)  # asked again each time: a name may point elsewhere now
        until = time.monotonic() + LONGEST
        try:
            with self._http.stream(
                method, url, content=body, headers=dict(headers), auth=self._auth
            ) as got:
                parts, size = [], 0
                for part in got.iter_bytes(65_536):
                    size += len(part)
                    if size > largest:
                        raise DavError(Why.TOO_LARGE)
                    if time.monotonic() > until:
                        raise DavError(Why.TOO_SLOW)
                    parts.append(part)
                told = {name.lower(): value for name, value in got.headers.items()}
                return Answer(url, got.status_code, told, b"".join(parts))
        except outward.Barred as barred:
            raise DavError(Why.ADDRESS) from barred
        except httpx2.TimeoutException as slow:
            raise DavError(Why.TOO_SLOW) from slow
        except httpx2.ConnectError as failed:
            proof = "certificate" in str(failed).lower() or "ssl" in str(failed).lower()
            raise DavError(Why.CERTIFICATE if proof else Why.UNREACHABLE) from failed
        except (httpx2.HTTPError, httpx2.InvalidURL, UnicodeError) as failed:
            raise DavError(Why.UNREACHABLE) from failed


_WHY = {
    401: Why.PASSWORD,
    403: Why.PASSWORD,
    404: Why.NOT_THERE,
    410: Why.NOT_THERE,
    409: Why.NOT_THERE,
    412: Why.CHANGED,
    413: Why.TOO_LARGE,
}


def _good(answer: Answer) -> Answer:
    if answer.status >= 400:
        if b"valid-sync-token" in answer.body[:4_000]:
            raise DavError(Why.START_OVER, answer.status)
        raise DavError(_WHY.get(answer.status, Why.NOT_DAV), answer.status)
    return answer
