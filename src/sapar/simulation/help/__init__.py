"""Accounts of help: what befalls workers, who turns to whom, what comes of it; counts beside the people."""

from sapar.simulation.help.live import live_help, rehearsal_of_help
from sapar.simulation.help.record import HelpRecord, help_tables
from sapar.simulation.help.state import HelpMemory

__all__ = ["HelpMemory", "HelpRecord", "help_tables", "live_help", "rehearsal_of_help"]
