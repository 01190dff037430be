"""Code lists of recoveries."""

from __future__ import annotations

from fengqiao.matter.needs import Options

DECEIT, TWICE, FAILED, PROPERTY = "deceit", "twice", "failed", "property"
BASES: Options = ((DECEIT, "以欺骗手段获得援助"), (TWICE, "补贴重复发放"), (FAILED, "质量评估不合格，不应发放"), (PROPERTY, "收取财物，不应发放"))
RECIPIENT, HANDLER, BODY = "recipient", "handler", "body"
FROM: Options = ((RECIPIENT, "受援人"), (HANDLER, "承办人"), (BODY, "承办机构"))
