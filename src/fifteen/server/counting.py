"""How often something was asked for, counted by all web processes together: in the shared cache,
one process at a time for each key, so that two who come at once are two."""

from __future__ import annotations

import hashlib
import ipaddress
from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpRequest

from fifteen.pages._calm import COUNTED_BY, Calm

_NETWORK = 64  # bits: with IPv6 one customer has as many addresses as they like in such a network


def begin() -> None:
    """Said once: from here on this counts."""
    if together not in COUNTED_BY:
        COUNTED_BY.append(together)


@transaction.atomic
def together(calm: Calm, key: str, now: datetime) -> bool:
    """Whether one more is fine now; it is counted if so."""
    named = f"{calm.what}:{_network(key)}"
    kept = f"calm:{hashlib.sha256(named.encode('utf-8', 'replace')).hexdigest()}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [kept])
    since = (now - calm.within).timestamp()
    times = [one for one in cache.get(kept, []) if one > since]
    if len(times) >= calm.most:
        return False
    cache.set(kept, [*times, now.timestamp()], calm.within.total_seconds())
    return True


def _network(key: str) -> str:
    try:
        address = ipaddress.ip_address(key)
    except ValueError:
        return key
    if address.version == 6:
        return str(ipaddress.ip_network((address, _NETWORK), strict=False))
    return key


def address_of(request: HttpRequest) -> str:
    """Where a request comes from: what the outermost of the operator's own proxies (F08) was asked
    by. What stands before that in the header anybody can write."""
    direct = str(request.META.get("REMOTE_ADDR", ""))
    proxies = settings.SERVER["FIFTEEN_PROXIES"]
    told = [one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",")]
    return told[-proxies] if proxies and len(told) >= proxies and told[-proxies] else direct
