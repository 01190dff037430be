"""SM3 and SM4 against the vectors their standards print."""

from __future__ import annotations

import pytest

from fengqiao.vault import Sm3, hmac_sm3, sm3, sm3_hex, sm4
from fengqiao.vault.sm3 import same


def test_sm3_of_abc_is_the_first_example_of_gbt_32905() -> None:
    assert sm3_hex(b"abc") == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


def test_sm3_of_sixteen_abcd_is_the_second_example_of_gbt_32905() -> None:
    assert sm3_hex(b"abcd" * 16) == "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"


def test_sm3_of_nothing() -> None:
    assert sm3(b"").hex() == "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b"


def test_a_digest_fed_in_pieces_is_the_digest_of_the_whole() -> None:
    running = Sm3()
    for piece in (b"abcd", b"", b"abcd" * 14, b"abcd"):
        running.update(piece)
    assert running.hexdigest() == "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"


@pytest.mark.parametrize("key", [b"k", b"k" * 64, b"k" * 65])
def test_hmac_is_the_construction_of_rfc_2104_over_sm3(key: bytes) -> None:
    block = (sm3(key) if len(key) > 64 else key).ljust(64, b"\x00")
    inner = sm3(bytes(b ^ 0x36 for b in block) + "枫林镇".encode())
    assert hmac_sm3(key, "枫林镇".encode()) == sm3(bytes(b ^ 0x5C for b in block) + inner)


def test_sm4_gcm_is_the_example_of_rfc_8998() -> None:
    key = bytes.fromhex("0123456789ABCDEFFEDCBA9876543210")
    nonce = bytes.fromhex("00001234567800000000ABCD")
    bound = bytes.fromhex("FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2")
    plain = bytes.fromhex("AA" * 8 + "BB" * 8 + "CC" * 8 + "DD" * 8 + "EE" * 8 + "FF" * 8 + "EE" * 8 + "AA" * 8)
    sealed = sm4.encrypt(key, nonce, plain, bound)
    assert sealed.hex().upper() == (
        "17F399F08C67D5EE19D0DC9969C4BB7D5FD46FD3756489069157B282BB200735"
        "D82710CA5C22F0CCFA7CBF93D496AC15A56834CBCF98C397B4024A2691233B8D"
        "83DE3541E4C2B58177E065A9BF7B62EC"
    )
    assert sm4.decrypt(key, nonce, sealed, bound) == plain


def test_comparing_digests() -> None:
    assert same(sm3(b"abc"), sm3(b"abc"))
    assert not same(sm3(b"abc"), sm3(b"abd"))
