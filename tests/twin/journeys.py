"""Journeys of the twin: leaving home, moving on, going home."""

from __future__ import annotations

from tests.twin.people import UNLIMITED, Agent
from tests.twin.stays import days_allowed, end_stay, is_banned_from, is_caught
from tests.twin.words import chosen
from tests.twin.world import Way, World, add

OUTWARD, HOMEWARD = 0, 1


def leave_home(world: World, agent: Agent, day: int, month: int) -> bool:
    """Set out for a host by an open way; True if only one of the day's seats can take the agent there."""
    region, prefers_air = choose_region(world, agent, day, month)
    if region is None:
        add(world.counts.unable, agent.citizenship)
        return False
    country = world.country_of[region]
    way = world.way(agent, day, agent.home, world.homes + region, prefers_air=prefers_air)
    if way is None and world.outward_seats[country][agent.citizenship] == 0:
        add(world.counts.unable, agent.citizenship)
        return False
    status = admitted_as(world, agent, day, country)
    if status is None:
        return False
    family = family_along(world, agent, day, country)
    if family is None:
        add(world.counts.unable, agent.citizenship)
        return False
    if way is None:
        return True
    _depart(world, agent, day, region, status, family, way)
    return False


def take_seat(world: World, agent: Agent, day: int, month: int) -> None:
    """Set out on a seat: a day under way, through no crossing that is counted."""
    region, _ = choose_region(world, agent, day, month)
    assert region is not None
    status = admitted_as(world, agent, day, world.country_of[region])
    family = family_along(world, agent, day, world.country_of[region])
    assert status is not None
    assert family is not None
    _depart(world, agent, day, region, status, family, Way(days=1, crossings=[]))


def choose_region(world: World, agent: Agent, day: int, month: int) -> tuple[int | None, bool]:
    """The host region chosen, again twice where a ban stands, and whether the agent prefers to fly there."""
    *choices, fly = world.words(agent, month, "destination")
    for word in choices:
        region = chosen(world.chances.destination[agent.home], word)
        if region is not None and not is_banned_from(agent, world.country_of[region], day):
            return region, fly < world.chances.by_air[agent.home][region]
    return None, False


def admitted_as(world: World, agent: Agent, day: int, country: int) -> str | None:
    """The status in which a host lets an agent in; None, counted, where it does not."""
    refusal, mode, _, _ = world.words(agent, day, "arrival")
    if refusal >= world.rule(country, agent).refusal:
        if mode < world.chances.formal[agent.home][country]:
            return world.formal_status(country, agent, day)
        if days_allowed(world, agent, country, day) > 0:
            return "visitor"
    add(world.counts.refused, (country, agent.citizenship))
    return None


def family_along(world: World, agent: Agent, day: int, country: int) -> str | None:
    """Whether a family comes along to a country; None for those who will not go without theirs."""
    has_one, prefers_family, _, _ = world.words(agent, day, "family")
    rule = world.rule(country, agent)
    if has_one >= rule.accompanied:
        return "alone"
    if rule.family_barred:
        return None if prefers_family < rule.family_leaves else "apart"
    return "accompanied"


def move_on(world: World, agent: Agent, day: int, month: int) -> None:
    """Move to another host by an open way, if no ban stands and the agent is let in."""
    here = world.country(agent)
    choice, fly, ban, _ = world.words(agent, month, "destination")
    region = chosen(world.chances.onward[agent.home][here], choice)
    if region is None:
        return
    there = world.country_of[region]
    prefers_air = fly < world.chances.by_air[agent.home][region]
    way = world.way(agent, day, world.city(agent), world.homes + region, prefers_air=prefers_air)
    if way is None or is_banned_from(agent, there, day):
        return
    status = admitted_as(world, agent, day, there)
    family = None if status is None else family_along(world, agent, day, there)
    if status is None or family is None:
        return
    end_stay(world, agent, day, is_banned=is_caught(world, agent, ban))
    _set_out(world, agent, day, region, status, family, world.node_of_country[here], way)


def go_home(world: World, agent: Agent, day: int, *, can_put_off: bool) -> None:
    """Return by an open way; where none is, wait for one, or put the return off if it is not urgent."""
    fly, urgent, ban, _ = world.words(agent, day, "exit")
    prefers_air = fly < world.chances.by_air[agent.home][agent.host]
    way = world.way(agent, day, world.city(agent), agent.home, prefers_air=prefers_air)
    if way is None:
        if not can_put_off or urgent < world.rule(world.country(agent), agent).urgent:
            agent.activity = "stranded"
            agent.day = day
        return
    _leave_for_home(world, agent, day, way, is_banned=is_caught(world, agent, ban))


def expel(world: World, agent: Agent, day: int) -> None:
    """Sent home, by air if there is a way, and banned."""
    way = world.way(agent, day, world.city(agent), agent.home, prefers_air=True)
    if way is not None:
        world.count_standing(agent, "expelled")
        _leave_for_home(world, agent, day, way, is_banned=True)


def part(world: World, agent: Agent, day: int, month: int) -> None:
    """The family has to leave: the worker goes with it, or stays and is apart from it."""
    if world.words(agent, month, "family")[2] < world.rule(world.country(agent), agent).family_leaves:
        go_home(world, agent, day, can_put_off=True)
        if agent.activity == "travelling":
            world.count_standing(agent, "left together")
    else:
        agent.family = "apart"
        world.count_standing(agent, "parted")


def _leave_for_home(world: World, agent: Agent, day: int, way: Way, *, is_banned: bool) -> None:
    """End the stay and set out through the crossings of a way."""
    end_stay(world, agent, day, is_banned=is_banned)
    for crossing in way.crossings:
        add(world.counts.crossing, (crossing, HOMEWARD, agent.citizenship))
    travel_home(world, agent, day, way.days)


def travel_home(world: World, agent: Agent, day: int, days: int, *, in_convoy: bool = False) -> None:
    """Under way to the home place, by whatever means."""
    nodes = world.node_of_country[world.country(agent)], world.node_of_home[agent.home]
    add(world.counts.flow, (agent.citizenship, *nodes))
    agent.place = agent.home
    agent.activity = "convoy" if in_convoy else "travelling"
    agent.day = day + max(1, days)


def _depart(world: World, agent: Agent, day: int, region: int, status: str, family: str, way: Way) -> None:
    """Leave the home country."""
    if agent.left < world.year_start[day]:
        add(world.counts.first_departures, agent.citizenship)
    _set_out(world, agent, day, region, status, family, world.node_of_home[agent.home], way)


def _set_out(
    world: World, agent: Agent, day: int, region: int, status: str, family: str, node: int, way: Way
) -> None:
    """Under way to a host region; a visitor's clock starts on the day of arrival."""
    country = world.country_of[region]
    arrival = day + max(1, way.days)
    allowed = days_allowed(world, agent, country, day)
    agent.clock = min(world.counted(country, agent, arrival) + allowed, UNLIMITED)
    agent.status = status
    agent.family = family
    agent.host = region
    agent.place = world.homes + region
    agent.activity = "travelling"
    agent.day = arrival
    add(world.counts.flow, (agent.citizenship, node, world.node_of_country[country]))
    for crossing in way.crossings:
        add(world.counts.crossing, (crossing, OUTWARD, agent.citizenship))
