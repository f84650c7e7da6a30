"""The verb of this stage: declarations and a draw of the posterior become a system."""

from __future__ import annotations

import datetime
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from sapar.frame.calendar import Calendar
from sapar.frame.groups import AGES, SEXES
from sapar.maths import FloatArray
from sapar.model.channels import resolve_channels
from sapar.model.constants import no_constants, solve_constants
from sapar.model.dated import Adjustment, Stretch, daily
from sapar.model.declarations import Declarations
from sapar.model.declarations.events import Danger as DangerEvent
from sapar.model.declarations.events import Information as InformationEvent
from sapar.model.declarations.events import JobLoss, Quota
from sapar.model.declarations.events import Rumour as RumourEvent
from sapar.model.economy import Money
from sapar.model.institutions import resolve_institutions, resolve_supplies
from sapar.model.law import resolve_law
from sapar.model.mechanism import Account, check_schedule
from sapar.model.mechanisms import ACCOUNTS, OF_SURVEYS, SCHEDULE
from sapar.model.mechanisms.when import season_of_stock
from sapar.model.operations import resolve_operations
from sapar.model.parameters import Parameters, Range, defaults
from sapar.model.roads import resolve_roads
from sapar.model.sectors import resolve_sectors
from sapar.model.standing_law import resolve_standing
from sapar.model.system import Axes, Danger, Information, Law, Layout, Rumour, Series, System


def ranges_of(declarations: Declarations) -> tuple[Range, ...]:
    """The parameters of a study with their ranges."""
    return tuple(
        Range(name=row.parameter, value=row.value, low=row.low, high=row.high)
        for row in declarations.assumptions
    )


def known_parameters() -> frozenset[str]:
    """Names of the parameters that rules read; one that ends in `:` stands for one value a host."""
    mechanisms = (name for each in SCHEDULE for name in (*each.parameters, *each.optional))
    accounts = (name for each in (*ACCOUNTS, *OF_SURVEYS) for name in each.parameters)
    return frozenset((*mechanisms, *accounts))


def assemble(
    declarations: Declarations, *, changes: tuple[Adjustment, ...] = (), people_per_agent: int | None = None
) -> System:
    """Everything of the system that no draw changes, with default parameters and nobody abroad.

    Raises
    ------
    MissingInput
        A mechanism needs a parameter that no row of assumptions.csv gives.
    """
    settings, frame = declarations.settings, declarations.frame
    parameters = defaults(ranges_of(declarations))
    axes, layout = _axes(declarations), _layout(declarations)
    accounts: tuple[Account, ...] = ACCOUNTS if declarations.institutions else ()
    if declarations.poverty:
        accounts = (*accounts, *OF_SURVEYS)
    check_schedule(SCHEDULE, set(parameters.values), axes.countries, accounts)
    calendar = frame.calendar
    k = people_per_agent or settings.people_per_agent
    money = Money(calendar=calendar, declarations=declarations, changes=changes)
    roads = resolve_roads(declarations, money, axes, layout, parameters["value_of_time"])
    groups = sorted(frame.groups, key=lambda each: (each.origin, each.sex, each.age, each.group))
    regions = {row.region: row for row in declarations.regions}
    proximity = {(pair.citizenship, pair.place): pair.proximity for pair in declarations.pairs}
    stocks = np.zeros((len(axes.citizenships), len(axes.countries)))
    law, series = _law_and_series(declarations, money, axes)
    months = calendar.month_dates.astype("datetime64[Y]").astype(int) + 1970
    years = [settings.reference_year_of(code) for code in axes.citizenships]
    return System(
        name=settings.name,
        calendar=calendar,
        people_per_agent=k,
        parameters=parameters,
        axes=axes,
        layout=layout,
        group_people=np.array([float(each.people) for each in groups]),
        migrant_share=np.array(
            [regions[code].migrant_share if code in regions else 1.0 for code in axes.regions]
        ),
        wage_ratio=np.array([regions[code].wage_ratio if code in regions else 1.0 for code in axes.regions]),
        proximity=np.array(
            [[proximity.get((code, host), 0.0) for host in axes.countries] for code in axes.citizenships]
        ),
        sectors=resolve_sectors(declarations.sectors, axes.countries, axes.citizenships),
        series=series,
        travel=roads.travel,
        ways=roads.ways,
        law=law,
        seats=roads.seats,
        restricted=roads.restricted,
        operations=resolve_operations(declarations, money, axes, parameters, k),
        rumours=_rumours(declarations, axes),
        information=_information(declarations, axes),
        dangers=_dangers(declarations, axes),
        institutions=resolve_institutions(declarations, money, axes.citizenships, axes.countries, axes.camps),
        camp_supplies=resolve_supplies(declarations, calendar, axes.camps),
        start_stock=stocks,
        reference_stock=stocks,
        reference_months=np.array([_months_of(months, year) for year in years]),
        constants=no_constants(len(axes.origins), len(axes.citizenships), len(axes.countries)),
    )


