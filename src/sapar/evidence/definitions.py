"""What a claim can count: a closed list, each with the operator that reads the state of the world as it does."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """One way of counting."""

    name: str
    """As written in the `definition` column."""
    counts: str
    """What is counted, in a sentence."""
    operator: str
    """How the number follows from who is where; `none` where no number of the model is read."""
    dimensions: tuple[str, ...]
    """Dimensions its unit may have; empty where any fits."""


COUNTED_BY_HOST = frozenset({"registrations", "entries", "permits_issued", "officially_employed"})
"""Definitions whose numbers only offices of the host can have counted, whoever repeats them."""

_PEOPLE = ("persons",)
_LIST = (
    Definition(
        name="citizens_present",
        counts="Citizens of the origin who are in the place at the date, whatever they do there",
        operator="stock divided by the share of workers among those present",
        dimensions=_PEOPLE,
    ),
    Definition(
        name="workers_present",
        counts="People of the origin who work or seek work in the place at the date, with or without papers",
        operator="stock",
        dimensions=_PEOPLE,
    ),
    Definition(
        name="registrations",
        counts="Registrations made during the period; one person may make several",
        operator="stock times registrations of a person present all year",
        dimensions=("registrations", "persons"),
    ),
    Definition(
        name="entries",
        counts="Crossings into the place during the period; one person may cross several times",
        operator="arrivals over the period times crossings for one arrival",
        dimensions=("entries", "persons", "persons per time", "departures"),
    ),
    Definition(
        name="permits_issued",
        counts="Permits, patents or certificates issued during the period",
        operator="stock of those who need a permit times permits of a person present all year",
        dimensions=("permits", "patents", "persons", "quotas", "contracts", "applications"),
    ),
    Definition(
        name="officially_employed",
        counts="People of the origin with a registered contract in the place",
        operator="stock times the share with work and a contract",
        dimensions=(*_PEOPLE, "contracts"),
    ),
    Definition(
        name="irregular",
        counts="People in the place without status, as the source defines it",
        operator="stock times the share without authorisation; not reconciled",
        dimensions=_PEOPLE,
    ),
    Definition(
        name="residents",
        counts="Usual residents of the place",
        operator="population as declared",
        dimensions=(*_PEOPLE, "households", "families", "children"),
    ),
    Definition(
        name="foreign_born",
        counts="Residents of the place who were born elsewhere, however long ago",
        operator="none: birth and citizenship differ where borders moved",
        dimensions=_PEOPLE,
    ),
    Definition(
        name="ever_abroad",
        counts="People who have been abroad at any time of a period",
        operator="those abroad when the period starts, and first departures in it",
        dimensions=_PEOPLE,
    ),
    Definition(
        name="contacts_served",
        counts="Contacts of an organisation with people it helps; one person may come several times",
        operator="help cases over the period; not reconciled",
        dimensions=(*_PEOPLE, "contacts", "cases", "calls", "visits", "complaints", "families", "households"),
    ),
    Definition(
        name="members",
        counts="Members of a union or an association",
        operator="none: members are an input",
        dimensions=("members", "persons"),
    ),
    Definition(
        name="share",
        counts="A part of a group named in the quantity",
        operator="one number over another, both by the definition the quantity names",
        dimensions=("ratio",),
    ),
    Definition(
        name="ratio",
        counts="One number over another: of two dates, or of two groups",
        operator="one number over another",
        dimensions=("ratio",),
    ),
    Definition(
        name="count_event",
        counts="What happened, counted: detained, carried, stranded, found",
        operator="the event's own count",
        dimensions=(),
    ),
    Definition(
        name="rank",
        counts="The order of places or groups by size",
        operator="the order of the stocks",
        dimensions=("rank", "none", "ratio"),
    ),
    Definition(name="rule", counts="What the law says or said", operator="none", dimensions=()),
    Definition(name="no_data", counts="That nobody counts", operator="none", dimensions=()),
    Definition(
        name="statement", counts="What somebody says without a number", operator="none", dimensions=()
    ),
    Definition(
        name="withdrawn",
        counts="That an earlier claim, named in `replaces`, no longer holds",
        operator="none",
        dimensions=(),
    ),
)
DEFINITION: dict[str, Definition] = {each.name: each for each in _LIST}
"""Every definition by its name."""
