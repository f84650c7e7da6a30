"""The verb of this stage: runs become tables with named axes, units and definitions."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np
import xarray

from sapar.maths import FloatArray
from sapar.model.declarations.law import RIGHTS
from sapar.model.declarations.sectors import SECTORS
from sapar.model.mechanisms.reintegration import EXPERIENCED, WITHOUT_WORK
from sapar.model.parameters import Parameters
from sapar.model.sectors import by_sector
from sapar.model.system import System
from sapar.results.help_tables import HELP, help_coordinates, help_values
from sapar.results.money_tables import MONEY, money_coordinates, money_values
from sapar.results.safety_tables import SAFETY, safety_values
from sapar.results.tables import Tables
from sapar.simulation.run import Run
from sapar.simulation.tables import (
    BANNED,
    EXPELLED,
    LEFT_TOGETHER,
    LIFTED,
    NATURALISED,
    PARTED,
    REGISTERED,
    REGULARISED,
)

STATUS = ("member", "permit", "visitor", "none", "registry")
"""As in `sapar.simulation.people`; `none` and `registry` together are without status."""
WORK = ("employed", "unemployed", "stranded")
DEFINITIONS = ("has_authorisation", "has_contract", "pays_fee")
VULNERABLE = ("women", "elderly", "children", "pregnant")
WHERE = ("city", "camp")
DIRECTIONS = ("outward", "homeward")

VARIABLES: dict[str, tuple[str, str, str, str]] = {
    "stock": ("O1", "persons", "People in host regions", "present on the first of the month"),
    "at_home": ("O1", "persons", "People at home", "present on the first of the month"),
    "travelling": ("O1", "persons", "People under way", "on the first of the month"),
    "unable": (
        "O1",
        "persons",
        "Wanted to leave and could not",
        "during the month: no open way, seat, money or entry",
    ),
    "flow": ("O2", "persons", "Moves", "begun during the month, from country to country"),
    "first_departures": (
        "O2",
        "persons",
        "First departures of the year",
        "by people not abroad before in the year",
    ),
    "formal_share": ("O3", "1", "Formal share", "by three definitions: authorisation, contract, fee paid"),
    "unemployed_share": ("O4", "1", "Unemployed share", "without work or stranded, of those present"),
    "jobless_by_sector": (
        "O4",
        "1",
        "Unemployed share by sector",
        "of the workers of a sector, by its weight",
    ),
    "formal_by_sector": ("O3", "1", "Formal share by sector", "with authorisation, by the sector's weight"),
    "earnings": (
        "O4",
        "USD per month",
        "Expected net earnings",
        "pay less living costs, fees and amortised travel",
    ),
    "stranded": ("O5", "persons", "Stranded", "want to go home and have no way: at the end of the day"),
    "camp_waiting": ("O5", "persons", "Waiting in camps", "at the end of the day"),
    "camp_joined": ("O5", "persons", "Joined a camp", "during the day"),
    "camp_boarded": ("O5", "persons", "Taken home from a camp", "during the day"),
    "camp_left": ("O5", "persons", "Left a camp otherwise", "during the day: back to a city, or released"),
    "camp_wait": ("O5", "persons", "Wait in a camp", "days from joining to leaving for home"),
    "stranded_vulnerable": ("O5", "persons", "Stranded by vulnerability", "on the first of the month"),
    "crossing_flow": ("O6", "persons", "Through crossings", "during the month; convoys are counted apart"),
    "refused": ("O6", "persons", "Refused entry", "during the month"),
    "attempts": ("O6", "events", "Attempts at the closed line", "during the day"),
    "pushed_back": ("O6", "persons", "Pushed back", "in attempts during the day"),
    "operation_seats": ("O7", "persons", "Seats of a departure", "for adults, within quota and feeders"),
    "operation_boarded": ("O7", "persons", "Boarded", "people carried by a departure"),
    "operation_fare_usd": ("O7", "USD", "Fare of a departure", "a head, paid by whoever pays it"),
    "operation_cost": ("O7", "USD", "Fares of those boarded", "people carried times the fare a head"),
    "operation_vehicles": ("O7", "vehicles", "Vehicles of a departure", "on its day"),
    "operation_camp": ("O7", "1", "Camp of a departure", "index along the axis of camps"),
    "operation_day": ("O7", "1", "Day of a departure", "index along the axis of days"),
    "operation_citizenship": ("O7", "1", "Whom a departure takes", "citizenship"),
    "clearance_day": ("O7", "days", "Days to clear a camp", "from its first departure until it is empty"),
    "in_registry": ("O12", "persons", "In the registry", "of controlled persons, on the first of the month"),
    "rights_lost": (
        "O12",
        "person-months",
        "Rights lost",
        "people in the registry times months without each right",
    ),
    "registered": ("O12", "persons", "Entered into the registry", "during the month"),
    "expelled": ("O12", "persons", "Expelled", "sent home by the authorities during the month, with a ban"),
    "regularised": ("O12", "persons", "Regularised", "people without status who got papers during the month"),
    "bans_imposed": ("O12", "persons", "Bans imposed", "entry bans during the month"),
    "bans_lifted": ("O12", "persons", "Bans lifted", "people taken off the list of bans during the month"),
    "banned": (
        "O12",
        "persons",
        "Banned from entry",
        "on the first of the month, by bans since the period's start",
    ),
    "families_parted": (
        "O12",
        "families",
        "Families parted",
        "a worker stayed while the family had to leave",
    ),
    "families_left": (
        "O12",
        "families",
        "Families that left",
        "a worker left with a family that had to leave",
    ),
    "families_apart": (
        "O12",
        "families",
        "Families kept apart",
        "by a ban on families, on the first of the month",
    ),
    "dependants": (
        "O12",
        "persons",
        "Accompanying dependants",
        "of workers present, on the first of the month",
    ),
    "naturalised": ("O2", "persons", "Naturalised", "became citizens of the host during the month"),
    "settled": (
        "O1",
        "persons",
        "Settled abroad",
        "citizens of a host since the period's start; in no other stock",
    ),
    "been_abroad": (
        "O1",
        "persons",
        "At home after work abroad",
        "people whose stay abroad still counts, on the first of the month: an account of returns and departures",
    ),
    "returnees_without_work": (
        "O4",
        "persons",
        "Returnees without work",
        "at home, looking for work since they came back, on the first of the month",
    ),
    "parameter_value": ("", "as declared", "Parameters drawn", "value of each parameter in each replicate"),
}
"""Output, unit, name and definition of each variable; those of money, safety and help stand beside their values."""

STANDING = {
    "expelled": EXPELLED,
    "registered": REGISTERED,
    "regularised": REGULARISED,
    "naturalised": NATURALISED,
    "families_parted": PARTED,
    "families_left": LEFT_TOGETHER,
    "bans_imposed": BANNED,
    "bans_lifted": LIFTED,
}
"""Row of a run's `standing` by variable."""


