"""Whether the seeker gets a mail of their own about each week."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0028_find_look")]
    operations = [
        migrations.AddField("mailbox", "weekly", models.BooleanField(default=False)),
    ]
