"""From claims to terms of the likelihood, by hand."""

from __future__ import annotations

import datetime
from typing import Any

import numpy as np
import pytest

from sapar.estimates import Belief
from sapar.estimates.stocks.arrays import numpy_library
from sapar.estimates.stocks.claims import compile_claims
from sapar.estimates.stocks.hedges import hedged
from sapar.estimates.stocks.kernels import ABOVE, BELOW, BOX
from sapar.estimates.stocks.latent import live, see
from sapar.evidence.claims import Claim
from tests.unit.estimates.stocks.worlds import claim, ledger, setting, structure

YEAR = {"from_": datetime.date(2030, 1, 1), "until": datetime.date(2030, 12, 31)}


def expected(one: Claim, **assumptions: Belief) -> float:
    """What the claim's source would see if every unknown were at its prior median."""
    model = structure(one, where=setting(**assumptions))
    unknowns = np.zeros(model.names.size)
    return float(np.exp(see(unknowns, model.inputs, model.names, numpy_library()).mean[0]))


def stocks() -> tuple[np.ndarray, np.ndarray]:
    """[corridor, instant] stocks and [corridor, quarter] arrivals at the prior median; A-X, A-Y, B-X."""
    model = structure(claim("one", 1.0))
    world = live(np.zeros(model.names.size), model.inputs, model.names, numpy_library())
    return world.stock, world.inflow


def mean_of_2030() -> float:
    """Mean stock of one corridor in 2030, day by day between the first days of quarters."""
    days = np.arange(datetime.date(2030, 1, 1).toordinal(), datetime.date(2031, 1, 1).toordinal())
    edges = [datetime.date(2030, month, 1).toordinal() for month in (1, 4, 7, 10)] + [days[-1] + 1]
    return float(np.interp(days, edges, stocks()[0][0, 4:]).mean())


def test_a_moment_reads_the_stock_of_the_day() -> None:
    """The first of July is the third quarter's first day."""
    assert expected(claim("one", 1.0)) == pytest.approx(stocks()[0][0, 6])


@pytest.mark.parametrize(
    ("values", "factor"),
    [
        ({}, 1.0),
        ({"citizenship": ("A", "B")}, 2.0),
        ({"place": ("*",)}, 2.0),
        ({"citizenship": ("*",)}, 2.0 / 0.7),
        ({"definition": "citizens_present"}, 1.0),
        ({"definition": "registrations", "unit": "registrations"}, 2.5 * 365 / 365.25),
        ({"definition": "officially_employed", "citizenship": ("B",)}, 0.5),
        ({"definition": "share", "quantity": "share of population", "unit": "percent"}, 1e-7),
    ],
)
def test_operators_by_hand(values: dict[str, Any], factor: float) -> None:
    """Over the year 2030, each definition is the mean stock times a factor that can be worked out by hand."""
    assert expected(claim("one", 1.0, **YEAR, **values)) == pytest.approx(factor * mean_of_2030(), rel=1e-9)


def test_citizens_are_more_than_workers() -> None:
    """Where a share of workers is given, those present for all purposes are more."""
    share = {"worker_share__A_TO_X": Belief(value=0.25, low=0.2, high=0.3)}

    assert expected(claim("one", 1.0, definition="citizens_present"), **share) == pytest.approx(
        4.0 * expected(claim("one", 1.0), **share)
    )


def test_coverage_multiplies() -> None:
    """A kind of source that counts three quarters prints three quarters."""
    half = {"coverage__press": Belief(value=0.75, low=0.5, high=1.0)}

    assert expected(claim("one", 1.0, source="paper"), **half) == pytest.approx(0.75 * stocks()[0][0, 6])


@pytest.mark.parametrize(
    ("definition", "rate", "on_arrival"), [("entries", 2.0, 0.5), ("permits_issued", 0.5, 0.0)]
)
def test_arrivals_and_those_present(definition: str, rate: float, on_arrival: float) -> None:
    """Arrivals of all quarters of the year and the mean stock over it, in parts; free work takes no permit."""
    one = claim("one", 1.0, definition=definition, unit="entries", **YEAR)
    wanted = on_arrival * stocks()[1][0, 4:].sum() + (1.0 - on_arrival) * mean_of_2030() * 365 / 365.25

    assert expected(one) == pytest.approx(rate * wanted, rel=1e-9)
    if definition == "permits_issued":
        both = claim("both", 1.0, definition=definition, citizenship=("A", "B"), unit="permits", **YEAR)
        assert expected(both) == pytest.approx(rate * wanted, rel=1e-9)


def test_a_count_over_part_of_a_year_is_less_sure() -> None:
    """A quarter has the whole further spread, three quarters a third of its variance, a year none."""
    ends = ((3, 31), (9, 30), (12, 31))
    spreads = []
    for month, day in ends:
        when = {"from_": datetime.date(2030, 1, 1), "until": datetime.date(2030, month, day)}
        one = claim("one", 1.0, definition="registrations", unit="registrations", **when)
        spreads.append(float(structure(one).inputs.measured.spread[0]))
    quarter, three, year = (each**2 for each in spreads)

    assert quarter - year == pytest.approx(0.25**2, rel=0.01)
    assert three - year == pytest.approx(0.25**2 / 3.0, rel=0.02)


