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
        ('AddField(model_name="entry", name="a", field=models.TextField())', True),
        ('AddField(model_name="entry", name="a", field=models.TextField(null=True))', False),
        ('AddField(model_name="entry", name="a", field=models.TextField(db_default=""))', False),
        ('AddField(model_name="entry", name="a", field=models.TextField(default=key))', True),
        ('AddField(model_name="entry", name="a", field=F(null=True, unique=True))', True),
        ('AddField(model_name="entry", name="a", field=F(null=True, db_index=True))', True),
        ('AddField(model_name="entry", name="a", field=m.ForeignKey(null=True))', True),
        (
            'AddField(model_name="entry", name="a", field=m.ForeignKey(null=True, db_index=False))',
            False,
        ),
        ('AddField(model_name="new", name="a", field=models.TextField())', False),
        ('migrations.RemoveField(model_name="entry", name="a")', True),
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


def test_every_folder_of_ours_is_looked_through_from_a_number_that_comes() -> None:
    """A first number beyond the next would let the next one through unseen."""
    there = {path.parent.name for path in migrations.SOURCE.glob("*/migrations")}
    assert set(migrations.FIRST) == there
    for folder, first in migrations.FIRST.items():
        numbers = [
            int(path.name[:4])
            for path in (migrations.SOURCE / folder / "migrations").glob("[0-9]*.py")
        ]
        assert first <= max(numbers) + 1, folder
