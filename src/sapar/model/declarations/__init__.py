"""What a study declares: settings, links, pairs, economy, law, events and assumptions."""

from sapar.model.declarations.declarations import Declarations
from sapar.model.declarations.read import read_declarations

__all__ = ["Declarations", "read_declarations"]
