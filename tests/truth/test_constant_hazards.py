"""Under constant hazards the simulation gives the answers of elementary probability."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import chi2, norm

from sapar.model.mechanism import Aggregates, run_schedule
from sapar.model.mechanisms import SCHEDULE
from sapar.model.system import System
from sapar.simulation.run import Run
from sapar.simulation.simulate import simulate
from tests.worlds import FALSE_ALARM, SEED, World, assert_share, calm_system, with_more_people


def stocks(system: System, people: float) -> np.ndarray:
    """[C, D] so many people of the first citizenship in the first host."""
    result = np.zeros((len(system.axes.citizenships), len(system.axes.countries)))
    result[0, 0] = people
    return result


def abroad(run: Run) -> np.ndarray:
    """[M] people of the first citizenship in hosts."""
    return run.stock[:, 0].sum(axis=(1, 2, 3, 4))


@pytest.mark.parametrize(
    ("factor", "number", "chance"), [(1, 60_000, 0.05), (1, 60_000, 0.2), (20, 1_500_000, 0.1)]
)
def test_stays_are_geometric(
    two_places: World, two_places_system: System, factor: int, number: int, chance: float
) -> None:
    """With a constant chance p of returning, stays last k months with chance p (1 - p)^(k - 1).

    Notices a chance that is wrong by about 3 % of itself; among a million and a half people, by 0.8 %.
    """
    started = stocks(two_places_system, number)
    system = calm_system(
        with_more_people(two_places.declarations, factor),
        {"reconsider_abroad": chance, "reconsider_home": 1e-9},
        start=started,
        reference=stocks(two_places_system, 1.0),
    )

    present = abroad(simulate(system, seed=SEED, replicate=0))
    assert present[0] == number
    lasted = np.append(-np.diff(present), present[-1])
    months = np.arange(lasted.size - 1)
    expected = number * np.append(chance * (1.0 - chance) ** months, (1.0 - chance) ** months.size)

    statistic = float(((lasted - expected) ** 2 / expected).sum())
    assert statistic < float(chi2.isf(FALSE_ALARM, lasted.size - 1))


@pytest.mark.parametrize("factor", [1, 20])
def test_a_chain_of_two_places_reaches_its_stationary_share(
    two_places: World, two_places_system: System, factor: int
) -> None:
    """People who leave with chance a and return with chance r a month are abroad for the share of the cycle.

    The cycle is 1/a months at home, 1/r abroad, and on average T/30.4 first days of a month under way each
    time, T days being the journey. Notices an error of 2 % in the chance of leaving.
    """
    system = calm_system(
        with_more_people(two_places.declarations, factor),
        {
            "reconsider_abroad": 0.3,
            "reconsider_home": 0.5,
            "experience_bonus": 0.0,
            "jobless_return_push": 0.0,
        },
        start=stocks(two_places_system, 0.0),
        reference=stocks(two_places_system, 30_000.0 * factor),
    )
    run = simulate(system, seed=SEED, replicate=0)

    total = int(run.at_home[0, 0])
    late = slice(18, 24)
    layout, calendar = system.layout, system.calendar
    ours = np.flatnonzero(layout.citizenship_of_origin[layout.origin_of_group] == 0)
    nobody = np.zeros((len(system.axes.citizenships), len(system.axes.countries)))
    tables = run_schedule(
        SCHEDULE,
        system,
        Aggregates(
            month=0, abroad=nobody, unemployed_share=nobody, unemployed_now=nobody, home=system.group_people
        ),
    )
    leave = float(tables["leave_home"][ours[0]])
    assert np.allclose(tables["leave_home"][ours], leave, rtol=1e-6)
    under_way = run.travelling[late, 0].mean() / total
    share = abroad(run)[late].mean() / total

    assert calendar.months == 24
    expected = (1.0 - under_way) * (1.0 / 0.3) / (1.0 / 0.3 + 1.0 / leave)
    spread = np.sqrt(expected * (1.0 - expected) / total)
    assert abs(share - expected) < float(norm.isf(FALSE_ALARM / 2.0)) * spread + 0.002
    first_year, home = slice(0, 12), system.axes.nodes.index("QAA")
    assert_share(int(run.flow[first_year, 0, home].sum()), int(run.at_home[first_year, 0].sum()), leave)


@pytest.mark.parametrize("reference", [5_000.0, 20_000.0])
def test_an_empty_host_fills_to_its_reference_stock(
    two_places: World, two_places_system: System, reference: float
) -> None:
    """Solved constants hold: from nobody abroad, the stock settles at the reference stock, journeys apart.

    At a time about one in ten of those away are on a journey of a day or more around the first of a month, so the
    stock may be 5 % below.
    """
    system = calm_system(
        two_places.declarations,
        {
            "reconsider_abroad": 0.3,
            "reconsider_home": 0.5,
            "experience_bonus": 0.0,
            "jobless_return_push": 0.0,
        },
        start=stocks(two_places_system, 0.0),
        reference=stocks(two_places_system, reference),
    )

    settled = abroad(simulate(system, seed=SEED, replicate=0))[18:].mean()

    assert 0.95 * reference < settled < 1.02 * reference


def test_the_reference_stock_holds_where_some_leave_more_readily(
    two_places: World, two_places_system: System
) -> None:
    """Those who leave readily are more often away, so that fewer of them are left to go: the constants know.

    The stock settles where it does when all are alike, to 2 %; had the mean readiness been taken for that of those at
    home, it would settle a tenth lower.
    """
    ours = two_places_system.layout.citizenship_of_origin[two_places_system.layout.origin_of_group] == 0
    reference = stocks(two_places_system, float(0.25 * two_places_system.group_people[ours].sum()))
    calm = {
        "reconsider_abroad": 0.2, "reconsider_home": 0.3, "experience_bonus": 0.0, "jobless_return_push": 0.0,
    }  # fmt: skip
    unlike = {
        "propensity_female": 0.3, "propensity_30-44": 0.6, "propensity_45-59": 0.3, "propensity_60+": 0.1,
    }  # fmt: skip
    alike, settled = (
        abroad(
            simulate(
                calm_system(
                    two_places.declarations, {**calm, **readiness}, start=reference, reference=reference
                ),
                seed=SEED,
                replicate=0,
            )
        )[15:].mean()
        for readiness in ({}, unlike)
    )

    assert settled == pytest.approx(alike, rel=0.02)


@pytest.mark.parametrize(("losing", "finding"), [(0.07, 0.35), (0.1, 0.1)])
def test_unemployment_rests_where_losses_and_finds_balance(
    two_places: World, two_places_system: System, losing: float, finding: float
) -> None:
    """With chances s of losing and f of finding work, s / (s + f) of those abroad have none, in every month."""
    rest = losing / (losing + finding)
    system = calm_system(
        two_places.declarations,
        {
            "separation_formal": losing,
            "separation_informal": losing,
            "finding": finding,
            "employed_on_arrival": 1.0 - rest,
        },
        start=stocks(two_places_system, 40_000.0),
        reference=stocks(two_places_system, 40_000.0),
    )
    stock = simulate(system, seed=SEED, replicate=0).stock[:, 0].sum(axis=(1, 2, 3))

    for month in (0, 1, 6, 23):
        employed, unemployed, stranded = (int(count) for count in stock[month])
        assert stranded == 0
        assert_share(unemployed, employed + unemployed, rest)
