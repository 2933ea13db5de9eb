"""Fields get a key and a verdict; fields and beliefs get the entries they stand for."""

from django.db import migrations, models
from django.utils.text import slugify


def entries_of_rows(apps, editor):
    """What the rows say so far, written into the journal on the day each field was named."""
    Field, Belief, Entry = (apps.get_model("store", n) for n in ("Field", "Belief", "Entry"))
    for field in Field.objects.order_by("id"):
        wanted = slugify(field.name)[:60].strip("-") or "field"
        mine = Field.objects.filter(campaign=field.campaign_id, key__startswith=wanted)
        taken = set(mine.values_list("key", flat=True))
        field.key = next(k for k in [wanted, *(f"{wanted}-{n}" for n in range(2, 99))] if k not in taken)
        field.save(update_fields=["key"])
        told = [("field-named", {"key": field.key, "name": field.name})]
        for belief in Belief.objects.filter(field=field).order_by("id"):
            told.append(("believed", {"key": belief.key, "field": field.key, "text": belief.text}))
        Entry.objects.bulk_create(
            Entry(
                campaign_id=field.campaign_id,
                at=field.made,
                on=field.made.date(),
                verb=verb,
                data=data,
                act=f"field-{field.pk}",
            )
            for verb, data in told
        )


class Migration(migrations.Migration):
    dependencies = [("store", "0005_earlier_texts")]

    operations = [
        migrations.AddField("field", "key", models.CharField(default="", max_length=80)),
        migrations.AddField("field", "verdict", models.CharField(default="open", max_length=12)),
        migrations.AddConstraint(
            "field",
            models.UniqueConstraint(
                fields=["campaign", "key"], name="field_key", condition=~models.Q(key="")
            ),
        ),
        migrations.RunPython(entries_of_rows, migrations.RunPython.noop),
    ]
