from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('matter', '0016_search_days'),
    ]

    operations = [
        migrations.AddField(
            model_name='matter',
            name='ask_on',
            field=models.DateField(blank=True, help_text='到这一天，定时任务再问这一件要不要预警；空：当晚就问', null=True, verbose_name='下次问预警'),
        ),
        migrations.AddIndex(
            model_name='matter',
            index=models.Index(condition=models.Q(('closed', False)), fields=['ask_on'], name='matter_ask'),
        ),
    ]
