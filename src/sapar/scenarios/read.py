"""Reading `scenarios/*.yaml`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sapar.errors import (
    DuplicateKey,
    EmptyChange,
    LimitExceeded,
    UnknownEvent,
    UnknownKey,
    UnknownParameter,
    UnknownTable,
)
from sapar.evidence.ledger import Ledger
from sapar.files.fields import FAULTY, Kind, read_value
from sapar.files.folder import StudyFolder
from sapar.files.references import check_dates
from sapar.files.shapes import (
    Entry,
    Key,
    Shape,
    by_name,
    expect,
    one,
    raw,
    read_list,
    read_mapping,
    words,
)
from sapar.files.tables import TableSpec, field_name
from sapar.files.yaml import Node, NodeKind, read_yaml
from sapar.model.declarations import attacks, channels, economy, law
from sapar.model.declarations import law_tables as tables
from sapar.model.declarations.assumptions import is_known
from sapar.model.declarations.camp_supplies import CAMP_SUPPLIES, CampSupply
from sapar.model.declarations.declarations import Declarations
from sapar.model.declarations.events import Event
from sapar.model.declarations.institutions import INSTITUTIONS, Institution
from sapar.model.declarations.minor_flows import MINOR_FLOWS, MinorFlow, is_sound
from sapar.model.declarations.read import DOLLAR
from sapar.model.declarations.read_events import EVENT_SHAPES, check_event, event_values, read_event
from sapar.model.declarations.read_law import known_unions
from sapar.model.declarations.rows import References, refers_well
from sapar.position import Position
from sapar.problems import Problems
from sapar.scenarios.apply import FIELDS
from sapar.scenarios.scenario import (
    Activate,
    AddEvent,
    AddRow,
    Change,
    ChangeEvent,
    CloseRows,
    ParameterChange,
    Scenario,
    SeriesChange,
    WithoutEvent,
    matches,
)

SCENARIO = Shape(
    describe="A named list of dated changes.",
    keys=(
        one("id", Kind.NAME),
        words("title"),
        raw("changes", required=False, describe="a list of changes"),
        one("expect", required=False, describe="the direction it must show, in a sentence"),
    ),
)
"""One file of `scenarios/`."""

TABLES: Mapping[str, tuple[TableSpec, type[Any]]] = {
    "economy/wages": (economy.WAGES, economy.Wage),
    "economy/exchange_rates": (economy.EXCHANGE_RATES, economy.ExchangeRate),
    "economy/fares": (economy.FARES, economy.Fare),
    "economy/channels": (channels.CHANNEL_TERMS, channels.ChannelTerms),
    "attacks": (attacks.ATTACKS, attacks.Attacks),
    "law/stay": (tables.STAY, law.StayRule),
    "law/work": (tables.WORK, law.WorkRule),
    "law/suspensions": (tables.SUSPENSIONS, law.Suspension),
    "law/sanctions": (tables.SANCTIONS, law.Sanction),
    "law/unions": (tables.UNIONS, law.Membership),
    "institutions": (INSTITUTIONS, Institution),
    "camp_supplies": (CAMP_SUPPLIES, CampSupply),
    "minor_flows": (MINOR_FLOWS, MinorFlow),
    "law/family": (tables.FAMILY, law.FamilyRule),
    "law/entry": (tables.ENTRY, law.EntryRule),
    "law/registry": (tables.REGISTRY, law.RegistryRule),
    "law/amnesties": (tables.AMNESTIES, law.Amnesty),
    "law/rates": (tables.RATES, law.Rate),
}
"""Tables whose rows scenarios may add, close or change, with the class of their rows."""

SERIES: Mapping[str, tuple[str, str]] = {
    "wages": ("economy/wages", "value"),
    "exchange_rates": ("economy/exchange_rates", "per_usd"),
    "fares": ("economy/fares", "value"),
    "channels.share": ("economy/channels", "share"),
    "channels.fee": ("economy/channels", "fee"),
    "channels.employer_pays": ("economy/channels", "employer_pays"),
    "stay.days": ("law/stay", "days"),
    "stay.window": ("law/stay", "window"),
    "work.fee": ("law/work", "fee"),
    "work.one_off": ("law/work", "one_off"),
    "work.test": ("law/work", "test"),
    "work.authorisation": ("law/work", "authorisation"),
    "sanctions.ban_days": ("law/sanctions", "ban_days"),
    **{
        f"institutions.{column}": ("institutions", column)
        for column in (
            "citizenship",
            "statuses",
            "staff",
            "cases_per_week",
            "dues",
            "grants",
            "donations",
            "appeal",
            "restriction",
        )
    },
    "camp_supplies.amount": ("camp_supplies", "amount"),
    "family.answer": ("law/family", "answer"),
    "entry.answer": ("law/entry", "answer"),
    "registry.lost": ("law/registry", "lost"),
    "rates.per_year": ("law/rates", "per_year"),
}
"""What `series` may name: its table and the column that changes."""

SERIES_CHANGE = Shape(
    keys=(
        one("series", Kind.CHOICE, choices=tuple(SERIES)),
        by_name("where", Kind.TEXT, required=False),
        one("multiply", Kind.NUMBER, required=False, low=0, high=1000),
        one("set", required=False),
        one("from", Kind.DATE_FROM),
        one("until", Kind.DATE_UNTIL, required=False),
    )
)
"""A change of a series."""
CLOSE_ROWS = Shape(
    keys=(
        one("table", Kind.CHOICE, choices=tuple(TABLES)),
        by_name("where", Kind.TEXT, required=False),
        one("from", Kind.DATE_FROM),
    )
)
"""An end of rows."""
ACTIVATE = Shape(
    keys=(
        one("table", Kind.CHOICE, choices=tuple(name for name in TABLES if name.startswith("law/"))),
        by_name("where", Kind.TEXT, required=False),
        one("from", Kind.DATE_FROM, required=False),
    )
)
"""Proposed rows that come into force."""
ADD_ROW = Shape(keys=(one("table", Kind.CHOICE, choices=tuple(TABLES)), raw("row")))
"""An additional row."""
PARAMETER = Shape(
    keys=(
        one("name", Kind.PARAMETER),
        one("multiply", Kind.NUMBER, required=False, low=0, high=1000),
        one("set", Kind.NUMBER, required=False),
    )
)
"""A change of a parameter."""
CHANGES = (
    "series",
    "event",
    "without_event",
    "change_event",
    "add_row",
    "close_rows",
    "activate",
    "parameter",
)
"""The key that names what a change does."""

_ADDED_ROW_DEFAULTS = {"status": "in_force", "grade": "X", "source": "scenario"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Context:
    """What changes refer to."""

    declarations: Declarations
    references: References
    links: frozenset[str] | None
    events: Mapping[str, Event]
    parameters: Collection[str]
    is_complete: bool


def read_scenarios(
    folder: StudyFolder, declarations: Declarations, ledger: Ledger, problems: Problems
) -> tuple[Scenario, ...]:
    """Read every file of `scenarios/`.

    Parameters
    ----------
    folder
        The study.
    declarations
        What the scenarios change.
    ledger
        Its evidence: events of scenarios name a source, too.
    problems
        Receives every problem of every file.
    """
    files = folder.names_in("scenarios", ".yaml", problems)
    if len(files) > folder.limits.scenario_files:
        why = f"the folder has more than {folder.limits.scenario_files} scenarios, the ceiling"
        problems.add(LimitExceeded(at=Position(file="scenarios/"), why=why, try_="move some elsewhere"))
        return ()
    is_complete = len(problems) == 0  # otherwise what a scenario names may be among the faulty rows
    currencies = frozenset({DOLLAR, *(rate.currency for rate in declarations.exchange_rates)})
    context = _Context(
        is_complete=is_complete,
        declarations=declarations,
        references=References.of(declarations.frame.places, ledger, currencies if is_complete else None),
        links=frozenset(link.link for link in declarations.links) if is_complete else None,
        events={event.id: event for event in declarations.events},
        parameters=[assumption.parameter for assumption in declarations.assumptions],
    )
    scenarios: dict[str, Scenario] = {}
    for file in files:
        read = _read_scenario(folder, file, context, problems)
        if read is None:
            continue
        scenario, at = read
        if scenario.id in scenarios:
            why = f"is the id of {scenarios[scenario.id].file}, too"
            problems.add(DuplicateKey(at=at, found=scenario.id, why=why, try_="give it an id of its own"))
        else:
            scenarios[scenario.id] = scenario
    return tuple(scenarios.values())


def _read_scenario(
    folder: StudyFolder, file: str, context: _Context, problems: Problems
) -> tuple[Scenario, Position] | None:
    """One scenario and where its id stands, or None after a problem."""
    before = len(problems)
    node = read_yaml(folder, file, problems)
    entry = None if node is None else read_mapping(node, SCENARIO, problems)
    if entry is None:
        return None
    items = () if entry["changes"] is None else read_list(entry["changes"], problems)
    changes = [_read_change(item, context, problems) for item in items]
    if len(problems) > before:
        return None
    kept = tuple(change for change in changes if change is not None)
    _require_matches(kept, context, problems)
    scenario = Scenario(id=entry["id"], title=entry["title"], changes=kept, expect=entry["expect"], file=file)
    return scenario, entry.at("id")


def _read_change(node: Node, context: _Context, problems: Problems) -> Change | None:
    """One change, or None after a problem."""
    if not expect(node, NodeKind.MAPPING, problems):
        return None
    named = [name for name in CHANGES if name in node.entries]
    if len(named) != 1:
        why = f"one change does {len(named)} things at once" if named else "the change does nothing"
        problems.add(EmptyChange(at=node.at, why=why, try_="exactly one of: " + ", ".join(CHANGES)))
        return None
    if named == ["series"]:
        return _series(node, problems)
    for name, at in node.keys.items():
        if name not in CHANGES:
            problems.add(UnknownKey(at=at, found=name, known=CHANGES))
            return None
    value = node.entries[named[0]]
    match named[0]:
        case "event":
            calendar = context.declarations.frame.calendar
            event = read_event(value, context.references, context.links, calendar, problems)
            return None if event is None else AddEvent(event=event, at=value.at)
        case "without_event":
            known = expect(value, NodeKind.TEXT, problems) and _knows_event(value, context, problems)
            return WithoutEvent(id=value.text, at=value.at) if known else None
        case "change_event":
            return _change_event(value, context, problems)
        case "add_row":
            return _add_row(value, context, problems)
        case "close_rows":
            return _close_rows(value, problems)
        case "activate":
            return _activate(value, problems)
        case _:
            return _parameter(value, context, problems)


def _series(node: Node, problems: Problems) -> SeriesChange | None:
    """A change of a series."""
    found = node.entries["series"]
    if found.kind is NodeKind.TEXT and found.text not in SERIES:
        problems.add(UnknownTable(at=found.at, found=found.text, known=SERIES))
        return None
    entry = read_mapping(node, SERIES_CHANGE, problems)
    if entry is None or not check_dates(entry, problems) or not _has_one_effect(entry, problems):
        return None
    table, column = SERIES[entry["series"]]
    spec = TABLES[table][0]
    new = None
    if entry["set"] is not None:
        declared = replace(spec.column(column), required=True)
        new = read_value(entry["set"], declared, lambda: entry.at("set"), problems)
    elif spec.column(column).kind not in (Kind.NUMBER, Kind.INTEGER):
        why = f"{entry['series']} is not a number, so it cannot be multiplied"
        problems.add(EmptyChange(at=entry.at("multiply"), why=why, try_="use set"))
        return None
    if new is FAULTY or not _knows_columns(node, spec, problems):
        return None
    return SeriesChange(
        table=table,
        column=column,
        where=entry["where"],
        multiply=entry["multiply"],
        set_=new,
        from_=entry["from"],
        until=entry["until"],
        at=node.at,
    )


def _require_matches(changes: tuple[Change, ...], context: _Context, problems: Problems) -> None:
    """Report a change of rows that matches none, neither of the study nor among those the scenario adds."""
    added = [(change.table, change.row) for change in changes if isinstance(change, AddRow)]
    for change in changes:
        if not isinstance(change, SeriesChange | CloseRows | Activate) or not context.is_complete:
            continue
        if not change.where and not isinstance(change, Activate):
            continue
        rows = [
            *getattr(context.declarations, FIELDS[change.table]),
            *(row for table, row in added if table == change.table),
        ]
        if isinstance(change, Activate):
            rows = [row for row in rows if not row.is_in_force]
        if not any(matches(row, change.where) for row in rows):
            shown = ", ".join(f"{name}: {value}" for name, value in change.where.items())
            why = f"matches no row of {change.table}, so the change would have no effect"
            hint = f"the values that stand in {change.table}.csv"
            problems.add(EmptyChange(at=change.at, found=shown, why=why, try_=hint))


def _has_one_effect(entry: Entry, problems: Problems) -> bool:
    """Whether a change either multiplies or sets."""
    if (entry["multiply"] is None) != (entry["set"] is None):
        return True
    why = (
        "the change neither multiplies nor sets" if entry["set"] is None else "the change multiplies and sets"
    )
    problems.add(EmptyChange(at=entry.node.at, why=why, try_="exactly one of multiply and set"))
    return False


def _knows_columns(node: Node, spec: TableSpec, problems: Problems) -> bool:
    """Whether `where` names columns of the table."""
    where = node.entries.get("where")
    columns = [column.name for column in spec.columns]
    unknown = [name for name in where.entries if name not in columns] if where is not None else []
    for name in unknown:
        assert where is not None
        problems.add(UnknownKey(at=where.keys[name], found=name, known=columns))
    return not unknown


def _knows_event(node: Node, context: _Context, problems: Problems) -> bool:
    """Whether a scalar names an event of the study."""
    if node.text in context.events or not context.is_complete:
        return node.text in context.events
    problems.add(UnknownEvent(at=node.at, found=node.text, known=context.events))
    return False


def _change_event(node: Node, context: _Context, problems: Problems) -> ChangeEvent | None:
    """Different values of an event."""
    if not expect(node, NodeKind.MAPPING, problems):
        return None
    id_ = read_mapping(
        Node(
            kind=node.kind,
            at=node.at,
            entries={name: value for name, value in node.entries.items() if name == "id"},
            keys={name: at for name, at in node.keys.items() if name == "id"},
        ),
        Shape(keys=(one("id", Kind.NAME),)),
        problems,
    )
    if id_ is None or not _knows_event(node.entries["id"], context, problems):
        return None
    event = context.events[id_["id"]]
    shape = _some_keys_of(EVENT_SHAPES[event.kind], node)
    entry = read_mapping(node, shape, problems)
    if entry is None or not check_event(entry, context.references, context.links, problems):
        return None
    values = event_values(entry)
    del values["id"]
    if not values:
        hint = "add the keys that change: " + ", ".join(key.name for key in EVENT_SHAPES[event.kind].keys)
        problems.add(EmptyChange(at=node.at, why="no value of the event changes", try_=hint))
        return None
    return ChangeEvent(id=event.id, values=values, at=node.at)


def _some_keys_of(shape: Shape, node: Node) -> Shape:
    """The shape with only the keys that the mapping has; the kind of an event cannot change."""
    allowed = tuple(key for key in shape.keys if key.name != "kind")
    present = tuple(key for key in allowed if key.name in node.entries)
    unknown = [name for name in node.entries if name not in {key.name for key in allowed}]
    return Shape(keys=allowed if unknown else present)


def _add_row(node: Node, context: _Context, problems: Problems) -> AddRow | None:
    """An additional row."""
    entry = read_mapping(node, ADD_ROW, problems)
    if entry is None:
        return None
    spec, row_class = TABLES[entry["table"]]
    keys = tuple(
        Key(field=replace(column, required=column.required and column.name not in _ADDED_ROW_DEFAULTS))
        for column in spec.columns
    )
    row = read_mapping(entry["row"], Shape(keys=keys), problems)
    known = _known(context.references)
    if spec is not tables.UNIONS:
        unions = (each.union for each in context.declarations.unions)
        known["union"] = known_unions(unions, is_complete=context.is_complete)
    if row is None or not refers_well(row, known, problems):
        return None
    if spec is MINOR_FLOWS and not is_sound(row, problems):
        return None
    defaults = {name: _ADDED_ROW_DEFAULTS[name] for name in _ADDED_ROW_DEFAULTS if name in row.values}
    lists = {column.name: () for column in spec.columns if column.kind in (Kind.NAMES, Kind.CODES)}
    given = {name: value for name, value in row.values.items() if value is not None}
    values = {
        field_name(name): value for name, value in (dict(row.values) | lists | defaults | given).items()
    }
    return AddRow(table=entry["table"], row=row_class(**values, at=node.at), at=node.at)


def _known(references: References) -> dict[str, Any]:
    """What the columns of tables that scenarios change refer to."""
    return {
        "place": references.states,
        "citizenship": references.citizenships,
        "member": references.citizenships,
        "from_country": references.states,
        "to_country": references.states,
        "origin": references.world,
        "destination": references.world,
        "claims": references.claims,
        "currency": references.currencies,
        "source": references.sources,
    }


def _close_rows(node: Node, problems: Problems) -> CloseRows | None:
    """An end of rows."""
    entry = read_mapping(node, CLOSE_ROWS, problems)
    if entry is None or not _knows_columns(node, TABLES[entry["table"]][0], problems):
        return None
    return CloseRows(table=entry["table"], where=entry["where"], from_=entry["from"], at=node.at)


def _activate(node: Node, problems: Problems) -> Activate | None:
    """Proposals that come into force."""
    entry = read_mapping(node, ACTIVATE, problems)
    if entry is None or not _knows_columns(node, TABLES[entry["table"]][0], problems):
        return None
    return Activate(table=entry["table"], where=entry["where"], from_=entry["from"], at=node.at)


def _parameter(node: Node, context: _Context, problems: Problems) -> ParameterChange | None:
    """A change of a parameter."""
    entry = read_mapping(node, PARAMETER, problems)
    if entry is None or not _has_one_effect(entry, problems):
        return None
    if context.is_complete and not is_known(entry["name"], context.parameters):
        problems.add(UnknownParameter(at=entry.at("name"), found=entry["name"], known=context.parameters))
        return None
    return ParameterChange(name=entry["name"], multiply=entry["multiply"], set_=entry["set"], at=node.at)
