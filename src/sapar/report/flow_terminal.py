"""Estimated flows of a period in a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

import numpy as np
from rich.console import Console
from rich.table import Table

from sapar.estimates.flows import Bands, Bounds
from sapar.maths import FloatArray

LEAST_WIDTH = 100
"""Columns the table needs."""
DETERMINED = 0.1
"""Freedom, as a share of the most that may move, below which the stocks determine a corridor."""


class FlowsLike(Protocol):
    """Flows of one sex between two dates."""

    @property
    def first(self) -> str: ...
    @property
    def last(self) -> str: ...
    @property
    def sex(self) -> str: ...
    @property
    def method(self) -> str: ...
    @property
    def places(self) -> tuple[str, ...]: ...
    @property
    def flows(self) -> FloatArray: ...
    @property
    def bounds(self) -> Bounds | None: ...
    @property
    def bands(self) -> Bands | None: ...


def say_flows(one: FlowsLike, summary: Mapping[str, Any], top: int) -> None:
    """The largest flows with their bounds and bands, the account and the indices."""
    console = Console()
    console = console if console.width >= LEAST_WIDTH else Console(width=LEAST_WIDTH)
    title = f"{one.first} to {one.last}" + (f", {one.sex}" if one.sex else "")
    band = summary["total_band"]
    spread = "" if band is None else f" (90 %: {_number(band[0])} to {_number(band[1])})"
    console.print(
        f"\n{title}: {_number(summary['total'])} people moved{spread}, method {one.method}", markup=False
    )
    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column("from")
    table.add_column("to")
    table.add_column("people", justify="right")
    if one.bands is not None:
        table.add_column("90 % of the draws", justify="right")
    if one.bounds is not None:
        table.add_column("smallest migration allows", justify="right")
        table.add_column("decided by")
    for cell in np.argsort(-one.flows, axis=None, kind="stable")[:top].tolist():
        origin, destination = divmod(cell, one.flows.shape[1])
        if not one.flows[origin, destination] > 0:
            break
        table.add_row(*_row(one, origin, destination))
    console.print(table)
    console.print(_account(summary), markup=False, soft_wrap=True)
    if summary["indices"]:
        console.print(_indices(summary["indices"]), markup=False, soft_wrap=True)


def say_gravity(row: Mapping[str, Any]) -> None:
    """One coefficient of a gravity model."""
    period = f"{row['from']} to {row['until']}" + (f", {row['sex']}" if row["sex"] else "")
    how = f"over {row['draws']} draws" if row["draws"] > 1 else "of one table: too small, give --draws"
    print(
        f"gravity {period}: {row['covariate']} {row['value']:.4f} (standard error {row['error']:.4f}, {how})"
    )


def _row(one: FlowsLike, origin: int, destination: int) -> list[str]:
    """One flow in words."""
    cells = [one.places[origin], one.places[destination], _number(one.flows[origin, destination])]
    if one.bands is not None:
        low, high = one.bands.low[origin, destination], one.bands.high[origin, destination]
        cells.append(f"{_number(low)} to {_number(high)}")
    if one.bounds is not None:
        low, high = one.bounds.low[origin, destination], one.bounds.high[origin, destination]
        free = one.bounds.freedom[origin, destination]
        cells.append(f"{_number(low)} to {_number(high)}")
        is_known = np.isfinite(low) and np.isfinite(high)
        decided = "stocks" if free < DETERMINED else f"seed ({100 * free:.0f} %)"
        cells.append(decided if is_known else "")
    return cells


def _account(summary: Mapping[str, Any]) -> str:
    """What the identity of accounts leaves over."""
    if summary["account_gap"] is None:
        return "account: this method does not balance populations, births, deaths and moves"
    shifted = summary["native_born_shifted"]
    moved = "" if not any(shifted) else f"; native born shifted by {shifted[0]:+,.6g} and {shifted[1]:+,.6g}"
    share = summary["determined_share"]
    known = "" if share is None else f"; the stocks alone place {100 * share:.0f} % of the smallest migration"
    return f"account: closes within {summary['account_gap']:.1g} people in every place{moved}{known}"


def _indices(indices: Mapping[str, float]) -> str:
    """A line of the usual indices."""
    shown = [
        ("crude", "crude intensity {:.3%}"),
        ("effectiveness", "effectiveness {:.3f}"),
        ("net_rate", "aggregate net rate {:.3%}"),
        ("gini", "Gini of corridors {:.3f}"),
        ("connected", "corridors in use {:.1%}"),
    ]
    return "; ".join(words.format(indices[name]) for name, words in shown if name in indices)


def _number(value: float | None) -> str:
    """A whole number; one decimal where it is small; a word where it is hidden."""
    if value is None or np.isnan(value):
        return "few"
    return f"{value:,.1f}" if 0 < abs(value) < 100 and value != round(value) else f"{value:,.0f}"
