"""Hold-outs: claims and figures that a study sets aside before anything is fitted, to be judged by them later."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from sapar.errors import (
    EmptyChange,
    MissingKey,
    UnknownCitizenship,
    UnknownClaim,
    UnknownFigure,
    UnknownPlace,
)
from sapar.evidence.claims import Claim
from sapar.evidence.figures import Figure
from sapar.evidence.ledger import Ledger
from sapar.files.fields import Kind
from sapar.files.references import Known, check_dates
from sapar.files.shapes import Entry, Shape, many, one, read_list, read_mapping, words
from sapar.files.yaml import Node
from sapar.frame.places import Places
from sapar.problems import Problems

HOLDOUT = Shape(
    describe="Claims and figures set aside before fitting: those named, and those that meet every condition given.",
    keys=(
        many("claims", Kind.NAME, required=False, describe="ids of claims"),
        many("figures", Kind.NAME, required=False, describe="ids of figures"),
        many("citizenship", Kind.CODE, required=False, describe="about these only; `*` stands for all"),
        many("place", Kind.NAME, required=False, describe="about these only; `*` stands for all"),
        one("from", Kind.DATE_FROM, required=False, describe="about no earlier day"),
        one("until", Kind.DATE_UNTIL, required=False, describe="about no later day"),
        words("why", describe="reason, by language"),
    ),
)
"""One entry of `holdouts` in `study.yaml`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdout:
    """One rule by which claims and figures are held out: those named, and those that meet every condition given."""

    claims: tuple[str, ...] = ()
    """Ids."""
    figures: tuple[str, ...] = ()
    """Ids."""
    citizenship: tuple[str, ...] = ()
    """Whoever a claim is about must be among these; empty: no condition."""
    place: tuple[str, ...] = ()
    """Wherever a claim is about must be among these; empty: no condition."""
    from_: datetime.date | None = None
    """No day that a claim is about lies before."""
    until: datetime.date | None = None
    """No day that a claim is about lies after."""
    why: Mapping[str, str]
    """By language."""
    entry: Entry | None = field(default=None, compare=False, repr=False)
    """As written."""

    @property
    def has_conditions(self) -> bool:
        """Whether it speaks of more than what it names."""
        return bool(self.citizenship or self.place or self.from_ or self.until)

    def matches(self, one: Claim | Figure) -> bool:
        """Whether a claim or figure is held out by this rule."""
        named = one.claim in self.claims if isinstance(one, Claim) else one.figure in self.figures
        return named or (self.has_conditions and self._meets(one))

    def _meets(self, one: Claim | Figure) -> bool:
        """Whether it meets every condition."""
        first, last = one.from_ or one.until, one.until or one.from_
        return (
            (
                not self.citizenship
                or (bool(one.citizenship) and set(one.citizenship) <= set(self.citizenship))
            )
            and (not self.place or (bool(one.place) and set(one.place) <= set(self.place)))
            and (self.from_ is None or (first is not None and first >= self.from_))
            and (self.until is None or (last is not None and last <= self.until))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldOut:
    """What nothing may be fitted to."""

    claims: frozenset[str] = frozenset()
    """Claims held out, and whatever repeats one of them."""
    figures: frozenset[str] = frozenset()
    """Figures held out, and those that rest on a claim held out."""
    why: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By claim or figure: the reason, by language."""


def held_out(ledger: Ledger, holdouts: Iterable[Holdout]) -> HeldOut:
    """All claims and figures of a ledger that some rule holds out.

    A claim that repeats one held out, or that one held out repeats, is held out with it; so is a figure that rests on
    a claim held out.
    """
    why: dict[str, Mapping[str, str]] = {}
    claims: set[str] = set()
    figures: set[str] = set()
    for rule in holdouts:
        found = _with_copies({claim.claim for claim in ledger.claims if rule.matches(claim)}, ledger)
        judged = {
            figure.figure
            for figure in ledger.figures
            if rule.matches(figure)
            or (figure.operator not in ("input", "event_order") and found & set(figure.claims))
        }
        for name in (*found, *judged):
            why.setdefault(name, rule.why)
        claims |= found
        figures |= judged
    return HeldOut(claims=frozenset(claims), figures=frozenset(figures), why=why)


def without(ledger: Ledger, held: HeldOut) -> Ledger:
    """The ledger that fitting may see: no claim and no figure that is held out."""
    return replace(
        ledger,
        claims=tuple(claim for claim in ledger.claims if claim.claim not in held.claims),
        history=tuple(claim for claim in ledger.history if claim.claim not in held.claims),
        figures=tuple(figure for figure in ledger.figures if figure.figure not in held.figures),
    )


def read_holdouts(node: Node | None, problems: Problems) -> tuple[Holdout, ...]:
    """The rules of `study.yaml`, or every problem of theirs that the file itself shows."""
    found = []
    for item in () if node is None else read_list(node, problems):
        entry = read_mapping(item, HOLDOUT, problems)
        if entry is None or not check_dates(entry, problems):
            continue
        values = dict(entry.values)
        rule = Holdout(**{"from_": values.pop("from"), **values}, entry=entry)
        if rule.claims or rule.figures or rule.has_conditions:
            found.append(rule)
            continue
        why = "this hold-out names nothing and sets no condition"
        hint = "claims, figures, citizenship, place, from or until"
        problems.add(MissingKey(at=item.at, why=why, try_=hint))
    return tuple(found)


def check_holdouts(rules: Iterable[Holdout], ledger: Ledger, places: Places, problems: Problems) -> None:
    """Report names that the study does not have, and rules that hold out nothing."""
    known = {
        "claims": Known(error=UnknownClaim, names=frozenset(claim.claim for claim in ledger.claims)),
        "figures": Known(error=UnknownFigure, names=frozenset(ledger.figure)),
        "citizenship": Known(error=UnknownCitizenship, names=frozenset(places.countries)),
        "place": Known(error=UnknownPlace, names=frozenset(place.place for place in places)),
    }
    for rule in rules:
        assert rule.entry is not None, "rules are read from a file"
        is_fine = all(names.check(rule.entry, column, problems) for column, names in known.items())
        matched = any(map(rule.matches, ledger.claims)) or any(map(rule.matches, ledger.figures))
        if is_fine and not matched:
            why = "holds out nothing: no claim and no figure meets all of its conditions"
            hint = "fewer conditions, or the ids of the claims"
            problems.add(EmptyChange(at=rule.entry.node.at, why=why, try_=hint))


def _with_copies(names: set[str], ledger: Ledger) -> set[str]:
    """The claims, what they were taken from, and what was taken from them."""
    found = set(names)
    while True:
        more = {claim.claim for claim in ledger.claims if claim.copy_of in found}
        more |= {
            source
            for claim in ledger.claims
            if claim.claim in found and (source := claim.copy_of) is not None and source in ledger.claim
        }
        if more <= found:
            return found
        found |= more
