"""A letter sealed for one machine opens there alone."""

from __future__ import annotations

import pytest

from fengqiao.vault import SealBroken
from fengqiao.vault.agreement import AgreementKey, seal_for


def test_only_the_recipient_opens_a_letter_and_each_letter_has_its_own_key() -> None:
    reader = AgreementKey.new()
    once, key = seal_for(reader.public)
    letter = key.seal("张三，13900000000", bound_to=b"portal")
    assert AgreementKey.of(reader.to_keep()).open_with(once).open(letter, b"portal") == "张三，13900000000"
    with pytest.raises(SealBroken):
        AgreementKey.new().open_with(once).open(letter, b"portal")
    with pytest.raises(SealBroken):
        reader.open_with(seal_for(reader.public)[0]).open(letter, b"portal")


@pytest.mark.parametrize("public", [b"\x00" * 32, b"short"], ids=["of low order", "too short"])
def test_what_is_no_public_key_is_refused(public: bytes) -> None:
    with pytest.raises(SealBroken, match="请重新配对"):
        seal_for(public)
