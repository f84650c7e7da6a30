"""Every error of Sapar. Each has a stable code; its docstring is what `sapar explain CODE` prints.

SaparError
├── BrokenStudy                 a study with one problem or many
├── StudyFault                  one problem of a study, at a position
│   ├── FileFault
│   │   ├── MissingFile  NotAFile  OutsideFolder  UnreadableFile  EmptyFile  TwoTables
│   │   ├── LimitExceeded  WrongEncoding  HiddenCharacter  NotASpreadsheet
│   │   └── NotYaml  YamlFeature
│   ├── TableFault
│   │   ├── MissingColumn  DuplicateColumn  RaggedRow  PersonalRecord
│   │   └── DuplicateRow
│   ├── ShapeFault
│   │   └── MissingKey  DuplicateKey  WrongShape
│   ├── ValueFault
│   │   ├── MissingValue  NotANumber  NotAnInteger  OutOfRange  NotADate  NotAName  NotACode
│   ├── UnknownName
│   │   ├── UnknownColumn  UnknownKey  UnknownChoice  UnknownKind  UnknownUnit
│   │   ├── UnknownPlace  UnknownCitizenship  UnknownCurrency  UnknownSource  UnknownLink
│   │   └── UnknownClaim  UnknownEvent  UnknownParameter  UnknownTable
│   └── Contradiction
│       ├── CyclicParent  WrongParent  WrongPlaceKind  LinkToItself  LinkWithoutCrossing  UnreachablePlace
│       ├── DatesReversed  OutsidePeriod  OverlappingRows  SharesDoNotSum  MissingExchangeRate
│       └── RangeReversed  ValueOutsideRange  ClaimWithoutValue  EmptyChange  NoRows
├── FlowFault                   tables from which no flows can be estimated, with row and column
│   ├── NegativeStock  UnmatchedPlace  MissingNatives  DeathsAboveStock  BirthsAboveStock
│   ├── TotalsDisagree  NoSuchTable  ShapeMismatch  MixedUnits  AggregatePlace  MissingExtra
├── WriteFailed                 the disk refused a file
├── DamagedFile                 a file of a run that is not as it was written
└── RunFault                    a run that cannot start or must stop
    ├── MissingInput  UnknownScenario  UnknownNumber  UnstableNetwork  TooFewAgents
    ├── FolderInUse  NotEnoughMemory  Imbalance  Cancelled
    └── ClusterUnavailable  WorkerDiffers  WorkersLost
"""

# ruff: noqa: N818 - the names say what is wrong; "Error" at the end of each would say nothing more

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, ClassVar

from sapar.files.limits import MOST_PROBLEMS_SHOWN
from sapar.files.names import suggestion
from sapar.position import Position, printable

_LONGEST_FOUND = 60


class SaparError(Exception):
    """Anything Sapar refuses or cannot do."""

    code: ClassVar[str] = "sapar-error"
    """The class's name in small letters with hyphens; stays as it is for good, since people look it up."""

    def __init_subclass__(cls) -> None:
        cls.code = re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()

    def __init__(self, *, why: str, try_: str, found: str = "", at: Position | None = None) -> None:
        self.position = at
        """Where it stands, if it stands in a file."""
        self.found = found
        """What was found there, as written."""
        self.why = why
        """What is wrong with it and why that matters; reads on from `found`."""
        self.try_ = try_
        """What to do about it."""
        super().__init__(why)

    def __reduce__(self) -> tuple[Any, ...]:
        """Errors travel between processes with everything they carry."""
        return _revived, (type(self), self.args, self.__dict__)

    @property
    def message(self) -> str:
        """What was found and why it matters, in one line."""
        if not self.found:
            return printable(self.why)
        shown = self.found if len(self.found) <= _LONGEST_FOUND else self.found[:_LONGEST_FOUND] + "…"
        return printable(f'"{shown}" {self.why}')

    def __str__(self) -> str:
        at = self.position
        head = self.message if at is None else f"{printable(at.label)}  {self.message}"
        pointing = [] if at is None else at.pointing()
        hint = f"   try: {printable(self.try_)}"
        return "\n".join([head, *pointing, f"{hint:<50} [{self.code}]"])


def _revived(kind: type[SaparError], args: tuple[Any, ...], state: dict[str, Any]) -> SaparError:
    """An error as it was before it travelled."""
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


