"""Reading texts into candidates for the ledger, in English and Russian."""

from sapar.evidence.reading.candidate import Candidate, Reading, Refused
from sapar.evidence.reading.read import read_text

__all__ = ["Candidate", "Reading", "Refused", "read_text"]
