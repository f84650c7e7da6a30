"""The sentences of a transit plan, for terminal and page alike."""

from __future__ import annotations

import math

import numpy as np

from sapar.operations.transit.answer import Answer
from sapar.operations.transit.case import KNOWN_CLASSES, Case
from sapar.operations.transit.objective import Objective
from sapar.operations.transit.outcome import Spread
from sapar.operations.transit.smallest import MOST_VEHICLES, Smallest, Together
from sapar.report.language import Language

WEAK_GAP = 0.25
"""Gap beyond which the bound says little about how good the plan is."""
_NO_GAP = 1e-6


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
    return [
        *_clearing(found, language, threshold),
        *_binding(found, language),
        *_longest(found, language, threshold),
        *_smallest(found, language),
        *_reacting(found, language, threshold),
        _wave(found, language, threshold) if found.forms.one_wave else _load(found, language),
        *_weights(found, language),
        _gap(found, language),
    ]


def class_name(name: str, language: Language) -> str:
    """A class in words, where it is one that Sapar knows."""
    known = any(name == each.name for each in KNOWN_CLASSES)
    return language.text(f"plan.class.{name}") if known else name


def limit_name(name: str, case: Case, language: Language) -> str:
    """A ceiling in words, such as `beds at the far end (UZB)`."""
    kind, _, which = name.partition(":")
    if kind == "fleet" and which:
        cycle = next(fleet.cycle for fleet in case.fleets if fleet.name == which)
        return language.text("plan.limit.vehicle", fleet=which, cycle=cycle)
    words = language.text(f"plan.limit.{kind}")
    return f"{words} ({which})" if which else words


def assumptions(found: Answer, language: Language) -> list[str]:
    """Everything that the sheet did not state."""
    return [
        *(language.text(f"plan.assume.{name}", value=value) for name, value in found.assumed),
        language.text("plan.assume.always"),
    ]


def _clearing(found: Answer, language: Language, threshold: float) -> list[str]:
    """Under chance first; then the course without bad luck; then who waits after the first empty day."""
    case, cleared, spread = found.case, found.cleared_on, found.spread
    early, middle, late = _dates(case, spread, language)
    last = language.date(case.date(case.days - 1))
    if spread.clearing_day(0.5) < case.days:
        key = "plan.head.clear_surely" if early == late else "plan.head.clear"
        sentences = [language.text(key, date=middle, early=early, late=late)]
    else:
        share = _percent(spread.chance_by(case.days - 1), language)
        sentences = [language.text("plan.head.not_clear", date=last, share=share)]
    if cleared is None:
        return [
            *sentences,
            language.text("plan.head.expected_not", date=last, **_end(found, language, threshold)),
        ]
    sentences.append(language.text("plan.head.expected", date=language.date(case.date(cleared))))
    if found.waits_again is not None:
        day, most = found.waits_again
        words = {
            "n": language.count(float(most), threshold, None),
            "date": language.date(case.date(day)),
            "last": last,
        }
        sentences.append(language.text("plan.head.again", **words, **_end(found, language, threshold)))
    return sentences


def _end(found: Answer, language: Language, threshold: float) -> dict[str, str]:
    """Who waits at the end of the plan: without bad luck, and under chance."""
    low, middle, high = (language.count(found.spread.left(share), threshold, 3) for share in (0.1, 0.5, 0.9))
    chance = middle if low == high else language.text("help.band", middle=middle, low=low, high=high)
    left = language.count(float(found.plan.waiting[:, -1].sum()), threshold, None)
    return {"left": left, "chance": chance}


def _dates(case: Case, spread: Spread, language: Language) -> tuple[str, str, str]:
    """Days by which a tenth, half and nine tenths of the cases are clear."""
    last = case.days - 1

    def written(share: float) -> str:
        day = spread.clearing_day(share)
        return (
            language.date(case.date(day))
            if day <= last
            else language.text("plan.after", date=language.date(case.date(last)))
        )

    return written(0.1), written(0.5), written(0.9)


def _binding(found: Answer, language: Language) -> list[str]:
    savings = found.plan.savings
    if not savings:
        return []
    best = savings[0]
    if best.is_exact and best.person_days < 0.5 and best.value < 0.5:
        return [language.text("plan.head.unbound")]
    days = best.person_days if best.is_exact else best.value
    return [
        language.text(
            "plan.head.binding",
            name=limit_name(best.name, found.case, language),
            n=language.number(max(round(days), 0), 3),
        )
    ]


def _longest(found: Answer, language: Language, threshold: float) -> list[str]:
    sentences = []
    if found.waits and found.waits[0].people:
        wait = found.waits[0]
        sentences.append(
            language.text(
                "plan.head.longest",
                days=wait.longest,
                class_=class_name(wait.traveller_class, language),
                citizenship=wait.citizenship,
                camp=wait.camp,
            )
        )
    limit = found.case.longest_wait
    if limit is None:
        return sentences
    late = [wait for wait in found.waits if wait.late]
    for wait in late:
        reason = _why(found.reason(wait), found.case, language)
        sentences.append(
            language.text(
                "plan.head.late",
                n=language.count(wait.late, threshold, None),
                class_=class_name(wait.traveller_class, language),
                citizenship=wait.citizenship,
                camp=wait.camp,
                days=limit,
                why=reason,
            )
        )
    return sentences if late else [*sentences, language.text("plan.head.within", n=limit)]


