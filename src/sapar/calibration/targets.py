"""What a calibration is held to: figures of role calibration, and the estimate of stocks where claims speak."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sapar.estimates import Posterior
from sapar.evidence.figures import Figure
from sapar.evidence.ledger import Ledger
from sapar.maths import FloatArray, log
from sapar.results.confront import BIASED, TRUTHS, printed
from sapar.results.operators import OPERATORS

STOCK = "stock"
"""Family of targets that count people present."""

LEAST_WEIGHT = 0.01
"""A claim with less than this share of the information on its corridors and year makes no target of its own."""

SMALLEST = 1e-3
"""A count is never taken for less than this part of what is printed; the logarithm of nobody has no value."""

UNUSABLE = {
    "role": "is not for fitting by its role",
    "truth": "says that something holds or not, without a size",
    "sign": "has no positive number",
    "silent": "counts what the tables do not hold",
}
"""Why a figure is watched, not fitted; keys are those of the catalogue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One number that members of the ensemble are compared with, as a logarithm."""

    id: str
    """A figure's name, or `stock:CITIZENSHIPS-HOST:YEAR`."""
    figure: Figure | None = None
    """None where the target is the member's own draw of the estimate of stocks."""
    citizenship: tuple[str, ...]
    place: tuple[str, ...]
    year: float
    """Middle of what it speaks of."""
    claims: tuple[str, ...]
    low: float = -np.inf
    """Logarithm of the lower end of what is printed."""
    high: float = np.inf
    """Logarithm of the upper end."""
    spread: float = 0.0
    """Standard deviation of the logarithm: grade, definition and hedge of the claim, and half of a printed range."""
    kind: str | None = None
    """Kind of source whose bias the answer is multiplied by; None: no bias."""
    unused: str | None = None
    """Key of `UNUSABLE`; None: it is fitted."""

    @property
    def is_fitted(self) -> bool:
        """Whether members are held to it."""
        return self.unused is None

    @property
    def family(self) -> str:
        """What the model's discrepancy is shared with: targets of one family, group and place."""
        if self.figure is None or self.figure.operator in BIASED:
            return STOCK
        return self.figure.operator

    @property
    def observed(self) -> float:
        """The logarithm compared with: the middle of a range, the end of a bound, 0 for the estimate of stocks."""
        if self.figure is None:
            return 0.0
        ends = [end for end in (self.low, self.high) if np.isfinite(end)]
        return float(np.mean(ends))

    def response(self, value: float, own: float) -> float:
        """What a member answers, as the logarithm that is compared.

        Parameters
        ----------
        value
            What its tables say through the target's operator.
        own
            The same by the member's own draw of the estimate; used where the target is that draw.
        """
        if self.figure is None:
            return float(log(max(value, 1.0)) - log(max(own, 1.0)))
        answer = float(log(max(value, SMALLEST * float(np.exp(self.observed)))))
        if not np.isfinite(self.high):
            return min(answer, self.low)
        return max(answer, self.high) if not np.isfinite(self.low) else answer


def targets_of(ledger: Ledger, posterior: Posterior, spread_of: Callable[[str], float]) -> tuple[Target, ...]:
    """All targets of a ledger that holds nothing back: figures first, in file order, then stocks.

    Parameters
    ----------
    ledger
        Without what is held out.
    posterior
        The estimate of stocks made from it.
    spread_of
        Standard deviation of the logarithm of a claim, by its name.
    """
    figures = [_figure(figure, ledger, spread_of) for figure in ledger.figures if _has_number(figure)]
    return (*figures, *_stocks(posterior))


def _has_number(figure: Figure) -> bool:
    """Whether an operator answers the figure and its number can be judged."""
    return figure.operator in OPERATORS and figure.tolerance != "-"


def _figure(figure: Figure, ledger: Ledger, spread_of: Callable[[str], float]) -> Target:
    """One figure as a target, fitted if its role and its number allow it."""
    low, high = printed(figure)
    unused = None
    if figure.role != "calibration":
        unused = "role"
    elif figure.operator in TRUTHS or figure.operator == "positive_share":
        unused = "truth"
    elif max(end for end in (low, high) if np.isfinite(end)) <= 0 or low == 0:
        unused = "sign"
    first = figure.from_ or figure.until
    last = figure.until or figure.from_
    years = [day.year + (day.timetuple().tm_yday - 0.5) / 365.25 for day in (first, last) if day is not None]
    known = [name for name in figure.claims if name in ledger.claim]
    kind = ledger.counted_by(ledger.claim[known[0]]) if known and figure.operator in BIASED else None
    ends = [float(log(end)) if 0 < end < np.inf else None for end in (low, high)]
    lower = ends[0] if ends[0] is not None else -np.inf
    upper = ends[1] if ends[1] is not None else np.inf
    width = (upper - lower) / np.sqrt(12.0) if np.isfinite(upper - lower) else 0.0
    own = max((spread_of(name) for name in known), default=0.0)
    return Target(
        id=figure.figure,
        figure=figure,
        citizenship=figure.citizenship,
        place=figure.place,
        year=float(np.mean(years)) if years else 0.0,
        claims=tuple(known),
        low=lower,
        high=upper,
        spread=float(np.hypot(own, width)),
        kind=kind,
        unused=unused,
    )


def _stocks(posterior: Posterior) -> list[Target]:
    """One target for every group, host and year about which a claim of the estimate speaks."""
    claims: dict[tuple[tuple[str, ...], str, int], list[str]] = {}
    for pull in posterior.pulls:
        if pull.country == "*" or pull.weight < LEAST_WEIGHT or pull.year not in posterior.years:
            continue
        every = "*" in pull.citizenships
        codes = posterior.citizenships if every else tuple(sorted(pull.citizenships))
        claims.setdefault((codes, pull.country, pull.year), []).append(pull.claim)
    return [
        Target(
            id=f"stock:{'+'.join(codes)}-{country}:{year}",
            citizenship=codes,
            place=(country,),
            year=year + 0.5,
            claims=tuple(sorted(names)),
        )
        for (codes, country, year), names in sorted(claims.items())
        if own_stock(posterior, codes, country, year, posterior.draws).min() > 0
    ]


def own_stock(
    posterior: Posterior, codes: tuple[str, ...], country: str, year: int, draws: FloatArray
) -> FloatArray:
    """[draw] people of the group in a host, mean of a year, by draws [draw, C, D, year] of the estimate."""
    rows = [posterior.citizenships.index(code) for code in codes if code in posterior.citizenships]
    if country not in posterior.countries or not rows:
        return np.zeros(len(draws))
    column, at = posterior.countries.index(country), posterior.years.index(year)
    return np.asarray(draws[:, rows, column, at].sum(axis=1))
