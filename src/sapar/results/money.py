"""Accounts of money: what people abroad are paid, keep, owe and send home, month by month, from counts and tables."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sapar.maths import FloatArray, IntArray, exp
from sapar.model.declarations.channels import BROKER
from sapar.model.mechanisms import channels, remittances
from sapar.model.system import System
from sapar.simulation.run import Run
from sapar.simulation.tables import NATURALISED

EMPLOYED = 0
PERMIT = 1
FORMAL = slice(0, 2)
INFORMAL = slice(2, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """Money of one replicate, US dollars of the month, all [M, C, D] and in sum over everybody away.

    wages due = wages_paid + wages_withheld;
    net = wages_paid - living - papers - debt_repaid;
    savings(t + 1) = savings(t) + net - remitted - carried_home + unmet;
    remitted is never more than max(0, net + savings(t)).
    """

    wages_paid: FloatArray
    """Paid for the month's work."""
    wages_withheld: FloatArray
    """Earned and never paid."""
    living: FloatArray
    """Food and a bed, of everybody present."""
    papers: FloatArray
    """Patents and permits of those who hold one."""
    borrowed: FloatArray
    """Lent by brokers to those who depart."""
    debt_repaid: FloatArray
    """Paid back to brokers, interest included."""
    debt: FloatArray
    """Still to be paid back to brokers at the month's end, without interest to come."""
    remitted: FloatArray
    """Sent home by those who work there, what they send on before they return included."""
    sent_by_settled: FloatArray
    """Sent by those who became citizens of the host since the first day; apart from the accounts above."""
    carried_home: FloatArray
    """Savings that those who return carry with them."""
    savings: FloatArray
    """Kept abroad at the month's start."""
    unmet: FloatArray
    """Costs of living that neither pay nor savings cover."""

    @property
    def sent(self) -> FloatArray:
        """Sent home by everybody."""
        return self.remitted + self.sent_by_settled

    @property
    def received(self) -> FloatArray:
        """What households receive: sent home and carried home."""
        return self.sent + self.carried_home


def money_accounts(system: System, run: Run) -> Accounts:
    """The accounts of one replicate.

    Parameters
    ----------
    system
        With the replicate's own parameters.
    run
        Its counts and tables.

    Notes
    -----
    Pay is that of M3 for those employed, with the premium and the withheld share of their legal mode; those present
    without work have the same costs of living and no pay. Papers are paid by holders of a permit. Debts follow the
    departures of the months before (M6). What is sent is `sent_share` (M9) of what is left to those employed, as far
    as the corridor's money reaches; savings leave with those who return, in proportion: `carried_in_cash` of them in
    their pockets, the rest sent ahead. Those who became citizens of the host send `settled_sends` of what somebody
    present sends in the same corridor and month.
    """
    parameters, series = system.parameters, system.series
    by_country = _by_country(
        run.stock, system.layout.country_of_region.astype(np.int64), len(system.axes.countries)
    )
    present = by_country.sum(axis=(3, 4)).astype(np.float64)
    employed = by_country[..., EMPLOYED].astype(np.float64)
    formal, informal = employed[..., FORMAL].sum(axis=3), employed[..., INFORMAL].sum(axis=3)
    wage = monthly_pay(system)[:, None, :]
    due_formal = formal * wage * (1.0 + parameters["formal_premium"])
    due_informal = informal * wage
    withheld = (
        due_formal * parameters["withheld_share_formal"]
        + due_informal * parameters["withheld_share_informal"]
    )
    paid = due_formal + due_informal - withheld
    cost = parameters["living_cost_share"] * wage
    living, own_living = cost * present, cost * (formal + informal)
    permits = by_country[:, :, :, PERMIT].sum(axis=3)
    asked = parameters.at("fee_ratio", system.axes.countries)[None, :, None] * series.fee
    papers = permits * np.swapaxes(asked, 1, 2)
    departures, exits = moves(system, run)
    borrowed = departures * run.borrowed
    repaid, debt = loans(borrowed, parameters["debt_interest"], debt_months(system))
    net = paid - living - papers - repaid
    wish = remittances.prepare(system)["sent_share"] * np.maximum(paid - own_living - papers - repaid, 0.0)
    leaving = exits / np.maximum(present + departures, 1.0)
    remitted, carried = np.zeros_like(net), np.zeros_like(net)
    savings, unmet = np.zeros_like(net), np.zeros_like(net)
    kept = np.zeros_like(net[0])
    for month in range(net.shape[0]):
        savings[month] = kept
        there_is = kept + net[month]
        remitted[month] = np.minimum(wish[month], np.maximum(there_is, 0.0))
        left = np.maximum(there_is - remitted[month], 0.0)
        unmet[month] = np.maximum(-there_is, 0.0)
        taken = left * np.minimum(leaving[month], 1.0)
        carried[month] = parameters["carried_in_cash"] * taken
        remitted[month] += taken - carried[month]
        kept = left - taken
    return Accounts(
        wages_paid=paid,
        wages_withheld=withheld,
        living=living,
        papers=papers,
        borrowed=borrowed,
        debt_repaid=repaid,
        debt=debt,
        remitted=remitted,
        sent_by_settled=parameters["settled_sends"]
        * settled(run)
        * remitted
        / np.where(present > 0.0, present, np.inf),
        carried_home=carried,
        savings=savings,
        unmet=unmet,
    )


