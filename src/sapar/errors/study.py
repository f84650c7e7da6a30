"""Problems of a study, each at a position in a file."""

# ruff: noqa: N818 - the names say what is wrong; "Error" at the end of each would say nothing more

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from sapar.errors.base import SaparError
from sapar.files.names import suggestion
from sapar.position import Position


class StudyFault(SaparError):
    """One problem of a study."""


class FileFault(StudyFault):
    """A file that cannot be read at all."""


class MissingFile(FileFault):
    """A file that every study must have is not there. `docs/reference/study-folder.md` names all files."""


class NotAFile(FileFault):
    """Something has the name of a study's file but is a folder, a device or a pipe."""


class OutsideFolder(FileFault):
    """A link inside the study leads outside it. A study is complete in its folder, so that it can be
    mailed and checked; and a study received from somebody else must not reach other files of this
    machine."""


class UnreadableFile(FileFault):
    """The operating system refused to open or read the file."""


class EmptyFile(FileFault):
    """The file has no content. A table needs at least its header; a table that does not apply may be left
    out where the reference says so."""


class TwoTables(FileFault):
    """The same table is there as CSV and as XLSX. Which one holds cannot be guessed."""


class LimitExceeded(FileFault):
    """The file is larger, longer, wider or deeper than a reader accepts. The ceilings protect against
    files that unpack to far more than they seem; they stand together in `sapar/files/limits.py`."""


class WrongEncoding(FileFault):
    """The bytes are not UTF-8. Spreadsheet programs offer it as "CSV UTF-8"."""


class HiddenCharacter(FileFault):
    """The text holds a character nobody can see: NUL, a control character, or one that reverses the
    direction of writing. Such characters make a file read differently from how it looks."""


class NotASpreadsheet(FileFault):
    """The file ends in .xlsx but is not a readable XLSX workbook."""


class NotYaml(FileFault):
    """The text breaks the grammar of YAML 1.2 at the place shown."""


class YamlFeature(FileFault):
    """YAML's anchors, aliases, tags, directives, composite keys and several documents in one file are not
    used in studies: a few lines of them can stand for billions of values. Write the value out."""


class TableFault(StudyFault):
    """A table that does not have the declared columns or keys."""


class MissingColumn(TableFault):
    """A required column is not in the header. `sapar schema` prints the columns of every table."""


class DuplicateColumn(TableFault):
    """Two columns have the same name, or a column has none."""


class RaggedRow(TableFault):
    """A row has more or fewer cells than the header, so that its values cannot be told apart safely.
    Often a comma inside a text that is not in quotes."""


class DuplicateRow(TableFault):
    """Two rows have the same key. Which of them holds cannot be guessed."""


class PersonalRecord(TableFault):
    """A column looks like a record about persons: names, papers, telephones, addresses, dates of birth.
    Sapar works with counts of groups and reads no record about a person, in any file. Count the people by
    group first, remove the columns, and keep the list itself out of the study folder."""


class ShapeFault(StudyFault):
    """A YAML file that is not built as declared."""


class MissingKey(ShapeFault):
    """A required key is not there."""


class DuplicateKey(ShapeFault):
    """A key stands twice in one mapping. Which of them holds cannot be guessed."""


class WrongShape(ShapeFault):
    """A list, a mapping or a single value stands where another of the three is expected."""


class ValueFault(StudyFault):
    """A value that its column cannot take."""


class MissingValue(ValueFault):
    """A required cell is blank. Blank means unknown, never zero; write 0 where zero is meant."""


class NotANumber(ValueFault):
    """The text is not a number as the file's form writes it: digits, one decimal point (a comma where `;`
    separates the cells), no spaces, no units, no separators of thousands."""


class NotAnInteger(ValueFault):
    """A whole number is expected: people, days and vehicles are counted."""


class OutOfRange(ValueFault):
    """The number is outside what the column can mean, such as a negative count or a share above one."""


class NotADate(ValueFault):
    """Dates are written 2020, 2020-03 or 2020-03-18 and must exist in the calendar between 1900 and 2100."""


class NotAName(ValueFault):
    """Names consist of Latin letters, digits, `-` and `_`, so that they can be typed, compared and used
    in file names. Letters of other alphabets that look alike are refused; titles in any language go in
    the columns for text."""


class NotACode(ValueFault):
    """Countries and currencies are three capital letters (ISO 3166 alpha-3, ISO 4217)."""


class UnknownName(StudyFault):
    """A name that nothing in the study answers to."""

    what: ClassVar[str] = "a known name"

    def __init__(self, *, at: Position, found: str, known: Iterable[str], why: str = "") -> None:
        self.known = tuple(known)
        """The names that would have been understood."""
        reason = why or f"is not {self.what}"
        super().__init__(at=at, found=found, why=reason, try_=suggestion(found, self.known))


