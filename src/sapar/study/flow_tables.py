"""Stock tables made ready for estimates: places left out, totals refused, native born filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np

from sapar.errors import AggregatePlace, FlowFault, MissingNatives, NegativeStock, UnmatchedPlace
from sapar.estimates.flows.read import PlaceCounts, StockTables
from sapar.maths import FloatArray
from sapar.position import Position

TOTAL_SHARE = 0.9
"""Share of all others' people, and of all places, from which on a place is taken for their total."""


def without_places(stocks: StockTables, leave_out: Iterable[str]) -> StockTables:
    """The stocks without some places."""
    unwanted = set(leave_out)
    for place in unwanted:
        if place not in stocks.places:
            raise UnmatchedPlace(
                row=place,
                why="is to be left out, but is not in the table of stocks",
                try_="its name as written there",
            )
    if not unwanted:
        return stocks
    kept = [index for index, place in enumerate(stocks.places) if place not in unwanted]
    chosen = np.ix_(range(len(stocks.dates)), kept, kept)
    return replace(
        stocks,
        places=tuple(stocks.places[index] for index in kept),
        tables={sex: table[chosen] for sex, table in stocks.tables.items()},
        errors={sex: table[chosen] for sex, table in stocks.errors.items()},
        has_natives={sex: table[:, kept] for sex, table in stocks.has_natives.items()},
    )


def refuse_totals(tables: FloatArray, stocks: StockTables, sex: str) -> None:
    """Raise at a place that holds about as many people as all others together, almost everywhere."""
    if len(stocks.places) < 4:
        return
    for axis, name in ((1, "birthplace"), (2, "residence")):
        other = tables.sum(axis=axis, keepdims=True) - tables
        is_total = (tables >= TOTAL_SHARE * other) & (other > 0)
        for index, place in enumerate(stocks.places):
            here = np.take(is_total, index, axis=axis)
            counted = np.take(other, index, axis=axis) > 0
            never_other = np.take(tables, index, axis=3 - axis).sum() == 0
            if never_other and counted.sum() > 3 and here.sum() >= TOTAL_SHARE * counted.sum():
                row = next(
                    (row for key, row in stocks.rows.items() if key[0] == sex and key[1 + axis] == place),
                    None,
                )
                raise AggregatePlace(
                    at=None if row is None else row.at(name),
                    row=place if axis == 1 else "",
                    column=place if axis == 2 else "",
                    why=f"this {name} has about as many people as all others together: a total, which counts "
                    "them twice",
                    try_=f"--leave-out {place}",
                )


def with_natives(
    tables: FloatArray, stocks: StockTables, sex: str, populations: PlaceCounts | None
) -> tuple[FloatArray, bool]:
    """The tables with the native born on their diagonals, and whether they are known."""
    filled, there = tables.copy(), stocks.has_natives[sex]
    if populations is None:
        if there.all():
            return filled, True
        if not there.any():
            return filled, False
        date, place = (int(index) for index in np.argwhere(~there)[0])
        raise MissingNatives(
            row=stocks.places[place],
            column=stocks.places[place],
            why=f"the native born of {stocks.dates[date]} are missing, while other places have theirs",
            try_="a row for the native born of every place and date, or --populations",
        )
    for date, table in enumerate(filled):
        np.fill_diagonal(table, 0.0)
        natives = populations.counts[date] - table.sum(axis=0)
        if (natives < 0).any():
            place = int(np.argmin(natives))
            row = populations.rows.get((sex, stocks.dates[date], "", stocks.places[place]))
            raise NegativeStock(
                at=None if row is None else row.at("population"),
                column=stocks.places[place],
                found=f"{natives[place]:.12g}",
                why=f"native born would live there in {stocks.dates[date]}: fewer people than were born elsewhere",
                try_="populations of the same date and unit as the stocks",
            )
        np.fill_diagonal(table, natives)
    return filled, True


def position_of(
    fault: FlowFault, stocks: StockTables, sex: str, deaths: Mapping[str, PlaceCounts] | None
) -> Position | None:
    """Where the row and column of a fault stand in a file."""
    dates = [date for date in stocks.dates if f"({date} to" in fault.why] or list(stocks.dates)
    if deaths is not None and "death" in fault.code:
        for birthplace in (fault.row, ""):
            row = deaths[sex].rows.get((sex, dates[0], birthplace, fault.column))
            if row is not None:
                return row.at("deaths")
    found = stocks.rows.get((sex, dates[0], fault.row, fault.column))
    return fault.position if found is None else found.at("stock")
