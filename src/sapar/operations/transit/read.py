"""A transit sheet as a case: every problem of every table at once."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from sapar.errors import (
    DatesReversed,
    DuplicateRow,
    MissingValue,
    NoRows,
    OutOfRange,
    RangeReversed,
    UnknownChoice,
)
from sapar.files.fields import FAULTY, read_value
from sapar.files.tables import Row, Table
from sapar.files.workbooks import read_tables
from sapar.maths import FloatArray
from sapar.operations.transit.case import (
    KNOWN_CLASSES,
    Arrivals,
    BoolArray,
    Case,
    Fleet,
    PeopleLimit,
    Queue,
    TravellerClass,
    reach_of,
)
from sapar.operations.transit.tables import LIMIT_ITEMS, NOT_READY, TABLES
from sapar.position import Position
from sapar.problems import Problems

DEFAULT_DAYS, DEFAULT_BED_DAYS = 60, 14
"""Length of a plan, and days a bed is kept, where the sheet says nothing: assumptions."""
_PER_DAY = ("processing", "quota", "escorted_vehicles", "beds", "documents")
_ANY_DAY = datetime.date(2000, 1, 1)
"""Stands for a start that is missing, so that the other problems are found too."""
_Cell = tuple[str, str, str, int]


def read_case(path: Path, name: str | None = None) -> Case:
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
    problems.stop_if_any()
    case = _Reader(tables, problems).case(name or (path.stem if path.suffix else path.name))
    problems.stop_if_any()
    assert case is not None
    return case


class _Reader:
    """Puts the tables together."""

    def __init__(self, tables: dict[str, Table], problems: Problems) -> None:
        self.tables = tables
        self.problems = problems
        self.limits = [(row, self._value(row)) for row in tables["limits"].rows]
        self.assumed: list[tuple[str, str]] = []

    def case(self, name: str) -> Case | None:
        """The case, or None after a problem."""
        start = self._once("start", None)
        if not self._has("start"):
            at = Position(file=self.tables["limits"].file)
            why, hint = "has no row start, and a plan needs its first day", "start,2026-12-01"
            self.problems.add(MissingValue(at=at, why=why, try_=hint))
        self.start = _ANY_DAY if start is None else start
        self.days = self._once("days", DEFAULT_DAYS, "days")
        self.classes = self._classes()
        stocks = self._stocks()
        arrival_rows = self._arrival_cells(stocks)
        self.queues, self.ready, self.unready = self._queues(stocks)
        arrivals = tuple(self._arrivals(row, cells) for row, cells in arrival_rows)
        fleets = tuple(fleet for row in self.tables["fleets"].rows if (fleet := self._fleet(row)) is not None)
        if not fleets:
            at = Position(file=self.tables["fleets"].file)
            self.problems.add(NoRows(at=at, why="has no fleet", try_="a row for every kind of vehicle"))
        bed_days = self._once("bed_days", DEFAULT_BED_DAYS, "bed_days" if self._has("beds") else "")
        reach = reach_of(self.days, fleets, ()) + bed_days
        limits = tuple(self._people_limits(bed_days, reach))
        supplies = self._supplies()
        if len(self.problems):
            return None
        weights = {queue.traveller_class.name: queue.traveller_class for queue in self.queues}
        listed = {row["class"] for row in self.tables["weights"].rows}
        self.assumed += [
            ("class", f"{each.name}: {each.weight:g}, {each.group_size}, {each.escort_seats}, {each.pays:g}")
            for each in weights.values()
            if each.name not in listed
        ]
        return Case(
            name=name,
            start=self.start,
            days=self.days,
            queues=self.queues,
            ready=np.array(self.ready, dtype=np.int64),
            unready=np.array(self.unready, dtype=np.int64),
            arrivals=arrivals,
            fleets=fleets,
            limits=limits,
            escorted=self._series("escorted_vehicles", "", reach),
            documents=self._series("documents", "", reach),
            longest_wait=self._once("longest_wait", None),
            supplies=supplies,
            quota_lost=self._once("quota_lost_chance", 0.0, "quota_lost"),
            daily_cost=self._once("daily_cost", 0.0),
            currency=self._once("currency", ""),
            in_cities=self._once("in_cities", np.inf),
            assumed=tuple(self.assumed),
        )

    def _value(self, row: Row) -> Any:
        """What a row of `limits` states."""
        return read_value(
            row["value"].strip(), LIMIT_ITEMS[row["item"]], lambda: row.at("value"), self.problems
        )

    def _has(self, item: str) -> bool:
        """Whether `limits` states it."""
        return any(row["item"] == item for row, _ in self.limits)

    def _once(self, item: str, default: Any, assumed: str = "") -> Any:
        """The one value of an item."""
        found = [(row, value) for row, value in self.limits if row["item"] == item]
        for row, _ in found[1:]:
            why, hint = "stands already in another row, and there can be only one", "keep one of the two"
            self.problems.add(DuplicateRow(at=row.at("item"), found=item, why=why, try_=hint))
        if not found or found[0][1] is FAULTY:
            if assumed and not found:
                self.assumed.append((assumed, f"{default:g}"))
            return default
        return found[0][1]

    def _classes(self) -> dict[str, TravellerClass]:
        """Classes by name."""
        classes = {each.name: each for each in KNOWN_CLASSES}
        for row in self.tables["weights"].rows:
            classes[row["class"]] = TravellerClass(
                name=row["class"],
                weight=row["weight"],
                group_size=row["group_size"] or 1,
                escort_seats=row["escort_seats"] or 0,
                pays=1.0 if row["pays"] is None else row["pays"],
            )
        return classes

    def _known(self, row: Row, column: str, known: Any) -> bool:
        """Whether a cell names one of a few; otherwise a problem."""
        if row[column] in known:
            return True
        self.problems.add(UnknownChoice(at=row.at(column), found=row[column], known=tuple(known)))
        return False

    def _stocks(self) -> dict[_Cell, list[int]]:
        """Persons with and without papers by camp, class, citizenship and days waited."""
        stocks: dict[_Cell, list[int]] = {}
        for row in self.tables["waiting"].rows:
            if self._known(row, "class", self.classes):
                cell = (row["camp"], row["class"], row["citizenship"], row["waited_days"] or 0)
                stocks.setdefault(cell, [0, 0])[row["documents"] == NOT_READY] += row["people"]
        return stocks

    def _arrival_cells(self, stocks: dict[_Cell, list[int]]) -> list[tuple[Row, dict[_Cell, float]]]:
        """For each row of `arrivals`, the cells its people join and their shares; new cells join the stocks."""
        found = []
        for row in self.tables["arrivals"].rows:
            if not row["low"] <= row["likely"] <= row["high"]:
                why = f"low {row['low']:,.12g}, likely {row['likely']:,.12g}, high {row['high']:,.12g} are not in order"
                hint = "low at most likely, likely at most high"
                self.problems.add(RangeReversed(at=row.at("low"), why=why, try_=hint))
            if row["class"] is not None and not self._known(row, "class", self.classes):
                continue
            wanted = (row["camp"], row["class"], row["citizenship"])
            named = {
                cell: float(sum(counts))
                for cell, counts in stocks.items()
                if all(want is None or want == have for want, have in zip(wanted, cell, strict=False))
            }
            newest: dict[tuple[str, ...], _Cell] = {}
            for cell in sorted(named, key=lambda each: each[3]):
                newest.setdefault(cell[:3], cell)
            cells = {
                cell: sum(value for other, value in named.items() if other[:3] == key)
                for key, cell in newest.items()
            }
            if not cells:
                if row["class"] is None or row["citizenship"] is None:
                    column = "class" if row["class"] is None else "citizenship"
                    why = f"nobody waits in {row['camp']} yet, so the {column} of those who come is not known"
                    hint = "name both the class and the citizenship"
                    self.problems.add(MissingValue(at=row.at(column), why=why, try_=hint))
                    continue
                cell = (row["camp"], row["class"], row["citizenship"], 0)
                stocks[cell] = [0, 0]
                cells = {cell: 0.0}
            total = sum(cells.values())
            even = 1.0 / len(cells)
            found.append((row, {cell: value / total if total else even for cell, value in cells.items()}))
        return found

    def _queues(self, stocks: dict[_Cell, list[int]]) -> tuple[tuple[Queue, ...], list[int], list[int]]:
        """Queues of whole groups, the last smaller group of each cell in a queue of its own."""
        queues: list[Queue] = []
        ready: list[int] = []
        unready: list[int] = []
        self.queue_of: dict[_Cell, int] = {}
        for cell, counts in sorted(stocks.items()):
            class_ = self.classes[cell[1]]
            size, escorts = class_.group_size, class_.escort_seats
            self.queue_of[cell] = len(queues)
            rests = sorted({count % size for count in counts} - {0})
            for group in (size, *rests):
                seats = group + escorts
                slot = size + escorts if group > 1 or escorts else seats
                queues.append(
                    Queue(
                        camp=cell[0],
                        traveller_class=class_,
                        citizenship=cell[2],
                        size=group,
                        seats=seats,
                        slot=slot,
                        waited=cell[3],
                    )
                )
                whole = [count // size if group == size else int(count % size == group) for count in counts]
                ready.append(whole[0])
                unready.append(whole[1])
        if not queues:
            at = Position(file=self.tables["waiting"].file)
            self.problems.add(NoRows(at=at, why="names nobody", try_="a row for every camp and class"))
        return tuple(queues), ready, unready

    def _window(self, row: Row) -> tuple[int, int]:
        """First and last day of a row; the whole plan where it says nothing."""
        first, last = row["from"], row["until"]
        if first is not None and last is not None and first > last:
            hint = "from is the first day, until the last"
            self.problems.add(
                DatesReversed(at=row.at("until"), why=f"ends before it begins on {first}", try_=hint)
            )
        return (
            0 if first is None else max(0, (first - self.start).days),
            10_000 if last is None else max(-1, (last - self.start).days),
        )

    def _arrivals(self, row: Row, cells: dict[_Cell, float]) -> Arrivals:
        """One row of `arrivals`."""
        shares = np.zeros(len(self.queues))
        for cell, share in cells.items():
            shares[self.queue_of[cell]] = share
        first, last = self._window(row)
        return Arrivals(
            low=row["low"], likely=row["likely"], high=row["high"], first=first, last=last, shares=shares
        )

    def _fleet(self, row: Row) -> Fleet | None:
        """One row of `fleets`."""
        camps = {queue.camp for queue in self.queues}
        countries = {queue.citizenship for queue in self.queues}
        for column, known in (("camps", camps), ("citizenship", countries)):
            for one in row[column] or ():
                if one != "*" and one not in known:
                    at = row.at_name(column, one)
                    self.problems.add(UnknownChoice(at=at, found=one, known=tuple(sorted(known))))
        serves: BoolArray = np.array(
            [
                _covers(row["camps"], queue.camp) and _covers(row["citizenship"], queue.citizenship)
                for queue in self.queues
            ],
            dtype=bool,
        )
        largest = max(
            (queue.seats for queue, takes in zip(self.queues, serves, strict=True) if takes), default=0
        )
        if row["seats"] < largest:
            why = f"is less than the {largest} seats of one group that stays together"
            hint = "more seats, a smaller group_size, or a fleet that does not take them"
            self.problems.add(OutOfRange(at=row.at("seats"), found=str(row["seats"]), why=why, try_=hint))
        first, last = self._window(row)
        return Fleet(
            name=row["fleet"],
            mode=row["mode"],
            vehicles=row["vehicles"],
            seats=row["seats"],
            cycle=row["cycle_days"],
            feeder=row["feeder_days"] or 0,
            haul=row["haul_days"] or 0,
            fare=row["fare"] or 0.0,
            departure_cost=row["departure_cost"] or 0.0,
            payer=row["payer"] or "not-stated",
            breakdown=row["breakdown_chance"] or 0.0,
            least_filled=row["least_filled"] or 0.0,
            first=first,
            last=min(last, self.days - 1),
            serves=serves,
        )

    def _series(self, item: str, citizenship: str, reach: int) -> FloatArray:
        """[day] a daily ceiling; a later row replaces an earlier one on the days that both cover."""
        amount = np.full(reach, np.inf)
        for row, value in self.limits:
            if row["item"] == item and (row["citizenship"] or "") == citizenship and value is not FAULTY:
                first, last = self._window(row)
                amount[first : last + 1] = value
        return amount

    def _people_limits(self, bed_days: int, reach: int) -> Iterator[PeopleLimit]:
        """Processing, quotas and beds."""
        for row, _ in self.limits:
            self._check_scope(row)
        for kind in ("processing", "quota", "beds"):
            scopes = {row["citizenship"] or "" for row, _ in self.limits if row["item"] == kind}
            for scope in sorted(scopes):
                counts = np.array([scope in ("", queue.citizenship) for queue in self.queues], dtype=bool)
                yield PeopleLimit(
                    kind=kind,
                    citizenship=scope,
                    counts=counts,
                    amount=self._series(kind, scope, reach),
                    at_far_end=kind == "beds",
                    window=bed_days if kind == "beds" else 1,
                )

    def _check_scope(self, row: Row) -> None:
        """Cells that a row of `limits` must leave blank."""
        item = row["item"]
        blank = {
            "camp": item != "supplies",
            "citizenship": item not in ("quota", "beds"),
            "from": item not in _PER_DAY,
            "until": item not in _PER_DAY,
        }
        for column, must in blank.items():
            if must and row[column] is not None:
                why, hint = (
                    f"stands in the column {column}, which {item} does not have",
                    "leave the cell blank",
                )
                self.problems.add(OutOfRange(at=row.at(column), found=str(row[column]), why=why, try_=hint))

    def _supplies(self) -> dict[str, float]:
        """Persons each camp can shelter and feed."""
        camps = sorted({queue.camp for queue in self.queues})
        found: dict[str, float] = {}
        for row, value in self.limits:
            if row["item"] == "supplies":
                if row["camp"] is None:
                    why, hint = "supplies are those of a camp, and none is named", ", ".join(camps)
                    self.problems.add(MissingValue(at=row.at("camp"), why=why, try_=hint))
                elif self._known(row, "camp", camps) and value is not FAULTY:
                    found[row["camp"]] = float(value)
        return found


def _covers(names: tuple[str, ...] | None, one: str) -> bool:
    """Whether a list names it, or names nothing and so means all."""
    return not names or names == ("*",) or one in names


def day_of(case: Case, date: datetime.date) -> int:
    """The day of a date; negative before the start."""
    return (date - case.start).days
