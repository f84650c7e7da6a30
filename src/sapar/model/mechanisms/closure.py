"""M18 Closure: who is stranded when the ways home are shut, who gathers at a crossing, and what they believe."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sapar.maths import FloatArray
from sapar.model.mechanism import Aggregates, Mechanism, Tables
from sapar.model.mechanisms.camp_needs import PARAMETERS_OF_NEEDS, tension
from sapar.model.mechanisms.travel import DAYS_A_MONTH
from sapar.model.parameters import Parameters
from sapar.model.system import HOMEWARD, System

WITHOUT_PAPERS = 2
"""A visitor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CampDay:
    """What happened at the camps on one day, in people."""

    waiting: FloatArray
    """[K, C] at the end of the day."""
    boarded: FloatArray
    """[K, C] taken home."""
    rumour: FloatArray
    """[K, C] size of today's rumours."""
    told: FloatArray
    """[K, C] share of belief that today's information takes away."""


def updated_beliefs(system: System, belief: FloatArray, today: CampDay) -> FloatArray:
    """[K, C] belief of each citizenship that the crossing lets its people through, 0 to 1.

    belief' = (belief + (1 - belief) (rumour + passed * share who got through) - belief * stuck * share who did not)
              * (1 - told)
    """
    parameters = system.parameters
    present = today.waiting + today.boarded
    passed = np.where(present > 0, today.boarded / np.maximum(present, 1.0), 0.0)
    stuck = np.where(present > 0, 1.0 - passed, 0.0)
    rise = np.minimum(today.rumour + parameters["belief_passed"] * passed, 1.0)
    after = belief + (1.0 - belief) * rise - belief * parameters["belief_stuck"] * stuck
    return np.asarray(after * (1.0 - today.told))


def attempt_chance(
    parameters: Parameters, waiting: FloatArray, mean_wait: FloatArray, deprivation: FloatArray
) -> FloatArray:
    """[K] chance that people try to cross the closed line today: the camp's tension, at most 1."""
    return np.asarray(np.minimum(tension(parameters, waiting, mean_wait, deprivation), 1.0))


def blocked_returns(system: System, aggregates: Aggregates, go_home: FloatArray) -> FloatArray:
    """[D, C] chance that a return which meets shut ways is not put off.

    `urgent_home` cannot be put off. Where seats by list go home, the others put it off only as far as the list is too
    short for all who would return: the chance is seats over returns, between urgent_home and 1, as those who go out
    by list fill theirs (M2).

    Parameters
    ----------
    go_home
        [O, H, work, status] chance of returning in a month.
    """
    urgent = system.parameters["urgent_home"]
    day = int(system.calendar.month_start[aggregates.month])
    seats = system.seats[int(system.ways.epoch[day]), HOMEWARD] * DAYS_A_MONTH
    if not seats.any():
        return np.full(seats.shape, urgent)
    layout, jobless = system.layout, aggregates.unemployed_now
    by_work = go_home[..., WITHOUT_PAPERS]
    returns = np.zeros((len(system.axes.countries), len(system.axes.citizenships)))
    weight = np.bincount(layout.citizenship_of_origin).astype(np.float64)
    for region, country in enumerate(layout.country_of_region):
        idle = jobless[layout.citizenship_of_origin, country]
        chance = by_work[:, region, 0] * (1.0 - idle) + by_work[:, region, 1] * idle
        mean = np.bincount(layout.citizenship_of_origin, chance) / weight
        returns[country] += aggregates.abroad[:, country] * system.migrant_share[region] * mean
    share = seats / np.maximum(returns, 1e-9)
    return np.asarray(np.clip(share, urgent, 1.0))


def fill(system: System, aggregates: Aggregates, tables: Tables) -> Tables:
    """The month's chances: a blocked return that is not put off, giving up, going to a crossing per belief."""
    parameters = system.parameters
    return {
        "urgent": blocked_returns(system, aggregates, tables["go_home"]),
        "settle": np.array([parameters["stranded_settle"]]),
        "to_camp": np.array([parameters["crossing_attempt"]]),
        "give_up_camp": np.array([parameters["camp_give_up"]]),
    }


MECHANISM = Mechanism(
    code="M18",
    name="closure",
    parameters=(
        "urgent_home",
        "stranded_settle",
        "crossing_attempt",
        "camp_give_up",
        "belief_start",
        "belief_passed",
        "belief_stuck",
        "tension_base",
        "tension_wait",
        "attempt_size",
        *PARAMETERS_OF_NEEDS,
    ),
    needs=("go_home",),
    fills=("urgent", "settle", "to_camp", "give_up_camp"),
    fill=fill,
)
