"""Tables beside charts: the first of each year, and what happened since."""

from __future__ import annotations

from sapar.report.chart import by_year


def test_a_table_by_year_ends_with_the_last_month() -> None:
    """A registry that opened in February shows in the year it opened; a last January is not said twice."""
    months = [f"{year}-{month:02d}-01" for year in (2024, 2025) for month in range(1, 13)]
    rows = tuple((each, index) for index, each in enumerate(months))

    assert by_year(rows) == (("2024-01-01", 0), ("2025-01-01", 12), ("2025-12-01", 23))
    assert by_year(rows[:13]) == (("2024-01-01", 0), ("2025-01-01", 12))
    assert by_year(()) == ()
