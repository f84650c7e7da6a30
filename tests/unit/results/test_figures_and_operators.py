"""Figures beside the model: operators, tolerances, disclosure."""

from __future__ import annotations

import datetime
from typing import Any

import numpy as np
import pytest
import xarray
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sapar.evidence.claims import Claim
from sapar.evidence.figures import TOLERANCES, Figure
from sapar.evidence.ledger import Ledger
from sapar.evidence.sources import Source
from sapar.results.confront import answer_figure, bounds
from sapar.results.disclose import disclose, is_small
from sapar.results.operators import OPERATORS, Context
from sapar.results.summary import interval
from sapar.results.tables import Tables

YEAR = {"from_": datetime.date(2030, 1, 1), "until": datetime.date(2030, 12, 31)}


def figure(operator: str = "stock", **values: Any) -> Figure:
    """A figure about citizens of QAA in QXX in 2030."""
    usual: dict[str, Any] = {
        "figure": "F", "claims": ("one", "other"), "operator": operator, "citizenship": ("QAA",), "place": ("QXX",),
        "role": "validation", "tolerance": "C", "text_en": "", "text_ru": "", "value": 100.0, **YEAR,
    }  # fmt: skip
    return Figure(**(usual | values))


def claim(name: str, **values: Any) -> Claim:
    """What a source of the study says about QAA in QXX in 2030."""
    usual: dict[str, Any] = {
        "claim": name, "source": "ministry", "definition": "workers_present", "quantity": "", "hedge": "point",
        "citizenship": ("QAA",), "place": ("QXX",), "as_printed": "", "grade": "A", **YEAR,
    }  # fmt: skip
    return Claim(**(usual | values))


@pytest.fixture(scope="module")
def context(crowded_tables: Tables) -> Context:
    """Tables of the small study, a ministry that counts half, and one that counts right."""
    sources = (
        Source(source="ministry", kind="origin_ministry", name="", grade="A"),
        Source(source="register", kind="destination_registry", name="", grade="A"),
    )
    claims = (claim("one"), claim("other", source="register"))
    return Context(
        tables=crowded_tables,
        ledger=Ledger(sources=sources, claims=claims),
        bias={"origin_ministry": 0.5},
        populations={"QAA": 210_000, "QBB": 140_000},
        event_dates={"a": datetime.date(2030, 1, 1), "b": datetime.date(2030, 5, 1)},
    )


def said(context: Context, operator: str, **values: Any) -> float:
    """What the operator gives for the only replicate."""
    found = OPERATORS[operator](context, figure(operator, **values))
    assert found is not None
    assert found.shape == (1,)
    return float(found[0])


def present(context: Context, citizenship: str, regions: list[str], **only: Any) -> xarray.DataArray:
    """[month] people in regions in 2030, counted another way."""
    first = context.dataset["stock"].isel(replicate=0)
    stock = first.sel(citizenship=citizenship, region=regions, month="2030", **only)
    others = [name for name in stock.dims if name != "month"]
    return stock.sum(others)


def test_a_stock_is_seen_through_the_bias_of_its_source(context: Context) -> None:
    """A ministry that counts half reports half of the mean number present."""
    there = float(present(context, "QAA", ["QXX-CAP", "QXX-RIV"]).mean())

    assert said(context, "stock") == pytest.approx(0.5 * there)
    assert said(context, "stock", claims=("other",)) == pytest.approx(there)
    assert said(context, "stock", claims=("other",), place=("QXX-CAP",)) == pytest.approx(
        float(present(context, "QAA", ["QXX-CAP"]).mean())
    )


def test_registrations_are_people_times_their_rate(context: Context) -> None:
    """Registrations of a year are people present times registrations of a person present all year."""
    rate = float(context.parameter("registrations_per_person_year:QXX")[0])  # type: ignore[index]

    assert said(context, "registrations", claims=("other",)) == pytest.approx(
        rate * said(context, "stock", claims=("other",))
    )


def test_the_officially_employed_have_papers_and_work(context: Context) -> None:
    """They are those with membership or permit who are employed."""
    papers = {"status": ["member", "permit"], "work": ["employed"]}
    counted = float(present(context, "QAA", ["QXX-CAP", "QXX-RIV"], **papers).mean())

    assert said(context, "officially_employed", claims=("other",)) == pytest.approx(counted)


def test_a_ratio_of_two_sources_is_the_ratio_of_their_biases(context: Context) -> None:
    """Two sources about the same people disagree by what they count."""
    assert said(context, "ratio") == pytest.approx(0.5)


def test_a_rank_is_a_truth(context: Context) -> None:
    """More people of QAA than of QBB live in QXX, and the reverse order is false."""
    assert said(context, "rank", citizenship=("QAA", "QBB")) == 1.0
    assert said(context, "rank", citizenship=("QBB", "QAA")) == 0.0


def test_unemployment_is_a_percentage_of_those_present(context: Context) -> None:
    """Those without work and the stranded, of all present."""
    percent = said(context, "unemployed_share")
    idle = float(present(context, "QAA", ["QXX-CAP", "QXX-RIV"], work=["unemployed", "stranded"]).mean())
    everyone = float(present(context, "QAA", ["QXX-CAP", "QXX-RIV"]).mean())

    assert percent == pytest.approx(100.0 * idle / everyone)


def test_operations_are_read_by_place_and_date(context: Context) -> None:
    """People boarded, in all and by vehicle, are those of the departures named; none on other days."""
    day = {"from_": datetime.date(2031, 5, 10), "until": datetime.date(2031, 5, 10), "place": ("CAMP-GATE",)}
    boarded = float(context.dataset["operation_boarded"].sum())

    assert said(context, "boarded", **day) == boarded > 0
    assert said(context, "boarded_per_vehicle", **day) == pytest.approx(boarded / 10)
    other = figure("boarded", place=("CAMP-GATE",), **YEAR)
    assert OPERATORS["boarded"](context, other) is None


