"""A study calibrated from end to end: small, resumable, blind to what is held out, and used by runs."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sapar.calibration.keeping import FILE, read_calibration, write_calibration
from sapar.calibration.result import Spread
from sapar.errors import Cancelled, DamagedFile, MissingExtra, NothingToCalibrate
from sapar.estimates import Posterior
from sapar.model.build import assemble, ranges_of
from sapar.study import Options, Study, run_study
from sapar.study import calibration as stage
from sapar.study.calibration import Calibrated, calibrate_study, kept_calibration
from sapar.study.calibration_problem import CalibrationOptions, problem_of
from tests.worlds import World, with_parameters, with_period

OPTIONS = CalibrationOptions(members=20, steps=1, people_per_agent=40, jobs=1)


@pytest.fixture(scope="module", autouse=True)
def _quick() -> object:
    """Stocks from a quick look: what NumPyro adds is tested elsewhere."""

    def refuse(*_: object, **__: object) -> None:
        raise MissingExtra(found="numpyro", why="is left out here", try_="")

    patch = pytest.MonkeyPatch()
    patch.setattr(stage, "estimate_study", refuse)
    yield
    patch.undo()


@pytest.fixture(scope="module")
def short(two_places_study: Study, tmp_path_factory: pytest.TempPathFactory) -> Study:
    """The smallest study over one year, with its own folder of results."""
    declared = with_period(
        two_places_study.declarations, datetime.date(2030, 1, 1), datetime.date(2030, 12, 31)
    )
    return replace(two_places_study, declarations=declared, results_folder=tmp_path_factory.mktemp("runs"))


@pytest.fixture(scope="module")
def made(short: Study) -> Calibrated:
    """Its calibration."""
    return calibrate_study(short, OPTIONS)


def test_members_are_within_the_ranges_of_the_study(short: Study, made: Calibrated) -> None:
    """Every parameter of every member lies between the ends of its row of assumptions.csv."""
    rows = {row.parameter: row for row in short.declarations.assumptions}
    table = made.calibration.dataset["parameter_value"]

    assert made.calibration.members == OPTIONS.members
    assert len(made.calibration.parameters) > 50
    for name in made.calibration.parameters:
        values = table.sel(parameter=name).values
        assert (rows[name].low <= values).all()
        assert (values <= rows[name].high).all()
        assert np.ptp(values) > 0


def test_what_is_held_out_is_not_seen(short: Study, made: Calibrated) -> None:
    """Neither a claim nor a figure held out is among the targets, and changing its number changes nothing."""
    record = made.calibration.record
    used = {name for each in record.residuals for name in (each.id, *each.claims)}
    claims = tuple(
        replace(claim, value=10.0 * claim.value) if claim.claim == "C2" and claim.value else claim
        for claim in short.ledger.claims
    )
    changed = replace(short, ledger=replace(short.ledger, claims=claims, history=()))

    assert set(record.held_out) == {"C2", "T02", "T04"}
    assert not used & set(record.held_out)
    assert kept_calibration(changed, assemble(changed.declarations))[0] is not None


def test_the_same_question_is_answered_from_the_store(short: Study, made: Calibrated) -> None:
    """Nothing is executed a second time."""
    again = calibrate_study(short, OPTIONS, progress=lambda *_: pytest.fail("something was executed"))

    assert again.from_store
    assert again.path == made.path


def test_an_interrupted_calibration_goes_on_to_the_same_bytes(
    short: Study, made: Calibrated, tmp_path: Path
) -> None:
    """Stopped in the first and in the second round and begun again, the file is the same to the last bit."""
    study = replace(short, results_folder=tmp_path)
    counts = []

    def stop_at(most: float) -> Callable[[float, int], None]:
        def progress(done: float, _: int) -> None:
            counts.append(done)
            if done >= most:
                raise KeyboardInterrupt

        return progress

    for most in (14.0, 36.0):
        with pytest.raises(Cancelled):
            calibrate_study(study, OPTIONS, stop_at(most))
    counts.clear()
    whole = calibrate_study(study, OPTIONS, lambda done, _: counts.append(done))

    assert min(count for count in counts if count > 0) >= 8
    assert whole.path.read_bytes() == made.path.read_bytes()
    assert sorted(path.name for path in whole.path.parent.iterdir()) == [FILE]


def test_a_run_takes_its_parameters_and_stocks_from_the_members(short: Study, made: Calibrated) -> None:
    """Every replicate has the parameters of one member, and says so."""
    tables = run_study(short, Options(people_per_agent=40, replicates=3, jobs=1)).tables
    members = made.calibration
    order = members.order(3, short.declarations.settings.seed)

    assert tables.meta["calibration"] == members.record.digest
    assert not any("sapar calibrate" in warning["en"] for warning in tables.meta["warnings"])
    names = list(tables.dataset["parameter"].values)
    for replicate, member in enumerate(order):
        drawn = dict(zip(names, tables.dataset["parameter_value"].values[replicate], strict=True))
        assert {name: drawn[name] for name in members.parameters} == members.values(member)


def test_a_scenario_that_sets_a_parameter_keeps_it(two_places: World, made: Calibrated) -> None:
    """What a scenario sets is not undone by the members; everything else is theirs."""
    from sapar.study.run import _ensemble

    changed = with_parameters(two_places.declarations, {"beta_wage": 0.33})
    base = assemble(two_places.declarations, people_per_agent=40)
    posterior: Posterior = two_places.posterior
    found = _ensemble(two_places.study, changed, (), posterior, 2, 1, 40, base, made.calibration)
    members = made.calibration.order(2, 1)

    for draw, member in zip(found.draws, members, strict=True):
        assert draw.parameters["beta_wage"] == 0.33
        assert draw.baseline_parameters["beta_wage"] == made.calibration.values(member)["beta_wage"]
        assert draw.parameters["beta_network"] == made.calibration.values(member)["beta_network"]
        assert np.array_equal(draw.start_stock, made.calibration.start_stock(member))


def test_other_inputs_make_it_stale(short: Study, made: Calibrated) -> None:
    """A changed range, figure, event or rule leaves the members aside; a title and a reason do not."""
    declared = short.declarations
    system = assemble(declared)

    def changed(**parts: object) -> Study:
        return replace(short, declarations=replace(declared, **parts))  # type: ignore[arg-type]

    first, *others = declared.assumptions
    figures = tuple(
        replace(figure, value=2.0 * figure.value) if figure.value and figure.figure == "T01" else figure
        for figure in short.ledger.figures
    )
    stale = [
        changed(assumptions=(replace(first, high=first.high * 1.01), *others)),
        changed(events=declared.events[1:]),
        changed(stay=declared.stay[1:]),
        changed(settings=replace(declared.settings, not_calibrated=("beta_wage",))),
        replace(short, ledger=replace(short.ledger, figures=figures)),
    ]
    same = [
        changed(assumptions=(replace(first, why="Said anew."), *others)),
        changed(settings=replace(declared.settings, title={"en": "Another"}, replicates=9, seed=5)),
    ]

    assert all(kept_calibration(study, system) == (None, "stale") for study in stale)
    assert all(kept_calibration(study, system)[0] is not None for study in same)
    assert made.calibration.record.digest


def test_a_run_without_a_calibration_says_so(short: Study, tmp_path: Path) -> None:
    """Its parameters come from their ranges, and the command that would change that is named."""
    alone = replace(short, results_folder=tmp_path)
    tables = run_study(alone, Options(people_per_agent=40, replicates=1, jobs=1)).tables

    assert tables.meta["calibration"] is None
    assert any("sapar calibrate two-places" in warning["en"] for warning in tables.meta["warnings"])


def test_a_record_is_read_as_it_was_written(made: Calibrated, tmp_path: Path) -> None:
    """Numbers that do not exist, such as what a bound leaves open, included."""
    first, *others = made.calibration.record.residuals
    said = Spread(median=math.nan, low90=-math.inf, high90=math.inf)
    record = replace(made.calibration.record, residuals=(replace(first, said=said, apart=math.nan), *others))
    write_calibration(tmp_path / FILE, replace(made.calibration, record=record))
    found = read_calibration(tmp_path / FILE)

    assert repr(found.record) == repr(record)
    assert found.dataset.equals(made.calibration.dataset)


def test_a_damaged_file_is_refused(made: Calibrated, tmp_path: Path) -> None:
    """One changed number breaks the seal."""
    import h5py

    path = tmp_path / FILE
    path.write_bytes(made.path.read_bytes())
    with h5py.File(path, "r+") as file:
        file["parameter_value"][0, 0] += 1e-9

    with pytest.raises(DamagedFile):
        read_calibration(path)


def test_parameters_that_the_study_keeps_are_not_calibrated(short: Study, tmp_path: Path) -> None:
    """`not_calibrated` leaves a parameter, or all of a family, as assumed."""
    settings = replace(short.declarations.settings, not_calibrated=("beta_wage", "danger"))
    study = replace(
        short, declarations=replace(short.declarations, settings=settings), results_folder=tmp_path
    )
    problem = problem_of(study, OPTIONS)
    names = {each.name for each in problem.prior.ranges}

    assert not names & {"beta_wage", "danger:QXX", "danger:QYY"}
    assert problem.prior.rest["beta_wage"] == 0.4
    assert "beta_network" in names


def test_a_study_without_ranges_is_refused(short: Study, tmp_path: Path) -> None:
    """Where nothing can move there is nothing to calibrate, and the message says what is missing."""
    fixed = with_parameters(
        short.declarations, {each.name: each.value for each in ranges_of(short.declarations)}
    )
    study = replace(short, declarations=fixed, results_folder=tmp_path)

    with pytest.raises(NothingToCalibrate, match="range"):
        calibrate_study(study, OPTIONS)
