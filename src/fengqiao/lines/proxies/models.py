"""The table of authorities. Every column follows from the timeline."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from fengqiao.lines.proxies import codes
from fengqiao.matter.models import Matter


class ProxyAuthority(Matter):
    """代办授权：谁可以在手机上替谁办什么，到哪天为止。本人随时可以收回。"""

    basis = models.CharField("依据", max_length=12)
    relation = models.CharField("代办人是本人的", max_length=12)
    scopes = ArrayField(models.CharField(max_length=12), verbose_name="可以办什么", default=list)
    from_on = models.DateField("自", null=True)
    to_on = models.DateField("至（含当日）", null=True)
    person_phone_index = models.BinaryField("本人手机（盲索引）", max_length=16, null=True)
    proxy_phone_index = models.BinaryField("代办人手机（盲索引）", max_length=16, null=True)
    objects: ClassVar[models.Manager[ProxyAuthority]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "代办授权"
        indexes = [models.Index(fields=["proxy_phone_index"], name="proxies_of_proxy"), models.Index(fields=["to_on"], name="proxies_to_on")]

    @property
    def basis_word(self) -> str:
        return dict(codes.BASES).get(self.basis, "")

    @property
    def scopes_word(self) -> str:
        return "、".join(word for code, word in codes.SCOPES if code in self.scopes)
