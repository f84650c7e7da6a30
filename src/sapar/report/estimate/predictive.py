"""Would claims drawn from the estimate look like the ledger's?"""

from __future__ import annotations

from sapar.estimates.stocks.result import Check, Range
from sapar.report.estimate.page import EstimateView
from sapar.report.estimate.words import TableWords, chance, check_name, decimals

TAIL = 0.05
"""Chance on either side below which the ledger looks unlike the estimate."""


def is_unusual(check: Check) -> bool:
    """Whether the ledger's claims look unlike those the estimate would bring forth."""
    return not TAIL <= check.p <= 1.0 - TAIL


def check_sentence(view: EstimateView) -> str:
    """How many checks the estimate passes."""
    checks = view.record.checks
    unusual = [check for check in checks if is_unusual(check)]
    if not checks:
        return view.language.text("est.check.none")
    if not unusual:
        return view.language.text("est.check.all", n=len(checks))
    names = "; ".join(check_name(view, check.name) for check in unusual)
    return view.language.text("est.check.some", n=len(unusual), of=len(checks), names=names)


def check_table(view: EstimateView) -> TableWords:
    """Every check."""
    language = view.language
    return TableWords(
        titles=tuple(
            language.text(f"est.column.{name}") for name in ("check", "ledger", "drawn", "exceeds", "verdict")
        ),
        numeric=(False, True, True, True, False),
        rows=tuple(
            (
                check_name(view, check.name),
                decimals(view, check.observed),
                _drawn(view, check.drawn),
                chance(view, check.p),
                language.text("est.check.unusual" if is_unusual(check) else "est.check.usual"),
            )
            for check in view.record.checks
        ),
    )


def _drawn(view: EstimateView, found: Range) -> str:
    """Median and 80 % range of drawn claims."""
    low, middle, high = (decimals(view, each) for each in (found.low80, found.median, found.high80))
    return f"{middle} ({low} \u2013 {high})"
