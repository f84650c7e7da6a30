"""What validation says, in sentences and rows, for terminals and pages."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Sequence

from sapar.report.language import Language
from sapar.results.figures import FigureAnswer
from sapar.results.validation import HoldoutAnswer, Validation

Name = Callable[[str], str]
"""From a code of a place to its name."""
FEWEST_TO_JUDGE = 10
"""Hold-outs from which their share within the ranges says anything."""
TOO_FEW_INSIDE = 0.65
"""Share inside, of hold-outs that should be inside four times in five, below which the ranges are called narrow."""


def verdicts(found: Validation, language: Language) -> list[str]:
    """How well the model does, losses said as losses."""
    text = language.text
    lines = [
        text(
            "val.figures",
            inside=found.figures_inside,
            total=found.figures_total,
            outside=found.figures_total - found.figures_inside,
            people=found.people_per_agent,
            replicates=found.replicates,
        )
    ]
    if not found.holdouts:
        return [*lines, text("val.no_holdouts")]
    inside = sum(each.is_inside for each in found.holdouts)
    share = found.holdout_coverage_80
    lines.append(
        text(
            "val.coverage",
            inside=inside,
            total=len(found.holdouts),
            share=language.number(round(100 * share)),
        )
    )
    if len(found.holdouts) >= FEWEST_TO_JUDGE and share < TOO_FEW_INSIDE:
        lines.append(text("val.too_narrow"))
    errors = sorted(abs(each.error) for each in found.holdouts)
    middle = math.exp((errors[(len(errors) - 1) // 2] + errors[len(errors) // 2]) / 2)
    lines.append(
        text("val.score", score=number(found.interval_score, language), factor=number(middle, language))
    )
    if found.persistence is not None and found.persistence.correlation > 0.0:
        lines.append(
            text(
                "val.persistence",
                correlation=number(found.persistence.correlation, language),
                years=number(found.persistence.years, language),
                misses=language.number(found.persistence.misses),
                score=number(found.interval_score_alone, language),
            )
        )
    for each in found.baselines:
        name = text(f"val.baseline.{each.name}")
        lines.append(
            text(
                "val.nearer" if each.is_nearer else "val.farther",
                name=name,
                n=each.claims,
                model=number(math.exp(each.model_median_error), language),
                baseline=number(math.exp(each.median_error), language),
            )
        )
        lines.append(
            text(
                "val.scores_better" if each.scores_better else "val.scores_worse",
                name=name,
                model=number(each.model_interval_score, language),
                baseline=number(each.interval_score, language),
            )
        )
    return lines


def caveats(found: Validation, language: Language) -> list[str]:
    """How it was done and what that leaves open."""
    text = language.text
    lines = [
        text(
            "val.scope",
            replicates=language.number(found.replicates),
            people=language.number(found.people_per_agent),
            seed=found.seed,
            run=found.run,
        )
    ]
    if found.estimate != "sampled":
        lines.append(text("val.quick"))
    if found.holdouts:
        lines.append(text("val.leak"))
    if found.gravity is None and found.holdouts:
        lines.append(text("val.no_gravity"))
    if found.gravity is not None:
        names = ", ".join(
            name.replace("_", " ") for name in found.gravity.coefficients if name != "Intercept"
        )
        lines.append(
            text("val.gravity", covariates=names, n=found.gravity.pairs, source=found.gravity.source)
        )
    if found.unread:
        lines.append(text("val.unread", claims=", ".join(found.unread)))
    return lines


def holdout_titles(language: Language) -> list[str]:
    """Columns of `holdout_rows`."""
    named = ("claim", "what", "observed", "model", "alone", "factor", "score")
    baselines = [language.text(f"val.baseline.{name}") for name in ("last_value", "last_growth", "gravity")]
    verdict = language.text("column.verdict")
    return [
        *(language.text(f"val.column.{name}") for name in named[:1]),
        verdict,
        *(language.text(f"val.column.{name}") for name in named[1:]),
        *baselines,
    ]


def holdout_rows(found: Validation, language: Language, name: Name) -> list[list[str]]:
    """Every hold-out, failures first."""
    return [_holdout(each, language, name) for each in found.holdouts]


def baseline_titles(language: Language) -> list[str]:
    """Columns of `baseline_rows`."""
    keys = (
        "baseline", "claims", "baseline_factor", "model_factor", "baseline_score", "model_score", "coverage",
    )  # fmt: skip
    return [language.text(f"val.column.{key}") for key in keys]


def baseline_rows(found: Validation, language: Language) -> list[list[str]]:
    """Every baseline beside the model over the same hold-outs."""
    return [
        [
            language.text(f"val.baseline.{each.name}"),
            language.number(each.claims),
            number(math.exp(each.median_error), language),
            number(math.exp(each.model_median_error), language),
            number(each.interval_score, language),
            number(each.model_interval_score, language),
            f"{language.number(round(100 * each.coverage_80))} %",
        ]
        for each in found.baselines
    ]


def what_is_counted(each: HoldoutAnswer, language: Language, name: Name) -> str:
    """Definition, people, place and date of a hold-out."""
    who, where = (_all(codes, name) for codes in (each.citizenship, each.place))
    first, last = (datetime.date.fromisoformat(day) for day in (each.from_, each.until))
    when = language.period(first, last)
    return f"{language.text(f'definition.{each.definition}')}: {who} \u2192 {where}, {when}"


def number(value: float, language: Language) -> str:
    """Three significant digits."""
    return language.number(float(f"{value:.3g}"))


def _all(codes: Sequence[str], name: Name) -> str:
    """Names with commas; a star for all."""
    return ", ".join("*" if code == "*" else name(code) for code in codes)


def _holdout(each: HoldoutAnswer, language: Language, name: Name) -> list[str]:
    """One row."""
    baselines = (each.baselines.get(key) for key in ("last_value", "last_growth", "gravity"))
    return [
        each.claim,
        language.text("val.inside" if each.is_inside else "val.outside"),
        what_is_counted(each, language, name),
        number(each.observed, language),
        f"{number(each.median, language)} ({number(each.low80, language)} \u2013 {number(each.high80, language)})",
        number(each.alone.median, language),
        number(math.exp(abs(each.error)), language),
        number(each.score, language),
        *("\u2013" if guess is None else number(guess.median, language) for guess in baselines),
    ]


def claimed_in_words(answer: FigureAnswer, language: Language) -> str:
    """What the source printed, as a number of a language where it is one."""
    low, high = answer.claim_low, answer.claim_high
    if math.isnan(low) and math.isnan(high):
        return answer.claimed or "\u2013"
    if math.isnan(low) or math.isnan(high):
        hedge, number = ("at_most", high) if math.isnan(low) else ("at_least", low)
        return language.text(f"hedge.{hedge}", n=language.number(number))
    if low == high:
        return language.number(low)
    return language.text("span", low=language.number(low), high=language.number(high))
