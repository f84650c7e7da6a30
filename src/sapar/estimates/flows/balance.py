"""Stock tables made to balance: births and deaths taken out, and every birthplace as large at both dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from sapar.errors import BirthsAboveStock, DeathsAboveStock, FlowFault, NegativeStock, TotalsDisagree
from sapar.estimates.flows.checks import names_of, refuse_negative, require_same_total, square, vector
from sapar.estimates.flows.fit import fit
from sapar.maths import FloatArray

System = Literal["closed", "open", "open-dr"]
"""closed: everybody moves within the table; open, open-dr: surpluses leave it and deficits enter it."""
Scaling = Literal["before", "after", "none"]
"""When the native born are shifted so that all stocks grow by births less deaths; closed systems only."""
BirthRule = Literal["native", "proportional"]
"""Births leave the end table as native born, or in proportion to who lives there."""
DeathRule = Literal["proportional", "accounting"]
"""Deaths leave the start table in proportion to who lives there, or so that birthplaces balance as well."""

MOST_SHIFTED = 0.05
"""Share of the native born by which they may be shifted at each date unless the caller allows more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Balanced:
    """Two stock tables between which people only moved."""

    places: tuple[str, ...]
    """Names of rows and columns."""
    start: FloatArray
    """[birthplace, residence] persons at the start who live to the end and stay in the system."""
    end: FloatArray
    """[birthplace, residence] persons at the end who were alive and in the system at the start."""
    births: FloatArray
    """[birthplace, residence] persons born during the period."""
    deaths: FloatArray
    """[birthplace, residence] persons who died during the period."""
    entered: FloatArray
    """[birthplace, residence] persons who came from outside the system, by residence at the end."""
    left: FloatArray
    """[birthplace, residence] persons who went outside the system, by residence at the start."""
    population_start: FloatArray
    """[place] persons at the start, native born shifted where they were."""
    population_end: FloatArray
    """[place] persons at the end, native born shifted where they were."""
    shifted: tuple[float, float]
    """Persons added to all native born at the start and at the end."""
    has_natives: bool = True
    """Whether the native born were counted; otherwise only their change is known."""
    rounds: tuple[int, int] = (0, 0)
    """Rounds of fitting at each date."""
    factors: tuple[FloatArray, FloatArray] | None = None
    """[residence] column factors of both fits, for starting a similar one."""

    @property
    def people(self) -> FloatArray:
        """[birthplace] persons who were there at both dates."""
        return np.asarray((self.start.sum(axis=1) + self.end.sum(axis=1)) / 2.0)


def balance(
    start: ArrayLike,
    end: ArrayLike,
    *,
    births: ArrayLike | None = None,
    deaths: ArrayLike | None = None,
    system: System = "closed",
    scaling: Scaling = "before",
    birth_rule: BirthRule = "native",
    death_rule: DeathRule = "proportional",
    mortality: ArrayLike | None = None,
    most_shifted: float = MOST_SHIFTED,
    places: Sequence[str] | None = None,
    like: Balanced | None = None,
) -> Balanced:
    """Take births and deaths out of two stock tables and make every birthplace as large at both dates.

    Parameters
    ----------
    start, end
        [birthplace, residence] persons at both dates, native born on the diagonal.
    births
        [place] persons born there during the period; left out: none.
    deaths
        [place] persons who died there, or [birthplace, residence] where they are known; left out: none.
    system
        Closed: both tables are fitted to the mean of their birthplace totals, residences kept. Open: of a
        birthplace with a surplus at the start, people leave from where it lives at the end; of one with a
        deficit, people enter where it lives at the start. Open-dr: the same with the two dates exchanged, so
        that no cell can become negative.
    scaling
        Whether the native born are shifted, half at each date, before births and deaths are taken out, after, or not.
    mortality
        [birthplace, residence] death rates relative to each other within a residence; left out: equal.
    most_shifted
        Share of the native born that the shift may reach.
    like
        A similar balance, whose fit is the starting point of this one; only speed depends on it.

    Raises
    ------
    NegativeStock, ShapeMismatch
        A table is not a table of people.
    DeathsAboveStock, BirthsAboveStock
        More people die or are born than live there.
    TotalsDisagree
        All stocks together do not grow by births less deaths, and shifting is not allowed so far.
    NoSuchTable
        Zeros of the tables leave a birthplace total out of reach.

    Source
    ------
    Abel (2013), Abel and Sander (2014), Abel and Cohen (2019); docs/method/flows.md, section 2.
    """
    before, after = square(start, places, "stocks"), square(end, places, "stocks")
    number = before.shape[0]
    names = names_of(places, number)
    if after.shape != before.shape:
        square(after, names, "stocks at the end")
    born = np.zeros(number) if births is None else vector(births, names, number, "births")
    died = np.zeros(number) if deaths is None else np.array(deaths, dtype=np.float64)
    died = vector(died, names, number, "deaths") if died.ndim == 1 else square(died, names, "deaths")
    _refuse_too_many(born, after, names, BirthsAboveStock, "births", "at the end")
    _refuse_too_many(
        died if died.ndim == 1 else died.sum(axis=0),
        before,
        names,
        DeathsAboveStock,
        "deaths",
        "at the start",
    )
    shifted = (0.0, 0.0)
    if system == "closed" and scaling == "before":
        shifted = _shift(before, after, float(born.sum() - died.sum()), most_shifted)
    populations = before.sum(axis=0), after.sum(axis=0)
    birth_table = _births(born, after, birth_rule)
    death_table = _deaths(died, before, after, birth_table, death_rule, mortality, names)
    before, after = before - death_table, after - birth_table
    refuse_negative(after, names, "people once births are taken out", "check births and stocks of this place")
    if system == "closed" and scaling == "after":
        totals = before.sum(axis=0), after.sum(axis=0)
        shifted = _shift(before, after, 0.0, most_shifted)
        populations = (
            populations[0] + before.sum(axis=0) - totals[0],
            populations[1] + after.sum(axis=0) - totals[1],
        )
    account = Balanced(
        places=names,
        start=before,
        end=after,
        births=birth_table,
        deaths=death_table,
        entered=np.zeros((number, number)),
        left=np.zeros((number, number)),
        population_start=populations[0],
        population_end=populations[1],
        shifted=shifted,
    )
    return _closed(account, like) if system == "closed" else _open(account, system)


