import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('server', '0007_holidays'),
    ]

    operations = [
        migrations.CreateModel(
            name='Counted',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first', models.DateField()),
                ('rows', models.JSONField(default=list)),
                ('waiting', models.PositiveSmallIntegerField(null=True)),
                ('gini', models.FloatField(null=True)),
                ('campaign', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.campaign')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('campaign', 'first'), name='quarter_counted_once')],
            },
        ),
    ]