def tabulate(
    system: System, runs: Sequence[Run], parameters: Sequence[Parameters], meta: dict[str, Any]
) -> Tables:
    """All replicates of one scenario as one dataset; axes as in `docs/reference/results.md`."""
    axes, calendar = system.axes, system.calendar
    stock = _stack(runs, "stock")
    by_country = _by_country(stock, system.layout.country_of_region, len(axes.countries))
    camp = _stack(runs, "camp")
    names = sorted(parameters[0].values)
    operations = system.operations
    coordinates = {
        "replicate": np.arange(len(runs)),
        "month": calendar.month_dates,
        "day": calendar.day_dates,
        "citizenship": list(axes.citizenships),
        "sex": list(axes.sexes),
        "region": list(axes.regions),
        "country_of_region": ("region", [axes.countries[i] for i in system.layout.country_of_region]),
        "destination": list(axes.countries),
        "from_country": list(axes.nodes),
        "to_country": list(axes.nodes),
        "status": list(STATUS),
        "work": list(WORK),
        "right": list(RIGHTS),
        "sector": list(SECTORS),
        "definition": list(DEFINITIONS),
        "camp": list(axes.camps),
        "crossing": list(axes.crossings),
        "direction": list(DIRECTIONS),
        "where": list(WHERE),
        "wait": np.arange(runs[0].waits.shape[1]),
        "vulnerable": list(VULNERABLE),
        "operation": [each.name for each in operations],
        "parameter": names,
    }
    month = ("replicate", "month", "citizenship")
    day = ("replicate", "day")
    corridor = (*month, "destination")
    jobless = by_country[..., 1:].sum(axis=(4, 5))
    seats = np.array([each.seats for each in operations], dtype=np.int64)
    values: dict[str, tuple[tuple[str, ...], Any]] = {
        "stock": (("replicate", "month", "citizenship", "sex", "region", "status", "work"), stock),
        "at_home": (month, _stack(runs, "at_home")),
        "travelling": (month, _stack(runs, "travelling")),
        "unable": (month, _stack(runs, "unable")),
        "flow": ((*month, "from_country", "to_country"), _stack(runs, "flow")),
        "first_departures": (month, _stack(runs, "first_departures")),
        "formal_share": ((*month, "destination", "definition"), _formal_share(by_country)),
        "unemployed_share": ((*month, "destination"), _ratio(jobless, by_country.sum(axis=(4, 5)))),
        **{name: ((*corridor, "sector"), array) for name, array in _sectors(by_country, system).items()},
        "earnings": ((*month, "destination"), _earnings(by_country, _stack(runs, "income"))),
        "stranded": ((*day, "citizenship", "where"), _stack(runs, "stranded")),
        "camp_waiting": ((*day, "camp", "citizenship"), camp[:, 0]),
        "camp_joined": ((*day, "camp", "citizenship"), camp[:, 1]),
        "camp_boarded": ((*day, "camp", "citizenship"), camp[:, 2]),
        "camp_left": ((*day, "camp", "citizenship"), camp[:, 3]),
        "camp_wait": (("replicate", "camp", "wait"), _stack(runs, "waits")),
        "stranded_vulnerable": (("replicate", "month", "vulnerable"), _vulnerable(runs, parameters)),
        "crossing_flow": (
            ("replicate", "month", "crossing", "direction", "citizenship"),
            _stack(runs, "crossing"),
        ),
        "refused": (("replicate", "month", "destination", "citizenship"), _stack(runs, "refused")),
        "attempts": ((*day, "camp"), _stack(runs, "attempts")),
        "pushed_back": ((*day, "camp"), _stack(runs, "pushed_back")),
        "operation_seats": (("replicate", "operation"), np.repeat(seats[None], len(runs), axis=0)),
        "operation_boarded": (("replicate", "operation"), _stack(runs, "boarded")),
        "operation_fare_usd": (("operation",), np.array([each.fare for each in operations])),
        "operation_cost": (
            ("replicate", "operation"),
            _stack(runs, "boarded") * np.array([each.fare for each in operations])[None],
        ),
        "operation_vehicles": (
            ("operation",),
            np.array([each.vehicles for each in operations], dtype=np.int64),
        ),
        "operation_camp": (("operation",), np.array([each.camp for each in operations], dtype=np.int64)),
        "operation_day": (("operation",), np.array([each.day for each in operations], dtype=np.int64)),
        "operation_citizenship": (
            ("operation",),
            [axes.citizenships[each.citizenship] for each in operations],
        ),
        "clearance_day": (("replicate", "camp"), _clearance(camp[:, 0].sum(axis=3), system)),
        **{name: (corridor, array) for name, array in _standing(runs, parameters).items()},
        "in_registry": (corridor, by_country[..., REGISTERED_STATUS, :].sum(axis=4)),
        "rights_lost": ((*corridor, "right"), _rights_lost(by_country, system)),
        "settled": (month, _stack(runs, "settled")),
        "been_abroad": (month, _stack(runs, "returnees")[:, :, EXPERIENCED]),
        "returnees_without_work": (month, _stack(runs, "returnees")[:, :, WITHOUT_WORK]),
        "parameter_value": (
            ("replicate", "parameter"),
            np.array([[each.values[name] for name in names] for each in parameters]),
        ),
    }
    values |= money_values(system, runs, parameters) | safety_values(system, parameters)
    values |= help_values(system, runs, parameters)
    dataset = xarray.Dataset(
        {name: (dimensions, array, _attributes(name)) for name, (dimensions, array) in values.items()},
        coords=coordinates | money_coordinates() | help_coordinates(system),
    )
    return Tables(dataset=dataset, meta={**meta, "tables_digest": digest_tables(dataset)})


