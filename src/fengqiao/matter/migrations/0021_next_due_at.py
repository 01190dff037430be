from django.db import migrations, models

FILL = """
    UPDATE matter_matter AS m SET next_due_at = d.due_at FROM matter_deadline AS d
    WHERE d.matter_id = m.id AND d.state = 'running' AND d.due_at IS NOT NULL AND d.due_on = m.next_due_on AND d.statutory = m.next_due_statutory
"""


class Migration(migrations.Migration):

    dependencies = [
        ('matter', '0020_due_at'),
    ]

    operations = [
        migrations.AddField(
            model_name='matter',
            name='next_due_at',
            field=models.DateTimeField(blank=True, help_text='以小时计算的期间才有', null=True, verbose_name='最近期限的时刻'),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
