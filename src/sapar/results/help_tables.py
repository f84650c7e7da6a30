"""Outputs O9 to O11 and what people at camps lack: the accounts of help as tables with units and definitions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from sapar.maths import FloatArray, IntArray
from sapar.model.declarations.camp_supplies import NEEDS
from sapar.model.declarations.institutions import SERVICES
from sapar.model.institutions import CENTS
from sapar.model.parameters import Parameters
from sapar.model.system import System
from sapar.simulation.help.camps import DAYS, weekly
from sapar.simulation.help.record import DESKS, NATIONALS, PAY, PURSE, WORKERS
from sapar.simulation.run import Run

NATIONALITIES = ("nationals", "foreigners")
IDENTIFIED_BY = ("state", "ngo", "self")
STAGES = ("advised", "settled_by_advice", "served_there", "settled_there")
CLASSES = (
    "women", "elderly", "children", "pregnant", "ill_or_disabled", "families_together", "alone_with_children",
)  # fmt: skip
"""Vulnerable people among those who wait at camps; the last two count families."""

HELP: dict[str, tuple[str, str, str, str]] = {
    "wage_thefts": ("O9", "persons", "Workers not paid", "pay withheld during the month"),
    "wages_withheld": ("O9", "USD", "Wages withheld", "during the month, in dollars of the month"),
    "wage_complaints": ("O9", "persons", "Complaints about pay", "workers not paid who turned to anybody"),
    "wage_claims": ("O9", "persons", "Claims for pay", "complaints that came to a desk"),
    "wages_claimed": ("O9", "USD", "Wages claimed", "by those who came to a desk during the month"),
    "wages_recovered": ("O9", "USD", "Wages recovered", "paid after a claim during the month"),
    "claims_paid": ("O9", "persons", "Claims paid", "in part or whole, during the month"),
    "claims_closed": ("O9", "persons", "Claims closed without pay", "during the month"),
    "wages_in_hand": ("O9", "USD", "Wages still claimed", "at desks at the end of the month"),
    "time_to_recover": ("O9", "months", "Time to recover", "from a claim's being taken up until it is paid, mean"),
    "documents_kept": ("O9", "persons", "Documents kept", "workers whose employer keeps their documents"),
    "exploited": ("O10", "persons", "Exploited migrants", "in forced labour on the first of the month: an estimate"),
    "exploited_nationals": ("O10", "persons", "Exploited nationals", "citizens of the host: an assumption"),
    "identified": ("O10", "persons", "Identified migrants", "as victims of trafficking during the month, by whom"),
    "identified_nationals": ("O10", "persons", "Identified nationals", "as victims during the month, by whom"),
    "assisted": ("O10", "persons", "Assisted", "identified people whose need of that kind was met"),
    "unmet_need": ("O10", "persons", "Unmet need", "identified people whose need of that kind was not met"),
    "state_eligible_share": ("O10", "1", "Eligible for the state shelter", "of people identified in the host"),
    "state_services": ("O10", "types", "Kinds of help in state shelters", "that a shelter of the host offers"),
    "institution_serves": ("O11", "1", "Whom an institution serves", "citizenships it ever serves"),
    "institution_members": ("O11", "members", "Members", "of unions, at the end of the month"),
    "institution_joined": ("O11", "members", "Joined", "during the month"),
    "institution_dues": ("O11", "USD", "Dues", "paid during the month"),
    "institution_income": ("O11", "USD", "Income", "dues, grants after restriction, and donations in the month"),
    "institution_staff": ("O11", "persons", "Staff", "paid during the month"),
    "institution_intake": ("O11", "cases", "Intake", "contacts and claims that came in during the month"),
    "institution_served": ("O11", "cases", "Served", "taken up during the month"),
    "institution_referred": ("O11", "cases", "Referred", "passed on to partners abroad during the month"),
    "institution_no_partner": ("O11", "cases", "Left without help", "as nobody is there to take them over"),
    "institution_gave_up": ("O11", "cases", "Gave up waiting", "left the queue during the month"),
    "institution_resolved": ("O11", "cases", "Resolved", "settled by advice, by presence, or paid, during the month"),
    "institution_paid": ("O11", "cases", "Claims paid", "in part or whole, during the month"),
    "institution_backlog": ("O11", "cases", "Backlog", "waiting to be served at the end of the month"),
    "institution_wait": ("O11", "weeks", "Wait", "backlog over what is served a week"),
    "institution_kits": ("O11", "persons", "People aided", "given a kit during the month, at camps and in hosts"),
    "stage": ("O11", "cases", "Stages of union help", "served or settled: by advice from home, or in the host"),
    "aid_need": ("O11", "persons", "In need of aid", "share of those without work or stranded"),
    "aid_reached": ("O11", "persons", "Reached by aid", "of them, during the month"),
    "aid_coverage": ("O11", "1", "Coverage of aid", "reached over in need"),
    "camp_shortfall": ("O5", "1", "What people at camps lack", "share of the need not met, mean over the week"),
    "camp_tension": ("O5", "1", "Tension at camps", "indicator of need: people times weeks waited times deprivation"),
    "camp_out_of_money": ("O5", "1", "Out of money at camps", "share of those waiting whose savings are used up"),
    "camp_vulnerable": ("O5", "persons", "Vulnerable at camps", "mean over the week; the last two count families"),
}  # fmt: skip
"""Output, unit, name and definition of each variable."""

Values = dict[str, tuple[tuple[str, ...], Any]]
"""Axes and values by variable."""


def help_coordinates(system: System) -> dict[str, Any]:
    """Names along the axes of help; none where the study names no institutions."""
    if system.institutions.size == 0:
        return {}
    weeks = np.arange(0, system.calendar.days, DAYS)
    return {
        "institution": list(system.institutions.names),
        "kind_of_institution": ("institution", list(system.institutions.kinds)),
        "identified_by": list(IDENTIFIED_BY),
        "nationality": list(NATIONALITIES),
        "service": list(SERVICES),
        "stage_of_help": list(STAGES),
        "need_at_camp": list(NEEDS),
        "class_at_camp": list(CLASSES),
        "week": system.calendar.day_dates[weeks],
    }


def help_values(system: System, runs: Sequence[Run], parameters: Sequence[Parameters]) -> Values:
    """Every variable of `HELP`; none where the study names no institutions."""
    if system.institutions.size == 0:
        return {}
    return {**_pay(runs), **_victims(system, runs), **_desks(runs), **_camps(system, runs, parameters)}


def _pay(runs: Sequence[Run]) -> Values:
    """O9."""
    axes = ("replicate", "month", "citizenship", "destination")
    workers, pay = _stack(runs, "help_workers"), _stack(runs, "help_pay") / CENTS
    won = _named(workers, WORKERS, "cases_won")
    counts = {
        "wage_thefts": "thefts", "wage_complaints": "complaints", "wage_claims": "routed", "claims_paid": "cases_won",
        "claims_closed": "cases_closed", "documents_kept": "documents_kept",
    }  # fmt: skip
    amounts = {
        "wages_withheld": "withheld", "wages_claimed": "claimed", "wages_recovered": "recovered",
        "wages_in_hand": "in_hand",
    }  # fmt: skip
    return {
        **{name: (axes, _named(workers, WORKERS, column)) for name, column in counts.items()},
        **{name: (axes, _named(pay, PAY, column)) for name, column in amounts.items()},
        "time_to_recover": (axes, _ratio(_stack(runs, "help_paid_after"), won)),
    }


def _victims(system: System, runs: Sequence[Run]) -> Values:
    """O10."""
    axes = ("replicate", "month", "citizenship", "destination")
    by_host = ("replicate", "month", "destination")
    workers, nationals = _stack(runs, "help_workers"), _stack(runs, "help_nationals")
    found = np.stack([_named(workers, WORKERS, f"identified_{who}") for who in IDENTIFIED_BY], axis=-1)
    own = np.stack([_named(nationals, NATIONALS, f"identified_{who}") for who in IDENTIFIED_BY[:2]], axis=-1)
    own = np.concatenate([own, np.zeros_like(own[..., :1])], axis=-1)
    eligible = _named(workers, WORKERS, "identified_eligible").sum(axis=2)
    eligible = eligible + _named(nationals, NATIONALS, "identified_eligible")
    assisted, needed = _stack(runs, "help_assisted"), _stack(runs, "help_needed")
    by_kind = (*by_host, "nationality", "service")
    return {
        "exploited": (axes, _named(workers, WORKERS, "exploited")),
        "exploited_nationals": (by_host, _named(nationals, NATIONALS, "exploited")),
        "identified": ((*axes, "identified_by"), found),
        "identified_nationals": ((*by_host, "identified_by"), own),
        "assisted": (by_kind, assisted),
        "unmet_need": (by_kind, needed[..., None] - assisted),
        "state_eligible_share": (by_host, _ratio(eligible, found.sum(axis=(2, 4)) + own.sum(axis=3))),
        "state_services": (("month", "destination"), _state_services(system)),
        "institution_serves": (("institution", "citizenship"), system.institutions.serves.any(axis=0)),
    }


def _state_services(system: System) -> IntArray:
    """[month, host] kinds of help that open shelters there offer."""
    each = system.institutions
    shelters = np.array([kind == "shelter" for kind in each.kinds])
    there = each.is_open[:, :, None] & (each.covers > 0) & shelters[None, :, None]
    offered = (there[:, :, :, None] & each.services[:, :, None, :]).any(axis=1)
    return np.asarray(offered.sum(axis=2))


def _desks(runs: Sequence[Run]) -> Values:
    """O11."""
    axes = ("replicate", "month", "institution")
    desks, purse = _stack(runs, "help_desks"), _stack(runs, "help_purse") / CENTS
    workers = _stack(runs, "help_workers")
    columns = {
        "members": "members", "joined": "joined", "intake": "intake", "served": "served", "referred": "referred",
        "no_partner": "no_partner", "gave_up": "gave_up", "backlog": "backlog", "kits": "kits_delivered", "paid": "won",
    }  # fmt: skip
    resolved = sum(_named(desks, DESKS, column) for column in ("advised", "settled", "won"))
    income = sum(_named(purse, PURSE, column) for column in ("dues", "grants", "donations"))
    need, reached = (_named(workers, WORKERS, column) for column in ("need", "reached"))
    pair = ("replicate", "month", "citizenship", "destination")
    return {
        **{f"institution_{name}": (axes, _named(desks, DESKS, column)) for name, column in columns.items()},
        "institution_resolved": (axes, resolved),
        "institution_dues": (axes, _named(purse, PURSE, "dues")),
        "institution_income": (axes, income),
        "institution_staff": (axes, _stack(runs, "help_staff")),
        "institution_wait": (axes, _stack(runs, "help_wait")),
        "stage": (("replicate", "month", "destination", "stage_of_help"), _stack(runs, "help_stage")),
        "aid_need": (pair, need),
        "aid_reached": (pair, reached),
        "aid_coverage": (pair, _ratio(reached, need)),
    }


def _camps(system: System, runs: Sequence[Run], parameters: Sequence[Parameters]) -> Values:
    """Needs, tension and vulnerable people at camps by week."""
    axes = ("replicate", "week", "camp")
    vulnerable = [
        vulnerable_at_camps(system, run, drawn) for run, drawn in zip(runs, parameters, strict=True)
    ]
    return {
        "camp_shortfall": ((*axes, "need_at_camp"), _stack(runs, "help_shortfall")),
        "camp_tension": (axes, _stack(runs, "help_tension")),
        "camp_out_of_money": (axes, _stack(runs, "help_out_of_money")),
        "camp_vulnerable": ((*axes, "class_at_camp"), np.stack(vulnerable)),
    }


def vulnerable_at_camps(system: System, run: Run, parameters: Parameters) -> FloatArray:
    """[week, K, class] vulnerable people among those waiting, and families that wait together.

    Women and the elderly as their shares among all who wait in that month; the other classes by assumed shares.
    """
    waiting = weekly(run.camp[0].sum(axis=2).astype(np.float64))
    month = system.calendar.month_of_day[np.arange(waiting.shape[0]) * DAYS]
    all_ = np.maximum(run.waiting_by_sex.sum(axis=1), 1)
    women = waiting * (run.waiting_by_sex[:, 0] / all_)[month][:, None]
    elderly = waiting * (run.waiting_elderly / all_)[month][:, None]
    share = parameters["children_share"]
    children = waiting * share / (1.0 - share)
    families = children / parameters["children_per_family"]
    alone = families * parameters["alone_with_children_share"]
    classes = (
        women, elderly, children, women * parameters["pregnant_share"], waiting * parameters["ill_share"],
        families, alone,
    )  # fmt: skip
    return np.stack(classes, axis=2)


def _named(values: Any, names: tuple[str, ...], name: str) -> Any:
    """The column of that name, along the last axis."""
    return values[..., names.index(name)]


def _stack(runs: Sequence[Run], name: str) -> Any:
    """[replicate, ...] one table of all runs."""
    return np.stack([getattr(run, name) for run in runs])


def _ratio(part: Any, whole: Any) -> FloatArray:
    """Part over whole, NaN where there is nobody."""
    return np.where(whole > 0, part / np.maximum(whole, 1), np.nan)
