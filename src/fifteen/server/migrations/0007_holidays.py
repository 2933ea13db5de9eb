from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('server', '0006_taken_back'),
    ]

    operations = [
        migrations.AddField(
            model_name='host',
            name='paused_from',
            field=models.DateField(null=True),
        ),
    ]
