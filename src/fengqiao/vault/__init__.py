"""The vault: personal data encryption, blind indexes, hashes, and the store of papers and scans. No database.

Digests
    sm3(data) -> bytes                 sm3_hex(data) -> str          hmac_sm3(key, data) -> bytes
    Sm3().update(piece).hexdigest()    a running digest
Keys (a directory outside the database, files 0600, beside no data)
    KeyRing.create(directory, on=None) -> KeyRing        refuses where keys are
    KeyRing.open(directory) -> KeyRing                   never makes a key
    ring.new_data_key() -> WrappedKey (52 bytes)         ring.unwrap(wrapped) -> DataKey (cached)
    ring.rotate(on=None) -> version                      ring.rewrap(wrapped, apart=None) -> WrappedKey
    ring.begin_apart(): the key for what a statute seals wrapped.apart, ring.apart_version, ring.apart_versions
    ring.current_version, ring.versions                  ring.blind_index -> BlindIndex
    ring.sign(purpose, data) -> bytes                    ring.is_signed(purpose, data, signature) -> bool
    key.seal(plain, bound_to=b"…") -> "~1.…"             key.open(token, bound_to=b"…") -> str
    is_sealed(text) -> bool
Personal numbers
    parse_id_number(raw, today=…) -> IdNumber(number, area_code, birth_on, sex), .age_on(day), .disagreements(…)
    normalise_id_number(raw), check_digit(first_seventeen), age_on(birth_on, day)
    parse_phone(raw, local_area_code=None) -> Phone(digits, kind, ok, said, extension, problem)
    BlindIndex(key).of("id_number", number) -> 16 bytes
    mask_id_number, mask_phone, mask_name
Files by SM3 digest
    FileStore(root, key=None, limit_bytes=…), S3Store(Bucket(…)), same interface:
    put(bytes | file) -> digest     take_upload(bytes | file) -> StoredFile(digest, type, size_bytes)
    open(digest) -> file            read(digest) -> bytes     exists(digest) -> bool
    verify(digest) -> None or raises     digests() -> iterator     seal_with(ring): seal new files at rest
    keep_apart(digest), keep_open(digest): under the key for what is sealed, and back     is_open(digest), apart_digests()
    rewrap_apart(): those under the newest such key; behind_apart(): which are not yet

Every refusal is a `VaultError` whose text is a Chinese sentence with the next step.
"""

from __future__ import annotations

from .blind import INDEX_BYTES, BlindIndex
from .datakey import DESTROYED, DataKey, is_sealed
from .errors import (
    FileDamaged,
    FileMissing,
    FileTooLarge,
    FileTypeRefused,
    InvalidIdNumber,
    KeyDamaged,
    KeysExist,
    KeysExposed,
    KeysMissing,
    NotSealed,
    SealBroken,
    StoreUnreachable,
    UnknownKeyVersion,
    VaultError,
    WrongKey,
)
from .filetypes import ACCEPTED, FileType, file_type
from .idnumber import IdNumber, age_on, check_digit, normalise_id_number, parse_id_number
from .keyring import KeyRing, WrappedKey
from .masks import mask_id_number, mask_name, mask_phone
from .phone import Phone, parse_phone
from .s3 import Bucket
from .sm3 import DIGEST_BYTES, Sm3, hmac_sm3, sm3, sm3_hex
from .store import ContentStore, FileStore, S3Store, StoredFile

__all__ = [
    "ACCEPTED",
    "DESTROYED",
    "DIGEST_BYTES",
    "INDEX_BYTES",
    "BlindIndex",
    "Bucket",
    "ContentStore",
    "DataKey",
    "FileDamaged",
    "FileMissing",
    "FileStore",
    "FileTooLarge",
    "FileType",
    "FileTypeRefused",
    "IdNumber",
    "InvalidIdNumber",
    "KeyDamaged",
    "KeyRing",
    "KeysExist",
    "KeysExposed",
    "KeysMissing",
    "NotSealed",
    "Phone",
    "S3Store",
    "SealBroken",
    "Sm3",
    "StoreUnreachable",
    "StoredFile",
    "UnknownKeyVersion",
    "VaultError",
    "WrappedKey",
    "WrongKey",
    "age_on",
    "check_digit",
    "file_type",
    "hmac_sm3",
    "is_sealed",
    "mask_id_number",
    "mask_name",
    "mask_phone",
    "normalise_id_number",
    "parse_id_number",
    "parse_phone",
    "sm3",
    "sm3_hex",
]
