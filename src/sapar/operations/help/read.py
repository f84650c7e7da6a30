"""A help sheet as a case: every problem of every table at once."""

from __future__ import annotations

import csv
import datetime
import io
import pkgutil
from collections.abc import Iterator
from pathlib import Path

from sapar.errors import DuplicateRow, MissingValue, NoRows, OutOfRange, RangeReversed, UnknownChoice
from sapar.files.fields import bounds
from sapar.files.tables import Row, Table
from sapar.files.workbooks import read_tables
from sapar.operations.help.case import (
    MINOR,
    MONEY_ITEMS,
    ROLES,
    Campaign,
    Demand,
    HelpCase,
    Institution,
    Partner,
    Range,
    Shelter,
    Source,
    Staff,
)
from sapar.operations.help.tables import FIGURE_ITEMS, TABLES
from sapar.position import Position
from sapar.problems import Problems

DEFAULT_MONTHS = 12
"""Length of a plan where the sheet says nothing."""
_PLAIN = {"paid_share": 1.0}
_IN_MONEY = ("dues", "grants", "balance", "other_costs", "wage_claim", "kit_cost")


def read_case(path: Path, name: str | None = None) -> HelpCase:
    """The case that a sheet describes.

    Parameters
    ----------
    path
        An XLSX workbook, a folder of CSV files, or any file of such a folder.
    name
        What outputs call it; by default the file's name.

    Raises
    ------
    BrokenStudy
        With every problem of every table.
    """
    problems = Problems("sheet")
    tables = read_tables(path, TABLES, problems)
    made = None
    if tables:
        made = _Reader(tables, problems).case(name or (path.stem if path.suffix else path.name))
    problems.stop_if_any()
    assert made is not None
    return made


def default_figures() -> dict[str, tuple[Range, str, str]]:
    """Assumptions by item: the range, its grade, and why."""
    content = pkgutil.get_data("sapar.operations.help", "assumptions.csv") or b""
    return {
        row["item"]: (
            Range(low=float(row["low"]), likely=float(row["likely"]), high=float(row["high"])),
            row["grade"],
            f"{row['source']}: {row['why']}",
        )
        for row in csv.DictReader(io.StringIO(content.decode("utf-8")))
    }


