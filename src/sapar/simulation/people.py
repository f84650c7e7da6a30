"""People as columns: one row an agent, every column an integer."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

HOME, TRAVELLING, EMPLOYED, UNEMPLOYED, STRANDED, CAMP, CONVOY = range(7)
"""What a person does: values of `People.activity`."""

CITIZEN, MEMBER, PERMIT, VISITOR, NO_STATUS = range(5)
"""The right a person stays under: values of `People.status`; CITIZEN is at home."""

NEVER = np.int16(-32768)
"""A day that never was: no ban, no earlier stay."""


class People(NamedTuple):
    """The state of every agent. Arrays share one length; 23 bytes an agent."""

    group: NDArray[np.int16]
    """Index of the agent's group: citizenship, home, sex and age."""
    place: NDArray[np.uint8]
    """Where the agent is, or is heading while travelling: homes, then host regions, then camps."""
    host: NDArray[np.uint8]
    """The host region last lived in, as an index of host regions."""
    activity: NDArray[np.uint8]
    """HOME, TRAVELLING, EMPLOYED, UNEMPLOYED, STRANDED, CAMP or CONVOY."""
    status: NDArray[np.uint8]
    """CITIZEN, MEMBER, PERMIT, VISITOR or NO_STATUS."""
    day: NDArray[np.int16]
    """Day of the next arrival while travelling; day of joining while stranded or in a camp."""
    entered: NDArray[np.int16]
    """Day the present stay abroad began."""
    clock: NDArray[np.int16]
    """Counted day on which a visitor's stay expires (counted days stand still while the law suspends them)."""
    used: NDArray[np.int16]
    """Visitor days already used in the current window or calendar year."""
    left: NDArray[np.int16]
    """Day the last stay abroad ended."""
    ban_until: NDArray[np.int16]
    """Last day of an entry ban, or NEVER."""
    ban_country: NDArray[np.uint8]
    """Host country the ban is for."""
    next_arrival: NDArray[np.int32]
    """Next agent arriving on the same day, -1 at the end of the list."""

    @property
    def number(self) -> int:
        """How many agents there are."""
        return int(self.group.size)

    def digest(self) -> str:
        """SHA-256 of every column, the arrival lists left out because their order carries no meaning."""
        state = hashlib.sha256()
        for name in self._fields:
            if name != "next_arrival":
                state.update(np.ascontiguousarray(getattr(self, name)).tobytes())
        return state.hexdigest()


def settle_people(groups_of_agents: NDArray[np.int16], homes: NDArray[np.uint8]) -> People:
    """All agents at home, with no ban and no earlier stay.

    Parameters
    ----------
    groups_of_agents
        [agent] index of the group of each agent.
    homes
        [group] home place of each group.
    """
    number = groups_of_agents.size
    return People(
        group=groups_of_agents,
        place=homes[groups_of_agents],
        host=np.zeros(number, np.uint8),
        activity=np.full(number, HOME, np.uint8),
        status=np.full(number, CITIZEN, np.uint8),
        day=np.zeros(number, np.int16),
        entered=np.zeros(number, np.int16),
        clock=np.zeros(number, np.int16),
        used=np.zeros(number, np.int16),
        left=np.full(number, NEVER, np.int16),
        ban_until=np.full(number, NEVER, np.int16),
        ban_country=np.zeros(number, np.uint8),
        next_arrival=np.full(number, -1, np.int32),
    )
