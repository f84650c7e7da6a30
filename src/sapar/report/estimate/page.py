"""What the page about the estimates is made of, and the same in one language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import xarray

from sapar.estimates.stocks.gaps import CorridorFigures
from sapar.estimates.stocks.result import Range, StockEstimate, StockRecord
from sapar.evidence.claims import Claim
from sapar.evidence.sources import Source
from sapar.frame.places import Place
from sapar.model.declarations.assumptions import Assumption
from sapar.report.claim_marks import said
from sapar.report.language import DASH, Language
from sapar.report.view import place_name


@dataclass(frozen=True, slots=True, kw_only=True)
class EstimatePage:
    """Everything the page shows; nothing in it is looked up elsewhere."""

    estimate: StockEstimate
    """Draws and record."""
    prior: xarray.DataArray
    """[draw, citizenship, host, quarter] stocks before any claim is seen."""
    figures: Sequence[CorridorFigures]
    """Corridors with several figures of their own, the most telling first."""
    claims: Sequence[Claim]
    """The ledger, claims not used included."""
    sources: Sequence[Source]
    """Who made them."""
    assumptions: Sequence[Assumption]
    """The study's rows that the estimate uses."""
    defaults: Sequence[Assumption]
    """The estimate's own entries that the study does not override."""
    places: Sequence[Place]
    """What codes are called."""
    study: str
    """Its identifier, as on the command line."""
    title: Mapping[str, str]
    """Of the study, by language."""
    version: str
    """Of Sapar."""
    threshold: float
    """Counts below it are hidden."""
    populations: Mapping[str, int] = field(default_factory=dict)
    """Residents by host."""


@dataclass(frozen=True, kw_only=True)
class EstimateView:
    """The page for readers of one language."""

    page: EstimatePage
    language: Language

    @property
    def record(self) -> StockRecord:
        """Everything about the estimate but its draws."""
        return self.page.estimate.record

    @property
    def threshold(self) -> float:
        """Counts below it are hidden."""
        return self.page.threshold

    @cached_property
    def claim(self) -> dict[str, Claim]:
        """By name."""
        return {claim.claim: claim for claim in self.page.claims}

    @cached_property
    def source(self) -> dict[str, Source]:
        """By name."""
        return {source.source: source for source in self.page.sources}

    @cached_property
    def place(self) -> dict[str, Place]:
        """By code."""
        return {place.place: place for place in self.page.places}

    @property
    def citizenships(self) -> list[str]:
        """Codes in the order of the draws."""
        return [str(code) for code in self.page.estimate.dataset["citizenship"].values]

    def name(self, code: str) -> str:
        """The place's name."""
        if code == "*":
            return self.language.text("est.everybody")
        return place_name(self.place.get(code), code, self.language)

    def corridor(self, citizenship: str, host: str) -> str:
        """Whose people where, in as few words as a table allows."""
        return f"{self.name(citizenship)} \u2192 {self.name(host)}"

    def corridor_named(self, code: str) -> str:
        """The same from `CITIZENSHIP-HOST`."""
        return self.corridor(*code.split("-", 1))

    def people(self, value: float) -> str:
        """A count in two digits, hidden where it is small."""
        return self.language.count(value, self.threshold)

    def span(self, found: Range) -> str:
        """An 80 % range of people in words; a small end hides the number, not the range."""
        key = "range80.small" if found.low80 < self.threshold else "range80"
        return self.language.text(key, low=self.people(found.low80), high=self.people(found.high80))

    def source_name(self, source: str) -> str:
        """Who says it."""
        found = self.source.get(source)
        return source if found is None else found.name

    def kind(self, kind: str) -> str:
        """A kind of source."""
        return self.language.text(f"kind.{kind}")

    def printed(self, claim: str) -> str:
        """The number with its source's own words; hidden where it is a small count."""
        found = self.claim.get(claim)
        if found is None:
            return DASH
        if self._is_small(found):
            return self.language.small(self.threshold)
        return found.as_printed or said(found, self.language)

    def number(self, claim: str) -> str:
        """The number as its source hedges it, in the words of this language."""
        found = self.claim.get(claim)
        if found is None:
            return DASH
        if self._is_small(found):
            return self.language.small(self.threshold)
        if found.value is None and found.low is None and found.high is None:
            return f"\u201c{found.as_printed}\u201d"
        words = said(found, self.language)
        return f"{words}\u202f%" if found.unit == "percent" else words

    def period(self, claim: str) -> str:
        """When it is about."""
        found = self.claim.get(claim)
        return DASH if found is None else self.language.period(found.from_, found.until)

    def _is_small(self, claim: Claim) -> bool:
        """Whether it is a count of people below the threshold."""
        counts = [each for each in (claim.value, claim.low, claim.high) if each is not None]
        is_count = claim.unit not in ("percent", "share", "times", "ratio", "1")
        return is_count and any(0 < each < self.threshold for each in counts)
