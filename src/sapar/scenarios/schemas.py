"""JSON Schemas of every file of a study, for editors and for readers."""

from __future__ import annotations

from sapar.evidence.claims import CLAIMS
from sapar.evidence.figures import FIGURES
from sapar.evidence.holdouts import HOLDOUT
from sapar.evidence.sources import SOURCES
from sapar.files.schema import Schema, file_schema, shape_schema, table_schema
from sapar.files.tables import TableSpec
from sapar.frame.groups import GROUPS
from sapar.frame.places import PLACES
from sapar.model.declarations import economy
from sapar.model.declarations import law_tables as law
from sapar.model.declarations.assumptions import ASSUMPTIONS
from sapar.model.declarations.attacks import ATTACKS
from sapar.model.declarations.camp_supplies import CAMP_SUPPLIES
from sapar.model.declarations.channels import CHANNEL_TERMS
from sapar.model.declarations.institutions import INSTITUTIONS
from sapar.model.declarations.links import LINKS
from sapar.model.declarations.minor_flows import MINOR_FLOWS
from sapar.model.declarations.pairs import PAIRS
from sapar.model.declarations.poverty import POVERTY_TABLE
from sapar.model.declarations.questions import QUESTION, QUESTIONS_FILE
from sapar.model.declarations.read_events import EVENT_SHAPES, EVENTS_FILE
from sapar.model.declarations.sectors import SECTORS_TABLE
from sapar.model.declarations.settings import SETTINGS, SETTINGS_FILE
from sapar.scenarios.read import ACTIVATE, ADD_ROW, CLOSE_ROWS, PARAMETER, SCENARIO, SERIES_CHANGE

TABLES: tuple[TableSpec, ...] = (
    PLACES,
    LINKS,
    GROUPS,
    PAIRS,
    economy.WAGES,
    economy.EXCHANGE_RATES,
    economy.FARES,
    economy.REGIONS,
    SECTORS_TABLE,
    CHANNEL_TERMS,
    economy.OUTPUT,
    POVERTY_TABLE,
    ATTACKS,
    law.STAY,
    law.WORK,
    law.SUSPENSIONS,
    law.SANCTIONS,
    law.UNIONS,
    law.FAMILY,
    law.ENTRY,
    law.REGISTRY,
    law.AMNESTIES,
    law.RATES,
    law.EXAMPLES,
    INSTITUTIONS,
    CAMP_SUPPLIES,
    MINOR_FLOWS,
    SOURCES,
    CLAIMS,
    FIGURES,
    ASSUMPTIONS,
)
"""Every table of a study, in the order of the reference."""


def schemas() -> dict[str, Schema]:
    """JSON Schema of each file of a study, by its path within the study.

    Tables are described as arrays of rows. `scenarios/*.yaml` stands for every scenario.
    """
    event = {"oneOf": [_event(kind) for kind in EVENT_SHAPES]}
    changes = {"type": "array", "items": {"oneOf": _changes(event)}}
    holdouts = {"type": "array", "items": shape_schema(HOLDOUT)}
    return {
        SETTINGS_FILE: file_schema(
            SETTINGS_FILE, shape_schema(SETTINGS, holdouts=holdouts), SETTINGS.describe
        ),
        **{spec.file: table_schema(spec) for spec in TABLES},
        QUESTIONS_FILE: file_schema(
            QUESTIONS_FILE, {"type": "array", "items": shape_schema(QUESTION)}, "Questions the study answers."
        ),
        EVENTS_FILE: file_schema(EVENTS_FILE, {"type": "array", "items": event}, "Dated events."),
        "scenarios/*.yaml": file_schema(
            "scenarios/*.yaml", shape_schema(SCENARIO, changes=changes), SCENARIO.describe
        ),
    }


def _event(kind: str) -> Schema:
    """Events of one kind."""
    return shape_schema(EVENT_SHAPES[kind], kind={"const": kind})


def _changes(event: Schema) -> list[Schema]:
    """Each thing a change of a scenario can do."""
    some_keys = {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"]}
    single = {
        "event": event,
        "without_event": {"type": "string"},
        "change_event": some_keys,
        "add_row": shape_schema(ADD_ROW, row={"type": "object"}),
        "close_rows": shape_schema(CLOSE_ROWS),
        "activate": shape_schema(ACTIVATE),
        "parameter": shape_schema(PARAMETER),
    }
    return [
        shape_schema(SERIES_CHANGE, set={"type": ["string", "number"]}),
        *(
            {
                "type": "object",
                "properties": {name: schema},
                "required": [name],
                "additionalProperties": False,
            }
            for name, schema in single.items()
        ),
    ]
