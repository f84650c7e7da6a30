"""Names: what they may consist of, and which known one a misspelt one probably meant."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz import fuzz, process, utils

NAME_PATTERN = "[A-Za-z0-9_-]{1,80}"
"""What a name looks like."""
CODE_PATTERN = "[A-Z]{3}"
"""What the code of a country or currency looks like."""

_NAME = re.compile(NAME_PATTERN)
_CODE = re.compile(CODE_PATTERN)
_NEAR = 60.0
_MOST_LISTED = 8


def is_name(text: str) -> bool:
    """Whether the text is one to eighty letters, digits, `-` and `_`."""
    return _NAME.fullmatch(text) is not None


def is_code(text: str) -> bool:
    """Whether the text has the shape of a country or currency code: three capital letters."""
    return _CODE.fullmatch(text) is not None


def nearest(found: str, known: Iterable[str]) -> str | None:
    """The known name that the found one most resembles, if any is close enough."""
    best = process.extractOne(
        found[:80], sorted(known), scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=_NEAR
    )
    return None if best is None else str(best[0])


def suggestion(found: str, known: Iterable[str]) -> str:
    """What to try instead of a name nobody knows."""
    names = sorted(set(known))
    if found.strip() != found and found.strip() in names:
        where = "ends in" if found.rstrip() != found else "starts with"
        return f'"{found.strip()}" (it {where} a space)'
    near = nearest(found, names)
    if near is not None:
        return f'"{near}"'
    if not names:
        return "there is none to choose from yet: add one first"
    rest = len(names) - _MOST_LISTED
    return "one of: " + ", ".join(names[:_MOST_LISTED]) + (f" and {rest} more" if rest > 0 else "")
