"""No migration keeps a large table closed while a server runs."""

from __future__ import annotations

import pytest
from tools import migrations


@pytest.mark.parametrize(
    ("operation", "closes"),
    [
        ('migrations.AddIndex(model_name="entry", index=x)', True),
        ('AddIndexConcurrently(model_name="entry", index=x)', False),
        ('migrations.AddField(model_name="entry", name="seen", field=x)', False),
        ('migrations.AlterField(model_name="entry", name="data", field=x)', True),
        ('migrations.AddConstraint(model_name="entry", constraint=x)', True),
        ('migrations.AddConstraint(model_name="new", constraint=x)', False),
        ('migrations.AddIndex(model_name="New", index=x)', False),
        ('migrations.RenameField(model_name="entry", old_name="a", new_name="b")', True),
        ('migrations.RunSQL("SELECT 1")', True),
        ("migrations.RunPython(fill)", True),
    ],
)
def test_what_closes_a_table_is_told_from_what_does_not(operation: str, closes: bool) -> None:
    text = f'operations = [migrations.CreateModel(name="New", fields=[]), {operation}]'
    assert bool(list(migrations.faults(text))) is closes


def test_ours_close_none() -> None:
    assert migrations.main() == 0
