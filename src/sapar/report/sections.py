"""The parts of a page in words, ready for the template."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Any

from sapar.report.answers import AnswerWords, answer_words, phrase
from sapar.report.catalogue import MESSAGES
from sapar.report.chart import Chart
from sapar.report.claim_marks import PRESENT, SHAPES
from sapar.report.language import Language
from sapar.report.stock_charts import HostCharts
from sapar.report.validation_words import claimed_in_words
from sapar.report.view import View
from sapar.results.confront import EXPLANATIONS
from sapar.results.validation import JUDGED, failures_first

TRUTHS = frozenset({"rank", "event_order"})
"""Operators that say whether something holds."""
BASES = frozenset({"base", "baseline"})
"""Names of a run without a scenario."""
ICONS = {
    "inside": "M2.5 8.5l3.5 4 7.5-9",
    "outside": "M3 3l10 10M13 3L3 13",
    "other": "M3 8h10",
}
"""SVG paths of the verdicts' signs."""


def title_words(
    view: View,
    *,
    with_effects: bool,
    with_flows: bool,
    with_stocks: bool,
    with_exposure: bool,
    with_money: bool,
    with_assistance: bool,
    with_given: bool,
    with_estimate: bool,
    with_episode: bool,
    with_holdouts: bool,
    with_sensitivity: bool,
) -> dict[str, Any]:
    """Title, question, scope and the list of sections."""
    language, edition = view.language, view.edition
    agents = (
        language.text("every_person")
        if edition.people_per_agent == 1
        else language.plural("agents", edition.people_per_agent)
    )
    present = {
        "effects": with_effects,
        "flows": with_flows,
        "stocks": with_stocks,
        "exposure": with_exposure,
        "money": with_money,
        "assist": with_assistance,
        "given": with_given,
        "estimate": with_estimate,
        "episode": with_episode,
        "holdouts": with_holdouts,
        "sensitivity": with_sensitivity,
    }
    keys = (
        "answers", "effects", "check", "holdouts", "flows", "stocks", "exposure", "money", "assist", "given",
        "estimate", "episode", "sensitivity", "assumptions", "sources",
    )  # fmt: skip
    sections = [(key, language.text(key)) for key in keys if present.get(key, True)]
    return {
        "title": language.choose(edition.title) or edition.study,
        "question": language.choose(view.page.question),
        "scope": language.text(
            "scope",
            first=language.date(edition.first_day),
            last=language.date(edition.last_day),
            scenario=_scenario(view),
            replicates=language.plural("replicates", edition.replicates),
            agents=agents,
        ),
        "warnings": [language.choose(each) for each in edition.warnings],
        "made": language.text("made", date=language.date(edition.made)) if edition.made else "",
        "sections": [*sections, ("about", language.text("not_for"))],
    }


def answers_section(view: View) -> list[AnswerWords]:
    """The key answers."""
    return [answer_words(answer, view) for answer in view.page.answers]


def assistance_answers(view: View) -> list[AnswerWords]:
    """The answers about help."""
    return [answer_words(answer, view) for answer in view.page.assistance]


def chart_words(chart: Chart, language: Language, threshold: float) -> dict[str, Any]:
    """A chart's words and the rows of its table."""
    twin = chart.twin or chart.main
    return {
        "id": chart.id,
        "title": chart.title,
        "description": chart.description,
        "caption": chart.caption,
        "notes": chart.notes,
        "more": chart.more,
        "more_title": chart.more_title,
        "titles": [column.title for column in twin.columns],
        "numeric": [column.kind in {"people", "number"} for column in twin.columns],
        "rows": twin.written(language, threshold),
        "is_part": len(twin.rows) < len(chart.main.rows),
    }


def marks_legend(groups: Sequence[HostCharts], view: View) -> list[dict[str, Any]]:
    """The marks that the charts of stocks use, in words."""
    used = {
        record["definition"]
        for group in groups
        for chart in group.charts
        if "claims" in chart.tables
        for record in chart.tables["claims"].records
    }
    return [
        {
            "path": path,
            "is_filled": definition in PRESENT,
            "words": view.language.text(f"definition.{definition}"),
        }
        for definition, path in SHAPES.items()
        if definition in used
    ]


