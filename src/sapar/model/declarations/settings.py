"""`study.yaml`: what the study asks, over which period, and how it is executed."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from sapar.errors import MissingKey, OutOfRange, OutsidePeriod
from sapar.evidence.holdouts import Holdout, read_holdouts
from sapar.files.fields import Kind
from sapar.files.folder import StudyFolder
from sapar.files.references import check_dates
from sapar.files.shapes import Entry, Shape, by_name, inside, many, one, raw, read_mapping, words
from sapar.files.yaml import read_yaml
from sapar.frame.calendar import Calendar
from sapar.position import Position
from sapar.problems import Problems

SETTINGS_FILE = "study.yaml"
RULES = ("labour", "displacement")
"""Which rules people live by: labour migration, or moves between places from day to day."""
LONGEST_PERIOD = 50 * 366
"""Days a study may span."""

_PERIOD = Shape(keys=(one("from", Kind.DATE_FROM), one("until", Kind.DATE_UNTIL)))
_EPISODE = Shape(keys=(words("title"), one("from", Kind.DATE_FROM), one("until", Kind.DATE_UNTIL)))

SETTINGS = Shape(
    describe="What the study asks, over which period, and how it is executed.",
    keys=(
        one("name", Kind.NAME, describe="identifier, the folder's name"),
        words("title"),
        words("question"),
        one("rules", Kind.CHOICE, choices=RULES, required=False, describe="default: labour"),
        inside("period", _PERIOD),
        one("people_per_agent", Kind.INTEGER, low=1, high=1_000_000, describe="1 is full scale"),
        one("replicates", Kind.INTEGER, low=1, high=10_000),
        one("seed", Kind.INTEGER, low=0, high=2**63 - 1),
        one("disclosure_threshold", Kind.INTEGER, low=0, high=1_000_000, unit="persons"),
        one("reference_year", Kind.INTEGER, required=False, low=1900, high=2100, describe="labour needs it"),
        by_name("reference_year_by_citizenship", Kind.INTEGER, required=False, low=1900, high=2100),
        many("map_centre", Kind.NUMBER, count=2, required=False, low=-180, high=180, describe="lon, lat"),
        inside("episode", _EPISODE, required=False),
        many(
            "not_calibrated",
            Kind.PARAMETER,
            required=False,
            describe="parameters that calibration keeps as assumed; the part before `:` stands for all places",
        ),
        raw("holdouts", required=False, describe="claims and figures set aside before fitting"),
    ),
)
"""`study.yaml`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """The days the report shows day by day."""

    title: Mapping[str, str]
    """By language."""
    from_: datetime.date
    """First day."""
    until: datetime.date
    """Last day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of a study."""

    name: str
    """Identifier."""
    title: Mapping[str, str]
    """By language."""
    question: Mapping[str, str]
    """By language."""
    from_: datetime.date
    """First day of the period."""
    until: datetime.date
    """Last day of the period."""
    people_per_agent: int
    """How many people one agent stands for; 1 is full scale."""
    replicates: int
    """Executions over the ranges of the assumptions."""
    seed: int
    """Of all random words."""
    disclosure_threshold: int
    """Published counts below this are hidden."""
    reference_year: int
    """Year whose stocks the attraction constants reproduce; displacement uses none, it is the first year."""
    reference_year_by_citizenship: Mapping[str, int] = field(default_factory=dict)
    """The same for single citizenships."""
    rules: str = "labour"
    """One of `RULES`."""
    map_centre: tuple[float, float] | None = None
    """Longitude and latitude, degrees."""
    episode: Episode | None = None
    """The days the report shows day by day."""
    not_calibrated: tuple[str, ...] = ()
    """Parameters that calibration keeps as assumed; the part before `:` stands for all places."""
    holdouts: tuple[Holdout, ...] = ()
    """Claims and figures set aside before anything is fitted."""
    at: Position | None = field(default=None, compare=False, repr=False)
    """Where it is declared."""

    @property
    def calendar(self) -> Calendar:
        """The period, day by day."""
        return Calendar.between(self.from_, self.until)

    def reference_year_of(self, citizenship: str) -> int:
        """Year whose stocks the attraction constants of a citizenship reproduce."""
        return self.reference_year_by_citizenship.get(citizenship, self.reference_year)


def read_settings(folder: StudyFolder, problems: Problems) -> Settings | None:
    """Read `study.yaml`, or report why it cannot be used."""
    before = len(problems)
    node = read_yaml(folder, SETTINGS_FILE, problems)
    entry = None if node is None else read_mapping(node, SETTINGS, problems)
    if entry is None:
        return None
    period, episode = entry["period"], entry["episode"]
    is_fine = check_dates(period, problems) and _is_short_enough(period, problems)
    if episode is not None and check_dates(episode, problems) and is_fine:
        _require_within(episode, period, problems)
    centre = entry["map_centre"]
    if centre and abs(centre[1]) > 90:
        why = "the latitude of map_centre is beyond the poles"
        problems.add(OutOfRange(at=entry.at("map_centre"), why=why, try_="[longitude, latitude]"))
    rules = entry["rules"] or RULES[0]
    if rules == "labour" and entry["reference_year"] is None:
        why = "reference_year is missing: attraction constants reproduce the stocks of one year"
        problems.add(MissingKey(at=entry.node.at, why=why, try_="add  reference_year: such as 2019"))
    holdouts = read_holdouts(entry["holdouts"], problems)
    if len(problems) > before:
        return None
    values = dict(entry.values) | {
        "from_": period["from"],
        "until": period["until"],
        "rules": rules,
        "reference_year": entry["reference_year"] or period["from"].year,
        "map_centre": centre or None,
        "episode": None if episode is None else _episode(episode),
        "holdouts": holdouts,
        "at": node.at if node is not None else None,
    }
    del values["period"]
    return Settings(**values)


def _episode(entry: Entry) -> Episode:
    """The typed episode."""
    return Episode(title=entry["title"], from_=entry["from"], until=entry["until"])


def _is_short_enough(period: Entry, problems: Problems) -> bool:
    """Whether the period can be simulated day by day at all."""
    days = (period["until"] - period["from"]).days + 1
    if days <= LONGEST_PERIOD:
        return True
    why = f"the period has {days:,} days, more than the ceiling of {LONGEST_PERIOD:,}"
    problems.add(OutOfRange(at=period.at("until"), why=why, try_="a shorter period"))
    return False


def _require_within(episode: Entry, period: Entry, problems: Problems) -> None:
    """Report an episode that is not wholly within the period."""
    for key, is_outside in (
        ("from", episode["from"] < period["from"]),
        ("until", episode["until"] > period["until"]),
    ):
        if is_outside:
            found = episode[key].isoformat()
            why = "is outside the period, so its days are not simulated"
            hint = f"a day from {period['from'].isoformat()} to {period['until'].isoformat()}"
            problems.add(OutsidePeriod(at=episode.at(key), found=found, why=why, try_=hint))


def rules_of(folder: StudyFolder) -> str:
    """The rules of a study, labour where `study.yaml` does not say; its problems are left to `read_settings`."""
    node = read_yaml(folder, SETTINGS_FILE, Problems())
    said = None if node is None else node.entries.get("rules")
    return said.text if said is not None and said.text in RULES else RULES[0]
