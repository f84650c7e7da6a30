"""Tables of money and channels: what is earned, owed, sent and received, and what going costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sapar.maths import FloatArray
from sapar.model.declarations.channels import CHANNELS
from sapar.model.mechanisms.poverty import below_line
from sapar.model.parameters import Parameters
from sapar.model.system import System
from sapar.results.money import (
    Accounts,
    cost_by_channel,
    money_accounts,
    monthly_pay,
    moves,
    personal_remittances,
    short_stays,
)
from sapar.simulation.run import Run

MONEY: dict[str, tuple[str, str, str, str]] = {
    "wages_paid": ("O4", "USD per month", "Wages paid", "to all employed, together"),
    "wages_withheld": ("O9", "USD per month", "Wages withheld", "earned and never paid, together"),
    "remitted": (
        "O8",
        "USD per month",
        "Sent home",
        "out of net pay and savings, by those who became citizens of the host since the first day too, together",
    ),
    "carried_home": ("O8", "USD per month", "Carried home", "savings that those who return carry with them"),
    "personal_remittances": (
        "O8",
        "USD per month",
        "Personal remittances",
        "as balances of payments count: all pay of those who stay less than a year, and what the others send and carry",
    ),
    "received": (
        "O8",
        "home currency per month",
        "Received by households",
        "sent and carried home, in the home's currency at the month's rate",
    ),
    "received_share_gdp": (
        "O8",
        "1",
        "Received by households, of GDP",
        "twelve times the month's receipts over the year's gross domestic product; missing without a figure of it",
    ),
    "below_line": (
        "O8",
        "1",
        "People below a poverty line",
        "in households, with money from abroad and without, carried on from a survey by the year's receipts",
    ),
    "savings_abroad": ("O8", "USD", "Savings kept abroad", "at the month's start, together"),
    "debt": ("O14", "USD", "Owed to brokers", "at the month's end, without interest to come, together"),
    "debt_repaid": ("O14", "USD per month", "Paid back to brokers", "interest included, together"),
    "migration_cost": (
        "O14",
        "USD",
        "Cost of going",
        "a head: journey, hours valued, papers once, fee, interest, less employers' part; missing where nobody goes",
    ),
    "break_even": (
        "O14",
        "months",
        "Pay needed to break even",
        "months of pay, less costs of living, that cover the cost of going",
    ),
    "channel_share": ("O14", "1", "Channels of departures", "shares of those who depart during the month"),
    "channel_stock": (
        "O14",
        "persons",
        "People away by channel",
        "by the channel through which they left home; those under way there included",
    ),
    "deceived": ("O10", "persons", "Deceived about the work", "departures of the month, by assumed chances"),
}
"""Output, unit, name and definition of each variable."""


def money_coordinates() -> dict[str, list[str]]:
    """The axes that only these tables have."""
    return {"channel": list(CHANNELS), "money": ["with", "without"]}


def money_values(
    system: System, runs: Sequence[Run], parameters: Sequence[Parameters]
) -> dict[str, tuple[tuple[str, ...], FloatArray]]:
    """Axes and values of every variable, each replicate with its own parameters."""
    found: dict[str, list[FloatArray]] = {name: [] for name in MONEY}
    for run, drawn in zip(runs, parameters, strict=True):
        own = replace(system, parameters=drawn)
        accounts = money_accounts(own, run)
        for name, values in _of_one(own, run, accounts).items():
            found[name].append(values)
    corridor = ("replicate", "month", "citizenship", "destination")
    by_channel = (*corridor, "channel")
    axes: dict[str, tuple[str, ...]] = dict.fromkeys(MONEY, corridor)
    axes |= dict.fromkeys(("migration_cost", "break_even", "channel_share", "channel_stock"), by_channel)
    axes["received_share_gdp"] = corridor[:3]
    axes["below_line"] = (*corridor[:3], "money")
    return {name: (axes[name], np.stack(values)) for name, values in found.items()}


def _of_one(system: System, run: Run, accounts: Accounts) -> dict[str, FloatArray]:
    """Every variable of one replicate."""
    series = system.series
    received = accounts.received.sum(axis=2)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = 12.0 * received / series.gdp
    cost = cost_by_channel(system, run)
    departures, _ = moves(system, run)
    return {
        "wages_paid": accounts.wages_paid,
        "wages_withheld": accounts.wages_withheld,
        "remitted": accounts.sent,
        "carried_home": accounts.carried_home,
        "personal_remittances": personal_remittances(accounts, short_stays(system, run)),
        "received": accounts.received * series.home_rate[:, :, None],
        "received_share_gdp": share,
        "below_line": below_line(system, received),
        "savings_abroad": accounts.savings,
        "debt": accounts.debt,
        "debt_repaid": accounts.debt_repaid,
        "migration_cost": cost,
        "break_even": cost / _kept_pay(system)[:, None, :, None],
        "channel_share": run.channel_share,
        "channel_stock": run.channel_stock,
        "deceived": departures * run.deceived_share,
    }


def _kept_pay(system: System) -> FloatArray:
    """[M, D] a month's pay without papers, less what is withheld and costs of living."""
    parameters = system.parameters
    kept = 1.0 - parameters["withheld_share_informal"] - parameters["living_cost_share"]
    return monthly_pay(system) * kept