def implied_natives(start: ArrayLike, end: ArrayLike, *, places: Sequence[str] | None = None) -> Balanced:
    """The balance of tables without native born: whoever left or joined the people abroad came from or went home.

    Parameters
    ----------
    start, end
        [birthplace, residence] persons living abroad; the diagonal is not looked at.

    Returns
    -------
    balanced
        The native born are as many as it takes for every birthplace to be as large at both dates, without births and
        deaths. Smallest flows depend only on their change, which this fixes; flows that depend on their number do not
        follow from such tables.
    """
    abroad = [square(table, places, "stocks") for table in (start, end)]
    for table in abroad:
        np.fill_diagonal(table, 0.0)
    largest = np.maximum(abroad[0].sum(axis=1), abroad[1].sum(axis=1))
    for table in abroad:
        np.fill_diagonal(table, largest - table.sum(axis=1))
    balanced = balance(*abroad, scaling="none", places=places)
    return replace(balanced, has_natives=False)


def _shift(before: FloatArray, after: FloatArray, growth: float, most: float) -> tuple[float, float]:
    """Scale both diagonals in place, so that all stocks grow by `growth`; persons added to each."""
    missing = growth - float(after.sum() - before.sum())
    if abs(missing) <= 1e-12 * float(before.sum() + after.sum()):
        return 0.0, 0.0
    natives = float(np.trace(before)), float(np.trace(after))
    added = -missing / 2.0, missing / 2.0
    for table, there, more in zip((before, after), natives, added, strict=True):
        if there <= 0.0 or abs(more) > most * there:
            raise TotalsDisagree(
                found=f"{missing:+.12g}",
                why=(
                    "people are missing for all stocks to grow by births less deaths; half of that at each date is "
                    f"more than {100 * most:g} % of the native born"
                ),
                try_="tables of the same dates and places, or a larger tolerance if the gap is known",
            )
        np.fill_diagonal(table, np.diag(table) * (1.0 + more / there))
    return added


def _refuse_too_many(
    counts: FloatArray, table: FloatArray, names: Sequence[str], error: type[FlowFault], what: str, when: str
) -> None:
    """Raise where more people were born or died than live there."""
    living = table.sum(axis=0)
    over = counts > living * (1.0 + 1e-12)
    if over.any():
        place = int(np.argmax(over))
        raise error(
            column=names[place],
            found=f"{counts[place]:.12g}",
            why=f"{what}, but only {living[place]:.12g} people live there {when}",
            try_=f"{what} of the same period and unit as the stocks",
        )


def _births(born: FloatArray, after: FloatArray, rule: BirthRule) -> FloatArray:
    """[birthplace, residence] births; in proportion to the end table where natives are fewer than births."""
    living = after.sum(axis=0)
    spread = born > np.diag(after) if rule == "native" else np.ones(born.size, dtype=bool)
    shares = after / np.where(living > 0, living, 1.0)
    return np.where(spread[None, :], shares * born, np.diag(born))


