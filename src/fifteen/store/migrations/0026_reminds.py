"""Whether the seeker gets a mail of their own the business day before a talk."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0025_mail_files")]
    operations = [
        migrations.AddField("mailbox", "reminds", models.BooleanField(default=False)),
    ]
