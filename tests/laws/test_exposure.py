"""What holds of the registry, of bans and of families in every system."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sapar.model.declarations import Declarations
from sapar.model.declarations.law import FamilyRule, Rate
from sapar.model.system import System
from sapar.simulation.journeys import allowance
from sapar.simulation.run import Run
from sapar.simulation.simulate import simulate
from sapar.simulation.tables import BANNED, EXPELLED, LEFT_TOGETHER, LIFTED, NATURALISED, PARTED
from tests.worlds import SEED, World, with_parameters

ALWAYS: dict[str, Any] = {"source": "authors", "grade": "X"}


def lived(world: World, declarations: Declarations) -> tuple[System, Run]:
    """The smallest study, changed, lived once."""
    system = world.system(people_per_agent=20, declarations=declarations)
    return system, simulate(system, seed=SEED, replicate=0)


def with_rates(world: World, **rates: float) -> Declarations:
    """The smallest study with these rates a year in QXX, for all, from its first day."""
    first = world.declarations.frame.calendar.start
    rows = tuple(
        Rate(place="QXX", citizenship=("*",), from_=first, change=change, per_year=rate, **ALWAYS)
        for change, rate in rates.items()
    )
    return replace(world.declarations, rates=rows)


def with_bans_of(declared: Declarations, days: int) -> Declarations:
    """A copy in which every ban lasts so many days."""
    return replace(declared, sanctions=tuple(replace(row, ban_days=days) for row in declared.sanctions))


def test_longer_bans_keep_no_fewer_people_out(two_places: World) -> None:
    """[=] With exogenous expulsions and no way back anyway, longer bans never lower the banned stock, in any month."""
    declared = with_parameters(with_rates(two_places, expulsion=2.0), {"reconsider_home": 1e-9})
    short, middle, long = (lived(two_places, with_bans_of(declared, days))[1] for days in (60, 200, 2000))

    assert long.banned.max() > 0
    assert (short.banned <= middle.banned).all()
    assert (middle.banned <= long.banned).all()
    assert short.banned.sum() < long.banned.sum()


def test_a_rate_that_concerns_nobody_changes_nothing(two_places: World) -> None:
    """[=] Expulsions of people without status, in a world where the row names a country nobody comes from, are none."""
    base = lived(two_places, two_places.declarations)[1]
    first = two_places.declarations.frame.calendar.start
    row = Rate(place="QXX", citizenship=("QYY",), from_=first, change="expulsion", per_year=12.0, **ALWAYS)
    rows = (*two_places.declarations.rates, row)
    same = lived(two_places, replace(two_places.declarations, rates=rows))[1]

    assert base.digest == same.digest


def test_the_banned_are_those_banned_less_those_lifted(two_places: World) -> None:
    """Where bans outlast the period and nobody gets a second, the stock is those imposed less those lifted."""
    declared = with_rates(two_places, expulsion=2.0, lifted_ban=1.0)
    declared = with_parameters(with_bans_of(declared, 30_000), {"reconsider_home": 1e-9})
    run = lived(two_places, declared)[1]

    changes = run.standing[:, BANNED] - run.standing[:, LIFTED]
    lifted = run.standing[:, LIFTED]
    before = np.concatenate([np.zeros_like(changes[:1]), np.cumsum(changes, axis=0)[:-1]])
    assert run.standing[:, LIFTED].sum() > 0
    assert np.array_equal(run.banned, before - lifted)


def test_everyone_naturalised_is_settled(two_places: World) -> None:
    """The settled are all who were naturalised before; with those at home and away they are everyone."""
    system, run = lived(two_places, with_rates(two_places, naturalisation=0.5))

    naturalised = run.standing[:, NATURALISED].sum(axis=1)
    before = np.concatenate([np.zeros_like(naturalised[:1]), np.cumsum(naturalised, axis=0)[:-1]])
    assert np.array_equal(run.settled, before)
    assert run.settled[-1].sum() > 0
    everyone = run.at_home + run.travelling + run.settled + run.stock.sum(axis=(2, 3, 4, 5))
    assert (everyone == everyone[0]).all()
    assert system.people_per_agent > 0


def test_the_registry_alone_moves_nobody(two_places: World) -> None:
    """[=] Where sanctions frighten nobody, entering the registry changes a status and nothing else."""
    fearless = {"beta_sanctions": 0.0, "theta_sanction": 0.0}
    without = lived(two_places, with_parameters(with_rates(two_places, registry=0.0), fearless))[1]
    registered = lived(two_places, with_parameters(with_rates(two_places, registry=6.0), fearless))[1]

    assert registered.stock[..., 4, :].sum() > 0
    together = registered.stock.copy()
    together[..., 3, :] += together[..., 4, :]
    together[..., 4, :] = 0
    assert np.array_equal(together, without.stock)


@pytest.fixture(scope="module")
def families(two_places: World) -> Run:
    """Families barred from QXX from the second month on, one half of the workers leaving with theirs."""
    first = two_places.declarations.frame.calendar.date_of(31)
    row = FamilyRule(place="QXX", citizenship=("*",), from_=first, right="stay", answer="barred", **ALWAYS)
    declared = with_parameters(
        replace(two_places.declarations, family=(row,)),
        {"accompanied:QXX": 0.5, "accompanied:QYY": 0.5, "family_leaves": 0.5},
    )
    return lived(two_places, declared)[1]


def test_a_ban_on_families_leaves_none_behind(families: Run, two_places_system: System) -> None:
    """From the second month of a ban on, hardly anybody in that host is with a family; elsewhere nothing changes."""
    axes = two_places_system.axes
    here, there = axes.countries.index("QXX"), axes.countries.index("QYY")

    assert families.families[1, 0, here].sum() > 20 * families.families[4:, 0, here].sum(axis=1).max()
    assert families.families[4, 1, here].sum() > 0
    assert families.families[:, 1, there].sum() == 0
    assert families.families[-1, 0, there].sum() > 0


def test_a_ban_on_families_parts_them_or_sends_them_home(families: Run, two_places_system: System) -> None:
    """With chance one half a worker leaves: parted and left families are as many, but for chance."""
    here = two_places_system.axes.countries.index("QXX")
    parted, left = (int(families.standing[:, kind, here].sum()) // 20 for kind in (PARTED, LEFT_TOGETHER))

    assert parted + left > 50
    assert abs(parted - left) < 5.0 * np.sqrt(parted + left)


def test_nobody_is_expelled_without_a_rate(two_places: World) -> None:
    """Authorities act at the rates of the study alone."""
    run = lived(two_places, with_rates(two_places))[1]

    assert run.standing[:, EXPELLED].sum() == 0


class Visitor:
    """The days an agent has used, and where."""

    def __init__(self, used: int, used_country: int, left: int) -> None:
        self.used, self.used_country, self.left = used, used_country, left


@pytest.mark.parametrize(
    ("country", "left", "allowed"),
    [(0, 100, 30), (1, 100, 90), (0, 20, 90)],
    ids=["there", "elsewhere", "long ago"],
)
def test_days_used_in_one_host_are_free_in_another(
    two_places_system: System, country: int, left: int, allowed: int
) -> None:
    """Sixty of ninety days used in host 0 leave thirty there, all ninety in host 1, and are forgotten in time."""
    rule = type("Rule", (), {"stay_days": 90, "stay_window": 180, "stay_counting": 1})()

    assert allowance.py_func(Visitor(60, 0, left), rule, country, 0, 110) == allowed
    assert two_places_system.axes.countries
