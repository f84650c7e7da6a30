"""Reconciliation of claims."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

import numpy as np
import pytest

from sapar.estimates import Belief, Posterior, Setting, reconcile
from sapar.evidence.claims import Claim
from sapar.evidence.ledger import Ledger
from sapar.evidence.sources import Source

WIDE = Belief(value=100_000.0, low=10_000.0, high=1_000_000.0)
SURE = Belief(value=1.0, low=0.999, high=1.001)
UNSURE = Belief(value=1.0, low=0.3, high=3.0)


def claim(name: str, value: float, *, source: str = "register", year: int = 2030, **values: Any) -> Claim:
    """So many workers of A in X in the middle of a year, from an official count."""
    usual: dict[str, Any] = {
        "claim": name, "source": source, "definition": "workers_present", "quantity": "workers", "value": value,
        "citizenship": ("A",), "place": ("X",), "from_": datetime.date(year, 1, 1),
        "until": datetime.date(year, 12, 31), "hedge": "point", "as_printed": str(value), "grade": "A",
    }  # fmt: skip
    return Claim(**(usual | values))


def ledger(claims: Iterable[Claim]) -> Ledger:
    """A ledger with a register, a ministry and a newspaper."""
    sources = tuple(
        Source(source=name, kind=kind, name=name, grade="A")
        for name, kind in (("register", "registry"), ("ministry", "ministry"), ("paper", "press"))
    )
    return Ledger(sources=sources, claims=tuple(claims))


def setting(**values: Any) -> Setting:
    """Two citizenships, one host, three years; all kinds of source are trusted to count right."""
    usual: dict[str, Any] = {
        "citizenships": ("A", "B"), "countries": ("X",), "years": (2029, 2030, 2031),
        "reference_year": lambda _: 2030, "prior_stock": {("A", "X"): WIDE},
        "coverage": {"registry": SURE, "ministry": SURE, "press": SURE}, "registrations_per_person": {"X": 2.5},
        "official_share": {("A", "X"): 0.5}, "worker_share": {("A", "X"): 0.25}, "is_shut": lambda _: False,
    }  # fmt: skip
    return Setting(**(usual | values))


def estimate(*claims: Claim, draws: int = 1, **values: Any) -> Posterior:
    """What the claims say together."""
    return reconcile(ledger(claims), setting(**values), draws=draws, seed=1)


def stock(posterior: Posterior, year: int = 2030, citizenship: int = 0) -> float:
    """Median people in the host."""
    return float(posterior.median[citizenship, 0, posterior.years.index(year)])


def test_one_claim_is_believed() -> None:
    """With a wide prior, a single claim gives itself, to 3 %."""
    assert stock(estimate(claim("one", 250_000.0))) == pytest.approx(250_000.0, rel=0.03)


def test_two_equal_claims_meet_between() -> None:
    """Two claims of one weight give their geometric mean."""
    posterior = estimate(claim("one", 100_000.0), claim("other", 200_000.0))

    assert stock(posterior) == pytest.approx(np.sqrt(100_000.0 * 200_000.0), rel=0.03)
    assert [pull.weight for pull in posterior.pulls] == pytest.approx([0.5, 0.5])


def test_the_better_claim_weighs_more() -> None:
    """An official count and a vague remark meet near the count."""
    found = stock(estimate(claim("count", 100_000.0), claim("remark", 300_000.0, grade="X", hedge="vague")))

    assert 100_000.0 < found < 130_000.0


def test_without_claims_the_prior_holds() -> None:
    """A corridor nobody speaks about keeps its prior, in every year; one without a prior stays empty."""
    posterior = estimate()

    assert np.allclose(posterior.median[0, 0], WIDE.value, rtol=1e-6)
    assert (posterior.median[1] == 0.0).all()


def test_neighbouring_years_lie_close() -> None:
    """A claim about one year moves the years beside it, less the farther they are."""
    posterior = estimate(claim("one", 400_000.0, year=2029), reference_year=lambda _: 2031)

    assert stock(posterior, 2029) > stock(posterior, 2030) > stock(posterior, 2031) > WIDE.value


@pytest.mark.parametrize(
    ("definition", "printed"),
    [
        ("registrations", 2.5),
        ("officially_employed", 0.5),
        ("citizens_present", 1.0 / 0.25),
        ("workers_present", 1.0),
    ],
)
def test_each_definition_has_its_operator(definition: str, printed: float) -> None:
    """What a source counts is turned into people: registrations, contracts, all citizens present."""
    posterior = estimate(claim("one", 100_000.0 * printed, definition=definition))

    assert stock(posterior) == pytest.approx(100_000.0, rel=0.03)
    assert posterior.pulls[0].fitted == pytest.approx(100_000.0 * printed, rel=0.05)


def test_a_bias_is_learnt_where_kinds_of_source_conflict() -> None:
    """A ministry that reports half of what a trusted register counts, year after year, is found to count half."""
    years = (2029, 2030, 2031)
    posterior = estimate(
        *(claim(f"register-{year}", 100_000.0, year=year) for year in years),
        *(claim(f"ministry-{year}", 50_000.0, year=year, source="ministry") for year in years),
        coverage={"registry": SURE, "ministry": UNSURE},
    )

    assert stock(posterior) == pytest.approx(100_000.0, rel=0.05)
    assert posterior.bias["ministry"] == pytest.approx(0.5, rel=0.1)
    assert posterior.bias["registry"] == pytest.approx(1.0, rel=0.02)


def test_claims_made_while_ways_were_shut_are_held_out() -> None:
    """A claim of a day on which ways were shut is named and moves nothing."""
    shut = claim("shut", 900_000.0, year=2031)
    posterior = estimate(claim("one", 100_000.0), shut, is_shut=lambda date: date.year == 2031)

    assert posterior.held_out == ("shut",)
    assert [pull.claim for pull in posterior.pulls] == ["one"]
    assert np.array_equal(posterior.median, estimate(claim("one", 100_000.0)).median)


@pytest.mark.parametrize(
    "values",
    [
        {"definition": "permits_issued"}, {"place": ()}, {"place": ("X", "Y")}, {"citizenship": ("A", "Z")},
        {"from_": None, "until": None}, {"value": None}, {"value": 0.0},
    ],
)  # fmt: skip
def test_claims_about_something_else_move_nothing(values: dict[str, Any]) -> None:
    """Claims without a number, date or host, about others, or of another kind of thing are left aside."""
    other = claim("other", **({"value": 9e6} | values))

    assert np.array_equal(estimate(other).median, estimate().median)


def test_a_claim_about_two_citizenships_is_about_their_sum() -> None:
    """People of both together are those of each, added."""
    both = claim("both", 300_000.0, citizenship=("A", "B"))
    posterior = estimate(both, prior_stock={("A", "X"): WIDE, ("B", "X"): WIDE})

    assert stock(posterior) + stock(posterior, citizenship=1) == pytest.approx(300_000.0, rel=0.03)


def test_draws_surround_the_median_with_the_spread_of_the_evidence() -> None:
    """The first draw is the median; others spread as widely as claim and definition are uncertain."""
    posterior = estimate(claim("one", 250_000.0), draws=4000)
    draws = np.log(posterior.draws[1:, 0, 0, 1])

    assert np.array_equal(posterior.draws[0], posterior.median)
    assert draws.mean() == pytest.approx(np.log(posterior.median[0, 0, 1]), abs=0.02)
    assert draws.std() == pytest.approx(np.hypot(0.08, 0.15), rel=0.1)
    assert np.array_equal(posterior.draws, estimate(claim("one", 250_000.0), draws=4000).draws)


def test_a_year_outside_the_period_takes_the_nearest() -> None:
    """Stocks of a year before the period are those of its first year."""
    posterior = estimate(claim("one", 250_000.0))

    assert np.array_equal(posterior.of_year(1990), posterior.of_year(2029))
    assert np.array_equal(posterior.of_year(2050), posterior.of_year(2031))
