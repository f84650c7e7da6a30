"""M7 Travel and entry: what a journey costs, by land or by air, and who is refused."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sapar.maths import FloatArray, exp, log, logistic
from sapar.model.mechanism import Mechanism, Tables
from sapar.model.system import AIR, LAND, OUTWARD, System

DAYS_A_MONTH = 30.4


def air_fares(system: System, epoch: NDArray[np.int16]) -> FloatArray:
    """[M, O, H] one-way air fare in US dollars: the dated series where there is one, else the link's fare."""
    layout = system.layout
    homes = layout.node_of_origin[:, None]
    hosts = layout.node_of_country[layout.country_of_region][None, :]
    dated = system.series.air_fare[:, homes, hosts]
    fare = np.where(np.isnan(dated), system.travel.fare[AIR, epoch], dated)
    return np.asarray(fare * system.series.air_fare_factor[:, homes, hosts])


def prepare(system: System) -> Tables:
    """The cheaper family of ways, time valued, is taken more often: a logit over the difference.

    c = fare + value_of_time * hours; share by air = 1 / (1 + exp((c_air - c_land) / mode_scale)); the cost of the
    journey is -mode_scale ln((exp(-c_air / mode_scale) + exp(-c_land / mode_scale)) / 2), so that no fare can rise
    and make travelling cheaper. Who can pay it is M6.
    """
    parameters, layout = system.parameters, system.layout
    epoch = system.ways.epoch[system.calendar.month_start]
    origins = layout.citizenship_of_origin.size
    citizenship = layout.citizenship_of_origin[:, None]
    here = np.arange(origins)[:, None]
    there = origins + np.arange(layout.country_of_region.size)[None, :]
    is_open = system.ways.is_open[:, epoch[:, None, None], citizenship, here, there]
    hours = parameters["value_of_time"] * system.travel.hours[:, epoch]
    land = np.where(is_open[LAND], system.travel.fare[LAND, epoch] + hours[LAND], np.inf)
    by_plane = air_fares(system, epoch)
    air = np.where(is_open[AIR], by_plane + hours[AIR], np.inf)
    flown, driven = np.where(is_open[AIR], air, 0.0), np.where(is_open[LAND], land, 0.0)
    by_choice = logistic((driven - flown) / parameters["mode_scale"])
    by_air = np.where(is_open[LAND] & is_open[AIR], by_choice, is_open[AIR] * 1.0)
    seats = system.seats[epoch, OUTWARD].transpose(0, 2, 1)
    by_list = seats[:, layout.citizenship_of_origin][:, :, layout.country_of_region] > 0
    shut = ~(is_open[LAND] | is_open[AIR])
    scale = parameters["mode_scale"]
    lower = np.minimum(flown, driven)
    either = lower - scale * log(0.5 * (exp((lower - flown) / scale) + exp((lower - driven) / scale)))
    both = is_open[LAND] & is_open[AIR]
    cost = np.where(shut, by_plane, np.where(both, either, flown + driven))
    cost = np.where(np.isfinite(cost), cost, 0.0)  # no way at all: out of the choice set by `reachable`
    return {
        "travel_cost": cost,
        "by_air": by_air,
        "reachable": ~shut | by_list,
        "by_list_only": shut & by_list,
        "refusal": np.full(
            (epoch.size, len(system.axes.countries), len(system.axes.citizenships)),
            parameters["refusal_share"],
        ),
    }


MECHANISM = Mechanism(
    code="M7",
    name="travel",
    parameters=("value_of_time", "mode_scale", "refusal_share"),
    needs=(),
    fills=("travel_cost", "by_air", "reachable", "by_list_only", "refusal"),
    prepare=prepare,
)
