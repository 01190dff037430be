from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('matter', '0021_next_due_at'),
    ]

    operations = [
        migrations.AddField(
            model_name='parameter',
            name='running',
            field=models.BooleanField(default=True, verbose_name='也适用于已经起算的期限'),
        ),
    ]
