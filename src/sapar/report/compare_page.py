"""A page about what one scenario changes: paired effects and what they depend on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sapar.report.chart import Cell, Chart, ChartTable, Column
from sapar.report.effect_rows import NUMERIC, effect_row, effect_titles
from sapar.report.language import Language
from sapar.report.render import page_template, payload_of
from sapar.report.runtime import policy, shipped, vega_bundle
from sapar.report.sections import chart_words
from sapar.report.style import CONFIG, INSIDE, LITE, OUTSIDE
from sapar.scenarios.effects import Effect
from sapar.scenarios.tornado import Tornado

ROW = 22
"""Pixels of one bar."""


def compare_page(
    effects: Sequence[Effect],
    tornadoes: Sequence[Tornado],
    *,
    names: tuple[str, str],
    meta: Mapping[str, Any],
    cells: int,
    language: str,
) -> str:
    """The page in one language.

    Parameters
    ----------
    names
        Of the two scenarios, as a reader knows them.
    meta
        Of the tables of the first.
    cells
        Cells of all tables that differ.
    language
        `en` or `ru`.
    """
    words, threshold = Language(language), float(meta["disclosure_threshold"])
    charts = [_chart(one, index, words, threshold) for index, one in enumerate(tornadoes)]
    scripts = [vega_bundle(), shipped("templates/page.js")]
    return page_template("compare.html.j2").render(
        language=language,
        text=words.text,
        policy=policy(scripts),
        style=shipped("templates/page.css"),
        scripts=scripts,
        payload=payload_of(charts, words, threshold, "sapar_compare"),
        title=words.text("compare.title", first=names[0], second=names[1]),
        scope=words.choose(meta.get("titles", {})) or str(meta["study"]),
        how=words.text("compare.how", replicates=words.number(int(meta["replicates"]))),
        titles=effect_titles(names, words),
        numeric=NUMERIC,
        rows=[effect_row(each, threshold, words) for each in effects],
        cells=words.text("compare.cells", n=words.number(cells)),
        charts=[chart_words(chart, words, threshold) for chart in charts],
        no_drivers="" if charts else words.text("compare.no_drivers", n=int(meta["replicates"])),
    )


def _chart(one: Tornado, index: int, words: Language, threshold: float) -> Chart:
    """One tornado; where an end may not be shown, its bar is left out."""
    factor = 100.0 if one.effect.unit == "share" else 1.0
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            bar.parameter,
            factor * bar.low,
            factor * bar.high,
            factor * one.effect.mean,
            round(bar.correlation, 2),
        )
        for bar in one.bars
        if one.effect.unit != "persons" or min(abs(bar.low), abs(bar.high), abs(one.effect.mean)) >= threshold
    )
    columns = (
        Column(name="parameter", title=words.text("sens.column.parameter")),
        Column(name="low", title=words.text("compare.low"), kind="number"),
        Column(name="high", title=words.text("compare.high"), kind="number"),
        Column(name="mean", title=words.text("compare.column.mean"), kind="number"),
        Column(name="correlation", title=words.text("compare.correlation"), kind="number"),
    )
    return Chart(
        id=f"tornado-{index}",
        title=f"{words.text('compare.tornado')}: {words.choose(one.effect.question)} ({one.effect.date})",
        description=words.text("compare.tornado.alt"),
        grammar="vega-lite",
        drawing=_drawing(words, len(rows), "%" if one.effect.unit == "share" else ""),
        tables={"bars": ChartTable(columns=columns, rows=rows)},
        caption=words.text("compare.tornado.caption"),
    )


def _drawing(words: Language, count: int, unit: str) -> dict[str, Any]:
    """Bars from the mean effect to either end, the mean as a line."""
    title = words.text("compare.column.mean") + (f", {unit}" if unit else "")
    across = {"type": "quantitative", "scale": {"zero": False}, "axis": {"title": title}}
    down = {"field": "parameter", "type": "nominal", "sort": None, "axis": {"title": None, "labelLimit": 260}}
    names = {name: words.text(f"compare.{name}") for name in ("low", "high")}
    scale = {"domain": list(names.values()), "range": [OUTSIDE, INSIDE]}
    ends: list[dict[str, Any]] = [
        {
            "mark": {"type": "bar", "height": 12},
            "encoding": {
                "x": {"field": "mean", **across},
                "x2": {"field": name},
                "color": {"datum": label, "scale": scale, "legend": {"title": None, "orient": "top"}},
                "tooltip": [{"field": "parameter"}, {"field": name, "title": label, "format": ",.3~s"}],
            },
        }
        for name, label in names.items()
    ]
    line = {
        "mark": {"type": "tick", "height": 16, "thickness": 2},
        "encoding": {"x": {"field": "mean", **across}},
    }
    return {
        "$schema": LITE,
        "config": CONFIG,
        "width": "container",
        "height": ROW * count + 12,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "data": {"name": "bars"},
        "encoding": {"y": down},
        "layer": [*ends, line],
    }  # fmt: skip
