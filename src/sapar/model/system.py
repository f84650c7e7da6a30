"""The system: everything a simulation needs, as arrays with one order of axes.

Sizes used in the whole package: C citizenships, O homes (origin regions), G groups, D host countries, H host
regions, K camps, X crossings, N countries of any role, P = O + H homes and host regions, E epochs, M months.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sapar.frame.calendar import Calendar
from sapar.maths import FloatArray, IntArray
from sapar.model.institutions import Institutions
from sapar.model.parameters import Parameters

LAND, AIR = range(2)
"""Families of ways."""

OUTWARD, HOMEWARD = range(2)
"""Directions of travel."""

PER_ENTRY, ROLLING, CALENDAR_YEAR = range(3)
"""How days of stay are counted."""


class Layout(NamedTuple):
    """How indices hang together."""

    origin_of_group: NDArray[np.uint8]
    """[G]"""
    citizenship_of_origin: NDArray[np.uint8]
    """[O]"""
    country_of_region: NDArray[np.uint8]
    """[H] index of the host country."""
    node_of_origin: NDArray[np.uint8]
    """[O] index of the home's country among all countries."""
    node_of_country: NDArray[np.uint8]
    """[D] index of the host country among all countries."""
    year_start: NDArray[np.int16]
    """[day] index of 1 January of the day's year (negative before the start)."""


class Ways(NamedTuple):
    """Who can travel where, at each epoch, by land (0) and by air (1)."""

    epoch: NDArray[np.int16]
    """[day] epoch of each day: a span between two changes of the network."""
    is_open: NDArray[np.bool_]
    """[2, E, C, P, P] from, to: a way is open to that citizenship."""
    days: NDArray[np.uint8]
    """[2, E, C, P, P] days under way."""
    crossings: NDArray[np.uint64]
    """[2, E, C, P, P] bit set of the crossings passed."""
    camp: NDArray[np.int8]
    """[E, O, H] camp where people gather when the way home is shut, -1 for none."""
    next_camp: NDArray[np.int8]
    """[E, K, O, H] camp to which those waiting at another go on, its crossing open and a later one shut; else -1."""


class Sectors(NamedTuple):
    """Where people of each citizenship work in each host, and how sectors differ from each other."""

    share: FloatArray
    """[D, C, sector] of the workers of a corridor; sums to 1."""
    separation: FloatArray
    """[D, C, sector] jobs lost in ordinary times, relative to other sectors."""
    shock: FloatArray
    """[D, C, sector] jobs lost in a shock, relative to other sectors."""
    formal: FloatArray
    """[D, C, sector] share with authorisation, relative to other sectors."""


