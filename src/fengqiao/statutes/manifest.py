"""Where the data file comes from, and whether it is still the file that came from there."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives import hashes

from .library import DATA_FILE

MANIFEST_FILE = DATA_FILE.with_name("manifest.json")


@dataclass(frozen=True)
class Manifest:
    """What `data/manifest.json` records; `source_sha256` is of the package's file, the rest of ours."""

    source_package: str
    source_version: str
    source_file: str
    source_sha256: str
    taken_on: str
    newest_text_on: str
    law_count: int
    article_count: int
    file: str
    size_bytes: int
    sha256: str
    sm3: str
    rights: str = "法律文本不受著作权法保护（著作权法第五条第一项）；来源软件包以 MIT 许可发布。"


def read_manifest(path: Path = MANIFEST_FILE) -> Manifest:
    """The manifest beside the data file."""
    return Manifest(**json.loads(path.read_text(encoding="utf-8")))


def write_manifest(manifest: Manifest, path: Path = MANIFEST_FILE) -> None:
    """Writes the manifest as JSON, replacing the old one whole."""
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(asdict(manifest), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    fresh.replace(path)


def data_file_trouble(data_file: Path = DATA_FILE, manifest_file: Path = MANIFEST_FILE) -> str | None:
    """What is wrong with the installed library, in Chinese; None when it is what the manifest says."""
    if not data_file.exists():
        return f"法律库文件缺失（{data_file.name}）。请重新安装本产品，或运行 fengqiao statutes refresh。"
    manifest = read_manifest(manifest_file)
    if (file_sha256(data_file), file_sm3(data_file)) != (manifest.sha256, manifest.sm3):
        return (
            f"法律库文件与清单记载的校验值不一致（{data_file.name}，{manifest.taken_on}取得），条文可能已被改动。"
            "请重新安装本产品，或运行 fengqiao statutes refresh。"
        )
    return None


def file_sha256(path: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def file_sm3(path: Path) -> str:
    """SM3 of a file, hexadecimal."""
    digest = hashes.Hash(hashes.SM3())
    digest.update(path.read_bytes())
    return digest.finalize().hex()


def manifest_of(
    data_file: Path,
    *,
    package: str,
    version: str,
    source: Path,
    member: str,
    taken_on: date,
    newest_text_on: str,
    law_count: int,
    article_count: int,
) -> Manifest:
    """The manifest of a data file just made from `source`, the file `member` of the package."""
    return Manifest(
        source_package=package,
        source_version=version,
        source_file=member,
        source_sha256=file_sha256(source),
        taken_on=taken_on.isoformat(),
        newest_text_on=newest_text_on,
        law_count=law_count,
        article_count=article_count,
        file=data_file.name,
        size_bytes=data_file.stat().st_size,
        sha256=file_sha256(data_file),
        sm3=file_sm3(data_file),
    )
