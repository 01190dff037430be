"""A file is stored once however often it comes: whoever takes one away must know every column that names files."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models

NO_FILES = {
    "CountyOutline.digest", "Handover.digest", "Held.digest", "Message.digest", "PaymentList.content_digest", "QualitySample.pool_digest", "RecoveryCode.digest", "Rejection.digest",
    "Run.digest", "Snapshot.digest",
}  # fmt: skip
"""Digests of what is not in the store: of texts, of lists, of what was refused, of what its own row holds."""


def digests() -> list[tuple[type[models.Model], str]]:
    own = [model for model in apps.get_models() if model.__module__.startswith("fengqiao.")]
    return [(model, field.name) for model in own for field in model._meta.local_fields if isinstance(field, models.CharField) and field.max_length == 64 and "digest" in field.name]


@pytest.mark.parametrize(("model", "column"), digests(), ids=lambda each: each if isinstance(each, str) else each.__name__)
def test_a_column_of_digests_names_files_or_says_that_it_does_not(model: type[models.Model], column: str) -> None:
    assert (column in getattr(model, "names_files", ())) != (f"{model.__name__}.{column}" in NO_FILES)
