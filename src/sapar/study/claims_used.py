"""Which runs of a study used a claim."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sapar.files.write import read_bytes
from sapar.study.store import RECORD


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedBy:
    """One run and what it did with a claim."""

    run: str
    """The run's digest."""
    scenario: str
    """Its scenario."""
    how: str
    """`reconciled`, or `held out`."""


def runs_using(results: Path, claims: Iterable[str]) -> tuple[UsedBy, ...]:
    """Every stored run whose estimate rests on one of the claims, or was judged on it.

    Parameters
    ----------
    results
        The folder of the study's runs.
    claims
        Names; those a row replaces included, since older runs used the older row.
    """
    wanted, found = set(claims), []
    for path in sorted(results.glob(f"*/{RECORD}")):
        try:
            record = json.loads(read_bytes(path))
        except (OSError, ValueError):
            continue
        if not isinstance(record, dict):
            continue
        used = {pull.get("claim") for pull in record.get("pulls", ()) if isinstance(pull, dict)}
        scenario = str(record.get("scenario") or "base")
        if wanted & used:
            found.append(UsedBy(run=path.parent.name, scenario=scenario, how="reconciled"))
        elif wanted & set(record.get("held_out", ())):
            found.append(UsedBy(run=path.parent.name, scenario=scenario, how="held out"))
    return tuple(found)
