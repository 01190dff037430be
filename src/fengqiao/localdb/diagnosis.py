"""Why the server did not start, in words, from what it wrote to its log."""

from __future__ import annotations

from pathlib import Path

PASSING = ("still in use", "already exists")
CAUSES = (
    ("No space left on device", "磁盘已满。请清出空间（先看 backups 里的旧备份）后再启动。"),
    ("Read-only file system", "磁盘是只读的。请由管理员检查磁盘是否出错。"),
    ("could not create shared memory segment", "系统给的共享内存不够。容器请加 --shm-size=256m。"),
    ("could not resize shared memory segment", "系统给的共享内存不够。容器请加 --shm-size=256m。"),
    (
        "could not map anonymous shared memory",
        "内存不够。请关闭别的程序，或在 postgres.conf 里写 shared_buffers = 32MB。",
    ),
    ("Input/output error", "磁盘读写出错。请立即停止使用这块磁盘，用备份恢复到另一台机器。"),
    ("invalid checkpoint record", "数据文件损坏。请保留现有目录，用最近的备份恢复到新的数据目录。"),
    (
        "could not locate a valid checkpoint record",
        "数据文件损坏。请保留现有目录，用最近的备份恢复到新的数据目录。",
    ),
    ("invalid page in block", "数据文件损坏。请保留现有目录，用最近的备份恢复到新的数据目录。"),
    ("configuration file", "设置文件有错。请检查数据目录旁的 postgres.conf，改正或删除后再启动。"),
    (
        "unrecognized configuration parameter",
        "设置文件有错。请检查数据目录旁的 postgres.conf，改正或删除后再启动。",
    ),
    ("invalid value for parameter", "设置文件有错。请检查数据目录旁的 postgres.conf，改正或删除后再启动。"),
    ("still in use", "上一次的数据库进程还没有退出。请稍等一分钟再启动。"),
    ("Permission denied", "数据库账户无权读写数据目录。请检查目录属主，不要改动其中的权限。"),
)


def passes_by_itself(log: Path, from_byte: int) -> bool:
    """Whether what kept the server from starting ends soon: processes of the last one that are still going."""
    return any(words in _read(log, from_byte) for words in PASSING)


def explain(log: Path, from_byte: int) -> str:
    """Fact, log file, next step; `from_byte` is where this start's lines begin."""
    text = _read(log, from_byte)
    severe = [line for line in text.splitlines() if any(word in line for word in ("FATAL:", "PANIC:", "ERROR:"))]
    said = severe[-1] if severe else (text.strip().splitlines() or ["日志里没有留下说明"])[-1]
    for words, advice in CAUSES:
        if words in text:
            return f"数据库没有启动：{advice}（日志 {log}：{said}）"
    return f"数据库没有启动。请把日志 {log} 的最后几行发给维护人员：{said}"


def _read(log: Path, from_byte: int) -> str:
    try:
        with open(log, "rb") as file:
            file.seek(from_byte)
            return file.read().decode("utf-8", errors="replace")
    except OSError:
        return ""
