"""The tables of law: their columns and the words these take."""

from __future__ import annotations

from collections.abc import Mapping

from sapar.files.fields import Field, Kind
from sapar.files.tables import TableSpec
from sapar.model.declarations.law import RIGHTS, STANDING_CHANGES
from sapar.model.declarations.rows import FROM, GRADE, NOTE, SOURCE, STATUS, UNTIL

COUNTINGS = ("rolling", "calendar_year", "per_entry")
"""How days of stay are counted."""
EXEMPTIONS = ("union", "patent", "permit")
"""Whose days of stay a row may leave uncounted: workers of the union under contract, holders of papers."""
AUTHORISATIONS = ("free", "patent", "permit", "none")
"""What a foreigner needs in order to work; `none`: work is not open to them."""
EMPLOYERS = ("any", "households", "firms")
"""For whom an authorisation lets its holder work."""
OFFERS = ("leave_without_ban", "regularise", "patent_for_any_purpose")
"""What an amnesty offers."""
EXPULSIONS = ("court", "without_court")
"""Who decides on expulsion."""
REQUIREMENTS: Mapping[str, tuple[str, ...]] = {
    "visa": ("no", "yes"),
    "biometrics": ("no", "some_crossings", "all_crossings"),
    "notice": ("no", "yes"),
    "registration": ("no", "yes"),
}
"""What may be asked at entry, and the words that answer it."""
FAMILY_RIGHTS: Mapping[str, tuple[str, ...]] = {
    "stay": ("with_worker", "as_visitors", "barred"),
    "work": ("free", "own_papers", "closed"),
    "school": ("open", "test", "closed"),
}
"""Rights of a worker's family, and the words that answer them."""
PURPOSES = ("work", "visit", "family", "study", "asylum", "residence")
"""What somebody comes for."""
UNTOLD = ("study", "asylum", "residence")
"""Purposes whose stay no table of law bounds: what does is not known to the study."""
QUESTIONS = (
    "days", "counting", "window", "entry_days", "limit", "clock", "last_day", "member", "authorisation", "fee",
    "one_off", "currency", "test", "employers", "apply_days", "longest_months", "visa", "biometrics", "notice",
    "notice_days", "registration", "registration_days", "family_stay", "family_work", "school", "ban_days",
    "ban_low", "ban_high", "fine", "expulsion", "lost", "amnesty", "proposed",
)  # fmt: skip
"""What the law can be asked; `docs/reference/law.md` says how each is answered."""

_PLACE = Field(name="place", kind=Kind.NAME, describe="host country or outside place")
_CITIZENSHIP = Field(name="citizenship", kind=Kind.CODES, describe="a code, several, or *")
_UNION = Field(
    name="union", kind=Kind.NAME, required=False, describe="if given, holds only between members of it"
)
_TAIL = (STATUS, SOURCE, GRADE, NOTE)
_CURRENCY = Field(name="currency", kind=Kind.CODE, required=False)


def _days(name: str, low: int, high: int, *, required: bool = False, describe: str = "") -> Field:
    """A column of whole days."""
    return Field(
        name=name, kind=Kind.INTEGER, low=low, high=high, unit="days", required=required, describe=describe
    )


STAY = TableSpec(
    file="law/stay.csv",
    describe="How long a visitor may stay.",
    columns=(
        _PLACE,
        _CITIZENSHIP,
        _UNION,
        FROM,
        UNTIL,
        _days("days", 0, 3660, required=True),
        Field(name="counting", kind=Kind.CHOICE, choices=COUNTINGS),
        _days("window", 1, 3660),
        _days("entry_days", 1, 3660, describe="days that one entry gives, where fewer"),
        Field(
            name="exempt",
            kind=Kind.NAMES,
            required=False,
            describe="whose days are not counted: " + " ".join(EXEMPTIONS),
        ),
        *_TAIL,
    ),
)
"""`law/stay.csv`."""

WORK = TableSpec(
    file="law/work.csv",
    describe="What working takes and costs.",
    columns=(
        _PLACE,
        _CITIZENSHIP,
        FROM,
        UNTIL,
        Field(name="authorisation", kind=Kind.CHOICE, choices=AUTHORISATIONS),
        Field(name="fee", kind=Kind.NUMBER, low=0, unit="currency per month", required=False),
        Field(name="one_off", kind=Kind.NUMBER, low=0, unit="currency", required=False),
        _CURRENCY,
        Field(name="test", kind=Kind.YES_NO, required=False),
        Field(name="employers", kind=Kind.CHOICE, choices=EMPLOYERS, required=False),
        _days("apply_days", 0, 366, describe="days after entry within which to apply"),
        Field(name="longest_months", kind=Kind.INTEGER, low=1, high=600, unit="months", required=False),
        *_TAIL,
    ),
)
"""`law/work.csv`."""

