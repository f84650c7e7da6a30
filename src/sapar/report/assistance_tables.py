"""Tables about help: what each institution does, which of six needs are met for whom, what people at camps lack."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import xarray

from sapar.maths import FloatArray
from sapar.report.chart import day
from sapar.report.language import DASH
from sapar.report.view import View

OF_INSTITUTIONS = ("members", "intake", "resolved", "referred", "no_partner", "backlog", "wait")
"""Columns, after the name: of the last month, or over the year."""
AT_THE_END = ("members", "backlog")
MET = ("assisted", "unmet_need")
"""Apart, because the sum of both would give a hidden one away."""
WORDS = frozenset({"institution", "place", "service", "camp", "week"})
"""Columns without numbers."""

Write = Callable[[float], str]


def assistance_tables(view: View) -> list[dict[str, Any]]:
    """Titles, columns and rows; none where the study names no institutions."""
    if "institution" not in view.dataset.coords:
        return []
    found = [_institutions(view), _needs(view), _camps(view)]
    return [each for each in found if each["rows"]]


def _institutions(view: View) -> dict[str, Any]:
    """One row each, in the reference year."""
    year, names = str(view.page.tables.meta["reference_year"]), view.page.institutions
    months = view.dataset.sel(month=year)
    rows = []
    for index, name in enumerate(map(str, months["institution"].values)):
        cells = [view.language.choose(names.get(name)) or name]
        for column in OF_INSTITUTIONS:
            values = (
                months[f"institution_{column}"].isel(institution=index).transpose("replicate", "month").values
            )
            if column == "wait":
                cells.append(_range(_mean(values), lambda weeks: view.language.number(weeks, 2)))
            else:
                counts = values[:, -1] if column in AT_THE_END else values.sum(axis=1)
                cells.append(_range(counts, _people(view)))
        if any(cell not in ("0", DASH) for cell in cells[1:]):
            rows.append(cells)
    return _table(view, "institutions", ("institution", *OF_INSTITUTIONS), rows, year=year)


def _needs(view: View) -> dict[str, Any]:
    """The six kinds of help to people identified as victims, nationals and foreigners apart, where a shelter is."""
    year = str(view.page.tables.meta["reference_year"])
    months = view.dataset.sel(month=year)
    hosts = months["destination"].values[months["state_services"].max("month").values > 0]
    rows = []
    for host in map(str, hosts):
        here = months.sel(destination=host)
        for service in map(str, here["service"].values):
            cells = [view.name(host), view.language.text(f"service.{service}")]
            for who in ("nationals", "foreigners"):
                one = here.sel(service=service, nationality=who)
                cells += [_range(one[each].sum("month").values, _people(view)) for each in MET]
            rows.append(cells)
    columns = ("place", "service", "nationals_met", "nationals_unmet", "foreigners_met", "foreigners_unmet")
    return _table(view, "needs", columns, rows, year=year)


def _camps(view: View) -> dict[str, Any]:
    """The week in which most people waited at a camp: what they lacked, and whose money was used up."""
    waiting = view.dataset["camp_waiting"].sum("citizenship").mean("replicate")
    weeks = view.dataset["week"].values
    rows = []
    for camp in map(str, view.dataset["camp"].values):
        days = waiting.sel(camp=camp)
        if float(days.max()) < view.threshold:
            continue
        fullest = days["day"].values[int(days.values.argmax())]
        week = weeks[np.searchsorted(weeks, fullest, side="right") - 1]
        there = view.dataset.sel(week=week, camp=camp)
        cells = [view.name(camp), view.language.date(day(week))]
        cells += [
            _range(there["camp_shortfall"].sel(need_at_camp=need).values, _percent(view))
            for need in there["need_at_camp"].values
        ]
        rows.append([*cells, _range(there["camp_out_of_money"].values, _percent(view))])
    needs = tuple(f"lacks_{need}" for need in map(str, view.dataset["need_at_camp"].values))
    return _table(view, "camps", ("camp", "week", *needs, "out_of_money"), rows)


def _mean(values: FloatArray) -> FloatArray:
    """[replicate] means over months, NaN where there is none."""
    known = ~np.isnan(values)
    total = np.where(known, values, 0.0).sum(axis=1)
    return np.where(known.any(axis=1), total / np.maximum(known.sum(axis=1), 1), np.nan)


def _people(view: View) -> Write:
    """Writes a whole count, small ones hidden."""
    threshold = view.threshold
    return lambda value: view.language.count(value if value < threshold else round(value), threshold, 3)


def _percent(view: View) -> Write:
    """Writes a share."""
    return lambda value: f"{view.language.number(round(100.0 * value))}\u202f%"


def _range(values: xarray.DataArray | FloatArray, write: Write) -> str:
    """Median and 80 % range over replicates; one word where all say the same."""
    known = np.asarray(values, np.float64)
    known = known[~np.isnan(known)]
    if known.size == 0:
        return DASH
    low, middle, high = (write(float(each)) for each in np.quantile(known, [0.1, 0.5, 0.9]))
    return middle if low == middle == high else f"{middle} ({low} – {high})"


def _table(
    view: View, name: str, columns: tuple[str, ...], rows: list[list[str]], **blanks: object
) -> dict[str, Any]:
    """Words of a table."""
    language = view.language
    return {
        "title": language.text(f"assist.table.{name}", **blanks),
        "how": language.text(f"assist.table.{name}.how"),
        "titles": [language.text(f"assist.column.{column}") for column in columns],
        "numeric": [column not in WORDS for column in columns],
        "rows": rows,
    }