def digest_tables(dataset: xarray.Dataset) -> str:
    """SHA-256 over names and values of all variables."""
    seal = hashlib.sha256()
    for name in sorted(map(str, dataset.data_vars)):
        seal.update(name.encode())
        seal.update(np.ascontiguousarray(dataset[name].values).tobytes())
    return seal.hexdigest()


def _attributes(name: str) -> dict[str, str]:
    """Unit, name, definition and output of a variable."""
    output, units, long_name, definition = (VARIABLES | MONEY | SAFETY | HELP)[name]
    return {"output": output, "units": units, "long_name": long_name, "definition": definition}


def _stack(runs: Sequence[Run], name: str) -> Any:
    """[replicate, ...] one field of all runs; counts of people fit 32 bits."""
    stacked = np.stack([getattr(run, name) for run in runs])
    return stacked.astype(np.int32) if stacked.dtype.kind == "i" else stacked


def _by_country(stock: Any, country_of_region: Any, countries: int) -> Any:
    """[replicate, month, citizenship, country, status, work] people, sexes and regions added up."""
    total = stock.sum(axis=3)
    result = np.zeros((*total.shape[:3], countries, *total.shape[4:]), dtype=np.int64)
    for region, country in enumerate(country_of_region):
        result[:, :, :, country] += total[:, :, :, region]
    return result