def test_camps_are_read_by_day(context: Context) -> None:
    """The peak is the largest day, the count the mean day, of the dates named."""
    spring = {
        "from_": datetime.date(2031, 3, 15), "until": datetime.date(2031, 6, 30), "place": ("CAMP-GATE",)
    }  # fmt: skip
    waiting = context.dataset["camp_waiting"].sel(day=slice("2031-03-15", "2031-06-30"))
    by_day = waiting.sum(["camp", "citizenship"]).values[0]

    assert said(context, "camp_peak", **spring) == by_day.max() > 0
    assert said(context, "camp_count", **spring) == pytest.approx(by_day.mean())


def test_events_are_in_order_or_not(context: Context) -> None:
    """Events are compared by their dates; an event nobody declared cannot be compared."""
    assert said(context, "event_order", claims=("a", "b")) == 1.0
    assert said(context, "event_order", claims=("b", "a")) == 0.0
    assert OPERATORS["event_order"](context, figure("event_order", claims=("a", "nowhere"))) is None


def test_people_abroad_at_any_time_are_at_least_those_there_at_once(context: Context) -> None:
    """Everyone abroad during a year includes those there when it starts."""
    first = {"from_": datetime.date(2030, 1, 1), "until": datetime.date(2030, 1, 1), "place": ("*",)}

    assert said(context, "migrants_abroad_any") > said(context, "stock", claims=("other",), **first)


def test_growth_is_in_percent_or_times(context: Context) -> None:
    """From one year to the other: times t is a growth of 100 (t - 1) percent."""
    years = {"from_": datetime.date(2030, 1, 1), "until": datetime.date(2031, 1, 1)}
    times, percent = (
        said(context, "growth", unit="times", **years),
        said(context, "growth", unit="percent", **years),
    )

    assert percent == pytest.approx(100.0 * (times - 1.0))


def test_what_lies_outside_the_tables_is_not_answered(context: Context) -> None:
    """A figure about another time or place has no answer rather than a wrong one."""
    assert OPERATORS["stock"](context, figure(from_=None)) is None
    assert OPERATORS["stock"](context, figure(place=("NOWHERE",))) is None
    late = {"from_": datetime.date(2050, 1, 1), "until": datetime.date(2050, 12, 31)}
    assert OPERATORS["stock"](context, figure(**late)) is None


@pytest.mark.parametrize(
    ("tolerance", "low", "high"),
    [
        ("X", 100, 100),
        ("B", 90, 110),
        ("C", 75, 125),
        ("F", 100 / 1.5, 150),
        ("G", 100 / 3, 300),
        ("-", 100, 100),
    ],
)
def test_tolerances_are_what_the_reference_says(tolerance: str, low: float, high: float) -> None:
    """B is 10 %, C a quarter, F a factor of 1.5, G a factor of 3."""
    assert bounds(figure(tolerance=tolerance)) == pytest.approx((low, high))


@given(st.sampled_from(TOLERANCES), st.floats(-1e6, 1e6), st.floats(0, 1e6))
def test_tolerance_never_excludes_what_was_printed(tolerance: str, low: float, width: float) -> None:
    """Bounds contain the printed range, for every tolerance; factors are for positive numbers, chances for counts."""
    if tolerance in ("F", "G", "P") and low < 0:
        low = -low
    if tolerance == "P":
        low = float(round(low))
    found = bounds(figure(tolerance=tolerance, value=None, low=low, high=low + width))

    assert found[0] <= low
    assert found[1] >= low + width


def test_open_ends_stay_open() -> None:
    """At least and at most have no other bound."""
    assert bounds(figure(value=None, low=100.0, tolerance="C"))[1] == np.inf
    assert bounds(figure(value=None, high=100.0, tolerance="F"))[0] == -np.inf


def test_verdicts(context: Context) -> None:
    """Inside or outside by the median; inputs, sums and what is not modelled are named as such."""
    there = said(context, "stock")

    assert answer_figure(context, figure(value=there * 1.2)).verdict == "inside"
    assert answer_figure(context, figure(value=there * 2.0)).verdict == "outside"
    assert answer_figure(context, figure("input")).verdict == "input"
    assert answer_figure(context, figure("arithmetic")).verdict == "arithmetic"
    assert answer_figure(context, figure(tolerance="-")).verdict == "not modelled"
    assert answer_figure(context, figure("never_heard_of")).verdict == "not modelled"
    assert answer_figure(context, figure("rank", citizenship=("QAA", "QBB"), value=None)).verdict == "inside"


@given(arrays(np.int64, st.integers(0, 30), elements=st.integers(0, 40)), st.integers(0, 20))
def test_small_counts_do_not_leave(counts: np.ndarray, threshold: int) -> None:
    """A count above zero and below the threshold becomes missing; every other one is unchanged."""
    shown = disclose(counts, threshold)

    for count, value in zip(counts, shown, strict=True):
        assert np.isnan(value) if 0 < count < threshold else value == count
    assert np.array_equal(np.isnan(shown), is_small(counts, threshold))


def test_summaries_are_quantiles_over_replicates() -> None:
    """The median and ranges of 0 to 100 are the numbers of their names; missing replicates are left out."""
    values = xarray.DataArray(np.append(np.arange(101.0), np.nan)[:, None], dims=("replicate", "month"))
    found = interval(values).isel(month=0)

    assert [
        float(found[name]) for name in ("median", "low50", "high50", "low80", "high80", "low95", "high95")
    ] == (pytest.approx([50.0, 25.0, 75.0, 10.0, 90.0, 2.5, 97.5]))
