"""A plan made by hand: which vehicles leave when, and who is to board."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from sapar.errors import MissingValue, OutsidePeriod, RangeReversed, UnknownChoice
from sapar.files.tables import Row
from sapar.files.workbooks import read_tables
from sapar.operations.transit.case import Case
from sapar.operations.transit.execute import Schedule
from sapar.operations.transit.tables import PLAN
from sapar.problems import Problems


def read_hand_plan(path: Path, case: Case) -> Schedule:
    """The plan in a CSV file, or in the sheet `plan` of a workbook.

    Raises
    ------
    BrokenStudy
        With every problem of the file.
    """
    problems = Problems("plan")
    if path.suffix.lower() == ".xlsx":
        table = read_tables(path, (PLAN,), problems).get("plan")
    else:
        from sapar.files.single import read_single

        table = read_single(path, PLAN, {}, problems)
    fleets = {fleet.name: index for index, fleet in enumerate(case.fleets)}
    vehicles = np.zeros((len(fleets), case.days), dtype=np.int64)
    boarded = np.zeros((len(case.queues), len(fleets), case.days))
    seen: dict[tuple[str, int], int] = {}
    for row in table.rows if table else ():
        day = (row["date"] - case.start).days
        if row["fleet"] not in fleets:
            problems.add(UnknownChoice(at=row.at("fleet"), found=row["fleet"], known=tuple(fleets)))
            continue
        if not 0 <= day < case.days:
            why = f"is outside the plan, {case.start} to {case.date(case.days - 1)}"
            hint = "a later end in limits (days), or another date"
            problems.add(OutsidePeriod(at=row.at("date"), found=str(row["date"]), why=why, try_=hint))
            continue
        if seen.setdefault((row["fleet"], day), row["vehicles"]) != row["vehicles"]:
            why = f"{row['vehicles']} vehicles here, and {seen[row['fleet'], day]} in another row of the day and fleet"
            problems.add(RangeReversed(at=row.at("vehicles"), why=why, try_="the same number in all of them"))
        vehicles[fleets[row["fleet"]], day] = row["vehicles"]
        _board(case, row, boarded[:, fleets[row["fleet"]], day], problems)
    problems.stop_if_any()
    return Schedule(vehicles=vehicles, boarded=boarded, papers=np.zeros((len(case.queues), case.days)))


def _board(case: Case, row: Row, boarded: np.ndarray, problems: Problems) -> None:
    """Add the people of a row to the queues of their cell, whole groups first."""
    if row["people"] is None:
        return
    wanted = (row["camp"], row["class"], row["citizenship"])
    if None in wanted:
        column = ("camp", "class", "citizenship")[wanted.index(None)]
        why = "people are those of a camp, class and citizenship, and one is missing"
        problems.add(MissingValue(at=row.at(column), why=why, try_="all three, or leave people blank"))
        return
    left = row["people"]
    queues = [
        index
        for index, queue in enumerate(case.queues)
        if (queue.camp, queue.traveller_class.name, queue.citizenship) == wanted
    ]
    if not queues:
        known = {(queue.camp, queue.traveller_class.name, queue.citizenship) for queue in case.queues}
        names = tuple(sorted(" ".join(each) for each in known))
        problems.add(UnknownChoice(at=row.at("camp"), found=" ".join(wanted), known=names))
        return
    for index in sorted(queues, key=lambda each: (-case.queues[each].waited, -case.queues[each].size)):
        last = index == min(queues, key=lambda each: (case.queues[each].waited, case.queues[each].size))
        stock = int(case.ready[index] + case.unready[index])
        groups = left // case.queues[index].size
        groups = groups if last else min(groups, stock) if len(queues) > 1 else groups
        boarded[index] += groups
        left -= groups * case.queues[index].size
