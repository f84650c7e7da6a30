"""The best plan of a small case by trying everything."""

from __future__ import annotations

from functools import cache
from itertools import product

from sapar.operations.transit.case import Case

_State = tuple[tuple[int, ...], ...]


def best_value(case: Case) -> float:
    """Least weighted waiting over all plans, every day's every choice tried."""
    sizes = case.sizes.tolist()
    weights = [size * weight for size, weight in zip(sizes, case.weights.tolist(), strict=True)]
    seats = [queue.seats for queue in case.queues]
    come = [
        [
            round(float(sum(row.likely * row.shares[queue] for row in case.arrivals)))
            for queue in range(len(sizes))
        ]
    ] * case.days

    @cache
    def best(day: int, ready: tuple[int, ...], unready: tuple[int, ...], history: _State) -> float:
        """History: for each past departure day, fleet: vehicles and persons."""
        if day == case.days:
            return 0.0
        here = [stock + more for stock, more in zip(ready, come[day], strict=True)]
        least = float("inf")
        for given in product(*(range(stock + 1) for stock in unready)):
            if sum(groups * size for groups, size in zip(given, sizes, strict=True)) > case.documents[day]:
                continue
            stock = [a + b for a, b in zip(here, given, strict=True)]
            lacking = tuple(a - b for a, b in zip(unready, given, strict=True))
            for departures in _departures(case, day, history):
                for loads in _loads(stock, departures, seats, case):
                    people = tuple(
                        sum(groups * size for groups, size in zip(load, sizes, strict=True)) for load in loads
                    )
                    after = (*history, tuple(departures) + people)
                    if not _allowed(case, after):
                        continue
                    left = tuple(
                        amount - sum(load[queue] for load in loads) for queue, amount in enumerate(stock)
                    )
                    cost = sum((a + b) * weight for a, b, weight in zip(left, lacking, weights, strict=True))
                    least = min(least, cost + best(day + 1, left, lacking, after))
        return least

    return best(0, tuple(case.ready.tolist()), tuple(case.unready.tolist()), ())


def _departures(case: Case, day: int, history: _State) -> product[tuple[int, ...]]:
    """Every number of vehicles of each fleet that may leave."""
    free = []
    for index, fleet in enumerate(case.fleets):
        away = sum(one[index] for one in history[max(0, day - fleet.cycle + 1) :])
        inside = fleet.first <= day <= fleet.last
        free.append(range(fleet.vehicles - away + 1) if inside else range(1))
    return product(*free)


def _loads(
    stock: list[int], departures: tuple[int, ...], seats: list[int], case: Case
) -> list[tuple[tuple[int, ...], ...]]:
    """Every way to fill what leaves."""
    if not departures:
        return [()]
    room = departures[0] * case.fleets[len(case.fleets) - len(departures)].seats
    found = []
    for load in product(*(range(amount + 1) for amount in stock)):
        if sum(groups * need for groups, need in zip(load, seats, strict=True)) <= room:
            rest = [amount - groups for amount, groups in zip(stock, load, strict=True)]
            found += [(load, *others) for others in _loads(rest, departures[1:], seats, case)]
    return found


def _allowed(case: Case, history: _State) -> bool:
    """Whether escorts, processing and beds allow it, on all days to come."""
    fleets = len(case.fleets)
    for crossing in range(case.reach):
        convoy = sum(
            one[index]
            for day, one in enumerate(history)
            for index, fleet in enumerate(case.fleets)
            if fleet.mode == "bus" and day + fleet.feeder == crossing
        )
        if convoy > case.escorted[crossing]:
            return False
        for limit in case.limits:
            present = 0
            for day, one in enumerate(history):
                for index, fleet in enumerate(case.fleets):
                    first = day + fleet.feeder + (fleet.haul if limit.at_far_end else 0)
                    present += one[fleets + index] if first <= crossing < first + limit.window else 0
            if present > limit.amount[crossing]:
                return False
    return True
