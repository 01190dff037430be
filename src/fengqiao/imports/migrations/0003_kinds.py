"""An import knows which kind of ledger it is of; headings are remembered for each kind apart."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("imports", "0002_words")]

    operations = [
        migrations.AddField("importrun", "kind", models.CharField("哪种台账", max_length=16, default="mediation")),
        migrations.AlterField(
            "importrun", "office", models.ForeignKey("orgs.office", models.PROTECT, related_name="+", verbose_name="机构")
        ),
        migrations.AlterField(
            "importrun",
            "unknown",
            models.JSONField("不认得的写法", default=dict, help_text="核对时：哪一栏有哪些写法不认得，各有几行"),
        ),
        migrations.AddField("knownheading", "kind", models.CharField("哪种台账", max_length=16, default="mediation")),
        migrations.RemoveConstraint("knownheading", "heading_once"),
        migrations.AddConstraint(
            "knownheading", models.UniqueConstraint(fields=["office", "kind", "heading"], name="heading_once")
        ),
        migrations.AlterField("knownword", "kind", models.CharField("哪一栏", max_length=16)),
        migrations.AlterField("knownword", "meaning", models.CharField("对应的人、类别或机构", max_length=24)),
    ]
