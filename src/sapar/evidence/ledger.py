"""The ledger: all sources, claims and figures of a study."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sapar.errors import UnknownSource
from sapar.evidence.claims import Claim
from sapar.evidence.definitions import COUNTED_BY_HOST
from sapar.evidence.figures import Figure
from sapar.evidence.sources import Source
from sapar.files.references import Known

REGISTER = "destination_registry"
REPEATING = frozenset({"association", "expert", "press"})
"""Kinds of sources that keep no register of a host."""

_NOT_READ = Known(error=UnknownSource, names=frozenset(), is_complete=False)


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """Everything anybody said, unchanged; nothing is averaged here."""

    sources: tuple[Source, ...] = ()
    """Who says so, in file order."""
    claims: tuple[Claim, ...] = ()
    """What they say and holds today, in file order: rows that a later row replaces are left out."""
    history: tuple[Claim, ...] = ()
    """Every row ever written, replaced and withdrawn ones included, in file order."""
    figures: tuple[Figure, ...] = ()
    """What the model is confronted with, in file order."""
    known_sources: Known = _NOT_READ
    """For checking the `source` columns of other tables."""

    @cached_property
    def source(self) -> Mapping[str, Source]:
        """Each source by its name."""
        return {source.source: source for source in self.sources}

    @cached_property
    def claim(self) -> Mapping[str, Claim]:
        """Each claim by its name, replaced ones included."""
        return {claim.claim: claim for claim in (self.history or self.claims)}

    def counted_by(self, claim: Claim) -> str:
        """Kind of whoever counted: whoever repeats a register passes its bias on."""
        kind = self.source[claim.source].kind
        return REGISTER if claim.definition in COUNTED_BY_HOST and kind in REPEATING else kind

    @cached_property
    def replaced_by(self) -> Mapping[str, str]:
        """Name of the row that replaces each claim that no longer holds."""
        return {claim.replaces: claim.claim for claim in self.history if claim.replaces is not None}

    @cached_property
    def figure(self) -> Mapping[str, Figure]:
        """Each figure by its name."""
        return {figure.figure: figure for figure in self.figures}
