"""What the estimate of stocks needs from a study: priors, who works freely, closed ways and falling currencies."""

from __future__ import annotations

import datetime

import numpy as np

from sapar.estimates import Belief
from sapar.estimates.stocks.defaults import DEFAULTS, parameters_of_estimation
from sapar.estimates.stocks.setting import StockSetting
from sapar.frame.calendar import Calendar
from sapar.maths import FloatArray
from sapar.model.dated import Stretch, daily
from sapar.model.declarations import Declarations
from sapar.model.declarations.assumptions import is_known
from sapar.model.mechanisms.jobs import resting_unemployment
from sapar.model.system import System
from sapar.study.open import Study


def stock_setting(study: Study, system: System) -> StockSetting:
    """Axes, priors and circumstances."""
    declarations, settings = study.declarations, study.declarations.settings
    wanted = parameters_of_estimation()
    beliefs = {
        row.parameter: Belief(value=row.value, low=row.low, high=row.high)
        for row in declarations.assumptions
        if is_known(row.parameter, wanted)
    }
    years = range(settings.from_.year, settings.until.year + 1)
    quarters = tuple(datetime.date(year, month, 1) for year in years for month in (1, 4, 7, 10))
    end = datetime.date(settings.until.year + 1, 1, 1)
    axes = system.axes
    fall = beliefs["currency_fall"].value if "currency_fall" in beliefs else DEFAULTS["currency_fall"].value
    return StockSetting(
        citizenships=axes.citizenships,
        hosts=axes.countries,
        quarters=quarters,
        end=end,
        reference_year={code: settings.reference_year_of(code) for code in axes.citizenships},
        assumptions=beliefs,
        free_work=_free_work(system, declarations),
        shut=_shut(system, quarters),
        fallen=_fallen(declarations, axes.countries, quarters, end, fall),
        populations={place.place: place.population or 0 for place in declarations.frame.places},
    )


def _free_work(system: System, declarations: Declarations) -> dict[tuple[str, str], Belief]:
    """Where work is free in the reference year: share with a contract, times share with work."""
    parameters, rows = system.parameters, {row.parameter: row for row in declarations.assumptions}
    employed = 1.0 - float(resting_unemployment(parameters["separation_formal"], parameters["finding"]))
    shares = {}
    for index, citizenship in enumerate(system.axes.citizenships):
        member = system.series.member[system.reference_months[index]][:, :, index].mean(axis=0)
        for host, country in enumerate(system.axes.countries):
            if member[host] > 0.5:
                row = rows[f"formal_share_member:{country}"]
                low, middle, high = (employed * each for each in (row.low, row.value, row.high))
                shares[citizenship, country] = Belief(value=middle, low=low, high=high)
    return shares


def _shut(system: System, quarters: tuple[datetime.date, ...]) -> FloatArray:
    """[C, D, quarter] part of the days, and of the ways between homes and regions, on which no way was open."""
    axes, layout = system.axes, system.layout
    origins = len(axes.origins)
    between = np.asarray(system.ways.is_open.any(axis=0))
    shut = np.zeros((between.shape[0], len(axes.citizenships), len(axes.countries)))
    for citizenship in range(len(axes.citizenships)):
        homes = np.flatnonzero(layout.citizenship_of_origin == citizenship)
        for host in range(len(axes.countries)):
            regions = origins + np.flatnonzero(layout.country_of_region == host)
            out = between[:, citizenship][:, homes][:, :, regions]
            back = between[:, citizenship][:, regions][:, :, homes].transpose(0, 2, 1)
            shut[:, citizenship, host] = 1.0 - (out & back).mean(axis=(1, 2))
    by_day = shut[system.ways.epoch]
    starts = [max(system.calendar.day_of(quarter), 0) for quarter in quarters]
    lengths = np.diff([*starts, system.calendar.days])
    return np.asarray(np.add.reduceat(by_day, starts, axis=0) / lengths[:, None, None]).transpose(1, 2, 0)


def _fallen(
    declarations: Declarations,
    hosts: tuple[str, ...],
    quarters: tuple[datetime.date, ...],
    end: datetime.date,
    fall: float,
) -> FloatArray:
    """[D, quarter] 1 where the host's currency lost more than `fall` against the dollar of the quarter before."""
    currency = {place.place: place.currency for place in declarations.frame.places}
    last = end - datetime.timedelta(days=1)
    calendar = Calendar.between(quarters[0], last)
    starts = [calendar.day_of(quarter) for quarter in quarters]
    fallen = np.zeros((len(hosts), len(quarters)))
    for index, host in enumerate(hosts):
        rows = [row for row in declarations.exchange_rates if row.currency == currency.get(host)]
        if not rows:
            continue
        stretches = [Stretch(first=row.from_, last=row.until, value=row.per_usd) for row in rows]
        rates = daily(calendar, stretches)
        means = np.add.reduceat(rates, starts) / np.diff([*starts, calendar.days])
        fallen[index, 1:] = means[:-1] / means[1:] < 1.0 - fall
    return fallen
