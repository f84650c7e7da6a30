"""The calibration that comes with a bundled study belongs to it and to today's model."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sapar.calibration.keeping import read_calibration
from sapar.model.build import assemble
from sapar.study import Study, open_study
from sapar.study.calibration import kept_calibration, replay, shipped_calibration

MOST_BYTES = 400_000
REMAKE = "run: python tools/ship_calibration.py"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """The real case, whose runs go elsewhere."""
    return replace(open_study("central-asia"), results_folder=tmp_path)


def test_the_calibration_belongs_to_the_study(study: Study) -> None:
    """Its digest is that of today's ledger, assumptions, law, events, economy and model."""
    found, why = kept_calibration(study, assemble(study.declarations))

    assert found is not None, f"{why}; {REMAKE}"
    assert shipped_calibration(study).stat().st_size < MOST_BYTES


def test_the_model_answers_as_it_did(study: Study) -> None:
    """The first member, executed anew, answers every target as it did when the file was made."""
    kept = read_calibration(shipped_calibration(study))

    assert np.array_equal(replay(study, kept, 0), np.array(kept.record.probe), equal_nan=True), REMAKE


def test_members_are_within_the_ranges(study: Study) -> None:
    """No parameter of any member leaves the range of its row."""
    rows = {row.parameter: row for row in study.declarations.assumptions}
    table = read_calibration(shipped_calibration(study)).dataset["parameter_value"]

    for name in table["parameter"].values:
        assert rows[name].low <= table.sel(parameter=name).values.min(), REMAKE
        assert table.sel(parameter=name).values.max() <= rows[name].high, REMAKE