def build(
    system: System, parameters: Parameters, start_stock: FloatArray, reference_stock: FloatArray
) -> System:
    """The system for one draw: its parameters, its stocks, and the constants that make them hold.

    Parameters
    ----------
    system
        From `assemble`.
    parameters
        One draw.
    start_stock, reference_stock
        [C, D] people abroad in the first year and in the reference year, means over the year. The run begins with as
        many as the season of its first month leaves of the first (M1).
    """
    drawn = replace(system, parameters=parameters, start_stock=start_stock, reference_stock=reference_stock)
    drawn = replace(drawn, constants=solve_constants(drawn))
    season = season_of_stock(parameters, drawn.constants.exit_rate, int(system.calendar.month_number[0]))
    return replace(drawn, start_stock=start_stock * season)


def rebuild(system: System, parameters: Parameters, baseline: System) -> System:
    """The system as a scenario has it, for the draw that a baseline was built for.

    Stocks and constants are the baseline's: a scenario changes what people meet, not how the reference
    stocks came about.
    """
    return replace(
        system,
        parameters=parameters,
        start_stock=baseline.start_stock,
        reference_stock=baseline.reference_stock,
        constants=baseline.constants,
    )


def _axes(declarations: Declarations) -> Axes:
    """Names along the axes, sorted."""
    frame, places = declarations.frame, declarations.frame.places
    groups = sorted(frame.groups, key=lambda each: (each.origin, each.sex, each.age, each.group))
    countries = tuple(sorted(frame.destinations))
    return Axes(
        citizenships=tuple(sorted(frame.citizenships)),
        origins=tuple(sorted(frame.groups.origins)),
        groups=tuple(each.group for each in groups),
        sexes=SEXES,
        ages=AGES,
        countries=countries,
        regions=tuple(sorted(_host_regions(declarations))),
        nodes=tuple(sorted(places.states)),
        camps=tuple(sorted(each.place for each in places.of_kind("camp"))),
        crossings=tuple(sorted(each.place for each in places.of_kind("crossing"))),
        sex_of_group=np.array([SEXES.index(each.sex) for each in groups], np.uint8),
        age_of_group=np.array([AGES.index(each.age) for each in groups], np.uint8),
    )


def _host_regions(declarations: Declarations) -> list[str]:
    """Regions with a share of a host's migrants, and outside places."""
    return [row.region for row in declarations.regions] + list(declarations.frame.places.outside)


