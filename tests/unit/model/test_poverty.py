"""People below a poverty line: the survey in its own year, its other number without money, nothing where none is."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from sapar.errors import BrokenStudy
from sapar.model.mechanisms.poverty import below_line, hold_surveys
from sapar.model.mechanisms.remittances import home_pay
from sapar.model.system import System
from sapar.results.tables import Tables
from sapar.study import open_study
from sapar.study.limits import limits_of_surveys
from sapar.study.open import BUNDLED
from tests.unit.model.test_mechanisms import with_values
from tests.worlds import World

HEADER = "citizenship,from,until,below_line,below_without,line,source,grade,note\n"
SURVEY = 2018


def test_the_survey_is_found_in_its_year_and_carried_on(central_asia_system: System) -> None:
    """By hand: 9.6 % in 2018, 16.8 % once nothing is sent, 16.8 (9.6 / 16.8)^2 at twice as much over pay at home."""
    system = central_asia_system
    years = system.calendar.month_dates.astype("datetime64[Y]").astype(int) + 1970
    own = system.axes.citizenships.index("UZB")
    received = home_pay(system) * 1000.0
    received[years == SURVEY] *= 1.0 + 0.5 * np.sin(np.arange(12))[:, None]
    base = (received / home_pay(system))[years == SURVEY, own].mean() / 1000.0
    received[years == 2021] = 0.0
    received[years == 2024] *= 2.0 * base
    shares = below_line(system, received)

    assert shares[years == SURVEY, own] == pytest.approx(np.tile([0.096, 0.168], (12, 1)))
    assert shares[years == 2021, own] == pytest.approx(np.full((12, 2), 0.168))
    assert shares[years == 2024, own, 0] == pytest.approx(np.full(12, 0.168 * (0.096 / 0.168) ** 2))
    assert np.isnan(np.delete(shares, own, axis=1)).all()
    assert np.isnan(below_line(system, np.zeros_like(received))).all()
    steeper = below_line(with_values(system, poverty_response=1.5), received)
    assert steeper[years == SURVEY, own] == pytest.approx(np.tile([0.096, 0.168], (12, 1)))
    assert steeper[years == 2024, own, 0] == pytest.approx(np.full(12, 0.168 * (0.096 / 0.168) ** 2**1.5))


def test_a_survey_holds_until_it_has_ended(central_asia_system: System) -> None:
    """What differs from the month after the survey on leaves it; a difference in its last month sets it aside."""
    system = central_asia_system
    after = (SURVEY + 1 - int(system.calendar.start.year)) * 12
    own = system.axes.citizenships.index("UZB")

    assert np.array_equal(
        hold_surveys(system, after).series.below_line, system.series.below_line, equal_nan=True
    )
    assert np.isnan(hold_surveys(system, after - 1).series.below_line[:, own]).all()


def test_a_scenario_of_the_survey_year_has_no_answer_on_poverty(central_asia: World) -> None:
    """The rouble that falls in 2018 would hide its effect; the clocks stopped in 2020 come after the survey."""
    early, late = (
        central_asia.ensemble(people_per_agent=5000, scenario=each) for each in ("SC-05a", "SC-20")
    )

    assert np.isnan(early.system.series.below_line).all()
    assert np.isfinite(late.system.series.below_line).any()
    assert limits_of_surveys(late.baseline, late.system) == []
    [said] = limits_of_surveys(early.baseline, early.system)
    assert "UZB" in said["en"]


def test_less_money_leaves_more_below_the_line(central_asia_tables: Tables) -> None:
    """In the real case: between nothing and all, the more is received over pay at home in a year, the fewer."""
    shares = central_asia_tables.dataset["below_line"].sel(citizenship="UZB")
    with_money, without = shares.sel(money="with").values, shares.sel(money="without").values

    assert ((with_money > 0) & (with_money < without)).all()
    assert float(shares.sel(money="with", month=str(SURVEY)).mean()) == pytest.approx(0.096)
    assert central_asia_tables.dataset["below_line"].sel(citizenship="TJK").isnull().all()


FAULTS = {
    "ZZZ,2030,2030,0.1,0.2,a line,authors,X,": "unknown-citizenship",
    "QAA,2030,2030,0.3,0.2,a line,authors,X,": "value-outside-range",
    "QAA,2031,2030,0.1,0.2,a line,authors,X,": "dates-reversed",
}


@pytest.mark.parametrize("row", FAULTS)
def test_a_faulty_survey_is_refused(tmp_path: Path, row: str) -> None:
    """At its line, with the reason."""
    folder = tmp_path / "two-places"
    shutil.copytree(BUNDLED / "two-places", folder)
    (folder / "economy" / "poverty.csv").write_text(HEADER + row + "\n", encoding="utf-8")
    with pytest.raises(BrokenStudy) as caught:
        open_study(str(folder))

    assert [(each.position.line, each.code) for each in caught.value.problems] == [(2, FAULTS[row])]
    assert caught.value.problems[0].position.file == "economy/poverty.csv"
