"""Estimated flows as rows of a tidy table, as CSV, and in short."""

from __future__ import annotations

import csv
import io
from dataclasses import asdict
from typing import Any

import numpy as np

from sapar.errors import FlowFault
from sapar.estimates.flows.indices import connectivity, impact, intensity
from sapar.study.flow_disclosure import THRESHOLD
from sapar.study.flows import FlowResult, PeriodFlows

COLUMNS = (
    "from",
    "until",
    "sex",
    "origin",
    "destination",
    "method",
    "flow",
    "hidden",
    "minimum_low",
    "minimum_high",
    "band_low",
    "band_high",
)
"""Of the tidy table."""


def flow_rows(published: FlowResult) -> list[dict[str, Any]]:
    """Disclosed flows as rows of a tidy table, corridors that may hold anybody only."""
    rows: list[dict[str, Any]] = []
    for one in published.periods:
        may = one.flows != 0
        if one.bounds is not None:
            may |= ~(one.bounds.high == 0)
        np.fill_diagonal(may, False)
        for origin, destination in np.argwhere(may).tolist():
            flow = one.flows[origin, destination]
            rows.append(
                {
                    "from": one.first,
                    "until": one.last,
                    "sex": one.sex or None,
                    "origin": one.places[origin],
                    "destination": one.places[destination],
                    "method": one.method,
                    "flow": _number(flow),
                    "hidden": bool(np.isnan(flow)),
                    **_ranges(one, origin, destination),
                }
            )
    return rows


def _number(value: np.generic) -> float | int | None:
    """A count for JSON; nothing where it is hidden."""
    return None if np.isnan(value) else value.item()


def _ranges(one: PeriodFlows, origin: int, destination: int) -> dict[str, float | int | None]:
    """Bounds and bands of one corridor."""
    tables = {
        "minimum_low": None if one.bounds is None else one.bounds.low,
        "minimum_high": None if one.bounds is None else one.bounds.high,
        "band_low": None if one.bands is None else one.bands.low,
        "band_high": None if one.bands is None else one.bands.high,
    }
    return {
        name: None if table is None else _number(table[origin, destination]) for name, table in tables.items()
    }


def flow_csv(rows: list[dict[str, Any]]) -> str:
    """Rows as CSV text; numbers with at most six decimals, nothing where there is none or it is hidden."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _written(value) for name, value in row.items()})
    return text.getvalue()


def summary(one: PeriodFlows) -> dict[str, Any]:
    """A period, nothing of it hidden, in short: its totals, its account and its indices."""
    is_few = 0 < abs(one.total) < THRESHOLD
    bounded = one.bounds is not None and one.bounds.high.sum() > 0
    return {
        "from": one.first,
        "until": one.last,
        "sex": one.sex or None,
        "method": one.method,
        "total": None if is_few else one.total,
        "total_band": None if one.bands is None or is_few else list(one.bands.total_band),
        "account_gap": one.account_gap,
        "native_born_shifted": list(one.shifted),
        "determined_share": _determined(one) if bounded else None,
        "indices": _indices(one),
    }


def _determined(one: PeriodFlows) -> float | None:
    """Share of the smallest migration that the stocks alone place in a corridor."""
    if one.bounds is None or one.minimum_total == 0:
        return None
    return float(one.bounds.low.sum() / one.minimum_total)


def _indices(one: PeriodFlows) -> dict[str, float]:
    """Summary measures; those with populations only where populations are known."""
    if (one.flows < 0).any():
        return {}
    found: dict[str, float] = asdict(connectivity(one.flows))
    gross = float(one.flows.sum()) * 2.0
    net = float(np.abs(one.flows.sum(axis=0) - one.flows.sum(axis=1)).sum())
    found["effectiveness"] = net / gross if gross > 0 else 0.0
    if one.population is not None:
        try:
            found |= asdict(intensity(one.flows, one.population)) | asdict(impact(one.flows, one.population))
        except FlowFault:
            return found
    return found


def _written(value: Any) -> Any:
    """A cell of the CSV."""
    if isinstance(value, bool):
        return "yes" if value else ""
    return f"{value:.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else value
