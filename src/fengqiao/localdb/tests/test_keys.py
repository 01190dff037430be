"""Passwords: random, private, and never sent to the server in the clear."""

from __future__ import annotations

import base64
import hashlib
import hmac
from pathlib import Path

import pytest

from fengqiao.localdb.errors import LocalDBError
from fengqiao.localdb.keys import ensure_passwords, mark_told, read_password, scram_verifier, untold_passwords


def test_rfc7677_example_the_verifier_checks_the_clients_proof_and_yields_the_servers_signature() -> None:
    """RFC 7677 section 3: user `user`, password `pencil`."""
    verifier = scram_verifier("pencil", base64.b64decode("W22ZaJ0SNY7soEsUEjb6gQ=="))
    parameters, mechanism_keys = verifier.removeprefix("SCRAM-SHA-256$").split("$")
    assert parameters == "4096:W22ZaJ0SNY7soEsUEjb6gQ=="
    stored, server = (base64.b64decode(part) for part in mechanism_keys.split(":"))
    words = (
        b"n=user,r=rOprNGfwEbeRWgbNEkqO,"
        b"r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,"
        b"c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0"
    )
    signature = hmac.digest(server, words, "sha256")
    assert base64.b64encode(signature) == b"6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="
    proof = base64.b64decode("dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=")
    client = bytes(a ^ b for a, b in zip(proof, hmac.digest(stored, words, "sha256"), strict=True))
    assert hashlib.sha256(client).digest() == stored


def test_passwords_are_made_once_long_and_private(tmp_path: Path) -> None:
    ensure_passwords(tmp_path, ["fengqiao_web", "fengqiao_worker"])
    web, worker = (read_password(tmp_path, role) for role in ("fengqiao_web", "fengqiao_worker"))
    ensure_passwords(tmp_path, ["fengqiao_web", "fengqiao_worker"])
    assert read_password(tmp_path, "fengqiao_web") == web != worker
    assert len(web) == 32
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}


def test_a_new_password_is_marked_until_the_database_knows_it(tmp_path: Path) -> None:
    ensure_passwords(tmp_path, ["fengqiao_web"])
    assert list(untold_passwords(tmp_path, ["fengqiao_web"])) == ["fengqiao_web"]
    mark_told(tmp_path, ["fengqiao_web"])
    assert untold_passwords(tmp_path, ["fengqiao_web"]) == {}


def test_a_missing_password_says_how_to_get_a_new_one(tmp_path: Path) -> None:
    with pytest.raises(LocalDBError, match=r"读不到数据库密码文件 .*请先运行 fengqiao db start"):
        read_password(tmp_path, "fengqiao_web")
