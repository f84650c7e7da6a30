"""Rules of stays in the twin: days allowed, bans, papers, and what happens when the days are used up."""

from __future__ import annotations

from tests.twin.people import UNLIMITED, Agent
from tests.twin.world import World

LONGEST_STAY = 30_000


def days_allowed(world: World, agent: Agent, country: int, day: int) -> int:
    """Days a visitor who enters now may stay; days used are forgotten once their window or year has passed."""
    rule, counting = world.rule(country, agent), world.counting(country, agent)
    if rule.stay_days == 0:
        return UNLIMITED
    free_days = rule.stay_window - rule.stay_days
    if agent.used_country != country:
        return int(rule.stay_days)
    is_forgotten = {
        "per entry": True,
        "rolling": day - agent.left >= free_days,
        "calendar year": agent.left < world.year_start[day],
    }[counting]
    if is_forgotten:
        agent.used = 0
    return int(rule.stay_days) - agent.used


def end_stay(world: World, agent: Agent, day: int, *, is_banned: bool) -> None:
    """Leave a host: the days that counted this year, or in all, are booked to it; a ban may follow."""
    country = world.country(agent)
    rule = world.rule(country, agent)
    if agent.status == "visitor" or agent.lacks_status:
        by_year = world.counting(country, agent) == "calendar year"
        this_year = by_year and agent.entered < world.year_start[day]
        if agent.used_country != country or this_year:
            agent.used = 0
        agent.used_country = country
        first = world.year_start[day] if this_year else agent.entered
        before = max(-first, 0)
        counted = world.counted(country, agent, day) - world.counted(country, agent, max(first, 0)) + before
        agent.used = min(agent.used + counted, LONGEST_STAY)
    if is_banned and rule.ban_days > 0:
        until = min(day + rule.ban_days, UNLIMITED)
        agent.ban_until = max(until, agent.ban_until) if agent.ban_country == country else until
        agent.ban_country = country
        world.count_standing(agent, "banned")
    agent.left = day
    agent.status = "citizen"
    agent.family = "alone"


def is_caught(world: World, agent: Agent, word: int) -> bool:
    """Whether leaving now brings a ban, because there is no status to leave with."""
    return agent.lacks_status and word < world.rule(world.country(agent), agent).ban


def is_banned_from(agent: Agent, country: int, day: int) -> bool:
    """Whether a ban stands."""
    return agent.ban_until >= day and agent.ban_country == country


def take_papers(world: World, agent: Agent, day: int) -> None:
    """Take up the formal mode; without status there is no way back into it while abroad."""
    if not agent.lacks_status:
        agent.status = world.formal_status(world.country(agent), agent, day)


def drop_papers(world: World, agent: Agent, day: int) -> None:
    """Become a visitor with a fresh clock."""
    if agent.lacks_status or agent.status == "visitor":
        return
    limit = world.rule(world.country(agent), agent).stay_days
    agent.status = "visitor"
    agent.entered = day
    agent.clock = _clock(world, agent, day, limit) if limit > 0 else UNLIMITED


def day_of_expiry(world: World, agent: Agent, first: int, last: int) -> int | None:
    """The first day of a month on which a visitor's days are used up."""
    country = world.country(agent)
    if agent.status != "visitor" or world.rule(country, agent).stay_days == 0:
        return None
    for day in range(first, last + 1):
        if world.counted(country, agent, day) >= agent.clock:
            return day
    return None


def meet_expiry(world: World, agent: Agent, day: int) -> bool:
    """The days of a visitor are used up; True if the visitor wants to go home for it."""
    country = world.country(agent)
    rule, counting = world.rule(country, agent), world.counting(country, agent)
    if rule.stay_days == 0 or world.counted(country, agent, day) < agent.clock:
        return False
    new_year = world.year_start[day]
    if counting == "calendar year" and agent.entered < new_year:
        renewed = world.counted(country, agent, max(0, new_year)) + rule.stay_days
        if renewed > world.counted(country, agent, day):
            agent.clock, agent.entered, agent.used = renewed, new_year, 0
            return False
    way_home = world.way(agent, day, world.city(agent), agent.home)
    if agent.waits:
        agent.status = "no status"
        return False
    word = world.words(agent, day, "expiry")[0]
    if word < rule.formalise_at_expiry:
        agent.status = world.formal_status(country, agent, day)
        return False
    if word >= rule.leave_at_expiry:
        agent.status = "no status"
        return False
    if way_home is None:
        agent.status = "no status"
    elif counting == "per entry":
        agent.entered = day
        agent.clock = _clock(world, agent, day, rule.stay_days)
        return False
    return True


def _clock(world: World, agent: Agent, day: int, days: int) -> int:
    """The counted day on which a stay of so many days expires."""
    return min(world.counted(world.country(agent), agent, day) + days, UNLIMITED)
