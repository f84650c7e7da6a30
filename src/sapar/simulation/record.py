"""Booking what happens: empty tables, the month's stocks and the month's moves, in agents."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sapar.maths import summed_by
from sapar.model.mechanism import Table
from sapar.model.system import System
from sapar.simulation.channels import empty_channels, shares_of_homes
from sapar.simulation.tables import STANDINGS, STATUSES, WORKS, Tallies
from sapar.simulation.waiting import LONGEST_WAIT


def empty_record(system: System) -> dict[str, Any]:
    """Zeros for every table of a `Run`, in agents."""
    axes = system.axes
    months, days = system.calendar.months, system.calendar.days
    citizenships, countries, regions = len(axes.citizenships), len(axes.countries), len(axes.regions)
    camps, nodes = len(axes.camps), len(axes.nodes)
    shapes = {
        "stock": (months, citizenships, len(axes.sexes), regions, STATUSES - 1, WORKS),
        "at_home": (months, citizenships),
        "travelling": (months, citizenships),
        "unable": (months, citizenships),
        "flow": (months, citizenships, nodes, nodes),
        "first_departures": (months, citizenships),
        "refused": (months, countries, citizenships),
        "standing": (months, STANDINGS, countries, citizenships),
        "families": (months, 2, countries, citizenships),
        "banned": (months, countries, citizenships),
        "settled": (months, citizenships),
        "crossing": (months, len(axes.crossings), 2, citizenships),
        "waiting_by_sex": (months, len(axes.sexes)),
        "waiting_elderly": (months,),
        "stranded": (days, citizenships, 2),
        "camp": (4, days, camps, citizenships),
        "waits": (camps, LONGEST_WAIT + 1),
        "attempts": (days, camps),
        "pushed_back": (days, camps),
        "boarded": (len(system.operations),),
    }
    record: dict[str, Any] = {name: np.zeros(shape, np.int64) for name, shape in shapes.items()}
    record["income"] = np.zeros((months, citizenships, countries, 2))
    record["returnees"] = np.zeros((months, 2, citizenships))
    record["belief"] = np.zeros((days, camps, citizenships))
    return record | empty_channels(system)


def people_away(system: System, stock: NDArray[np.int64]) -> NDArray[np.int64]:
    """[C] agents away from home: in a host, or under way to one."""
    by_group = stock[:, :, 1:, :].sum(axis=(1, 2, 3))
    citizenship = system.layout.citizenship_of_origin[system.layout.origin_of_group]
    return summed_by(citizenship, len(system.axes.citizenships), by_group)


def home_nodes(system: System) -> NDArray[np.int64]:
    """[C] index of each citizenship's own country among all countries."""
    return np.array([system.axes.nodes.index(code) for code in system.axes.citizenships])


def count_month(
    system: System, record: dict[str, Any], month: int, stock: NDArray[np.int64], tables: dict[str, Table]
) -> None:
    """Book the stocks at the month's start."""
    axes, layout = system.axes, system.layout
    citizenship = layout.citizenship_of_origin[layout.origin_of_group].astype(np.int64)
    count, sexes = len(axes.citizenships), len(axes.sexes)
    hosts, nowhere = stock[:, :-1, 1:, :], stock[:, -1]
    by_sex = summed_by(citizenship * sexes + axes.sex_of_group, count * sexes, hosts)
    record["stock"][month] = by_sex.reshape(count, sexes, *by_sex.shape[1:])
    others = np.stack([nowhere[:, 0, 0], nowhere[:, :, 1].sum(axis=1), nowhere[:, 0, 2]], axis=1)
    of_citizens = summed_by(citizenship, count, others)
    for column, name in enumerate(("at_home", "travelling", "settled")):
        record[name][month] = of_citizens[:, column]
    record["returnees"][month] = tables["returnees"]
    waiting = hosts[..., 2].sum(axis=(1, 2))
    record["waiting_by_sex"][month] = summed_by(axes.sex_of_group, sexes, waiting)
    record["waiting_elderly"][month] = waiting[axes.age_of_group == len(axes.ages) - 1].sum()
    weight = shares_of_homes(system)[:, :, None]
    for column, name in enumerate(("income_informal", "income_formal")):
        record["income"][month, ..., column] = (tables[name] * weight).sum(axis=1)


def tally_month(record: dict[str, Any], month: int, tallies: Tallies) -> None:
    """Book the month's moves."""
    record["flow"][month] = tallies.flow
    record["unable"][month] = tallies.unable
    record["refused"][month] = tallies.refused
    record["standing"][month] = tallies.standing
    record["families"][month] = tallies.families
    record["crossing"][month] = tallies.crossing
    record["first_departures"][month] = tallies.first_departures