def test_ratios_read_two_years() -> None:
    """Last year over first year; the source's bias cancels, its drift does not."""
    where = {"from_": datetime.date(2029, 1, 1), "until": datetime.date(2031, 1, 1)}
    ratio = claim("one", 2.0, definition="ratio", unit="times", quantity="growth", **where)
    model = structure(ratio)

    assert expected(ratio) == pytest.approx(1.0, rel=0.02)
    assert not model.inputs.measured.source.any()
    assert model.inputs.measured.spread[0] > 0.17


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"definition": "no_data", "value": None}, "nobody counts"),
        ({"definition": "irregular"}, "ranks nobody"),
        ({"citizenship": ("Q",)}, "no group"),
        ({"place": ("X-NORTH",)}, "by whole host"),
        ({"citizenship": ("B",), "place": ("Y",)}, "prior_stock:B-Y"),
        (
            {"from_": datetime.date(2020, 1, 1), "until": datetime.date(2020, 1, 1)},
            "outside the study's period",
        ),
        ({"from_": None, "until": None}, "no date"),
        ({"value": None, "low": None}, "no number"),
        ({"definition": "registrations", "place": ("Y",)}, "registrations_per_person_year:Y"),
        ({"definition": "permits_issued", "citizenship": ("B",)}, "without a permit"),
        ({"definition": "officially_employed"}, "official_share:A-X"),
        ({"definition": "share", "quantity": "lost their job", "unit": "percent"}, "do not hold"),
        ({"definition": "ratio", "unit": "times"}, "two dates"),
    ],
)
def test_what_cannot_be_read_is_listed_with_its_reason(values: dict[str, Any], reason: str) -> None:
    """No claim vanishes in silence."""
    found = compile_claims(ledger(claim("one", **({"value": 5.0} | values))), setting())

    assert not found.used
    assert reason in found.unused[0].reason


def test_a_copied_claim_changes_nothing() -> None:
    """However often a number is repeated, it counts once; the model is the same to the bit."""
    original = claim("one", 90_000.0)
    copies = [claim(f"copy{index}", 90_000.0, source="paper", copy_of="one") for index in range(3)]
    copies.append(claim("copy of a copy", 90_000.0, source="guild", copy_of="copy1"))
    alone, together = structure(original), structure(original, *copies)

    assert together.names == alone.names
    for one, other in zip(alone.inputs.measured[:12], together.inputs.measured[:12], strict=True):
        assert np.array_equal(one, other)
    assert [each.reason for each in compile_claims(ledger(original, *copies), setting()).unused] == [
        "repeats one, which counts once"
    ] * 4


def test_a_copy_speaks_where_the_original_cannot() -> None:
    """If the original is not in the ledger, one of its copies counts, and only one."""
    copies = [claim(name, 90_000.0, source="paper", copy_of="lost") for name in ("first", "second")]

    assert [term.claim.claim for term in compile_claims(ledger(*copies), setting()).used] == ["first"]


@pytest.mark.parametrize(
    ("value", "hedge", "words", "kernel", "width"),
    [
        (632_300.0, "about", "about 632,300", BOX, np.log1p(0.02)),
        (6_000_000.0, "about", "about 6 million", BOX, np.log1p(0.1)),
        (1_822_933.0, "point", "1,822,933", BOX, np.log1p(0.002)),
        (360_000.0, "nearly", "nearly 360,000", BELOW, 10 / 360),
        (105_000.0, "at_least", "more than 105,000", ABOVE, 2 * 5 / 105),
        (10.0, "at_least", "at least tenfold", ABOVE, 0.6),
        (2.0, "at_most", "less than 2", BELOW, 0.2),
        (50_000.0, "at_most", "up to 50,000", BELOW, 0.6),
        (50_000.0, "at_most", "не более 50 тысяч", BELOW, 0.6),
    ],
)
def test_words_choose_the_kernel(value: float, hedge: str, words: str, kernel: int, width: float) -> None:
    """The more digits, the narrower."""
    found = hedged(claim("one", value, hedge=hedge, as_printed=words), setting())

    assert found is not None
    assert found.kernel == kernel
    assert found.number == pytest.approx(value)
    assert (found.half if kernel == BOX else found.excess) == pytest.approx(width)


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [("hundreds of thousands", 2e5, 1e6), ("dozens", 24.0, 120.0), ("сотни тысяч человек", 2e5, 1e6)],
)
def test_vague_words_are_wide_boxes(words: str, low: float, high: float) -> None:
    """A magnitude without a number stands for everything in it."""
    found = hedged(claim("one", None, hedge="vague", as_printed=words), setting())

    assert found is not None
    assert np.exp([found.centre - found.half, found.centre + found.half]) == pytest.approx([low, high])


def test_a_range_is_its_own_box() -> None:
    """From its lower to its upper end."""
    found = hedged(claim("one", None, low=1.2e6, high=1.5e6, hedge="range"), setting())

    assert found is not None
    assert np.exp([found.centre - found.half, found.centre + found.half]) == pytest.approx([1.2e6, 1.5e6])


def test_claims_reach_only_what_they_speak_of() -> None:
    """A claim on A in X says nothing of A in Y or B in X: its density does not move with them."""
    model = structure(claim("one", 90_000.0))
    library, names = numpy_library(), model.names
    random = np.random.Generator(np.random.Philox(1))
    here = random.standard_normal(names.size)
    there = here.copy()
    for name in ("level", "change", "shock", "exit_rate", "worker_share"):
        place, shape = names.blocks[name]
        block = there[place].reshape(shape)
        block[1:] = random.standard_normal(block[1:].shape)
    one, other = (see(each, model.inputs, names, library).mean for each in (here, there))

    assert np.array_equal(one, other)
    assert not np.array_equal(here, there)