class Law(NamedTuple):
    """What the law of each host says, by day."""

    counted: NDArray[np.int16]
    """[D, C, day] days counted so far against stays: suspended days do not count."""
    is_member: NDArray[np.bool_]
    """[D, C, day] works without authorisation, by membership of a union of states."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Axes:
    """Names along each axis, sorted, so that the order of rows in a file changes nothing."""

    citizenships: tuple[str, ...]
    origins: tuple[str, ...]
    groups: tuple[str, ...]
    sexes: tuple[str, ...]
    ages: tuple[str, ...]
    countries: tuple[str, ...]
    """D: host countries and outside places."""
    regions: tuple[str, ...]
    """H: host regions and outside places."""
    nodes: tuple[str, ...]
    """N: all countries and outside places."""
    camps: tuple[str, ...]
    crossings: tuple[str, ...]
    sex_of_group: NDArray[np.uint8]
    """[G]"""
    age_of_group: NDArray[np.uint8]
    """[G]"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Dated inputs by month, all money in US dollars at the month's rate."""

    host_wage: FloatArray
    """[M, D] average pay a month."""
    home_wage: FloatArray
    """[M, O] average pay a month in the home's country."""
    air_fare: FloatArray
    """[M, N, N] one-way fare between two countries where a dated series exists, NaN elsewhere."""
    air_fare_factor: FloatArray
    """[M, N, N] factor by which a scenario changes the fare, dated series or not; 1 in the baseline."""
    fee: FloatArray
    """[M, D, C] price of the right to work, a month."""
    one_off: FloatArray
    """[M, D, C] price of obtaining it."""
    test: FloatArray
    """[M, D, C] share of the month's days on which a test is required."""
    member: FloatArray
    """[M, D, C] share of the month's days on which work is free by membership of a union."""
    stay_days: IntArray
    """[M, D, C] days a visitor may stay, 0 without limit."""
    stay_counting: IntArray
    """[M, D, C] PER_ENTRY, ROLLING or CALENDAR_YEAR."""
    stay_window: IntArray
    """[M, D, C] days of the rolling window."""
    ban_days: IntArray
    """[M, D, C] entry ban that may follow a stay without status."""
    visa: FloatArray
    """[M, D, C] share of the month's days on which entry takes a visa."""
    biometrics: FloatArray
    """[M, D, C] mean over the days: 1 where biometric data are asked at all crossings, one half at some."""
    family_barred: NDArray[np.bool_]
    """[M, D, C] a worker's family may not stay, in the middle of the month."""
    lost_rights: FloatArray
    """[M, D, C, right] share of the days on which the registry takes each of `RIGHTS`."""
    suspended: FloatArray
    """[M, D, C] share of the days on which the clock of stays is stopped and nobody is expelled."""
    without_ban: FloatArray
    """[M, D, C] share of the days on which people without status may leave without a ban."""
    second_chance: FloatArray
    """[M, D, C] share of the days on which people without status may take papers."""
    rates: FloatArray
    """[M, D, C, change] events a month per person at risk, of each of `STANDING_CHANGES`."""
    job_loss: FloatArray
    """[M, D] unemployed share that a shock holds, NaN without one."""
    permit_quota: FloatArray
    """[M, D] permits that may be taken a month, infinite without a quota."""
    host_rate: FloatArray
    """[M, D] units of the host's currency for one US dollar."""
    home_rate: FloatArray
    """[M, C] units of the home's currency for one US dollar."""
    gdp: FloatArray
    """[M, C] gross domestic product of the home, US dollars a year; NaN without a row."""
    below_line: FloatArray
    """[M, C, 2] share of people in households below a line, and what it would be without money from abroad, in the
    months of a survey; NaN in others."""
    attacks: FloatArray
    """[M, D] people recorded as victims of racist attacks per million person-years; 0 without a row."""
    channel_share: FloatArray
    """[M, C, D, channel] of those who set out, by the channel through which they look for work."""
    channel_fee: FloatArray
    """[M, C, D, channel] what a channel asks a head."""
    employer_pays: FloatArray
    """[M, C, D, channel] share of the journey and of obtaining papers that the employer pays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Travel:
    """Costs along the ways."""

    fare: FloatArray
    """[2, E, O, H] US dollars one way at the reference year's rates; for air without the dated series."""
    hours: FloatArray
    """[2, E, O, H]"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One departure of a convoy or of trains from a camp."""

    name: str
    """Event and date."""
    day: int
    camp: int
    fed_by: tuple[int, ...]
    """Further camps whose people feeder buses bring to the departure."""
    citizenship: int
    seats: int
    """Adults, whole agents: those of all vehicles within quota and feeders, less children's and those left empty."""
    vehicles: int
    travel_days: int
    fare: float
    """US dollars a head."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rumour:
    """A day on which belief that a crossing lets people through jumps."""

    day: int
    camp: int
    citizenships: tuple[int, ...]
    size: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Information:
    """Days on which belief that a crossing lets people through falls, because people are told what is true."""

    first: int
    last: int
    camp: int
    citizenships: tuple[int, ...]
    size: float
    """Share of belief lost a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Danger:
    """A dated rise of perceived danger, which then decays."""

    month: int
    country: int
    citizenships: tuple[int, ...]
    size: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Constants:
    """What is solved so that the reference stocks hold at reference conditions."""

    attraction: FloatArray
    """[O, D] constant of each host in the utility of each home's people."""
    reference_value: FloatArray
    """[O, D] mean utility at reference conditions."""
    formality: FloatArray
    """[O, D] constant of the formal mode."""
    reference_network: FloatArray
    """[C, D] people abroad at reference conditions."""
    reference_returns: FloatArray
    """[C] people a month who leave hosts at reference conditions."""
    resting_unemployment: FloatArray
    """[C, D] share without work at reference conditions."""
    exit_rate: FloatArray
    """[C, D] of those present who leave in a month at reference conditions."""
    capped: tuple[str, ...]
    """Homes whose reference stock cannot be held in this draw, because too few people weigh leaving."""


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """A labour-migration system, ready to be simulated."""

    name: str
    calendar: Calendar
    people_per_agent: int
    parameters: Parameters
    axes: Axes
    layout: Layout
    group_people: FloatArray
    """[G] people at home and abroad together, at the start."""
    migrant_share: FloatArray
    """[H] share of the host country's migrants."""
    wage_ratio: FloatArray
    """[H] pay relative to the country's average."""
    proximity: FloatArray
    """[C, D] of culture and language, 0 to 1."""
    sectors: Sectors
    series: Series
    travel: Travel
    ways: Ways
    law: Law
    seats: IntArray
    """[E, 2, D, C] seats a day by list while ordinary ways are shut, outward and homeward; people."""
    restricted: NDArray[np.bool_]
    """[day] some way between a home and a host is shut."""
    operations: tuple[Operation, ...]
    rumours: tuple[Rumour, ...]
    information: tuple[Information, ...]
    dangers: tuple[Danger, ...]
    institutions: Institutions
    """Who helps, by month; none where the study has no `institutions.csv`."""
    camp_supplies: FloatArray
    """[day, K, need] what is provided at each camp."""
    start_stock: FloatArray
    """[C, D] people abroad at the start."""
    reference_stock: FloatArray
    """[C, D] people abroad in the reference year."""
    reference_months: NDArray[np.bool_]
    """[C, M]"""
    constants: Constants
