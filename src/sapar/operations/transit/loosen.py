"""A case with one of its ceilings lifted, to find out which of them binds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sapar.operations.transit.case import Case
from sapar.operations.transit.luck import Luck


def looseners(case: Case, may: tuple[int, ...]) -> list[str]:
    """Names of everything besides the number of vehicles that may keep people waiting, as far as the case has it.

    `not_taken` (the fleets that may change do not take everybody), `least_filled:` and a fleet, `window` (days on
    which a fleet does not run), `documents`, `escorted_vehicles`, `processing`, `quota`, `beds` (with `:` and a
    citizenship where they are those of one) and `quota_lost` (days on which nobody crosses).
    """
    fleets = [case.fleets[index] for index in may]
    found = {
        "not_taken": not np.logical_or.reduce([fleet.serves for fleet in fleets]).all(),
        **{f"least_filled:{fleet.name}": fleet.least_filled > 0 for fleet in case.fleets},
        "window": any(fleet.first > 0 or fleet.last < case.days - 1 for fleet in fleets),
        "documents": bool(case.unready.any() and np.isfinite(case.documents[: case.days]).any()),
        "escorted_vehicles": bool(np.isfinite(case.escorted).any()),
        **{limit.name: True for limit in case.limits},
        "quota_lost": case.quota_lost > 0,
    }
    return [name for name, is_there in found.items() if is_there]


def loosened(case: Case, luck: Luck, name: str, may: tuple[int, ...]) -> tuple[Case, Luck]:
    """The case, and its luck, without what a name of `looseners` stands for."""
    match name:
        case "not_taken":
            fleets = tuple(
                replace(fleet, serves=np.ones_like(fleet.serves)) if index in may else fleet
                for index, fleet in enumerate(case.fleets)
            )
            return replace(case, fleets=fleets), luck
        case "window":
            fleets = tuple(
                replace(fleet, first=0, last=case.days - 1) if index in may else fleet
                for index, fleet in enumerate(case.fleets)
            )
            return replace(case, fleets=fleets), luck
        case "documents":
            return replace(case, documents=np.full_like(case.documents, np.inf)), luck
        case "escorted_vehicles":
            return replace(case, escorted=np.full_like(case.escorted, np.inf)), luck
        case "quota_lost":
            return replace(case, quota_lost=0.0), replace(luck, lost=np.zeros_like(luck.lost))
        case _ if name.startswith("least_filled:"):
            fleets = tuple(
                replace(fleet, least_filled=0.0) if name.endswith(f":{fleet.name}") else fleet
                for fleet in case.fleets
            )
            return replace(case, fleets=fleets), luck
        case _:
            limits = tuple(
                replace(limit, amount=np.full_like(limit.amount, np.inf)) if limit.name == name else limit
                for limit in case.limits
            )
            return replace(case, limits=limits), luck
