"""References between tables: whether a name that a cell gives is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sapar.errors import DatesReversed, UnknownName
from sapar.files.shapes import Entry
from sapar.files.tables import Row
from sapar.problems import Problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The names a column may give."""

    error: type[UnknownName]
    """What to report for another name."""
    names: frozenset[str]
    """Names to suggest."""
    mentioned: frozenset[str] = frozenset()
    """Names of rows with faults of their own: not suggested, but not reported a second time."""
    is_complete: bool = True
    """Whether the table of the names could be read; if not, nothing is reported."""
    why: str = ""
    """What is wrong with another name, if the error's own words are too general."""

    def check(self, row: Row | Entry, column: str, problems: Problems) -> bool:
        """Whether every name in that cell is known; blank and `*` are."""
        value = row[column]
        names: Iterable[str] = value if isinstance(value, tuple) else () if value is None else (value,)
        is_fine = True
        for name in names:
            if self.is_complete and name != "*" and name not in self.names and name not in self.mentioned:
                problems.add(
                    self.error(at=row.at_name(column, name), found=name, known=self.names, why=self.why)
                )
                is_fine = False
        return is_fine


def check_dates(row: Row | Entry, problems: Problems) -> bool:
    """Whether `from` is not after `until`."""
    first, last = row.values.get("from"), row.values.get("until")
    if first is None or last is None or first <= last:
        return True
    why = f"is before the first day, {first.isoformat()}"
    hint = "exchange the two, or leave until blank if it is still valid"
    problems.add(DatesReversed(at=row.at("until"), found=last.isoformat(), why=why, try_=hint))
    return False
