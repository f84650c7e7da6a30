"""Whether to trust the draws, what they take for granted, and which claims they leave out."""

from __future__ import annotations

from collections.abc import Sequence

from sapar.estimates.stocks.diagnostics import LEAST_DRAWS, MOST_R_HAT
from sapar.model.declarations.assumptions import Assumption
from sapar.report.estimate.page import EstimateView
from sapar.report.estimate.words import TableWords, definition, factor_name, group_name, reason


def convergence_sentence(view: EstimateView) -> str:
    """Whether the chains agree, plainly."""
    language, sampling = view.language, view.record.sampling
    worst = max((group.r_hat for group in sampling.groups), default=float("nan"))
    fewest = min((min(group.bulk, group.tail) for group in sampling.groups), default=float("nan"))
    return language.text(
        "est.converged" if sampling.has_converged else "est.not_converged",
        chains=sampling.chains,
        draws=language.number(sampling.draws),
        worst=language.number(round(worst, 4)),
        most=language.number(MOST_R_HAT),
        fewest=language.number(round(fewest)),
        least=language.number(LEAST_DRAWS),
        divergences=language.plural("est.divergences", sampling.divergences),
    )


def convergence_table(view: EstimateView) -> TableWords:
    """Each group of numbers."""
    language, number = view.language, view.language.number
    names = ("group", "r_hat", "bulk", "tail", "worst", "verdict")
    return TableWords(
        titles=tuple(language.text(f"est.column.{name}") for name in names),
        numeric=(False, True, True, True, False, False),
        rows=tuple(
            (
                group_name(view, group.what),
                number(round(group.r_hat, 4)),
                number(round(group.bulk)),
                number(round(group.tail)),
                _worst(view, group.worst),
                language.text("est.holds" if group.holds else "est.fails"),
            )
            for group in view.record.sampling.groups
        ),
    )


def _worst(view: EstimateView, what: str) -> str:
    """The number that has converged least, in words."""
    if ":" in what:
        return factor_name(view, what)
    code, _, when = what.partition(" ")
    if when and "-" in code:
        return f"{view.corridor_named(code)}, {view.language.date(when)}"
    return view.source_name(what)


def assumption_table(view: EstimateView, rows: Sequence[Assumption]) -> TableWords:
    """Assumptions with range, unit, grade, source and reason."""
    language, number = view.language, view.language.number
    names = ("parameter", "value", "between", "unit", "grade", "source", "why")
    return TableWords(
        titles=tuple(language.text(f"column.{name}") for name in names),
        numeric=(False, True, True, False, False, False, False),
        rows=tuple(
            (
                row.parameter,
                number(row.value),
                "" if row.low == row.high else f"{number(row.low)} \u2013 {number(row.high)}",
                row.unit_shown,
                row.grade,
                view.source_name(row.source) if row.source else "",
                row.why,
            )
            for row in rows
        ),
    )


def unused_table(view: EstimateView) -> TableWords:
    """Claims without a term and why, in file order."""
    names = ("claim", "said_by", "when", "counts", "printed", "reason")
    rows = []
    for each in view.record.unused:
        claim = view.claim.get(each.claim)
        rows.append(
            (
                each.claim,
                "" if claim is None else view.source_name(claim.source),
                view.period(each.claim),
                "" if claim is None else definition(view, claim.definition),
                view.printed(each.claim),
                reason(view, each.reason),
            )
        )
    return TableWords(
        titles=tuple(view.language.text(f"est.column.{name}") for name in names),
        numeric=(False,) * len(names),
        rows=tuple(rows),
    )