class _Reader:
    """Puts the tables together."""

    def __init__(self, tables: dict[str, Table], problems: Problems) -> None:
        self.tables = tables
        self.problems = problems
        self.defaults = default_figures()
        self.assumed: dict[tuple[str, str], None] = {}
        self.reasons: dict[str, Source] = {}

    def case(self, name: str) -> HelpCase | None:
        """The case, or None after a problem."""
        start, months, currency = self._period()
        self.names = tuple(dict.fromkeys(row["institution"] for row in self.tables["cases"].rows))
        if not self.names and not len(self.problems):
            at = Position(file=self.tables["cases"].file)
            hint = "a row for every kind of case and country"
            self.problems.add(NoRows(at=at, why="has no cases", try_=hint))
        self._check_figures()
        for table in ("staff", "partners", "campaigns", "figures"):
            for row in self.tables[table].rows:
                self._known(row)
        institutions = tuple(self._institution(each, start, months) for each in self.names)
        shelters = tuple(
            Shelter(
                name=row["shelter"],
                country=row["country"],
                places=row["places"],
                stay=self._range(row, "stay_weeks"),
                takes=row["takes"],
            )
            for row in self.tables["shelters"].rows
        )
        if len(self.problems):
            return None
        return HelpCase(
            name=name,
            start=start,
            months=months,
            currency=currency,
            institutions=institutions,
            shelters=shelters,
            assumed=tuple(self.assumed),
            sources=(*self._sources(), *self.reasons.values()),
        )

    def _sources(self) -> Iterator[Source]:
        """Of every row that states one."""
        for name, table in self.tables.items():
            for row in table.rows:
                grade, source = (row.values.get(column) or "" for column in ("grade", "source"))
                if grade or source:
                    about = " ".join(
                        str(row[key]) for key in table.spec.key or ("institution", "date") if row[key]
                    )
                    yield Source(table=name, row=about, grade=grade, source=source)

    def _period(self) -> tuple[datetime.date, int, str]:
        """First day, months and currency."""
        rows = self.tables["period"].rows
        for row in rows[1:]:
            why, hint = "is a second row, and there can be only one", "keep one of the two"
            self.problems.add(DuplicateRow(at=row.at("start"), found=str(row["start"]), why=why, try_=hint))
        if not rows:
            if not len(self.problems):
                at = Position(file=self.tables["period"].file)
                why, hint = "has no row, and a plan needs its first day", "2026-12-01,12,KGS"
                self.problems.add(MissingValue(at=at, why=why, try_=hint))
            return datetime.date(2000, 1, 1), DEFAULT_MONTHS, ""
        first = rows[0]
        if first["months"] is None:
            self.assumed["months", f"{DEFAULT_MONTHS}"] = None
        return first["start"], first["months"] or DEFAULT_MONTHS, first["currency"] or ""

    def _known(self, row: Row) -> None:
        """A problem where a row names an institution that has no cases."""
        name = row["institution"]
        mentioned = self.tables["cases"].mentioned.get("institution", frozenset())
        if name is not None and name not in mentioned:
            self.problems.add(
                UnknownChoice(at=row.at("institution"), found=name, known=tuple(sorted(mentioned)))
            )

    def _range(self, row: Row, column: str) -> Range:
        """Three cells as a range."""
        likely = row[column]
        low = likely if row[f"{column}_low"] is None else row[f"{column}_low"]
        high = likely if row[f"{column}_high"] is None else row[f"{column}_high"]
        return self._ordered(row, f"{column}_low", low, likely, high)

    def _ordered(self, row: Row, at: str, low: float, likely: float, high: float) -> Range:
        """A range in order, or a problem."""
        if not low <= likely <= high:
            why = f"low {low:g}, most likely {likely:g}, high {high:g} are not in order"
            hint = "low at most the most likely, and that at most high"
            self.problems.add(RangeReversed(at=row.at(at), why=why, try_=hint))
        return Range(low=low, likely=likely, high=high)

    def _check_figures(self) -> None:
        """Ranges within what each item can be."""
        self.stated: dict[tuple[str, str], Range] = {}
        for row in self.tables["figures"].rows:
            item, field = row["item"], FIGURE_ITEMS[row["item"]]
            likely = row["likely"]
            low = likely if row["low"] is None else row["low"]
            high = likely if row["high"] is None else row["high"]
            for column, value in (("low", row["low"]), ("likely", likely), ("high", row["high"])):
                least, most = field.low or 0.0, field.high or 0.0
                if value is not None and not least <= value <= most:
                    why, hint = f"cannot be {item}", bounds(field)
                    self.problems.add(OutOfRange(at=row.at(column), found=f"{value:g}", why=why, try_=hint))
            self.stated[row["institution"] or "", item] = self._ordered(row, "low", low, likely, high)

    def _figure(self, institution: str, item: str) -> Range:
        """What the sheet states for an institution, or for all; otherwise an assumption, or nothing."""
        found = self.stated.get((institution, item)) or self.stated.get(("", item))
        if found is None and item in self.defaults:
            found, grade, why = self.defaults[item]
            self.assumed[item, found.said] = None
            self.reasons[item] = Source(table="assumptions", row=item, grade=grade, source=why)
        if found is None:
            plain = _PLAIN.get(item, 0.0)
            found = Range(low=plain, likely=plain, high=plain)
        factor = MINOR if item in _IN_MONEY else 1
        return Range(low=found.low * factor, likely=found.likely * factor, high=found.high * factor)

    def _institution(self, name: str, start: datetime.date, months: int) -> Institution:
        """One institution."""
        figures = {item: self._figure(name, item) for item in FIGURE_ITEMS}
        rows = {
            table: [row for row in self.tables[table].rows if row["institution"] == name]
            for table in ("cases", "staff", "partners", "campaigns")
        }
        staff = [
            Staff(
                role=row["role"],
                people=row["people"],
                rate=self._range(row, "cases_week"),
                salary=round((row["salary_month"] or 0.0) * MINOR),
            )
            for row in rows["staff"]
        ]
        counts_money = any((scope, item) in self.stated for scope in (name, "") for item in MONEY_ITEMS)
        if not counts_money:
            self.assumed["no_money", name] = None
        return Institution(
            name=name,
            staff=tuple(sorted(staff, key=lambda each: ROLES.index(each.role))),
            demands=tuple(self._demand(row, figures["solved_at_home"]) for row in rows["cases"]),
            partners=tuple(
                Partner(country=row["country"], people=row["people"], rate=self._range(row, "cases_week"))
                for row in rows["partners"]
            ),
            campaigns=tuple(self._campaign(row, start, months) for row in rows["campaigns"]),
            figures=figures,
            counts_money=counts_money,
        )

    def _demand(self, row: Row, solved: Range) -> Demand:
        """One row of `cases`."""
        own = row["solved_at_home"]
        return Demand(
            kind=row["kind"],
            country=row["country"],
            weekly=self._range(row, "cases_week"),
            backlog=row["backlog"] or 0,
            solved_at_home=solved if own is None else Range(low=own, likely=own, high=own),
            nationals=row["nationals_share"] or 0.0,
        )

    def _campaign(self, row: Row, start: datetime.date, months: int) -> Campaign:
        """One row of `campaigns`."""
        date = row["date"]
        month = 12 * (date.year - start.year) + date.month - start.month
        if not 0 <= month < months:
            why, hint = "is outside the plan", f"a day of its {months} months from {start}"
            self.problems.add(OutOfRange(at=row.at("date"), found=date.isoformat(), why=why, try_=hint))
        income = self._range(row, "income")
        return Campaign(
            month=month,
            income=Range(low=income.low * MINOR, likely=income.likely * MINOR, high=income.high * MINOR),
            for_aid=1.0 if row["aid_share"] is None else row["aid_share"],
        )
