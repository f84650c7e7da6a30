"""M4 Quota: no more permits are expected to be taken in a month than a host's quota gives."""

from __future__ import annotations

import numpy as np

from sapar.maths import FloatArray
from sapar.model.mechanism import Aggregates, Mechanism, Tables
from sapar.model.mechanisms.earnings import by_country
from sapar.model.system import System


def expected_permits(system: System, aggregates: Aggregates, tables: Tables) -> FloatArray:
    """[D] permits that newcomers and visitors would take this month if nothing limited their number, at most.

    Newcomers are those expected to set out; of visitors it is not known from which home region they come, and the
    readiest region stands for all of their citizenship. Members of a union need no permit.
    """
    layout, origins = system.layout, system.layout.citizenship_of_origin.size
    citizenship = layout.citizenship_of_origin
    needing = 1.0 - system.series.member[aggregates.month].T
    weighing = np.bincount(
        layout.origin_of_group, aggregates.home * tables["reconsider_home"], minlength=origins
    )
    everywhere = np.ones(layout.country_of_region.size)
    coming = weighing[:, None] * by_country(
        tables["destination"], everywhere, layout.country_of_region, len(system.axes.countries)
    )
    newcomers = (coming * tables["formal"] * needing[citizenship]).sum(axis=0)
    visitors = aggregates.abroad if aggregates.visitors is None else aggregates.visitors
    readiest = np.zeros_like(visitors)
    np.maximum.at(readiest, citizenship, tables["formal"])
    return np.asarray(newcomers + (visitors * readiest * needing).sum(axis=0) * tables["weigh_mode"])


def fill(system: System, aggregates: Aggregates, tables: Tables) -> Tables:
    """Chances of the formal mode, cut in one proportion for everybody who needs a permit where a quota binds.

    share served = min(1, quota a month / permits expected), by host; the formal mode is taken that much less often
    on entry, when it is weighed anew, and when days are used up. So the permits *expected* of newcomers and
    visitors stay within the quota, not those of each draw; those taken when days are used up are cut and not
    counted, and holders who weigh their mode anew are refused at the same rate. Nobody foresees a refusal: the
    choice of a host is made before.
    """
    quota = system.series.permit_quota[aggregates.month]
    if not np.isfinite(quota).any():
        return {}
    served = np.minimum(quota / np.maximum(expected_permits(system, aggregates, tables), 1e-9), 1.0)
    member = system.series.member[aggregates.month].T[system.layout.citizenship_of_origin]
    formalise = tables["formalise_at_expiry"]
    refused = formalise * (1.0 - served)
    return {
        "formal": tables["formal"] * (member + (1.0 - member) * served),
        "formalise_at_expiry": formalise - refused,
        "leave_at_expiry": tables["leave_at_expiry"] - refused[:, None],
    }


MECHANISM = Mechanism(
    code="M4",
    name="quota",
    parameters=(),
    needs=(
        "destination",
        "reconsider_home",
        "formal",
        "weigh_mode",
        "formalise_at_expiry",
        "leave_at_expiry",
    ),
    fills=(),
    fill=fill,
)