SUSPENSIONS = TableSpec(
    file="law/suspensions.csv",
    describe="Days on which the clock of stays is stopped.",
    optional=True,
    columns=(_PLACE, _CITIZENSHIP, FROM, UNTIL, *_TAIL),
)
"""`law/suspensions.csv`."""

AMNESTIES = TableSpec(
    file="law/amnesties.csv",
    describe="Days on which the consequences of a stay without status are lifted or can be undone.",
    optional=True,
    columns=(
        _PLACE,
        _CITIZENSHIP,
        _UNION,
        FROM,
        UNTIL,
        Field(name="offer", kind=Kind.CHOICE, choices=OFFERS),
        *_TAIL,
    ),
)
"""`law/amnesties.csv`."""

SANCTIONS = TableSpec(
    file="law/sanctions.csv",
    describe="Entry ban that may follow a stay without status, and the fine.",
    optional=True,
    columns=(
        _PLACE,
        _CITIZENSHIP,
        _UNION,
        FROM,
        UNTIL,
        _days("ban_days", 0, 36_600, required=True),
        _days("ban_low", 0, 36_600, describe="the shortest ban"),
        _days("ban_high", 0, 36_600, describe="the longest ban"),
        Field(
            name="fine", kind=Kind.NUMBER, low=0, unit="currency", required=False, describe="the largest fine"
        ),
        _CURRENCY,
        *_TAIL,
    ),
)
"""`law/sanctions.csv`."""

REGISTRY = TableSpec(
    file="law/registry.csv",
    describe="Rights that people without status lose, and who decides on expulsion.",
    optional=True,
    columns=(
        _PLACE,
        _CITIZENSHIP,
        _UNION,
        FROM,
        UNTIL,
        Field(
            name="lost",
            kind=Kind.NAMES,
            required=False,
            describe="rights lost: " + " ".join(RIGHTS),
        ),
        Field(name="expulsion", kind=Kind.CHOICE, choices=EXPULSIONS, required=False),
        *_TAIL,
    ),
)
"""`law/registry.csv`."""

ENTRY = TableSpec(
    file="law/entry.csv",
    describe="What is asked of people who cross the border or have just arrived.",
    optional=True,
    columns=(
        _PLACE,
        _CITIZENSHIP,
        _UNION,
        FROM,
        UNTIL,
        Field(name="requirement", kind=Kind.CHOICE, choices=tuple(REQUIREMENTS)),
        Field(
            name="answer",
            kind=Kind.CHOICE,
            choices=tuple(dict.fromkeys(word for words in REQUIREMENTS.values() for word in words)),
        ),
        _days("days", 0, 366, describe="before the journey, or after arrival"),
        *_TAIL,
    ),
)
"""`law/entry.csv`."""

FAMILY = TableSpec(
    file="law/family.csv",
    describe="Rights of the family of somebody who works in the host country.",
    optional=True,
    columns=(
        _PLACE,
        _CITIZENSHIP,
        _UNION,
        FROM,
        UNTIL,
        Field(name="right", kind=Kind.CHOICE, choices=tuple(FAMILY_RIGHTS)),
        Field(
            name="answer",
            kind=Kind.CHOICE,
            choices=tuple(dict.fromkeys(word for words in FAMILY_RIGHTS.values() for word in words)),
        ),
        *_TAIL,
    ),
)
"""`law/family.csv`."""

RATES = TableSpec(
    file="law/rates.csv",
    describe="How often the authorities bring people to another standing: exogenous rates by place and citizenship.",
    optional=True,
    columns=(
        _PLACE,
        _CITIZENSHIP,
        _UNION,
        FROM,
        UNTIL,
        Field(name="change", kind=Kind.CHOICE, choices=STANDING_CHANGES),
        Field(
            name="per_year",
            kind=Kind.NUMBER,
            low=0,
            high=12,
            unit="per person at risk and year",
        ),
        *_TAIL,
    ),
)
"""`law/rates.csv`."""

UNIONS = TableSpec(
    file="law/unions.csv",
    describe="Unions of states whose citizens work in other members without authorisation.",
    optional=True,
    columns=(
        Field(name="union", kind=Kind.NAME),
        Field(name="member", kind=Kind.CODE, describe="a country"),
        FROM,
        UNTIL,
        *_TAIL,
    ),
)
"""`law/unions.csv`."""

EXAMPLES = TableSpec(
    file="law/examples.csv",
    describe="Questions about the law with the answers a lawyer expects; `sapar check` asks them.",
    optional=True,
    columns=(
        Field(name="citizenship", kind=Kind.CODE, describe="a country"),
        _PLACE,
        Field(name="date", kind=Kind.DATE_FROM, describe="the day asked about"),
        Field(name="purpose", kind=Kind.CHOICE, choices=PURPOSES),
        Field(name="question", kind=Kind.CHOICE, choices=QUESTIONS),
        Field(name="answer", describe="as the question gives it; unknown where no row says so"),
        SOURCE,
        GRADE,
        NOTE,
    ),
)
"""`law/examples.csv`."""
