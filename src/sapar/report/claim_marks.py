"""Claims as they are drawn into a chart of stocks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from sapar.evidence.claims import Claim
from sapar.report.chart import Cell
from sapar.report.language import Language
from sapar.report.view import View

SHAPES = {
    "citizens_present": "M0,-1A1,1,0,1,1,0,1A1,1,0,1,1,0,-1Z",
    "workers_present": "M-.85,-.85H.85V.85H-.85Z",
    "residents": "M0,-1.2L1.2,0L0,1.2L-1.2,0Z",
    "irregular": "M-1,-.7H1L0,1.1Z",
    "registrations": "M-1,.7H1L0,-1.1Z",
    "entries": "M-.7,-1V1L1.1,0Z",
    "permits_issued": "M0,-1.1L1.05,-.34L.65,.9H-.65L-1.05,-.34Z",
    "officially_employed": "M-.6,-1.04H.6L1.2,0L.6,1.04H-.6L-1.2,0Z",
    "ever_abroad": "M-.35,-1H.35V-.35H1V.35H.35V1H-.35V.35H-1V-.35H-.35Z",
}
"""SVG path of each definition's mark, in a box from -1 to 1."""
PRESENT = frozenset({"citizens_present", "workers_present", "residents", "irregular"})
"""Definitions that count people who are there; their marks are filled, the others hollow."""
COUNTED = frozenset({"persons", "registrations", "permits", "patents", "entries", "contracts"})
"""Units that can stand on an axis of counts."""
REACH = 1.8
"""Claims up to so many times the model's highest value (twice as many if they count people who are there) stretch the
axis; the others stand at its edge."""
EVERYBODY = ("*",)
"""All codes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimMark:
    """One claim on a time axis."""

    claim: str
    """Its name."""
    definition: str
    """What it counts."""
    start: str
    """First day, ISO 8601."""
    finish: str
    """Last day, ISO 8601."""
    middle: str
    """The day its mark stands at."""
    value: float
    """Where its mark stands."""
    low: float | None
    """Lower end of its interval; nothing where it gives none."""
    high: float | None
    """Upper end of its interval; nothing where it gives none."""
    bound: str
    """`lower`, `upper` or nothing: the number is only a bound."""
    is_wider: bool
    """It counts people of all citizenships, those outside the model too."""

    @property
    def is_filled(self) -> bool:
        """Whether it counts people who are there, and only those whom the model follows."""
        return self.definition in PRESENT and not self.is_wider

    def standing(self, ceiling: float) -> tuple[Cell, ...]:
        """Dates, value, interval and bound under a ceiling; above it the mark stands there as `beyond`."""
        beyond = self.value > ceiling
        return (
            self.middle,
            self.start,
            self.finish,
            min(self.value, ceiling),
            None if beyond or self.low is None else self.low,
            None if beyond or self.high is None else min(self.high, ceiling),
            "beyond" if beyond else self.bound,
        )

    def row(self, view: View, ceiling: float) -> tuple[Cell, ...]:
        """The mark as a row of `claim_columns`; above the ceiling it stands there as `beyond`."""
        claim = next(claim for claim in view.page.claims if claim.claim == self.claim)
        return (
            *self.standing(ceiling),
            self.definition,
            self.is_filled,
            view.language.text(f"definition.{self.definition}"),
            said(claim, view.language),
            source_name(claim, view),
            self.claim,
        )


CLAIM_COLUMNS = (
    "date",
    "from",
    "until",
    "value",
    "low",
    "high",
    "bound",
    "definition",
    "filled",
    "definition_text",
    "said",
    "source",
    "claim",
)
"""Names of the columns of `ClaimMark.row`."""


def claim_marks(claims: Iterable[Claim], first: str, last: str) -> list[ClaimMark]:
    """Marks of the claims that are counts within a period; the others cannot be drawn on its axes."""
    marks = [_mark(claim) for claim in claims if claim.unit in COUNTED and claim.definition in SHAPES]
    return [mark for mark in marks if mark is not None and mark.finish >= first and mark.start <= last]


def ceiling_of(marks: Iterable[ClaimMark], highest: float) -> float:
    """The upper end of a panel's axis: above the model's highest value and the claims within reach of it."""
    near = [
        end
        for mark in marks
        for end in (mark.value, mark.high or 0.0)
        if end <= REACH * highest or (mark.definition in PRESENT and end <= 2.0 * REACH * highest)
    ]
    return 1.08 * max([highest, *near])


def concerns(claim: Claim, citizenships: Sequence[str], host: str) -> bool:
    """Whether a claim is about exactly these citizenships in that country."""
    named = claim.citizenship
    everybody = not named or named == EVERYBODY or set(citizenships) - {host} <= set(named)
    about = everybody if len(citizenships) > 1 else named == tuple(citizenships)
    return about and claim.place == (host,)


def said(claim: Claim, language: Language) -> str:
    """The number as its source hedges it."""
    low, high = _number(claim.low), _number(claim.high)
    value = _number(claim.value)
    if value is None and low is not None and high is not None:
        return language.text("span", low=language.number(low), high=language.number(high))
    number = value if value is not None else low if low is not None else high
    if number is None:
        return language.text("hedge.none")
    hedge = (
        f"hedge.{claim.hedge}" if claim.hedge in {"about", "nearly", "at_least", "at_most"} else "hedge.point"
    )
    return language.text(hedge, n=language.number(number))


def sentence(claim: Claim, view: View) -> str:
    """Who says it, in which words, counting what, about when."""
    return view.language.text(
        "stock.claim",
        source=source_name(claim, view),
        said=claim.as_printed or said(claim, view.language),
        definition=view.language.text(f"definition.{claim.definition}"),
        date=view.language.period(claim.from_, claim.until),
        claim=claim.claim,
    )


def source_name(claim: Claim, view: View) -> str:
    """Who makes the claim."""
    return next((source.name for source in view.page.sources if source.source == claim.source), claim.source)


def _mark(claim: Claim) -> ClaimMark | None:
    """The mark of one claim; nothing where it has no number or no date."""
    low, high, value = _number(claim.low), _number(claim.high), _number(claim.value)
    start = claim.from_ or claim.until
    known = [number for number in (value, low, high) if number is not None]
    if not known or start is None:
        return None
    if value is None:
        value = (low + high) / 2.0 if low is not None and high is not None else known[0]
    finish = claim.until or start
    middle = start + (finish - start) // 2
    ranged = low is not None and high is not None and low < high
    bound = {"at_least": "lower", "at_most": "upper", "nearly": "upper"}.get(claim.hedge, "")
    return ClaimMark(
        claim=claim.claim,
        definition=claim.definition,
        start=start.isoformat(),
        finish=finish.isoformat(),
        middle=middle.isoformat(),
        value=value,
        low=low if ranged else None,
        high=high if ranged else None,
        bound="" if ranged else bound,
        is_wider=claim.citizenship == EVERYBODY,
    )


def _number(value: float | None) -> float | None:
    """The number; nothing where it is missing."""
    return None if value is None or np.isnan(float(value)) else float(value)
