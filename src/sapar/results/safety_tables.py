"""Tables of safety: how dangerous each host seems to whom, and attacks as recorded and as taken to happen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sapar.maths import FloatArray
from sapar.model.mechanisms import danger
from sapar.model.parameters import Parameters
from sapar.model.system import System

SAFETY: dict[str, tuple[str, str, str, str]] = {
    "fear": ("O13", "1", "Fear", "perceived danger: the host's level, attacks, and events that fade"),
    "recorded_attack_rate": (
        "O13",
        "persons per million person-years",
        "Recorded attacks",
        "people recorded as killed or injured in racist attacks, among foreign citizens",
    ),
    "attack_rate": (
        "O13",
        "persons per million person-years",
        "Attacks",
        "recorded and unrecorded, by the assumed underreporting",
    ),
}
"""Output, unit, name and definition of each variable."""


def safety_values(
    system: System, parameters: Sequence[Parameters]
) -> dict[str, tuple[tuple[str, ...], FloatArray]]:
    """Axes and values of every variable; no count of migrants enters any of them."""
    felt = [danger.prepare(replace(system, parameters=drawn)) for drawn in parameters]
    recorded = np.repeat(system.series.attacks[None], len(parameters), axis=0)
    host = ("replicate", "month", "destination")
    fear = np.swapaxes(np.stack([each["danger"] for each in felt]), 2, 3)
    return {
        "fear": (("replicate", "month", "citizenship", "destination"), fear),
        "recorded_attack_rate": (host, recorded),
        "attack_rate": (host, np.stack([each["attacks"] for each in felt])),
    }
