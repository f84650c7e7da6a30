"""What intervals are worth when sources go wrong in ways that the model does not hold."""

from __future__ import annotations

import numpy as np
import pytest

from sapar.evidence.claims import Claim
from tests.estimates.calibration import machine_for
from tests.estimates.intervals import drawn_year_means, held, true_year_means, width
from tests.estimates.press import Distort, estimate_worlds, print_worlds
from tests.estimates.studies import YEAR_ONE, YEAR_TWO, claim, small_setting

pytest.importorskip("numpyro")

WORLDS = 200
LEAST = 0.85
"""Of 90 % intervals."""
HIT = 0
"""The corridor that the distorted claims speak of: AA in the east."""

CLAIMS = (
    claim("register-one", "register", "workers_present", "AA", "east", "2018-07-01", "300000", grade="A"),
    claim("register-two", "register", "workers_present", "AA", "east", "2019-07-01", "300000", grade="A"),
    claim(
        "registered-one", "register", "registrations", "AA", "east", YEAR_ONE, "450000", unit="registrations"
    ),
    claim(
        "registered-two", "register", "registrations", "AA", "east", YEAR_TWO, "450000", unit="registrations"
    ),
    claim("ministry-one", "ministry", "workers_present", "AA", "east", YEAR_ONE, "220000", hedge="nearly"),
    claim(
        "ministry-two", "second-ministry", "workers_present", "AA", "east", YEAR_TWO, "220000", hedge="about"
    ),
    claim(
        "paper-two", "paper", "workers_present", "AA", "east", YEAR_TWO, "300000", hedge="about", grade="C"
    ),
    claim("employed-two", "second-register", "officially_employed", "AA", "east", YEAR_TWO, "110000"),
    claim("west-one", "second-register", "workers_present", "BB", "west", "2018-07-01", "500000", grade="A"),
    claim("west-two", "second-ministry", "workers_present", "BB", "west", YEAR_TWO, "400000", hedge="about"),
    claim(
        "west-three",
        "weekly",
        "workers_present",
        "BB",
        "west",
        YEAR_TWO,
        "500000",
        hedge="at_least",
        grade="C",
    ),
    claim("foreigners", "second-register", "workers_present", "*", "west", "2018-10-01", "910000"),
)
COPIES = tuple(
    claim(
        f"copy-{each}",
        f"outlet-{each}",
        "workers_present",
        "AA",
        "east",
        YEAR_TWO,
        "300000",
        hedge="about",
        grade="C",
    )
    for each in range(1, 4)
)
MARKED = tuple(
    claim(
        f"copy-{each}", f"outlet-{each}", "workers_present", "AA", "east", YEAR_TWO, "300000",
        hedge="about", grade="C", copy_of="paper-two",
    )
    for each in range(1, 4)
)  # fmt: skip
OUTLETS = {f"outlet-{each}": "press" for each in range(1, 4)}
ECHOES = {f"copy-{each}": "paper-two" for each in range(1, 4)}
INVENTED = tuple(
    claim(f"invented-{each}", "inventor", "workers_present", "AA", "east", day, "300000", grade="C")
    for each, day in enumerate(("2018-04-01", "2018-10-01", "2019-04-01", "2019-10-01"))
)


SOURCES = (
    ("register-one", "register-two", "registered-one", "registered-two"),
    ("ministry-one",),
    ("ministry-two",),
    ("paper-two",),
)
"""Claims of each of four sources about the corridor."""


def undercount(numbers: dict[str, float], random: np.random.Generator) -> None:
    """One of the four sources, any of them, misses 10 to 30 % of those whom it would count otherwise."""
    _miss(numbers, SOURCES[random.integers(4)], random.uniform(0.1, 0.3))


def large_undercount(numbers: dict[str, float], random: np.random.Generator) -> None:
    """The same with 20 to 50 %."""
    _miss(numbers, SOURCES[random.integers(4)], random.uniform(0.2, 0.5))