class BrokenStudy(SaparError):
    """The study cannot be used as it stands. Every problem found is listed, in the order of the files,
    each with the place to change and what to try. Nothing was simulated and nothing was written."""

    def __init__(self, problems: Iterable[SaparError], *, unlisted: int = 0) -> None:
        self.problems = tuple(problems)
        """Every problem, in file order."""
        self.unlisted = unlisted
        """Further problems that were counted but not kept."""
        count = len(self.problems) + unlisted
        super().__init__(
            why=f"the study has {count} problem" + ("" if count == 1 else "s"),
            try_="mend the first one and check again: later ones may follow from it",
        )

    def __str__(self) -> str:
        shown = [str(problem) for problem in self.problems[:MOST_PROBLEMS_SHOWN]]
        rest = len(self.problems) + self.unlisted - len(shown)
        if rest > 0:
            shown.append(f"... and {rest} more")
        return "\n\n".join([*shown, self.why])


class WriteFailed(SaparError):
    """A file could not be written: no room, no permission, or a failing disk. The old file, or in rare
    cases already the new one, is there, whole; nothing half-written was left behind."""


class DamagedFile(SaparError):
    """A file that an earlier run kept is not, bit by bit, what was written: the disk lost part of it, or
    something changed it. It is left out, and what it held is computed again, with the same result."""


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


class RunFault(SaparError):
    """A run that cannot start, or that had to stop."""


class MissingInput(RunFault):
    """A mechanism asks for a parameter or a table that nothing provides. Every parameter without a dated
    source is a row of `assumptions.csv`, with a default, a range and a reason."""


class UnknownScenario(RunFault):
    """No file of `scenarios/` has this id."""


class UnknownNumber(RunFault):
    """`sapar explain` takes a number's name, such as `stock.UZB.KAZ.2019-07`, a figure such as `F09`, the
    name of a parameter, or the code of an error. `sapar run` lists the names of its answers."""


class UnstableNetwork(RunFault):
    """Network pull times the slope of the choice reaches 1: stocks would feed on themselves without end.
    A smaller `beta_network` or a larger `dissimilarity` keeps the system stable."""


class TooFewAgents(RunFault):
    """One agent stands for so many people that some citizenship has next to none. Counts would be noise."""


class Imbalance(RunFault):
    """An account did not balance inside the run: people appeared, vanished or stood in two places. The run
    was stopped because none of its results could be trusted. This is a fault of Sapar, not of the study."""


class FolderInUse(RunFault):
    """Another process answers the same question in the same folder, and two would only do the work twice.
    The message says which process, since when, and by which command. Once it ends, however it ends, the
    folder is free; what it finished is kept. Other questions, and answers that are there, need no waiting."""


class NotEnoughMemory(RunFault):
    """The run needs more memory than is free, so that the system would have to stop it in the middle, or
    it ran out of memory. Fewer processes (`--jobs 1`) share less, and more people to an agent
    (`--people-per-agent`) make every process smaller; `docs/reference/runs.md` has the formula."""


class Cancelled(RunFault):
    """The run was stopped by hand. Finished replicates are kept, and the same command goes on from them."""


class ClusterUnavailable(RunFault):
    """The cluster cannot be used: the package `ray` is missing, nothing answers at the address, or there are
    too few processors. `--cluster auto` finds the cluster of this machine or starts one; without `--cluster`
    a run uses the processors of this machine."""


class WorkerDiffers(RunFault):
    """A machine of the cluster has another Sapar, or other versions of the packages it calculates with, than
    the machine that asks. Its results might differ in their last bits, so it was given nothing to do."""


class WorkersLost(RunFault):
    """Workers died again and again. What one worker leaves undone is done again by another, to the same
    bytes, but not for ever. Most often the memory was full."""


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


class UnknownEvent(UnknownName):
    """A scenario changes or removes an event that `events.yaml` does not have."""

    what = "an event of this study"


class UnknownParameter(UnknownName):
    """No mechanism reads a parameter of this name; a misspelt one would leave the real one at its
    default."""

    what = "a parameter of the model"


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
    """A link leads from a place to the same place."""


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
    over `*`; between two rows of the same rank nothing decides."""


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


def _explanations(root: type[SaparError]) -> dict[str, str]:
    """Code and docstring of a class and of all classes below it."""
    found = {root.code: " ".join((root.__doc__ or "").split())}
    for child in root.__subclasses__():
        found |= _explanations(child)
    return found


EXPLANATIONS: dict[str, str] = _explanations(SaparError)
"""The longer explanation of every code."""
