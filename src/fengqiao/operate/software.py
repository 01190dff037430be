"""Checks of what is installed: Python, packages, fonts, the database's programs, optional office and browser."""

from __future__ import annotations

import importlib.util
import platform
import re
import shutil
import struct
import sys
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from fengqiao.localdb.binaries import newest
from fengqiao.localdb.errors import LocalDBError
from fengqiao.localdb.own import is_own

from .finding import Finding

OLDEST_PYTHON = (3, 11)
FONT_PACKAGE = "pylopdf_fonts_zh_cn"
FONT_FILES = ("NotoSansSC-Regular.otf", "NotoSerifSC-Regular.otf")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def check_python() -> Finding:
    """3.11 or newer, 64 bits."""
    said = f"{platform.python_version()}，{struct.calcsize('P') * 8} 位，{platform.machine()}"
    if sys.version_info < OLDEST_PYTHON:
        return Finding("python", "fail", "Python", said, "请安装 Python 3.11 或更新的版本，再重新建虚拟环境。")
    if struct.calcsize("P") != 8:
        return Finding("python", "fail", "Python", said, "请换用 64 位的 Python；数据库程序没有 32 位的。")
    return Finding("python", "ok", "Python", said)


def check_packages() -> Finding:
    """Every package that fengqiao names as needed is installed."""
    try:
        wanted = [line for line in requires("fengqiao") or [] if "extra ==" not in line]
    except PackageNotFoundError:
        return Finding(
            "packages",
            "warn",
            "程序包",
            "枫桥本身没有安装，在源码目录里直接运行。",
            "请运行 pip install -e .",
        )
    names = [re.split(r"[\[<>=!~; ]", line, maxsplit=1)[0] for line in wanted]
    missing = [name for name in names if not _is_installed(name)]
    if missing:
        do = "请运行 make install；不能上网的机器请用离线安装包。"
        return Finding("packages", "fail", "程序包", f"缺 {'、'.join(missing)}", do)
    return Finding("packages", "ok", "程序包", f"{len(names)} 个都在，枫桥 {version('fengqiao')}")


def _is_installed(name: str) -> bool:
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True


def check_fonts() -> Finding:
    """The wheel with the Chinese fonts for PDF is there and whole."""
    spec = importlib.util.find_spec(FONT_PACKAGE)
    folder = Path(next(iter(spec.submodule_search_locations or []), "")) if spec else None
    lacking = [name for name in FONT_FILES if folder is None or not _is_font(folder / name)]
    if lacking:
        said = f"缺 {'、'.join(lacking)}，PDF 文书里的汉字会显示不出来"
        return Finding("fonts", "fail", "中文字体", said, "请运行 pip install --force-reinstall pylopdf-fonts-zh-cn")
    return Finding("fonts", "ok", "中文字体", "思源宋体、思源黑体（随程序安装，与系统字体无关）")


def _is_font(path: Path) -> bool:
    try:
        with open(path, "rb") as file:
            return file.read(4) in (b"OTTO", b"\x00\x01\x00\x00", b"ttcf")
    except OSError:
        return False


def check_statutes() -> Finding:
    """The statute library is what its manifest says."""
    from fengqiao.statutes.manifest import data_file_trouble, read_manifest

    trouble = data_file_trouble()
    if trouble:
        said, _, way_out = trouble.partition("。")
        return Finding("statutes", "fail", "法律库", said, way_out)
    return Finding("statutes", "ok", "法律库", f"与清单一致（{read_manifest().taken_on}取得）")


def check_programs(env: Mapping[str, str]) -> Finding:
    """The embedded server's programs run on this machine."""
    try:
        found = newest()
    except LocalDBError as error:
        if is_own(env):
            said = "没有内置的数据库程序；用的是本局自有数据库，备份时需要系统的 pg_dump"
            if shutil.which("pg_dump"):
                return Finding("programs", "ok", "数据库程序", said)
            return Finding("programs", "warn", "数据库程序", said, "请安装 postgresql-client，版本不低于服务器。")
        return Finding("programs", "fail", "数据库程序", str(error), "请按上面的说明安装。")
    return Finding("programs", "ok", "数据库程序", f"PostgreSQL {found.version}（随程序安装）")


def check_office() -> Finding:
    """LibreOffice is optional: nothing in daily work needs it."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found:
        return Finding("office", "ok", "LibreOffice", found)
    return Finding("office", "ok", "LibreOffice", "没有（可选；日常办案不需要）")


def check_browser() -> Finding:
    """Chromium is needed by the tests only."""
    found = next((path for path in map(shutil.which, BROWSERS) if path), None)
    return Finding("browser", "ok", "Chromium", found or "没有（可选；只有运行测试才用到）")
