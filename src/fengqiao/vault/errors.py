"""What can go wrong with keys, sealed values and stored files, each with a sentence for the person in charge."""

from __future__ import annotations


class VaultError(Exception):
    """Base of every refusal of the vault; `str(error)` is the Chinese sentence to show."""


class KeysMissing(VaultError):
    """The key directory, or a file that must be in it, is not there."""


class KeysExist(VaultError):
    """Keys would be created where keys already are."""


class KeysExposed(VaultError):
    """Somebody other than the system user can read a key file."""


class KeyDamaged(VaultError):
    """A key file is there but is not what was written."""


class UnknownKeyVersion(VaultError):
    """A wrapped key names a master key version that this ring does not hold."""


class WrongKey(VaultError):
    """The key is there but does not open the wrapped key: another installation's ring, or a damaged row."""


class SealBroken(VaultError):
    """A sealed value was changed, cut, or moved to another place than it was sealed for."""


class NotSealed(VaultError):
    """The text is not a sealed value at all."""


class FileMissing(VaultError):
    """The store has no file of this digest."""


class FileDamaged(VaultError):
    """The stored bytes no longer have the digest they are filed under."""


class FileTooLarge(VaultError):
    """More bytes than the limit of the store."""


class FileTypeRefused(VaultError):
    """The file is of a kind that is not taken, or is cut off."""


class StoreUnreachable(VaultError):
    """The disk or the S3-compatible service does not answer, or refuses."""


class InvalidIdNumber(VaultError):
    """An identity number that cannot be one. `field` names the part at fault, `reason` is a stable code."""

    def __init__(self, field: str, reason: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field
        self.reason = reason
