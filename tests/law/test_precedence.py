"""Which row holds."""

from __future__ import annotations

import datetime
import random

import pytest

from sapar.frame.calendar import Calendar
from sapar.model.declarations.law import Membership, StayRule
from sapar.model.precedence import holding, winners

START = datetime.date(2030, 1, 1)
CODES = ("QAA", "QBB", "QXX")
CALENDAR = Calendar(start=START, days=40)


def plain_winner(
    rows: list[StayRule], memberships: list[Membership], citizenship: str, date: datetime.date
) -> StayRule | None:
    """The rule in its own words: the union's row if both are in it that day, else the named, else that for all."""

    def holds(first: datetime.date, last: datetime.date | None) -> bool:
        return first <= date and (last is None or date <= last)

    def in_union(union: str, country: str) -> bool:
        return any(
            each.union == union
            and each.member == country
            and each.status == "in_force"
            and holds(each.from_, each.until)
            for each in memberships
        )

    for wants_union, wants_name in ((True, True), (True, False), (False, True), (False, False)):
        for row in reversed(rows):
            if row.status != "in_force" or row.place != "QXX" or not holds(row.from_, row.until):
                continue
            if (row.union is not None) != wants_union or (citizenship in row.citizenship) != wants_name:
                continue
            if not wants_name and row.citizenship != ("*",):
                continue
            if row.union is None or (in_union(row.union, "QXX") and in_union(row.union, citizenship)):
                return row
    return None


def dates(chance: random.Random) -> tuple[datetime.date, datetime.date | None]:
    """A stretch of days, perhaps without an end."""
    first = START + datetime.timedelta(days=chance.randrange(-5, 40))
    length = chance.randrange(0, 25)
    return first, None if chance.random() < 0.3 else first + datetime.timedelta(days=length)


@pytest.mark.parametrize("seed", range(60))
def test_the_row_that_holds_is_the_one_the_rule_names(seed: int) -> None:
    """On random tables, in any order of rows, painting by day finds what reading the rule finds."""
    chance = random.Random(seed)
    memberships = []
    for country in CODES:
        for _ in range(chance.randrange(3)):
            first, last = dates(chance)
            memberships.append(
                Membership(
                    union=chance.choice("uv"), member=country, from_=first, until=last, source="s", grade="X",
                    status=chance.choice(("in_force", "in_force", "proposed")),
                )
            )  # fmt: skip
    rows = []
    for days in range(chance.randrange(1, 9)):
        first, last = dates(chance)
        rows.append(
            StayRule(
                place=chance.choice(("QXX", "QXX", "QYY")),
                citizenship=chance.choice((("*",), ("QAA",), ("QAA", "QBB"), ("QBB",))),
                union=chance.choice((None, None, "u", "v")),
                from_=first, until=last, days=days, counting="per_entry", source="s", grade="X",
                status=chance.choice(("in_force", "in_force", "proposed")),
            )
        )  # fmt: skip
    for citizenship in ("QAA", "QBB"):
        expected = [
            plain_winner(rows, memberships, citizenship, CALENDAR.date_of(day))
            for day in range(CALENDAR.days)
        ]

        assert winners(CALENDAR, rows, "QXX", citizenship, memberships) == expected
        for day in (0, 13, 39):
            assert holding(CALENDAR.date_of(day), rows, "QXX", citizenship, memberships) == expected[day]
