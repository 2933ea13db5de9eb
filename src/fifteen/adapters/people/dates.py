"""Days as address books write them: 07 Feb 2024, 7-Feb-24, 1/8/18, 6:14 PM, 7. März 2024 ..."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from fifteen.method.folding import fold

_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_SLASHED = re.compile(r"\s*(\d{1,2})[/-](\d{1,2})[/-]\d{2,4}\b")
_LONGEST = 60  # characters: anything longer is no date

# The beginnings of the folded names of months in English, German, French, Spanish, Italian,
# Portuguese and Dutch; the longer beginning is tried first.
_MONTHS = {
    1: "jan jän ene gen",
    2: "feb fev feo",
    3: "mar mär mrt maa",
    4: "apr abr avr",
    5: "may mai mei mag maj",
    6: "jun juin giu",
    7: "jul juil lug",
    8: "aug ago aou",
    9: "sep set",
    10: "oct okt ott out",
    11: "nov",
    12: "dec dez dic des",
}
_MONTH_OF = {fold(start): month for month, starts in _MONTHS.items() for start in starts.split()}


@lru_cache(maxsize=4_096)  # a book of thousands came together in some hundred days
def day_of(text: str, day_first: bool = False) -> date | None:
    """The day in a text, None where there is none. `day_first` settles 07/02/2024."""
    if not text or len(text) > _LONGEST:
        return None
    tokens = [fold(t) for t in _TOKEN.findall(text)]
    numbers = [t for t in tokens if t.isdecimal()][:3]
    month = next((m for t in tokens if (m := _month(t))), 0)
    if month and len(numbers) >= 2:
        first, second = numbers[0], numbers[1]
        return _day(first, month, second) if len(first) > 2 else _day(second, month, first)
    if len(numbers) < 3:
        return None
    if len(numbers[0]) == 4:
        return _day(numbers[0], int(numbers[1][:4]), numbers[2])
    if day_first or "." in text[:6]:
        return _day(numbers[2], int(numbers[1][:4]), numbers[0])
    return _day(numbers[2], int(numbers[0][:4]), numbers[1])


def is_day_first(texts: Iterable[str], otherwise: bool = False) -> bool:
    """Whether a column of dates such as 13/02/2024 puts the day before the month.

    A number above twelve decides, then AM or PM, which only writers of the month first use.
    """
    slashed = [(m, t) for t in texts if len(t) <= _LONGEST and (m := _SLASHED.match(t))]
    if any(int(m[1]) > 12 for m, _ in slashed):
        return True
    if any(int(m[2]) > 12 or t.upper().endswith((" AM", " PM")) for m, t in slashed):
        return False
    return otherwise


def _month(token: str) -> int:
    if len(token) < 3 or not token.isalpha():
        return 0
    return _MONTH_OF.get(token[:4]) or _MONTH_OF.get(token[:3]) or 0


def _day(year: str, month: int, day: str) -> date | None:
    if len(year) not in (2, 4) or len(day) > 2:
        return None
    whole = int(year) if len(year) == 4 else 2000 + int(year)
    try:
        return date(whole, month, int(day)) if 1900 <= whole <= 2100 else None
    except ValueError:
        return None
