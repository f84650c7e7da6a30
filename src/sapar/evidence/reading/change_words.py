"""Verbs of growth and decline, by the beginnings of their forms."""

from __future__ import annotations

from sapar.evidence.reading.tokens import Token

_RISE = (
    "grew grow grown rose risen rise rising increas climb jump surg doubl tripl quadrupl up added expand rais soar "
    "swell вырос выраст увелич возрос возраст подня прибав удво утро учетвер рост расшир"
)
_FALL = (
    "fell fall fallen drop declin decreas shrank shrunk shrink halv reduc plung down slipp cut lost сократ сокращ "
    "уменьш сниз упал упад спал пада убав"
)
_EITHER = "went reach change from достиг измен состави"
_LONGEST_WORDS = frozenset({"up", "down", "cut", "fall", "rise", "rising", "grow", "lost", "рост", "added"})


def _beginnings(words: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Beginnings and, apart from them, whole words."""
    parts = words.split()
    return tuple(each for each in parts if each not in _LONGEST_WORDS), frozenset(parts) & _LONGEST_WORDS


_RISE_STARTS, _RISE_WORDS = _beginnings(_RISE)
_FALL_STARTS, _FALL_WORDS = _beginnings(_FALL)
_FALSE_STARTS = (
    "growers",
    "cutting",
    "возрастн",
    "возрасте",
    "возраста",
    "возрасту",
    "upper",
    "dropout",
    "fallout",
)


def direction_of(token: Token) -> int:
    """1 for a word of growth, -1 for one of decline, 0 for any other."""
    norm = token.norm
    if token.kind != "word" or norm.startswith(_FALSE_STARTS) or norm == "возраст":
        return 0
    if norm in _RISE_WORDS or norm.startswith(_RISE_STARTS):
        return 1
    if norm in _FALL_WORDS or norm.startswith(_FALL_STARTS):
        return -1
    return 0


def direction_before(tokens: list[Token], index: int, reach: int = 14) -> int:
    """The direction of the last verb of change in front of a token, within its clause; 0 without one."""
    for place in range(index - 1, max(-1, index - 1 - reach), -1):
        if tokens[place].text in (";", ":") or (tokens[place].text == "," and place < index - 1):
            return 0
        direction = direction_of(tokens[place])
        if direction:
            return direction
    return 0


def is_change_near(tokens: list[Token], index: int, end: int) -> bool:
    """Whether "from ... to" around these tokens tells of a change and not of a range."""
    for place in range(max(0, index - 14), min(len(tokens), end + 8)):
        if direction_of(tokens[place]) or tokens[place].norm in ("went", "reached", "slid", "изменилось"):
            return True
    return False
