"""A day with the key ring: sealing, moving, tampering, rotating, losing."""

from __future__ import annotations

import base64
import json
import os
import stat
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.vault import (
    DESTROYED,
    DataKey,
    KeyDamaged,
    KeyRing,
    KeysExist,
    KeysExposed,
    KeysMissing,
    NotSealed,
    SealBroken,
    UnknownKeyVersion,
    WrappedKey,
    WrongKey,
    is_sealed,
)
from fengqiao.vault.keyring import _CACHED_KEYS

MATTER = b"matter 0197"
OTHER_MATTER = b"matter 0198"


@pytest.fixture
def ring(tmp_path: Path) -> KeyRing:
    return KeyRing.create(tmp_path / "keys", on=date(2026, 1, 5))


def test_a_new_ring_has_four_files_that_only_the_system_user_reads(ring: KeyRing) -> None:
    assert sorted(os.listdir(ring.directory)) == ["blind-index.key", "master-0001.key", "sealed-0001.key", "signing.key"]
    assert stat.S_IMODE(ring.directory.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in ring.directory.iterdir()} == {0o600}
    assert ring.versions == [(1, date(2026, 1, 5))]


def test_a_sealed_value_opens_after_a_restart(ring: KeyRing) -> None:
    wrapped = bytes(ring.new_data_key())
    token = ring.unwrap(wrapped).seal("610902199003070018", bound_to=MATTER)
    again = KeyRing.open(ring.directory)
    assert again.unwrap(memoryview(wrapped)).open(token, bound_to=MATTER) == "610902199003070018"


def test_what_a_statute_seals_is_read_by_nobody_who_has_the_ordinary_key_alone(ring: KeyRing) -> None:
    wrapped = ring.new_data_key()
    token = ring.unwrap(wrapped).seal("周小树", bound_to=MATTER)
    apart = ring.rewrap(wrapped, apart=True)
    assert (wrapped.apart, apart.apart, apart.master_version) == (False, True, 1)
    assert ring.rewrap(apart) == ring.rewrap(apart, apart=True) == apart  # it stays where it is unless somebody says so
    assert ring.unwrap(apart).open(token, bound_to=MATTER) == "周小树"
    key = ring.directory / "sealed-0001.key"
    kept = key.read_bytes()
    key.unlink()
    without = KeyRing.open(ring.directory)
    with pytest.raises(UnknownKeyVersion, match="缺少第1版封存密钥"):
        without.unwrap(apart)
    with pytest.raises(KeysMissing, match="没有封存密钥"):
        without.rewrap(wrapped, apart=True)
    key.write_bytes(kept)
    key.chmod(0o600)
    assert without.unwrap(apart).open(token, bound_to=MATTER) == "周小树"
    assert without.rotate() == 2
    moved = without.rewrap(apart)
    assert (moved.master_version, moved.apart, without.apart_version) == (2, True, 2)
    back = without.rewrap(moved, apart=False)
    assert (back.master_version, back.apart) == (2, False)
    assert without.unwrap(back).open(token, bound_to=MATTER) == "周小树"


def test_a_sealed_value_is_short_ascii_text_that_shows_nothing(ring: KeyRing) -> None:
    key = ring.unwrap(ring.new_data_key())
    token = key.seal("枫林镇人民路1号", bound_to=MATTER)
    assert token.startswith("~1.")
    assert token.isascii()
    assert len(token) == 70
    assert is_sealed(token)
    assert not is_sealed("枫林镇人民路1号")
    assert not is_sealed("~1.abc")
    assert key.seal("枫林镇人民路1号", bound_to=MATTER) != token
    assert "SM4" not in repr(key)
    assert repr(key) == "<DataKey>"


@given(plain=st.text(), bound_to=st.binary(max_size=40))
def test_what_is_sealed_opens_to_the_same_text(plain: str, bound_to: bytes) -> None:
    key = DataKey(b"0123456789abcdef")
    assert key.open(key.seal(plain, bound_to=bound_to), bound_to=bound_to) == plain


