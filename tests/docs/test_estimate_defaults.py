"""The table of defaults of the estimate is current."""

from __future__ import annotations

from pathlib import Path

import pytest

from sapar.estimates.stocks.defaults import DEFAULTS, Default

PAGE = Path(__file__).resolve().parents[2] / "docs" / "method" / "estimates.md"


@pytest.mark.parametrize("entry", DEFAULTS.values(), ids=lambda entry: entry.name)
def test_every_default_is_in_the_table(entry: Default) -> None:
    """With its value, its range and its reason."""
    span = "" if entry.low == entry.high else f"{entry.low:g} to {entry.high:g}"
    unit = "" if entry.unit == "none" else entry.unit

    assert f"| `{entry.name}` | {entry.value:g} | {span} | {unit} | {entry.why} |" in PAGE.read_text(
        encoding="utf-8"
    )
