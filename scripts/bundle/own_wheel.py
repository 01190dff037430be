"""Our own wheel: built from a clean copy of the source, and checked to hold every file the product reads."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

COPIED = ("pyproject.toml", "README.md", "LICENSE", "NOTICE.md")


def build_wheel(root: Path, into: Path) -> Path:
    """Build the wheel into ``into``; a stale build folder in the source tree plays no part."""
    with tempfile.TemporaryDirectory() as place:
        clean = Path(place) / "source"
        clean.mkdir()
        for name in COPIED:
            shutil.copy(root / name, clean / name)
        shutil.copytree(
            root / "src", clean / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info", "*.pyc")
        )
        command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
        subprocess.run([*command, "--wheel-dir", str(Path(place) / "made"), str(clean)], check=True)
        made = next((Path(place) / "made").glob("fengqiao-*.whl"))
        return Path(shutil.copy(made, into / made.name))


def wanted_files(root: Path) -> set[str]:
    """Every file of the package as the wheel names it: code and data, tests left out."""
    source = root / "src"
    return {
        path.relative_to(source).as_posix()
        for path in (source / "fengqiao").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and "tests" not in path.parts and path.suffix != ".pyc"
    }


def left_out(wheel: Path, root: Path) -> list[str]:
    """What the wheel lacks of the package, in order; empty when it is whole."""
    with zipfile.ZipFile(wheel) as packed:
        return sorted(wanted_files(root) - set(packed.namelist()))
