"""What a named place is to a number: where people come from, where they are, or neither."""

from __future__ import annotations

from sapar.evidence.reading.counted import Noun
from sapar.evidence.reading.gazetteer import Mention
from sapar.evidence.reading.nouns import GROUP_OF, THING_OF
from sapar.evidence.reading.tokens import Token, stem

_FROM = frozenset("from out из с со выходцев".split())
_TO = frozenset(
    "in to at into through within inside across via of for near around entering leaving reaching outside under "
    "в во на до через по внутри под около у за близ территории территорию".split()
)
_INSTITUTIONS = frozenset(
    stem(word)
    for word in "ministry minister service authorities government officials embassy ambassador consulate "
    "agency parliament "
    "partners president police committee bank deputy prime interior foreign labour migration statistics "
    "statistical passport "
    "passports citizenship rail police foreign language test border guards federal university law currency "
    "tax numbers "
    "rouble roubles economy "
    "министерство министр служба власти правительство посольство посол консульство агентство парламент "
    "президент полиция "
    "комитет банк мид мвд минтруд фмс гражданство паспорт язык экономика партнеры партнер стат иин "
    "ассоциация ассоциации союз общество общества диаспора диаспоры конгресс association union diaspora".split()
)
_EXPULSION = (
    "expel",
    "deport",
    "remov",
    "expuls",
    "leave",
    "banned",
    "выдвор",
    "депортир",
    "выслан",
    "высыл",
)
_CITIZENS = frozenset(("citizens", "foreigners", "people", "students", "migrants"))
_HAS_OWN = frozenset(("has", "had", "have"))


def role_of(tokens: list[Token], nouns: list[Noun | None], mentions: list[Mention], which: int) -> str:
    """`origin`, `place` or nothing for one mention of a sentence."""
    mention = mentions[which]
    before = tokens[mention.start - 1] if mention.start else None
    after = tokens[mention.end] if mention.end < len(tokens) else None
    if _is_institution(tokens, mention):
        return ""
    if mention.kind == "people":
        return "origin"
    if mention.kind == "adjective":
        return (
            "origin" if nouns[mention.end - 1] is not None or _qualifies_people(tokens, mention.end) else ""
        )
    opener = _opener(tokens, mentions, which)
    if opener in _FROM:
        return "place" if _is_expulsion(tokens, mention.start) else "origin"
    if opener == "between":
        return ""
    if before is not None and _is_of_citizens(tokens, mention.start):
        return "origin"
    if opener in _TO:
        return "place"
    if before is not None and before.stem in ("leave", "left", "entering"):
        return "place"
    is_russian = "а" <= tokens[mention.start].norm[0] <= "я"
    if is_russian and before is not None and before.stem in _AREAS:
        return _area_role(tokens, mention.start)
    if mention.kind == "city" and is_russian and before is not None and before.kind == "word":
        return "place"
    if after is not None and after.norm in _HAS_OWN and _owns_citizens(tokens, mention.end):
        return "origin"
    if after is not None and after.norm in ("sent", "sends"):
        return "origin"
    return "place"


_AREAS = frozenset(
    stem(word) for word in "территории пределы граница границу регионы города столица юг север".split()
)


def _area_role(tokens: list[Token], index: int) -> str:
    """ "On the territory of" is where people are; "beyond the borders of" is where they left."""
    return "place" if tokens[index - 1].norm.startswith("территори") else ""


def _opener(tokens: list[Token], mentions: list[Mention], which: int) -> str:
    """The preposition in front of a mention; of a list, the one in front of its first."""
    start = mentions[which].start
    place = start - 1
    while place >= 0 and (
        tokens[place].norm in ("the", "и", "and", "or", ",", "или", "northern", "southern", "central")
        or (tokens[place].kind == "word" and tokens[place].stem in _REGION_WORDS)
    ):
        if tokens[place].norm in ("и", "and", ",", "or", "или"):
            earlier = next((each for each in mentions[:which] if each.end == place), None)
            if earlier is None:
                return ""
            place = earlier.start - 1
            continue
        place -= 1
    return tokens[place].norm if place >= 0 else ""


_REGION_WORDS = frozenset(
    stem(word) for word in "городе город южной северной области самой соседней соседнюю neighbouring".split()
)


def _is_institution(tokens: list[Token], mention: Mention) -> bool:
    """Whether the mention belongs to an institution: "Russia's Interior Ministry", «МВД России»."""
    after = tokens[mention.end : mention.end + 3]
    last = tokens[mention.end - 1]
    is_possessive = last.norm.endswith(("'s", "’s", "'", "’")) and last.norm != last.stem
    if (
        after
        and after[0].kind == "word"
        and after[0].text[0].isupper()
        and (is_possessive or mention.kind == "adjective")
    ):
        return True
    if (is_possessive or mention.kind == "adjective") and any(
        token.stem in _INSTITUTIONS for token in after[: 2 if mention.kind == "adjective" else 3]
    ):
        return not (after and (after[0].stem in GROUP_OF or (len(after) > 1 and after[1].stem in GROUP_OF)))
    is_russian = "а" <= last.norm[0] <= "я"
    before = tokens[max(0, mention.start - 1) : mention.start]
    return is_russian and bool(before) and before[-1].stem in _INSTITUTIONS


def _qualifies_people(tokens: list[Token], index: int) -> bool:
    """Whether a group of people stands within the next words."""
    for token in tokens[index : index + 4]:
        if token.stem in GROUP_OF or token.stem in THING_OF:
            return True
        if token.kind != "word":
            return False
    return False


def _is_expulsion(tokens: list[Token], index: int) -> bool:
    """Whether people are made to leave the place: it is then where they were."""
    return any(token.norm.startswith(_EXPULSION) for token in tokens[max(0, index - 9) : index + 5])


def _is_of_citizens(tokens: list[Token], index: int) -> bool:
    """Whether a country stands behind "citizens of", «граждан», «граждане стран»."""
    place = index - 1
    while place > 0 and tokens[place].norm in ("the", "of", "стран", "страны", "republic", "республики"):
        place -= 1
    token = tokens[place]
    is_of = tokens[index - 1].norm in ("of", "the", "стран", "страны", "республики")
    is_russian = "а" <= token.norm[0] <= "я"
    return (
        (is_of or is_russian)
        and GROUP_OF.get(token.stem) in ("citizens", "students", "people")
        and token.norm
        not in (
            "человек",
            "человека",
        )
    )


def _owns_citizens(tokens: list[Token], index: int) -> bool:
    """Whether "has" speaks of a country's own citizens."""
    return any(GROUP_OF.get(token.stem) == "citizens" for token in tokens[index : index + 6])
