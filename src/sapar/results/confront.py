"""The model beside the figures of the evidence, each through its own operator, failures included."""

from __future__ import annotations

import numpy as np

from sapar.evidence.figures import Figure
from sapar.results.figures import FigureAnswer, Verdict
from sapar.results.operators import OPERATORS, Context

FACTOR = {"F": 1.5, "G": 3.0}
SHARE = {"B": 0.10, "C": 0.25}
TRUTHS = ("rank", "event_order")
"""Operators that say whether something holds; inside if it holds in most replicates."""

BIASED = ("stock", "origin_count", "registrations", "officially_employed")
"""Operators whose answer is multiplied by the estimated bias of the kind of source."""

EXPLANATIONS = {
    "inside": {
        "en": "The model's median lies within the tolerance.",
        "ru": "Медиана модели в пределах допуска.",
    },
    "outside": {"en": "The model's median lies outside the tolerance.", "ru": "Медиана модели вне допуска."},
    "input": {
        "en": "A dated fact that the study takes as given.",
        "ru": "Датированный факт, принятый как данность.",
    },
    "not modelled": {
        "en": "The model has nothing that this figure counts, or the figure is kept for the record only.",
        "ru": "В модели нет того, что считает эта цифра, или она хранится только для сведения.",
    },
    "arithmetic": {
        "en": "Checked by arithmetic on the claims themselves.",
        "ru": "Проверено арифметикой над самими утверждениями.",
    },
}


LOWER_ONLY = {
    "en": "The source gives a lower end only: any larger number is inside, and a smaller one down to its tolerance.",
    "ru": "Источник называет только нижнюю границу: в допуске любое большее число, а меньшее – пока не ниже допуска.",
}
UPPER_ONLY = {
    "en": "The source gives an upper end only: any smaller number is inside, and a larger one up to its tolerance.",
    "ru": "Источник называет только верхнюю границу: в допуске любое меньшее число, а большее – пока не выше допуска.",
}


def confront(context: Context) -> tuple[FigureAnswer, ...]:
    """One answer for every figure of the ledger, in its order."""
    return tuple(answer_figure(context, figure) for figure in context.ledger.figures)


def answer_figure(context: Context, figure: Figure) -> FigureAnswer:
    """What the model says to one figure."""
    operator = OPERATORS.get(figure.operator)
    if figure.operator == "arithmetic":
        return _answer(figure, None, "arithmetic")
    if figure.operator == "input":
        return _answer(figure, None, "input")
    values = None if operator is None or figure.tolerance == "-" else operator(context, figure)
    if values is None:
        return _answer(figure, None, "not modelled")
    bias = context.bias_of(figure.claims[0]) if figure.operator in BIASED else 1.0
    low, high = bounds(figure)
    median = float(np.nanmedian(values))
    holds = median >= 0.5 if figure.operator in TRUTHS else low <= median <= high
    if figure.operator == "positive_share":
        holds = median > 0
    return _answer(figure, values, "inside" if holds else "outside", bias)


def bounds(figure: Figure) -> tuple[float, float]:
    """Lowest and highest value within the tolerance."""
    low, high = printed(figure)
    if figure.tolerance in FACTOR:
        factor = FACTOR[figure.tolerance]
        return low / factor, high * factor
    if figure.tolerance == "P":
        return poisson_interval(low)[0], poisson_interval(high)[1]
    if figure.tolerance in SHARE and low < 0 < high:
        return low, high
    if figure.tolerance in SHARE:
        share = SHARE[figure.tolerance]
        return low - share * abs(low), high + share * abs(high)
    return low, high


def poisson_interval(count: float, level: float = 0.95) -> tuple[float, float]:
    """Means between which a Poisson count leaves the truth, exact (Garwood 1936): 44 leaves 32 to 59."""
    from scipy.stats import chi2

    tail = (1.0 - level) / 2.0
    low = float(chi2.ppf(tail, 2.0 * count) / 2.0) if count > 0 else 0.0
    return low, float(chi2.ppf(1.0 - tail, 2.0 * (count + 1.0)) / 2.0)


def printed(figure: Figure) -> tuple[float, float]:
    """Ends of what is printed; open ends are infinite."""
    if figure.low is not None or figure.high is not None:
        low = figure.low if figure.low is not None else -np.inf
        return low, figure.high if figure.high is not None else np.inf
    if figure.value is not None:
        return figure.value, figure.value
    return -np.inf, np.inf


def _answer(figure: Figure, values: object, verdict: Verdict, bias: float = 1.0) -> FigureAnswer:
    """The row of the table; a bias of the kind of source that the model's answer was multiplied by is named."""
    low, high = printed(figure)
    numbers = (
        np.full(3, np.nan) if values is None else np.nanquantile(np.asarray(values, float), [0.5, 0.1, 0.9])
    )
    return FigureAnswer(
        figure=figure.figure,
        text={"en": figure.text_en, "ru": figure.text_ru},
        operator=figure.operator,
        role=figure.role,
        tolerance=figure.tolerance,
        claimed=_claimed(figure),
        claim_low=low if np.isfinite(low) else np.nan,
        claim_high=high if np.isfinite(high) else np.nan,
        median=float(numbers[0]),
        low80=float(numbers[1]),
        high80=float(numbers[2]),
        unit=figure.unit or "1",
        verdict=verdict,
        explanation=_explained(verdict, bias) if verdict != "inside" else _inside(figure, bias),
    )


def _inside(figure: Figure, bias: float) -> dict[str, str]:
    """Why, and where a source gives one end only, that it does."""
    said = _explained("inside", bias)
    low, high = bounds(figure)
    if figure.operator in TRUTHS or np.isfinite(low) == np.isfinite(high):
        return said
    end = LOWER_ONLY if np.isfinite(low) else UPPER_ONLY
    return {language: f"{text} {end[language]}" for language, text in said.items()}


def _explained(verdict: Verdict, bias: float) -> dict[str, str]:
    """Why, and what a source of this kind is estimated to report of what is there."""
    if bias == 1.0:
        return EXPLANATIONS[verdict]
    return {
        "en": f"The model's number times {bias:.2f}: what sources of this kind are estimated to report for one.",
        "ru": f"Число модели, умноженное на {bias:.2f}".replace(".", ",")
        + ": столько, по оценке, сообщают источники этого рода на единицу.",
    }


def _claimed(figure: Figure) -> str:
    """The number as printed."""
    if figure.low is not None and figure.high is not None:
        return f"{figure.low:g} - {figure.high:g}"
    if figure.value is not None:
        return f"{figure.value:g}"
    if figure.low is not None:
        return f">= {figure.low:g}"
    return "" if figure.high is None else f"<= {figure.high:g}"