@given(place=st.integers(min_value=0), bit=st.integers(0, 7))
def test_one_changed_bit_anywhere_is_noticed(place: int, bit: int) -> None:
    key = DataKey(b"0123456789abcdef")
    token = key.seal("13900000001", bound_to=MATTER)
    raw = bytearray(base64.urlsafe_b64decode(token[3:] + "=" * (-len(token[3:]) % 4)))
    raw[place % len(raw)] ^= 1 << bit
    changed = "~1." + base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
    with pytest.raises(SealBroken):
        key.open(changed, bound_to=MATTER)


def test_a_value_copied_to_another_matter_does_not_open(ring: KeyRing) -> None:
    key = ring.unwrap(ring.new_data_key())
    token = key.seal("13900000001", bound_to=MATTER)
    with pytest.raises(SealBroken) as refusal:
        key.open(token, bound_to=OTHER_MATTER)
    assert str(refusal.value) == (
        "这项加密的个人信息无法解开：内容被改动过，或者被挪到了别的案件、别的栏目。"
        "请勿覆盖原记录，报系统管理员运行 fengqiao verify 核对本案，并从备份中找回。"
    )


def test_a_cut_token_and_plain_text_are_told_apart(ring: KeyRing) -> None:
    key = ring.unwrap(ring.new_data_key())
    token = key.seal("家住枫林镇", bound_to=MATTER)
    with pytest.raises(SealBroken):
        key.open(token[:-1], bound_to=MATTER)
    with pytest.raises(NotSealed, match="不是加密后的个人信息"):
        key.open("家住枫林镇", bound_to=MATTER)


def test_rotation_leaves_sealed_values_as_they_are(ring: KeyRing) -> None:
    wrapped = ring.new_data_key()
    token = ring.unwrap(wrapped).seal("610902199003070018", bound_to=MATTER)
    assert ring.rotate(on=date(2026, 7, 1)) == 2
    assert ring.unwrap(wrapped).open(token, bound_to=MATTER) == "610902199003070018"
    moved = ring.rewrap(wrapped)
    assert (wrapped.master_version, moved.master_version) == (1, 2)
    assert ring.unwrap(moved).open(token, bound_to=MATTER) == "610902199003070018"
    assert ring.rewrap(moved) == moved
    assert ring.new_data_key().master_version == 2
    assert ring.versions == [(1, date(2026, 1, 5)), (2, date(2026, 7, 1))]


def test_a_process_that_runs_since_before_the_rotation_reads_the_new_master_key(ring: KeyRing) -> None:
    elsewhere = KeyRing.open(ring.directory)
    elsewhere.rotate()
    wrapped = elsewhere.new_data_key()
    token = elsewhere.unwrap(wrapped).seal("0915-3212345", bound_to=MATTER)
    assert ring.unwrap(wrapped).open(token, bound_to=MATTER) == "0915-3212345"


def test_a_lost_master_key_is_named(ring: KeyRing) -> None:
    ring.rotate()
    wrapped = ring.new_data_key()
    (ring.directory / "master-0002.key").unlink()
    with pytest.raises(UnknownKeyVersion) as refusal:
        KeyRing.open(ring.directory).unwrap(wrapped)
    assert str(refusal.value) == (
        "缺少第2版主密钥（master-0002.key），用它加密的个人信息无法读出。"
        f"请从密封保存的密钥备份中把该文件恢复到 {ring.directory}，旧版主密钥不可删除。"
    )


def test_keys_of_another_installation_do_not_open_ours(ring: KeyRing, tmp_path: Path) -> None:
    wrapped = ring.new_data_key()
    other = KeyRing.create(tmp_path / "other")
    with pytest.raises(WrongKey, match="可能来自另一套系统"):
        other.unwrap(wrapped)
    with pytest.raises(WrongKey):
        ring.unwrap(wrapped[:-1] + bytes([wrapped[-1] ^ 1]))
    with pytest.raises(WrongKey, match="长度或格式不符"):
        ring.unwrap(b"1")


def test_a_key_destroyed_on_purpose_opens_nothing(ring: KeyRing) -> None:
    sealed = ring.unwrap(ring.new_data_key()).seal("张三", bound_to=b"1")
    assert ring.unwrap(b"").open(sealed, bound_to=b"1") == DESTROYED


