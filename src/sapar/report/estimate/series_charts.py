"""Each latent series over time: before and after the claims, with every claim in use about exactly these people."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import xarray

from sapar.maths import FloatArray
from sapar.report.chart import Chart, ChartTable, Column, people
from sapar.report.estimate.headlines import Left, is_learnt
from sapar.report.estimate.kind_marks import COLUMNS, KindMark, kind_marks, top_of
from sapar.report.estimate.page import EstimateView
from sapar.report.estimate.series_drawing import series_drawing
from sapar.report.estimate.words import claim_title
from sapar.report.style import PLAIN, colour_of

SUMMARIES = ("median", "low50", "high50", "low80", "high80", "prior_low80", "prior_high80")
"""Numeric columns of a panel's table."""
SHOWN = ("median", "low80", "high80", "prior_low80", "prior_high80")
"""Those for readers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HostSeries:
    """The panels of one host."""

    host: str
    title: str
    charts: tuple[Chart, ...]


def series_charts(view: EstimateView, left: Left) -> tuple[HostSeries, ...]:
    """Hosts with most people first; everybody together, then each citizenship."""
    stock = view.page.estimate.dataset["stock"].astype(np.float64)
    prior = view.page.prior
    hosts = [str(code) for code in stock["host"].values]
    size = {host: float(stock.sel(host=host).sum("citizenship").median("draw").mean()) for host in hosts}
    found = []
    for host in sorted(hosts, key=lambda code: -size[code]):
        members = [code for code in view.citizenships if (code, host) in left]
        if not members:
            continue
        members.sort(key=lambda code: -float(stock.sel(citizenship=code, host=host).median("draw").mean()))
        charts = [
            _panel(view, (code,), host, stock, prior, is_learnt=is_learnt(left, code, host))
            for code in members
        ]
        if len(members) > 1:
            learnt = any(is_learnt(left, code, host) for code in members)
            charts.insert(0, _panel(view, tuple(members), host, stock, prior, is_learnt=learnt))
        found.append(HostSeries(host=host, title=view.name(host), charts=tuple(charts)))
    return tuple(found)


def used_kinds(groups: tuple[HostSeries, ...]) -> set[str]:
    """Kinds of source that have a mark in some panel."""
    return {
        str(record["kind"])
        for group in groups
        for chart in group.charts
        if "claims" in chart.tables
        for record in chart.tables["claims"].records
    }


def quarter_day(quarter: str) -> str:
    """First day of `YEAR-Qn`, ISO 8601."""
    year, _, number = quarter.partition("-Q")
    return f"{year}-{3 * int(number) - 2:02d}-01"


def _panel(
    view: EstimateView,
    citizenships: tuple[str, ...],
    host: str,
    stock: xarray.DataArray,
    prior: xarray.DataArray,
    *,
    is_learnt: bool,
) -> Chart:
    """One series."""
    language, together = view.language, len(citizenships) > 1
    after, before = (
        each.sel(citizenship=list(citizenships), host=host).sum("citizenship").values
        for each in (stock, prior)
    )
    days = [quarter_day(str(quarter)) for quarter in stock["quarter"].values]
    numbers = _summary(after, before)
    marks = kind_marks(view, citizenships, host, days[0], days[-1])
    ceiling = top_of(marks, max(float(numbers["high80"].max()), 2.0 * view.threshold))
    rows = tuple(zip(days, *(people(numbers[name], view.threshold) for name in SUMMARIES), strict=True))
    columns = (
        Column(name="quarter", title=language.text("column.date"), kind="date"),
        *(Column(name=name, title=language.text(f"est.column.{name}"), kind="people") for name in SUMMARIES),
    )
    tables = {"series": ChartTable(columns=columns, rows=rows)}
    if marks:
        tables["claims"] = ChartTable(
            columns=tuple(Column(name=name, title=name) for name in COLUMNS),
            rows=tuple(mark.row(view, ceiling) for mark in marks),
        )
    title = language.text("stock.together") if together else view.name(citizenships[0])
    return Chart(
        id="series-" + "-".join(("all" if together else citizenships[0], host)),
        title=title,
        description=language.text(
            "est.series.alt",
            who=title,
            host=view.name(host),
            first=language.date(days[0][:7]),
            last=language.date(days[-1][:7]),
            n=view.people(float(np.median(numbers["median"]))),
        ),
        grammar="vega-lite",
        drawing=series_drawing(
            view,
            colour=PLAIN if together else colour_of(citizenships[0], view.citizenships),
            days=days,
            ceiling=ceiling,
            has_marks=bool(marks),
        ),
        tables=tables,
        twin=_twin(columns, rows),
        notes=_notes(view, together=together, is_learnt=is_learnt, marks=marks),
        more=tuple(claim_title(view, each.mark.claim) for each in marks),
        more_title=language.plural("est.series.claims", len(marks)) if marks else "",
    )


def _twin(columns: tuple[Column, ...], rows: tuple[tuple[object, ...], ...]) -> ChartTable:
    """The first day of each year, for readers."""
    places = [0, *(index for index, column in enumerate(columns) if column.name in SHOWN)]
    yearly = [row for row in rows if str(row[0]).endswith("-01-01")] or list(rows)
    return ChartTable(
        columns=tuple(columns[place] for place in places),
        rows=tuple(tuple(row[place] for place in places) for row in yearly),  # type: ignore[misc]
    )


def _notes(view: EstimateView, *, together: bool, is_learnt: bool, marks: list[KindMark]) -> tuple[str, ...]:
    """What to keep in mind with a panel."""
    notes = [] if is_learnt else [view.language.text("est.mostly_prior.long")]
    if not together and not marks:
        notes.append(view.language.text("est.series.none"))
    return tuple(notes)


def _summary(after: FloatArray, before: FloatArray) -> dict[str, FloatArray]:
    """[quarter] quantiles of [draw, quarter] stocks."""
    low80, low50, middle, high50, high80 = np.quantile(after, [0.1, 0.25, 0.5, 0.75, 0.9], axis=0)
    prior_low, prior_high = np.quantile(before, [0.1, 0.9], axis=0)
    values = (middle, low50, high50, low80, high80, prior_low, prior_high)
    return dict(zip(SUMMARIES, values, strict=True))
