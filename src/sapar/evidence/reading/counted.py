"""What a number counts: the noun behind it, or the one its sentence has spoken of before."""

from __future__ import annotations

from dataclasses import dataclass

from sapar.evidence.reading.gazetteer import Mention
from sapar.evidence.reading.nouns import THING_OF, group_at, unit_of
from sapar.evidence.reading.numerals import read_numeral
from sapar.evidence.reading.quantity import Quantity
from sapar.evidence.reading.tokens import Token

_STOPS = frozenset(
    "in to at from by on with before after against compared abroad daily for and or but who which that whom "
    "whose were was are is be been have has had will would "
    "may might could can should into through during since until than as while because their a an it they he she not "
    "в во на до по к ко у о об с со из от за для через под над при без и или но а что чтобы как когда где "
    "это был была "
    "было были есть будет будут не он она они их".split()
)
_OF_THEM = (
    ("of", "them"),
    ("of", "these"),
    ("of", "those"),
    ("of", "whom"),
    ("из", "них"),
    ("из", "которых"),
)
_IS = frozenset("were was are is — – - :".split())
_MOST_SKIPPED = 4
_LIST_NUMBER = 100
_SPEAKS_OF = frozenset(
    "number numbers share percentage proportion count stock total share quota число количество численность "
    "доля квота".split()
)


Noun = tuple[str | None, str]
"""Group of people, if it is one, and the unit it is counted in."""


def find_nouns(tokens: list[Token], mentions: list[Mention]) -> list[Noun | None]:
    """[token] the group or thing that each word names; peoples, such as "Uzbeks", are citizens."""
    nouns: list[Noun | None] = []
    for index, token in enumerate(tokens):
        group = group_at(tokens, index) if token.kind == "word" else None
        if group is not None:
            nouns.append((group, unit_of(group)))
        else:
            thing = THING_OF.get(token.stem) if token.kind == "word" else None
            nouns.append(None if thing is None else (None, thing))
    for mention in mentions:
        last = mention.end - 1
        if mention.kind == "people" or (
            mention.kind == "adjective" and _stands_alone(tokens, nouns, mention.end)
        ):
            is_ethnic = mention.start > 0 and tokens[mention.start - 1].stem in ("ethnic", "этническ")
            nouns[last] = ("ethnic_returnees" if is_ethnic else "citizens", "persons")
    return nouns


