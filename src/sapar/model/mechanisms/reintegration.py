"""M20 Reintegration and re-migration: who is back at home, without work or with the memory of work abroad."""

from __future__ import annotations

import numpy as np

from sapar.maths import FloatArray, exp
from sapar.model.mechanism import Aggregates, Mechanism, Tables
from sapar.model.system import System

EXPERIENCED, WITHOUT_WORK = range(2)
"""Rows of the account of returnees: people at home whose stay abroad still counts; returnees who look for work."""


def share_of_departures(experienced: FloatArray, home: FloatArray, bonus: float) -> FloatArray:
    """[C] share of those who leave home who have been abroad: X e^b / (X e^b + H - X)."""
    readier = experienced * exp(np.array(bonus))
    return np.asarray(readier / np.maximum(readier + np.maximum(home - experienced, 0.0), 1e-9))


def next_account(
    system: System, account: FloatArray, returned: FloatArray, departed: FloatArray, home: FloatArray
) -> FloatArray:
    """The account of returnees a month later, in people.

    Those who come home in a month look for work from the next month on:

    X' = (X - L) (1 - 1 / experience_memory) + R;  W' = W (1 - L / X) (1 - home_finding) + R,

    with R those who returned and L, of those who left, those who had been abroad: of any two people at home one of
    whom has been abroad, that one leaves e^experience_bonus times as often.

    Parameters
    ----------
    account
        [2, C] X and W at the month's start: EXPERIENCED and WITHOUT_WORK.
    returned, departed
        [C] returns and departures during the month.
    home
        [C] people at home at its start.
    """
    parameters = system.parameters
    experienced = account[EXPERIENCED]
    share = share_of_departures(experienced, home, parameters["experience_bonus"])
    left = np.minimum(departed * share, experienced)
    stayed = 1.0 - left / np.maximum(experienced, 1e-9)
    kept = np.array([1.0 - 1.0 / parameters["experience_memory"], 1.0 - parameters["home_finding"]])
    return np.asarray(account * stayed * kept[:, None] + returned)


def reference_account(system: System) -> FloatArray:
    """[2, C] the account that stands still at reference conditions, where as many leave as return.

    X is the root of (e - 1) X^2 + (H + l R - e R) X = l R H, with e = e^experience_bonus, l the memory in months,
    and H people at home; W = R / (1 - (1 - home_finding) (1 - L / X)).
    """
    parameters, bonus = system.parameters, system.parameters["experience_bonus"]
    home, returns = reference_home(system), system.constants.reference_returns
    readier, pool = float(exp(np.array(bonus))), parameters["experience_memory"] * returns
    linear = home + pool - readier * returns
    root = np.sqrt(linear**2 + 4.0 * (readier - 1.0) * pool * home)
    experienced = 2.0 * pool * home / np.maximum(linear + root, 1e-9)
    left = returns * share_of_departures(experienced, home, bonus) / np.maximum(experienced, 1e-9)
    return np.stack([experienced, returns / (1.0 - (1.0 - parameters["home_finding"]) * (1.0 - left))])


def reference_home(system: System) -> FloatArray:
    """[C] people at home at reference conditions."""
    people = by_citizenship(system, system.group_people)
    return np.asarray(np.maximum(people - system.reference_stock.sum(axis=1), 1.0))


def by_citizenship(system: System, groups: FloatArray) -> FloatArray:
    """[C] sums of [G] counts."""
    layout = system.layout
    citizenship = layout.citizenship_of_origin[layout.origin_of_group]
    count = np.bincount(citizenship, groups, minlength=len(system.axes.citizenships))
    return np.asarray(count, dtype=np.float64)


def pull(system: System, account: FloatArray, home: FloatArray) -> FloatArray:
    """[C] utility a head at home that having been abroad, and having no work at home, adds to going."""
    parameters = system.parameters
    added = parameters["experience_bonus"] * account[EXPERIENCED]
    added = added + parameters["jobless_return_push"] * account[WITHOUT_WORK]
    return np.asarray(added / np.maximum(home, 1.0))


def fill(system: System, aggregates: Aggregates, tables: Tables) -> Tables:  # noqa: ARG001
    """What returnees add to the wish to leave: the utility of every host rises by

    experience_bonus (X / H - X0 / H0) + jobless_return_push (W / H - W0 / H0),

    zeros at reference conditions, whose constants hold what is usual. People at home choose by tables of their
    groups, so what the experienced feel is spread over everyone of their citizenship.

    Returns
    -------
    tables
        `returnees` [2, C] the account, people; `remigration` [O] utility.
    """
    usual = reference_account(system)
    account = usual if aggregates.returnees is None else aggregates.returnees
    home = np.maximum(by_citizenship(system, aggregates.home), account[EXPERIENCED])
    change = pull(system, account, home) - pull(system, usual, reference_home(system))
    if aggregates.returnees is None:
        change = np.zeros_like(change)
    return {"returnees": account, "remigration": change[system.layout.citizenship_of_origin]}


MECHANISM = Mechanism(
    code="M20",
    name="reintegration",
    parameters=("experience_bonus", "experience_memory", "home_finding", "jobless_return_push"),
    needs=(),
    fills=("returnees", "remigration"),
    fill=fill,
)
