"""The transit sheets that Sapar ships."""

from __future__ import annotations

from sapar.operations.template import Templates
from sapar.operations.transit.tables import LIMIT_ITEMS, PLAN, TABLES

TEMPLATES = Templates(
    package="sapar.operations.transit",
    title="Sapar transit sheet",
    examples=("template", "mashtakovo-coaches", "mashtakovo-trains"),
    tables=TABLES,
    items=LIMIT_ITEMS,
    item_table="limits",
    needed=("start",),
    explained=(PLAN,),
)
"""A template and two sheets of the summer of 2020."""
