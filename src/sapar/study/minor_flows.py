"""Minor flows of a study, for its report, its answers and its explanations; no run is needed for their numbers."""

from __future__ import annotations

import xarray

from sapar.model.declarations.assumptions import Assumption
from sapar.model.declarations.minor_flows import MinorFlow
from sapar.results.headline import Headline
from sapar.results.minor_flows import VARIABLE, GivenFlow, draw_minor_flows, given_flows, minor_headlines
from sapar.results.tables import Tables
from sapar.scenarios.apply import apply_scenario
from sapar.study.open import Study

ASSUMED = "X"
"""Grade of rows that rest on no source: they stand among the assumptions of a report."""


def is_minor_flow(number: str) -> bool:
    """Whether a number is one of a minor flow by its name."""
    return number.split(".")[0] == VARIABLE


def rows_of(study: Study, scenario: str | None = None) -> tuple[MinorFlow, ...]:
    """The rows as declared, or as a scenario has them."""
    found = study.scenario(scenario)
    declared = study.declarations if found is None else apply_scenario(study.declarations, found)[0]
    return declared.minor_flows


def minor_flows_of(study: Study, tables: Tables) -> tuple[GivenFlow, ...]:
    """Every row that holds in the period, with its number in the run; nothing where a study has none."""
    if VARIABLE not in tables.dataset:
        return ()
    frame = study.declarations.frame
    rows = rows_of(study, tables.meta["scenario"])
    return given_flows(tables.dataset[VARIABLE], rows, frame.calendar, frame.places)


def assumed_rows(given: tuple[GivenFlow, ...]) -> tuple[Assumption, ...]:
    """The rows among them that rest on no source."""
    return tuple(each.row.as_assumption for each in given if each.row.grade == ASSUMED)


def minor_numbers(study: Study, tables: Tables | None) -> dict[str, Headline]:
    """Numbers of all minor flows and years by name: of a run, or drawn as the study's own run would draw them."""
    rows, frame, settings = (
        study.declarations.minor_flows,
        study.declarations.frame,
        study.declarations.settings,
    )
    flows: xarray.DataArray
    if tables is not None and VARIABLE in tables.dataset:
        flows = tables.dataset[VARIABLE]
    elif rows:
        flows = draw_minor_flows(rows, frame.calendar, replicates=settings.replicates, seed=settings.seed)
    else:
        return {}
    return {each.answer.id: each for each in minor_headlines(flows, frame.places)}


def rows_behind(study: Study, number: str) -> tuple[MinorFlow, ...]:
    """The rows of a flow that hold in the year of its number."""
    _, kind, origin, destination, year = number.split(".")
    name = f"{kind}.{origin}.{destination}"
    return tuple(
        row
        for row in study.declarations.minor_flows
        if row.name == name
        and row.from_.year <= int(year)
        and (row.until is None or row.until.year >= int(year))
    )
