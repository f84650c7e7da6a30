"""Reading all declarations of a study, with every problem of every file."""

from __future__ import annotations

from collections.abc import Collection

from sapar.errors import MissingExchangeRate, NoRows
from sapar.evidence.ledger import Ledger
from sapar.files.folder import StudyFolder
from sapar.frame.frame import Frame
from sapar.frame.groups import Groups, read_groups
from sapar.frame.places import Places
from sapar.model.declarations.assumptions import read_assumptions
from sapar.model.declarations.attacks import read_attacks
from sapar.model.declarations.camp_supplies import read_camp_supplies
from sapar.model.declarations.channels import read_channels
from sapar.model.declarations.declarations import Declarations
from sapar.model.declarations.economy import (
    EXCHANGE_RATES,
    ExchangeRate,
    HostRegion,
    Wage,
    read_exchange_rates,
    read_fares,
    read_output,
    read_regions,
    read_wages,
)
from sapar.model.declarations.institutions import read_institutions
from sapar.model.declarations.links import read_links
from sapar.model.declarations.minor_flows import read_minor_flows
from sapar.model.declarations.pairs import read_pairs
from sapar.model.declarations.poverty import read_poverty
from sapar.model.declarations.questions import read_questions
from sapar.model.declarations.read_events import read_events
from sapar.model.declarations.read_law import read_law
from sapar.model.declarations.rows import References
from sapar.model.declarations.sectors import read_sectors
from sapar.model.declarations.settings import read_settings
from sapar.position import Position
from sapar.problems import Problems

DOLLAR = "USD"
"""The currency all others are measured in; it needs no rates."""


def read_declarations(
    folder: StudyFolder,
    places: Places,
    ledger: Ledger,
    problems: Problems,
    known_parameters: Collection[str] | None = None,
) -> Declarations | None:
    """Read everything but evidence and scenarios.

    Parameters
    ----------
    folder
        The study.
    places
        Its places, as far as they could be read.
    ledger
        Its evidence: every row names one of its sources.
    problems
        Receives every problem of every file.
    known_parameters
        Names the model reads; one that ends in `:` stands for one value a place. None: names are not checked.

    Returns
    -------
    declarations
        None where `study.yaml` cannot be used; otherwise whatever has no fault of its own.
    """
    settings = read_settings(folder, problems)
    groups = read_groups(folder, places, problems)
    unchecked = References.of(places, ledger, None)
    rates = read_exchange_rates(folder, unchecked, problems)
    currencies = _currencies(rates, problems)
    references = References.of(places, ledger, currencies)
    _check_sources_and_currencies(places, groups, references, problems)
    before = len(problems)
    links = read_links(folder, references, groups, problems)
    link_names = frozenset(link.link for link in links) if len(problems) == before else None
    pairs = read_pairs(folder, references, problems)
    wages = read_wages(folder, references, problems)
    fares = read_fares(folder, references, problems)
    regions = read_regions(folder, references, problems)
    sectors = read_sectors(folder, references, problems)
    channels = read_channels(folder, references, problems)
    output = read_output(folder, references, problems)
    poverty = read_poverty(folder, references, problems)
    attacks = read_attacks(folder, references, problems)
    calendar = settings.calendar if settings is not None else None
    law = read_law(folder, references, calendar, problems)
    events = read_events(folder, references, link_names, calendar, problems)
    institutions = read_institutions(folder, references, problems)
    camp_supplies = read_camp_supplies(folder, references, problems)
    minor_flows = read_minor_flows(folder, references, problems)
    assumptions = read_assumptions(folder, references, problems, known_parameters)
    if settings is None:
        return None
    hosts = _hosts(regions, places)
    if len(problems) == 0:
        _require_wages(hosts, wages, places, groups, problems)
    return Declarations(
        settings=settings,
        frame=Frame(calendar=settings.calendar, places=places, groups=groups, hosts=hosts),
        links=links,
        pairs=pairs,
        wages=wages,
        exchange_rates=rates,
        fares=fares,
        regions=regions,
        sectors=sectors,
        channels=channels,
        output=output,
        poverty=poverty,
        attacks=attacks,
        stay=law.stay,
        work=law.work,
        suspensions=law.suspensions,
        sanctions=law.sanctions,
        unions=law.unions,
        family=law.family,
        entry=law.entry,
        registry=law.registry,
        amnesties=law.amnesties,
        rates=law.rates,
        examples=law.examples,
        events=events,
        assumptions=assumptions,
        institutions=institutions,
        camp_supplies=camp_supplies,
        minor_flows=minor_flows,
        questions=read_questions(folder, references, problems),
    )


def _currencies(rates: tuple[ExchangeRate, ...], problems: Problems) -> frozenset[str] | None:
    """Currencies with exchange rates; None where their table has faults, which would cause others."""
    has_faults = any(
        problem.position is not None and problem.position.file.startswith(EXCHANGE_RATES.name)
        for problem in problems.in_file_order
    )
    return None if has_faults else frozenset({DOLLAR, *(rate.currency for rate in rates)})


def _check_sources_and_currencies(
    places: Places, groups: Groups, references: References, problems: Problems
) -> None:
    """Report places and groups whose source is unknown, and places whose currency has no exchange rate."""
    known, currencies = references.sources, references.currencies
    for row in (*places, *groups):
        if known.is_complete and row.source is not None and row.source not in known.names:
            at = row.at or Position(file="places.csv")
            problems.add(known.error(at=at, found=row.source, known=known.names))
    for place in places:
        if currencies.is_complete and place.currency is not None and place.currency not in currencies.names:
            at = place.at or Position(file="places.csv")
            why = f"is the currency of {place.place} but has no exchange rate, so its pay cannot be compared"
            hint = f"add rows for {place.currency} to {EXCHANGE_RATES.file}"
            problems.add(MissingExchangeRate(at=at, found=place.currency, why=why, try_=hint))


def _hosts(regions: tuple[HostRegion, ...], places: Places) -> tuple[str, ...]:
    """Codes of the countries that receive migrants, in the order of `places.csv`."""
    found = {places.country_of(region.region) for region in regions if region.region in places}
    return tuple(code for code in places.countries if code in found)


def _require_wages(
    hosts: tuple[str, ...], wages: tuple[Wage, ...], places: Places, groups: Groups, problems: Problems
) -> None:
    """Report a study without hosts, and every host, home and outside place without wages."""
    if not hosts:
        hint = "add the regions that receive migrants, with their shares"
        at = Position(file="economy/regions.csv")
        problems.add(NoRows(at=at, why="no country is a host", try_=hint))
    paid = {wage.place for wage in wages}
    for code in dict.fromkeys((*hosts, *places.outside, *groups.citizenships)):
        if code not in paid:
            why = f"there is no wage for {code}, so nobody could weigh going or staying there"
            hint = f"add a row for {code}"
            problems.add(NoRows(at=Position(file="economy/wages.csv"), why=why, try_=hint))