def _why(reason: str, case: Case, language: Language) -> str:
    """Why somebody waits too long."""
    kind, _, which = reason.partition(":")
    if reason in ("no_fleet", "papers"):
        return language.text(f"plan.why.{reason}")
    if kind == "fleet" and which:
        fleet = next(each for each in case.fleets if each.name == which)
        words = {"fleet": which, "have": language.number(fleet.vehicles), "cycle": fleet.cycle}
        return language.text("plan.why.vehicles_of", **words)
    if kind == "fleet":
        return language.text("plan.why.vehicles")
    return language.text("plan.why.limit", name=limit_name(reason, case, language))


def _smallest(found: Answer, language: Language) -> list[str]:
    if found.ask.clear_by is None:
        return []
    date = language.date(found.case.date(found.ask.clear_by))
    aim = {"date": date, "chance": _percent(found.ask.chance, language)}
    mix = found.smallest.together
    return [
        *(_alone(each, found.case, language, aim) for each in found.smallest.alone),
        *([] if mix is None else [_together(mix, found.case, language, aim)]),
    ]


def _alone(each: Smallest, case: Case, language: Language, aim: dict[str, str]) -> str:
    reached = _percent(each.chance, language)
    if each.need is None:
        binds = _bindings(each.binds, (each.fleet,), case, language)
        return language.text(
            "plan.head.no_smallest", **aim, fleet=each.fleet, most=MOST_VEHICLES, binds=binds, reached=reached
        )
    return language.text(
        "plan.head.smallest", **aim, fleet=each.fleet, need=each.need, have=each.have, reached=reached
    )


def _together(mix: Together, case: Case, language: Language, aim: dict[str, str]) -> str:
    reached = _percent(mix.chance, language)
    if mix.need is None:
        binds = _bindings(mix.binds, mix.fleets, case, language)
        return language.text("plan.head.no_together", **aim, most=MOST_VEHICLES, binds=binds, reached=reached)
    numbers = zip(mix.fleets, mix.need, mix.have, strict=True)
    parts = [language.text("plan.head.of_fleet", fleet=a, need=b, have=c) for a, b, c in numbers]
    return language.text("plan.head.together", **aim, mix="; ".join(parts), added=mix.added, reached=reached)


def _bindings(names: tuple[str, ...], fleets: tuple[str, ...], case: Case, language: Language) -> str:
    """What binds besides the number of vehicles, in words, with the fleets that it is about where it is about them."""
    words = []
    for name in names:
        kind, _, which = name.partition(":")
        if kind == "least_filled":
            share = next(fleet.least_filled for fleet in case.fleets if fleet.name == which)
            shown = _percent(share, language)
            words.append(language.text("plan.binds.least_filled", fleet=which, share=shown))
        elif name in ("not_taken", "window", "quota_lost", "vehicles"):
            words.append(language.text(f"plan.binds.{name}", fleets=", ".join(fleets), most=MOST_VEHICLES))
        else:
            words.append(limit_name(name, case, language))
    return "; ".join(words)


def _reacting(found: Answer, language: Language, threshold: float) -> list[str]:
    if found.reacted is None:
        return []
    early, middle, late = _dates(found.case, found.reacted, language)
    came = [float(np.median(each.came)) for each in (found.reacted, found.spread)]
    counts = [language.count(value, threshold, 3) for value in came]
    return [
        language.text(
            "plan.head.reacting", n=counts[0], before=counts[1], date=middle, early=early, late=late
        )
    ]


def _load(found: Answer, language: Language) -> str:
    forms = found.forms
    words = {
        "throughput": language.number(forms.throughput, 3),
        "arrivals": language.number(forms.arrivals, 3),
        "load": language.number(forms.load, 2) if math.isfinite(forms.load) else "\u221e",
    }
    if not math.isfinite(forms.clearing_days):
        return language.text("plan.head.never", **words)
    binding, days = limit_name(forms.binding, found.case, language), language.number(forms.clearing_days, 3)
    return language.text("plan.head.load", **words, binding=binding, n=days)


def _wave(found: Answer, language: Language, threshold: float) -> str:
    seats = language.number(found.forms.seats_of_one_wave)
    return language.text("plan.head.wave", seats=seats, n=language.count(found.case.people, threshold, None))


def _weights(found: Answer, language: Language) -> list[str]:
    """What the classes of the case count, the heaviest first, where the objective looks at it and they differ."""
    if found.plan.objective is Objective.WAITING:
        return []
    weights = {each.traveller_class.name: each.traveller_class.weight for each in found.case.queues}
    if len(set(weights.values())) == 1:
        return []
    parts = [
        f"{class_name(name, language)} {language.number(weight)}"
        for name, weight in sorted(weights.items(), key=lambda pair: -pair[1])
    ]
    return [language.text("plan.head.weights", weights=", ".join(parts))]


def _gap(found: Answer, language: Language) -> str:
    """How good the plan is known to be."""
    plan = found.plan
    behind = (plan.greedy_value - plan.value) / plan.value if plan.value > 0 else 0.0
    if plan.gap < _NO_GAP:
        key = "optimal"
    elif plan.bound <= 0:
        key = "no_bound"
    else:
        key = "within" if plan.gap <= WEAK_GAP else "weak"
    is_worth_saying = plan.method != "greedy" and round(behind, 4) > 0
    method = "asked" if plan.method == "greedy" and found.ask.seconds <= 0 else plan.method
    return language.text(
        f"plan.gap.{key}",
        method=language.text(f"plan.method.{method}"),
        gap=_percent(plan.gap, language),
        behind=language.text("plan.gap.behind", greedy=_percent(behind, language)) if is_worth_saying else "",
        seconds=language.number(plan.seconds, 2),
    )


def _percent(share: float, language: Language) -> str:
    return f"{language.number(100 * share, 3 if abs(share) > 0.01 else 2)}\u202f%"
