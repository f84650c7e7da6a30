"""What a pencil says of each queue, beside the simulation of the same most likely numbers, and which of them holds."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from sapar.casework.backlog import backlogs
from sapar.casework.erlang import mean_wait, settling_time
from sapar.casework.service import Servers, serve
from sapar.maths import FloatArray, IntArray
from sapar.operations.chance import uniforms
from sapar.operations.help.case import WEEKS_PER_MONTH, HelpCase
from sapar.operations.help.desk import Desk, live
from sapar.operations.help.luck import Luck
from sapar.operations.help.outcome import by_month, clearing

Words = tuple[FloatArray, FloatArray]
"""Two arrays of random numbers."""
STEADY = 6104
"""Number of the decisions of `steady_wait`."""
_STEADY_CASES, _STEADY_REPLICATES = 12_000, 40
_SETTLINGS = 3.0
"""A queue that needs more than a third of the plan to forget its start is not steady within it."""
_SOON = 0.1
"""A start that is cleared within a tenth of the plan is no matter for its mean wait."""
_CERTAIN = 3.0
"""A fluid limit holds where it is three times the standard deviation that chance adds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """One queue with its most likely numbers held."""

    institution: str
    """Whose."""
    queue: str
    """`lawyer`, `other`, or the country of a partner."""
    servers: int
    """People who work on it, in the first month."""
    rate: float
    """Cases a week each."""
    arrivals: float
    """Cases a week that join it."""
    holds: str
    """`erlang`, `fluid`, `fluid_then_erlang`, `simulation` (none of both), `nobody` (nobody serves), `idle`."""
    erlang: float
    """Mean wait in weeks when all is steady; infinite where it never is."""
    steady: float
    """The same in a long simulation; not a number where there is no steady state to simulate."""
    steady_error: float
    """Standard error of `steady`."""
    fluid: float
    """Cases that wait at the end of the plan in the fluid limit."""
    simulated: float
    """The same in the mean of the simulation."""
    simulated_error: float
    """Standard error of `simulated`."""
    fluid_clear: float
    """Weeks until nobody waits in the fluid limit; infinite: not in the plan."""
    simulated_clear: float
    """The same in the middle replicate of the simulation."""

    @property
    def load(self) -> float:
        """Arrivals as a share of what can be served."""
        can = self.servers * self.rate
        return self.arrivals / can if can > 0.0 else (math.inf if self.arrivals > 0.0 else 0.0)

    @property
    def erlang_gap(self) -> float:
        """By which share the simulation differs from Erlang's formula."""
        return self.steady / self.erlang - 1.0 if 0.0 < self.erlang < math.inf else math.nan

    @property
    def fluid_gap(self) -> float:
        """By how many cases the simulated backlog differs from the fluid limit."""
        return self.simulated - self.fluid


def formulas(case: HelpCase, seed: int, replicates: int) -> tuple[Formula, ...]:
    """Every queue of every institution."""
    found: list[Formula] = []
    words = steady_words(seed)
    for each in case.institutions:
        desk = live(each, case.months, Luck(seed=seed, replicates=replicates, levels_vary=False))
        home = list(_home(desk, case.months, words))
        found += home
        steady = {one.queue for one in home if one.holds in ("erlang", "idle")}
        found += _abroad(desk, case.months, words, steady)
    return tuple(found)


def steady_words(seed: int) -> Words:
    """[replicate, case] exponential numbers for gaps between cases, and for work."""
    gaps, work = (
        -np.log1p(-uniforms(seed, _STEADY_REPLICATES, number, np.arange(_STEADY_CASES), STEADY))
        for number in range(2)
    )
    return gaps, work


def steady_wait(arrivals: float, rate: float, servers: int, words: Words) -> tuple[float, float]:
    """Mean wait in a long simulation of one queue whose beginning is left out, and its standard error."""
    replicates, count = words[0].shape
    time = np.cumsum(words[0], axis=1) / arrivals
    desk = Servers(
        takes=np.ones((1, servers), dtype=bool),
        works=np.ones((replicates, servers, 1), dtype=bool),
        rate=np.full((replicates, servers), rate),
        period=1.0,
    )
    begun, _ = serve(time, np.zeros((replicates, count), dtype=np.int64), words[1], desk)
    late = time > min(10.0 * settling_time(arrivals, rate, servers), 0.5 * count / arrivals)
    means = np.where(late, begun - time, 0.0).sum(axis=1) / late.sum(axis=1)
    return float(means.mean()), float(means.std(ddof=1) / np.sqrt(replicates))


