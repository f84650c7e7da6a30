"""Claims as marks: the shape tells the kind of source, filled where it counts what the series counts."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sapar.evidence.claims import Claim
from sapar.report.chart import Cell
from sapar.report.claim_marks import SHAPES, ClaimMark, ceiling_of, claim_marks
from sapar.report.estimate.page import EstimateView
from sapar.report.estimate.words import definition

KIND_SHAPES = dict(
    zip(
        (
            "destination_registry", "origin_ministry", "official", "survey",
            "expert", "press", "association", "derived",
        ),
        (
            SHAPES[name]
            for name in (
                "workers_present", "citizens_present", "officially_employed", "registrations",
                "residents", "irregular", "permits_issued", "ever_abroad",
            )
        ),
        strict=True,
    )
)  # fmt: skip
"""SVG path of each kind of source's mark, in a box from -1 to 1."""
COLUMNS = (
    "date", "from", "until", "value", "low", "high", "bound", "kind", "filled", "kind_text", "definition_text",
    "said", "source", "claim",
)  # fmt: skip
"""Of the table of marks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KindMark:
    """One claim in a panel."""

    mark: ClaimMark
    """Where it stands."""
    kind: str
    """Of its source."""
    is_same: bool
    """Whether it counts what the series counts."""

    def row(self, view: EstimateView, ceiling: float) -> tuple[Cell, ...]:
        """The mark as a row of `COLUMNS`; above the ceiling it stands there as `beyond`."""
        mark, claim = self.mark, view.claim[self.mark.claim]
        return (
            *mark.standing(ceiling),
            self.kind,
            self.is_same,
            view.kind(self.kind),
            definition(view, claim.definition),
            view.number(mark.claim),
            view.source_name(claim.source),
            mark.claim,
        )


def kind_marks(
    view: EstimateView, citizenships: tuple[str, ...], host: str, first: str, last: str
) -> list[KindMark]:
    """Claims in use about exactly these people in that host, as far as they are counts within the period."""
    found = []
    for fit in view.record.claims:
        claim = view.claim.get(fit.claim)
        if claim is None or not _concerns(claim, citizenships, host):
            continue
        for mark in claim_marks([_as_people(view, claim, host)], first, last):
            if mark.value >= view.threshold:
                same = claim.definition == "workers_present" and claim.citizenship != ("*",)
                found.append(KindMark(mark=mark, kind=fit.kind, is_same=same))
    return found


def top_of(marks: list[KindMark], highest: float) -> float:
    """The upper end of a panel's axis."""
    return ceiling_of([each.mark for each in marks], highest)


def _concerns(claim: Claim, citizenships: tuple[str, ...], host: str) -> bool:
    """Whether a claim is about exactly these people there."""
    if claim.place != (host,):
        return False
    if len(citizenships) == 1:
        return claim.citizenship == citizenships
    return claim.citizenship == ("*",) or set(citizenships) - {host} <= set(claim.citizenship)


def _as_people(view: EstimateView, claim: Claim, host: str) -> Claim:
    """A share of the residents as the people it stands for; other claims as they are."""
    people = view.page.populations.get(host, 0)
    if claim.definition != "share" or not people or claim.unit != "percent":
        return claim
    is_of_residents = any(
        figure.claim == claim.claim for corridor in view.page.figures for figure in corridor.figures
    )
    if not is_of_residents:
        return claim
    value, low, high = (
        None if number is None else number * people / 100.0 for number in (claim.value, claim.low, claim.high)
    )
    return replace(claim, definition="residents", unit="persons", value=value, low=low, high=high)
