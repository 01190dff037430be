"""The bundle's folder: wheels, the requirements with their digests, installer, explanation, list of digests; packed."""

from __future__ import annotations

import gzip
import hashlib
import shutil
import tarfile
from collections.abc import Iterable
from pathlib import Path

from packaging.utils import canonicalize_name, parse_wheel_filename

from bundle.lock import Locked

HERE = Path(__file__).parent
DIGESTS = "SHA256SUMS"


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def requirements(packages: Iterable[Locked], wheels: Path, own: str, own_version: str) -> str:
    """A requirements file for pip with the digests of the wheels in the bundle; our own package first."""
    digests: dict[str, list[str]] = {}
    for wheel in sorted(wheels.glob("*.whl")):
        digests.setdefault(str(parse_wheel_filename(wheel.name)[0]), []).append(digest_of(wheel))
    pinned = [Locked(own, own_version, "", frozenset()), *packages]
    lines = []
    for package in pinned:
        marker = f" ; {package.marker}" if package.marker else ""
        hashes = [f"    --hash=sha256:{each}" for each in digests.get(str(canonicalize_name(package.name)), [])]
        if hashes:
            lines.append(" \\\n".join([f"{package.name}=={package.version}{marker}", *hashes]))
    return "\n".join(lines) + "\n"


def write_texts(folder: Path, version: str) -> None:
    """The installer and the explanation with the version filled in."""
    for name, target in (("install.sh", "install.sh"), ("explanation.md", "安装说明.md")):
        text = (HERE / name).read_text(encoding="utf-8").replace("@VERSION@", version)
        (folder / target).write_text(text, encoding="utf-8")
    (folder / "install.sh").chmod(0o755)
    root = HERE.parents[1]
    for name in ("LICENSE", "NOTICE.md"):
        shutil.copy(root / name, folder / name)


def write_digests(folder: Path) -> int:
    """Write the list of digests of every file but itself; how many."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != DIGESTS)
    lines = [f"{digest_of(path)}  {path.relative_to(folder).as_posix()}" for path in files]
    (folder / DIGESTS).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(files)


def pack(folder: Path) -> Path:
    """The folder as one .tar.gz beside it; the same content gives the same bytes."""
    packed = folder.with_name(folder.name + ".tar.gz")
    with (
        packed.open("wb") as raw,
        gzip.GzipFile("", "wb", 1, raw, mtime=0) as squeezed,
        tarfile.open(fileobj=squeezed, mode="w") as tar,
    ):
        for path in [folder, *sorted(folder.rglob("*"))]:
            info = tar.gettarinfo(path, f"{folder.name}/{path.relative_to(folder).as_posix()}".removesuffix("/."))
            info.uid = info.gid = info.mtime = 0
            info.uname = info.gname = ""
            if path.is_file():
                with path.open("rb") as content:
                    tar.addfile(info, content)
            else:
                tar.addfile(info)
    return packed
