"""Why a message cannot be taken: a sentence for the person at the screen, nothing stored."""

from __future__ import annotations


class MessageRefused(Exception):
    """Nothing was stored; the text is the sentence to show."""


class BadAddress(MessageRefused):
    """The address cannot be reached by this channel."""


class TooOften(MessageRefused):
    """This recipient has been sent too many codes."""


class PersonalDataInside(MessageRefused):
    """A telephone or identity number would leave the machine in a message."""
