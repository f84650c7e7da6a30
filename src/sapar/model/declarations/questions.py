"""The questions a study answers: how people ask them, what evidence says, and which numbers and rows answer."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from sapar.errors import DuplicateKey
from sapar.files.fields import Kind
from sapar.files.folder import StudyFolder
from sapar.files.shapes import Shape, many, one, read_list, read_mapping, words
from sapar.files.yaml import read_yaml
from sapar.model.declarations.rows import References, refers_well
from sapar.position import Position
from sapar.problems import Problems

QUESTIONS_FILE = "questions.yaml"

QUESTION = Shape(
    describe="One question of the bank that `sapar ask` answers from.",
    keys=(
        one("id", Kind.NAME),
        words("title"),
        many("asks_en", Kind.TEXT, required=False, describe="other ways to ask it, in English"),
        many("asks_ru", Kind.TEXT, required=False, describe="other ways to ask it, in Russian"),
        words("says", describe="what the evidence says, where numbers of a run do not"),
        many("numbers", Kind.TEXT, required=False, describe="names of numbers as `sapar explain` takes them"),
        many("claims", Kind.NAME, required=False, describe="claims that speak to it"),
        one("citizenship", Kind.CODE, required=False, describe="with place and date: the law then and there"),
        one("place", Kind.CODE, required=False),
        one("date", Kind.DATE_FROM, required=False),
        one("scenario", Kind.NAME, required=False, describe="numbers are its effects against the baseline"),
        words("change", describe="what would change the answer"),
    ),
)
"""One entry of `questions.yaml`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of the bank."""

    id: str
    """Its name within the study."""
    title: Mapping[str, str]
    """The question, by language."""
    asks_en: tuple[str, ...] = ()
    """Other ways to ask it in English."""
    asks_ru: tuple[str, ...] = ()
    """Other ways to ask it in Russian."""
    says: Mapping[str, str]
    """What the evidence says, by language."""
    numbers: tuple[str, ...] = ()
    """Names of numbers of a run."""
    claims: tuple[str, ...] = ()
    """Claims that speak to it."""
    citizenship: str | None = None
    """Whose law."""
    place: str | None = None
    """Where."""
    date: datetime.date | None = None
    """When; None where the law is not asked."""
    scenario: str | None = None
    """Whose effects the numbers are; None: the baseline's numbers."""
    change: Mapping[str, str]
    """What would change the answer, by language."""
    at: Position | None = field(default=None, compare=False, repr=False)
    """Where it is declared."""

    @property
    def phrasings(self) -> tuple[str, ...]:
        """Every way to ask it."""
        return (*self.title.values(), *self.asks_en, *self.asks_ru)


def read_questions(folder: StudyFolder, references: References, problems: Problems) -> tuple[Question, ...]:
    """Read `questions.yaml`; a study without it answers no questions in words."""
    if not folder.has(QUESTIONS_FILE):
        return ()
    node = read_yaml(folder, QUESTIONS_FILE, problems)
    known = {
        "citizenship": references.citizenships,
        "place": references.states,
        "claims": references.claims,
    }
    questions: dict[str, Question] = {}
    for item in () if node is None else read_list(node, problems):
        entry = read_mapping(item, QUESTION, problems)
        if entry is None or not refers_well(entry, known, problems):
            continue
        question = Question(**entry.values, at=item.at)
        if question.id in questions:
            why = "is the id of an earlier question, too"
            problems.add(DuplicateKey(at=entry.at("id"), found=question.id, why=why, try_="another id"))
        questions.setdefault(question.id, question)
    return tuple(questions.values())
