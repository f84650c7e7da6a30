"""Operators: what a source of a kind would report, were the simulated world the real one.

A source reports bias x operator(state). Each operator below takes the tables and a figure and gives one
number a replicate, in the figure's own unit, or None where the tables cannot speak to it.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np
import xarray
from numpy.typing import NDArray

from sapar.evidence.figures import Figure
from sapar.evidence.ledger import Ledger
from sapar.maths import FloatArray
from sapar.results.help_operators import HELP_OPERATORS, helped
from sapar.results.tables import Tables

ONE_YEAR = datetime.timedelta(days=364)

KEPT = ("replicate", "month")
"""Dimensions of a table of people that a count by replicate and month keeps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What operators know besides the figure."""

    tables: Tables
    ledger: Ledger
    bias: Mapping[str, float]
    """By kind of source: what it reports over what is there."""
    populations: Mapping[str, int]
    """By country."""
    event_dates: Mapping[str, datetime.date]
    """By event."""

    @property
    def dataset(self) -> xarray.Dataset:
        """The tables."""
        return self.tables.dataset

    def parameter(self, name: str) -> FloatArray | None:
        """[replicate] value of a parameter, None if the study has none of that name."""
        names = list(self.dataset["parameter"].values)
        if name not in names:
            return None
        return np.asarray(self.dataset["parameter_value"].values[:, names.index(name)])

    def bias_of(self, claim: str) -> float:
        """Bias of the kind of source that counted what a claim says, 1 where it is not estimated."""
        return self.bias.get(self.ledger.counted_by(self.ledger.claim[claim]), 1.0)


def stock(
    context: Context,
    citizenships: tuple[str, ...],
    places: tuple[str, ...],
    first: datetime.date | None,
    last: datetime.date | None,
    **only: list[str],
) -> FloatArray | None:
    """[replicate] mean number present over the months that begin in a period; None if none does."""
    table = context.dataset["stock"]
    within = _months_of(table, first, last)
    if within is None:
        return None
    region, country = table["region"].values, table["country_of_region"].values
    wanted: dict[str, NDArray[Any]] = {
        name: np.isin(table[name].values, labels) for name, labels in only.items()
    }
    if "*" not in citizenships:
        wanted["citizenship"] = np.isin(table["citizenship"].values, citizenships)
    if "*" not in places:
        wanted["region"] = np.isin(region, places) | np.isin(country, places)
        if not wanted["region"].any():
            return None
    chosen = table.variable[{"month": within}].values
    for name, is_wanted in wanted.items():
        chosen = np.compress(is_wanted, chosen, axis=table.dims.index(name))
    by_month = chosen.sum(axis=tuple(index for index, name in enumerate(table.dims) if name not in KEPT))
    return np.asarray(by_month.mean(axis=1), float)


def months(
    values: xarray.DataArray, first: datetime.date | None, last: datetime.date | None
) -> xarray.DataArray | None:
    """The months that begin in a period, or the one it lies in; None outside the tables."""
    within = _months_of(values, first, last)
    return None if within is None else values[{"month": within}]


def _months_of(
    values: xarray.DataArray, first: datetime.date | None, last: datetime.date | None
) -> slice | None:
    """Where the months of a table stand that begin in a period, or the one it lies in; None for none."""
    if first is None:
        return None
    stamps, end = values["month"].values, np.datetime64(last or first)
    stop = int(np.searchsorted(stamps, end, side="right"))
    for begin in (first, first.replace(day=1)):
        start = int(np.searchsorted(stamps, np.datetime64(begin)))
        if start < stop:
            return slice(start, stop)
    return None


def _stock(context: Context, figure: Figure) -> FloatArray | None:
    """People present, as this kind of source counts them."""
    present = stock(context, figure.citizenship, figure.place, figure.from_, figure.until)
    return None if present is None else present * context.bias_of(figure.claims[0])


def _registrations(context: Context, figure: Figure) -> FloatArray | None:
    """Registrations in a year: people present times registrations of a person present all year."""
    present = _stock(context, figure)
    rate = context.parameter(f"registrations_per_person_year:{figure.place[0]}")
    return None if present is None or rate is None else present * rate


def _officially_employed(context: Context, figure: Figure) -> FloatArray | None:
    """People present who work with a contract."""
    present = stock(
        context,
        figure.citizenship,
        figure.place,
        figure.from_,
        figure.until,
        status=["member", "permit"],
        work=["employed"],
    )
    return None if present is None else present * context.bias_of(figure.claims[0])


def _abroad_in_year(context: Context, figure: Figure) -> FloatArray | None:
    """People abroad at any time of a year: those there when it starts, and first departures."""
    if figure.from_ is None:
        return None
    start = datetime.date(figure.from_.year, 1, 1)
    present = stock(context, figure.citizenship, ("*",), start, start)
    departures = months(context.dataset["first_departures"], start, start + ONE_YEAR)
    if present is None or departures is None:
        return None
    return np.asarray(present + departures.sum(["month", "citizenship"]).values, float)


def _population(context: Context, figure: Figure) -> FloatArray | None:
    """Residents as declared."""
    total = float(sum(context.populations.get(code, 0) for code in figure.place))
    return np.full(context.dataset.sizes["replicate"], total)


def _ratio(context: Context, figure: Figure) -> FloatArray | None:
    """What the first claim's source would say over what the second's would."""
    said = []
    for name in figure.claims[:2]:
        claim = context.ledger.claim[name]
        present = stock(context, claim.citizenship, claim.place, claim.from_, claim.until)
        if present is None:
            return None
        said.append(present * context.bias_of(name))
    return np.asarray(said[0] / np.maximum(said[1], 1.0))


def _rank(context: Context, figure: Figure) -> FloatArray | None:
    """1 where the citizenships (or places) stand in the order named, the largest first."""
    many_places = len(figure.citizenship) == 1
    pairs = (
        [(figure.citizenship, (place,)) for place in figure.place]
        if many_places
        else [((code,), figure.place) for code in figure.citizenship]
    )
    sizes = [stock(context, codes, places, figure.from_, figure.until) for codes, places in pairs]
    if any(size is None for size in sizes):
        return None
    return np.asarray(np.all(np.diff(np.array(sizes), axis=0) < 0, axis=0), float)


def _unemployed(context: Context, figure: Figure) -> FloatArray | None:
    """Percent of those present without work, the stranded among them."""
    all_ = stock(context, figure.citizenship, figure.place, figure.from_, figure.until)
    idle = stock(
        context, figure.citizenship, figure.place, figure.from_, figure.until, work=["unemployed", "stranded"]
    )
    return None if all_ is None or idle is None else 100.0 * idle / np.maximum(all_, 1.0)


def _growth(context: Context, figure: Figure) -> FloatArray | None:
    """Change of the number officially employed between the years that begin on two dates: percent, or times."""
    if figure.from_ is None or figure.until is None:
        return None
    sizes = [
        stock(
            context,
            figure.citizenship,
            figure.place,
            first,
            first + ONE_YEAR,
            status=["member", "permit"],
            work=["employed"],
        )
        for first in (figure.from_, figure.until)
    ]
    if sizes[0] is None or sizes[1] is None:
        return None
    times = sizes[1] / np.maximum(sizes[0], 1.0)
    return times if figure.unit == "times" else 100.0 * (times - 1.0)


def _operations(context: Context, figure: Figure) -> tuple[xarray.DataArray, int] | None:
    """What departures from a place took, of the citizenships, within the dates; and their vehicles."""
    dataset = context.dataset
    days = dataset["day"].values[dataset["operation_day"].values.astype(int)]
    camps = np.asarray(dataset["camp"].values)[dataset["operation_camp"].values.astype(int)]
    first, last = np.datetime64(figure.from_, "ns"), np.datetime64(figure.until or figure.from_, "ns")
    chosen = (
        (days >= first)
        & (days <= last)
        & np.isin(camps, figure.place)
        & np.isin(dataset["operation_citizenship"].values, figure.citizenship)
    )
    if not chosen.any():
        return None
    vehicles = int(dataset["operation_vehicles"].values[chosen].sum())
    return dataset["operation_boarded"].isel(operation=np.flatnonzero(chosen)).sum("operation"), vehicles


def _boarded(context: Context, figure: Figure) -> FloatArray | None:
    """People carried."""
    found = _operations(context, figure)
    return None if found is None else np.asarray(found[0].values, float)


def _boarded_per_vehicle(context: Context, figure: Figure) -> FloatArray | None:
    """People carried by each vehicle."""
    found = _operations(context, figure)
    return None if found is None else np.asarray(found[0].values / found[1], float)


def _camp_days(context: Context, figure: Figure) -> xarray.DataArray | None:
    """[replicate, day] people waiting at the places within the dates."""
    waiting = context.dataset["camp_waiting"]
    camps = [camp for camp in waiting["camp"].values if camp in figure.place]
    days = waiting.sel(
        day=slice(np.datetime64(figure.from_), np.datetime64(figure.until or figure.from_)), camp=camps
    )
    return days.sum(["camp", "citizenship"]) if camps and days.sizes["day"] else None


def _camp_peak(context: Context, figure: Figure) -> FloatArray | None:
    """Most people waiting on one day."""
    days = _camp_days(context, figure)
    return None if days is None else np.asarray(days.max("day").values, float)


def _camp_count(context: Context, figure: Figure) -> FloatArray | None:
    """People waiting on a mean day."""
    days = _camp_days(context, figure)
    return None if days is None else np.asarray(days.mean("day").values, float)


def _pushbacks(context: Context, figure: Figure) -> FloatArray | None:
    """Attempts at the closed line that were turned back."""
    attempts = context.dataset["attempts"]
    camps = [camp for camp in attempts["camp"].values if camp in figure.place]
    days = attempts.sel(day=slice(np.datetime64(figure.from_), np.datetime64(figure.until)), camp=camps)
    return np.asarray(days.sum(["day", "camp"]).values, float) if camps else None


def _event_order(context: Context, figure: Figure) -> FloatArray | None:
    """1 if the events named happen in that order."""
    dates = [context.event_dates.get(name) for name in figure.claims]
    if any(date is None for date in dates):
        return None
    in_order = all(first <= second for first, second in pairwise(dates))  # type: ignore[operator]
    return np.full(context.dataset.sizes["replicate"], float(in_order))


def _positive_share(context: Context, figure: Figure) -> FloatArray | None:
    """Share of those abroad who are in the place although pay is highest elsewhere; 0 where it is not lower."""
    here = stock(context, figure.citizenship, figure.place, figure.from_, figure.until)
    everywhere = stock(context, figure.citizenship, ("*",), figure.from_, figure.until)
    pay = months(context.dataset["earnings"], figure.from_, figure.until)
    if here is None or everywhere is None or pay is None:
        return None
    mean = pay.sel(citizenship=list(figure.citizenship)).mean(["month", "citizenship"])
    lower = mean.sel(destination=list(figure.place)).min("destination") < mean.max("destination")
    return np.asarray(here / np.maximum(everywhere, 1.0) * lower.values)


def _helped(context: Context, figure: Figure, *, operator: str) -> FloatArray | None:
    """What the accounts of help say."""
    return helped(context.dataset, operator, figure)


def _happened(name: str) -> Callable[[Context, Figure], FloatArray | None]:
    """People to whom something happened in the months of the figure."""

    def operator(context: Context, figure: Figure) -> FloatArray | None:
        chosen = _of_corridor(context.dataset[name], figure)
        return None if chosen is None else np.asarray(chosen.sum("month").values, np.float64)

    return operator


def _stood(name: str) -> Callable[[Context, Figure], FloatArray | None]:
    """People of a standing, mean over the first days of the months of the figure."""

    def operator(context: Context, figure: Figure) -> FloatArray | None:
        chosen = _of_corridor(context.dataset[name], figure)
        return None if chosen is None else np.asarray(chosen.mean("month").values, np.float64)

    return operator


def _of_corridor(values: xarray.DataArray, figure: Figure) -> xarray.DataArray | None:
    """[replicate, month] of the figure's citizenships, hosts and months; None outside the tables."""
    chosen = months(values, figure.from_, figure.until)
    if chosen is None:
        return None
    for axis, wanted in (("citizenship", figure.citizenship), ("destination", figure.place)):
        if "*" not in wanted:
            known = [str(code) for code in chosen[axis].values]
            chosen = chosen.sel({axis: [code for code in wanted if code in known]})
    return chosen.sum(["citizenship", "destination"])