def _layout(declarations: Declarations) -> Layout:
    """Index arrays between the axes."""
    axes, places, calendar = _axes(declarations), declarations.frame.places, declarations.frame.calendar
    groups = {each.group: each for each in declarations.frame.groups}
    citizenship = {each.origin: each.citizenship for each in declarations.frame.groups}
    day_years = calendar.day_dates.astype("datetime64[Y]")
    start = np.datetime64(calendar.start, "D")
    year_start = (day_years.astype("datetime64[D]") - start).astype(np.int64)
    return Layout(
        origin_of_group=np.array([axes.origins.index(groups[name].origin) for name in axes.groups], np.uint8),
        citizenship_of_origin=np.array(
            [axes.citizenships.index(citizenship[home]) for home in axes.origins], np.uint8
        ),
        country_of_region=np.array(
            [axes.countries.index(places.country_of(region)) for region in axes.regions], np.uint8
        ),
        node_of_origin=np.array(
            [axes.nodes.index(places.country_of(home)) for home in axes.origins], np.uint8
        ),
        node_of_country=np.array([axes.nodes.index(host) for host in axes.countries], np.uint8),
        year_start=year_start.astype(np.int16),
    )


def _law_and_series(declarations: Declarations, money: Money, axes: Axes) -> tuple[Law, Series]:
    """Law by day, and everything dated by month."""
    places = declarations.frame.places
    law, law_series = resolve_law(declarations, money, axes.countries, axes.citizenships)
    standing = resolve_standing(declarations, money.calendar, axes.countries, axes.citizenships)
    fares, factors = money.air_fares(axes.nodes)
    channels = resolve_channels(declarations, money, axes.countries, axes.citizenships)
    homes = [money.monthly(money.wage(places.country_of(home))) for home in axes.origins]
    series = Series(
        host_wage=np.stack([money.monthly(money.wage(host)) for host in axes.countries], axis=1),
        home_wage=np.stack(homes, axis=1),
        air_fare=fares,
        air_fare_factor=factors,
        fee=law_series.fee,
        one_off=law_series.one_off,
        test=law_series.test,
        member=law_series.member,
        stay_days=law_series.stay_days,
        stay_counting=law_series.stay_counting,
        stay_window=law_series.stay_window,
        ban_days=law_series.ban_days,
        visa=standing.visa,
        biometrics=standing.biometrics,
        family_barred=standing.family_barred,
        lost_rights=standing.lost_rights,
        suspended=standing.suspended,
        without_ban=standing.without_ban,
        second_chance=standing.second_chance,
        rates=standing.rates,
        job_loss=_job_loss(declarations, axes),
        permit_quota=_permit_quota(declarations, axes),
        host_rate=_rates(declarations, money, axes.countries),
        home_rate=_rates(declarations, money, axes.citizenships),
        gdp=_gdp(declarations, money, axes),
        below_line=_below_line(declarations, axes),
        attacks=_attacks(declarations, money, axes),
        channel_share=channels.share,
        channel_fee=channels.fee,
        employer_pays=channels.employer_pays,
    )
    return law, series


def _rates(declarations: Declarations, money: Money, places: tuple[str, ...]) -> FloatArray:
    """[M, place] units of each place's currency for one US dollar."""
    known = declarations.frame.places
    return np.stack([money.monthly(money.rate(known[place].currency or "USD")) for place in places], axis=1)


def _gdp(declarations: Declarations, money: Money, axes: Axes) -> FloatArray:
    """[M, C] gross domestic product, US dollars a year."""
    by_home = [[row for row in declarations.output if row.place == code] for code in axes.citizenships]
    stretches = [
        [Stretch(first=row.from_, last=row.until, value=row.value) for row in rows] for rows in by_home
    ]
    return np.stack([money.monthly(daily(money.calendar, each)) for each in stretches], axis=1)


def _below_line(declarations: Declarations, axes: Axes) -> FloatArray:
    """[M, C, 2] shares below the line with and without money from abroad, in the months of each survey."""
    calendar = declarations.frame.calendar
    shares = np.full((calendar.months, len(axes.citizenships), 2), np.nan)
    for row in declarations.poverty:
        months = _months_between(calendar, row.from_, row.until)
        shares[months, axes.citizenships.index(row.citizenship)] = row.below_line, row.below_without
    return shares


