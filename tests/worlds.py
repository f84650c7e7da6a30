"""Small worlds for tests: a study, what its evidence says, and the runs of a changed copy of it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.stats import norm

from sapar.estimates import Posterior
from sapar.frame.groups import Groups
from sapar.frame.places import Place, Places
from sapar.maths import FloatArray
from sapar.model.build import assemble, build, rebuild
from sapar.model.dated import Adjustment
from sapar.model.declarations import Declarations
from sapar.model.declarations.events import Closure
from sapar.model.declarations.links import Link
from sapar.model.system import System
from sapar.results.tables import Tables
from sapar.results.tabulate import tabulate
from sapar.scenarios.apply import apply_scenario
from sapar.simulation.ensemble import Ensemble
from sapar.simulation.run import Run
from sapar.study import Study
from sapar.study.evidence import estimate
from sapar.study.run import _ensemble

FALSE_ALARM = 1e-6
"""How often a statistical test may fail although nothing is wrong."""

SEED = 20200805

Outcome = Callable[..., Tables]
"""Tables of a scenario (None: the baseline), with some parameters set in every replicate."""


@dataclass(frozen=True, kw_only=True)
class World:
    """A study with the stocks its evidence speaks for."""

    study: Study
    posterior: Posterior

    @property
    def declarations(self) -> Declarations:
        """What the study declares."""
        return self.study.declarations

    def ensemble(
        self,
        *,
        people_per_agent: int,
        replicates: int = 1,
        seed: int = SEED,
        scenario: str | None = None,
        declarations: Declarations | None = None,
        parameters: Mapping[str, float] | None = None,
    ) -> Ensemble:
        """Replicates of the study, or of a changed copy, with the draws that every copy shares.

        `parameters` are set in every replicate, whatever it draws.
        """
        declared = self.declarations if declarations is None else declarations
        declared = with_parameters(declared, parameters or {})
        study = replace(self.study, declarations=declared)
        base = assemble(declared, people_per_agent=people_per_agent)
        changes: tuple[Adjustment, ...] = ()
        found = self.study.scenario(scenario)
        if found is not None:
            declared, changes = apply_scenario(declared, found)
        return _ensemble(study, declared, changes, self.posterior, replicates, seed, people_per_agent, base)

    def system(self, replicate: int = 0, **options: Any) -> System:
        """The system that a replicate of `ensemble(**options)` lives in."""
        return system_of(self.ensemble(**options), replicate)

    def tables(self, **options: Any) -> Tables:
        """Tables of all replicates of `ensemble(**options)`."""
        ensemble = self.ensemble(**options)
        return tables_of(ensemble, [ensemble.live(draw.replicate) for draw in ensemble.draws])


def system_of(ensemble: Ensemble, replicate: int) -> System:
    """The system that a replicate lives in."""
    draw = ensemble.draws[replicate]
    baseline = build(ensemble.baseline, draw.baseline_parameters, draw.start_stock, draw.reference_stock)
    return rebuild(ensemble.system, draw.parameters, baseline)


def world(study: Study, *, draws: int = 3) -> World:
    """A study and its reconciled stocks, rounded to whole people."""
    system = assemble(study.declarations)
    posterior = estimate(study, system, draws=draws, seed=SEED)
    whole = np.rint(posterior.draws)
    return World(study=study, posterior=replace(posterior, draws=whole, median=whole[0]))


def tables_of(ensemble: Ensemble, runs: Iterable[Run]) -> Tables:
    """Tables of runs."""
    return tabulate(ensemble.system, list(runs), [draw.parameters for draw in ensemble.draws], {})


def with_parameters(declarations: Declarations, values: Mapping[str, float]) -> Declarations:
    """A copy in which parameters have one value in every replicate."""
    unknown = set(values) - {row.parameter for row in declarations.assumptions}
    assert not unknown, f"no such parameters: {unknown}"
    rows = tuple(
        replace(row, value=value, low=value, high=value)
        if (value := values.get(row.parameter)) is not None
        else row
        for row in declarations.assumptions
    )
    return replace(declarations, assumptions=rows)


def with_period(declarations: Declarations, first: datetime.date, last: datetime.date) -> Declarations:
    """A copy that lives from the first to the last day."""
    settings = replace(declarations.settings, from_=first, until=last)
    return replace(
        declarations, settings=settings, frame=replace(declarations.frame, calendar=settings.calendar)
    )


def with_event(declarations: Declarations, id_: str, **values: Any) -> Declarations:
    """A copy in which some values of one event are different."""
    assert any(event.id == id_ for event in declarations.events), id_
    changed = (replace(event, **values) if event.id == id_ else event for event in declarations.events)
    return replace(declarations, events=tuple(changed))


def crowded_gate(two_places: World) -> Declarations:
    """The smallest study with two seats a day by list instead of twenty, so that people gather at the Gate."""
    return with_event(two_places.declarations, "gate-list", seats_per_day=2)


def two_borders(two_places: World) -> Declarations:
    """The smallest study with Qubland on the way from Xanadia to Qarania: its near border shut from 15 March to
    14 May 2031, its far one, with a camp on Qubland's side, from 15 March to 30 June.
    """
    declared = two_places.declarations
    places, shared = declared.frame.places, {"source": "authors"}
    far = (
        Place(place="FAR", parent="QBB", kind="crossing", lat=-1.0, lon=2.0, name_en="Far", name_ru="Far"),
        Place(place="CAMP-FAR", parent="FAR", kind="camp", lat=-1.1, lon=2.0, name_en="Far", name_ru="Far"),
    )
    roads = tuple(
        Link(link=f"road-{number}", from_=start, to=end, mode="road", km=100, hours=4.0, fare=50.0, currency="QAC",
             **shared)
        for number, (start, end) in enumerate([("GATE", "QBB-EST"), ("QBB-EST", "FAR"), ("FAR", "QAA-NOR")])
    )  # fmt: skip
    first, grade = datetime.date(2031, 3, 15), {"title": {}, "grade": "X", **shared}
    closures = tuple(
        Closure(id=f"shut-{number}", kind="closure", from_=first, until=until, between=between, **grade)
        for number, (between, until) in enumerate(
            [(("QXX", "QBB"), datetime.date(2031, 5, 14)), (("QBB", "QAA"), datetime.date(2031, 6, 30))]
        )
    )
    known = Places(all=(*places.all, *far), mentioned=places.mentioned | {each.place for each in far})
    kept = tuple(
        event for event in declared.events if event.id not in ("gate-shut", "gate-list", "gate-buses")
    )
    return replace(
        declared,
        frame=replace(declared.frame, places=known),
        links=(*(each for each in declared.links if each.link != "road-nor-gate"), *roads),
        events=(*kept, *closures),
    )


def with_more_people(declarations: Declarations, factor: int) -> Declarations:
    """A copy with so many times the people in every group."""
    groups = tuple(replace(group, people=group.people * factor) for group in declarations.frame.groups)
    return replace(declarations, frame=replace(declarations.frame, groups=Groups(all=groups)))


def without_law_and_events(declarations: Declarations) -> Declarations:
    """A copy in which nothing is ever shut, stays have no limit and work is free of rules."""
    return replace(
        declarations,
        events=(),
        stay=(),
        work=(),
        suspensions=(),
        sanctions=(),
        unions=(),
        family=(),
        entry=(),
        registry=(),
        amnesties=(),
        rates=(),
    )


CALM: Mapping[str, float] = {
    "season_out_ratio": 1.0,
    "season_back_ratio": 1.0,
    "propensity_female": 1.0,
    "propensity_30-44": 1.0,
    "propensity_45-59": 1.0,
    "propensity_60+": 1.0,
    "beta_wage": 0.0,
    "beta_network": 0.0,
    "beta_culture": 0.0,
    "beta_danger": 0.0,
    "beta_sanctions": 0.0,
    "legal_nest": 0.0,
    "return_unemployed": 1.0,
    "return_no_status": 1.0,
    "onward_share": 0.0,
    "target_earner": 0.0,
    "refusal_share": 0.0,
}
"""Parameters under which every chance of a person stays the same from month to month."""


def calm_system(
    declarations: Declarations,
    parameters: Mapping[str, float],
    *,
    start: FloatArray,
    reference: FloatArray,
) -> System:
    """A system of one person to an agent whose hazards are constant: no season, law, closure or feedback."""
    declared = with_parameters(without_law_and_events(declarations), {**CALM, **parameters})
    system = assemble(declared, people_per_agent=1)
    return build(system, system.parameters, start, reference)


def same_tables(one: Tables, other: Tables) -> dict[str, int]:
    """Variables with cells that differ, and how many; empty where all are equal."""
    from sapar.scenarios.effects import differing_cells

    assert set(one.dataset.data_vars) == set(other.dataset.data_vars)
    return {name: count for name, count in differing_cells(one, other).items() if count}


def assert_share(count: int, trials: int, chance: float) -> None:
    """A share of independent trials agrees with its chance, but for `FALSE_ALARM`."""
    spread = np.sqrt(trials * chance * (1.0 - chance))
    allowed = float(norm.isf(FALSE_ALARM / 2.0)) * spread + 1.0
    assert abs(count - trials * chance) <= allowed, (
        f"{count} of {trials}, expected {trials * chance:.1f} within {allowed:.1f}"
    )
