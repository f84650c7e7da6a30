"""Everything a study folder holds, read in one go."""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from sapar.errors import EmptyChange, NotAFile
from sapar.evidence.holdouts import check_holdouts
from sapar.evidence.ledger import Ledger
from sapar.evidence.read import read_ledger
from sapar.files.folder import StudyFolder
from sapar.files.limits import LIMITS, Limits
from sapar.frame.places import read_places
from sapar.model.declarations.declarations import Declarations
from sapar.model.declarations.displacement import check_event_of_displacement, read_displacement
from sapar.model.declarations.read import read_declarations
from sapar.model.declarations.settings import rules_of
from sapar.model.law_answers import check_examples
from sapar.model.law_gaps import check_gaps
from sapar.position import Position
from sapar.problems import Problems
from sapar.scenarios.read import read_scenarios
from sapar.scenarios.scenario import AddEvent, ChangeEvent, ParameterChange, Scenario, WithoutEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """A study as written."""

    declarations: Declarations
    """What it declares."""
    ledger: Ledger
    """What its sources say."""
    scenarios: tuple[Scenario, ...]
    """Its named changes."""


def read_inputs(
    path: Path, known_parameters: Collection[str] | None = None, limits: Limits = LIMITS
) -> Inputs:
    """Read a study folder.

    Parameters
    ----------
    path
        The folder.
    known_parameters
        Names the model reads; one that ends in `:` stands for one value a place. None: names are not checked.
    limits
        Ceilings of the readers.

    Raises
    ------
    BrokenStudy
        With every problem of every file.
    """
    problems = Problems()
    if not os.path.isdir(path):
        why = "is not a folder" if os.path.lexists(path) else "does not exist"
        hint = "the path of a folder with a study.yaml"
        problems.add(NotAFile(at=Position(file=str(path)), why=why, try_=hint))
        problems.stop_if_any()
    folder = StudyFolder(path=path, limits=limits)
    moves = rules_of(folder) == "displacement"
    places = read_places(folder, problems, has_wages=not moves)
    ledger = read_ledger(folder, places, problems)
    declarations = (
        read_displacement(folder, places, ledger, problems)
        if moves
        else read_declarations(folder, places, ledger, problems, known_parameters)
    )
    if declarations is not None and not moves and not _law_has_faults(problems):
        check_gaps(declarations, problems)
        check_examples(declarations, problems)
    if declarations is not None:
        check_holdouts(declarations.settings.holdouts, ledger, places, problems)
    scenarios = () if declarations is None else read_scenarios(folder, declarations, ledger, problems)
    if moves:
        _check_changes(scenarios, problems)
    problems.stop_if_any()
    assert declarations is not None, "declarations are missing only after a problem"
    return Inputs(declarations=declarations, ledger=ledger, scenarios=scenarios)


def _law_has_faults(problems: Problems) -> bool:
    """Whether rows of law, or the places they are about, could not all be read."""
    tables = ("law/", "places.", "economy/regions.")
    return any(
        problem.position is not None and problem.position.file.startswith(tables)
        for problem in problems.in_file_order
    )


def _check_changes(scenarios: tuple[Scenario, ...], problems: Problems) -> None:
    """Report changes of things that displacement does not have."""
    for scenario in scenarios:
        for change in scenario.changes:
            if isinstance(change, AddEvent):
                check_event_of_displacement(change.event, problems)
            elif not isinstance(change, ChangeEvent | ParameterChange | WithoutEvent):
                why = f"{scenario.id} changes a table that displacement does not read"
                hint = "an event, or a parameter"
                problems.add(EmptyChange(at=change.at or Position(file=scenario.file), why=why, try_=hint))
