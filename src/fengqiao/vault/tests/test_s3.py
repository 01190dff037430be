"""The store in a bucket: signatures against the published example, and a small server that checks every one."""

from __future__ import annotations

import hashlib
import hmac
import re
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest

from fengqiao.vault import Bucket, DataKey, FileDamaged, FileMissing, S3Store, StoreUnreachable, sm3_hex
from fengqiao.vault.s3 import S3Blobs, authorise

SECRET = "fengqiao-demonstration-secret"
EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_the_get_example_of_the_signature_specification() -> None:
    bucket = Bucket(
        "https://examplebucket.s3.amazonaws.com",
        "examplebucket",
        "AKIAIOSFODNN7EXAMPLE",
        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    )
    at = datetime(2013, 5, 24, tzinfo=UTC)
    signed = authorise(bucket, "GET", "/test.txt", {}, {"Range": "bytes=0-9"}, EMPTY_SHA256, at)
    assert signed.headers["authorization"] == (
        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, "
        "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, "
        "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"
    )
    assert SECRET not in repr(Bucket("http://h", "b", "k", SECRET))


class Service(BaseHTTPRequestHandler):
    """Keeps objects in memory and refuses what is not signed with SECRET over exactly what arrived."""

    objects: dict[str, bytes]
    page_size = 2

    def log_message(self, *_: object) -> None:
        pass

    def answer(self, status: int, body: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def is_signed(self, body: bytes) -> bool:
        found = re.fullmatch(
            r"AWS4-HMAC-SHA256 Credential=(\w+)/(\d{8})/([\w-]+)/s3/aws4_request, SignedHeaders=(\S+), Signature=(\w+)",
            self.headers.get("Authorization", ""),
        )
        if not found or self.headers["x-amz-content-sha256"] != hashlib.sha256(body).hexdigest():
            return False
        _, day, region, names, signature = found.groups()
        path, _, query = self.path.partition("?")
        query = "&".join(sorted(query.split("&")))
        lines = [self.command, path, query, *(f"{n}:{self.headers[n].strip()}" for n in names.split(";")), ""]
        request = "\n".join([*lines, names, self.headers["x-amz-content-sha256"]])
        scope = f"{day}/{region}/s3/aws4_request"
        text = "\n".join(
            [
                "AWS4-HMAC-SHA256",
                self.headers["x-amz-date"],
                scope,
                hashlib.sha256(request.encode()).hexdigest(),
            ]
        )
        key = f"AWS4{SECRET}".encode()
        for part in (day, region, "s3", "aws4_request"):
            key = hmac.new(key, part.encode(), "sha256").digest()
        return hmac.new(key, text.encode(), "sha256").hexdigest() == signature

    def handle_request(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if not self.is_signed(body):
            return self.answer(403)
        parts = urlsplit(self.path)
        bucket, _, name = unquote(parts.path[1:]).partition("/")
        if bucket != "papers":
            return self.answer(404)
        if self.command == "PUT":
            self.objects[name] = body
            return self.answer(200)
        if not name:
            return self.answer(200, self.page(dict(parse_qsl(parts.query))))
        return self.answer(200, self.objects[name]) if name in self.objects else self.answer(404)

    do_GET = do_PUT = do_HEAD = handle_request

    def page(self, query: dict[str, str]) -> bytes:
        names = sorted(name for name in self.objects if name.startswith(query["prefix"]))
        start = int(query.get("continuation-token", 0))
        shown = "".join(f"<Contents><Key>{n}</Key></Contents>" for n in names[start : start + self.page_size])
        more = start + self.page_size
        token = f"<NextContinuationToken>{more}</NextContinuationToken>" if more < len(names) else ""
        xmlns = "http://s3.amazonaws.com/doc/2006-03-01/"
        return f'<ListBucketResult xmlns="{xmlns}">{shown}{token}</ListBucketResult>'.encode()


@pytest.fixture
def endpoint() -> Iterator[str]:
    handler = type("OwnService", (Service,), {"objects": {}})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def store_at(endpoint: str, *, bucket: str = "papers", secret: str = SECRET, key: DataKey | None = None) -> S3Store:
    return S3Store(Bucket(endpoint, bucket, "fengqiao", secret, "cn-north-1", "fq/2026 年/"), key=key)


@pytest.mark.parametrize("key", [None, DataKey(b"0123456789abcdef")])
def test_the_same_day_as_on_a_disk(endpoint: str, key: DataKey | None) -> None:
    store = store_at(endpoint, key=key)
    contents = [b"", b"agreement", bytes(range(256)) * 12_000]
    digests = [store.put(content) for content in contents]
    assert digests == [sm3_hex(content) for content in contents]
    assert store.put(b"agreement") == digests[1]
    for digest, content in zip(digests, contents, strict=True):
        store.verify(digest)
        assert store.read(digest) == content
    assert list(store.digests()) == sorted(digests)
    assert not store.exists("0" * 64)
    with pytest.raises(FileMissing):
        store.open("0" * 64)


def test_another_key_does_not_open_what_lies_in_the_bucket(endpoint: str) -> None:
    digest = store_at(endpoint, key=DataKey(b"0123456789abcdef")).put(b"agreement")
    with pytest.raises(FileDamaged):
        store_at(endpoint, key=DataKey(b"fedcba9876543210")).read(digest)


def test_a_wrong_secret_is_refused_with_what_to_look_at(endpoint: str) -> None:
    with pytest.raises(StoreUnreachable) as refusal:
        store_at(endpoint, secret="mistyped").put(b"agreement")
    assert str(refusal.value) == (
        f"对象存储 {endpoint} 的存储桶 papers 拒绝了请求（403）。"
        "请核对访问密钥和权限，并确认本机时间准确（相差超过15分钟会被拒绝）。"
    )


def test_a_bucket_that_does_not_exist(endpoint: str) -> None:
    with pytest.raises(StoreUnreachable, match="请先在对象存储中建立该存储桶"):
        store_at(endpoint, bucket="nowhere").put(b"agreement")
    with pytest.raises(StoreUnreachable, match="请先在对象存储中建立该存储桶"):
        list(S3Blobs(Bucket(endpoint, "nowhere", "fengqiao", SECRET)).names())


def test_a_service_that_is_down() -> None:
    with pytest.raises(StoreUnreachable, match=r"连不上对象存储 http://127\.0\.0\.1:9（"):
        store_at("http://127.0.0.1:9").put(b"agreement")
