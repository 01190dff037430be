from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("indicators", "0002_snapshots"),
    ]

    operations = [
        # cells of whole counties are new: with nothing declared the worker makes everything anew at its next start
        migrations.RunSQL("delete from indicators_declared", migrations.RunSQL.noop),
    ]
