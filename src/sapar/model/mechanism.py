"""What a mechanism is: a pure function with declared needs, that fills tables of the month."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sapar.errors import MissingInput
from sapar.model.system import System

Table = NDArray[Any]
Tables = Mapping[str, Table]


@dataclass(frozen=True, slots=True, kw_only=True)
class Aggregates:
    """What the mechanisms may know about people at the start of a month: counts, never persons."""

    month: int
    """Index of the month."""
    abroad: NDArray[np.float64]
    """[C, D] people of each citizenship in each host country a month ago."""
    unemployed_share: NDArray[np.float64]
    """[C, D] share of them without work, as reported home with the lag of expectations."""
    unemployed_now: NDArray[np.float64]
    """[C, D] share of them without work now."""
    home: NDArray[np.float64]
    """[G] people at home."""
    returnees: NDArray[np.float64] | None = None
    """[2, C] people at home who have been abroad, and who came back and have no work; None at reference conditions."""
    visitors: NDArray[np.float64] | None = None
    """[C, D] of those abroad, visitors a month ago; None: not known."""


def fill_nothing(system: System, aggregates: Aggregates, tables: Tables) -> Tables:  # noqa: ARG001
    """What a rule does that the system alone decides."""
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mechanism:
    """One rule of the model."""

    code: str
    """Its number in the description of the model, such as M3."""
    name: str
    """Its file's name."""
    parameters: tuple[str, ...]
    """Names of the parameters it reads; `name:` stands for one value a host place."""
    needs: tuple[str, ...]
    """Tables that earlier mechanisms fill."""
    fills: tuple[str, ...]
    """Tables it fills."""
    fill: Callable[[System, Aggregates, Tables], Tables] = fill_nothing
    """The rule."""
    prepare: Callable[[System], Tables] | None = None
    """The part that the system alone decides: tables of all months at once, their first axis the month."""
    optional: tuple[str, ...] = ()
    """Families of parameters, such as `name:`, of which a row may be left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A rule whose counts are kept beside the people: it fills no table of the month and moves nobody."""

    code: str
    """Its number in the description of the model."""
    name: str
    """Its file's name."""
    parameters: tuple[str, ...]
    """Names of the parameters it reads; `name:` stands for one value a host place."""


def prepare_schedule(schedule: tuple[Mechanism, ...], system: System) -> Tables:
    """[M, ...] tables of all months that no count of people changes; worked out once for a system."""
    tables: dict[str, Table] = {}
    for mechanism in schedule:
        if mechanism.prepare is not None:
            tables.update(mechanism.prepare(system))
    return tables


def run_schedule(
    schedule: tuple[Mechanism, ...], system: System, aggregates: Aggregates, prepared: Tables | None = None
) -> dict[str, Table]:
    """Tables of one month, each mechanism called in order with what came before it.

    `prepared` is what `prepare_schedule` gave for the system; without it, it is worked out here.
    """
    prepared = prepare_schedule(schedule, system) if prepared is None else prepared
    tables: dict[str, Table] = {name: table[aggregates.month] for name, table in prepared.items()}
    for mechanism in schedule:
        tables.update(mechanism.fill(system, aggregates, tables))
    return tables


def check_schedule(
    schedule: tuple[Mechanism, ...],
    parameters: set[str],
    hosts: tuple[str, ...],
    accounts: tuple[Account, ...] = (),
) -> None:
    """Name every missing input before anything runs.

    Raises
    ------
    MissingInput
        A mechanism needs a table that nothing before it fills, or a parameter that no row gives.
    """
    filled: set[str] = set()
    missing: list[str] = []
    for mechanism in schedule:
        who = f"{mechanism.code} {mechanism.name}"
        missing += [f"{who} needs the table {name}" for name in mechanism.needs if name not in filled]
        filled.update(mechanism.fills)
    rules: tuple[Mechanism | Account, ...] = (*schedule, *accounts)
    for rule in rules:
        who = f"{rule.code} {rule.name}"
        for name in rule.parameters:
            wanted = [name + host for host in hosts] if name.endswith(":") else [name]
            missing += [f"{who} needs the parameter {each}" for each in wanted if each not in parameters]
    if missing:
        raise MissingInput(
            why="something the model needs is missing: " + "; ".join(missing),
            try_="add the missing rows to assumptions.csv, or put the mechanism that fills the table first",
        )
