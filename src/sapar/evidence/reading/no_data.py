"""Sentences which say that nobody has counted: "no data" is a claim too."""

from __future__ import annotations

import re

from sapar.evidence.reading.quantity import Quantity
from sapar.evidence.reading.tokens import Token

_NOTHING = re.compile(
    r"\bno (?:official |reliable |exact |public |published |separate )?(?:data|figures?|statistics|numbers|count)\b|"
    r"\b(?:nobody|no one) knows how many\b|\b(?:could|can|cannot|unable to|did|does)(?: not|n't)? say how many\b|"
    r"\bне (?:располага\w+|владе\w+)\b.{0,40}\b(?:данными|сведениями|статистикой|цифрами)|"
    r"\b(?:data|figures|statistics) (?:are|is) not (?:published|"
    r"available|collected)|"
    r"\b(?:does|do|did) not publish\b.{0,40}\b(?:data|figures|statistics)|\bnumber (?:is|remains) unknown|"
    r"(?:данных|сведений|статистики|цифр)\b.{0,60}\b(?:нет|не существует|не ведется|отсутству\w+)|"
    r"\bнет\b.{0,25}\b(?:данных|сведений|статистики|цифр)|(?:данные|сведения|статистика|цифры)\b.{0,50}\bне "
    r"(?:публику\w+|веде\w+|"
    r"собира\w+|раскрыва\w+)|никто не знает,? сколько|число .{0,40}неизвестно|неизвестно,? сколько|точное "
    r"число неизвестно",
)


def find_no_data(tokens: list[Token], sentence: str) -> Quantity | None:
    """The statement that there is no number, if the sentence makes one."""
    match = _NOTHING.search(sentence.lower().replace("ё", "е"))
    if match is None:
        return None
    inside = [
        index for index, token in enumerate(tokens) if token.start < match.end() and token.end > match.start()
    ]
    return Quantity(
        start=inside[0],
        end=inside[-1] + 1,
        kind="no_data",
        hedge="none",
        reasons=["says that nobody has counted"],
    )
