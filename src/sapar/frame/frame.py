"""The frame of a study: its days, its places and its groups."""

from __future__ import annotations

from dataclasses import dataclass

from sapar.frame.calendar import Calendar
from sapar.frame.groups import Groups
from sapar.frame.places import Places


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What every array of the study is indexed by."""

    calendar: Calendar
    """Days and months."""
    places: Places
    """Where people can be."""
    groups: Groups
    """Which people there are."""
    hosts: tuple[str, ...] = ()
    """Codes of the countries that receive migrants into regions of their own."""

    @property
    def citizenships(self) -> tuple[str, ...]:
        """Codes of the citizenships, in the order of the groups."""
        return self.groups.citizenships

    @property
    def destinations(self) -> tuple[str, ...]:
        """Codes of the hosts, then of the outside options."""
        return (*self.hosts, *self.places.outside)