def figure_rows(view: View) -> list[dict[str, str]]:
    """The table of figures, failures included."""
    language = view.language
    rows = []
    common = _repeated(view)
    for answer in failures_first(view.page.figures):
        number, spread = phrase(answer.median, answer.low80, answer.high80, answer.unit, view)
        explanation = language.choose(answer.explanation)
        if answer.operator in TRUTHS and spread:
            number, spread = language.text("yes" if answer.median >= 0.5 else "no"), ""
        kind = answer.verdict if answer.verdict in ICONS else "other"
        rows.append(
            {
                "name": answer.figure,
                "text": language.choose(answer.text),
                "claimed": claimed_in_words(answer, language),
                "operator": _known(view, "operator", answer.operator),
                "model": "\u2013" if math.isnan(answer.median) else number,
                "spread": spread,
                "tolerance": _known(view, "tolerance", answer.tolerance),
                "role": _known(view, "role", answer.role),
                "verdict": language.text(f"verdict.{answer.verdict}"),
                "kind": kind,
                "icon": ICONS[kind],
                "explanation": "" if explanation in common else explanation,
            }
        )
    return rows


def _repeated(view: View) -> frozenset[str]:
    """Explanations that many figures share: the verdict itself says as much."""
    counts = Counter(view.language.choose(answer.explanation) for answer in view.page.figures)
    plain = {view.language.choose(text) for text in EXPLANATIONS.values()}
    return frozenset(text for text, count in counts.items() if count > 3 and text in plain)


def verdict_counts(view: View) -> list[dict[str, Any]]:
    """How many figures fell where; only figures for calibration or validation count as inside or outside."""
    counts = Counter(
        answer.verdict
        if answer.verdict == "not modelled"
        or (answer.verdict in {"inside", "outside"} and answer.role in JUDGED)
        else "other"
        for answer in view.page.figures
    )
    return [
        {
            "kind": kind.replace(" ", "-"),
            "n": view.language.number(counts[kind]),
            "words": view.language.plural(f"count.{kind}", counts[kind]),
        }
        for kind in ("inside", "outside", "not modelled", "other")
    ]


def assumption_rows(view: View) -> list[dict[str, str]]:
    """The table of assumptions."""
    number = view.language.number
    names = {source.source: source.name for source in view.page.sources}
    return [
        {
            "parameter": row.parameter,
            "value": number(row.value),
            "range": number(row.low)
            if row.low == row.high
            else f"{number(row.low)} \u2013 {number(row.high)}",
            "unit": row.unit_shown,
            "grade": row.grade,
            "source": names.get(row.source or "", row.source or ""),
            "why": row.why,
        }
        for row in view.page.assumptions
    ]


def source_rows(view: View) -> list[dict[str, str]]:
    """The table of sources."""
    counts = Counter(claim.source for claim in view.page.claims)
    return [
        {
            "name": row.name,
            "link": row.address if row.address and row.address.startswith(("https://", "http://")) else "",
            "address": row.address or "",
            "kind": _known(view, "kind", row.kind),
            "interest": row.interest or "",
            "claims": view.language.number(counts[row.source]),
            "grade": row.grade,
            "read": view.language.date(row.date_read) if row.date_read else "",
        }
        for row in view.page.sources
    ]


def about_section(view: View) -> dict[str, Any]:
    """Grades, harm, citation and what it takes to repeat the run."""
    language, edition = view.language, view.edition
    grades = "; ".join(f"{grade} – {language.text(f'grade.{grade}')}" for grade in "ABCRDX")
    made = f", {language.date(edition.made)}" if edition.made else ""
    return {
        "assumptions_how": language.text("assumptions.how", grades=grades),
        "not_for": language.text("not_for.text", n=language.number(view.threshold)),
        "cite": language.text(
            "cite.text",
            version=edition.version,
            title=language.choose(edition.title) or edition.study,
            scenario=_scenario(view),
            digest=edition.digest[:12],
            made=made,
        ),
        "reproduction": [
            (language.text(f"repeat.{key}"), value)
            for key, value in (
                ("study", edition.study),
                ("scenario", edition.scenario),
                ("version", f"Sapar {edition.version}"),
                ("seed", str(edition.seed)),
                ("replicates", str(edition.replicates)),
                ("agents", language.number(edition.people_per_agent)),
                ("digest", edition.digest),
                ("state", edition.state_digest),
                ("command", _command(view)),
            )
            if value
        ],
    }


def check_of_scenario(view: View) -> str:
    """What figures can say of a world that never was; nothing without a scenario."""
    return "" if view.edition.scenario in BASES else view.language.text("check.scenario")


def _scenario(view: View) -> str:
    """The scenario's title, or its name."""
    return view.language.choose(view.edition.scenario_title) or (
        view.language.text("base") if view.edition.scenario in BASES else view.edition.scenario
    )


def _command(view: View) -> str:
    """What to type to get the same results."""
    edition = view.edition
    scenario = "" if edition.scenario in BASES else f" --scenario {edition.scenario}"
    return f"sapar run {edition.study}{scenario} --seed {edition.seed} --replicates {edition.replicates}"


def _known(view: View, family: str, word: str) -> str:
    """The catalogue's word for a code; the code where it has none."""
    key = f"{family}.{word}"
    return view.language.text(key) if key in MESSAGES else word
