"""How near a question already answered is to what somebody asks in plain words."""

from __future__ import annotations

from fengqiao.statutes.everyday import statutory_words
from fengqiao.statutes.words import words_of

LEAST = 0.3  # below it, two questions have too little in common to be shown


def words_in(text: str) -> set[str]:
    """The words of a text with those the laws use for them; single characters say too little."""
    return {word for word in (*words_of(text), *statutory_words(text)) if len(word) > 1}


def likeness(asked: set[str], question: str, answer: str) -> float:
    """The share of the question's words that were said; those of the answer weigh less."""
    own = words_in(question)
    return len(asked & own) / max(len(own), 1) + 0.2 * len(asked & words_in(answer)) / max(len(asked), 1)


_SAYS_NOTHING = frozenset("的了吗呢吧啊我你您他她它们被把给对在是有没不怎么办样能可以要会就都也和跟与这那个什谁哪里想请问")
ENOUGH = 0.6


def shares_signs(asked: str, title: str) -> float:
    """The share of the characters that say something which stand in the title; 0 where fewer than two do: 被狗咬了."""
    said = {sign for sign in asked if "一" <= sign <= "鿿"} - _SAYS_NOTHING
    there = said & set(title)
    return len(there) / len(said) if len(there) > 1 else 0.0
