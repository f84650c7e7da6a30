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
│   │   ├── UnknownClaim  UnknownFigure  UnknownEvent  UnknownParameter  UnknownTable  UnknownUnion
│   │   └── UnknownInstitution
│   └── Contradiction
│       ├── CyclicParent  WrongParent  WrongPlaceKind  LinkToItself  LinkWithoutCrossing  UnreachablePlace
│       ├── DatesReversed  OutsidePeriod  OverlappingRows  SharesDoNotSum  MissingExchangeRate
│       ├── RangeReversed  ValueOutsideRange  ClaimWithoutValue  EmptyChange  NoRows
│       └── MissingLaw  ExampleDiffers
├── FlowFault                   tables from which no flows can be estimated, with row and column
│   ├── NegativeStock  UnmatchedPlace  MissingNatives  DeathsAboveStock  BirthsAboveStock
│   ├── TotalsDisagree  NoSuchTable  ShapeMismatch  MixedUnits  AggregatePlace  MissingExtra
├── LawFault                    a question about the law that the study cannot answer
│   └── NoSuchCitizenship  NoSuchHost  NoSuchPurpose  DayOutsidePeriod
├── PlanFault                   a plan that cannot or will not be made
│   └── HarmfulObjective  NoSuchObjective  NoSuchExample
├── WriteFailed                 the disk refused a file
├── DamagedFile                 a file of a run that is not as it was written
└── RunFault                    a run that cannot start or must stop
    ├── MissingInput  UnknownScenario  UnknownNumber  UnstableNetwork  TooFewAgents
    ├── FolderInUse  NotEnoughMemory  NothingToEstimate  NothingToCalibrate  Imbalance  Cancelled
    └── ClusterUnavailable  NoAccelerator  WorkerDiffers  WorkersLost
