"""The tables of a plan for help, as terminal and page show them."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from sapar.operations.help.answer import Answer
from sapar.operations.help.formulas import Formula
from sapar.operations.help.levers import Effect
from sapar.operations.help.outcome import band
from sapar.report.help_words import (
    count_change,
    duration,
    lever_name,
    money,
    months_of,
    percent,
    queue_name,
    spread,
)
from sapar.report.language import DASH, Language


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpTable:
    """A table for readers."""

    title: str
    """What it shows."""
    how: str
    """A sentence on how to read it."""
    titles: tuple[str, ...]
    """Of the columns."""
    numeric: tuple[bool, ...]
    """Which columns hold numbers."""
    rows: tuple[tuple[str, ...], ...]
    """Written cells."""


def help_tables(found: Answer, language: Language, threshold: float) -> tuple[HelpTable, ...]:
    """In the order of the page; counts of people below the threshold are hidden, 0 hides none."""
    return (
        _institutions(found, language, threshold),
        _waits(found, language, threshold),
        _effects("one_more", found.one_more, found, language, threshold),
        _effects("losses", found.losses, found, language, threshold),
        _formulas(found, language, threshold),
    )


def month_table(found: Answer, number: int, language: Language, threshold: float) -> HelpTable:
    """One institution month by month."""
    desk, out, case = found.course.desks[number], found.course.outcomes[number], found.case
    money_in = desk.money.dues + desk.money.grants + desk.money.raised
    money_out = desk.money.other_costs + desk.money.salaries + desk.money.kit_costs
    balance = desk.money.balance + desk.money.fund
    rows = tuple(
        (
            language.date(case.month_start(month).isoformat()[:7]),
            _counts(out.opened[:, month], language, threshold),
            _counts(out.begun[:, month], language, threshold),
            _counts(out.waiting[:, month], language, threshold),
            _counts(out.waiting_abroad[:, month], language, threshold),
            *(
                spread(band(values[:, month]), lambda minor: money(minor, "", language, 2), language)
                for values in (money_in, money_out, balance)
            ),
        )
        for month in range(case.months)
    )
    columns = ("month", "opened", "begun", "waiting", "waiting_abroad", "money_in", "money_out", "balance")
    title = language.text("help.months.title", name=desk.institution.name)
    how = language.text("help.months.how", currency=case.currency or DASH)
    return _table(title, how, columns, 1, rows, language)


def _institutions(found: Answer, language: Language, threshold: float) -> HelpTable:
    """Who asks and what comes of it."""
    rows = tuple(
        (
            desk.institution.name,
            _counts(out.contacts, language, threshold),
            *(
                _counts(values.sum(axis=1), language, threshold)
                for values in (out.opened, out.solved_at_home, out.resolved_abroad, out.without_partner)
            ),
        )
        for desk, out in zip(found.course.desks, found.course.outcomes, strict=True)
    )
    columns = ("institution", "contacts", "cases", "solved_at_home", "resolved_abroad", "without_partner")
    title, how = language.text("help.institutions.title"), language.text("help.institutions.how")
    return _table(title, how, columns, 1, rows, language)


def _waits(found: Answer, language: Language, threshold: float) -> HelpTable:
    """How long cases wait, and what wages come back."""
    rows = []
    for desk, out in zip(found.course.desks, found.course.outcomes, strict=True):
        recovered = out.recovered.sum(axis=1)
        rows.append(
            (
                desk.institution.name,
                _durations(out.wait, language),
                _durations(out.wait_abroad, language),
                _counts(recovered, language, threshold),
                _amounts(out.wages, recovered, language, threshold),
            )
        )
    columns = ("institution", "wait", "wait_abroad", "recovered", "wages")
    how = language.text("help.waits.how", currency=found.case.currency or DASH)
    return _table(language.text("help.waits.title"), how, columns, 1, tuple(rows), language)


def _effects(
    name: str, effects: tuple[Effect, ...], found: Answer, language: Language, threshold: float
) -> HelpTable:
    """What changes do, in paired differences."""
    rows = tuple(
        (
            lever_name(each.lever, language),
            _changes(each.weeks_waited, language),
            _counted(each.resolved, language, threshold),
            _amounts(each.wages, each.resolved, language, threshold),
            _counted(each.kits, language, threshold),
            _counted(each.placed, language, threshold),
            money(each.lever.cost, "", language) if each.lever.cost else DASH,
        )
        for each in effects
    )
    columns = ("change", "waited", "resolved", "wages", "kits", "placed", "cost")
    how = language.text(
        f"help.{name}.how",
        currency=found.case.currency or DASH,
        share=percent(found.ask.restriction, language),
    )
    return _table(language.text(f"help.{name}.title"), how, columns, 1, rows, language)


def _formulas(found: Answer, language: Language, threshold: float) -> HelpTable:
    """By pencil and by simulation."""
    columns = ("institution", "queue", "load", "holds", "erlang", "steady", "fluid", "simulated", "clear")
    rows = tuple(_formula(each, language, threshold) for each in found.formulas)
    title, how = language.text("help.formulas.title"), language.text("help.formulas.how")
    return _table(title, how, columns, 2, rows, language)


def _formula(each: Formula, language: Language, threshold: float) -> tuple[str, ...]:
    """One queue."""

    def difference(share: float) -> str:
        return (
            ""
            if math.isnan(share)
            else f" ({'+' if share > 0 else ''}{language.number(round(100 * share, 1))}\u202f%)"
        )

    def count(value: float) -> str:
        return language.count(value if math.isnan(value) else round(value, 1), threshold, None)

    def clear(weeks: float) -> str:
        return DASH if math.isnan(weeks) else months_of(weeks * 12.0 / 52.0, language)

    steady = (
        DASH if math.isnan(each.steady) else duration(each.steady, language) + difference(each.erlang_gap)
    )
    is_shown = not math.isnan(each.fluid)
    shift = round(each.fluid_gap, 1) if is_shown else 0.0
    is_small = 0 < abs(shift) < threshold or 0 < each.simulated < threshold
    gap = "" if not shift or is_small else f" ({'+' if shift > 0 else ''}{language.number(shift)})"
    return (
        each.institution,
        queue_name(each.queue, language),
        language.number(each.load, 2) if math.isfinite(each.load) else "\u221e",
        language.text(f"help.holds.{each.holds}"),
        duration(each.erlang, language),
        steady,
        count(each.fluid),
        count(each.simulated) + gap,
        f"{clear(each.fluid_clear)} / {clear(each.simulated_clear)}" if is_shown else DASH,
    )


def _counts(values: ArrayLike, language: Language, threshold: float) -> str:
    """A count under chance."""
    return spread(band(values), lambda value: language.count(value, threshold, 3), language)


def _counted(values: np.ndarray, language: Language, threshold: float) -> str:
    """A change of a count."""
    return count_change(band(values), language, threshold)


def _changes(values: np.ndarray, language: Language) -> str:
    """A change of person-weeks."""
    return spread(
        band(values), lambda value: ("+" if value > 0 else "") + language.number(round(value), 3), language
    )


def _amounts(values: np.ndarray, counts: np.ndarray, language: Language, threshold: float) -> str:
    """Money under chance; hidden where it would tell a count that is hidden."""
    if any(0 < abs(value) < threshold for value in dataclasses.astuple(band(counts))):
        return DASH
    return spread(band(values), lambda minor: money(minor, "", language, 2), language)


def _durations(values: np.ndarray, language: Language) -> str:
    """A wait under chance."""
    found = band(values)
    write: Callable[[float], str] = lambda weeks: duration(weeks, language)  # noqa: E731
    return DASH if math.isnan(found.middle) else spread(found, write, language)


def _table(
    title: str,
    how: str,
    columns: tuple[str, ...],
    texts: int,
    rows: tuple[tuple[str, ...], ...],
    language: Language,
) -> HelpTable:
    """Named columns; the first so many are words."""
    return HelpTable(
        title=title,
        how=how,
        titles=tuple(language.text(f"help.column.{column}") for column in columns),
        numeric=tuple(index >= texts and column != "holds" for index, column in enumerate(columns)),
        rows=rows,
    )
