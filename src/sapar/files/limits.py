"""Every ceiling of the readers, in one place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much a file of a study may hold; a reader that meets a ceiling names it."""

    table_bytes: int = 20_000_000
    """Bytes of one CSV or XLSX file."""
    unpacked_bytes: int = 60_000_000
    """Bytes of an XLSX file once unpacked."""
    rows: int = 200_000
    """Rows of one table below its header."""
    columns: int = 64
    """Columns of one table."""
    cell_characters: int = 10_000
    """Characters of one cell or one scalar."""
    yaml_bytes: int = 1_000_000
    """Bytes of one YAML file."""
    yaml_depth: int = 12
    """Mappings and lists inside each other."""
    yaml_nodes: int = 30_000
    """Scalars, lists and mappings of one YAML file."""
    list_entries: int = 1_000
    """Names inside one cell."""
    scenario_files: int = 500
    """Files in `scenarios/`."""


LIMITS = Limits()
"""The ceilings used unless a caller passes others."""

WIDEST_NUMBER = 1e18
"""No quantity of a study is larger than this in magnitude."""
EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
"""Years a date may name."""
MOST_PROBLEMS_KEPT = 5_000
"""Problems remembered for one reading; later ones are only counted."""
MOST_PROBLEMS_SHOWN = 200
"""Problems printed for one reading."""