"""

from __future__ import annotations

from sapar.errors.base import (
    BrokenStudy,
    DamagedFile,
    SaparError,
    WriteFailed,
)
from sapar.errors.flows import (
    AggregatePlace,
    BirthsAboveStock,
    DeathsAboveStock,
    FlowFault,
    MissingExtra,
    MissingNatives,
    MixedUnits,
    NegativeStock,
    NoSuchTable,
    ShapeMismatch,
    TotalsDisagree,
    UnmatchedPlace,
)
from sapar.errors.law import DayOutsidePeriod, LawFault, NoSuchCitizenship, NoSuchHost, NoSuchPurpose
from sapar.errors.plans import HarmfulObjective, NoSuchExample, NoSuchObjective, PlanFault
from sapar.errors.runs import (
    Cancelled,
    ClusterUnavailable,
    FolderInUse,
    Imbalance,
    MissingInput,
    NoAccelerator,
    NotEnoughMemory,
    NothingToCalibrate,
    NothingToEstimate,
    RunFault,
    TooFewAgents,
    UnknownNumber,
    UnknownScenario,
    UnstableNetwork,
    WorkerDiffers,
    WorkersLost,
)
from sapar.errors.study import (
    ClaimWithoutValue,
    Contradiction,
    CyclicParent,
    DatesReversed,
    DuplicateColumn,
    DuplicateKey,
    DuplicateRow,
    EmptyChange,
    EmptyFile,
    ExampleDiffers,
    FileFault,
    HiddenCharacter,
    LimitExceeded,
    LinkToItself,
    LinkWithoutCrossing,
    MissingColumn,
    MissingExchangeRate,
    MissingFile,
    MissingKey,
    MissingLaw,
    MissingValue,
    NoRows,
    NotACode,
    NotADate,
    NotAFile,
    NotAName,
    NotAnInteger,
    NotANumber,
    NotASpreadsheet,
    NotYaml,
    OutOfRange,
    OutsideFolder,
    OutsidePeriod,
    OverlappingRows,
    PersonalRecord,
    RaggedRow,
    RangeReversed,
    ShapeFault,
    SharesDoNotSum,
    StudyFault,
    TableFault,
    TwoTables,
    UnknownChoice,
    UnknownCitizenship,
    UnknownClaim,
    UnknownColumn,
    UnknownCurrency,
    UnknownEvent,
    UnknownFigure,
    UnknownInstitution,
    UnknownKey,
    UnknownKind,
    UnknownLink,
    UnknownName,
    UnknownParameter,
    UnknownPlace,
    UnknownSource,
    UnknownTable,
    UnknownUnion,
    UnknownUnit,
    UnreachablePlace,
    UnreadableFile,
    ValueFault,
    ValueOutsideRange,
    WrongEncoding,
    WrongParent,
    WrongPlaceKind,
    WrongShape,
    YamlFeature,
)


def _explanations(root: type[SaparError]) -> dict[str, str]:
    """Code and docstring of a class and of all classes below it."""
    found = {root.code: " ".join((root.__doc__ or "").split())}
    for child in root.__subclasses__():
        found |= _explanations(child)
    return found


EXPLANATIONS: dict[str, str] = _explanations(SaparError)
"""The longer explanation of every code."""

__all__ = [
    "EXPLANATIONS",
    "AggregatePlace",
    "BirthsAboveStock",
    "BrokenStudy",
    "Cancelled",
    "ClaimWithoutValue",
    "ClusterUnavailable",
    "Contradiction",
    "CyclicParent",
    "DamagedFile",
    "DatesReversed",
    "DayOutsidePeriod",
    "DeathsAboveStock",
    "DuplicateColumn",
    "DuplicateKey",
    "DuplicateRow",
    "EmptyChange",
    "EmptyFile",
    "ExampleDiffers",
    "FileFault",
    "FlowFault",
    "FolderInUse",
    "HarmfulObjective",
    "HiddenCharacter",
    "Imbalance",
    "LawFault",
    "LimitExceeded",
    "LinkToItself",
    "LinkWithoutCrossing",
    "MissingColumn",
    "MissingExchangeRate",
    "MissingExtra",
    "MissingFile",
    "MissingInput",
    "MissingKey",
    "MissingLaw",
    "MissingNatives",
    "MissingValue",
    "MixedUnits",
    "NegativeStock",
    "NoAccelerator",
    "NoRows",
    "NoSuchCitizenship",
    "NoSuchExample",
    "NoSuchHost",
    "NoSuchObjective",
    "NoSuchPurpose",
    "NoSuchTable",
    "NotACode",
    "NotADate",
    "NotAFile",
    "NotAName",
    "NotANumber",
    "NotASpreadsheet",
    "NotAnInteger",
    "NotEnoughMemory",
    "NotYaml",
    "NothingToCalibrate",
    "NothingToEstimate",
    "OutOfRange",
    "OutsideFolder",
    "OutsidePeriod",
    "OverlappingRows",
    "PersonalRecord",
    "PlanFault",
    "RaggedRow",
    "RangeReversed",
    "RunFault",
    "SaparError",
    "ShapeFault",
    "ShapeMismatch",
    "SharesDoNotSum",
    "StudyFault",
    "TableFault",
    "TooFewAgents",
    "TotalsDisagree",
    "TwoTables",
    "UnknownChoice",
    "UnknownCitizenship",
    "UnknownClaim",
    "UnknownColumn",
    "UnknownCurrency",
    "UnknownEvent",
    "UnknownFigure",
    "UnknownInstitution",
    "UnknownKey",
    "UnknownKind",
    "UnknownLink",
    "UnknownName",
    "UnknownNumber",
    "UnknownParameter",
    "UnknownPlace",
    "UnknownScenario",
    "UnknownSource",
    "UnknownTable",
    "UnknownUnion",
    "UnknownUnit",
    "UnmatchedPlace",
    "UnreachablePlace",
    "UnreadableFile",
    "UnstableNetwork",
    "ValueFault",
    "ValueOutsideRange",
    "WorkerDiffers",
    "WorkersLost",
    "WriteFailed",
    "WrongEncoding",
    "WrongParent",
    "WrongPlaceKind",
    "WrongShape",
    "YamlFeature",
]
