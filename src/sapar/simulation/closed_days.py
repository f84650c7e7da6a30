"""Days on which ways are shut or people wait: seats, camps and convoys, served day by day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sapar.maths import IntArray, random_words, thresholds
from sapar.model.mechanism import Table
from sapar.model.mechanisms.camp_needs import deprivation
from sapar.model.mechanisms.closure import CampDay, attempt_chance, updated_beliefs
from sapar.model.mechanisms.transit import agents_carried
from sapar.model.system import HOMEWARD, OUTWARD, Operation, System
from sapar.simulation.accounts import check_capacity
from sapar.simulation.crew import Crew, added
from sapar.simulation.month import ATTEMPT
from sapar.simulation.people import CONVOY, TRAVELLING
from sapar.simulation.state import State
from sapar.simulation.turns import first_in_turn, outward_cuts

WAITING, JOINED, BOARDED, GONE = range(4)
"""Rows of a record's `camp`."""


def live_closed_month(
    system: System,
    crew: Crew,
    state: State,
    record: dict[str, Any],
    key: NDArray[np.uint64],
    days: Iterable[int],
    tables: dict[str, Table],
) -> None:
    """Each day: events and those who leave, those who get home, camps, convoys, and what people believe tomorrow."""
    for day in days:
        seats = _offer_seats(system, state, day)
        asking, waiting = added(crew.ask("live", day, seats))
        if asking > 0:
            crew.ask("depart", day, outward_cuts(crew, day, seats[OUTWARD].reshape(-1)))
        camps = _Camps(system)
        if waiting > 0:
            _serve_waiting(system, crew, state, record, day, seats, tables, camps)
        record["stranded"][day, :, 0] = camps.in_cities
        record["stranded"][day, :, 1] = camps.waiting.sum(axis=0)
        for kind, counts in enumerate((camps.waiting, camps.joined, camps.boarded, camps.gone)):
            record["camp"][kind, day] = counts
        state.waiting = int(camps.in_cities.sum() + camps.waiting.sum())
        _attempt(system, record, key, day, camps)
        state.belief = updated_beliefs(system, state.belief, _camp_day(system, day, camps))
        record["belief"][day] = state.belief


class _Camps:
    """Agents by camp and citizenship on one day."""

    def __init__(self, system: System) -> None:
        shape = (len(system.axes.camps), len(system.axes.citizenships))
        self.waiting, self.joined, self.boarded, self.gone = (np.zeros(shape, np.int64) for _ in range(4))
        self.in_cities = np.zeros(shape[1], np.int64)
        self.waited = np.zeros(shape[0], np.int64)


def _offer_seats(system: System, state: State, day: int) -> IntArray:
    """[2, D, C] whole agents that the day's seats carry; parts of an agent carry over, unused seats do not."""
    people = system.seats[int(system.ways.epoch[day])] + state.carried_over
    seats = np.asarray(people // system.people_per_agent)
    state.carried_over = people - seats * system.people_per_agent
    return seats


def _serve_waiting(
    system: System,
    crew: Crew,
    state: State,
    record: dict[str, Any],
    day: int,
    seats: IntArray,
    tables: dict[str, Table],
    camps: _Camps,
) -> None:
    """Those who wait: released, served with seats, gathering in camps, boarding, counted."""
    for released, waits in crew.ask("release", day):
        camps.gone += released
        record["waits"] += waits
    places = seats[HOMEWARD].reshape(-1)
    if places.any():
        lines = np.flatnonzero(places)
        line_of_queue = np.full(_queues(system), -1, np.int64)
        line_of_queue[lines] = np.arange(lines.size)
        cut = first_in_turn(crew, line_of_queue, places[lines])
        served = crew.ask("serve", day, line_of_queue, cut.day, cut.key, TRAVELLING, 1)
        carried = sum(number for _, _, number in served)
        check_capacity("seats homeward", carried, int(places.sum()), str(day))
    to_camp, give_up = thresholds(tables["to_camp"] * state.belief), thresholds(tables["give_up_camp"])
    for joined, gone in crew.ask("gather", day, to_camp, give_up):
        camps.joined += joined
        camps.gone += gone
    for index, operation in enumerate(system.operations):
        if operation.day == day:
            record["boarded"][index] = _board(system, crew, record, operation, camps)
    for in_cities, in_camps, waited in crew.ask("waiting", day):
        camps.in_cities += in_cities
        camps.waiting += in_camps
        camps.waited += waited


def _board(system: System, crew: Crew, record: dict[str, Any], operation: Operation, camps: _Camps) -> int:
    """A convoy takes agents of one citizenship from the camps it serves, the longest waiting first."""
    places = agents_carried(operation.seats, system.people_per_agent)
    line_of_queue = np.full(_queues(system), -1, np.int64)
    countries, citizenships = len(system.axes.countries), len(system.axes.citizenships)
    for camp in (operation.camp, *operation.fed_by):
        line_of_queue[(countries + camp) * citizenships + operation.citizenship] = 0
    cut = first_in_turn(crew, line_of_queue, np.array([places]))
    carried = 0
    for boarded, waits, number in crew.ask(
        "serve", operation.day, line_of_queue, cut.day, cut.key, CONVOY, operation.travel_days
    ):
        camps.boarded += boarded
        record["waits"] += waits
        carried += number
    check_capacity(operation.name, carried, places, str(operation.day))
    return carried


def _queues(system: System) -> int:
    """How many queues there are: of those in cities, then of those in camps."""
    axes = system.axes
    return (len(axes.countries) + len(axes.camps)) * len(axes.citizenships)


def _camp_day(system: System, day: int, camps: _Camps) -> CampDay:
    """What people at the camps saw today."""
    rumour = np.zeros(camps.waiting.shape)
    for each in system.rumours:
        if each.day == day:
            rumour[each.camp, list(each.citizenships)] += each.size
    told = np.zeros(camps.waiting.shape)
    for campaign in system.information:
        if campaign.first <= day <= campaign.last:
            cells = (campaign.camp, list(campaign.citizenships))
            told[cells] = np.maximum(told[cells], campaign.size)
    k = float(system.people_per_agent)
    waiting, boarded = np.asarray(camps.waiting * k), np.asarray(camps.boarded * k)
    return CampDay(waiting=waiting, boarded=boarded, rumour=rumour, told=told)


def _attempt(
    system: System, record: dict[str, Any], key: NDArray[np.uint64], day: int, camps: _Camps
) -> None:
    """People at a camp may try to cross the closed line; they are pushed back."""
    k = system.people_per_agent
    present = camps.waiting.sum(axis=1)
    mean_wait, people = camps.waited / np.maximum(present, 1), np.asarray(present * float(k))
    if (mean_wait <= system.parameters["tension_wait"]).all():
        return
    chance = thresholds(
        attempt_chance(system.parameters, people, mean_wait, deprivation(system, day, people))
    )
    for camp, number in enumerate(present):
        if random_words(key[0], key[1], camp, day, ATTEMPT)[0] < chance[camp]:
            size = int(system.parameters["attempt_size"] + 0.5)
            record["attempts"][day, camp] = 1
            record["pushed_back"][day, camp] = min(size, int(number) * k)
