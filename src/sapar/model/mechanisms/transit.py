"""M19 Transit: convoys of buses and trains take people from a camp home, on their days, up to their seats."""

from __future__ import annotations


def seats_offered(vehicles: int, seats: int, quota: int | None) -> int:
    """People one operation can take: all vehicles' seats, and never more than the transit quota."""
    offered = vehicles * seats
    return offered if quota is None else min(offered, quota)


def agents_carried(seats: int, people_per_agent: int) -> int:
    """Whole agents that fit the seats; part of an agent never boards."""
    return seats // people_per_agent
