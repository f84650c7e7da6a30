"""Names of rows: beside the rows where there is room, above them on a phone."""

from __future__ import annotations

from typing import Any

from sapar.report.style import QUIET

LINE = 13
"""Pixels of one line of text."""
BREAK = "\n"
"""Between the lines of a label."""


def row_axis(field: str, *, limit: int, is_narrow: bool) -> dict[str, Any]:
    """The encoding of rows, one a label, in the order of the table.

    Parameters
    ----------
    limit
        Most pixels of a label beside its row.
    """
    axis = {
        "title": None,
        "domain": False,
        "ticks": False,
        "labelLimit": limit,
        "labelExpr": f"split(datum.value, '{_escaped(BREAK)}')",
    }
    return {"field": field, "type": "nominal", "sort": None, "axis": None if is_narrow else axis}


def row_words(field: str, lines: int, *, is_narrow: bool) -> list[dict[str, Any]]:
    """The layer of labels above the rows of a narrow picture; nothing for a wide one."""
    if not is_narrow:
        return []
    text = {
        "type": "text",
        "align": "left",
        "baseline": "middle",
        "color": QUIET,
        "fontSize": 11.5,
        "lineHeight": LINE,
    }
    return [
        {
            "transform": [{"calculate": f"split(datum['{field}'], '{_escaped(BREAK)}')", "as": f"{field}_lines"}],
            "mark": {**text, "dy": -(LINE * lines + 5)},
            "encoding": {"x": {"value": 0}, "text": {"field": f"{field}_lines"}},
        }
    ]  # fmt: skip


def row_height(wide: int, lines: int, *, is_narrow: bool) -> int:
    """Pixels of one row."""
    return 2 * (LINE * lines + 12) if is_narrow else wide


def _escaped(text: str) -> str:
    """A line break inside an expression."""
    return text.replace("\n", "\\n")
