"""Sessions held for many; whether the person and somebody in the team is a woman."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("corrections", "0001_initial"),
        ("matter", "0014_bulk_ask"),
    ]

    operations = [
        migrations.CreateModel(
            name="SessionRecord",
            fields=[
                (
                    "matter_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="matter.matter",
                    ),
                ),
                ("kind", models.CharField(max_length=12, verbose_name="活动")),
                ("group", models.CharField(max_length=8, verbose_name="参加的人")),
                ("planned_on", models.DateField(null=True, verbose_name="安排日期")),
                ("held_on", models.DateField(null=True, verbose_name="举行日期")),
                ("present_count", models.PositiveSmallIntegerField(default=0, verbose_name="到场人数")),
            ],
            options={
                "verbose_name": "集体教育和公益活动",
            },
            bases=("matter.matter",),
        ),
        migrations.AddField(
            model_name="correctioncase",
            name="is_woman",
            field=models.BooleanField(default=False, verbose_name="女性"),
        ),
        migrations.AddField(
            model_name="correctioncase",
            name="team_has_woman",
            field=models.BooleanField(default=False, verbose_name="小组有女性成员"),
        ),
    ]
