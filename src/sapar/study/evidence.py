"""What reconciliation needs from a study: its priors, factors and the days on which ways were shut."""

from __future__ import annotations

import datetime

from sapar.estimates import Belief, Posterior, Setting, reconcile
from sapar.estimates.stocks.hand_over import posterior_of
from sapar.model.mechanisms.jobs import resting_unemployment
from sapar.model.parameters import Parameters
from sapar.model.system import System
from sapar.study.estimates import kept_estimate
from sapar.study.open import Study


def estimate(study: Study, system: System, *, draws: int, seed: int) -> Posterior:
    """Stocks from the study's claims: the kept full posterior where there is one, else a quick look."""
    kept = kept_estimate(study, system)
    if kept is not None:
        return posterior_of(kept, draws=draws, seed=seed)
    return reconcile(study.ledger, _setting(study, system), draws=draws, seed=seed)


def _setting(study: Study, system: System) -> Setting:
    """Priors and factors from `assumptions.csv`, membership and closures from the system."""
    rows = {row.parameter: row for row in study.declarations.assumptions}
    axes, settings = system.axes, study.declarations.settings

    def named(prefix: str) -> dict[str, Belief]:
        return {
            name.split(":", 1)[1]: Belief(value=row.value, low=row.low, high=row.high)
            for name, row in rows.items()
            if name.startswith(prefix + ":")
        }

    priors = {_corridor(name): belief for name, belief in named("prior_stock").items()}
    return Setting(
        citizenships=axes.citizenships,
        countries=axes.countries,
        years=tuple(range(settings.from_.year, settings.until.year + 1)),
        reference_year=settings.reference_year_of,
        prior_stock=priors,
        coverage=named("coverage"),
        registrations_per_person={
            name: each.value for name, each in named("registrations_per_person_year").items()
        },
        official_share=_official_shares(system),
        worker_share={_corridor(name): each.value for name, each in named("worker_share").items()},
        is_shut=lambda date: _is_shut(system, date),
    )


def _corridor(name: str) -> tuple[str, str]:
    """Citizenship and host of a name such as `KAZ-RUS`."""
    citizenship, _, country = name.partition("-")
    return citizenship, country


def _official_shares(system: System) -> dict[tuple[str, str], float]:
    """Where work is free in the reference year: share with a contract, times share with work."""
    parameters: Parameters = system.parameters
    employed = 1.0 - float(resting_unemployment(parameters["separation_formal"], parameters["finding"]))
    shares = {}
    for index, citizenship in enumerate(system.axes.citizenships):
        member = system.series.member[system.reference_months[index]][:, :, index].mean(axis=0)
        for host, country in enumerate(system.axes.countries):
            if member[host] > 0.5:
                shares[citizenship, country] = parameters[f"formal_share_member:{country}"] * employed
    return shares


def _is_shut(system: System, date: datetime.date) -> bool:
    """Whether some way between a home and a host was shut on a date."""
    day = system.calendar.day_of(date)
    return 0 <= day < system.calendar.days and bool(system.restricted[day])
