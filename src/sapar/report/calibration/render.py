"""The page about a calibration as one HTML file that opens from disk and asks nothing of the network."""

from __future__ import annotations

from typing import Any

from sapar.report.calibration.charts import learnt_chart, residual_chart
from sapar.report.calibration.page import CalibrationPage, CalibrationView
from sapar.report.calibration.tables import outside_sentence, pair_sentences, parameter_table, residual_table
from sapar.report.language import THIN_SPACE, Language
from sapar.report.render import page_template, payload_of
from sapar.report.runtime import policy, shipped, vega_bundle
from sapar.report.sections import chart_words

_SECTIONS = ("learnt", "unidentified", "residuals", "trust")


def render_calibration(page: CalibrationPage, language: str) -> str:
    """The page in one language.

    Parameters
    ----------
    page
        What to show.
    language
        `en` or `ru`.

    Returns
    -------
    html
        One self-contained file; the same page gives the same text.

    Raises
    ------
    ValueError
        There is no catalogue for the language.
    """
    view = CalibrationView(page=page, language=Language(language))
    found = {
        "learnt_chart": learnt_chart(view),
        "figure_chart": residual_chart(view, "figures", view.figures),
        "stock_chart": residual_chart(view, "stocks", view.stocks),
    }
    charts = [chart for chart in found.values() if chart is not None]
    scripts = [vega_bundle(), shipped("templates/page.js")]
    name = f"sapar_{page.study}_{view.record.digest[:8]}"
    return page_template("calibration.html.j2").render(
        language=language,
        text=view.language.text,
        policy=policy(scripts),
        style=shipped("templates/page.css"),
        own_style=shipped("templates/estimates.css"),
        scripts=scripts,
        payload=payload_of(charts, view.language, page.threshold, name),
        sections=[(key, view.language.text(f"cal.{key}")) for key in _SECTIONS],
        **{
            key: None if chart is None else chart_words(chart, view.language, page.threshold)
            for key, chart in found.items()
        },
        **_words(view),
    )


def _words(view: CalibrationView) -> dict[str, Any]:
    """Sentences and tables."""
    language, record, page = view.language, view.record, view.page
    text = language.text
    wide = [each.parameter for each in record.learnt if not each.is_learnt]
    fitted = [each for each in view.figures if each.unused is None]
    title = language.choose(page.title) or page.study
    missing = [
        f"{name} ({text(f'cal.unused.{why}')})" for name, why in (each.split(":") for each in record.missing)
    ]
    return {
        "title": text("cal.title"),
        "question": text("cal.question", title=title, members=language.number(page.calibration.members)),
        "scope": text(
            "cal.scope",
            parameters=len(record.learnt),
            targets=len(fitted) + len(view.stocks),
            held=len(record.held_out),
        ),
        "lead": text("cal.lead", learnt=len(record.learnt) - len(wide), all=len(record.learnt)),
        "lead_figures": text(
            "cal.lead.figures",
            all=len(fitted),
            before=sum(each.was_inside for each in fitted),
            after=sum(each.is_inside for each in fitted),
            stocks=len(view.stocks),
            stocks_before=sum(each.was_inside for each in view.stocks),
            stocks_after=sum(each.is_inside for each in view.stocks),
        ),
        "wide": text("cal.wide", n=len(wide), names=", ".join(sorted(wide))) if wide else "",
        "pairs": pair_sentences(view),
        "outside": outside_sentence(view),
        "missing": text("cal.missing", names="; ".join(missing)) if missing else "",
        "parameter_table": parameter_table(view),
        "figure_table": residual_table(view, view.figures),
        "stock_table": residual_table(view, view.stocks),
        "trust": _trust(view),
        "not_for": text("not_for.text", n=language.number(page.threshold)),
        "cite": text("cal.cite.text", version=page.version, title=title, digest=record.digest),
        "reproduction": _reproduction(view),
        "version": page.version,
        "study": page.study,
    }


def _trust(view: CalibrationView) -> list[str]:
    """How to read the ensemble."""
    language, record = view.language, view.record
    text = language.text
    return [
        text("cal.trust.equal"),
        text(
            "cal.trust.discrepancy",
            spread=f"{language.number(100.0 * record.discrepancy, 2)}{THIN_SPACE}%",
            memory=language.number(record.memory),
        ),
        text("cal.trust.twice"),
        text("cal.trust.chance", members=language.number(view.page.calibration.members)),
        text("cal.trust.estimate", what=record.estimate),
        *([text("cal.trust.held", names=", ".join(record.held_out))] if record.held_out else []),
        *([text("cal.trust.fixed", names=", ".join(record.fixed))] if record.fixed else []),
    ]


def _reproduction(view: CalibrationView) -> list[tuple[str, str]]:
    """How to make the same again."""
    record, page = view.record, view.page
    command = (
        f"sapar calibrate {page.study} --members {page.calibration.members} --steps {record.steps} "
        f"--people-per-agent {record.people_per_agent} --seed {record.seed}"
    )
    rows = (
        ("study", page.study),
        ("version", f"Sapar {page.version}"),
        ("seed", str(record.seed)),
        ("agents", str(record.people_per_agent)),
        ("digest", record.digest),
        ("command", command),
    )
    return [(view.language.text(f"repeat.{key}"), value) for key, value in rows]
