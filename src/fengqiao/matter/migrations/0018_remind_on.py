from django.db import migrations, models

NOTHING_RUNS = """
update matter_matter m set remind_on = '9999-12-31'
where not exists (select 1 from matter_deadline d where d.matter_id = m.id and d.state = 'running')
"""


LAY_OUT_AHEAD = "update matter_matter set lay_out_on = current_date where lay_out_on is not null"  # and number the windows anew


class Migration(migrations.Migration):

    dependencies = [
        ('matter', '0017_ask_on'),
    ]

    operations = [
        migrations.AddField(
            model_name='matter',
            name='remind_on',
            field=models.DateField(blank=True, help_text='到这一天，定时任务再看这一件的期限；空：下一趟就看', null=True, verbose_name='下次提醒期限'),
        ),
        migrations.RunSQL(NOTHING_RUNS, migrations.RunSQL.noop),
        migrations.RunSQL(LAY_OUT_AHEAD, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name='matter',
            index=models.Index(fields=['remind_on'], name='matter_remind'),
        ),
    ]
