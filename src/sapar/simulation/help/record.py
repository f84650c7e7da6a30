"""What the accounts of help leave behind: counts and cents on named axes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sapar.maths import FloatArray, IntArray
from sapar.model.declarations.camp_supplies import NEEDS
from sapar.model.declarations.institutions import SERVICES
from sapar.model.system import System

WORKERS = (
    "thefts", "complaints", "routed", "cases_won", "cases_closed", "documents_kept",
    "exploited", "newly_exploited", "escaped",
    "identified_state", "identified_ngo", "identified_self", "identified_eligible",
    "need", "reached",
)  # fmt: skip
"""Counts of people by citizenship and host."""

PAY = ("withheld", "claimed", "recovered", "given_up", "in_hand")
"""Cents by citizenship and host: withheld, claimed at a desk, paid back, not paid though worked, still claimed."""

NATIONALS = ("exploited", "identified_state", "identified_ngo", "identified_eligible")
"""Counts of the host's own citizens, by host."""

DESKS = (
    "members", "joined", "left", "contacts", "intake", "served", "backlog", "referred", "advised", "settled",
    "no_partner", "gave_up", "won", "kits_bought", "kits_delivered", "kits_to_camps", "kits_kept",
)  # fmt: skip
"""Counts by institution."""

PURSE = ("dues", "grants", "donations", "staff", "kits", "balance")
"""Cents by institution: what came in, what was spent, what is left."""


Accounts = dict[str, NDArray[Any]]
"""Tables of a `HelpRecord` by name, while they are kept."""

BY_WEEK = ("help_shortfall", "help_tension", "help_out_of_money")
"""Tables whose first axis is the week; that of all others is the month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpRecord:
    """One replicate's accounts of help; empty where the study names no institutions."""

    help_workers: IntArray
    """[M, C, D, count of WORKERS]"""
    help_pay: IntArray
    """[M, C, D, amount of PAY] cents."""
    help_nationals: IntArray
    """[M, D, count of NATIONALS]"""
    help_desks: IntArray
    """[M, I, count of DESKS]"""
    help_purse: IntArray
    """[M, I, amount of PURSE] cents."""
    help_staff: FloatArray
    """[M, I] staff paid."""
    help_wait: FloatArray
    """[M, I] weeks that a new case waits; NaN where nothing is served."""
    help_stage: IntArray
    """[M, D, 4] advised at home and settled there, served with presence in the host, settled or won there."""
    help_paid_after: IntArray
    """[M, C, D] months from a claim's being taken up until it was paid, summed over claims paid."""
    help_assisted: IntArray
    """[M, D, 2, service] needs of identified nationals and foreigners that were met."""
    help_needed: IntArray
    """[M, D, 2] identified nationals and foreigners: each has every need."""
    help_shortfall: FloatArray
    """[week, K, need] share of the need not met."""
    help_tension: FloatArray
    """[week, K]"""
    help_out_of_money: FloatArray
    """[week, K] share of those waiting whose savings are used up."""


def empty_help(system: System) -> Accounts:
    """Zeros for every table."""
    axes, count = system.axes, system.institutions.size
    months = system.calendar.months if count else 0
    weeks = -(-system.calendar.days // 7) if count else 0
    citizenships, hosts, camps = len(axes.citizenships), len(axes.countries), len(axes.camps)
    whole = {
        "help_workers": (months, citizenships, hosts, len(WORKERS)),
        "help_pay": (months, citizenships, hosts, len(PAY)),
        "help_nationals": (months, hosts, len(NATIONALS)),
        "help_desks": (months, count, len(DESKS)),
        "help_purse": (months, count, len(PURSE)),
        "help_stage": (months, hosts, 4),
        "help_paid_after": (months, citizenships, hosts),
        "help_assisted": (months, hosts, 2, len(SERVICES)),
        "help_needed": (months, hosts, 2),
    }
    real = {
        "help_staff": (months, count),
        "help_wait": (months, count),
        "help_shortfall": (weeks, camps, len(NEEDS)),
        "help_tension": (weeks, camps),
        "help_out_of_money": (weeks, camps),
    }
    return {
        **{name: np.zeros(shape, np.int64) for name, shape in whole.items()},
        **{name: np.zeros(shape) for name, shape in real.items()},
    }


def help_tables(record: HelpRecord) -> Accounts:
    """The tables of a record by name."""
    return {name: getattr(record, name) for name in HelpRecord.__dataclass_fields__}
