"""Why figures differ: a product of reasons."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sapar.estimates.stocks.claims import compile_claims
from sapar.estimates.stocks.gaps import CorridorFigures, FigureGap, corridor_figures
from tests.unit.estimates.stocks.small_estimates import CLAIMS, small_page
from tests.unit.estimates.stocks.worlds import ledger, setting


def _product(figure: FigureGap) -> float:
    """All four factors."""
    return figure.dates * figure.counting * figure.kind * figure.rest


@pytest.fixture(name="corridor", scope="module")
def _corridor(tmp_path_factory: pytest.TempPathFactory) -> CorridorFigures:
    """Workers of A in X: two years, three definitions, three kinds of source."""
    return small_page(tmp_path_factory.mktemp("estimate")).figures[0]


def test_the_gap_of_any_two_figures_is_the_product_of_its_reasons(corridor: CorridorFigures) -> None:
    """No part of a gap is lost or counted twice."""
    for one in corridor.figures:
        for two in corridor.figures:
            assert one.people / two.people == pytest.approx(_product(one) / _product(two), rel=1e-6)


def test_figures_stand_from_the_largest_to_the_smallest(corridor: CorridorFigures) -> None:
    """A share of the residents stands among them as people."""
    people = {figure.claim: figure.people for figure in corridor.figures}

    assert list(people.values()) == sorted(people.values(), reverse=True)
    assert people["share"] == pytest.approx(0.02 * 10_000_000)
    assert corridor.fold == pytest.approx(250_000 / 60_000)


def test_a_rate_for_each_person_is_the_definition_s_part(corridor: CorridorFigures) -> None:
    """Registrations of a whole year count each person present as often as the prior's rate says."""
    registered = next(figure for figure in corridor.figures if figure.claim == "registered")

    assert registered.counting == pytest.approx(2.5, rel=0.15)
    assert dict(corridor.by_definition)["workers_present"].median == pytest.approx(corridor.stock.median)


def test_a_figure_that_prints_twice_as_much_differs_in_nothing_but_the_rest(tmp_path: Path) -> None:
    """The estimate's own reasons do not depend on what is printed."""
    page, where = small_page(tmp_path), setting()
    doubled = [
        replace(claim, value=2.0 * claim.value) if claim.claim == "guild" else claim for claim in CLAIMS
    ]
    terms = compile_claims(ledger(*doubled), where).used
    again = corridor_figures(page.estimate.dataset, terms, where)[0]

    before, after = (
        next(figure for figure in each.figures if figure.claim == "guild")
        for each in (page.figures[0], again)
    )
    assert (before.dates, before.counting, before.kind) == (after.dates, after.counting, after.kind)
    assert math.isclose(after.rest, 2.0 * before.rest, rel_tol=1e-9)
    assert np.isclose(after.seen.median, before.seen.median)
