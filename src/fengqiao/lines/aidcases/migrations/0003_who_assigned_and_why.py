from django.db import migrations, models

FILL = """
    update aidcases_assignment a set by_id = e.actor_id, override_reason = case when a.overridden then coalesce(
        (select o.data ->> 'override_reason' from matter_entry o where o.matter_id = a.matter_id and o.action = 'ask_override' and o.seq < a.n
            order by o.seq desc limit 1), '') else '' end
    from matter_entry e where e.matter_id = a.matter_id and e.seq = a.n
"""


class Migration(migrations.Migration):

    dependencies = [
        ("aidcases", "0002_quality_and_recovery"),
        ("matter", "0018_remind_on"),
    ]

    operations = [
        migrations.AddField("assignment", "override_reason", models.CharField("改派的理由", blank=True, default="", max_length=12), preserve_default=False),
        migrations.AddField("assignment", "by_id", models.BigIntegerField("指派人", null=True)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
