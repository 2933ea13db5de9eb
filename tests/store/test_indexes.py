"""The owner's key stands first in every index: a page reads its own campaign's rows and no others,
however many campaigns there are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connection, models

OTHERWISE = {
    # A worker asks for all owners at once: a small index of what waits.
    ("store_job", "run_at"),
    ("store_mailbox", "next_run"),
    ("store_outgoing", "leaves"),
    # Who has only a link is found by it.
    ("store_hostpage", "hash"),
    ("server_coaching", "hash"),
    ("server_coaching", "coach"),
    ("server_coaching", "key"),
    ("server_coachword", "key"),
    # Asked for by the one row they hang on; also when that row goes.
    ("store_outgoing", "letter_id"),
    ("store_card", "book_id"),
}


def columns(model: type[models.Model]) -> Iterator[str]:
    """The first column of each index of a table, but the number of the row and rows it points to:
    PostgreSQL needs those when a row goes that others point to."""
    for field in model._meta.concrete_fields:
        if (field.unique or field.db_index) and not field.primary_key and not field.remote_field:
            yield field.column
    for index in model._meta.indexes:
        name = index.fields[0].removeprefix("-")
        if not (len(index.fields) == 1 and model._meta.get_field(name).remote_field):
            yield model._meta.get_field(name).column
    for one in model._meta.constraints:
        if isinstance(one, models.UniqueConstraint) and one.fields:
            yield model._meta.get_field(one.fields[0]).column


def owned() -> Iterator[type[models.Model]]:
    for model in apps.get_models():
        if model._meta.app_label in ("store", "server"):
            names = {field.name for field in model._meta.concrete_fields}
            if "campaign" in names:
                yield model


def test_every_index_begins_with_the_campaign_or_is_named_here() -> None:
    tables = list(owned())
    assert len(tables) > 15
    found = {
        (model._meta.db_table, column)
        for model in tables
        for column in columns(model)
        if column != "campaign_id"
    }
    assert found <= OTHERWISE


@pytest.mark.postgresql
@pytest.mark.django_db
def test_the_database_has_no_index_that_the_models_do_not_know() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.relname, a.attname FROM pg_index i"
            " JOIN pg_class t ON t.oid = i.indrelid"
            " JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = i.indkey[0]"
            " WHERE NOT i.indisprimary AND t.relname LIKE 'store%%'"
        )
        there = set(cursor.fetchall())
    points = {
        (model._meta.db_table, field.column)
        for model in owned()
        for field in model._meta.concrete_fields
        if field.remote_field
    }
    elsewhere = {
        *(("store_campaign", name) for name in ("owner", "key", "feed_hash")),
        ("store_spared", "owner"),
        ("store_invitation", "hash"),
        ("store_find", "words"),
    }
    assert {one for one in there if one[1] != "campaign_id"} - points <= OTHERWISE | elsewhere
