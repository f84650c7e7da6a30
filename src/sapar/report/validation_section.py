"""The part of a report about hold-outs and naive baselines, near the top, failures first."""

from __future__ import annotations

from typing import Any

from sapar.report.chart import Cell, Chart, ChartTable, Column
from sapar.report.check_chart import ratio_drawing
from sapar.report.validation_words import (
    baseline_rows,
    baseline_titles,
    caveats,
    holdout_rows,
    holdout_titles,
    verdicts,
    what_is_counted,
)
from sapar.report.view import View


def validation_section(view: View) -> dict[str, Any] | None:
    """Sentences and tables; nothing for a study that holds nothing out."""
    made, language = view.page.validation, view.language
    if made is None:
        return None
    command = f"sapar check {view.edition.study} --validation"
    if made.value is None:
        return {"how": "", "alarm": language.text("val.none", command=command), "verdicts": [], "holdouts": [],
                "baselines": [], "caveats": [], "holdout_titles": [], "baseline_titles": []}  # fmt: skip
    found = made.value
    return {
        "how": language.text("val.how"),
        "alarm": "" if made.is_current else language.text("val.stale", command=command),
        "verdicts": verdicts(found, language),
        "holdout_titles": holdout_titles(language),
        "holdouts": holdout_rows(found, language, view.name),
        "baseline_titles": baseline_titles(language),
        "baselines": baseline_rows(found, language),
        "caveats": caveats(found, language),
    }


def holdouts_chart(view: View) -> Chart | None:
    """Ratios of the model's range to what was printed; nothing without hold-outs."""
    made, language = view.page.validation, view.language
    if made is None or made.value is None or not made.value.holdouts:
        return None
    holdouts = made.value.holdouts
    columns = (
        Column(name="figure", title=language.text("val.column.claim")),
        Column(name="text", title=language.text("val.column.what")),
        *(
            Column(name=name, title=language.text(f"column.{name}"), kind="number")
            for name in ("ratio", "ratio_low", "ratio_high", "allowed_low", "allowed_high")
        ),
        Column(name="verdict", title=language.text("column.verdict")),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            each.claim,
            what_is_counted(each, language, view.name),
            *(round(value / each.observed, 3) for value in (each.median, each.low80, each.high80)),
            1.0,
            1.0,
            language.text(f"verdict.{'inside' if each.is_inside else 'outside'}"),
        )
        for each in holdouts
    )
    return Chart(
        id="holdouts",
        title=language.text("val.chart"),
        description=language.text(
            "val.chart.alt", inside=sum(each.is_inside for each in holdouts), compared=len(holdouts)
        ),
        grammar="vega-lite",
        drawing=ratio_drawing(view, len(rows)),
        tables={"figures": ChartTable(columns=columns, rows=rows)},
        caption=language.text("val.chart.caption"),
    )
