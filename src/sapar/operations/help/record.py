"""The answer of the help planner as plain values: the keys that `--json` prints."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from sapar.operations.help.answer import Answer
from sapar.operations.help.case import MINOR
from sapar.operations.help.desk import Desk
from sapar.operations.help.levers import Effect
from sapar.operations.help.outcome import Band, Outcome, band, bands

NOTICE = "for operations, not for publication: counts are exact, small ones too"
"""Stands on every output that shows exact counts."""


def record(found: Answer) -> dict[str, Any]:
    """The answer as plain values, exact counts included; a number that is infinite or missing is null."""
    case, course = found.case, found.course
    return {
        "notice": NOTICE,
        "sheet": case.name,
        "start": case.start.isoformat(),
        "months": case.months,
        "currency": case.currency,
        "objective": found.ask.objective.value,
        "replicates": course.luck.replicates,
        "institutions": [
            _institution(desk, out, found) for desk, out in zip(course.desks, course.outcomes, strict=True)
        ],
        "shelters": [
            {
                "shelter": each.name,
                "country": each.country,
                "places": each.places,
                "takes": each.takes,
                "eligible_share": _band(band(share)),
            }
            for each, share in zip(case.shelters, course.sheltered.by_shelter, strict=True)
        ],
        "sheltered": {
            "asked": _of(np.isfinite(course.sheltered.asked).sum(axis=1)),
            "placed": _of(course.placed),
            "person_weeks_without_place": _of(course.weeks_for_place),
        },
        "formulas": [
            {
                "institution": each.institution,
                "queue": each.queue,
                "people": each.servers,
                "cases_per_week_each": each.rate,
                "arrivals_per_week": each.arrivals,
                "load": _plain(each.load),
                "holds": each.holds,
                "erlang_wait_weeks": _plain(each.erlang),
                "simulated_wait_weeks": _plain(each.steady),
                "simulated_wait_error": _plain(each.steady_error),
                "wait_difference": _plain(each.erlang_gap),
                "fluid_backlog_at_end": _plain(each.fluid),
                "simulated_backlog_at_end": _plain(each.simulated),
                "simulated_backlog_error": _plain(each.simulated_error),
                "backlog_difference": _plain(each.fluid_gap),
                "fluid_clear_weeks": _plain(each.fluid_clear),
                "simulated_clear_weeks": _plain(each.simulated_clear),
            }
            for each in found.formulas
        ],
        "one_more": [_effect(each) for each in found.one_more],
        "losses": [_effect(each) for each in found.losses],
        "law_restriction": found.ask.restriction,
        "target_wait_weeks": found.ask.target_wait,
        "target_chance": found.ask.chance,
        "smallest_staff": [
            {
                "institution": each.institution,
                "have": each.have,
                "chance_now": each.reached_now,
                "need": each.need,
                "chance": each.reached,
                "by_formula": each.by_formula,
                "cost_per_month": each.cost / MINOR,
            }
            for each in found.smallest
        ],
        "assumed": [{"name": name, "value": value} for name, value in found.assumed],
        "sources": [
            {"table": each.table, "row": each.row, "grade": each.grade, "source": each.source}
            for each in case.sources
        ],
    }


def _institution(desk: Desk, out: Outcome, found: Answer) -> dict[str, Any]:
    """One institution."""
    funds = desk.money
    by_month = {
        "opened": bands(out.opened),
        "begun": bands(out.begun),
        "waiting": bands(out.waiting),
        "waiting_abroad": bands(out.waiting_abroad),
        "members": bands(funds.members),
        "money_in": bands((funds.dues + funds.grants + funds.raised) / MINOR),
        "money_out": bands((funds.other_costs + funds.salaries + funds.kit_costs) / MINOR),
        "balance": bands((funds.balance + funds.fund) / MINOR),
    }
    return {
        "institution": desk.institution.name,
        "wait_weeks": _of(out.wait),
        "wait_abroad_weeks": _of(out.wait_abroad),
        "months_until_clear": _of(out.clear),
        "served_share": _of(out.served),
        "person_weeks_waited": _of(out.weeks_waited),
        "contacts": _of(out.contacts),
        "cases": _of(out.opened.sum(axis=1)),
        "resolved": _of(out.resolved),
        "solved_at_home": _of(out.solved_at_home.sum(axis=1)),
        "resolved_abroad": _of(out.resolved_abroad.sum(axis=1)),
        "without_partner": _of(out.without_partner.sum(axis=1)),
        "wage_cases_recovered": _of(out.recovered.sum(axis=1)),
        "wages_recovered": _of(out.wages / MINOR),
        "counts_money": desk.institution.counts_money,
        "kits_delivered": _of(funds.delivered.sum(axis=1)),
        "aid_coverage": _of(funds.coverage),
        "by_month": [
            {
                "month": found.case.month_start(month).isoformat()[:7],
                **{name: _band(Band(*values[:, month].tolist())) for name, values in by_month.items()},
            }
            for month in range(found.case.months)
        ],
    }


def _effect(each: Effect) -> dict[str, Any]:
    """What a change does."""
    return {
        "change": each.lever.kind,
        "of": each.lever.of,
        "country": each.lever.where or None,
        "cost_per_month": each.lever.cost / MINOR,
        "person_weeks_waited": _of(each.weeks_waited),
        "resolved": _of(each.resolved),
        "resolved_abroad": _of(each.resolved_abroad),
        "wages_recovered": _of(each.wages / MINOR),
        "kits_delivered": _of(each.kits),
        "placed": _of(each.placed),
        "person_weeks_without_place": _of(each.weeks_for_place),
        "eligible_share": _band(each.eligible),
        "aid_coverage": _band(each.coverage),
    }


def _of(values: ArrayLike) -> dict[str, float | None]:
    """The band of a number of each replicate."""
    return _band(band(values))


def _band(found: Band) -> dict[str, float | None]:
    """A band by name."""
    return {"low": _plain(found.low), "middle": _plain(found.middle), "high": _plain(found.high)}


def _plain(value: float) -> float | None:
    """A number, or nothing where it is not finite."""
    return float(value) if math.isfinite(value) else None
