"""Reading the tables of law: rows of the same rank about the same thing must not overlap."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from sapar.errors import MissingValue, OutsidePeriod, OverlappingRows, UnknownChoice, UnknownUnion
from sapar.files.folder import StudyFolder
from sapar.files.references import Known
from sapar.files.tables import Row, TableSpec, read_table
from sapar.frame.calendar import Calendar
from sapar.model.declarations.law import (
    RIGHTS,
    Amnesty,
    EntryRule,
    Example,
    FamilyRule,
    Law,
    LawRow,
    Membership,
    Rate,
    RegistryRule,
    Sanction,
    StayRule,
    Suspension,
    WorkRule,
)
from sapar.model.declarations.law_tables import (
    AMNESTIES,
    ENTRY,
    EXAMPLES,
    EXEMPTIONS,
    FAMILY,
    FAMILY_RIGHTS,
    RATES,
    REGISTRY,
    REQUIREMENTS,
    SANCTIONS,
    STAY,
    SUSPENSIONS,
    UNIONS,
    WORK,
)
from sapar.model.declarations.rows import References, refers_well
from sapar.problems import Problems

LawRowType = TypeVar("LawRowType", bound=LawRow)
Check = Callable[[Row, Problems], bool]
"""Whether a row agrees with itself; reports if not."""


def read_law(
    folder: StudyFolder, references: References, calendar: Calendar | None, problems: Problems
) -> Law:
    """Read all tables of `law/`; rows of the same rank must not overlap, and examples lie in the period."""
    known = {
        "place": references.states,
        "citizenship": references.citizenships,
        "member": references.citizenships,
        "currency": references.currencies,
        "source": references.sources,
    }
    before = len(problems)
    memberships = _rows(folder, UNIONS, known, problems)
    unions = known_unions((row["union"] for row in memberships), is_complete=len(problems) == before)
    known["union"] = unions

    def table(spec: TableSpec, kind: type[LawRowType], *checks: Check) -> tuple[LawRowType, ...]:
        rows = _rows(folder, spec, known, problems)
        return tuple(kind(**row.fields) for row in rows if all(check(row, problems) for check in checks))

    return Law(
        stay=table(STAY, StayRule, _has_window, _only("exempt", EXEMPTIONS)),
        work=table(WORK, WorkRule, _has_currency("fee", "one_off")),
        suspensions=table(SUSPENSIONS, Suspension),
        sanctions=table(SANCTIONS, Sanction, _has_currency("fine")),
        unions=tuple(Membership(**row.fields) for row in memberships),
        family=table(FAMILY, FamilyRule, _fits("right", FAMILY_RIGHTS)),
        entry=table(ENTRY, EntryRule, _fits("requirement", REQUIREMENTS)),
        registry=table(REGISTRY, RegistryRule, _only("lost", RIGHTS)),
        amnesties=table(AMNESTIES, Amnesty),
        rates=table(RATES, Rate),
        examples=_examples(folder, known, calendar, problems),
    )


def known_unions(names: Iterable[str], *, is_complete: bool) -> Known:
    """The unions that rows of law may name."""
    return Known(error=UnknownUnion, names=frozenset(names), is_complete=is_complete)


def _examples(
    folder: StudyFolder, known: Mapping[str, Known], calendar: Calendar | None, problems: Problems
) -> tuple[Example, ...]:
    """The examples, each standing where its answer does."""
    rows = [row for row in read_table(folder, EXAMPLES, problems).rows if refers_well(row, known, problems)]
    for row in rows:
        if calendar is not None and not calendar.contains(row["date"]):
            why = f"is outside the period, {calendar.start} to {calendar.end}, where the law is not checked"
            found = row["date"].isoformat()
            problems.add(OutsidePeriod(at=row.at("date"), found=found, why=why, try_="a day of the period"))
    return tuple(Example(**row.fields | {"at": row.at("answer")}) for row in rows)


def _rows(folder: StudyFolder, spec: TableSpec, known: Mapping[str, Known], problems: Problems) -> list[Row]:
    """The rows of one table of law; overlaps are reported."""
    names = {name: each for name, each in known.items() if not (spec is UNIONS and name == "union")}
    table = read_table(folder, spec, problems)
    rows = [row for row in table.rows if refers_well(row, names, problems)]
    seen: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        if row["status"] != "in_force":
            continue
        earlier = seen.setdefault(_subject(row), [])
        for other in earlier:
            if _people(row) & _people(other) and _share_a_day(row, other):
                why = f"starts while row {other.cells.line} still holds for the same {_whom(row, other)}"
                hint = "end the earlier row the day before, or name other citizenships"
                found = row["from"].isoformat()
                problems.add(OverlappingRows(at=row.at("from"), found=found, why=why, try_=hint))
                break
        earlier.append(row)
    return rows


def _subject(row: Row) -> tuple[Any, ...]:
    """What rows must share in order to overlap; rows limited to a union never overlap others."""
    if "member" in row.values:
        return (row["union"],)
    part = next((row[name] for name in ("requirement", "right", "offer", "change") if name in row.values), "")
    return row["place"], part, row.values.get("union") is not None


def _people(row: Row) -> frozenset[str]:
    """Whom a row is about: explicit codes, or `*` for all."""
    return frozenset((row["member"],)) if "member" in row.values else frozenset(row["citizenship"])


def _whom(row: Row, other: Row) -> str:
    """Whom both rows are about, in words."""
    common = " ".join(sorted(_people(row) & _people(other)))
    return "member " + common if "member" in row.values else f"place and citizenship {common}"


def _share_a_day(row: Row, other: Row) -> bool:
    """Whether both rows hold on some day."""
    latest = datetime.date.max
    return bool(row["from"] <= (other["until"] or latest) and other["from"] <= (row["until"] or latest))


def _has_window(row: Row, problems: Problems) -> bool:
    """Whether days that are counted within a window have one."""
    if row["counting"] != "rolling" or row["window"] is not None:
        return True
    why = "days are counted rolling, but the window they are counted in is blank"
    problems.add(MissingValue(at=row.at("window"), why=why, try_="the window's length in days, such as 180"))
    return False


def _has_currency(*prices: str) -> Check:
    """Whether prices in these columns come with their currency."""

    def check(row: Row, problems: Problems) -> bool:
        if row["currency"] is not None or not any(row[price] for price in prices):
            return True
        why = f"the price ({', '.join(prices)}) has no currency"
        problems.add(MissingValue(at=row.at("currency"), why=why, try_="an ISO 4217 code such as USD"))
        return False

    return check


def _only(column: str, words: tuple[str, ...]) -> Check:
    """Whether a list holds nothing but these words."""

    def check(row: Row, problems: Problems) -> bool:
        unknown = [name for name in row[column] if name not in words]
        for name in unknown:
            problems.add(UnknownChoice(at=row.at_name(column, name), found=name, known=words))
        return not unknown

    return check


def _fits(column: str, words: Mapping[str, tuple[str, ...]]) -> Check:
    """Whether the answer is one that its requirement or right takes."""

    def check(row: Row, problems: Problems) -> bool:
        allowed = words[row[column]]
        if row["answer"] in allowed:
            return True
        problems.add(
            UnknownChoice(
                at=row.at("answer"),
                found=row["answer"],
                known=allowed,
                why=f"does not answer {row[column]}, which takes {', '.join(allowed)}",
            )
        )
        return False

    return check
