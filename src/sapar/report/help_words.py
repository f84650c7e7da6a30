"""The sentences of a plan for help, for terminal and page alike."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable

import numpy as np

from sapar.operations.help.answer import Answer
from sapar.operations.help.case import MINOR
from sapar.operations.help.desk import Desk
from sapar.operations.help.levers import Effect, Lever
from sapar.operations.help.outcome import Band, Outcome, band
from sapar.operations.help.smallest import MOST_LAWYERS
from sapar.report.language import DASH, Language, significant

DAYS_PER_WEEK = 7


def headlines(found: Answer, language: Language, threshold: float) -> list[str]:
    """What the plan says, the most important first.

    Parameters
    ----------
    found
        The plan.
    language
        Of the sentences.
    threshold
        Counts of people below it are hidden; 0 hides none.
    """
    pairs = sorted(
        zip(found.course.desks, found.course.outcomes, strict=True),
        key=lambda pair: -float(pair[1].opened.sum()),
    )
    return [
        *(_wait(desk, out, found, language, threshold) for desk, out in pairs),
        *_best(found, language, threshold),
        *_worst(found, language, threshold),
        *_smallest(found, language),
        *(_aid(desk, language) for desk, _ in pairs if np.isfinite(band(desk.money.coverage).middle)),
        *_shelters(found, language),
    ]


def lever_name(lever: Lever, language: Language) -> str:
    """A change in words."""
    return language.text(f"help.lever.{lever.kind}", of=lever.of, where=lever.where)


def queue_name(queue: str, language: Language) -> str:
    """A queue in words."""
    return (
        language.text(f"help.queue.{queue}")
        if queue in ("lawyer", "other")
        else language.text("help.queue.partner", country=queue)
    )


def duration(weeks: float, language: Language) -> str:
    """A time in days or weeks."""
    if not math.isfinite(weeks):
        return language.text("help.never")
    if weeks < 1.0:
        days = weeks * DAYS_PER_WEEK
        if days < 1.0:
            return language.text("help.under_a_day")
        return language.plural("help.days", round(days))
    return language.plural("help.weeks", significant(weeks, 2))


def months_of(value: float, language: Language) -> str:
    """Months, or that it does not come."""
    return (
        language.plural("help.months", round(value, 1))
        if math.isfinite(value)
        else language.text("help.not_in_plan")
    )


def percent(share: float, language: Language) -> str:
    """A share."""
    return DASH if math.isnan(share) else f"{language.number(round(100 * share))}\u202f%"


def spread(found: Band, write: Callable[[float], str], language: Language) -> str:
    """A band as `middle (low to high)`; one number where chance does not move it."""
    middle, low, high = write(found.middle), write(found.low), write(found.high)
    return middle if low == high else language.text("help.band", middle=middle, low=low, high=high)


def money(minor: float, currency: str, language: Language, digits: int | None = 3) -> str:
    """An amount with its currency."""
    if not math.isfinite(minor):
        return DASH
    return language.number(round(minor / MINOR), digits) + (f" {currency}" if currency else "")


def assumptions(found: Answer, language: Language) -> list[str]:
    """Everything that the sheet did not state."""
    known = {"months", "no_money", "replicates", "seed"}
    return [
        *(
            language.text(f"help.assume.{name}", value=value)
            if name in known
            else language.text("help.assume.figure", item=language.text(f"help.item.{name}"), value=value)
            for name, value in found.assumed
        ),
        language.text("help.assume.always"),
    ]


def _wait(desk: Desk, out: Outcome, found: Answer, language: Language, threshold: float) -> str:
    """The wait for a lawyer, when the queue at home is empty, and who waits at home and abroad at the end."""
    wait, clear = band(out.wait), band(out.clear)
    waiting_now = sum(each.backlog for each in desk.institution.demands)
    said = [
        language.text(
            "help.head.wait",
            name=desk.institution.name,
            wait=spread(wait, lambda weeks: duration(weeks, language), language),
            served=spread(band(out.served), lambda share: percent(share, language), language),
        )
    ]
    if waiting_now and math.isfinite(clear.middle):
        months = spread(clear, lambda value: months_of(value, language), language)
        said.append(language.text("help.head.clear", months=months))
    elif waiting_now:
        share = percent(float(np.isfinite(out.clear).mean()), language)
        said.append(language.text("help.head.not_clear", months=found.case.months, share=share))
    home, abroad = (
        spread(band(values[:, -1]), lambda value: language.count(value, threshold, 3), language)
        for values in (out.waiting, out.waiting_abroad)
    )
    key = "help.head.end" if out.waiting_abroad.any() else "help.head.end_home"
    return " ".join([*said, language.text(key, home=home, abroad=abroad)])


def effect_words(each: Effect, language: Language, threshold: float, currency: str) -> list[str]:
    """What a change does, by quantity, nothing where nothing changes."""
    said = []
    if each.weeks_waited.any():
        said.append(
            language.text(
                "help.effect.waited", n=spread(band(each.weeks_waited), _signed(language), language)
            )
        )
    for name, values in (("resolved", each.resolved), ("placed", each.placed), ("kits", each.kits)):
        if values.any():
            said.append(
                language.text(f"help.effect.{name}", n=count_change(band(values), language, threshold))
            )
    if each.wages.any() and not _hides(each.resolved, threshold):
        said.append(
            language.text(
                "help.effect.wages",
                n=spread(
                    band(each.wages), lambda minor: _plus(minor) + money(minor, currency, language), language
                ),
            )
        )
    return said or [language.text("help.effect.none")]


def count_change(found: Band, language: Language, threshold: float) -> str:
    """A change of a count with its sign; hidden where it is small."""
    return spread(
        found,
        lambda value: (
            _plus(value) + language.number(round(value), 3)
            if not 0 < abs(value) < threshold
            else language.text("help.small_change", n=language.number(threshold))
        ),
        language,
    )


def _hides(counts: np.ndarray, threshold: float) -> bool:
    """Whether money would tell a hidden count."""
    return any(0 < abs(value) < threshold for value in dataclasses.astuple(band(counts)))


def _signed(language: Language) -> Callable[[float], str]:
    return lambda value: _plus(value) + language.number(round(value), 3)


def _plus(value: float) -> str:
    return "+" if value > 0 else ""


def _best(found: Answer, language: Language, threshold: float) -> list[str]:
    objective = found.ask.objective
    if not found.one_more or max(found.one_more[0].rank(objective)) <= 0.0:
        return [language.text("help.head.unbound")]
    best = found.one_more[0]
    cost = (
        language.text("help.head.cost", money=money(best.lever.cost, found.case.currency, language))
        if best.lever.cost
        else ""
    )
    return [
        language.text(
            "help.head.best",
            aim=language.text(f"help.objective.{objective.value}"),
            lever=lever_name(best.lever, language),
            effect="; ".join(effect_words(best, language, threshold, found.case.currency)),
            cost=cost,
        )
    ]


def _worst(found: Answer, language: Language, threshold: float) -> list[str]:
    objective = found.ask.objective
    worst = sorted(found.losses, key=lambda each: each.rank(objective))
    shown = [each for each in worst if min(each.rank(objective)) < 0.0][:2]
    return [
        language.text(
            "help.head.loss",
            lever=lever_name(each.lever, language),
            law=""
            if each.lever.kind != "law"
            else language.text("help.head.law", share=percent(found.ask.restriction, language)),
            effect="; ".join(effect_words(each, language, threshold, found.case.currency)),
        )
        for each in shown
    ]


def _smallest(found: Answer, language: Language) -> list[str]:
    if found.ask.target_wait is None:
        return []
    target, chance = duration(found.ask.target_wait, language), percent(found.ask.chance, language)
    return [
        language.text(
            "help.head.no_smallest", name=each.institution, most=MOST_LAWYERS, target=target, chance=chance
        )
        if each.need is None
        else language.text(
            "help.head.smallest",
            name=each.institution,
            target=target,
            chance=chance,
            need=each.need,
            have=each.have,
            now=percent(each.reached_now, language),
            reached=percent(each.reached, language),
            formula=DASH if each.by_formula is None else each.by_formula,
            cost=money(each.cost, found.case.currency, language),
        )
        for each in found.smallest
    ]


def _aid(desk: Desk, language: Language) -> str:
    return language.text(
        "help.head.aid",
        name=desk.institution.name,
        share=spread(band(desk.money.coverage), lambda share: percent(share, language), language),
    )


def _shelters(found: Answer, language: Language) -> list[str]:
    return [
        language.text(
            "help.head.shelter",
            name=each.name,
            takes=language.text(f"help.takes.{each.takes}"),
            share=spread(band(share), lambda value: percent(value, language), language),
        )
        for each, share in zip(found.case.shelters, found.course.sheltered.by_shelter, strict=True)
    ]
