"""Which run a report shows: the part of the tables' meta that readers see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What it takes to cite and to repeat the results of a page."""

    study: str
    """The study folder's name."""
    title: Mapping[str, str]
    """Of the study, by language."""
    first_day: str
    """Of the period, ISO 8601."""
    last_day: str
    """Of the period, ISO 8601."""
    scenario: str
    """Name of the scenario; `base` without changes."""
    scenario_title: Mapping[str, str]
    """Of the scenario, by language."""
    people_per_agent: float
    """Persons one agent stands for."""
    replicates: int
    """Executions over the ranges of the assumptions."""
    seed: int
    """Of all random words."""
    version: str
    """Of Sapar."""
    digest: str
    """Of all inputs, options and the version."""
    state_digest: str
    """Of the final state of all replicates."""
    reference_year: int | None
    """Year whose stocks the attraction constants reproduce."""
    map_centre: tuple[float, float] | None
    """Degrees east and north."""
    threshold: float
    """Published counts below it are hidden."""
    episode: Mapping[str, Any] | None
    """`title` by language, `from` and `until`: the days shown day by day."""
    warnings: tuple[Mapping[str, str], ...]
    """What the run says about its own limits, by language."""
    made: str
    """Date of the run, ISO 8601; empty where it is not recorded."""


def edition_of(meta: Mapping[str, Any]) -> Edition:
    """The edition that tables name in their meta."""
    period = meta.get("period") or {}
    centre = meta.get("map_centre")
    scenario = meta.get("scenario") or "base"
    year = meta.get("reference_year")
    return Edition(
        study=str(meta.get("study") or meta.get("name") or ""),
        title=meta.get("title") or meta.get("titles") or {},
        first_day=str(period.get("from", "")),
        last_day=str(period.get("until", "")),
        scenario=str(scenario.get("id", "base") if isinstance(scenario, Mapping) else scenario),
        scenario_title=(
            scenario.get("title", {}) if isinstance(scenario, Mapping) else meta.get("scenario_title") or {}
        ),
        people_per_agent=float(meta.get("people_per_agent", 1)),
        replicates=int(meta.get("replicates", 1)),
        seed=int(meta.get("seed", 0)),
        version=str(meta.get("version", "")),
        digest=str(meta.get("digest") or meta.get("input_digest") or ""),
        state_digest=str(meta.get("state_digest", "")),
        reference_year=None if year is None else int(year),
        map_centre=None if centre is None else (float(centre[0]), float(centre[1])),
        threshold=float(meta.get("disclosure_threshold", 10)),
        episode=meta.get("episode"),
        warnings=tuple(meta.get("warnings", ())),
        made=str(meta.get("made", "")),
    )