class UnknownColumn(UnknownName):
    """The header names a column this table does not have. A value in it would be ignored silently, so it
    is refused."""

    what = "a column of this table"


class UnknownKey(UnknownName):
    """A key this file does not have. Its value would be ignored silently, so it is refused."""

    what = "a key that belongs here"


class UnknownChoice(UnknownName):
    """The column takes one of a few words only."""

    what = "one of the words this column takes"


class UnknownKind(UnknownName):
    """Events have one of a few kinds; each has its own keys and its own effect."""

    what = "a kind of event"


class UnknownUnit(UnknownName):
    """Units come from a closed list, so that numbers cannot be mistaken for each other."""

    what = "a known unit"


class UnknownPlace(UnknownName):
    """The place is not in `places.csv`, or is not of the kind needed here."""

    what = "a place of this study"


class UnknownCitizenship(UnknownName):
    """The citizenship is not a country of `places.csv`."""

    what = "a citizenship of this study"


class UnknownCurrency(UnknownName):
    """The currency has no rows in `economy/exchange_rates.csv`."""

    what = "a currency with exchange rates"


class UnknownSource(UnknownName):
    """The source is not in `evidence/sources.csv`. Every number says where it comes from."""

    what = "a source of this study"


class UnknownLink(UnknownName):
    """The link is not in `links.csv`."""

    what = "a link of this study"


class UnknownClaim(UnknownName):
    """A figure rests on a claim that is not in `evidence/claims.csv`."""

    what = "a claim of this study"


class UnknownFigure(UnknownName):
    """A hold-out names a figure that is not in `evidence/figures.csv`."""

    what = "a figure of this study"


class UnknownEvent(UnknownName):
    """A scenario changes or removes an event that `events.yaml` does not have."""

    what = "an event of this study"


class UnknownParameter(UnknownName):
    """No mechanism reads a parameter of this name; a misspelt one would leave the real one at its
    default."""

    what = "a parameter of the model"


class UnknownUnion(UnknownName):
    """A row of law is limited to a union of states that `law/unions.csv` does not have."""

    what = "a union of law/unions.csv"


class UnknownInstitution(UnknownName):
    """A row of `institutions.csv` is the partner of an institution that the table does not have, or names one
    although it is no partner."""

    what = "an institution of this study"


class UnknownTable(UnknownName):
    """A scenario changes a series, table or column that scenarios cannot change."""

    what = "a table or series that scenarios can change"


class Contradiction(StudyFault):
    """Rows that cannot all be true."""


class CyclicParent(Contradiction):
    """A place lies, through its parents, inside itself."""


class WrongParent(Contradiction):
    """Regions, crossings and hubs lie in a country, camps at a crossing; countries and outside places
    have no parent."""


class WrongPlaceKind(Contradiction):
    """The place exists but is of a kind that cannot stand here."""


class LinkToItself(Contradiction):
    """A link, or a minor flow, leads from a place to the same place."""


class LinkWithoutCrossing(Contradiction):
    """By road, rail or on foot, a way between two countries passes through a place of kind crossing: that
    is where closures and queues act. Only air links join two countries directly."""


class UnreachablePlace(Contradiction):
    """No chain of links joins the place to any host, so nobody from there could ever travel."""


class DatesReversed(Contradiction):
    """The first day is after the last day."""


class OutsidePeriod(Contradiction):
    """The date lies outside the study's period, so that what it dates would never happen."""


class OverlappingRows(Contradiction):
    """Two rows of one table of law hold for the same place, citizenship and day. An explicit code wins
    over `*`; between two rows of the same rank nothing decides. Two rows of one institution, of one camp and
    need, or of one minor flow, on the same day are refused, too."""


class MissingLaw(Contradiction):
    """No row of a table of law holds for a place, a citizenship and a day of the period. How long people may
    stay and what working takes must be said for every host on every day; other tables may be silent, but not
    between two of their rows. What is not known at all is left out from the first day or to the last."""


class ExampleDiffers(Contradiction):
    """An example of `law/examples.csv` expects another answer than the tables of law give. Either the example
    or a row of law is wrong; the message names the row that decides."""


class SharesDoNotSum(Contradiction):
    """The shares of a host country's regions must add up to one."""


class MissingExchangeRate(Contradiction):
    """Money in this currency cannot be compared with other money: it has no exchange rate."""


class RangeReversed(Contradiction):
    """The lower bound is above the upper bound."""


class ValueOutsideRange(Contradiction):
    """The value is not between its own bounds."""


class ClaimWithoutValue(Contradiction):
    """A claim about a number states none, and is not a rule, a statement or "no data"."""


class EmptyChange(Contradiction):
    """A change of a scenario does nothing, or says two things at once."""


class NoRows(Contradiction):
    """The table has its header but not the rows a study cannot do without."""