def test_no_keys_at_start_is_said_clearly_and_none_is_made(tmp_path: Path) -> None:
    with pytest.raises(KeysMissing) as refusal:
        KeyRing.open(tmp_path / "keys")
    assert str(refusal.value) == (
        f"未找到密钥目录 {tmp_path / 'keys'}。新安装的系统请运行 fengqiao keys create 生成密钥；"
        "已经有数据的系统请从密封保存的密钥备份中恢复这个目录，不要重新生成。"
    )
    assert not (tmp_path / "keys").exists()
    (tmp_path / "keys").mkdir(mode=0o700)
    with pytest.raises(KeysMissing, match="没有主密钥"):
        KeyRing.open(tmp_path / "keys")


@pytest.mark.parametrize("name", ["blind-index.key", "signing.key"])
def test_each_of_the_other_keys_must_be_there_too(ring: KeyRing, name: str) -> None:
    (ring.directory / name).unlink()
    with pytest.raises(KeysMissing, match=name):
        KeyRing.open(ring.directory)


def test_keys_are_never_made_over_keys(ring: KeyRing) -> None:
    with pytest.raises(KeysExist, match="不能重新生成"):
        KeyRing.create(ring.directory)


def test_two_rotations_at_once_give_one_new_key(ring: KeyRing, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = KeyRing.open(ring.directory)
    monkeypatch.setattr(ring, "_reload", lambda: None)  # ring has looked before the other wrote
    elsewhere.rotate()
    with pytest.raises(KeysExist, match="第2版"):
        ring.rotate()


def test_a_key_that_others_can_read_is_refused_with_the_command_that_mends_it(ring: KeyRing) -> None:
    path = ring.directory / "master-0001.key"
    path.chmod(0o644)
    with pytest.raises(KeysExposed, match=f"chmod 600 {path}"):
        KeyRing.open(ring.directory)


@pytest.mark.parametrize("text", ["", "{}", "not json", '{"key": 3}', "密钥"])
def test_a_damaged_key_file_is_named(ring: KeyRing, text: str) -> None:
    path = ring.directory / "signing.key"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KeyDamaged, match=r"signing\.key 已损坏"):
        KeyRing.open(ring.directory)


def test_a_mistyped_digit_in_a_key_file_is_noticed_at_start(ring: KeyRing) -> None:
    path = ring.directory / "master-0001.key"
    record = json.loads(path.read_text())
    record["key"] = ("1" if record["key"][0] != "1" else "2") + record["key"][1:]
    path.write_text(json.dumps(record))
    with pytest.raises(KeyDamaged):
        KeyRing.open(ring.directory)


def test_the_cache_of_unwrapped_keys_stays_small(ring: KeyRing) -> None:
    keys = [ring.new_data_key() for _ in range(_CACHED_KEYS + 10)]
    for wrapped in keys:
        ring.unwrap(wrapped)
    assert len(ring._cache) == _CACHED_KEYS
    assert ring.unwrap(keys[-1]) is ring.unwrap(keys[-1])


def test_signatures_hold_for_one_purpose_and_content(ring: KeyRing) -> None:
    signature = ring.sign("qr", b"99990120260000123")
    assert ring.is_signed("qr", b"99990120260000123", signature)
    assert not ring.is_signed("qr", b"99990120260000124", signature)
    assert not ring.is_signed("download", b"99990120260000123", signature)
    assert KeyRing.open(ring.directory).is_signed("qr", b"99990120260000123", signature)


def test_the_blind_index_finds_the_same_number_and_only_that(ring: KeyRing, tmp_path: Path) -> None:
    index = ring.blind_index
    assert len(index.of("id_number", "610902199003070018")) == 16
    assert index.of("id_number", "610902199003070018") == KeyRing.open(ring.directory).blind_index.of(
        "id_number", "610902199003070018"
    )
    assert index.of("id_number", "610902199003070018") != index.of("id_number", "610902199003070026")
    assert index.of("phone", "13900000001") != index.of("contact", "13900000001")
    assert index.of("phone", "13900000001") != KeyRing.create(tmp_path / "b").blind_index.of("phone", "13900000001")


def test_wrapped_keys_are_plain_bytes_for_a_binary_column(ring: KeyRing) -> None:
    wrapped = ring.new_data_key()
    assert isinstance(wrapped, bytes)
    assert len(wrapped) == 52
    assert WrappedKey(bytes(wrapped)).master_version == 1
