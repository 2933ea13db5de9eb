"""Words as they may be mistyped (SQLite); PostgreSQL finds them by trigrams."""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from fifteen.store import _find_slips


def make(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """The table, with the words of everybody who is there."""
    if editor.connection.vendor != "sqlite":
        return
    editor.execute(_find_slips.TABLE, params=None)
    people = apps.get_model("store", "Person")._default_manager
    for owner in people.values_list("campaign_id", flat=True).distinct().order_by():
        rows = people.filter(campaign_id=owner).values_list("name", "organisation")
        _find_slips.learn(owner, (text for row in rows.iterator(5_000) for text in row))


def drop(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the table away again."""
    if editor.connection.vendor == "sqlite":
        editor.execute("DROP TABLE store_word")


class Migration(migrations.Migration):
    dependencies = [("store", "0010_twice")]
    operations = [migrations.RunPython(make, drop)]
