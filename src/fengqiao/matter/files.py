"""Where papers and scans are kept: by their SM3 digest, on disk by default, in S3-compatible storage by setting."""

from __future__ import annotations

import os
from functools import lru_cache

from django.apps import apps
from django.conf import settings
from django.contrib.postgres.fields import ArrayField

from fengqiao.matter.keys import ring
from fengqiao.vault import Bucket, ContentStore, FileStore, S3Store


def held(digest: str) -> bool:
    """Whether any row still names this file. What is alike is stored once, so a file may belong to several; each model says in
    ``names_files`` which of its columns name files."""
    for model in apps.get_models():
        for column in getattr(model, "names_files", ()):
            named = {f"{column}__contains": [digest]} if isinstance(model._meta.get_field(column), ArrayField) else {column: digest}
            if model._default_manager.filter(**named).exists():
                return True
    return False


@lru_cache(maxsize=1)
def store() -> ContentStore:
    """The store of this installation."""
    endpoint = os.environ.get("FENGQIAO_S3_ENDPOINT")
    if endpoint:
        return S3Store(
            Bucket(
                endpoint,
                os.environ["FENGQIAO_S3_BUCKET"],
                os.environ["FENGQIAO_S3_ACCESS_KEY"],
                os.environ["FENGQIAO_S3_SECRET_KEY"],
                region=os.environ.get("FENGQIAO_S3_REGION", "cn"),
            ),
            ring=ring,
        )
    return FileStore(settings.HOME / "files", ring=ring)
