"""The data file is the one the manifest describes."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from fengqiao.statutes import articles, find_law, laws
from fengqiao.statutes.library import DATA_FILE, read_all
from fengqiao.statutes.manifest import MANIFEST_FILE, data_file_trouble, read_manifest


def test_hash_of_the_data_file_is_the_manifests() -> None:
    assert data_file_trouble() is None


def test_changed_data_file_is_noticed(tmp_path: Path) -> None:
    copy = tmp_path / DATA_FILE.name
    copy.write_bytes(DATA_FILE.read_bytes().replace(b"laws/", b"Laws/", 1))
    manifest = shutil.copy(MANIFEST_FILE, tmp_path)
    trouble = data_file_trouble(copy, Path(manifest))
    assert trouble is not None
    assert trouble.startswith("法律库文件与清单记载的校验值不一致")
    copy.unlink()
    assert data_file_trouble(copy, Path(manifest)) == (
        "法律库文件缺失（laws.zip）。请重新安装本产品，或运行 fengqiao statutes refresh。"
    )


def test_counts_are_the_manifests() -> None:
    manifest = read_manifest()
    assert len(laws()) == manifest.law_count == 378
    assert sum(law.article_count for law in laws()) == manifest.article_count == 26193
    assert max(str(law.version_on) for law in laws()) == manifest.newest_text_on


def test_articles_are_numbered_without_gaps_but_for_two() -> None:
    assert {law.title: law.missing for law in laws() if law.missing} == {"生态环境法典": ("1120", "1201")}


def test_no_article_is_empty_or_keeps_traces_of_the_source() -> None:
    for law, rows in read_all():
        assert len(rows) == law.article_count
        for key, _, text in rows:
            assert text == text.strip() != "", (law.title, key)
            assert not re.search(r"[\x00-\x09\x0b-\x1f�​﻿]", text), (law.title, key)


def test_printed_page_breaks_are_mended() -> None:
    code = find_law("生态环境法典")
    assert code is not None
    noise = next(each for each in articles(code) if each.key == "599")
    assert noise.heading == "第二编 污染防治 第七分编 噪声污染防治 第二十八章 社会生活噪声污染防治"
    assert "\n" not in noise.text
    assert not any("， " in each.text for each in articles(code))