def _attacks(declarations: Declarations, money: Money, axes: Axes) -> FloatArray:
    """[M, D] recorded victims per million person-years."""
    by_host = [[row for row in declarations.attacks if row.place == code] for code in axes.countries]
    stretches = [
        [Stretch(first=row.from_, last=row.until, value=row.rate) for row in rows] for rows in by_host
    ]
    return np.nan_to_num(np.stack([money.monthly(daily(money.calendar, each)) for each in stretches], axis=1))


def _job_loss(declarations: Declarations, axes: Axes) -> FloatArray:
    """[M, D] unemployed share held from the month in which a shock starts, for the months that begin in it."""
    calendar = declarations.frame.calendar
    held = np.full((calendar.months, len(axes.countries)), np.nan)
    for event in declarations.events:
        if isinstance(event, JobLoss) and event.place in axes.countries:
            held[_months_between(calendar, event.from_, event.until), axes.countries.index(event.place)] = (
                event.share
            )
    return held


def _permit_quota(declarations: Declarations, axes: Axes) -> FloatArray:
    """[M, D] permits a month, a twelfth of the year's quota; of two quotas the smaller, infinite without one."""
    calendar = declarations.frame.calendar
    quota = np.full((calendar.months, len(axes.countries)), np.inf)
    for event in declarations.events:
        if isinstance(event, Quota) and event.place in axes.countries:
            begin, stop = calendar.span(event.from_, event.until)
            months = (calendar.month_start + calendar.month_length > begin) & (calendar.month_start < stop)
            index = axes.countries.index(event.place)
            quota[months, index] = np.minimum(quota[months, index], event.permits / 12.0)
    return quota


def _codes(wanted: tuple[str, ...], axes: Axes) -> tuple[int, ...]:
    """Indices of the citizenships named, all for `*`."""
    return tuple(i for i, code in enumerate(axes.citizenships) if "*" in wanted or code in wanted)


def _rumours(declarations: Declarations, axes: Axes) -> tuple[Rumour, ...]:
    """Rumours within the period."""
    calendar = declarations.frame.calendar
    return tuple(
        Rumour(
            day=calendar.day_of(event.from_),
            camp=axes.camps.index(event.camp),
            citizenships=_codes(event.citizenships, axes),
            size=event.size,
        )
        for event in declarations.events
        if isinstance(event, RumourEvent) and calendar.contains(event.from_) and event.camp in axes.camps
    )


def _information(declarations: Declarations, axes: Axes) -> tuple[Information, ...]:
    """Days within the period on which people are told what is true; one day where an event has no end."""
    calendar = declarations.frame.calendar
    found = []
    for event in declarations.events:
        if isinstance(event, InformationEvent) and event.camp in axes.camps:
            begin, stop = calendar.span(event.from_, event.until or event.from_)
            found.append(
                Information(
                    first=begin,
                    last=stop - 1,
                    camp=axes.camps.index(event.camp),
                    citizenships=_codes(event.citizenships, axes),
                    size=event.size,
                )
            )
    return tuple(found)


def _dangers(declarations: Declarations, axes: Axes) -> tuple[Danger, ...]:
    """Dated rises of danger in a host."""
    calendar = declarations.frame.calendar
    return tuple(
        Danger(
            month=int(calendar.month_of_day[calendar.day_of(event.from_)]),
            country=axes.countries.index(event.place),
            citizenships=_codes(event.citizenships, axes),
            size=event.size,
        )
        for event in declarations.events
        if isinstance(event, DangerEvent) and calendar.contains(event.from_) and event.place in axes.countries
    )


def _months_between(
    calendar: Calendar, first: datetime.date, last: datetime.date | None
) -> NDArray[np.bool_]:
    """[M] months of which at least a day lies between two days; last None: no end."""
    begin, stop = calendar.span(first, last)
    return (calendar.month_start + calendar.month_length > begin) & (calendar.month_start < stop)


def _months_of(years: FloatArray, year: int) -> FloatArray:
    """[M] months of a year; of the nearest year of the period where it lies outside."""
    nearest = int(np.clip(year, years.min(), years.max()))
    return np.asarray(years == nearest)
