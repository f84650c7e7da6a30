"""What sources say, unchanged: the ledger of claims and the figures a model is confronted with."""

from sapar.evidence.claims import Claim
from sapar.evidence.figures import Figure
from sapar.evidence.ledger import Ledger
from sapar.evidence.read import read_ledger
from sapar.evidence.sources import Source

__all__ = ["Claim", "Figure", "Ledger", "Source", "read_ledger"]
