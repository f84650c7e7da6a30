"""What comes of a case: solved from home, carried on abroad, wages recovered."""

from __future__ import annotations

import numpy as np

from sapar.maths import FloatArray

RECOVERY_WEEKS = 26.0
"""Half a year: the time within which the recovery share is stated."""


def recovery_chance(share: FloatArray, contracts: FloatArray, advantage: FloatArray) -> FloatArray:
    """[...] chance that a wage case that was worked on brings money within half a year.

    Parameters
    ----------
    share
        [...] chance without a written contract.
    contracts
        [...] share of cases with one.
    advantage
        [...] how many times as likely a case with a contract is to succeed.
    """
    with_one = np.minimum(share * advantage, 1.0)
    return np.asarray(share + contracts * (with_one - share))


def recovery_delay(patience: FloatArray, chance: FloatArray) -> FloatArray:
    """[...] weeks until the money comes, infinite where it does not: a steady weekly chance for half a year.

    Parameters
    ----------
    patience
        [...] exponential numbers of mean 1; a higher chance never makes the money of one case come later.
    chance
        [...] that it comes within `RECOVERY_WEEKS`.
    """
    certain = np.minimum(chance, 1.0 - 1e-12)
    hazard = -np.log1p(-certain) / RECOVERY_WEEKS
    some = np.where(hazard > 0.0, hazard, 1.0)
    weeks = patience / some
    return np.asarray(np.where((hazard > 0.0) & (weeks <= RECOVERY_WEEKS), weeks, np.inf))
