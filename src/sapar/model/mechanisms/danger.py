"""M5 Danger: how dangerous a host seems, from what is recorded, what goes unrecorded, and what lingers."""

from __future__ import annotations

import numpy as np

from sapar.maths import exp
from sapar.model.mechanism import Mechanism, Tables
from sapar.model.system import System

LOG_2 = 0.6931471805599453

PER_THOUSAND = 1e-3
"""From victims per million person-years to victims per thousand."""


def prepare(system: System) -> Tables:
    """Danger as perceived, and attacks as they are taken to happen, in every month.

    X_j(t) = danger_j + danger_per_attack a_j(t) + sum_e size_e 2^(-(t - t_e) / danger_decay),
    a_j(t) = underreporting * recorded victims per thousand person-years in j.

    The last term is a backlash: each dated event of kind `danger` concerns the citizenships that it names. Danger is
    what people who might go or stay fear; nothing in the model leads from migrants to attacks or to crime.

    Returns
    -------
    tables
        `danger` [M, D, C], without unit; `attacks` [M, D] victims per million person-years, the unrecorded included.

    References
    ----------
    Recorded victims: `attacks.csv`, after the counts of the SOVA Center. The size of the response is an assumption.
    """
    parameters, axes = system.parameters, system.axes
    attacks = parameters["underreporting"] * system.series.attacks
    level = parameters.at("danger", axes.countries)
    felt = level + parameters["danger_per_attack"] * PER_THOUSAND * attacks
    danger = np.repeat(felt[:, :, None], len(axes.citizenships), axis=2)
    months = np.arange(system.calendar.months, dtype=np.float64)
    for event in system.dangers:
        rest = event.size * exp(-LOG_2 * (months[event.month :] - event.month) / parameters["danger_decay"])
        for citizenship in event.citizenships:
            danger[event.month :, event.country, citizenship] += rest
    return {"danger": danger, "attacks": attacks}


MECHANISM = Mechanism(
    code="M5",
    name="danger",
    parameters=("danger:", "danger_decay", "danger_per_attack", "underreporting"),
    needs=(),
    fills=("danger", "attacks"),
    prepare=prepare,
)
