"""Help sheets for tests: built by hand or drawn at random."""

from __future__ import annotations

import datetime
from typing import Any

import numpy as np
from hypothesis import strategies as st

from sapar.casework.service import Servers
from sapar.operations.help.case import (
    Campaign,
    Demand,
    HelpCase,
    Institution,
    Partner,
    Range,
    Shelter,
    Staff,
)
from sapar.operations.help.tables import FIGURE_ITEMS

MONTHS = 3


def known(value: float) -> Range:
    """A number without range."""
    return Range(low=value, likely=value, high=value)


def demand(kind: str = "wages", weekly: float = 5.0, **changes: Any) -> Demand:
    """Cases from Russia, a third of them solved from home."""
    plain: dict[str, Any] = {
        "kind": kind, "country": "RUS", "weekly": known(weekly), "backlog": 0, "solved_at_home": known(0.3),
        "nationals": 0.0,
    }  # fmt: skip
    return Demand(**(plain | changes))


def lawyers(people: int, rate: float = 6.0, salary: int = 0) -> Staff:
    """Lawyers of one speed."""
    return Staff(role="lawyer", people=people, rate=known(rate), salary=salary)


def partner(people: int = 1, rate: float = 4.0, country: str = "RUS") -> Partner:
    """People abroad."""
    return Partner(country=country, people=people, rate=known(rate))


def institution(**changes: Any) -> Institution:
    """A union with two lawyers and a partner in Russia; money limits nothing."""
    figures = {item: known(0.0) for item in FIGURE_ITEMS} | {
        item: known(value)
        for item, value in (
            ("paid_share", 1.0), ("recovery_share", 0.25), ("contract_advantage", 2.0), ("contract_share", 0.2),
            ("recovered_part", 0.6), ("wage_claim", 1e7), ("contacts_per_case", 2.0), ("solved_at_home", 0.3),
        )
    }  # fmt: skip
    stated = changes.pop("figures", {})
    plain: dict[str, Any] = {
        "name": "union", "staff": (lawyers(2),), "demands": (demand(),), "partners": (partner(),), "campaigns": (),
        "figures": figures | {item: known(value) for item, value in stated.items()}, "counts_money": bool(stated),
    }  # fmt: skip
    return Institution(**(plain | changes))


def case(*institutions: Institution, months: int = MONTHS, shelters: tuple[Shelter, ...] = ()) -> HelpCase:
    """A plan."""
    return HelpCase(
        name="case",
        start=datetime.date(2026, 12, 1),
        months=months,
        currency="KGS",
        institutions=institutions or (institution(),),
        shelters=shelters,
    )


def shelter(places: int = 2, takes: str = "nationals", name: str = "state") -> Shelter:
    """Places in Russia for six weeks."""
    return Shelter(name=name, country="RUS", places=places, stay=known(6.0), takes=takes)


@st.composite
def institutions(draw: st.DrawFn, *, money: bool = True) -> Institution:
    """A few kinds of cases from two countries, up to four lawyers, backlogs, ranges, and money or none."""
    kinds = draw(
        st.lists(
            st.sampled_from(["wages", "documents", "exploitation", "advice"]),
            min_size=1,
            max_size=3,
            unique=True,
        )
    )
    demands = tuple(
        demand(
            kind,
            weekly=draw(st.sampled_from([0.0, 0.5, 3.0, 8.0])),
            country=draw(st.sampled_from(["RUS", "KAZ"])),
            backlog=draw(st.integers(0, 15)),
            solved_at_home=known(draw(st.sampled_from([0.0, 0.3, 1.0]))),
            nationals=draw(st.sampled_from([0.0, 0.5])),
        )
        for kind in kinds
    )
    low = draw(st.sampled_from([1.0, 4.0]))
    staff = [
        Staff(
            role="lawyer",
            people=draw(st.integers(0, 4)),
            rate=Range(low=low, likely=5.0, high=9.0),
            salary=30,
        )
    ]
    if draw(st.booleans()):
        staff.append(Staff(role="other", people=draw(st.integers(0, 2)), rate=known(9.0), salary=20))
    figures: dict[str, Any] = {}
    campaigns: tuple[Campaign, ...] = ()
    if money and draw(st.booleans()):
        figures = {
            "members": draw(st.sampled_from([0.0, 50.0])), "dues": draw(st.sampled_from([1.0, 3.0])),
            "balance": draw(st.sampled_from([0.0, 100.0])), "grants": draw(st.sampled_from([0.0, 40.0])),
            "other_costs": draw(st.sampled_from([0.0, 70.0])), "restriction": draw(st.sampled_from([0.0, 0.3, 1.0])),
            "aid_need": draw(st.sampled_from([0.0, 30.0])), "kit_cost": draw(st.sampled_from([0.0, 7.0])),
            "kits": draw(st.sampled_from([0.0, 11.0])), "joins": 5.0, "leaves": 0.1,
        }  # fmt: skip
        campaigns = (
            Campaign(
                month=draw(st.integers(0, MONTHS - 1)),
                income=Range(low=50.0, likely=200.0, high=900.0),
                for_aid=draw(st.sampled_from([0.0, 0.4, 1.0])),
            ),
        )
    partners = tuple(
        partner(draw(st.integers(0, 2)), country=country)
        for country in draw(st.lists(st.sampled_from(["RUS", "KAZ"]), max_size=2, unique=True))
    )
    return institution(
        demands=demands, staff=tuple(staff), partners=partners, campaigns=campaigns, figures=figures,
        counts_money=bool(figures),
    )  # fmt: skip


def equal_servers(replicates: int, count: int, rate: float) -> Servers:
    """Servers that take everything, always."""
    return Servers(
        takes=np.ones((1, count), dtype=bool),
        works=np.ones((replicates, count, 1), dtype=bool),
        rate=np.full((replicates, count), rate),
        period=1.0,
    )
