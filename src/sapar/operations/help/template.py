"""The help sheets that Sapar ships."""

from __future__ import annotations

from sapar.operations.help.tables import FIGURE_ITEMS, TABLES
from sapar.operations.template import Templates

TEMPLATES = Templates(
    package="sapar.operations.help",
    title="Sapar help sheet",
    examples=("union-and-associations",),
    tables=TABLES,
    items=FIGURE_ITEMS,
    item_table="figures",
    needed=(),
)
"""A union at home and two associations in Kazakhstan, after the public texts of 2020; most rates are assumptions."""
