"""The questions that are asked back, in the language of the words."""

from __future__ import annotations

from datetime import date

from fifteen.method.times._lexicon import Lexicon
from fifteen.method.times.words import Unclear


def question(open_point: Unclear, words: Lexicon) -> str:
    """The question to ask back, in the language of the words."""
    values = dict(open_point.values)
    told: dict[str, object] = {}
    for name, value in values.items():
        told[name] = _day(value, words) if isinstance(value, date) else value
        if isinstance(value, date):
            told["weekday"] = _weekday(value, words)
    return words.say[open_point.question].format(**told)


def _day(day: object, words: Lexicon) -> str:
    assert isinstance(day, date)
    month = _first(words.lists["month"], day.month)
    return words.say["day"].format(weekday=_weekday(day, words), day=day.day, month=month)


def _weekday(day: object, words: Lexicon) -> str:
    assert isinstance(day, date)
    return _first(words.lists["weekday"], day.weekday())


def _first(names: object, value: int) -> str:
    assert isinstance(names, dict)
    return next(str(name).capitalize() for name, number in names.items() if number == value)
