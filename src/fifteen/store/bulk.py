"""Writing many people at once: thousands of model objects would take longer than all the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection, models

from fifteen.store.models import Person

Columns = Mapping[str, Any]
"""Values by the names of columns, such as `campaign_id`."""

_FIELDS: dict[str, models.Field[Any, Any]] = {
    str(field.column): field for field in Person._meta.concrete_fields if not field.primary_key
}
# Texts and numbers are written as they are; days and JSON only the field can write.
_ELSE = {
    name: field
    for name, field in _FIELDS.items()
    if isinstance(field, models.DateField | models.JSONField)
}


def insert(people: Sequence[Columns], same: Columns) -> None:
    """Write rows of people; `same` holds for all of them, whatever neither names has its default.

    Raises ValueError for a name that is no column. Called inside a transaction.
    """
    unknown = {*same, *(people[0] if people else ())} - set(_FIELDS)
    if unknown:
        raise ValueError(f"not a column: {sorted(unknown)}")
    whole = {name: field.get_default() for name, field in _FIELDS.items()} | dict(same)
    kept = {name: _kept(name, value) for name, value in whole.items()}
    names = ", ".join(map(connection.ops.quote_name, _FIELDS))
    marks = ", ".join("%s" for _ in _FIELDS)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO store_person ({names}) VALUES ({marks})",  # noqa: S608  (our own names)
            [_values(kept, person) for person in people],
        )


def _values(kept: Columns, person: Columns) -> list[Any]:
    row = {**kept, **person}
    for name in _ELSE.keys() & person.keys():
        # What is empty is empty in every row, and stands among what is kept.
        row[name] = _kept(name, person[name]) if person[name] else kept[name]
    return list(row.values())


def _kept(name: str, value: Any) -> Any:
    return _FIELDS[name].get_db_prep_save(value, connection)