def _stands_alone(tokens: list[Token], nouns: list[Noun | None], index: int) -> bool:
    """Whether an English adjective such as "Kyrgyz" is a noun here: nothing that it could qualify follows."""
    if index >= len(tokens):
        return True
    if "а" <= tokens[index - 1].norm[0] <= "я":
        return False
    is_language = index > 1 and tokens[index - 2].stem in (
        "speak",
        "spoke",
        "spoken",
        "in",
        "into",
        "learn",
        "the",
    )
    is_end = tokens[index].kind != "word" or tokens[index].norm in _STOPS or _is_verb(tokens[index])
    return is_end and not is_language


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What is counted."""

    group: str | None
    """A group of people, if it is one."""
    unit: str
    """The unit of the number."""
    start: int
    """Index of the noun."""
    reason: str
    """How it was found."""


def counted(
    tokens: list[Token],
    nouns: list[Noun | None],
    quantities: list[Quantity],
    which: int,
    previous: Counted | None = None,
) -> Counted | None:
    """What one of a sentence's quantities counts; None where nothing known is.

    The noun behind the number comes first; then a predicate ("were citizens of"), then what the sentence
    spoke of last before it, then what follows in the sentence.
    """
    quantity = quantities[which]
    if quantity.counts_backwards:
        inner = _first_noun(nouns, quantity.start, quantity.end)
        if inner is not None:
            return _made(nouns, inner, "the noun inside the share")
    if quantity.unit == "percent" or quantity.unit == "share":
        maker = _made_up_by(tokens, nouns, quantity.start)
        if maker is not None:
            return _made(nouns, maker, f'what makes up the share, "{tokens[maker].text}"')
    index, is_open = _behind(tokens, nouns, quantity)
    if index is not None:
        found = _made(nouns, index, f'the noun behind the number, "{tokens[index].text}"')
        if found.group == "people" and _is_generic(tokens[index]):
            return _heading(tokens, nouns, quantity) or found
        return found
    if (
        not is_open
        and quantity.kind not in ("ratio", "growth", "change")
        and not follows_of_them(tokens, quantity)
    ):
        return None
    return _subject(tokens, nouns, quantities, which, previous=previous)


_MAKING_UP = frozenset("make made makes making account accounted accounts".split())


def stands_open(tokens: list[Token], nouns: list[Noun | None], quantity: Quantity) -> bool:
    """Whether a number has no noun behind it, known or unknown."""
    index, is_open = _behind(tokens, nouns, quantity)
    return index is None and is_open


def _made_up_by(tokens: list[Token], nouns: list[Noun | None], start: int) -> int | None:
    """The noun in front of "made up", "accounted for", «составляют»."""
    for place in range(start - 1, max(-1, start - 5), -1):
        norm = tokens[place].norm
        if norm in _MAKING_UP or norm.startswith(("составил", "составля")):
            return next((each for each in range(place - 1, -1, -1) if nouns[each] is not None), None)
    return None


def _is_generic(token: Token) -> bool:
    """Whether the noun only says that people are counted."""
    return token.norm in ("человек", "человека", "чел", "persons", "person", "people", "names")


def _made(nouns: list[Noun | None], index: int, reason: str) -> Counted:
    """What is counted, from the index of its noun."""
    noun = nouns[index]
    assert noun is not None
    return Counted(group=noun[0], unit=noun[1], start=index, reason=reason)


def _first_noun(nouns: list[Noun | None], start: int, end: int) -> int | None:
    """The first known noun of a stretch."""
    return next((index for index in range(start, min(end, len(nouns))) if nouns[index] is not None), None)


def _behind(tokens: list[Token], nouns: list[Noun | None], quantity: Quantity) -> tuple[int | None, bool]:
    """The noun behind the number; and, without one, whether the number stands without any noun.

    An unknown noun closes the number: it counts something the ledger does not know.
    """
    index, skipped = quantity.end, 0
    if index < len(tokens) and tokens[index].text == "(":
        return None, True
    is_share = (
        quantity.kind in ("share", "ratio", "growth")
        or quantity.unit is not None
        or quantity.hedge == "vague"
    )
    while index < len(tokens):
        token = tokens[index]
        if (token.norm == "of" and index == quantity.end) or (
            token.norm
            in (
                "more",
                "as",
                "many",
                "the",
                "all",
                "its",
                "our",
                "those",
                "these",
                "their",
                "other",
                "ещё",
                "еще",
            )
            and is_share
        ):
            pair = tuple(each.norm for each in tokens[index : index + 2])
            if pair in _OF_THEM:
                return _behind_of_them(tokens, nouns, index + 2), True
            index += 1
            continue
        pair = tuple(each.norm for each in tokens[index : index + 2])
        if pair in _OF_THEM:
            return _behind_of_them(tokens, nouns, index + 2), True
        if is_share and skipped == 0 and token.kind == "number":
            numeral = read_numeral(tokens, index)
            index = numeral.end if numeral is not None else index + 1
            continue
        if token.kind == "number" or token.kind == "sign" or token.norm in _STOPS:
            predicate = _predicate(tokens, nouns, index) if skipped == 0 else None
            if predicate is not None:
                return predicate, True
            return None, skipped == 0
        if nouns[index] is not None:
            return _head(tokens, nouns, index), True
        is_work_of = token.norm == "work" and index + 1 < len(tokens) and nouns[index + 1] is not None
        if _is_verb(token) and not is_work_of:
            return None, skipped == 0
        if skipped == 0 and token.norm.endswith(("ых", "нных", "ших", "щих", "хся")):
            inner = _first_noun(nouns, index + 1, index + 5)
            if inner is not None and quantity.kind == "level" and _is_plain(tokens, index + 1, inner):
                return inner, True
        skipped += 1
        if skipped > _MOST_SKIPPED:
            return None, False
        index += 1
    return None, skipped == 0


def _is_plain(tokens: list[Token], start: int, end: int) -> bool:
    """Whether nothing but words stands there."""
    return all(token.kind == "word" for token in tokens[start:end])


def _behind_of_them(tokens: list[Token], nouns: list[Noun | None], index: int) -> int | None:
    """The noun of "of them women", "of them are men", «из них — мужчины»."""
    while index < len(tokens) and (
        tokens[index].norm in _IS or tokens[index].norm in ("were", "only", "from")
    ):
        index += 1
    return index if index < len(tokens) and nouns[index] is not None else None


_VERB_ENDINGS = (
    "ли",
    "ло",
    "ла",
    "лся",
    "лась",
    "лось",
    "лись",
    "ют",
    "ет",
    "ут",
    "ит",
    "ят",
    "ются",
    "ется",
    "ится",
    "ано",
    "ены",
    "ено",
    "ден",
    "дены",
)


def _is_verb(token: Token) -> bool:
    """Whether a word that is no known noun looks like a verb, which ends the noun phrase."""
    norm = token.norm
    if "а" <= norm[0] <= "я":
        return norm.endswith(_VERB_ENDINGS)
    return norm in _ENGLISH_VERBS


_ENGLISH_VERBS = frozenset(
    "left live lived work worked came come cross crossed arrived arrive returned went go lost said say entered "
    "remain remained fled wait moved received found got took take stayed helped held hold make makes made "
    "depend applied "
    "cost costs still have already are accounted face faced travel were told planned sent had gathered".split()
)


def _predicate(tokens: list[Token], nouns: list[Noun | None], index: int) -> int | None:
    """The noun of "were citizens of" or «— граждане», behind a number without a noun of its own."""
    if tokens[index].norm not in _IS:
        return None
    for place in range(index + 1, min(len(tokens), index + 4)):
        if nouns[place] is not None:
            noun = nouns[place]
            return place if noun is not None and noun[0] is not None else None
        if tokens[place].kind != "word" or tokens[place].norm in _STOPS:
            return None
    return None


def _head(tokens: list[Token], nouns: list[Noun | None], index: int) -> int:
    """The last of several known nouns in a row: "migrants' children" are children, work permits are permits."""
    is_russian = "а" <= tokens[index].norm[0] <= "я"
    following = nouns[index + 1] if index + 1 < len(tokens) else None
    if is_russian and following is not None and tokens[index].norm.endswith(("ых", "их", "ым", "им", "хся")):
        return index + 1
    while not is_russian and index + 1 < len(tokens) and nouns[index + 1] is not None:
        index += 1
    return index


def _subject(
    tokens: list[Token],
    nouns: list[Noun | None],
    quantities: list[Quantity],
    which: int,
    *,
    previous: Counted | None = None,
) -> Counted | None:
    """What the sentence speaks of: "the number of ...", the noun counted before, or a heading before a colon."""
    quantity = quantities[which]
    spoken = _spoken_of(tokens, nouns, quantity.start)
    if spoken is not None:
        return _made(nouns, spoken, f'what the sentence counts, "{tokens[spoken].text}"')
    is_of_them = follows_of_them(tokens, quantity)
    noun = next((place for place in range(quantity.start - 1, -1, -1) if nouns[place] is not None), None)
    if noun is not None:
        found = _made(nouns, noun, f'the noun before it, "{tokens[noun].text}"')
        if is_of_them and found.group is None:
            return None
        return found
    if is_of_them:
        return Counted(group="people", unit="persons", start=quantity.end, reason="of them")
    if previous is not None:
        return previous
    if quantity.kind == "level" and (quantity.value or 0) >= _LIST_NUMBER:
        return _of_the_list(tokens, nouns, quantities[which + 1 :])
    if quantity.kind in ("growth", "ratio") or quantity.hedge == "vague":
        later = _first_noun(nouns, quantity.end, quantity.end + 8)
        return None if later is None else _made(nouns, later, "the noun that follows")
    return None


def _of_the_list(tokens: list[Token], nouns: list[Noun | None], later: list[Quantity]) -> Counted | None:
    """The noun that a list of numbers names only at its end."""
    for quantity in later:
        index, is_open = _behind(tokens, nouns, quantity)
        if index is not None:
            return _made(nouns, index, f'the noun at the end of the list, "{tokens[index].text}"')
        if not is_open:
            return None
    return None


def follows_of_them(tokens: list[Token], quantity: Quantity) -> bool:
    """Whether "of them" stands right in front of the number or behind it."""
    pair = tuple(token.norm for token in tokens[quantity.end : quantity.end + 2])
    before = tuple(token.norm for token in tokens[max(0, quantity.start - 5) : quantity.start])
    return pair in _OF_THEM or any(before[place : place + 2] in _OF_THEM for place in range(len(before)))


def _heading(tokens: list[Token], nouns: list[Noun | None], quantity: Quantity) -> Counted | None:
    """What a bare "people" stands for: the noun of "number of", of a heading before a colon, of what grew."""
    spoken = _spoken_of(tokens, nouns, quantity.start)
    if spoken is None and (
        quantity.kind == "growth" or any(each.text == ":" for each in tokens[: quantity.start])
    ):
        spoken = next(
            (place for place in range(quantity.start - 1, -1, -1) if nouns[place] is not None), None
        )
    noun = None if spoken is None else nouns[spoken]
    if spoken is None or noun is None or noun[0] is None:
        return None
    return _made(nouns, spoken, f'what the sentence counts, "{tokens[spoken].text}"')


def _spoken_of(tokens: list[Token], nouns: list[Noun | None], end: int) -> int | None:
    """The noun behind "number of", in front of the number."""
    for place in range(end - 1, -1, -1):
        if tokens[place].text == ";":
            return None
        if tokens[place].norm in _SPEAKS_OF:
            first = _first_noun(nouns, place + 1, min(end, place + 7))
            return None if first is None else _head(tokens, nouns, first)
    return None
