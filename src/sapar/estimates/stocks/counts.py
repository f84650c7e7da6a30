"""Which claims are numbers of one count: the same definition, citizenship and place, on other dates."""

from __future__ import annotations

from sapar.estimates.stocks.claims import Term

PEOPLE = ("citizens_present", "workers_present")
"""Definitions that count people present; all others that terms have count something over a period or a share."""

Count = tuple[str, tuple[str, ...], tuple[str, ...]]
"""What is counted, of which citizens, where."""


def count_of(term: Term) -> Count:
    """What makes two claims numbers of one count."""
    claim = term.claim
    what = "people" if claim.definition in PEOPLE else claim.definition
    return what, tuple(sorted(claim.citizenship)), tuple(sorted(claim.place))


def moment_of(term: Term) -> float:
    """Middle of what a claim speaks of, in years since an origin of its own."""
    return term.middle.toordinal() / 365.25