def settled(run: Run) -> FloatArray:
    """[M, C, D] people who became citizens of the host before a month begins, since the first day."""
    months = np.swapaxes(run.standing[:, NATURALISED], 1, 2).astype(np.float64)
    return np.concatenate([np.zeros_like(months[:1]), np.cumsum(months, axis=0)[:-1]])


def personal_remittances(accounts: Accounts, short: FloatArray) -> FloatArray:
    """[M, C, D] what balances of payments call so: whole pay of short-term workers, and what the others send and carry.

    Who works abroad for less than a year stays a resident of the home: all that they are paid is income of the home
    (compensation of employees), wherever they spend it.

    Parameters
    ----------
    short
        [C, D] share of people present whose stay lasts less than a year.

    References
    ----------
    IMF (2009), Balance of Payments and International Investment Position Manual, 6th edition, appendix 5; World Bank,
    series BX.TRF.PWKR.CD.DT: personal transfers plus compensation of employees.
    """
    others = accounts.sent_by_settled + (1.0 - short) * (accounts.remitted + accounts.carried_home)
    return short * accounts.wages_paid + others


def short_stays(system: System, run: Run) -> FloatArray:
    """[C, D] share of people present whose stay lasts less than a year: 1 - e^(-x) (1 + x), x exits in a year.

    At constant exits a stay that somebody present is in lasts longer than t with chance (1 + x t) e^(-x t), the sum of
    two exponential times; exits are those of the whole period.
    """
    present = _by_country(
        run.stock, system.layout.country_of_region.astype(np.int64), len(system.axes.countries)
    ).sum(axis=(0, 3, 4))
    a_year = 12.0 * moves(system, run)[1].sum(axis=0) / np.maximum(present, 1)
    return np.asarray(1.0 - exp(-a_year) * (1.0 + a_year))


def monthly_pay(system: System) -> FloatArray:
    """[M, D] pay of a migrant without papers, as M3 has it."""
    ratio = np.zeros(len(system.axes.countries))
    np.add.at(ratio, system.layout.country_of_region, system.wage_ratio * system.migrant_share)
    return np.asarray(system.parameters["migrant_wage_ratio"] * system.series.host_wage * ratio)


def debt_months(system: System) -> int:
    """Parts in which a debt is paid back."""
    return max(1, int(system.parameters["debt_months"] + 0.5))


def loans(borrowed: FloatArray, interest: float, months: int) -> tuple[FloatArray, FloatArray]:
    """What is paid back in each month, and what is left of the loans at its end.

    A loan of 1 is paid back in `months` equal parts a = i (1 + i)^n / ((1 + i)^n - 1) from the month after it; after
    m parts ((1 + i)^n - (1 + i)^m) / ((1 + i)^n - 1) of it is left.

    Parameters
    ----------
    borrowed
        [M, ...] lent in each month.
    interest, months
        A month; number of parts.

    Returns
    -------
    repaid, left
        [M, ...] each.
    """
    part = channels.repaid(interest, months) / months
    repaid, left = np.zeros_like(borrowed), borrowed.copy()
    rest = 1.0
    for age in range(1, min(months, borrowed.shape[0] - 1) + 1):
        repaid[age:] += part * borrowed[:-age]
        rest = rest * (1.0 + interest) - part
        left[age:] += max(rest, 0.0) * borrowed[:-age]
    return repaid, left


def cost_by_channel(system: System, run: Run) -> FloatArray:
    """[M, C, D, channel] US dollars that going costs a head: journey, papers once, fee, interest on what is owed.

    The journey and the papers are those of M7 and the law, less what employers pay; NaN where nobody can go.
    """
    parameters, series = system.parameters, system.series
    asked = np.swapaxes(series.one_off * (1.0 - series.member), 1, 2)
    own = (run.journey + asked)[..., None] * (1.0 - series.employer_pays)
    cost = own + series.channel_fee
    interest = channels.repaid(parameters["debt_interest"], debt_months(system)) - 1.0
    share = np.maximum(run.channel_share[..., BROKER], 1e-9)
    owed = np.where(run.channel_share[..., BROKER] > 0.0, run.borrowed / share, 0.0)
    cost[..., BROKER] += interest * owed
    return np.where(run.channel_share > 0.0, cost, np.nan)


def moves(system: System, run: Run) -> tuple[FloatArray, FloatArray]:
    """[M, C, D] departures from home and moves back to it."""
    homes = np.array([system.axes.nodes.index(code) for code in system.axes.citizenships])[:, None]
    hosts, own = system.layout.node_of_country[None, :], np.arange(homes.size)[:, None]
    flow = run.flow.astype(np.float64)
    return flow[:, own, homes, hosts], flow[:, own, hosts, homes]


def _by_country(stock: IntArray, country_of_region: IntArray, countries: int) -> IntArray:
    """[M, C, D, status, work] people, sexes and regions added up."""
    total = stock.sum(axis=2)
    result = np.zeros((*total.shape[:2], countries, *total.shape[3:]), dtype=np.int64)
    for region, country in enumerate(country_of_region):
        result[:, :, country] += total[:, :, region]
    return result
