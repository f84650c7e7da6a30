"""The transit sheets that Sapar ships."""

from __future__ import annotations

from sapar.operations.template import Templates
from sapar.operations.transit.tables import LIMIT_ITEMS, PLAN, TABLES

TEMPLATES = Templates(
    package="sapar.operations.transit",
    title="Sapar transit sheet",
    examples=("template", "mashtakovo-coaches", "mashtakovo-trains", "weekly-train"),
    tables=TABLES,
    items=LIMIT_ITEMS,
    item_table="limits",
    needed=("start",),
    explained=(PLAN,),
)
"""A template, two sheets of the summer of 2020, and one that a pencil can follow."""
