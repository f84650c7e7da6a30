"""Tables from elsewhere as rows of the ledger, by a mapping of columns that the user confirms."""

from sapar.evidence.importers.claims import Imported, import_claims
from sapar.evidence.importers.layouts import LAYOUTS, Mapping, guess_mapping

__all__ = ["LAYOUTS", "Imported", "Mapping", "guess_mapping", "import_claims"]
