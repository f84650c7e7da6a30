"""Single questions to the law, each with its answer as a word or number and the rows that say so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sapar.errors import ExampleDiffers
from sapar.model.declarations import Declarations
from sapar.model.declarations.law import EntryRule, Law, LawRow
from sapar.model.regime import CITIZEN, Basis, Regime, regime
from sapar.model.stay_ends import stay_end
from sapar.position import Position
from sapar.problems import Problems

UNKNOWN = "unknown"
"""No row says so: it is not known to the study."""
NONE = "none"
"""Rows could say so, and none of them holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the law answers."""

    value: str
    """A number, a word of the table, words separated by spaces, `none` or `unknown`."""
    rows: tuple[Basis, ...]
    """The rows that say so."""


def answer(law: Law, found: Regime, question: str) -> Answer:
    """The answer of a regime to one of `QUESTIONS`; `law` has its tables."""
    if found.is_home:
        return Answer(value=CITIZEN, rows=())
    if question == "last_day":
        end = stay_end(law, found.citizenship, found.place, found.date)
        day = None if end.last is None else end.last.isoformat()
        return _said(day, *end.rules, *end.suspensions)
    return _ANSWERS[question](found)


def check_examples(declarations: Declarations, problems: Problems) -> None:
    """Report every example whose answer differs."""
    law = declarations.law
    for example in declarations.examples:
        found = regime(declarations, example.citizenship, example.place, example.date, example.purpose)
        given = answer(law, found, example.question)
        if given.value == example.answer:
            continue
        rows = " and ".join(label_of(row) for row in given.rows)
        where = f"by {rows}" if rows else "since no row says otherwise"
        why = f"is not what the law of this study answers: {example.question} is {given.value}, {where}"
        at = example.at or Position(file="law/examples.csv")
        hint = f'"{given.value}", if the rows are right; otherwise mend the row'
        problems.add(ExampleDiffers(at=at, found=example.answer, why=why, try_=hint))


def label_of(row: Basis) -> str:
    """File and line of a row."""
    return "a row without a file" if row.at is None else f"{row.at.file}:{row.at.line}"


def _said(value: object, *rows: Basis | None, silent: str = UNKNOWN) -> Answer:
    """An answer with its rows; `silent` where there is no value."""
    kept = tuple(row for row in rows if row is not None)
    if value is None:
        return Answer(value=silent, rows=kept)
    if isinstance(value, bool):
        return Answer(value="yes" if value else "no", rows=kept)
    if isinstance(value, float):
        return Answer(value=f"{value:g}" if abs(value) < 1e5 else f"{value:.0f}", rows=kept)
    if isinstance(value, tuple):
        return Answer(value=" ".join(value) or NONE, rows=kept)
    return Answer(value=str(value), rows=kept)


def _of(subject: str, column: str, silent: str = UNKNOWN) -> Callable[[Regime], Answer]:
    """The question for one column of the row of a subject."""

    def ask(found: Regime) -> Answer:
        row: LawRow | None = getattr(found, subject)
        return _said(None) if row is None else _said(getattr(row, column), row, silent=silent)

    return ask


def _of_work(column: str) -> Callable[[Regime], Answer]:
    """The question for one column of `law/work.csv`; within a union the authorisation falls away, and with it all
    that it takes."""

    def ask(found: Regime) -> Answer:
        if found.membership is not None:
            return Answer(value={"test": "no"}.get(column, NONE), rows=found.membership)
        value = None if found.work is None else getattr(found.work, column)
        return _said(value, found.work)

    return ask


def _of_entry(requirement: str, column: str) -> Callable[[Regime], Answer]:
    """The question for one requirement at entry."""

    def ask(found: Regime) -> Answer:
        row: EntryRule | None = found.entry.get(requirement)
        return _said(None if row is None else getattr(row, column), row)

    return ask


def _of_family(right: str) -> Callable[[Regime], Answer]:
    """The question for one right of the family."""

    def ask(found: Regime) -> Answer:
        row = found.family.get(right)
        return _said(None if row is None else row.answer, row)

    return ask


def _member(found: Regime) -> Answer:
    """The union both are members of."""
    rows = found.membership
    return Answer(value=NONE, rows=()) if rows is None else Answer(value=rows[0].union, rows=rows)


def _clock(found: Regime) -> Answer:
    """Whether days of stay are counted on this day."""
    if found.suspension is not None:
        return Answer(value="stopped", rows=(found.suspension,))
    return _said(None if found.stay is None else "runs", found.stay)


def _authorisation(found: Regime) -> Answer:
    """What working takes."""
    return _said(found.authorisation, *(found.membership or (found.work,)))


def _limit(found: Regime) -> Answer:
    """What bounds the stay for the purpose."""
    return Answer(value=found.limit.kind, rows=found.limit.rows)


def _proposed(found: Regime) -> Answer:
    """The tables in which proposals stand."""
    names = sorted({"unions" if row.at is None else row.at.file for row in found.proposed})
    stems = tuple(name.rsplit("/", 1)[-1].rsplit(".", 1)[0] for name in names)
    return Answer(value=" ".join(dict.fromkeys(stems)) or NONE, rows=found.proposed)


_ANSWERS: Mapping[str, Callable[[Regime], Answer]] = {
    "days": _of("stay", "days"),
    "counting": _of("stay", "counting"),
    "window": _of("stay", "window", NONE),
    "entry_days": _of("stay", "entry_days", NONE),
    "limit": _limit,
    "clock": _clock,
    "member": _member,
    "authorisation": _authorisation,
    **{
        name: _of_work(name)
        for name in ("fee", "one_off", "currency", "test", "employers", "apply_days", "longest_months")
    },
    **{name: _of_entry(name, "answer") for name in ("visa", "biometrics", "notice", "registration")},
    "notice_days": _of_entry("notice", "days"),
    "registration_days": _of_entry("registration", "days"),
    "family_stay": _of_family("stay"),
    "family_work": _of_family("work"),
    "school": _of_family("school"),
    **{name: _of("sanction", name) for name in ("ban_days", "ban_low", "ban_high", "fine")},
    "expulsion": _of("registry", "expulsion"),
    "lost": _of("registry", "lost"),
    "amnesty": lambda found: Answer(
        value=" ".join(found.amnesties) or NONE, rows=tuple(found.amnesties.values())
    ),
    "proposed": _proposed,
}
