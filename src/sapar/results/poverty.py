"""People below a poverty line, with money from abroad and without, carried on from a survey.

    with(t) = without · (surveyed / without) ** (R(t) / R(survey)),   R = money received / pay at home

`surveyed` and `without` are what the survey says of its own months: the share of people in households below the line,
and what it would have been had nothing been sent. R is taken over calendar years. So the survey's year gives what the
survey found, no money gives `without`, and as much again takes the same part off those who are left.

R(survey) is that of the same run: a scenario that changes the survey's year hides its effect here, and where nobody
sends anything in that year there is no share.

Assumed: other incomes and the line move together, and money reaches the same kind of households as at the survey.

Source
------
The survey: `economy/poverty.csv`. The form is an assumption; see docs/method/odd-d.md.
"""

from __future__ import annotations

import numpy as np

from sapar.maths import FloatArray
from sapar.model.mechanisms.remittances import home_pay
from sapar.model.system import System


def below_line(system: System, received: FloatArray) -> FloatArray:
    """[M, C, 2] shares of people below the line, with and without money from abroad; NaN without a survey.

    Parameters
    ----------
    received
        [M, C] US dollars a month that households receive.
    """
    surveyed, years = system.series.below_line, system.calendar.month_dates.astype("datetime64[Y]")
    in_wages = received / home_pay(system)
    yearly = np.stack([in_wages[years == year].mean(axis=0) for year in years])
    shares = np.full(surveyed.shape, np.nan)
    for citizenship in np.flatnonzero(np.isfinite(surveyed).any(axis=(0, 2))):
        months = np.flatnonzero(np.isfinite(surveyed[:, citizenship, 0]))
        found, without = surveyed[months[0], citizenship]
        base = yearly[months, citizenship].mean()
        if base == 0.0:
            continue
        shares[:, citizenship, 0] = without * (found / without) ** (yearly[:, citizenship] / base)
        shares[:, citizenship, 1] = without
    return shares
