"""Words, numbers and signs of a sentence, with the stem that tables of words are looked up by."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_NUMBER = r"""
    (?<![\d.,])\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?![\d])(?:[.,]\d+)?
  | \d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)
  | \d+[.,]\d+(?![.,]?\d)
  | \d+
"""
_TOKEN = re.compile(
    rf"""
    (?P<phone>\+\d[\d\s()-]{{7,}}\d|\b\d(?:-\d{{3}}){{2}}(?:-\d\d){{2}}|\b\d{{2,5}}[ -]\d\d-\d\d(?:-\d\d)?\b(?!\d)|\b\d{{2,4}}[ ]\d\d-\d\d-\d\d)
  | (?P<date>\b\d{{4}}-\d\d-\d\d\b|\b\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}\b)
  | (?P<time>\b\d{{1,2}}:\d\d\b|\b24/7\b)
  | (?P<number>{_NUMBER})
  | (?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*['’]?)
  | (?P<sign>\S)
    """,
    re.VERBOSE,
)
_RUSSIAN_ENDINGS = frozenset(
    "а у ом е ы ов ам ами ах и я ю ем ев ей ям ями ях ой ою ь ью й ий ый ого ому ым им ых их ыми ими ая ое ые "
    "ие ую яя ее его ему юю".split()
)
_SHORTEST_STEM = 3


class Token(NamedTuple):
    """One word, number or sign."""

    text: str
    """As written."""
    norm: str
    """In small letters, `ё` as `е`."""
    stem: str
    """What tables of words are looked up by; see `stem`."""
    kind: str
    """`word`, `number`, `sign`, `phone`, `date` or `time`."""
    start: int
    """First character in the sentence."""
    end: int
    """Behind the last character."""


def tokenise(sentence: str) -> list[Token]:
    """The tokens of a sentence, in order."""
    tokens = []
    for match in _TOKEN.finditer(sentence):
        text, kind = match.group(), match.lastgroup or "sign"
        norm = text.lower().replace("ё", "е")
        tokens.append(
            Token(text, norm, stem(norm) if kind == "word" else norm, kind, match.start(), match.end())
        )
    return tokens


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The word without its ending: a crude cut, the same for every form, made for look-ups only.

    Russian words lose the longest ending of the common declensions that leaves three letters; English
    words lose the possessive and the plural.
    """
    if "а" <= word[0] <= "я":
        for length in (3, 2, 1):
            if len(word) - length >= _SHORTEST_STEM and word[-length:] in _RUSSIAN_ENDINGS:
                return word[:-length]
        return word
    word = word.replace("’", "'")
    word = word.removesuffix("'s").removesuffix("'")
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def by_stem(table: dict[str, str]) -> dict[str, str]:
    """A table from each value's words to one from each word's stem to its value."""
    return {stem(word): value for value, words in table.items() for word in words.split()}


def is_glued(tokens: list[Token], index: int) -> bool:
    """Whether a token follows the one before it without a space."""
    return 0 < index < len(tokens) and tokens[index - 1].end == tokens[index].start
