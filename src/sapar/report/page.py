"""What a report page is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sapar.estimates.stocks.result import Headline
from sapar.evidence.claims import Claim
from sapar.evidence.sources import Source
from sapar.frame.places import Place
from sapar.model.declarations.assumptions import Assumption
from sapar.model.declarations.events import Event
from sapar.results.answers import KeyAnswer
from sapar.results.figures import FigureAnswer
from sapar.results.tables import Tables
from sapar.results.validation import Validation
from sapar.scenarios.effects import Effect
from sapar.sensitivity.result import Sensitivity


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """What one number rests on."""

    claims: tuple[str, ...] = ()
    """Names of the claims about it."""
    parameters: tuple[str, ...] = ()
    """Names of the assumptions it depends on most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunEstimate:
    """The estimate of stocks that a run starts from, in short."""

    headlines: Sequence[Headline]
    """Each corridor in its key years."""
    claims: int
    """In use."""
    has_converged: bool
    study: str
    """As on the command line."""
    link: Mapping[str, str] = field(default_factory=dict)
    """By language: the page about it, relative to the run's folder; empty where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunValidation:
    """How the model did on what it had not seen, as last found."""

    value: Validation | None = None
    """Nothing where that was never found."""
    is_current: bool = False
    """Whether it is about the study as it is now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSensitivity:
    """What moves the answers, as last found."""

    value: Sensitivity | None = None
    """Nothing where that was never found."""
    is_current: bool = False
    """Whether it is about the study as it is now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """Everything one report shows; nothing in it is looked up elsewhere."""

    tables: Tables
    """The results."""
    answers: Sequence[KeyAnswer]
    """The answers the page begins with, the most important one first."""
    effects: Sequence[Effect] = ()
    """What the scenario changes against the same people without it; empty without a scenario."""
    assistance: Sequence[KeyAnswer] = ()
    """Answers about help to migrants."""
    figures: Sequence[FigureAnswer] = ()
    """Published figures beside the model's answers."""
    claims: Sequence[Claim] = ()
    """The ledger."""
    sources: Sequence[Source] = ()
    """Who made the claims."""
    assumptions: Sequence[Assumption] = ()
    """The parameters."""
    places: Sequence[Place] = ()
    """Where the codes of the tables lie and what they are called."""
    institutions: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Names of institutions by code and language."""
    events: Sequence[Event] = ()
    """Closures, corridors and other dated events."""
    question: Mapping[str, str] = field(default_factory=dict)
    """The study's question, by language."""
    support: Mapping[str, Support] = field(default_factory=dict)
    """By name of a key answer: what it rests on."""
    estimate: RunEstimate | None = None
    """Where the run's first stocks come from; nothing where no kept estimate belongs to it."""
    validation: RunValidation | None = None
    """Hold-outs and baselines; nothing for a study that holds nothing out."""
    sensitivity: RunSensitivity | None = None
    """What moves the answers; nothing for a study that lives by other rules."""