def _ratio(part: Any, whole: Any) -> FloatArray:
    """Part over whole, NaN where there is nobody."""
    return np.where(whole > 0, part / np.maximum(whole, 1), np.nan)


def _formal_share(by_country: Any) -> FloatArray:
    """[..., definition] authorised of those present, with a contract of those employed, paying of those present."""
    present = by_country.sum(axis=(4, 5))
    employed = by_country[..., 0]
    authorised = by_country[..., :2, :].sum(axis=(4, 5))
    paying = by_country[..., 1, :].sum(axis=4)
    shares = (
        _ratio(authorised, present),
        _ratio(employed[..., :2].sum(axis=4), employed.sum(axis=4)),
        _ratio(paying, present),
    )
    return np.stack(shares, axis=-1)


def _sectors(by_country: Any, system: System) -> dict[str, FloatArray]:
    """[replicate, month, citizenship, country, sector] shares without work and with authorisation.

    The simulation knows the shares of a corridor; its sectors have them by their weights, in a shock by those of
    the shock.
    """
    present = by_country.sum(axis=(4, 5))
    jobless = np.nan_to_num(_ratio(by_country[..., 1:].sum(axis=(4, 5)), present)).swapaxes(2, 3)
    formal = np.nan_to_num(_ratio(by_country[..., :2, :].sum(axis=(4, 5)), present)).swapaxes(2, 3)
    sectors, held = system.sectors, ~np.isnan(system.series.job_loss)
    weight = np.where(held[:, :, None, None], sectors.shock, sectors.separation)
    found = {
        "jobless_by_sector": by_sector(jobless, sectors.share, weight[None]),
        "formal_by_sector": by_sector(formal, sectors.share, sectors.formal),
    }
    return {name: array.swapaxes(2, 3).astype(np.float32) for name, array in found.items()}


def _earnings(by_country: Any, income: Any) -> FloatArray:
    """Expected net earnings of those employed, the two legal modes weighted by their numbers."""
    employed = by_country[..., 0]
    formal = _ratio(employed[..., :2].sum(axis=4), employed.sum(axis=4))
    return np.asarray(income[..., 0] + formal * (income[..., 1] - income[..., 0]))


def _vulnerable(runs: Sequence[Run], parameters: Sequence[Parameters]) -> FloatArray:
    """[replicate, month, kind] women and elderly as counted, children and pregnant women by assumed shares."""
    rows = []
    for run, drawn in zip(runs, parameters, strict=True):
        waiting = run.waiting_by_sex.sum(axis=1)
        women = run.waiting_by_sex[:, 0]
        share = drawn["children_share"]
        children = waiting * share / (1.0 - share)
        rows.append(np.stack([women, run.waiting_elderly, children, women * drawn["pregnant_share"]], axis=1))
    return np.stack(rows)


REGISTERED_STATUS = STATUS.index("registry")


def _standing(runs: Sequence[Run], parameters: Sequence[Parameters]) -> dict[str, Any]:
    """[replicate, month, citizenship, destination] what became of people's standing, families and bans."""
    standing, families = _stack(runs, "standing"), _stack(runs, "families")
    found = {name: standing[:, :, row] for name, row in STANDING.items()}
    found |= {"banned": _stack(runs, "banned"), "families_apart": families[:, :, 1]}
    each = np.array([drawn["dependants_per_worker"] for drawn in parameters])
    found["dependants"] = families[:, :, 0] * each[:, None, None, None]
    return {name: array.swapaxes(2, 3) for name, array in found.items()}


def _rights_lost(by_country: Any, system: System) -> FloatArray:
    """[replicate, month, citizenship, country, right] person-months: in the registry times the share of days."""
    registered = by_country[..., REGISTERED_STATUS, :].sum(axis=4)
    return np.asarray(registered[..., None] * system.series.lost_rights.swapaxes(1, 2)[None])


def _clearance(waiting: Any, system: System) -> FloatArray:
    """[replicate, camp] days from the first departure until nobody waits, NaN if never."""
    result = np.full((waiting.shape[0], waiting.shape[2]), np.nan)
    for camp in range(waiting.shape[2]):
        departures = [each.day for each in system.operations if each.camp == camp]
        if not departures:
            continue
        for replicate in range(waiting.shape[0]):
            empty = np.flatnonzero(waiting[replicate, departures[0] :, camp] == 0)
            if empty.size:
                result[replicate, camp] = float(empty[0])
    return result
