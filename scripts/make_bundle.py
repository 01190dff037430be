"""Build dist/fengqiao-offline-<version>/ and its .tar.gz: everything an office without a network needs to install.

Wheels for Linux on x86-64 and aarch64, for Python 3.11, 3.12 and 3.13, each checked against requirements-runtime.lock.
What was brought once is kept in dist/wheels, so that a second run needs no network.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from bundle.folder import pack, requirements, write_digests, write_texts
from bundle.lock import Locked, read_lock
from bundle.own_wheel import build_wheel, left_out
from bundle.targets import TARGETS, download_arguments, plan

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements-runtime.lock"


def bring_wheels(packages: list[Locked], kept: Path) -> list[str]:
    """The file names of every wheel the targets take; those not kept from an earlier run are downloaded."""
    kept.mkdir(parents=True, exist_ok=True)
    for target in TARGETS:
        chosen, _ = plan(packages, [path.name for path in kept.glob("*.whl")])
        needed = [package for package in packages if package.needed_on(target.environment)]
        if len(chosen[target]) == len(needed):
            continue
        print(f"正在取{target.label}的安装包……", flush=True)
        subprocess.run([sys.executable, "-m", "pip", *download_arguments(target, str(LOCK), str(kept))], check=True)
    chosen, missing = plan(packages, [path.name for path in kept.glob("*.whl")])
    if missing:
        sys.exit("\n".join(["离线安装包还缺：", *missing]))
    return sorted({wheel for mine in chosen.values() for wheel in mine.values()})


def main() -> None:
    """Build the bundle; exits with a sentence when something is missing."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    packages = read_lock(LOCK.read_text(encoding="utf-8"))
    wheels = bring_wheels(packages, ROOT / "dist" / "wheels")
    folder = ROOT / "dist" / f"fengqiao-offline-{version}"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "wheels").mkdir(parents=True)
    for wheel in wheels:
        shutil.copy(ROOT / "dist" / "wheels" / wheel, folder / "wheels" / wheel)
    print("正在制作枫桥自己的安装包……", flush=True)
    own = build_wheel(ROOT, folder / "wheels")
    lacking = left_out(own, ROOT)
    if lacking:
        sys.exit("枫桥的安装包里缺这些文件，请核对 pyproject.toml 的 package-data：\n" + "\n".join(lacking))
    (folder / "requirements.txt").write_text(
        requirements(packages, folder / "wheels", "fengqiao", version), encoding="utf-8"
    )
    write_texts(folder, version)
    count = write_digests(folder)
    packed = pack(folder)
    size = packed.stat().st_size / 1_000_000
    print(f"离线安装包：{packed.relative_to(ROOT)}，{size:.0f} MB；文件{count}个，安装包{len(wheels) + 1}个。")


if __name__ == "__main__":
    main()
