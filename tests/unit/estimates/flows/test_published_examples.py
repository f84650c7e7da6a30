"""Worked examples of the papers, and the published world estimates, come out as their authors print them."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest

from sapar.errors import NegativeStock
from sapar.estimates.flows import (
    account_gap,
    balance,
    bounds,
    independence,
    minimum,
    mixture,
    stock_differences,
)
from tests.unit.estimates.flows.examples import (
    BIRTHS_2013,
    BIRTHS_2014,
    DEATHS_2013,
    GROWING_2013,
    REVIEW_2018,
    SCIENCE_2014,
    Table,
)

SHARED = Path(__file__).resolve().parents[5] / "shared" / "data"
CELL = 1e-3
"""The reference implementation in R stops when no cell changes by more."""


@pytest.mark.parametrize(
    ("tables", "rows", "totals"),
    [
        (
            SCIENCE_2014,
            [[0, 0, 50, 0], [35, 0, 25, 0], [10, 10, 0, 0], [10, 10, 0, 0]],
            (150, 880.639, 244.98),
        ),
        (
            REVIEW_2018,
            [[0, 20, 0, 10], [0, 0, 0, 0], [15, 15, 0, 5], [10, 25, 0, 0]],
            (100, 408.41, 140.09),
        ),
    ],
    ids=["2013 and 2014", "2018"],
)
def test_examples_without_births_and_deaths(
    tables: tuple[Table, Table], rows: list[list[float]], totals: tuple[float, float, float]
) -> None:
    """Smallest migration cell by cell; the totals of all three estimates."""
    balanced = balance(*tables)

    np.testing.assert_allclose(minimum(balanced), rows, atol=CELL)
    found = [minimum(balanced).sum(), independence(balanced).sum(), mixture(balanced).sum()]
    np.testing.assert_allclose(found, totals, atol=5e-3)


def test_bounds_of_the_2018_example() -> None:
    """Some corridors are determined by the stocks, others only between wide bounds."""
    found = bounds(balance(*REVIEW_2018))

    assert (found.low[0, 1], found.high[0, 1]) == pytest.approx((20, 20))
    assert (found.low[2, 0], found.high[2, 0]) == pytest.approx((5, 25))
    assert (found.low[3, 1], found.high[3, 1]) == pytest.approx((15, 35))
    assert found.freedom[0, 1] == pytest.approx(0.0)
    assert found.freedom[2, 0] == pytest.approx(0.8)


@pytest.mark.parametrize(
    ("births", "system"), [(BIRTHS_2013, "open"), (BIRTHS_2013, "open-dr"), (BIRTHS_2014, "closed")]
)
def test_examples_with_births_and_deaths_close_their_account(births: tuple[int, ...], system: str) -> None:
    """Population at the end is population at the start, births, deaths and all moves, in every place."""
    balanced = balance(*GROWING_2013, births=births, deaths=DEATHS_2013, system=system)  # type: ignore[arg-type]

    for flows in (minimum(balanced), independence(balanced), mixture(balanced)):
        np.testing.assert_allclose(account_gap(balanced, flows), 0.0, atol=1e-9)
    grown = GROWING_2013[1].sum(axis=0) - GROWING_2013[0].sum(axis=0)
    np.testing.assert_allclose(balanced.population_end - balanced.population_start, grown, atol=1e-9)
    np.testing.assert_allclose(balanced.start.sum(axis=1), balanced.end.sum(axis=1), rtol=1e-9)


def test_an_open_system_takes_nobody_who_is_not_there() -> None:
    """Where people would leave from places none of them lived in, the cell is named instead of becoming negative."""
    start, end = np.diag([10.0, 10.0]), np.array([[2.0, 4.0], [0.0, 14.0]])

    with pytest.raises(NegativeStock) as raised:
        balance(start, end, system="open", places=("north", "south"))

    assert (raised.value.row, raised.value.column) == ("north", "south")
    assert balance(start, end, system="open-dr").left.sum() == pytest.approx(4.0)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the world's tables are not here")
def test_published_stock_differences_of_six_countries() -> None:
    """Abel and Cohen's estimates by stock differences, 2005 to 2020, from the same revision of the world's stocks."""
    stocks: dict[tuple[int, str, str], float] = defaultdict(float)
    with (SHARED / "un_migrant_stock_od_six.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if row["revision"] == "IMS2020" and row["sex"] == "both":
                stocks[int(row["year"]), row["orig_iso3"], row["dest_iso3"]] = float(row["stock"])
    places = sorted({place for _, *pair in stocks for place in pair})
    number = {place: index for index, place in enumerate(places)}
    tables = {year: np.zeros((len(places), len(places))) for year in (2005, 2010, 2015, 2020)}
    for (year, birthplace, residence), people in stocks.items():
        if year in tables:
            tables[year][number[birthplace], number[residence]] = people
    compared = 0
    with (SHARED / "abel_cohen_flows_5y_six.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    for year in (2005, 2010, 2015):
        found = {
            "sd_drop_neg": stock_differences(tables[year], tables[year + 5], returns=False),
            "sd_rev_neg": stock_differences(tables[year], tables[year + 5]),
        }
        for row in rows:
            if int(row["period_start"]) == year and {row["orig_iso3"], row["dest_iso3"]} <= set(places):
                at = number[row["orig_iso3"]], number[row["dest_iso3"]]
                for name, flows in found.items():
                    assert abs(flows[at] - float(row[name])) <= 1.0, (year, row, name)
                    compared += 1

    assert compared > 3000
