"""Everything a planned sheet has to say, in one value; and the same as plain records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from sapar.operations.transit.case import Case
from sapar.operations.transit.closed_forms import ClosedForms, closed_forms
from sapar.operations.transit.execute import Schedule
from sapar.operations.transit.objective import Objective
from sapar.operations.transit.outcome import (
    Cost,
    Spread,
    Wait,
    costs,
    evaluate,
    waits,
)
from sapar.operations.transit.plan import Plan, evaluate_hand, plan_transit
from sapar.operations.transit.reacting import Reaction
from sapar.operations.transit.smallest import Enlargement, smallest_fleets

NOTICE = "for operations, not for publication: counts are exact, small ones too"
"""Stands on every output that shows exact counts."""
SHARES = (0.1, 0.5, 0.9)
"""Shares of replicates for which the clearing date is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is asked of a sheet."""

    objective: Objective = Objective.WEIGHTED_WAITING
    """What is minimised."""
    seconds: float = 5.0
    """Time limit of the optimiser."""
    replicates: int = 300
    """Replicates of the evaluation."""
    seed: int = 1
    """Of all random words."""
    reaction: Reaction | None = None
    """How arrivals react to announcements; nothing: they do not."""
    clear_by: int | None = None
    """Day by which the camps should be empty; asks for the smallest fleets."""
    chance: float = 0.9
    """With which chance."""
    fleets: tuple[str, ...] = ()
    """Fleets that may be changed for it; none: each of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A plan with its outcomes."""

    ask: Ask
    """What was asked."""
    plan: Plan
    """What leaves when, with whom."""
    spread: Spread
    """Under chance, arrivals as the sheet says."""
    reacted: Spread | None
    """Under the same luck, with arrivals that react."""
    forms: ClosedForms
    """What a pencil says."""
    waits: tuple[Wait, ...]
    """Who waits how long, the longest first."""
    costs: tuple[Cost, ...]
    """By fleet."""
    smallest: Enlargement
    """Empty unless asked for."""

    @property
    def case(self) -> Case:
        """What was planned for."""
        return self.plan.case

    @property
    def cleared_on(self) -> int | None:
        """First day at whose end nobody waits if nothing fails and people come as is most likely."""
        empty = np.flatnonzero(self.plan.waiting.sum(axis=0) == 0)
        return int(empty[0]) if len(empty) else None

    @property
    def waits_again(self) -> tuple[int, int] | None:
        """Day after `cleared_on` on which most wait again in the same course, and how many; nothing: nobody does."""
        if self.cleared_on is None:
            return None
        later = self.plan.waiting.sum(axis=0)[self.cleared_on :]
        return (self.cleared_on + int(later.argmax()), int(later.max())) if later.any() else None

    @property
    def assumed(self) -> tuple[tuple[str, str], ...]:
        """Names and values of everything the sheet did not state."""
        ask, reaction = self.ask, self.ask.reaction
        always = (("replicates", f"{ask.replicates}"), ("seed", f"{ask.seed}"))
        return (*self.case.assumed, *always, *(reaction.said if reaction else ()))

    def reason(self, wait: Wait) -> str:
        """Why somebody waits too long: `no_fleet`, `papers`, or the name of what binds most."""
        case = self.case
        mine = np.array(
            [
                (queue.camp, queue.traveller_class.name, queue.citizenship)
                == (wait.camp, wait.traveller_class, wait.citizenship)
                for queue in case.queues
            ]
        )
        if not any(fleet.vehicles and fleet.serves[mine].any() for fleet in case.fleets):
            return "no_fleet"
        if self.plan.course.without_papers[0][mine].any():
            return "papers"
        return self.plan.savings[0].name if self.plan.savings else self.forms.binding


def answer(case: Case, ask: Ask, hand: Schedule | None = None) -> Answer:
    """Plan a case, or take a plan made by hand, and say everything about it."""
    if hand is None:
        plan = plan_transit(case, ask.objective, seconds=ask.seconds)
    else:
        plan = evaluate_hand(case, ask.objective, hand, seconds=ask.seconds)
    return Answer(
        ask=ask,
        plan=plan,
        spread=evaluate(plan, ask.replicates, ask.seed),
        reacted=evaluate(plan, ask.replicates, ask.seed, ask.reaction) if ask.reaction else None,
        forms=closed_forms(case),
        waits=waits(case, plan.course),
        costs=costs(plan),
        smallest=Enlargement()
        if ask.clear_by is None
        else smallest_fleets(
            case, ask.clear_by, ask.chance, replicates=ask.replicates, seed=ask.seed, names=ask.fleets
        ),
    )


def plan_rows(plan: Plan) -> list[dict[str, Any]]:
    """The day plan: one row a day, fleet, camp, class and citizenship; it can be read back as a plan made by hand."""
    case, people = plan.case, plan.people
    rows: list[dict[str, Any]] = []
    for day in range(case.days):
        for index, fleet in enumerate(case.fleets):
            vehicles = int(plan.course.vehicles[0, index, day])
            if not vehicles:
                continue
            found: dict[tuple[str, str, str], int] = {}
            for number, queue in enumerate(case.queues):
                if people[number, index, day]:
                    key = (queue.camp, queue.traveller_class.name, queue.citizenship)
                    found[key] = found.get(key, 0) + int(people[number, index, day])
            for (camp, class_, citizenship), count in sorted(found.items()):
                rows.append(
                    {
                        "date": case.date(day).isoformat(),
                        "fleet": fleet.name,
                        "vehicles": vehicles,
                        "camp": camp,
                        "class": class_,
                        "citizenship": citizenship,
                        "people": count,
                    }
                )
    return rows


def record(found: Answer) -> dict[str, Any]:
    """The answer as plain values, exact counts included."""
    case, plan, spread = found.case, found.plan, found.spread
    cleared = found.cleared_on
    return {
        "notice": NOTICE,
        "sheet": case.name,
        "start": case.start.isoformat(),
        "days": case.days,
        "objective": plan.objective.value,
        "method": plan.method,
        "value": plan.value,
        "greedy_value": plan.greedy_value,
        "bound": plan.bound,
        "gap": plan.gap,
        "proven": plan.is_proven,
        "waiting_at_start": case.people,
        "boarded": int(plan.people.sum()),
        "person_days": int(plan.waiting.sum()),
        "cleared_on": None if cleared is None else case.date(cleared).isoformat(),
        "waiting_at_end": int(plan.waiting[:, -1].sum()),
        "closed_forms": {
            "throughput_per_day": found.forms.throughput,
            "arrivals_per_day": found.forms.arrivals,
            "load": _finite(found.forms.load),
            "clearing_days": _finite(found.forms.clearing_days),
            "one_wave": found.forms.one_wave,
            "binding": found.forms.binding,
        },
        "under_chance": _spread_record(case, spread),
        "reacting": None if found.reacted is None else _spread_record(case, found.reacted),
        "savings": [
            {
                "one_more": saving.name,
                "objective": saving.value,
                "person_days": _finite(saving.person_days),
                "solved_again": saving.is_exact,
            }
            for saving in plan.savings
        ],
        "waits": [
            {
                "camp": wait.camp,
                "class": wait.traveller_class,
                "citizenship": wait.citizenship,
                "people": wait.people,
                "boarded": wait.boarded,
                "mean_days": _finite(wait.mean),
                "longest_days": wait.longest,
                "too_long": wait.late,
                "why": found.reason(wait) if wait.late else None,
            }
            for wait in found.waits
        ],
        "costs": [
            {
                "fleet": cost.fleet,
                "people": cost.people,
                "departures": cost.departures,
                "seats_filled": _finite(cost.seats_filled),
                "paid_by_people": cost.by_people,
                "paid_by": cost.payer,
                "paid_by_payer": cost.by_payer,
                "per_head": (cost.by_people + cost.by_payer) / cost.people if cost.people else None,
                "currency": case.currency,
            }
            for cost in found.costs
        ],
        "smallest_fleets": [
            {
                "fleet": each.fleet,
                "have": each.have,
                "need": each.need,
                "chance": each.chance,
                "binds": list(each.binds),
            }
            for each in found.smallest.alone
        ],
        "smallest_together": None
        if (mix := found.smallest.together) is None
        else {
            "have": dict(zip(mix.fleets, mix.have, strict=True)),
            "need": None if mix.need is None else dict(zip(mix.fleets, mix.need, strict=True)),
            "chance": mix.chance,
            "binds": list(mix.binds),
        },
        "plan": plan_rows(plan),
        "waiting_by_day": plan.waiting.sum(axis=0).tolist(),
        "assumed": [{"name": name, "value": value} for name, value in found.assumed],
    }


def _spread_record(case: Case, spread: Spread) -> dict[str, Any]:
    """A spread as plain values."""
    days = {f"{share:g}": spread.clearing_day(share) for share in SHARES}
    return {
        "replicates": len(spread.clearing),
        "cleared_by": {
            key: case.date(day).isoformat() if day < case.days else None for key, day in days.items()
        },
        "never_in_the_plan": float((spread.clearing >= case.days).mean()),
        "person_days": {f"{share:g}": float(np.quantile(spread.person_days, share)) for share in SHARES},
        "waiting_at_end": {f"{share:g}": float(spread.left(share)) for share in SHARES},
        "came": {f"{share:g}": float(np.quantile(spread.came, share)) for share in SHARES},
    }


def _finite(value: float) -> float | None:
    """Nothing instead of a number that JSON does not have."""
    return float(value) if np.isfinite(value) else None
