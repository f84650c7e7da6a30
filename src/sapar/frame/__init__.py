"""What everything else is counted by: days, places and groups of people."""

from sapar.frame.calendar import Calendar
from sapar.frame.frame import Frame
from sapar.frame.groups import Group, Groups
from sapar.frame.places import Place, Places

__all__ = ["Calendar", "Frame", "Group", "Groups", "Place", "Places"]
