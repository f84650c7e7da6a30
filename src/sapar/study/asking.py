"""Which question of a study's bank somebody asks: likeness to known phrasings, and a list where it is unclear."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from rapidfuzz import fuzz, utils

from sapar.model.declarations.questions import Question

LIKE = 70.0
"""Likeness, of 100, from which a question counts as understood."""

LEAD = 6.0
"""By how much it must be liker than any other question of the bank."""

_EMPTY_WORDS = (
    "a an and are at be by can do does did for from has have how if in is it many migrants much of on or "
    "people the their there they to was were what when where which who why with "
    "а будет были в во все где для до ли и из или как какая какие какой когда кого кто люди людей "
    "мигранты мигрантов на не о от по почему с сколько скольких у что это "
)
EMPTY = frozenset(_EMPTY_WORDS.split())
"""Words that tell no question of a bank from another: a text of such words alone is unclear."""

MOST_NEAR = 3
"""Questions, numbers and scenarios listed where no question is understood."""

SAME_WORD = 80.0
"""Likeness, of 100, from which two words count as one; so do words that begin with the same letters."""

SAME_LETTERS, FEWEST_LETTERS = 5, 4
"""Letters that two words begin with; a shorter word counts whole, if it has the fewest."""

SHARED = 2
"""Words that a number or a scenario must share with a text to be listed; half of them, if the text has fewer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What was understood of a question."""

    question: Question | None
    """None where it is unclear: nothing is guessed."""
    likeness: float
    """Of the likest question, 0 to 100."""
    near: tuple[Question, ...]
    """Further questions that are like it, the likest first."""


def hear(bank: Iterable[Question], text: str) -> Heard:
    """The question of the bank that a text asks, by its id or by its words.

    Likeness is the mean of two measures of rapidfuzz on words in any order: one that forgives words too many
    (`token_set_ratio`) and one that does not (`token_sort_ratio`); the likest phrasing of each question counts.
    """
    known = tuple(bank)
    named = next((each for each in known if each.id.lower() == text.strip().lower()), None)
    ranked = sorted(((likeness(each, text), each) for each in known), key=lambda pair: -pair[0])
    if named is not None:
        return Heard(question=named, likeness=100.0, near=())
    if not ranked:
        return Heard(question=None, likeness=0.0, near=())
    best, found = ranked[0]
    next_best = ranked[1][0] if len(ranked) > 1 else 0.0
    says_something = bool(_telling_words(text))
    is_clear = says_something and best >= LIKE and best - next_best >= LEAD
    others = tuple(each for _, each in ranked if not (is_clear and each is found))
    return Heard(question=found if is_clear else None, likeness=best, near=others[:MOST_NEAR])


def likeness(question: Question, text: str) -> float:
    """How like a text is to the likest phrasing of a question, 0 to 100."""
    return max(
        (
            fuzz.token_set_ratio(text, each, processor=utils.default_process)
            + fuzz.token_sort_ratio(text, each, processor=utils.default_process)
        )
        / 2.0
        for each in question.phrasings
    )


Named = TypeVar("Named")


def sharing_words(named: Iterable[tuple[str, Named]], text: str) -> tuple[Named, ...]:
    """Those of things with a name that share most words with a text, the likest first; none that share too few."""
    asked = _telling_words(text)
    enough = min(SHARED, len(asked) / 2) or SHARED
    ranked = [(_shared(asked, _telling_words(name)), thing) for name, thing in named]
    ranked = sorted((each for each in ranked if each[0] >= enough), key=lambda each: -each[0])
    return tuple(thing for _, thing in ranked[:MOST_NEAR])


def _telling_words(text: str) -> list[str]:
    """The words of a text that tell it from another."""
    return [word for word in utils.default_process(text).split() if word not in EMPTY]


def _shared(asked: list[str], named: list[str]) -> int:
    """How many of the words asked a name has."""
    return sum(any(map(partial(_is_same, word), named)) for word in asked)


def _is_same(one: str, other: str) -> bool:
    """Two forms of one word, as far as letters tell."""
    begins = min(SAME_LETTERS, len(one), len(other))
    return fuzz.ratio(one, other) >= SAME_WORD or (
        begins >= FEWEST_LETTERS and one[:begins] == other[:begins]
    )
