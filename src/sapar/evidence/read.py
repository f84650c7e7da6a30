"""Reading `evidence/` into a ledger."""

from __future__ import annotations

from sapar.errors import (
    ClaimWithoutValue,
    DuplicateRow,
    MissingValue,
    NoRows,
    RangeReversed,
    UnknownCitizenship,
    UnknownClaim,
    UnknownPlace,
    UnknownSource,
    ValueOutsideRange,
)
from sapar.evidence.claims import CLAIMS, WORDLESS, Claim
from sapar.evidence.figures import FIGURES, Figure
from sapar.evidence.ledger import Ledger
from sapar.evidence.sources import SOURCES, Source
from sapar.files.folder import StudyFolder
from sapar.files.references import Known, check_dates
from sapar.files.shapes import Entry
from sapar.files.tables import Row, Table, read_table
from sapar.frame.places import Places
from sapar.position import Position
from sapar.problems import Problems


def read_ledger(folder: StudyFolder, places: Places, problems: Problems) -> Ledger:
    """Read sources, claims and figures, and check what they refer to.

    Parameters
    ----------
    folder
        The study.
    places
        Its places, as far as they could be read.
    problems
        Receives every problem of the three tables.
    """
    sources = read_table(folder, SOURCES, problems)
    named = sources.mentioned.get("source", frozenset())
    if sources.is_readable and not named:
        hint = "add a row for every institution or publication that numbers come from"
        problems.add(NoRows(at=Position(file=sources.file), why="there is no source", try_=hint))
    known_sources = Known(error=UnknownSource, names=named, is_complete=sources.is_readable)
    claims = read_table(folder, CLAIMS, problems)
    known_claims = Known(
        error=UnknownClaim,
        names=claims.mentioned.get("claim", frozenset()),
        is_complete=claims.is_readable,
    )
    known_earlier = Known(
        error=UnknownClaim,
        names=known_claims.names,
        is_complete=claims.is_readable,
        why="is not a claim of this ledger, so nothing is replaced or copied",
    )
    figures = read_table(folder, FIGURES, problems)
    kept_claims = [
        row
        for row in claims.rows
        if known_sources.check(row, "source", problems)
        & _fits(row, places, problems)
        & _says(row, problems)
        & known_earlier.check(row, "replaces", problems)
        & known_earlier.check(row, "copy_of", problems)
        & _replaces_an_earlier(row, claims, problems)
    ]
    kept_figures = [
        row
        for row in figures.rows
        if known_claims.check(row, "claims", problems) & _fits(row, places, problems)
    ]
    history = tuple(Claim(**row.fields) for row in kept_claims)
    return Ledger(
        sources=tuple(Source(**row.fields) for row in sources.rows),
        claims=_holding(history),
        history=history,
        figures=tuple(Figure(**row.fields) for row in kept_figures),
        known_sources=known_sources,
    )


def _holding(history: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims that hold: those that no later row replaces, and no rows that only withdraw."""
    replaced = {claim.replaces for claim in history}
    return tuple(
        claim for claim in history if claim.claim not in replaced and claim.definition != "withdrawn"
    )


def _replaces_an_earlier(row: Row, claims: Table, problems: Problems) -> bool:
    """Whether a row replaces one that stands above it and that no other row replaced before."""
    replaces = row["replaces"]
    if row["definition"] == "withdrawn" and replaces is None:
        hint = "the name of the claim that no longer holds"
        problems.add(
            MissingValue(at=row.at("replaces"), why="withdraws nothing: replaces is blank", try_=hint)
        )
        return False
    if replaces is None:
        return True
    above = [other for other in claims.rows if other.cells.line < row.cells.line]
    if any(other["replaces"] == replaces for other in above):
        why = "is replaced already by a row above; the ledger keeps one line of corrections"
        problems.add(
            DuplicateRow(at=row.at("replaces"), found=replaces, why=why, try_="replace the latest row")
        )
        return False
    if claims.is_readable and replaces in claims.mentioned["claim"] and not _stands(replaces, above):
        why = "stands below or is this row itself; the ledger is only added to at its end"
        problems.add(UnknownClaim(at=row.at("replaces"), found=replaces, known=_names(above), why=why))
        return False
    return True


def _stands(name: str, rows: list[Row]) -> bool:
    """Whether one of the rows has this name."""
    return any(row["claim"] == name for row in rows)


def _names(rows: list[Row]) -> list[str]:
    """Names of the rows."""
    return [row["claim"] for row in rows]


def _fits(row: Row, places: Places, problems: Problems) -> bool:
    """Whether citizenships, places, dates and bounds of a claim or figure make sense."""
    known = [
        Known(
            error=UnknownCitizenship,
            names=frozenset(places.states),
            mentioned=places.mentioned,
            is_complete=places.is_readable,
        ).check(row, "citizenship", problems),
        Known(error=UnknownPlace, names=places.mentioned, is_complete=places.is_readable).check(
            row, "place", problems
        ),
        check_dates(row, problems),
        check_range(row, problems),
        _has_unit(row, problems),
    ]
    return all(known)


def check_range(row: Row | Entry, problems: Problems) -> bool:
    """Whether `low` is not above `high` and `value`, if given, lies between them."""
    value, low, high = row["value"], row["low"], row["high"]
    if low is not None and high is not None and low > high:
        why = f"is above the upper bound, {high:g}"
        problems.add(RangeReversed(at=row.at("low"), found=f"{low:g}", why=why, try_="exchange low and high"))
        return False
    if value is not None and ((low is not None and value < low) or (high is not None and value > high)):
        bounds = f"{'' if low is None else f'{low:g}'} to {'' if high is None else f'{high:g}'}"
        why = f"is outside its own bounds, {bounds}"
        hint = "a value within the bounds, or wider bounds"
        problems.add(ValueOutsideRange(at=row.at("value"), found=f"{value:g}", why=why, try_=hint))
        return False
    return True


def _has_unit(row: Row, problems: Problems) -> bool:
    """Whether a number comes with its unit."""
    if row["unit"] is not None or all(row[name] is None for name in ("value", "low", "high")):
        return True
    why = "the number has no unit, so it cannot be compared with anything"
    problems.add(MissingValue(at=row.at("unit"), why=why, try_="its unit, such as persons or percent"))
    return False


def _says(row: Row, problems: Problems) -> bool:
    """Whether a claim about a number states one, or says openly that it is vague."""
    if row["definition"] in WORDLESS or row["hedge"] == "vague":
        return True
    if any(row[name] is not None for name in ("value", "low", "high")):
        return True
    why = f"a claim about {row['definition']} states no value, low or high"
    hint = "the number as printed; or hedge vague; or definition no_data, rule or statement"
    problems.add(ClaimWithoutValue(at=row.at("value"), why=why, try_=hint))
    return False
