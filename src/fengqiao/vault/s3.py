"""Blobs in a bucket of an S3-compatible service, over plain HTTP(S) with AWS Signature Version 4.

Only what a content store needs: put, get, head, list. Requests go straight to the endpoint, never through a
proxy named in the environment, because the service of a bureau stands in its own network.
"""

from __future__ import annotations

import hashlib
import hmac
import http.client
import shutil
import tempfile
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import BinaryIO, cast
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree

from .errors import FileMissing, StoreUnreachable

_EMPTY_SHA256 = hashlib.sha256(b"").hexdigest()
_IN_MEMORY_BYTES = 2 * 1024 * 1024
_PIECE_BYTES = 1 << 20


@dataclass(frozen=True)
class Bucket:
    """Where the bucket is and who asks. `endpoint` is http(s)://host[:port]; paths are in path style."""

    endpoint: str
    name: str
    access_key: str
    secret_key: str = field(repr=False)
    region: str = "us-east-1"
    prefix: str = ""
    timeout_seconds: float = 30.0


@dataclass(frozen=True)
class SignedRequest:
    """The headers to send, with `Authorization`."""

    headers: dict[str, str]


def authorise(
    bucket: Bucket,
    method: str,
    path: str,
    query: Mapping[str, str],
    headers: Mapping[str, str],
    payload_sha256: str,
    at: datetime,
) -> SignedRequest:
    """The headers of a request signed by Signature Version 4 at the instant `at` (UTC).

    `path` is already percent-encoded; `headers` must not contain Host, x-amz-date or x-amz-content-sha256.
    """
    stamp = at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    every = {name.lower(): value.strip() for name, value in headers.items()}
    every |= {
        "host": urlsplit(bucket.endpoint).netloc,
        "x-amz-content-sha256": payload_sha256,
        "x-amz-date": stamp,
    }
    signed_names = ";".join(sorted(every))
    canonical = "\n".join(
        [
            method,
            path,
            canonical_query(query),
            *(f"{name}:{every[name]}" for name in sorted(every)),
            "",
            signed_names,
            payload_sha256,
        ]
    )
    scope = f"{stamp[:8]}/{bucket.region}/s3/aws4_request"
    to_sign = "\n".join(["AWS4-HMAC-SHA256", stamp, scope, hashlib.sha256(canonical.encode()).hexdigest()])
    signature = hmac.new(_signing_key(bucket, stamp[:8]), to_sign.encode(), hashlib.sha256).hexdigest()
    authorization = (
        f"AWS4-HMAC-SHA256 Credential={bucket.access_key}/{scope}, SignedHeaders={signed_names}, Signature={signature}"
    )
    return SignedRequest({**every, "authorization": authorization})


def canonical_query(query: Mapping[str, str]) -> str:
    """Names and values percent-encoded and sorted, as both the request line and the signature need them."""
    return "&".join(f"{quote(name, safe='-_.~')}={quote(query[name], safe='-_.~')}" for name in sorted(query))


def _signing_key(bucket: Bucket, day: str) -> bytes:
    key = ("AWS4" + bucket.secret_key).encode()
    for part in (day, bucket.region, "s3", "aws4_request"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return key


def _now() -> datetime:
    return datetime.now(UTC)


class S3Blobs:
    """The operations of `Blobs` on one bucket and prefix."""

    def __init__(self, bucket: Bucket, *, now: Callable[[], datetime] = _now) -> None:
        self._bucket = bucket
        self._now = now
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def __repr__(self) -> str:
        return f"<S3Blobs {self._bucket.endpoint}/{self._bucket.name}>"

    def write(self, name: str, source: BinaryIO, size_bytes: int) -> None:
        with _seekable(source) as body:
            digest = hashlib.sha256()
            while piece := body.read(_PIECE_BYTES):
                digest.update(piece)
            body.seek(0)
            headers = {"content-length": str(size_bytes), "content-type": "application/octet-stream"}
            self._ask("PUT", name, headers=headers, body=body, payload_sha256=digest.hexdigest()).close()

    replace = write  # one PUT stands whole in the place of the other

    def read(self, name: str) -> BinaryIO:
        with self._ask("GET", name) as answer:
            return _seekable(cast(BinaryIO, answer))

    def exists(self, name: str) -> bool:
        try:
            self._ask("HEAD", name).close()
        except FileMissing:
            return False
        return True

    def remove(self, name: str) -> None:
        try:
            self._ask("DELETE", name).close()
        except FileMissing:
            return

    def names(self, under: str = "") -> Iterator[str]:
        more: dict[str, str] = {}
        while True:
            query = {"list-type": "2", "prefix": self._bucket.prefix + under, **more}
            with self._ask("GET", None, query=query) as answer:
                page = ElementTree.fromstring(answer.read())
            for element in page.iter():
                if element.tag.rpartition("}")[2] == "Key" and element.text:
                    yield element.text.removeprefix(self._bucket.prefix)
            token = next((e.text for e in page.iter() if e.tag.endswith("NextContinuationToken")), None)
            if not token:
                return
            more = {"continuation-token": token}

    def _ask(
        self,
        method: str,
        name: str | None,
        *,
        query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        body: BinaryIO | None = None,
        payload_sha256: str = _EMPTY_SHA256,
    ) -> http.client.HTTPResponse:
        key = "" if name is None else "/" + quote(self._bucket.prefix + name, safe="/-_.~")
        path = "/" + quote(self._bucket.name, safe="-_.~") + key
        signed = authorise(self._bucket, method, path, query or {}, headers or {}, payload_sha256, self._now())
        url = self._bucket.endpoint.rstrip("/") + path + ("?" + canonical_query(query) if query else "")
        request = urllib.request.Request(url, data=body, headers=signed.headers, method=method)
        try:
            answer = self._opener.open(request, timeout=self._bucket.timeout_seconds)
        except urllib.error.HTTPError as error:
            error.close()
            if error.code == 404 and name is not None and method != "PUT":
                raise FileMissing(f"对象存储中没有这个文件（{name}）。请核对存储桶，或从备份中恢复。") from None
            raise StoreUnreachable(self._refused(error.code)) from None
        except (urllib.error.URLError, TimeoutError, OSError, http.client.HTTPException) as error:
            raise StoreUnreachable(
                f"连不上对象存储 {self._bucket.endpoint}（{_cause(error)}）。请检查网络和服务是否启动；"
                "材料没有保存，恢复后请重新上传。"
            ) from error
        return cast(http.client.HTTPResponse, answer)

    def _refused(self, status: int) -> str:
        place = f"对象存储 {self._bucket.endpoint} 的存储桶 {self._bucket.name}"
        if status in (401, 403):
            return (
                f"{place} 拒绝了请求（{status}）。请核对访问密钥和权限，并确认本机时间准确（相差超过15分钟会被拒绝）。"
            )
        if status == 404:
            return f"{place} 不存在（404）。请先在对象存储中建立该存储桶。"
        return f"{place} 返回错误（{status}）。请联系对象存储的管理员；材料没有保存，恢复后请重新上传。"


def _cause(error: Exception) -> str:
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    return str(getattr(reason, "strerror", None) or reason)


def _seekable(source: BinaryIO) -> BinaryIO:
    opened = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY_BYTES)  # noqa: SIM115 - closed by the caller
    copy = cast(BinaryIO, opened)
    try:
        shutil.copyfileobj(source, copy, _PIECE_BYTES)
    except BaseException:
        copy.close()
        raise
    copy.seek(0)
    return copy
