"""What was refused, for readers of one language and for programs."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from sapar.errors import BrokenStudy, SaparError
from sapar.files.limits import MOST_PROBLEMS_SHOWN
from sapar.position import printable
from sapar.report.catalogue.refusals import REFUSALS
from sapar.report.language import THIN_SPACE, Language

_COMMA = re.compile(r"(?<=\d),(?=\d{3}\b)")
"""Between thousands in English."""


def refusal_text(error: SaparError, language: Language) -> str:
    """What was found, where, why it matters and what to try; every problem where there are many."""
    if language.code == "en":
        return str(error)
    if isinstance(error, BrokenStudy):
        shown = [refusal_text(each, language) for each in error.problems[:MOST_PROBLEMS_SHOWN]]
        rest = len(error.problems) + error.unlisted - len(shown)
        more = [language.text("refusal.more", n=rest)] if rest > 0 else []
        return "\n\n".join([*shown, *more, in_language(error.why, language)])
    at = error.position
    message = _message(error, language)
    head = message if at is None else f"{printable(at.label)}  {message}"
    hint = language.text("refusal.try", hint=in_language(printable(error.try_), language))
    return "\n".join([head, *([] if at is None else at.pointing()), f"{hint:<50} [{error.code}]"])


def refusal_record(error: SaparError, language: Language) -> dict[str, Any]:
    """The same as plain values: `refused`, and below it the problems, each with its place."""
    problems = error.problems if isinstance(error, BrokenStudy) else ()
    return {
        "refused": {
            **problem_record(error, language),
            "problems": [problem_record(each, language) for each in problems],
            "unlisted": error.unlisted if isinstance(error, BrokenStudy) else 0,
        }
    }


def in_language(text: str, language: Language) -> str:
    """A reason or a hint in the reader's language; as it stands where the catalogue does not have it."""
    if language.code == "en":
        return text
    for pattern, translated in _patterns():
        if found := pattern.fullmatch(text):
            return _COMMA.sub(THIN_SPACE, found.expand(translated))
    return text


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(english, re.DOTALL), russian) for english, russian in REFUSALS)


def _message(error: SaparError, language: Language) -> str:
    """What was found and why it matters, in one line."""
    why = in_language(printable(error.why), language)
    quoted = error.message.removesuffix(printable(error.why))
    return quoted + why


def problem_record(error: SaparError, language: Language) -> dict[str, Any]:
    """One problem with its place; what it does not name is null."""
    at = error.position
    return {
        "code": error.code,
        "file": at.file if at else None,
        "line": at.line or None if at else None,
        "column": at.column or None if at else None,
        "found": error.found or None,
        "why": in_language(error.why, language),
        "try": in_language(error.try_, language),
    }
