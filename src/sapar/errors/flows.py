"""Tables from which no flows can be estimated."""

# ruff: noqa: N818 - the names say what is wrong; "Error" at the end of each would say nothing more

from __future__ import annotations

from typing import Any

from sapar.errors.base import SaparError
from sapar.position import printable


class FlowFault(SaparError):
    """Tables of stocks, births or deaths from which no flows can be estimated as they stand. Nothing is
    dropped, cut off or scaled silently instead: the row and column at fault are named."""

    def __init__(self, *, row: str = "", column: str = "", **words: Any) -> None:
        self.row = row
        """The birthplace, origin or place at fault, where there is one."""
        self.column = column
        """The residence or destination at fault, where there is one."""
        super().__init__(**words)

    @property
    def message(self) -> str:
        """Row and column, what was found, and why it matters, in one line."""
        parts = [f"row {self.row}" if self.row else "", f"column {self.column}" if self.column else ""]
        where = printable(", ".join(part for part in parts if part))
        said = super().message
        return f"{where}: {said}" if where else said


class NegativeStock(FlowFault):
    """A stock, or what is left of it once births, deaths or people who left the system are taken out, is
    below zero. Stocks are people present; a table with negative people has no flows."""


class UnmatchedPlace(FlowFault):
    """A place stands in one table and not in another one that has to hold it too: births, deaths,
    populations or weights. Guessing a zero would turn into migration."""


class MissingNatives(FlowFault):
    """The people born in a place and living there are needed, and are not in the table of stocks for every
    place. Give them as rows whose birthplace is the residence, or give total populations, from which they
    follow."""


class DeathsAboveStock(FlowFault):
    """More people of a birthplace die in a residence than were there."""


class BirthsAboveStock(FlowFault):
    """More people were born in a place during the period than live there at its end."""


class TotalsDisagree(FlowFault):
    """Totals that must be equal are not: the rows and columns of a table, the net totals of a closed
    system, or the growth of all stocks and births less deaths. Scaling one to the other would change
    every number, so it is done only within a tolerance that is stated and printed."""


class NoSuchTable(FlowFault):
    """No table has these totals: where it may hold people, some total stays out of reach. Often a zero in
    the starting table where people must be."""


class ShapeMismatch(FlowFault):
    """Tables that belong together do not have the same places in the same order."""


class MixedUnits(FlowFault):
    """Moves and populations are not in the same unit: more people moved than there are. Typically persons
    beside thousands or millions."""


class AggregatePlace(FlowFault):
    """A birthplace or residence stands for all others together, such as "World" or "Total". Kept beside them it
    would count everybody twice."""


class MissingExtra(FlowFault):
    """The calculation needs a library that is installed only on request."""
