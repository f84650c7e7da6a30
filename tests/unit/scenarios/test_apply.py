"""Scenarios applied to declarations."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sapar.model.declarations import Declarations
from sapar.model.declarations.events import Record
from sapar.model.declarations.law import Membership, WorkRule
from sapar.results.answers import KeyAnswer
from sapar.results.headline import Headline
from sapar.results.tables import Tables
from sapar.scenarios.apply import apply_scenario
from sapar.scenarios.effects import compare, differing_cells, effect
from sapar.scenarios.scenario import (
    AddEvent,
    AddRow,
    Change,
    ChangeEvent,
    CloseRows,
    ParameterChange,
    Scenario,
    SeriesChange,
    WithoutEvent,
)
from sapar.study import Study


def day(text: str) -> datetime.date:
    """A date."""
    return datetime.date.fromisoformat(text)


@pytest.fixture
def declared(two_places_study: Study) -> Declarations:
    """The small study with one fee, of 800 a month from 2030 on, and one of another host."""
    shared: dict[str, Any] = {
        "citizenship": ("*",),
        "source": "authors",
        "grade": "X",
        "authorisation": "patent",
    }
    rows = (
        WorkRule(**shared, place="QXX", from_=day("2030-01-01"), fee=800.0, currency="QXC"),
        WorkRule(**shared, place="QYY", from_=day("2030-01-01"), fee=40.0, currency="QYC"),
    )
    return replace(two_places_study.declarations, work=rows)


def applied(declared: Declarations, *changes: Change) -> Declarations:
    """The declarations after the changes."""
    found, adjustments = apply_scenario(declared, Scenario(id="s", title={}, changes=changes))
    assert adjustments == ()
    return found


def fee(declared: Declarations, text: str, place: str = "QXX") -> list[float | None]:
    """Fees that hold in a host on a day."""
    return [row.fee for row in declared.work if row.place == place and row.covers("QAA", day(text))]


def test_a_row_is_cut_at_the_dates_of_a_change(declared: Declarations) -> None:
    """Before and after the change the old value holds, between its dates the new one; each day has one row."""
    change = SeriesChange(
        table="law/work", column="fee", where={"place": "QXX"}, multiply=0.5, from_=day("2030-06-01"),
        until=day("2030-08-31"),
    )  # fmt: skip
    found = applied(declared, change)

    dates = ("2030-01-01", "2030-05-31", "2030-06-01", "2030-08-31", "2030-09-01", "2035-01-01")
    assert [fee(found, each) for each in dates] == [[800.0], [800.0], [400.0], [400.0], [800.0], [800.0]]
    assert fee(found, "2030-07-01", "QYY") == [40.0]
    assert len(declared.work) == 2


def test_a_change_without_end_lasts(declared: Declarations) -> None:
    """A change with no last day holds to the end; one that sets gives its value."""
    change = SeriesChange(
        table="law/work", column="fee", where={"place": "QXX"}, set_=9.0, from_=day("2031-01-01")
    )
    found = applied(declared, change)

    assert fee(found, "2030-12-31") == [800.0]
    assert fee(found, "2099-01-01") == [9.0]


def test_closed_rows_end_the_day_before(declared: Declarations) -> None:
    """Rows that match hold until the day before; rows that would start later never do."""
    change = CloseRows(table="law/work", where={"place": "QXX"}, from_=day("2031-01-01"))
    found = applied(declared, change)

    assert fee(found, "2030-12-31") == [800.0]
    assert fee(found, "2031-01-01") == []
    never = applied(declared, replace(change, from_=day("2029-01-01")))
    assert fee(never, "2030-06-01") == []
    assert fee(never, "2030-06-01", "QYY") == [40.0]


def test_rows_are_added(declared: Declarations) -> None:
    """An added row stands beside those of the study."""
    row = Membership(union="u", member="QAA", from_=day("2030-01-01"), source="authors", grade="X")
    found = applied(declared, AddRow(table="law/unions", row=row))

    assert found.unions == (*declared.unions, row)


def test_parameters_are_multiplied_with_their_range_or_set_without(declared: Declarations) -> None:
    """A factor moves default and range alike; a set value is the same in every replicate."""

    def row(found: Declarations) -> tuple[float, float, float]:
        return next((r.value, r.low, r.high) for r in found.assumptions if r.parameter == "beta_wage")

    value, low, high = row(declared)
    assert row(applied(declared, ParameterChange(name="beta_wage", multiply=2.0))) == (
        2 * value,
        2 * low,
        2 * high,
    )
    assert row(applied(declared, ParameterChange(name="beta_wage", set_=0.3))) == (0.3, 0.3, 0.3)
    others = applied(declared, ParameterChange(name="beta_wage", set_=0.3)).assumptions
    assert sum(one != other for one, other in zip(others, declared.assumptions, strict=True)) == 1


def test_events_are_added_changed_and_taken_away(declared: Declarations) -> None:
    """Each change of events concerns the event it names and no other."""
    event = Record(id="new", kind="record", from_=day("2030-02-01"), title={}, source="authors", grade="X")

    assert applied(declared, AddEvent(event=event)).events == (*declared.events, event)
    without = applied(declared, WithoutEvent(id="gate-shut")).events
    assert {each.id for each in declared.events} - {each.id for each in without} == {"gate-shut"}
    changed = applied(declared, ChangeEvent(id="gate-shut", values={"until": day("2031-12-31")})).events
    assert [one.id for one, other in zip(changed, declared.events, strict=True) if one != other] == [
        "gate-shut"
    ]
    assert next(each.until for each in changed if each.id == "gate-shut") == day("2031-12-31")


def test_changes_apply_in_their_order(declared: Declarations) -> None:
    """A second factor acts on what the first one left."""
    half = SeriesChange(
        table="law/work", column="fee", where={"place": "QXX"}, multiply=0.5, from_=day("2030-01-01")
    )

    assert fee(applied(declared, half, half), "2030-06-01") == [200.0]


def test_dated_series_are_adjusted_not_cut(declared: Declarations) -> None:
    """A change of pay, rates or fares leaves the rows alone and adjusts the resolved values."""
    change = SeriesChange(
        table="economy/exchange_rates", column="per_usd", where={"currency": "QXC"}, multiply=1.4,
        from_=day("2030-03-01"), until=day("2030-03-31"),
    )  # fmt: skip
    found, adjustments = apply_scenario(declared, Scenario(id="s", title={}, changes=(change,)))

    assert found == declared
    (only,) = adjustments
    assert (only.table, only.multiply, only.first, only.last) == (
        "exchange_rates", 1.4, day("2030-03-01"), day("2030-03-31"),
    )  # fmt: skip
    assert only.concerns("exchange_rates", currency="QXC")
    assert not only.concerns("exchange_rates", currency="QAC")


def headline(values: list[float], name: str = "n") -> Headline:
    """An answer with these values."""
    answer = KeyAnswer(
        id=name, question={}, median=float(np.median(values)), low80=0.0, high80=0.0, unit="persons", definition={},
        date="", explain="",
    )  # fmt: skip
    return Headline(answer=answer, values=np.array(values))


def test_effects_are_differences_of_the_same_replicate() -> None:
    """Paired differences have a range of their own: a shift of one in every replicate is one, without spread."""
    found = effect(headline([1.0, 100.0, 10_000.0]), headline([2.0, 101.0, 10_001.0]))

    assert (found.difference, found.low80, found.high80, found.share_up) == (1.0, 1.0, 1.0, 1.0)


def test_effects_are_matched_by_name() -> None:
    """Answers that only one of the two has are left out."""
    found = compare(
        [headline([1.0], "a"), headline([1.0], "b")], [headline([3.0], "b"), headline([9.0], "c")]
    )

    assert [(each.answer, each.difference) for each in found] == [("b", 2.0)]


def test_differing_cells_are_counted(two_places_tables: Tables) -> None:
    """One changed cell is one differing cell; missing equals missing."""
    dataset = two_places_tables.dataset.copy(deep=True)
    dataset["stock"].values.flat[7] += 1
    changed = Tables(dataset=dataset, meta={})

    assert sum(differing_cells(two_places_tables, two_places_tables).values()) == 0
    assert {name: n for name, n in differing_cells(two_places_tables, changed).items() if n} == {"stock": 1}
