"""The ledger for other people's programs, with where each number comes from and on what terms."""

from __future__ import annotations

import csv
import io
import json

from sapar.evidence.ledger import Ledger
from sapar.evidence.rows import Row, row_of

_ABOUT_SOURCE = ("source_name", "source_kind", "source_address", "source_licence")


def exported(ledger: Ledger, format_: str, *, history: bool = False, with_sources: bool = True) -> str:
    """The claims as CSV or JSON text.

    Parameters
    ----------
    ledger
        The ledger.
    format_
        `csv` or `json`.
    history
        Whether replaced and withdrawn rows go with the others.
    with_sources
        Whether names of sources go out; without them the notes stay here too, since they may name people.
    """
    rows = [_row(ledger, name, with_sources) for name in _names(ledger, history)]
    if format_ == "json":
        return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(rows[0]) if rows else ["claim"], lineterminator="\n")
    writer.writeheader()
    writer.writerows([{name: _harmless(text) for name, text in row.items()} for row in rows])
    return buffer.getvalue()


def _names(ledger: Ledger, history: bool) -> list[str]:
    """Names of the claims to export."""
    return [claim.claim for claim in (ledger.history if history else ledger.claims)]


def _row(ledger: Ledger, name: str, with_sources: bool) -> Row:
    """One claim with its source."""
    claim = ledger.claim[name]
    row = row_of(claim)
    if not with_sources:
        return {key: text for key, text in row.items() if key not in ("source", "note")}
    source = ledger.source[claim.source]
    about = (source.name, source.kind, source.address or "", source.licence or "")
    return row | dict(zip(_ABOUT_SOURCE, about, strict=True))


def _harmless(text: str) -> str:
    """Text that a spreadsheet would take for a formula is marked as text."""
    is_number = text.lstrip("-").replace(".", "", 1).isdigit()
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") and not is_number else text
