"""The bundled studies are read whole, and their schemas describe them."""

from __future__ import annotations

import datetime
import shutil
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML

from sapar.files.folder import StudyFolder
from sapar.files.tables import read_table
from sapar.model.declarations.events import Closure, Corridor
from sapar.problems import Problems
from sapar.scenarios.inputs import Inputs, read_inputs
from sapar.scenarios.scenario import AddEvent, ChangeEvent, WithoutEvent, matches
from sapar.scenarios.schemas import TABLES, schemas

STUDIES = Path(str(files("sapar"))) / "studies"
BUNDLED = sorted(path.name for path in STUDIES.iterdir() if path.is_dir())


@pytest.fixture(scope="module")
def two_places() -> Inputs:
    """The made-up study."""
    return read_inputs(STUDIES / "two-places")


@pytest.mark.parametrize("name", BUNDLED)
def test_a_bundled_study_has_no_problems(name: str) -> None:
    """Every table and file is read without one."""
    inputs = read_inputs(STUDIES / name)

    assert inputs.declarations.settings.name == name
    assert inputs.ledger.claims
    assert inputs.scenarios


def test_the_made_up_study_is_what_it_says(two_places: Inputs) -> None:
    """Two homes, two hosts, one crossing with one camp, 200,000 adults, two years."""
    frame = two_places.declarations.frame

    assert frame.citizenships == ("QAA", "QBB")
    assert frame.hosts == ("QXX", "QYY")
    assert [place.place for place in frame.places.of_kind("camp")] == ["CAMP-GATE"]
    assert frame.places.country_of("CAMP-GATE") == "QXX"
    assert frame.groups.people.sum() == 200_000
    assert frame.calendar.days == 730


def test_events_and_scenarios_are_typed(two_places: Inputs) -> None:
    """Each kind of event and change has its own class."""
    events = {event.id: event for event in two_places.declarations.events}
    shut, buses = events["gate-shut"], events["gate-buses"]
    scenarios = {scenario.id: scenario for scenario in two_places.scenarios}

    assert isinstance(shut, Closure)
    assert (shut.between, shut.citizenships, shut.modes) == (("QAA", "QXX"), ("*",), ("road", "foot"))
    assert isinstance(buses, Corridor)
    assert buses.dates == (datetime.date(2031, 5, 10),)
    assert scenarios["zero"].changes == ()
    change, without, addition = scenarios["closure"].changes
    assert isinstance(change, ChangeEvent)
    assert change.values == {"until": datetime.date(2031, 12, 31)}
    assert isinstance(without, WithoutEvent)
    assert isinstance(addition, AddEvent)
    assert isinstance(addition.event, Closure)


def test_an_explicit_code_beside_all_is_no_overlap(two_places: Inputs) -> None:
    """A row for one citizenship stands beside the row for all, and a proposed row anywhere."""
    rows = two_places.declarations.stay

    assert [row.covers("QBB", datetime.date(2030, 6, 1)) for row in rows] == [True, True, True, False]
    assert [row.is_in_force for row in rows] == [True, True, True, False]
    assert [matches(row, {"place": "QXX", "citizenship": "QBB"}) for row in rows] == [
        False,
        True,
        False,
        False,
    ]


def test_repeated_corridors_depart_until_their_last_day(two_places: Inputs) -> None:
    """A weekly train runs on its first day and every seventh day after."""
    buses = next(event for event in two_places.declarations.events if isinstance(event, Corridor))
    fields = {name: getattr(buses, name) for name in buses.__dataclass_fields__}
    weekly = Corridor(**fields | {"every_days": 7, "until": datetime.date(2031, 5, 31)})

    assert [date.day for date in weekly.dates] == [10, 17, 24, 31]


def test_parameters_nobody_reads_are_refused_only_when_asked(tmp_path: Path) -> None:
    """With the model's own list of names a misspelt parameter is pointed at."""
    study = Path(shutil.copytree(STUDIES / "two-places", tmp_path / "study"))
    inputs = read_inputs(study)
    names = {assumption.parameter.partition(":") for assumption in inputs.declarations.assumptions}
    known = {family + colon for family, colon, _ in names}

    assert read_inputs(study, known).declarations == inputs.declarations
    with pytest.raises(Exception, match="1 problem") as raised:
        read_inputs(study, known - {"beta_wage"})
    assert "[unknown-parameter]" in str(raised.value)


@pytest.mark.parametrize("name", BUNDLED)
def test_the_schemas_describe_the_bundled_studies(name: str) -> None:
    """What the readers accept, the JSON Schemas accept; they are derived from one declaration."""
    all_schemas = schemas()
    folder = StudyFolder(path=STUDIES / name)
    for spec in TABLES:
        table = read_table(folder, spec, Problems())
        validator = jsonschema.Draft202012Validator(all_schemas[spec.file])
        numbers = {column.name for column in spec.columns if column.kind in ("integer", "number")}
        rows = [
            {column: row[column] if column in numbers else text for column, text in as_written(row).items()}
            for row in table.rows
        ]
        assert [error.message for error in validator.iter_errors(rows)] == [], spec.file
    for file in (
        "study.yaml",
        "events.yaml",
        *(path.name for path in (STUDIES / name / "scenarios").iterdir()),
    ):
        is_scenario = file not in all_schemas
        path = STUDIES / name / ("scenarios" if is_scenario else "") / file
        validator = jsonschema.Draft202012Validator(all_schemas["scenarios/*.yaml" if is_scenario else file])
        assert [error.message for error in validator.iter_errors(plain(path))] == [], file


def as_written(row: Any) -> dict[str, str]:
    """The texts of a row by column, blank cells left out."""
    return {column: row.cells.texts[index] for column, index in row.order.items() if row.cells.texts[index]}


def plain(path: Path) -> Any:
    """A YAML file as an editor sees it, dates as text."""

    def simple(value: Any) -> Any:
        if isinstance(value, dict):
            return {str(key): simple(entry) for key, entry in value.items()}
        if isinstance(value, list):
            return [simple(entry) for entry in value]
        return value.isoformat() if isinstance(value, datetime.date) else value

    return simple(YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8")))