def _received(context: Context, figure: Figure) -> FloatArray | None:
    """US dollars sent home from the places, or from anywhere, within the dates; carried home too where asked of all."""
    everywhere = "*" in figure.place
    names = ("remitted", "carried_home") if everywhere else ("remitted",)
    parts = [months(context.dataset[name], figure.from_, figure.until) for name in names]
    total = np.zeros(context.dataset.sizes["replicate"])
    for part in parts:
        if part is None:
            return None
        money = part.sel(citizenship=list(figure.citizenship))
        if not everywhere:
            money = money.sel(destination=list(figure.place))
        total += money.sum(["month", "citizenship", "destination"]).values
    return total


def _received_share_gdp(context: Context, figure: Figure) -> FloatArray | None:
    """Percent of gross domestic product that households receive, mean over the months within the dates."""
    share = months(context.dataset["received_share_gdp"], figure.from_, figure.until)
    if share is None:
        return None
    return np.asarray(100.0 * share.sel(citizenship=figure.citizenship[0]).mean("month").values, float)


def _personal_remittances(context: Context, figure: Figure) -> FloatArray | None:
    """US dollars that balances of payments count as received of the citizenships within the dates, from everywhere."""
    money = months(context.dataset["personal_remittances"], figure.from_, figure.until)
    if money is None:
        return None
    chosen = money.sel(citizenship=list(figure.citizenship))
    return np.asarray(chosen.sum(["month", "citizenship", "destination"]).values, float)


