"""The first Monday in March, the last Friday of the month."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date
from typing import Any

from fifteen.method.times.words import Unclear

_NTH = {
    **{"fi": 0, "se": 1, "th": 2, "fo": 3, "la": -1, "1s": 0, "2n": 1, "3r": 2, "4t": 3},
    **{"er": 0, "zw": 1, "dr": 2, "vi": 3, "le": -1},
}
"""The first two letters of "first" and the like: the place in the month, or from its end."""

_MONTHS = 14  # months ahead that are looked at


def nth_weekday(data: Mapping[str, Any], today: date) -> date:
    """The next such day that is ahead; raises Unclear where it has passed this month."""
    nth, wanted = _NTH[str(data["which"])[:2]], int(data["weekday"])
    for ahead in range("next" in data, _MONTHS):
        year, month = divmod(today.year * 12 + today.month - 1 + ahead, 12)
        if int(data.get("month", month + 1)) != month + 1:
            continue
        last = calendar.monthrange(year, month + 1)[1]
        days = [date(year, month + 1, n) for n in range(1, last + 1)]
        found = [day for day in days if day.weekday() == wanted][nth]
        if found >= today:
            return found
        if "month" not in data:
            break
    raise Unclear("past_date")
