"""Without crowding displacement is a Markov chain whose every mean is known; with it, luck is shared by scenarios."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import chi2, norm

from sapar.maths import FloatArray
from sapar.model.displacement import Displacement
from sapar.model.parameters import Parameters
from sapar.simulation.displacement import live_displacement, walk_through
from tests.walks import displacement, parameters, ring
from tests.worlds import FALSE_ALARM


def chance_to_be(world: Displacement, drawn: Parameters) -> FloatArray:
    """[day, start, place] chance that someone of a place is at a place on a morning, nobody crowded."""
    places, days = len(world.places), world.calendar.days
    leave, pull = world.leave_probability(drawn), world.pull(drawn)
    chances = np.zeros((days, places, places))
    here, coming = np.eye(places), np.zeros((days + 200, places, places))
    for day in range(days):
        here = here + coming[day]
        chances[day] = here
        open_pull = pull * world.is_open[world.epoch[day]]
        total = np.bincount(world.tail, open_pull, places)
        for arc in range(world.tail.size):
            if open_pull[arc] > 0:
                tail = world.tail[arc]
                gone = chances[day][:, tail] * leave[tail] * open_pull[arc] / total[tail]
                here[:, tail] = here[:, tail] - gone
                coming[day + world.days[arc], :, world.head[arc]] += gone
        coming[day] = 0.0
    return chances


def test_means_are_those_of_the_chain() -> None:
    """People at every place on every day scatter around the exact means, as multinomial numbers do.

    Notices a leave probability or arc share that is wrong by about 0.3 % of itself.
    """
    people = [40_000 + 5_000 * place for place in range(8)]
    world = displacement(people, [*ring(8, [1, 2, 4]), (0, 4, 3), (2, 7, 2)], days=50, shut={1: (10, 24)})
    chances = [0.0004, 0.003, 0.02, 0.05, 0.11, 0.3, 0.6, 0.9]
    drawn = parameters(chances)
    share = chance_to_be(world, drawn)
    mean = np.einsum("s,dsp->dp", people, share)
    spread = np.sqrt(np.einsum("s,dsp->dp", people, share * (1.0 - share)))
    known = spread > 3.0
    squares = []
    for replicate in range(6):
        run = live_displacement(world, drawn, seed=17, replicate=replicate)
        scores = ((run.people - mean) / np.where(known, spread, 1.0))[known]
        assert np.abs(scores).max() < norm.isf(FALSE_ALARM / 2 / scores.size)
        squares.append(float((scores**2).mean()))

    assert 0.6 < np.mean(squares) < 1.5


@pytest.mark.parametrize("chance", [0.0003, 0.004, 0.05, 0.3, 0.9, 0.9999])
def test_stays_are_geometric(chance: float) -> None:
    """With a constant chance p, day t is the first on which someone leaves with chance p (1 - p)^t."""
    people, days = 400_000, 30
    world = displacement([people, 0], [(0, 1, 1)], days=days)
    run = live_displacement(world, parameters([chance, 0.0]), seed=5, replicate=0)
    left = run.departures[:, 0]
    expected = people * chance * (1.0 - chance) ** np.arange(days)
    kept = expected > 10.0
    found = np.append(left[kept], people - left[kept].sum())
    wanted = np.append(expected[kept], people - expected[kept].sum())

    statistic = float(((found - wanted)[wanted > 10.0] ** 2 / wanted[wanted > 10.0]).sum())
    assert statistic < float(chi2.isf(FALSE_ALARM, int(kept.sum())))


def test_neighbours_and_days_are_independent() -> None:
    """Who leaves says nothing about who stands next, nor about the next day."""
    people = 300_000
    gone = []
    for day in (1, 2):
        world = displacement([people, 0], [(0, 1, 1)], days=day)
        walkers, _ = walk_through(world, parameters([0.2, 0.0]), seed=8, replicate=0)
        gone.append(walkers.place == 1)
    first = gone[0]
    later = gone[1] & ~gone[0]
    pairs = (first[1:] & first[:-1]).mean()
    left_after = later[1:][~first[1:] & first[:-1]].mean()

    assert abs(pairs - 0.04) < norm.isf(FALSE_ALARM / 2) * np.sqrt(0.04 / people) * 1.3
    assert abs(left_after - 0.2) < norm.isf(FALSE_ALARM / 2) * np.sqrt(0.16 / (0.16 * people))


def test_a_scenario_far_away_changes_little() -> None:
    """When one place's hazard is quadrupled, paired effects at distant places have far less variance than unpaired."""
    world = displacement([2_000] * 24, ring(24, [1, 2]), days=40)
    usual = [0.02] * 24
    raised = [0.08, *usual[1:]]
    runs = {
        name: np.array(
            [
                live_displacement(
                    world, parameters(chances, people_halving_pull=4_000.0), seed=seed, replicate=replicate
                ).people[-1]
                for replicate in range(24)
            ]
        )
        for name, chances, seed in (("base", usual, 1), ("paired", raised, 1), ("apart", raised, 2))
    }
    paired = (runs["paired"] - runs["base"]).var(axis=0)
    apart = (runs["apart"] - runs["base"]).var(axis=0)
    far = slice(8, 17)

    assert paired[far].sum() * 50 < apart[far].sum()
    assert paired[0] < apart[0]
    assert (runs["paired"] - runs["base"])[:, 0].mean() < -500


def test_a_change_without_effect_changes_nothing() -> None:
    """Shutting a link on no day, or changing the hazard of a place where nobody ever is, gives exactly zero."""
    people = [3_000, 3_000, 3_000, 0, 0]
    links = [(0, 1, 1), (1, 2, 1), (2, 0, 2), (3, 4, 1)]
    base = displacement(people, links, days=30)
    changed = displacement(people, links, days=30, shut={3: (0, 29)})
    one = live_displacement(base, parameters([0.03] * 5), seed=4, replicate=0)
    other = live_displacement(changed, parameters([0.03, 0.03, 0.03, 0.5, 1.0]), seed=4, replicate=0)

    assert np.array_equal(one.people, other.people)
    assert np.array_equal(one.departures, other.departures)
