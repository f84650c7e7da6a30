"""From claims to estimates of stocks, with their uncertainty."""

from sapar.estimates.posterior import QUICK_LOOK, SAMPLED, ClaimPull, Posterior
from sapar.estimates.reconcile import Belief, Setting, reconcile

__all__ = ["QUICK_LOOK", "SAMPLED", "Belief", "ClaimPull", "Posterior", "Setting", "reconcile"]
