"""Questions about the law that a study cannot answer."""

# ruff: noqa: N818 - the names say what is wrong; "Error" at the end of each would say nothing more

from __future__ import annotations

from sapar.errors.base import SaparError


class LawFault(SaparError):
    """A question about the law that the study cannot answer."""


class NoSuchCitizenship(LawFault):
    """The law is asked for a citizenship that is not a country of `places.csv`."""


class NoSuchHost(LawFault):
    """The law is asked for a place that is not in `places.csv`, or that lies in no country."""


class NoSuchPurpose(LawFault):
    """Somebody comes for work, for a visit, as family of a worker, or for study."""


class DayOutsidePeriod(LawFault):
    """The law is asked for a day outside the study's period. Rows are checked for the period only, so that an
    answer beyond it would be a guess."""
