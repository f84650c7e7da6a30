"""From claims to estimates of stocks, with their uncertainty."""

from sapar.estimates.posterior import ClaimPull, Posterior
from sapar.estimates.reconcile import Belief, Setting, reconcile

__all__ = ["Belief", "ClaimPull", "Posterior", "Setting", "reconcile"]
