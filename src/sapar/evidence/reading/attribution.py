"""Who says so: "the ministry says", "according to", «по данным», «сообщил посол»."""

from __future__ import annotations

import re

_CAPITAL = r"[A-ZА-ЯЁ]"
_NAME_END = r"(?=,|\.|;|:|$| (?:that|said|says|в|за|на|—|–|there|more|about|nearly|some|over|at)\b)"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b[Aa]ccording to (?:an? |the )?(?P<who>[^,;:.]{3,70}?)(?=,|;|\.|$| (?:in|there|on)\b)",
        r"\b[Пп]о (?:данным|сведениям|словам|оценкам?|информации|подсчётам|подсчетам|мнению) "
        r"(?P<who>[^,;:.]{3,70}?)(?=,|;|\.|$| в \d)",
        r"\b(?P<who>[^,;:.]{3,60}?) (?:said|says|reports|reported|estimates|estimated|believes|announced|"
        r"counted|found) (?:that|on|last|in|there|[0-9]|about|some|more|nearly|over)",
        r", (?P<who>[^,;:.]{3,60}?) (?:said|says|reports|reported|announced|believes|estimates|заявил[аио]?|"
        r"сообщил[аио]?|сообщает|считает)\b",
        r"(?:said|says|reported by|announced by) (?P<who>(?:the )?[A-Z][^,;:.]{2,60}?)(?=,|\.|;|$)",
        r"(?:сообщил[аио]?|заявил[аио]?|сообщает|заявляет|отметил[аио]?|подсчитал[аио]?|утверждает) "
        r"(?P<who>[^,;:.]{3,60}?)(?=,|\.|;|$)",
        r"\b[Пп]о оценке (?P<who>[^,;:.]{3,60}?)(?=,|\.|;|$)",
        rf"^(?P<who>(?:{_CAPITAL}[^,;:.]*?(?:ministry|Ministry|service|Service|agency|Agency|union|"
        rf"authorities|[Мм]инистерство|служба|МВД|ведомство)[^,;:.]{{0,40}}?)) "
        r"(?:put|expects|counted|reports|spoke|заявил\w*|оценил\w*|сообщ\w+|насчитал\w*)",
    )
)
_FIRST_PERSON = re.compile(
    r"\b(?:[Bb]y our estimate|our (?:lawyers|survey|partners|hotline)|[Пп]о нашей оценке|[Мм]ы опросили|"
    r"[Ww]e interviewed)\b"
)


def attribution(sentence: str) -> str | None:
    """Who the sentence says knows the number, in the sentence's own words; None where it names nobody."""
    for pattern in _PATTERNS:
        match = pattern.search(sentence)
        if match is not None:
            return match["who"].strip(" «»\"'")
    return "the authors of the text" if _FIRST_PERSON.search(sentence) else None
