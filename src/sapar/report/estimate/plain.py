"""The plain answer: how many, by which definition, and why do the figures of a corridor differ so much?"""

from __future__ import annotations

import math
from dataclasses import dataclass

from sapar.estimates.stocks.gaps import CorridorFigures, FigureGap
from sapar.estimates.stocks.result import Range
from sapar.report.estimate.cases import citizens, how_many
from sapar.report.estimate.page import EstimateView
from sapar.report.estimate.words import TableWords, claim_title, counts, definition, times, two_digits

NOTHING = math.log(1.05)
"""A reason smaller than this factor is not named."""
ENOUGH = math.log(1.5)
"""What may be left without a reason before the page says that a contradiction remains."""
EVEN = math.log(1.02)
"""Two counts nearer than this are called the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainAnswer:
    """One corridor's answer."""

    id: str
    """For links."""
    name: str
    """The corridor."""
    question: str
    answer: str
    """How many, first by the series' own definition."""
    ways: tuple[str, ...]
    """The same people by each other definition."""
    gap: str
    """How far apart, and the product that explains it."""
    reasons: tuple[str, ...]
    """Why, the strongest reason first."""
    rest: str
    """Whether a contradiction is left."""
    table: TableWords
    """Every figure side by side."""


def plain_answers(view: EstimateView) -> list[PlainAnswer]:
    """Corridors with figures of their own, the most telling first."""
    return [_answer(view, each) for each in view.page.figures]


def _answer(view: EstimateView, corridor: CorridorFigures) -> PlainAnswer:
    """One corridor."""
    language, name = view.language, citizens(view, corridor.citizenship, corridor.host)
    most, least = corridor.ends
    parts = _parts(corridor)
    product = " · ".join(
        f"{times(view, factor)} {language.text(f'est.part.{part}')}" for part, factor in parts
    )
    return PlainAnswer(
        id=f"{corridor.citizenship}-{corridor.host}",
        name=name,
        question=language.plural(
            "est.plain.question",
            len(corridor.figures),
            how_many=how_many(view, corridor.citizenship, corridor.host),
            fold=two_digits(view, corridor.fold),
        ),
        answer=language.text(
            "est.plain.answer",
            year=corridor.year,
            n=view.people(corridor.stock.median),
            spread=view.span(corridor.stock),
        ),
        ways=tuple(_way(view, corridor, each) for each, _ in corridor.by_definition if _is_other(each)),
        gap=language.text(
            "est.plain.gap",
            most=claim_title(view, most.claim),
            least=claim_title(view, least.claim),
            fold=two_digits(view, corridor.fold),
            product=product,
        ),
        reasons=tuple(
            _reason(view, corridor, part, factor)
            for part, factor in parts
            if part != "rest" and math.log(factor) > NOTHING
        ),
        rest=_rest(view, dict(parts)["rest"]),
        table=_table(view, corridor),
    )


def _is_other(definition_: str) -> bool:
    """Whether a definition counts otherwise than the series itself."""
    return definition_ not in ("workers_present", "share")


def _parts(corridor: CorridorFigures) -> list[tuple[str, float]]:
    """The four factors of the largest figure over the smallest, the strongest first, what is left last."""
    most, least = corridor.ends
    named = [(part, getattr(most, part) / getattr(least, part)) for part in ("counting", "dates", "kind")]
    return [
        *sorted(named, key=lambda each: -each[1]),
        ("rest", most.rest / least.rest),
    ]


def _way(view: EstimateView, corridor: CorridorFigures, name: str) -> str:
    """The same people by one definition."""
    found = dict(corridor.by_definition)[name]
    if abs(math.log(found.median / corridor.stock.median)) < EVEN:
        return view.language.text("est.plain.way.same", what=counts(view, name))
    return view.language.text(
        "est.plain.way", what=counts(view, name), n=view.people(found.median), spread=view.span(found)
    )


def _reason(view: EstimateView, corridor: CorridorFigures, part: str, factor: float) -> str:
    """One reason in a sentence."""
    language, (most, least) = view.language, corridor.ends
    words = {"times": times(view, factor)}
    if part == "counting":
        return language.text(
            "est.reason.counting",
            first=definition(view, most.definition),
            second=definition(view, least.definition),
            first_per=two_digits(view, most.counting),
            second_per=two_digits(view, least.counting),
            **words,
        )
    if part == "dates":
        return language.text(
            "est.reason.dates",
            first=view.period(most.claim),
            second=view.period(least.claim),
            first_n=view.people(_there(corridor, most)),
            second_n=view.people(_there(corridor, least)),
            **words,
        )
    return language.text(
        "est.reason.kind",
        first=_kind(view, most),
        second=_kind(view, least),
        first_of=language.number(100.0 * most.kind, 2),
        second_of=language.number(100.0 * least.kind, 2),
        **words,
    )


def _there(corridor: CorridorFigures, figure: FigureGap) -> float:
    """People there at a figure's dates."""
    return corridor.stock.median * figure.dates


def _kind(view: EstimateView, figure: FigureGap) -> str:
    """The kind of a figure's source."""
    return view.kind(view.source[view.claim[figure.claim].source].kind)


def _rest(view: EstimateView, factor: float) -> str:
    """What no reason covers."""
    key = "est.rest.little" if abs(math.log(factor)) <= ENOUGH else "est.rest.much"
    return view.language.text(key, times=times(view, factor))


def _table(view: EstimateView, corridor: CorridorFigures) -> TableWords:
    """Every figure side by side."""
    language = view.language
    names = ("said_by", "printed", "counts", "when", "seen", "dates", "counting", "kind", "rest")
    return TableWords(
        titles=tuple(language.text(f"est.column.{name}") for name in names),
        numeric=(False, False, False, False, True, True, True, True, True),
        rows=tuple(_row(view, figure) for figure in corridor.figures),
    )


def _row(view: EstimateView, figure: FigureGap) -> tuple[str, ...]:
    """One figure."""
    claim = view.claim[figure.claim]
    printed = view.printed(figure.claim)
    if figure.definition == "share":
        printed = view.language.text("est.share.people", printed=printed, n=view.people(figure.people))
    return (
        f"{view.source_name(claim.source)} ({_kind(view, figure)}) [{claim.claim}]",
        printed,
        counts(view, figure.definition),
        view.period(figure.claim),
        f"{view.people(figure.seen.median)}\n({_ends(view, figure.seen)})",
        *(times(view, factor) for factor in (figure.dates, figure.counting, figure.kind, figure.rest)),
    )


def _ends(view: EstimateView, found: Range) -> str:
    """Both ends of a range."""
    return f"{view.people(found.low80)} \u2013 {view.people(found.high80)}"
