"""Plans that Sapar does not make."""

# ruff: noqa: N818 - the names say what is wrong; "Error" at the end of each would say nothing more

from __future__ import annotations

from sapar.errors.base import SaparError


class PlanFault(SaparError):
    """A plan that cannot or will not be made."""


class HarmfulObjective(PlanFault):
    """The objective would make people worse off to improve a number: fewer arrivals, more returns or more
    expulsions. Sapar plans for people who wait, for a way home or for help; it minimises their waiting, their unmet
    needs and what they pay. Who arrives is an input, never something to be minimised."""


class NoSuchObjective(PlanFault):
    """The objective is none of those that the planner knows; the message lists them."""


class NoSuchExample(PlanFault):
    """No bundled sheet has this name."""
