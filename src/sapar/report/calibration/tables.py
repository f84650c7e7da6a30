"""Tables and sentences of the page about a calibration."""

from __future__ import annotations

import math

from sapar.calibration.result import Residual
from sapar.report.calibration.page import CalibrationView
from sapar.report.estimate.words import TableWords
from sapar.report.language import DASH, THIN_SPACE


def parameter_table(view: CalibrationView) -> TableWords:
    """Every parameter, those that were narrowed most first."""
    language = view.language
    names = ("parameter", "before", "after", "narrowed", "shifted", "learnt")
    return TableWords(
        titles=tuple(language.text(f"cal.column.{name}") for name in names),
        numeric=(False, True, True, True, True, False),
        rows=tuple(
            (
                each.parameter,
                view.span(each.before, ""),
                view.span(each.after, ""),
                f"{language.number(round(100.0 * max(each.narrowed, 0.0)))}{THIN_SPACE}%",
                signed(view, each.shifted),
                language.text("yes" if each.is_learnt else "no"),
            )
            for each in view.record.learnt
        ),
    )


def residual_table(view: CalibrationView, residuals: list[Residual]) -> TableWords:
    """What is said, and what members answer before and after."""
    language = view.language
    names = ("what", "said", "before", "after", "inside", "apart", "fitted")
    return TableWords(
        titles=tuple(language.text(f"cal.column.{name}") for name in names),
        numeric=(False, True, True, True, False, True, False),
        rows=tuple(
            (
                _what(view, each),
                view.number(each.said.median, each.unit) if math.isfinite(each.said.median) else DASH,
                view.span(each.before, each.unit),
                view.span(each.after, each.unit),
                f"{_yes(view, each.was_inside)} \u2192 {_yes(view, each.is_inside)}",
                signed(view, each.apart) if math.isfinite(each.apart) else DASH,
                language.text("cal.fitted" if each.unused is None else f"cal.unused.{each.unused}"),
            )
            for each in residuals
        ),
    )


def pair_sentences(view: CalibrationView) -> list[str]:
    """Pairs that the evidence knows together."""
    text = view.language.text
    return [
        text(
            "cal.pair.unidentified" if pair.is_unidentified else "cal.pair.linked",
            first=pair.first,
            second=pair.second,
            r=signed(view, pair.correlation),
        )
        for pair in view.record.pairs
    ] or [text("cal.pair.none")]


def outside_sentence(view: CalibrationView) -> str:
    """Fitted figures that are outside, or that there are none."""
    outside = [each.id for each in view.figures if each.unused is None and not each.is_inside]
    if not outside:
        return view.language.text("cal.residuals.none")
    return view.language.text("cal.residuals.outside", names=", ".join(outside))


def signed(view: CalibrationView, value: float) -> str:
    """A number with two decimals and its sign."""
    shown = round(value, 2)
    words = view.language.number(abs(shown))
    return words if shown == 0 else f"{'+' if shown > 0 else chr(0x2212)}{words}"


def _what(view: CalibrationView, residual: Residual) -> str:
    """What is compared, with the figure's own words."""
    words = view.page.texts.get(residual.id)
    return view.label(residual) if words is None else f"{residual.id}: {view.language.choose(words)}"


def _yes(view: CalibrationView, holds: bool) -> str:
    """Yes or no."""
    return view.language.text("yes" if holds else "no")
