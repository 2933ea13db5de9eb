"""A client for HTTP that goes out through `outward`: names looked at, certificates verified."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import httpcore2
import httpx2

from fifteen.adapters import outward


class _Way(httpcore2.SyncBackend):
    """Connects to the addresses that were looked at, never to a name."""

    def __init__(self, private: bool) -> None:
        self._private = private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        try:
            known = outward.addresses(host, port, self._private)
        except outward.Unknown as failure:
            raise httpcore2.ConnectError("there is no server of this name") from failure
        failed: Exception = httpcore2.ConnectError("there is no address")
        for _, place in known:
            try:
                return super().connect_tcp(str(place[0]), port, timeout, None, ())
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as failure:
                failed = failure
        raise failed


def client(private: bool, timeout: float = outward.TIMEOUT, **more: Any) -> httpx2.Client:
    """A client that takes no proxy and no password from the surroundings, and follows no redirect
    unless told. A barred name raises `outward.Barred`, everything else what httpx2 raises."""
    way = httpx2.HTTPTransport(verify=outward.trust(web=True), trust_env=False)
    # The transport has no argument for this; a pool with our way out stands in for its own.
    way._pool = httpcore2.ConnectionPool(
        ssl_context=outward.trust(web=True), network_backend=_Way(private)
    )
    return httpx2.Client(transport=way, timeout=timeout, trust_env=False, **more)
