"""The declarations of a study: everything it says about places, people, economy, law and events."""

from __future__ import annotations

from dataclasses import dataclass

from sapar.frame.frame import Frame
from sapar.model.declarations.assumptions import Assumption
from sapar.model.declarations.attacks import Attacks
from sapar.model.declarations.camp_supplies import CampSupply
from sapar.model.declarations.channels import ChannelTerms
from sapar.model.declarations.economy import ExchangeRate, Fare, HostRegion, Output, Wage
from sapar.model.declarations.events import Event
from sapar.model.declarations.institutions import Institution
from sapar.model.declarations.law import (
    Amnesty,
    EntryRule,
    Example,
    FamilyRule,
    Law,
    Membership,
    Rate,
    RegistryRule,
    Sanction,
    StayRule,
    Suspension,
    WorkRule,
)
from sapar.model.declarations.links import Link
from sapar.model.declarations.minor_flows import MinorFlow
from sapar.model.declarations.pairs import Pair
from sapar.model.declarations.poverty import Poverty
from sapar.model.declarations.questions import Question
from sapar.model.declarations.sectors import SectorRow
from sapar.model.declarations.settings import Settings


@dataclass(frozen=True, kw_only=True)
class Declarations:
    """Everything a study declares, as written; scenarios change copies of it."""

    settings: Settings
    """`study.yaml`."""
    frame: Frame
    """Its days, places, groups and hosts."""
    links: tuple[Link, ...]
    """`links.csv`."""
    pairs: tuple[Pair, ...]
    """`pairs.csv`."""
    wages: tuple[Wage, ...]
    """`economy/wages.csv`."""
    exchange_rates: tuple[ExchangeRate, ...]
    """`economy/exchange_rates.csv`."""
    fares: tuple[Fare, ...]
    """`economy/fares.csv`."""
    regions: tuple[HostRegion, ...]
    """`economy/regions.csv`."""
    stay: tuple[StayRule, ...]
    """`law/stay.csv`."""
    work: tuple[WorkRule, ...]
    """`law/work.csv`."""
    suspensions: tuple[Suspension, ...]
    """`law/suspensions.csv`."""
    sanctions: tuple[Sanction, ...]
    """`law/sanctions.csv`."""
    unions: tuple[Membership, ...]
    """`law/unions.csv`."""
    events: tuple[Event, ...]
    """`events.yaml`."""
    assumptions: tuple[Assumption, ...]
    """`assumptions.csv`."""
    channels: tuple[ChannelTerms, ...] = ()
    """`economy/channels.csv`."""
    output: tuple[Output, ...] = ()
    """`economy/gdp.csv`."""
    poverty: tuple[Poverty, ...] = ()
    """`economy/poverty.csv`."""
    attacks: tuple[Attacks, ...] = ()
    """`attacks.csv`."""
    family: tuple[FamilyRule, ...] = ()
    """`law/family.csv`."""
    entry: tuple[EntryRule, ...] = ()
    """`law/entry.csv`."""
    registry: tuple[RegistryRule, ...] = ()
    """`law/registry.csv`."""
    amnesties: tuple[Amnesty, ...] = ()
    """`law/amnesties.csv`."""
    rates: tuple[Rate, ...] = ()
    """`law/rates.csv`."""
    sectors: tuple[SectorRow, ...] = ()
    """`economy/sectors.csv`."""
    examples: tuple[Example, ...] = ()
    """`law/examples.csv`."""
    institutions: tuple[Institution, ...] = ()
    """`institutions.csv`."""
    camp_supplies: tuple[CampSupply, ...] = ()
    """`camp_supplies.csv`."""
    minor_flows: tuple[MinorFlow, ...] = ()
    """`minor_flows.csv`."""
    questions: tuple[Question, ...] = ()
    """`questions.yaml`."""

    @property
    def law(self) -> Law:
        """All tables of law."""
        return Law(
            stay=self.stay,
            work=self.work,
            suspensions=self.suspensions,
            sanctions=self.sanctions,
            unions=self.unions,
            family=self.family,
            entry=self.entry,
            registry=self.registry,
            amnesties=self.amnesties,
            rates=self.rates,
            examples=self.examples,
        )
