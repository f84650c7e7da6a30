"""M7 Exit: how many of those who would leave the home country lets leave."""

from __future__ import annotations

import numpy as np

from sapar.model.mechanism import Mechanism, Tables
from sapar.model.system import System

OPENNESS = "exit_openness"


def prepare(system: System) -> Tables:
    """`exit_openness` [M, C]: share of those about to leave who may, 1 for homes without a row.

    The constants of hosts hold what is usual: a home that lets fewer leave than people would like has the same
    reference stocks and more who wish to go and cannot. What a scenario changes is how many leave from then on.
    """
    values = system.parameters.values
    open_ = np.array([values.get(f"{OPENNESS}:{code}", 1.0) for code in system.axes.citizenships])
    return {OPENNESS: np.broadcast_to(open_, (system.calendar.months, open_.size))}


MECHANISM = Mechanism(
    code="M7",
    name="exit",
    parameters=(),
    optional=(OPENNESS + ":",),
    needs=(),
    fills=(OPENNESS,),
    prepare=prepare,
)
