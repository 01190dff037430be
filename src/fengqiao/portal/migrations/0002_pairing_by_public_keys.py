"""Machines pair by public keys: a pairing made with a shared key ends, and what was packed for it is packed again."""

from typing import Any

from django.db import migrations, models


def end_pairings(apps: Any, schema_editor: Any) -> None:
    for name in ("Link", "Parcel"):
        apps.get_model("portal", name).objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("portal", "0001_initial")]

    operations = [
        migrations.RunPython(end_pairings, migrations.RunPython.noop),
        migrations.RemoveField(model_name="link", name="key_sealed"),
        migrations.AddField(
            model_name="link",
            name="signing_id",
            field=models.CharField(default="", max_length=16, verbose_name="本机签名密钥编号"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="link",
            name="sealing_sealed",
            field=models.TextField(default="", verbose_name="本机收件私钥（加密）"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="link",
            name="their_signing",
            field=models.CharField(blank=True, max_length=64, verbose_name="对方签名公钥"),
        ),
        migrations.AddField(
            model_name="link",
            name="their_sealing",
            field=models.CharField(blank=True, max_length=64, verbose_name="对方收件公钥"),
        ),
        migrations.AddField(
            model_name="link",
            name="confirmed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="核对时间"),
        ),
    ]
