"""Flows between places from successive tables of the people living in each, by birthplace.

A stock table says how many people born in k live in i at one date. Two of them, with births and deaths in
between, bound the moves that must have happened; a rule chooses among the moves that could have.
"""

from sapar.estimates.flows.balance import Balanced, balance, implied_natives
from sapar.estimates.flows.bands import Bands, Uncertainty, monte_carlo
from sapar.estimates.flows.differences import flows_by_growth, flows_by_stock_shares, stock_differences
from sapar.estimates.flows.estimate import (
    Bounds,
    account_gap,
    bounds,
    by_birthplace,
    estimate,
    independence,
    minimum,
    mixture,
)
from sapar.estimates.flows.fit import Fit, fit, fit_by_type, quasi_independent
from sapar.estimates.flows.net import net_by_least_change, net_by_least_squares, net_by_tilting
from sapar.estimates.flows.rounding import whole_numbers
from sapar.estimates.flows.rules import Rule, draw_rule, flows_by_rule

__all__ = [
    "Balanced",
    "Bands",
    "Bounds",
    "Fit",
    "Rule",
    "Uncertainty",
    "account_gap",
    "balance",
    "bounds",
    "by_birthplace",
    "draw_rule",
    "estimate",
    "fit",
    "fit_by_type",
    "flows_by_growth",
    "flows_by_rule",
    "flows_by_stock_shares",
    "implied_natives",
    "independence",
    "minimum",
    "mixture",
    "monte_carlo",
    "net_by_least_change",
    "net_by_least_squares",
    "net_by_tilting",
    "quasi_independent",
    "stock_differences",
    "whole_numbers",
]
