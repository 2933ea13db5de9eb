"""When a relay was left: for a day one can go back to it."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0029_weekly")]
    operations = [
        migrations.AddField("relay", "left_at", models.DateTimeField(null=True)),
    ]
