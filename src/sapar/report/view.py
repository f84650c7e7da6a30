"""A page in one language: its words, its names and its thresholds, for whoever draws a part of it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import xarray

from sapar.frame.places import Place
from sapar.report.edition import Edition, edition_of
from sapar.report.language import Language
from sapar.report.page import ReportPage


@dataclass(frozen=True, kw_only=True)
class View:
    """One page for readers of one language."""

    page: ReportPage
    """What to show."""
    language: Language
    """In which words."""

    @cached_property
    def edition(self) -> Edition:
        """Which run it is."""
        return edition_of(self.page.tables.meta)

    @property
    def dataset(self) -> xarray.Dataset:
        """The results."""
        return self.page.tables.dataset

    @property
    def threshold(self) -> float:
        """Counts below it are hidden."""
        return self.edition.threshold

    @cached_property
    def places(self) -> dict[str, Place]:
        """By code."""
        return {place.place: place for place in self.page.places}

    def name(self, code: str) -> str:
        """The place's name in this language; its code where it has none."""
        return place_name(self.places.get(code), code, self.language)

    def names(self, codes: Iterable[str]) -> str:
        """Several names, with commas."""
        return ", ".join(self.name(code) for code in codes)

    def position(self, code: str) -> tuple[float, float] | None:
        """Degrees east and north of a place; nothing where it has no position."""
        place = self.places.get(code)
        if place is None or place.lat is None or place.lon is None:
            return None
        longitude, latitude = float(place.lon), float(place.lat)
        return None if math.isnan(longitude) or math.isnan(latitude) else (longitude, latitude)


def place_name(place: Place | None, code: str, language: Language) -> str:
    """The place's name in a language; its code where it has none."""
    if place is None:
        return code
    ordered = (place.name_ru, place.name_en) if language.code == "ru" else (place.name_en, place.name_ru)
    return next((name for name in ordered if name), code)