def _personal_remittances_share_gdp(context: Context, figure: Figure) -> FloatArray | None:
    """The same in percent of gross domestic product: what households receive of it, times one over the other."""
    share, counted = _received_share_gdp(context, figure), _personal_remittances(context, figure)
    received = _received(context, replace(figure, place=("*",)))
    if share is None or counted is None or received is None:
        return None
    return share * counted / np.maximum(received, 1.0)


def _placed(context: Context, figure: Figure) -> FloatArray | None:
    """Departures through recruitment organised by states within the dates."""
    share = months(context.dataset["channel_share"], figure.from_, figure.until)
    flow = months(context.dataset["flow"], figure.from_, figure.until)
    if share is None or flow is None:
        return None
    hosts = [str(code) for code in share["destination"].values if "*" in figure.place or code in figure.place]
    total = np.zeros(share.sizes["replicate"])
    for code in figure.citizenship:
        for host in hosts:
            leaving = flow.sel(citizenship=code, from_country=code, to_country=host).values
            part = share.sel(citizenship=code, destination=host, channel="organised").values
            total += (leaving * part).sum(axis=1)
    return total


OPERATORS: Mapping[str, Callable[[Context, Figure], FloatArray | None]] = {
    "population": _population,
    "migrants_abroad_any": _abroad_in_year,
    "stock": _stock,
    "origin_count": _stock,
    "registrations": _registrations,
    "officially_employed": _officially_employed,
    "ratio": _ratio,
    "rank": _rank,
    "unemployed_share": _unemployed,
    "growth": _growth,
    "boarded": _boarded,
    "boarded_per_vehicle": _boarded_per_vehicle,
    "camp_peak": _camp_peak,
    "camp_count": _camp_count,
    "pushbacks": _pushbacks,
    "received": _received,
    "received_share_gdp": _received_share_gdp,
    "personal_remittances": _personal_remittances,
    "personal_remittances_share_gdp": _personal_remittances_share_gdp,
    "placed": _placed,
    "event_order": _event_order,
    "positive_share": _positive_share,
    **{name: partial(_helped, operator=name) for name in HELP_OPERATORS},
    "expelled": _happened("expelled"),
    "naturalised": _happened("naturalised"),
    "in_registry": _stood("in_registry"),
    "banned": _stood("banned"),
}
"""By name; `input`, `arithmetic` and `none` need no tables."""
