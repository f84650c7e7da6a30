"""What the page about a calibration is made of, and the same in one language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sapar.calibration.result import Calibration, CalibrationRecord, Residual, Spread
from sapar.frame.places import Place
from sapar.model.declarations.assumptions import Assumption
from sapar.report.language import Language
from sapar.report.view import place_name


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationPage:
    """Everything the page shows; nothing in it is looked up elsewhere."""

    calibration: Calibration
    assumptions: Sequence[Assumption]
    """The study's rows, for ranges, units and reasons."""
    places: Sequence[Place]
    """What codes are called."""
    texts: Mapping[str, Mapping[str, str]]
    """By figure: what it says, by language."""
    study: str
    """Its identifier, as on the command line."""
    title: Mapping[str, str]
    """Of the study, by language."""
    version: str
    """Of Sapar."""
    threshold: float
    """Counts below it are hidden."""


@dataclass(frozen=True, kw_only=True)
class CalibrationView:
    """The page for readers of one language."""

    page: CalibrationPage
    language: Language

    @property
    def record(self) -> CalibrationRecord:
        """Everything about the calibration but its members."""
        return self.page.calibration.record

    @cached_property
    def assumption(self) -> dict[str, Assumption]:
        """By parameter."""
        return {row.parameter: row for row in self.page.assumptions}

    @cached_property
    def place(self) -> dict[str, Place]:
        """By code."""
        return {place.place: place for place in self.page.places}

    @property
    def figures(self) -> list[Residual]:
        """Figures that the tables answer."""
        return [each for each in self.record.residuals if not each.id.startswith("stock:")]

    @property
    def stocks(self) -> list[Residual]:
        """Stocks that members were held to."""
        return [each for each in self.record.residuals if each.id.startswith("stock:")]

    def name(self, code: str) -> str:
        """The place's name."""
        if code == "*":
            return self.language.text("est.everybody")
        return place_name(self.place.get(code), code, self.language)

    def label(self, residual: Residual) -> str:
        """What is compared, in one line."""
        if not residual.id.startswith("stock:"):
            return residual.id + ("" if residual.unused is None else " *")
        codes = residual.citizenship
        who = ", ".join(self.name(code) for code in codes) if len(codes) < 4 else self.name("*")
        return f"{who} \u2192 {self.name(residual.place[0])}, {residual.year}"

    def number(self, value: float, unit: str) -> str:
        """A number of a target; small counts of people are hidden."""
        if unit == "persons":
            return self.language.count(value, self.page.threshold)
        return self.language.number(value, 3)

    def span(self, found: Spread, unit: str) -> str:
        """Median and 90 % range."""
        low, high = self.number(found.low90, unit), self.number(found.high90, unit)
        return f"{self.number(found.median, unit)} ({low} \u2013 {high})"
