"""Checks of the machine itself: port, clock, time zone, memory, encoding, limits, user."""

from __future__ import annotations

import errno
import locale
import os
import resource
import socket
import sys
import time
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .finding import Finding
from .listeners import listener_of

OLDEST_YEAR = 2025
BEIJING = timezone(timedelta(hours=8))
CLOCK_SLACK_SECONDS = 120.0
WARN_BELOW_MEMORY_BYTES = 2 << 30
FAIL_BELOW_MEMORY_BYTES = 900 << 20
OPEN_FILES = 1024
NAMES = "枫桥㐂𠮷"  # rare characters of names, beyond the basic plane too


def check_port(port: int) -> Finding:
    """The port can be listened on, or fengqiao itself listens there already."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as line:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            line.bind(("0.0.0.0", port))
            line.listen(1)
    except OSError as error:
        return _port_refused(port, error)
    except OverflowError:
        return Finding("port", "fail", "端口", f"{port} 不是端口号", "请用 1 至 65535 之间的端口，如 --port 8000。")
    return Finding("port", "ok", "端口", f"{port} 空闲")


def _port_refused(port: int, error: OSError) -> Finding:
    if error.errno == errno.EACCES:
        said = f"{port} 是 1024 以下的端口，当前用户不能使用"
        return Finding("port", "fail", "端口", said, "请改用 8000 之类的端口，前面再放反向代理。")
    if error.errno != errno.EADDRINUSE:
        return Finding("port", "fail", "端口", f"{port} 不能监听（{error.strerror}）", "请检查网络设置，或换一个端口。")
    listener = listener_of(port)
    if listener and "fengqiao" in listener.command:
        return Finding("port", "ok", "端口", f"{port} 正由枫桥使用（进程 {listener.process_id}）")
    who = f"（进程 {listener.process_id}：{listener.command[:60]}）" if listener else ""
    return Finding("port", "fail", "端口", f"{port} 已被别的程序占用{who}", "请停下那个程序，或用 --port 换一个端口。")


def check_clock(home: Path) -> Finding:
    """Legal deadlines hang on the clock: a year that can be, and never before what was written earlier."""
    now = datetime.now(UTC)
    said = f"{now.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}（北京时间）"
    if now.year < OLDEST_YEAR:
        do = "时钟错了，期限会全部算错。请先对时（timedatectl set-ntp true），再启动。"
        return Finding("clock", "fail", "时钟", said, do)
    newest = _newest_write(home)
    if newest - time.time() > CLOCK_SLACK_SECONDS:
        seen = datetime.fromtimestamp(newest, BEIJING)
        said = f"{said}，比数据目录里上次写入的时间（{seen:%Y-%m-%d %H:%M:%S}）还早：时钟被拨回过"
        return Finding("clock", "fail", "时钟", said, "请先对时，再启动；否则时间轴会出现倒着的时间。")
    return Finding("clock", "ok", "时钟", said)


def _newest_write(home: Path) -> float:
    """The latest modification time among what fengqiao writes every day, 0.0 where there is nothing."""
    times = [0.0]
    for pattern in ("run/*", "log/*"):
        for path in home.glob(pattern):
            try:
                times.append(path.lstat().st_mtime)
            except OSError:
                continue
    return max(times)


def check_timezone() -> Finding:
    """Asia/Shanghai is known to Python and eight hours ahead."""
    try:
        offset = datetime(2026, 1, 1, tzinfo=ZoneInfo("Asia/Shanghai")).utcoffset()
    except ZoneInfoNotFoundError:
        do = "请安装系统的 tzdata，或运行 pip install tzdata。"
        return Finding("timezone", "fail", "时区", "系统里没有 Asia/Shanghai（北京时间）", do)
    if offset is None or offset.total_seconds() != 8 * 3600:
        return Finding("timezone", "fail", "时区", f"Asia/Shanghai 不是东八区（{offset}）", "请重装系统的 tzdata。")
    here = "" if time.localtime().tm_gmtoff == 8 * 3600 else f"（本机设为 {time.tzname[0]}，不影响枫桥）"
    return Finding("timezone", "ok", "时区", f"北京时间{here}")


def check_memory() -> Finding:
    """The machine's or the container's memory, whichever is less."""
    total = _memory_bytes()
    said = f"{total / (1 << 30):.1f} GB"
    if total < FAIL_BELOW_MEMORY_BYTES:
        return Finding("memory", "fail", "内存", said, "至少要 1 GB。请加内存，或放宽容器的限制。")
    if total < WARN_BELOW_MEMORY_BYTES:
        return Finding("memory", "warn", "内存", said, "能用；二三十人同时使用建议 2 GB 以上。")
    return Finding("memory", "ok", "内存", said)


def _memory_bytes() -> int:
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    for limit in ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"):
        try:
            total = min(total, int(Path(limit).read_text(encoding="ascii")))
        except (OSError, ValueError):  # no such group, or "max"
            continue
    return total


def check_encoding() -> Finding:
    """File names and output carry Chinese."""
    names, output = sys.getfilesystemencoding(), sys.stdout.encoding or "ascii"
    try:
        NAMES.encode(names)
        NAMES.encode(output)
    except (UnicodeEncodeError, LookupError):
        said = f"文件名 {names}，终端 {output}，存不下生僻字"
        return Finding("encoding", "warn", "文字编码", said, "请设置 LANG=C.UTF-8（或 zh_CN.UTF-8）后再启动。")
    return Finding("encoding", "ok", "文字编码", f"{names}（{locale.setlocale(locale.LC_CTYPE) or '未设置'}）")


def check_open_files() -> Finding:
    """Enough open files for a web process with its connections."""
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < OPEN_FILES:
        return Finding("open-files", "warn", "文件句柄", f"上限 {soft}", f"请运行 ulimit -n {OPEN_FILES} 后再启动。")
    return Finding("open-files", "ok", "文件句柄", "不限" if soft == resource.RLIM_INFINITY else f"上限 {soft}")


def check_user() -> Finding:
    """Root works, but a user of its own is safer."""
    if os.geteuid() == 0:
        do = "正式使用建议建一个专用用户（useradd -m fengqiao）来运行；试用不妨。"
        return Finding("user", "warn", "系统用户", "正以 root 运行", do)
    return Finding("user", "ok", "系统用户", f"普通用户（uid {os.geteuid()}）")