def undercount_by_the_register(numbers: dict[str, float], random: np.random.Generator) -> None:
    """The register, from which half of all claims and the best ones come, misses 20 to 50 %.

    The study holds 80 to 125 % for its 80 % range: every one of these worlds lies outside.
    """
    _miss(numbers, SOURCES[0], random.uniform(0.2, 0.5))


def _miss(numbers: dict[str, float], names: tuple[str, ...], part: float) -> None:
    """Claims that count less."""
    for name in names:
        numbers[name] *= 1.0 - part


def double_registration(numbers: dict[str, float], random: np.random.Generator) -> None:
    """Everybody is registered 1.3 to 2 times as often as the rates of the study have it."""
    times = random.uniform(1.3, 2.0)
    for name in ("registered-one", "registered-two"):
        numbers[name] *= times


def unit_slip(numbers: dict[str, float], random: np.random.Generator) -> None:
    """One claim is printed in another unit: ten or a thousand times too much or too little."""
    name = random.choice(["register-one", "register-two", "ministry-one", "ministry-two", "paper-two"])
    numbers[name] *= random.choice([10.0, 0.1, 1000.0, 0.001])


def fabricated_series(numbers: dict[str, float], random: np.random.Generator) -> None:
    """Four half-yearly numbers that agree with each other and with nothing else, growing as invented series do."""
    begin = 300e3 * np.exp(random.uniform(-1.5, 1.5))
    growth = random.uniform(0.0, 0.15)
    for each in range(len(INVENTED)):
        numbers[f"invented-{each}"] = begin * (1.0 + growth) ** each


CASES = {
    "honest": (CLAIMS, None, {}, {}),
    "undercount": (CLAIMS, undercount, {}, {}),
    "double registration": (CLAIMS, double_registration, {}, {}),
    "copies": ((*CLAIMS, *MARKED), None, OUTLETS, ECHOES),
    "unit slip": (CLAIMS, unit_slip, {}, {}),
    "fabricated series": ((*CLAIMS, *INVENTED), fabricated_series, {"inventor": "press"}, {}),
}
BEYOND = {
    "large undercount": (CLAIMS, large_undercount, {}, {}),
    "undercount by the register": (CLAIMS, undercount_by_the_register, {}, {}),
    "copies that nobody marked": ((*CLAIMS, *COPIES), None, OUTLETS, ECHOES),
}
"""What evidence alone does not show: most of it agrees, and is wrong."""


@pytest.mark.long
@pytest.mark.parametrize("what", CASES)
def test_intervals_survive_sources_that_go_wrong(what: str) -> None:
    """90 % intervals of the corridor in question cover at least 85 %, over 200 worlds and both years."""
    assert coverage_under(what, *CASES[what]) >= LEAST


@pytest.mark.long
@pytest.mark.parametrize("what", BEYOND)
@pytest.mark.xfail(reason="see docs/method/estimates-calibration.md: a limit of the method", strict=True)
def test_intervals_survive_what_most_of_the_evidence_agrees_on(what: str) -> None:
    """The same is asked where most of the evidence is wrong alike; the measured numbers are on the page."""
    assert coverage_under(what, *BEYOND[what]) >= LEAST


def coverage_under(
    what: str,
    claims: tuple[Claim, ...],
    distort: Distort | None,
    kinds: dict[str, str],
    echoes: dict[str, str],
) -> float:
    """How often 90 % intervals of the corridor in question hold its truth."""
    printed = print_worlds(
        claims, small_setting(), WORLDS, seed=81, distort=distort, kinds=kinds, echoes=echoes
    )
    unknowns = estimate_worlds(printed, machine_for(printed.structure), draws=250, seed=82)
    truth, drawn = true_year_means(printed), drawn_year_means(printed, unknowns)
    inside = held(truth, drawn, 0.9)
    covered = float(inside[:, HIT].mean())
    print(f"{what}: corridor {covered:.3f}, all {inside.mean():.3f}, width {width(drawn[:, :, HIT]):.2f}")
    return covered
