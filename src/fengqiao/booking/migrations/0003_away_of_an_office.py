"""Who is away belongs to an office's territory, so that the net keeps it in its county."""

from django.db import migrations, models

FILL = """
    update booking_away set territory = coalesce((
        select o.territory from orgs_post p join orgs_office o on o.id = p.office_id
        where p.staff_id = booking_away.staff_id and p.from_on <= booking_away.to_on
        order by p.from_on desc, p.id desc limit 1), 0)
"""


class Migration(migrations.Migration):

    dependencies = [("booking", "0002_roster_and_upkeep")]

    operations = [
        migrations.AddField("away", "territory", models.BigIntegerField("区域号", default=0, help_text="登记的机构的"), preserve_default=False),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
