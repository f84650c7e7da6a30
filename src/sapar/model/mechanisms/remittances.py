"""M9 Remittances: what migrants send home of what is left to them, and how households answer when it falls."""

from __future__ import annotations

import numpy as np

from sapar.maths import FloatArray, exp, log
from sapar.model.mechanism import Aggregates, Mechanism, Tables
from sapar.model.system import System

LOWEST_KEPT = 0.25
"""Receipts are never taken to have fallen below this share of the usual."""


def usual(values: FloatArray, months: int) -> FloatArray:
    """[M, ...] mean over the `months` before each month, over as many as there are; the first month is its own."""
    total = np.concatenate([np.zeros_like(values[:1]), np.cumsum(values, axis=0)])
    index = np.arange(values.shape[0])
    first = np.maximum(index - months, 0)
    count = np.maximum(index - first, 1).reshape((-1,) + (1,) * (values.ndim - 1))
    mean = np.asarray((total[index] - total[first]) / count)
    mean[0] = values[0]
    return mean


def home_pay(system: System) -> FloatArray:
    """[M, C] average pay a month at home, US dollars; homes of one country have the same."""
    homes, citizenships = system.layout.citizenship_of_origin, range(len(system.axes.citizenships))
    return system.series.home_wage[:, [int(np.argmax(homes == each)) for each in citizenships]]


def prepare(system: System) -> Tables:
    """What is sent of a month's net pay, and how what a migrant sends compares with the usual, in every month.

    With E units of the home's currency for one of the host's and h pay at home in its own currency, both against
    their mean E', h' over the `remittance_memory` months before:

    sent share s = remitted_share (E / E')^(elasticity - 1) (h / h')^(-insurance), at most 1.

    Money received at home, s E times pay abroad, then answers the exchange rate with `elasticity`: the host's money
    is sent more freely when its value falls. `kept` is s times pay abroad over pay at home, relative to its mean
    over the same months.

    Returns
    -------
    tables
        `sent_share` and `receipts_kept`, both [M, C, D].

    References
    ----------
    Yang (2008), International migration, remittances and household investment, Economic Journal 118: an elasticity
    of 0.6. Seitz (2019): more is sent when income at home falls (sign).
    """
    parameters, series = system.parameters, system.series
    memory = max(1, int(parameters["remittance_memory"] + 0.5))
    pay = home_pay(system)
    exchange = series.home_rate[:, :, None] / series.host_rate[:, None, :]
    in_own_currency = pay * series.home_rate
    change = log(exchange / usual(exchange, memory))
    at_home = log(in_own_currency / usual(in_own_currency, memory))
    response = (parameters["remittance_elasticity"] - 1.0) * change
    response = response - parameters["insurance"] * at_home[:, :, None]
    sent = np.minimum(parameters["remitted_share"] * exp(response), 1.0)
    receipts = sent * series.host_wage[:, None, :] / pay[:, :, None]
    return {"sent_share": sent, "receipts_kept": receipts / usual(receipts, memory)}


def fill(system: System, aggregates: Aggregates, tables: Tables) -> Tables:
    """How households answer: the target-earner switch, weight w between 0 and 1.

    g = receipts relative to the usual, work as reported included, between 0.25 and 1; a rise changes nothing.
    People leave g^(-w/2) times as often (g over all hosts by the people there) and return g^(w/2) times as often:
    in the long run stocks grow by g^(-w) and what is received changes by g^(1 - w), so that at weight 1 households
    make good for the whole fall.

    Returns
    -------
    tables
        `leave_response` [O] and `stay_response` [O, D], factors on leaving and on returning.

    References
    ----------
    Danzer and Ivaschenko (2010), Migration patterns in a remittances dependent economy: Tajikistan leaned more on
    Russia in the crisis of 2009; other surveys saw fewer departures. The sign is therefore open, and so the weight.
    """
    parameters, citizenship = system.parameters, system.layout.citizenship_of_origin
    work = (1.0 - aggregates.unemployed_share) / (1.0 - system.constants.resting_unemployment)
    kept = np.clip(tables["receipts_kept"] * work, LOWEST_KEPT, 1.0)
    people = aggregates.abroad + 1.0
    together = (kept * people).sum(axis=1) / people.sum(axis=1)
    half = 0.5 * parameters["target_earner"]
    return {
        "leave_response": exp(-half * log(together))[citizenship],
        "stay_response": exp(half * log(kept))[citizenship],
    }


MECHANISM = Mechanism(
    code="M9",
    name="remittances",
    parameters=(
        "remitted_share",
        "carried_in_cash",
        "settled_sends",
        "remittance_elasticity",
        "remittance_memory",
        "insurance",
        "target_earner",
    ),
    needs=(),
    fills=("sent_share", "receipts_kept", "leave_response", "stay_response"),
    fill=fill,
    prepare=prepare,
)