def _deaths(
    died: FloatArray,
    before: FloatArray,
    after: FloatArray,
    birth_table: FloatArray,
    rule: DeathRule,
    mortality: ArrayLike | None,
    names: Sequence[str],
) -> FloatArray:
    """[birthplace, residence] deaths; never more than there are people."""
    if died.ndim == 2:
        table = died
    elif rule == "accounting":
        table = _accounting_deaths(died, before, after, birth_table, names)
    else:
        weights = before if mortality is None else before * square(mortality, names, "relative mortality")
        weighed = weights.sum(axis=0)
        table = weights / np.where(weighed > 0, weighed, 1.0) * died
    left = before - table
    if (left < -1e-9 * np.maximum(before, 1.0)).any():
        row, column = (int(place) for place in np.unravel_index(int(np.argmin(left)), left.shape))
        raise DeathsAboveStock(
            row=names[row],
            column=names[column],
            found=f"{table[row, column]:.12g}",
            why=f"deaths, but only {before[row, column]:.12g} people of this birthplace live there at the start",
            try_="deaths by birthplace that fit the stocks, or more equal death rates",
        )
    return np.minimum(table, before)


def _accounting_deaths(
    died: FloatArray, before: FloatArray, after: FloatArray, birth_table: FloatArray, names: Sequence[str]
) -> FloatArray:
    """Deaths that make every birthplace balance: people at the start and births less people at the end."""
    by_birthplace = before.sum(axis=1) + birth_table.sum(axis=1) - after.sum(axis=1)
    if (by_birthplace < -1e-9 * before.sum(axis=1)).any():
        place = int(np.argmin(by_birthplace))
        raise NegativeStock(
            row=names[place],
            found=f"{by_birthplace[place]:.12g}",
            why="deaths would make this birthplace balance, which is below zero",
            try_="deaths in proportion to stocks",
        )
    return fit(np.maximum(by_birthplace, 0.0), died, before, places=names).table


def _closed(account: Balanced, like: Balanced | None) -> Balanced:
    """Both tables fitted to the mean of their birthplace totals; residences stay as they are."""
    first, last = account.start.sum(axis=1), account.end.sum(axis=1)
    require_same_total(
        float(first.sum()),
        float(last.sum()),
        ("the start, deaths taken out,", "the end, births taken out,"),
        "shifting the native born, or an open system",
    )
    if np.allclose(first, last, rtol=1e-12, atol=0.0):
        return account
    middle = (first + last) / 2.0
    known = (None, None) if like is None or like.factors is None else like.factors
    fits = []
    for table, factors in zip((account.start, account.end), known, strict=True):
        residences = table.sum(axis=0)
        wanted = middle * (residences.sum() / middle.sum())
        fits.append(fit(wanted, residences, table, places=account.places, start=factors))
    return replace(
        account,
        start=fits[0].table,
        end=fits[1].table,
        rounds=(fits[0].rounds, fits[1].rounds),
        factors=(fits[0].columns, fits[1].columns),
    )


def _open(account: Balanced, system: System) -> Balanced:
    """Surpluses of birthplaces leave the system from the start table, deficits enter it in the end table."""
    surplus = account.start.sum(axis=1) - account.end.sum(axis=1)
    surplus = np.where(np.abs(surplus) <= 1e-12 * account.start.sum(axis=1), 0.0, surplus)
    leavers_like, comers_like = (
        (account.end, account.start) if system == "open" else (account.start, account.end)
    )
    left = _spread(np.maximum(surplus, 0.0), leavers_like, account.places)
    entered = _spread(np.maximum(-surplus, 0.0), comers_like, account.places)
    start, end = account.start - left, account.end - entered
    for table, date in ((start, "start"), (end, "end")):
        refuse_negative(
            np.where(np.abs(table) < 1e-9, 0.0, table),
            account.places,
            f"people at the {date} once those outside the system are taken out",
            "system open-dr, which takes them from where they are",
        )
    return replace(
        account, start=np.maximum(start, 0.0), end=np.maximum(end, 0.0), left=left, entered=entered
    )


def _spread(totals: FloatArray, table: FloatArray, names: Sequence[str]) -> FloatArray:
    """[birthplace, residence] each birthplace's total in proportion to its row of a table."""
    sums = table.sum(axis=1)
    if ((totals > 0) & (sums <= 0)).any():
        place = int(np.argmax((totals > 0) & (sums <= 0)))
        raise NegativeStock(
            row=names[place],
            found=f"{-totals[place]:.12g}",
            why="people would be left: nobody of this birthplace is in the table they are taken from",
            try_="check the place in both tables",
        )
    return np.asarray(table / np.where(sums > 0, sums, 1.0)[:, None] * totals[:, None])
