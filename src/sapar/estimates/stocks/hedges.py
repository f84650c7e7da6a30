"""From the words around a number to the kernel that its printed logarithm comes from."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from sapar.estimates.stocks.kernels import ABOVE, BELOW, BOX
from sapar.estimates.stocks.setting import StockSetting
from sapar.evidence.claims import Claim
from sapar.evidence.reading.quantities import find_quantities
from sapar.evidence.reading.tokens import tokenise
from sapar.units import UNITS

_FLOOR = re.compile(
    r"\b(at least|not less|no fewer|no less|minimum|most|almost all|не менее|минимум|как минимум)\b"
)
_CEILING = re.compile(r"\b(up to|at most|no more than|not more than|maximum|не более|максимум|до)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hedged:
    """A printed number with its kernel."""

    kernel: int
    """`BOX`, `ABOVE` or `BELOW`."""
    centre: float
    """Logarithm of the number."""
    half: float
    """Half the width of a box in logarithms; 1 for the others."""
    excess: float
    """Mean of the exponential excess; 1 for a box."""
    widened_by: str
    """The default that set the width."""

    @property
    def number(self) -> float:
        """The number as printed."""
        return math.exp(self.centre)


def hedged(claim: Claim, setting: StockSetting) -> Hedged | None:
    """The kernel of a claim's number; None where it has no positive number, nor words for one.

    A number with more digits is taken more exactly: "about 632,300" by 2 %, "about 6 million" by 10 %.
    """
    low, high = _edges(claim)
    if low is None or high is None or low <= 0.0:
        return None
    if high > low:
        half = max(0.5 * math.log(high / low), math.log1p(setting.number("hedge", "precise")))
        return _box(math.sqrt(low * high), half, "its own range")
    coarse = _unit_of_rounding(claim)
    words = f" {claim.as_printed.lower()} "
    match claim.hedge:
        case "at_least" if _FLOOR.search(words):
            return _skewed(ABOVE, low, setting.number("hedge", "at_least"), "hedge:at_least")
        case "at_least":
            return _skewed(
                ABOVE, low, min(setting.number("hedge", "over"), max(2 * coarse, 0.01)), "hedge:over"
            )
        case "at_most" if _CEILING.search(words):
            return _skewed(BELOW, low, setting.number("hedge", "at_most"), "hedge:at_most")
        case "at_most":
            return _skewed(BELOW, low, setting.number("hedge", "under"), "hedge:under")
        case "nearly":
            return _skewed(
                BELOW, low, min(setting.number("hedge", "nearly"), max(coarse, 0.01)), "hedge:nearly"
            )
        case "about" | "range" | "vague":
            return _box(
                low, math.log1p(min(max(coarse, 0.02), setting.number("hedge", "about"))), "hedge:about"
            )
    exact = setting.number("hedge", "precise")
    return _box(
        low, math.log1p(min(max(0.5 * coarse, exact), setting.number("hedge", "point"))), "hedge:point"
    )


def _edges(claim: Claim) -> tuple[float | None, float | None]:
    """Lower and upper end of what is printed, alike for a single number, in parts of one where it is a share."""
    low, high = claim.low, claim.high
    if claim.value is not None and claim.hedge not in ("range", "vague"):
        low = high = claim.value
    low, high = (low if low is not None else high), (high if high is not None else low)
    if low is None and claim.value is not None:
        low = high = claim.value
    if low is None and claim.hedge == "vague":
        found = [each for each in find_quantities(tokenise(claim.as_printed), set()) if each.hedge == "vague"]
        low, high = (found[0].low, found[0].high) if found else (None, None)
    if low is None or high is None or claim.unit is None:
        return low, high
    scale = UNITS[claim.unit].scale
    if claim.definition == "ratio" and claim.unit == "percent":
        return 1.0 + low * scale, 1.0 + high * scale
    return low * scale, high * scale


def _unit_of_rounding(claim: Claim) -> float:
    """The unit that the number seems to be rounded to, as a part of it: 10,000 for 360,000; 5,000 for 105,000."""
    printed = claim.value if claim.value is not None else claim.low if claim.low is not None else claim.high
    if not printed:
        return 1.0 if claim.unit != "percent" else 0.05
    text = f"{abs(printed):.6f}".rstrip("0").rstrip(".")
    digits = text.replace(".", "")
    power = -(len(text) - text.index(".") - 1) if "." in text else len(text) - len(text.rstrip("0"))
    last = digits.rstrip("0")[-1:]
    return (5.0 if last == "5" else 1.0) * 10.0**power / abs(printed)


def _box(number: float, half: float, by: str) -> Hedged:
    """A number that stands for everything between two edges."""
    return Hedged(kernel=BOX, centre=math.log(number), half=half, excess=1.0, widened_by=by)


def _skewed(kernel: int, number: float, excess: float, by: str) -> Hedged:
    """A number from which the truth differs to one side."""
    return Hedged(kernel=kernel, centre=math.log(number), half=1.0, excess=excess, widened_by=by)
