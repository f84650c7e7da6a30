"""Bands over uncertain stocks."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from sapar.estimates.flows import (
    Balanced,
    Bands,
    Rule,
    Uncertainty,
    account_gap,
    balance,
    draw_rule,
    flows_by_rule,
    implied_natives,
    minimum,
    mixture,
    monte_carlo,
)
from sapar.estimates.flows.bands import draw_tables
from tests.unit.estimates.flows.examples import Table, random_tables


def flows_between(period: int, start: Table, end: Table, rule: Rule) -> Table:
    """Smallest migration, whatever the period and the rule."""
    del period, rule
    return minimum(balance(start, end))


def test_certain_stocks_have_no_band() -> None:
    """Without error every draw is the estimate."""
    start, end = random_tables(5, 1)
    (band,) = monte_carlo([start, end], flows_between, Uncertainty(relative_error=0.0, draws=8))

    for found in (band.low, band.median, band.high):
        assert_allclose(found, minimum(balance(start, end)), rtol=1e-6, atol=1e-6)


def test_draws_depend_on_their_number_only() -> None:
    """Threads and the number of draws change no draw."""
    start, end = random_tables(5, 2)
    runs = [
        monte_carlo([start, end, start], flows_between, Uncertainty(draws=draws, threads=threads))
        for draws, threads in ((12, 1), (12, 3), (20, 2))
    ]

    for period in range(2):
        assert_array_equal(runs[0][period].total, runs[1][period].total)
        assert_array_equal(runs[0][period].low, runs[1][period].low)
        assert_array_equal(runs[0][period].total, runs[2][period].total[:12])


def test_drawn_stocks_have_the_error_asked_for() -> None:
    """Mean, standard error and correlation between dates are as stated; populations stay; false alarm below 1e-6."""
    table = np.full((3, 3), 1e4)
    np.fill_diagonal(table, 1e9)
    spread = np.full((2, 3, 3), 0.2)
    uncertainty = Uncertainty(persistence=0.8)
    drawn = np.array(
        [
            draw_tables([table, table], spread, uncertainty, draw, keep_populations=True)
            for draw in range(4000)
        ]
    )
    cells = np.log(drawn[:, :, 0, 1])

    assert_allclose(drawn.sum(axis=2), np.broadcast_to(table.sum(axis=0), (4000, 2, 3)), rtol=1e-12)
    assert drawn[:, 0, 0, 1].mean() == pytest.approx(1e4, rel=5 * 0.2 / np.sqrt(4000))
    assert cells.std(axis=0) == pytest.approx(np.sqrt(np.log(1.04)), rel=0.06)
    assert np.corrcoef(cells.T)[0, 1] == pytest.approx(0.8, abs=0.04)


def test_populations_and_accounts_hold_in_every_draw() -> None:
    """Net migration of a place does not depend on who was born where, so it is the same in every draw."""
    start, end = random_tables(5, 4)
    nets = []

    def noted(period: int, first: Table, last: Table, rule: Rule) -> Table:
        """Mixture by the rule drawn, its net totals noted."""
        del period
        flows = mixture(balance(first, last), seed=rule.preference, weight=rule.weight)
        nets.append(flows.sum(axis=0) - flows.sum(axis=1))
        return flows

    monte_carlo([start, end], noted, Uncertainty(draws=10, threads=1))

    for net in nets:
        assert_allclose(net, end.sum(axis=0) - start.sum(axis=0), atol=1e-7)


def test_errors_of_stocks_alone_are_covered() -> None:
    """The smallest migration of the truth lies in the band in about nine of ten of 80 worlds seen with 3 % error.

    With a coverage of 0.9 fewer than 61 or all 80 have a chance of 1e-3 together. Bands between the quantiles of the
    draws themselves, too narrow where draws are few, would cover 0.87.
    """
    hits = 0
    for world in range(80):
        start, end = random_tables(6, 100 + world)
        uncertainty = Uncertainty(relative_error=0.03, draws=60, seed=world)
        (band,) = monte_carlo(seen_with_errors(start, end, uncertainty), flows_between, uncertainty)
        low, high = band.total_band
        hits += int(low <= minimum(balance(start, end)).sum() <= high)

    assert 61 <= hits < 80


def test_few_draws_make_no_narrower_band() -> None:
    """One more draw lies in the band of 19 draws with a chance of 0.9; false alarm below 1e-4."""
    random = np.random.default_rng(1)
    drawn = random.standard_normal((2000, 20))
    empty = np.zeros((1, 1))
    inside = 0
    for one in drawn:
        low, high = Bands(low=empty, median=empty, high=empty, total=one[:19]).total_band
        inside += int(low <= one[19] <= high)

    assert inside / 2000 == pytest.approx(0.9, abs=4 * np.sqrt(0.09 / 2000))


def test_flows_of_worlds_like_the_assumptions_lie_in_their_bands() -> None:
    """Where truth follows a rule of the kind that is drawn, nine tenths of corridors lie in their bands.

    Corridors of one world err together: over 40 worlds their mean coverage has a standard error near 0.02.
    """
    covered = [
        coverage(
            world, lambda balanced, number: flows_by_rule(balanced, "mixture", unlike_any_draw(number)), 0.03
        )
        for world in range(40)
    ]

    assert 0.82 < np.mean(covered) < 0.96


@pytest.mark.parametrize(("spread", "lowest", "highest"), [(1.0, 0.85, 1.0), (0.0, 0.0, 0.3)])
def test_flows_of_people_who_choose_lie_in_their_bands(spread: float, lowest: float, highest: float) -> None:
    """Where every person decides, and homes and some corridors draw more, the bands hold; without the rule they fail.

    Bands of the stocks' errors alone, about one point estimate of an ambiguous thing, hold about one corridor in eight.
    """
    covered = []
    for world in range(12):
        start, end, flows = people_who_choose(world)
        uncertainty = Uncertainty(
            relative_error=0.03, draws=60, seed=world, seed_spread=spread, weight_error=0.05 * spread
        )
        (band,) = monte_carlo(seen_with_errors(start, end, uncertainty), by_rule, uncertainty)
        covered.append(((band.low <= flows) & (flows <= band.high))[~np.eye(6, dtype=bool)].mean())

    assert lowest <= np.mean(covered) <= highest


def test_accounts_close_under_every_rule() -> None:
    """Rules move people between corridors; those who leave and reach each place stay as many but for the weight."""
    balanced = balance(*random_tables(6, 3))
    for draw in range(5):
        rule = draw_rule(draw, 6, weight=0.87, weight_error=0.05, spread=1.0, seed=1)
        flows = flows_by_rule(balanced, "mixture", rule)
        plain = mixture(balanced, weight=rule.weight)

        assert_allclose(account_gap(balanced, flows), 0.0, atol=1e-3)
        assert_allclose(flows.sum(axis=1), plain.sum(axis=1), rtol=1e-5)
        assert flows.min() >= 0.0


def test_rules_have_the_weight_and_spread_asked_for() -> None:
    """Mean and standard error of the weight, and the spread of preferences, over 4,000 rules."""
    rules = [draw_rule(draw, 4, weight=0.8, weight_error=0.06, spread=0.7, seed=5) for draw in range(4000)]
    weights = np.array([rule.weight for rule in rules])
    logs = np.log([rule.preference for rule in rules])

    assert weights.mean() == pytest.approx(0.8, abs=5 * 0.06 / np.sqrt(4000))
    assert weights.std() == pytest.approx(0.06, rel=0.06)
    assert logs.std() == pytest.approx(0.7, rel=0.02)


def by_rule(period: int, start: Table, end: Table, rule: Rule) -> Table:
    """Mixture by the rule drawn."""
    del period
    return flows_by_rule(balance(start, end), "mixture", rule)


def unlike_any_draw(number: int) -> Rule:
    """A rule of the kind that is drawn, by another seed."""
    return draw_rule(number, 6, weight=0.87, weight_error=0.05, spread=1.0, seed=9_999)


def seen_with_errors(start: Table, end: Table, uncertainty: Uncertainty) -> list[Table]:
    """Both tables as a statistician sees them."""
    spread = np.full((2, *start.shape), uncertainty.relative_error)
    return draw_tables([start, end], spread, uncertainty, 10_000, keep_populations=True)


def coverage(world: int, truth: Callable[[Balanced, int], Table], error: float) -> float:
    """Share of the corridors of a made-up world whose true flow lies in its band."""
    start, end = random_tables(6, 200 + world)
    flows = truth(balance(start, end), world)
    uncertainty = Uncertainty(relative_error=error, draws=60, seed=world)
    (band,) = monte_carlo(seen_with_errors(start, end, uncertainty), by_rule, uncertainty)
    return float(((band.low <= flows) & (flows <= band.high))[~np.eye(6, dtype=bool)].mean())


def people_who_choose(seed: int) -> tuple[Table, Table, Table]:
    """Stocks at both dates and true flows: 2 % of natives leave, 12 % of others; home draws most."""
    random = np.random.default_rng(seed)
    start = random.integers(0, 2000, (6, 6)) * (random.random((6, 6)) < 0.7)
    np.fill_diagonal(start, random.integers(20_000, 90_000, 6))
    drawn_to = np.exp(random.normal(0.0, 1.0, (6, 6)) + random.normal(0.0, 0.7, 6))
    end, flows = np.zeros((6, 6)), np.zeros((6, 6))
    for birthplace in range(6):
        for place in range(6):
            leaving = random.binomial(start[birthplace, place], 0.02 if place == birthplace else 0.12)
            chances = drawn_to[place].copy()
            if place != birthplace:
                chances[birthplace] += 0.6 * chances.sum()
            chances[place] = 0.0
            moved = random.multinomial(leaving, chances / chances.sum())
            end[birthplace] += moved
            end[birthplace, place] += start[birthplace, place] - leaving
            flows[place] += moved
    return start.astype(np.float64), end, flows


def test_independent_errors_look_like_moves() -> None:
    """Where nobody moved, errors that persist add no moves, and independent ones do: why persistence is a setting."""
    start, _ = random_tables(6, 5)
    totals = [
        monte_carlo([start, start], flows_between, Uncertainty(persistence=kept, draws=20))[0].total.mean()
        for kept in (1.0, 0.95, 0.0)
    ]

    assert totals[0] == pytest.approx(0.0, abs=1e-6)
    assert totals[0] < totals[1] < 0.5 * totals[2]


def test_flows_without_native_born_depend_on_changes_only() -> None:
    """Smallest migration is the same with implied native born and with many more of them."""
    start, end = random_tables(5, 6)
    implied = implied_natives(start, end)
    many = balance(implied.start + 1e6 * np.eye(5), implied.end + 1e6 * np.eye(5))

    assert_allclose(minimum(implied), minimum(many), rtol=1e-9, atol=1e-9)
    assert_allclose(minimum(implied), minimum(balance(start, end)), rtol=1e-9, atol=1e-9)
