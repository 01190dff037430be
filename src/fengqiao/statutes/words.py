"""A Chinese text as words to be looked for: cut by dictionary, with the pairs of signs that names and new words need."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_RUN = re.compile(r"[\u4e00-\u9fff]+|[A-Za-z0-9]+")
# what a question asks with, and what stands in every sentence: it finds nothing
_EMPTY = """
的 了 和 与 或 及 是 在 有 我 你 他 她 它 们 我们 你们 他们 她们 这 那 这个 那个 这种 这样 那么 哪些 哪个 哪里 什么 怎么 怎么办 怎样 如何 为什么 为何 多少 几 吗 呢 吧 啊
请问 想问 想 问 请 应该 应当 可以 能 能否 能不能 可不可以 是否 是不是 有没有 要 会 就 都 也 还 又 被 把 给 让 对 对于 关于 由 从 到 以 为 于 其 其他 该 之 而 但 但是 如果 若 因 因为 所以
一个 一下 一些 一直 已经 没 没有 不 不能 不了 现在 之后 以后 时候 期间 情况 问题 事情 规定 法律 相关 有关 根据 按照 依照 进行 需要 办 办理 处理 知道 人 者 等 个 年 月 日 第 条 款 项 中 上 下 里 内 外 后 前 时 将 得 地
"""
EMPTY = frozenset(_EMPTY.split())


@lru_cache(maxsize=8192)
def _cut(run: str) -> tuple[str, ...]:
    import rjieba  # a fifth of a second to load: not before somebody searches

    return tuple(rjieba.cut_for_search(run))


def words_of(text: str) -> list[str]:
    """The words of a text in order, each as often as it occurs, without those that say nothing."""
    return [word for run in _RUN.findall(text) for word in _cut(run) if word not in EMPTY]


def pairs_of(text: str) -> Iterator[str]:
    """Every two signs that stand beside each other: 拖欠工资 gives 拖欠, 欠工, 工资."""
    for run in _RUN.findall(text):
        for at in range(len(run) - 1):
            yield run[at : at + 2]
