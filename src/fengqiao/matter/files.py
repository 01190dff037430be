"""Where papers and scans are kept: by their SM3 digest, on disk by default, in S3-compatible storage by setting."""

from __future__ import annotations

import os
from functools import lru_cache

from django.conf import settings

from fengqiao.matter.keys import ring
from fengqiao.vault import Bucket, ContentStore, FileStore, S3Store


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
