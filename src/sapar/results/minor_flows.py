"""Minor flows beside the results: drawn from the ranges of their rows, in no stock, flow or sum of the model."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import xarray
from numpy.typing import NDArray

from sapar.frame.calendar import Calendar
from sapar.frame.countries import country_name
from sapar.frame.places import Places
from sapar.maths import FloatArray
from sapar.model.declarations.minor_flows import UNIT, MinorFlow
from sapar.model.parameters import Range, draw_parameters
from sapar.results.answers import KeyAnswer
from sapar.results.headline import Headline, headline_from
from sapar.results.tables import Tables

VARIABLE = "minor_flow"
"""Name of the variable, and the first part of the names of its numbers."""

AXIS = "move"
"""Axis of the flows, named KIND.ORIGIN.DESTINATION."""

_ATTRIBUTES = {
    "output": "",
    "units": UNIT,
    "long_name": "Minor flows, taken as given",
    "definition": "not simulated: drawn from the range of the row of minor_flows.csv, mean over the year's days",
}


def with_minor_flows(tables: Tables, rows: Sequence[MinorFlow], calendar: Calendar) -> Tables:
    """The tables of a run and, beside them, the minor flows of its study; without rows the tables as they are.

    Nothing else changes, the digest of the simulated tables (`tables_digest`) included.
    """
    if not rows:
        return tables
    replicates, seed = tables.dataset.sizes["replicate"], int(tables.meta["seed"])
    flows = draw_minor_flows(rows, calendar, replicates=replicates, seed=seed)
    return replace(tables, dataset=tables.dataset.assign({VARIABLE: flows}))


def draw_minor_flows(
    rows: Sequence[MinorFlow], calendar: Calendar, *, replicates: int, seed: int
) -> xarray.DataArray:
    """[replicate, year, move] persons per year, as a mean over the year's days that belong to the period.

    Every flow is drawn as parameters are, on its own: spread evenly over the range of its row, the first replicate at
    the default. The draw is keyed by seed and flow, so that a replicate is equally high in its range in all rows of a
    flow and in every scenario, whatever other rows there are. Where rows of one flow overlap, the later one holds.
    """
    names = sorted({row.name for row in rows})
    year_of_day = _year_of_day(calendar)
    years = np.unique(year_of_day)
    values = np.zeros((replicates, years.size, len(names)))
    for index, name in enumerate(names):
        daily = np.zeros((replicates, calendar.days))
        for row in sorted((each for each in rows if each.name == name), key=lambda each: each.from_):
            begin, stop = calendar.span(row.from_, row.until)
            daily[:, begin:stop] = _drawn(row, replicates, seed)[:, None]
        for place, year in enumerate(years):
            values[:, place, index] = daily[:, year_of_day == year].mean(axis=1)
    return xarray.DataArray(
        values,
        dims=("replicate", "year", AXIS),
        coords={"replicate": np.arange(replicates), "year": years, AXIS: names},
        attrs=_ATTRIBUTES,
    )


def _year_of_day(calendar: Calendar) -> NDArray[np.int64]:
    """[day] the calendar year each day lies in."""
    return calendar.day_dates.astype("datetime64[Y]").astype(np.int64) + 1970


def _drawn(row: MinorFlow, replicates: int, seed: int) -> FloatArray:
    """[replicate] persons per year."""
    key = int.from_bytes(hashlib.sha256(f"{VARIABLE} {seed} {row.name}".encode()).digest()[:8], "big")
    range_ = Range(name=row.name, value=row.value, low=row.low, high=row.high)
    draws = draw_parameters((range_,), replicates=replicates, seed=key)
    return np.array([each[row.name] for each in draws])


def minor_headlines(flows: xarray.DataArray, places: Places) -> tuple[Headline, ...]:
    """Every flow in every year, named `minor_flow.KIND.ORIGIN.DESTINATION.YEAR`."""
    found = []
    for name in map(str, flows[AXIS].values):
        title_en, title_ru = (_title(name, places, language) for language in ("en", "ru"))
        for year in map(int, flows["year"].values):
            number = f"{VARIABLE}.{name}.{year}"
            found.append(
                headline_from(
                    number,
                    flows.sel({AXIS: name, "year": year}).values,
                    UNIT,
                    str(year),
                    number,
                    title_en,
                    title_ru,
                    *_DEFINITION,
                )
            )
    return tuple(found)


_KINDS = {
    "ethnic_return": {"en": "Ethnic return", "ru": "Возвращение на этническую родину"},
    "skilled": {"en": "Moves of qualified people", "ru": "Переезд специалистов"},
    "student": {"en": "Moves to study", "ru": "Отъезд на учёбу"},
    "contract_work": {"en": "Work under contract", "ru": "Работа по контракту"},
}
"""Words by kind."""

_DEFINITION = (
    "Taken as given, not simulated: drawn from the range of a row of minor_flows.csv; in no stock, flow or sum.",
    "Принято как данность, не смоделировано: взято из диапазона строки minor_flows.csv; ни в какие численности, "
    "потоки и суммы не входит.",
)


def _title(name: str, places: Places, language: str) -> str:
    """Kind, origin and destination of a flow in words."""
    kind, origin, destination = name.split(".")
    left, reached = (_place(code, places, language) for code in (origin, destination))
    return f"{_KINDS[kind][language]}: {left} \u2192 {reached}"


def _place(code: str, places: Places, language: str) -> str:
    """A country's name in the study's words, else in those of the world."""
    if code not in places:
        return country_name(code, language)
    place = places[code]
    return (place.name_ru if language == "ru" else place.name_en) or code


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenFlow:
    """One row of minor flows and its number in a year."""

    row: MinorFlow
    """As declared, or as a scenario has it."""
    answer: KeyAnswer
    """The flow in the last of the years of which the row holds the largest part, mostly all."""


def given_flows(
    flows: xarray.DataArray, rows: Sequence[MinorFlow], calendar: Calendar, places: Places
) -> tuple[GivenFlow, ...]:
    """Every row that holds on a day of the period, with its number, in file order."""
    named = {each.answer.id: each.answer for each in minor_headlines(flows, places)}
    year_of_day = _year_of_day(calendar)
    found = []
    for row in rows:
        begin, stop = calendar.span(row.from_, row.until)
        years, days = np.unique(year_of_day[begin:stop], return_counts=True)
        if years.size:
            held = days / (year_of_day == years[:, None]).sum(axis=1)
            year = int(years[held == held.max()][-1])
            found.append(GivenFlow(row=row, answer=named[f"{VARIABLE}.{row.name}.{year}"]))
    return tuple(found)
