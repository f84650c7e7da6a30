"""Stays abroad at reference conditions: how soon they end, and how often with an entry ban."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sapar.maths import FloatArray, IntArray, exp
from sapar.model.mechanism import Table
from sapar.model.mechanisms.standing import Hazards
from sapar.model.mechanisms.travel import DAYS_A_MONTH
from sapar.model.system import PER_ENTRY, System


class Stays(NamedTuple):
    """What becomes of those abroad, [O, D] each."""

    exits: FloatArray
    """A month per person abroad."""
    banned: FloatArray
    """Months of ban from the host that follow an exit, on average over exits; 0 where nobody is banned."""


def stays(system: System, tables: dict[str, Table], month: int, hazards: Hazards) -> Stays:
    """Exits are one over the mean stay; bans follow from the time spent without status.

    A stay passes through the formal mode F, the visitor's V and life without status N. Everyone leaves at rate r
    (n r + y in N, with expulsions y; r + s in F, with naturalisations s); the mode is weighed anew at rate m and F
    chosen with chance f; a visitor's days last L months and then lead to F with chance p, out with chance q (per
    entry: across the line and back into V), else to N:

    t_F = (1 + m (1 - f) t_V) / (r + s + m (1 - f))
    t_V = (1 - x) / a + (1 - x) (m f / a) t_F + x (p t_F + [per entry] q t_V + (1 - p - q) / (n r + y)),
    a = r + m f, x = e^(-a L); mean stay = f t_F + (1 - f) t_V.

    Time without status u_F, u_V follows the same two lines with nothing but (1 - p - q) / (n r + y) counted. During
    it people leave at n r, of whom a share b is banned, and all who are expelled, at y, are; a ban of B months that
    is lifted at rate l lasts (1 - e^(-l B)) / l on average.
    """
    parameters, citizenship = system.parameters, system.layout.citizenship_of_origin
    weighing = parameters["mode_reconsideration"]
    rate = parameters["reconsider_abroad"] * tables["return_ease"].T[citizenship]
    expulsion = hazards.expulsion[month].T[citizenship]
    naturalisation = hazards.naturalisation[month].T[citizenship]
    months = system.series.stay_days[month].T[citizenship] / DAYS_A_MONTH
    per_entry = (system.series.stay_counting[month].T[citizenship] == PER_ENTRY) * 1.0
    formal = tables["formal"]
    outflow = rate + weighing * formal
    expires = np.where(months > 0, exp(-outflow * months), 0.0)
    formalise = float(tables["formalise_at_expiry"][0])
    leave = tables["leave_at_expiry"].T[citizenship] - formalise
    leaving_without = rate * parameters["return_no_status"]
    without = (1.0 - formalise - leave) / (leaving_without + expulsion)
    lapse = weighing * (1.0 - formal)
    own, back = 1.0 / (rate + lapse + naturalisation), lapse / (rate + lapse + naturalisation)
    to_formal = (1.0 - expires) * weighing * formal / outflow + expires * formalise
    again = 1.0 - expires * leave * per_entry - to_formal * back
    visitor = ((1.0 - expires) / outflow + expires * without + to_formal * own) / again
    stay = formal * (own + back * visitor) + (1.0 - formal) * visitor
    time_without = (formal * back + 1.0 - formal) * expires * without / again
    banned = time_without * (leaving_without * tables["ban"].T[citizenship] + expulsion)
    length = _months_of_a_ban(tables["ban_days"], hazards.lifted_ban[month])
    return Stays(exits=np.asarray(1.0 / stay), banned=np.asarray(banned * length.T[citizenship]))


def _months_of_a_ban(days: IntArray, lifted: FloatArray) -> FloatArray:
    """[D, C] months that a ban lasts on average, if some are lifted at a rate a month."""
    length = days / DAYS_A_MONTH
    until_lifted = (1.0 - exp(-lifted * length)) / np.where(lifted > 0.0, lifted, 1.0)
    return np.asarray(np.where(lifted > 0.0, until_lifted, length))