def _home(desk: Desk, months: int, words: Words) -> Iterator[Formula]:
    """The queues of lawyers and of others."""
    institution = desk.institution
    for number, each in enumerate(institution.staff):
        mine = [one for one in institution.demands if institution.desk_of(one.kind) == each.role]
        if not mine:
            continue
        lent = institution.lent if each.role == "lawyer" else 0
        people = desk.money.paid[0, :, number] + lent
        arrivals = sum(one.weekly.likely for one in mine)
        start = float(sum(one.backlog for one in mine))
        rows = np.array(
            [institution.desk_of(one.kind) == each.role for one in institution.demands], dtype=bool
        )
        counted = rows[desk.opened.row]
        waits = (
            (counted & (desk.opened.time < desk.weeks)).sum(axis=1)
            - by_month(desk.begun, months, counted).sum(axis=1)
        ).astype(np.float64)
        clear = clearing(desk.opened.time, np.where(counted, desk.begun, desk.opened.time), desk.weeks)
        fluid, fluid_clear = fluid_course(
            max(start - float(people[0]), 0.0), arrivals, people.astype(np.float64) * each.rate.likely
        )
        yield _formula(
            Formula(
                institution=institution.name,
                queue=each.role,
                servers=int(people[0]),
                rate=each.rate.likely,
                arrivals=arrivals,
                holds=_holds(arrivals, each.rate.likely, people, start, desk.weeks),
                erlang=math.nan,
                steady=math.nan,
                steady_error=math.nan,
                fluid=fluid,
                simulated=float(waits.mean()),
                simulated_error=_error(waits),
                fluid_clear=fluid_clear,
                simulated_clear=float(np.quantile(clear, 0.5, method="inverted_cdf")),
            ),
            words,
        )


def _abroad(desk: Desk, months: int, words: Words, steady: set[str]) -> Iterator[Formula]:
    """The queues of partners: steady where those at home are (Burke 1956: what leaves a steady queue is Poisson)."""
    institution = desk.institution
    factor = 1.0 - institution.figures["restriction"].likely
    for each in institution.partners:
        mine = [one for one in institution.demands if one.country == each.country]
        arrivals = sum(one.weekly.likely * (1.0 - one.solved_at_home.likely) for one in mine)
        rate, people = each.rate.likely * factor, np.full(months, each.people if factor > 0.0 else 0)
        rows = np.array([one.country == each.country for one in institution.demands], dtype=bool)[
            desk.opened.row
        ]
        waits = (
            by_month(desk.abroad, months, rows).sum(axis=1)
            - by_month(desk.begun_abroad, months, rows).sum(axis=1)
        ).astype(np.float64)
        holds = _holds(arrivals, rate, people, 0.0, desk.weeks)
        fed = {institution.desk_of(one.kind) for one in mine} <= steady
        yield _formula(
            Formula(
                institution=institution.name,
                queue=each.country,
                servers=int(people[0]),
                rate=rate,
                arrivals=arrivals,
                holds=holds if holds in ("nobody", "idle") or (fed and holds == "erlang") else "simulation",
                erlang=math.nan,
                steady=math.nan,
                steady_error=math.nan,
                fluid=math.nan,
                simulated=float(waits.mean()),
                simulated_error=_error(waits),
                fluid_clear=math.nan,
                simulated_clear=math.nan,
            ),
            words,
        )


def _formula(found: Formula, words: Words) -> Formula:
    """Erlang's wait, and a long simulation beside it where there is a steady state."""
    erlang = mean_wait(found.arrivals, found.rate, found.servers)
    if found.holds not in ("erlang", "fluid_then_erlang"):
        return replace(found, erlang=erlang)
    steady, error = steady_wait(found.arrivals, found.rate, found.servers, words)
    return replace(found, erlang=erlang, steady=steady, steady_error=error)


def _holds(arrivals: float, rate: float, people: IntArray, start: float, weeks: float) -> str:
    """Which formula describes a queue within the plan.

    The fluid limit holds where the backlog, or the time it takes to clear, is several times what chance adds to it;
    Erlang's formula where servers keep up, soon forget the start, and the start is soon cleared.
    """
    if arrivals <= 0.0 and start <= 0.0:
        return "idle"
    if not people.any():
        return "nobody"
    servers, capacity = int(people[0]), float(people.mean()) * rate
    spare = capacity - arrivals
    if spare <= 0.0 or (people != servers).any():
        chance = math.sqrt((arrivals + capacity) * weeks)
        return "fluid" if start - spare * weeks > _CERTAIN * chance else "simulation"
    settles = _SETTLINGS * settling_time(arrivals, rate, servers) <= weeks
    if settles and start / spare <= _SOON * weeks:
        return "erlang"
    if start / spare > _CERTAIN * math.sqrt((arrivals + capacity) * start / spare**3):
        return "fluid_then_erlang" if settles and start / spare < weeks else "fluid"
    return "simulation"


def fluid_course(start: float, arrivals: float, capacity: FloatArray) -> tuple[float, float]:
    """Backlog at the end, and weeks until it is gone, where cases flow evenly.

    Parameters
    ----------
    start
        Cases that wait at first, those left out whom somebody takes at once.
    arrivals
        Cases a week.
    capacity
        [month] cases a week that can be served.
    """
    left = backlogs(
        np.float64(start) * np.ones(()),
        np.full(len(capacity), arrivals * WEEKS_PER_MONTH),
        capacity * WEEKS_PER_MONTH,
    )
    if start <= 0.0:
        return float(left[-1]), 0.0
    before = start
    for month, after in enumerate(left.tolist()):
        if after <= 0.0:
            return float(left[-1]), month * WEEKS_PER_MONTH + before / (float(capacity[month]) - arrivals)
        before = after
    return float(left[-1]), math.inf


def _error(values: FloatArray) -> float:
    """Standard error of a mean."""
    return float(values.std(ddof=1) / np.sqrt(len(values))) if len(values) > 1 else math.nan
