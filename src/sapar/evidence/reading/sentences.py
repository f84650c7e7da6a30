"""Splitting text into sentences, each with its place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BREAK = re.compile(r"[.!?…]+[\"'»”’)]*(?=\s)|\n\s*\n|\n(?=\s*[-•*–]\s)")
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof st no nos fig p pp vol ch art sec u.s u.k e.g i.e etc approx est jan feb mar apr jun jul "
    "aug sep sept oct nov dec inc ltd vs cf "
    "г гг тыс млн млрд трлн руб коп чел ст стр с п пп гл рис табл им ул пр просп д кв м км кг га т е др пр см "
    "ср напр обл р н э экз долл сум проц ок ок. янв февр апр авг сент окт нояб дек ж шт".split()
)
_ALWAYS_JOINED = frozenset("mr mrs ms dr prof no nos fig art ст стр рис табл см им ул гл п пп № ок".split())
_LONGEST = 2_000


def split_sentences(text: str) -> Iterator[tuple[int, str]]:
    """Each sentence with the index of its first character; nothing is left out but white space."""
    start = 0
    for match in _BREAK.finditer(text):
        if match.group()[0] == "." and _is_abbreviation(text, match):
            continue
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, len(text))


def _is_abbreviation(text: str, match: re.Match[str]) -> bool:
    """Whether a full stop belongs to a shortened word and the sentence goes on."""
    before = re.search(r"[^\s(«\"]+$", text[max(0, match.start() - 14) : match.start()])
    word = before.group().lower() if before else ""
    after = text[match.end() : match.end() + 3].lstrip()
    if word in _ALWAYS_JOINED:
        return True
    if len(word) == 1 and word.isalpha() and before is not None and before.group().isupper():
        return True
    if word in _ABBREVIATIONS or word.rsplit(".", 1)[-1] in _ABBREVIATIONS:
        return bool(after) and not after[0].isupper()
    return bool(after) and after[0].islower()


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """The stretch without white space around it, cut where it is far too long."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > _LONGEST:
        cut = text.rfind(" ", start, start + _LONGEST)
        cut = cut if cut > start else start + _LONGEST
        yield start, text[start:cut]
        start = cut + 1 if text[cut : cut + 1] == " " else cut
    if end > start:
        yield start, text[start:end]
