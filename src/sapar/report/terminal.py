"""Answers, effects and explanations in a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from sapar.evidence.claims import Claim
from sapar.model.declarations.assumptions import Assumption
from sapar.model.declarations.minor_flows import UNIT, MinorFlow
from sapar.report.catalogue import MESSAGES
from sapar.report.language import Language
from sapar.results.answers import KeyAnswer
from sapar.results.disclose import PEOPLE
from sapar.scenarios.effects import Effect
from sapar.scenarios.tornado import Tornado
from sapar.sensitivity.result import AnswerDrivers


class SaidLike(Protocol):
    """A claim on the way to a number."""

    @property
    def claim(self) -> Claim: ...
    @property
    def source(self) -> str: ...
    @property
    def fitted(self) -> float | None: ...
    @property
    def weight(self) -> float | None: ...
    @property
    def moved(self) -> float | None: ...
    @property
    def moves(self) -> str | None: ...


class ExplanationLike(Protocol):
    """The way from a number back."""

    number: str
    meaning: str
    unit: str
    date: str
    median: float
    low80: float
    high80: float
    replicates: int
    drivers: Sequence[tuple[Assumption, float]]
    moved_by: AnswerDrivers | None
    behind: Sequence[Assumption]
    claims: Sequence[SaidLike]
    starts_from: str
    given: Sequence[MinorFlow]


LEAST_WIDTH = 118
"""Columns a table needs."""

EFFECTS_WIDTH = 176
"""Columns a table of effects needs: two numbers, a difference with its range, its mean with its error."""


@contextmanager
def progress_shown(what: str = "replicates") -> Iterator[Callable[[float, int], None]]:
    """Progress over replicates or draws with time left, on standard error."""
    columns = (
        TextColumn(what),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("run", total=None)
        yield lambda done, total: shown.update(task, completed=done, total=total)


def say_answers(answers: Sequence[KeyAnswer], threshold: float, language: str) -> None:
    """Each question with its range."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    words = Language(language)
    for answer in answers:
        numbers = (
            number_in_words(value, answer.unit, threshold, words)
            for value in (answer.median, answer.low80, answer.high80)
        )
        middle, low, high = numbers
        table.add_row(
            _asked(answer.question, answer.unit, words), middle, f"80 %: {low} – {high}", answer.date
        )
    wide_console().print(table)


def _asked(question: Mapping[str, str], unit: str, words: Language) -> str:
    """The question, with the unit of its answer where that is neither people nor a share."""
    asked = words.choose(question)
    if unit in ("persons", "share") or f"unit.{unit}" not in MESSAGES:
        return asked
    return f"{asked} ({words.plural(f'unit.{unit}', 100)})"


def effects_table(effects: Sequence[Effect], threshold: float, language: str, names: tuple[str, str]) -> None:
    """Paired differences with their ranges."""
    words = Language(language)
    table = Table(box=None, padding=(0, 2, 0, 0))
    titles = (
        "",
        words.text("date"),
        names[0],
        names[1],
        *(words.text(f"compare.column.{key}") for key in ("difference", "spread", "mean_error", "up")),
    )
    for title in titles:
        table.add_column(title, no_wrap=title != "", min_width=30 if title == "" else None)
    for each in effects:
        numbers = effect_in_words(each, threshold, words)
        spread = words.text("range", low=numbers[3], high=numbers[4])
        table.add_row(
            _asked(each.question, each.unit, words),
            each.date,
            *numbers[:3],
            spread,
            f"{numbers[5]} \u00b1 {numbers[6]}",
            f"{100 * each.share_up:.0f} %",
        )
    wide_console(EFFECTS_WIDTH).print(table)


def unit_of_difference(unit: str) -> str:
    """The unit of what lies between two numbers: shares differ by points."""
    return "points" if unit == "share" else unit


def effect_in_words(effect: Effect, threshold: float, words: Language) -> list[str]:
    """Without and with the scenario; then, as a difference, median, low, high, mean and its error."""
    values = (effect.baseline, effect.scenario)
    differences = (effect.difference, effect.low80, effect.high80, effect.mean, effect.error)
    unit = unit_of_difference(effect.unit)
    return [
        *(number_in_words(value, effect.unit, threshold, words) for value in values),
        *(number_in_words(value, unit, threshold, words) for value in differences),
    ]


def say_tornadoes(found: Sequence[Tornado], threshold: float, language: str, replicates: int) -> None:
    """What each effect depends on, as bars of text."""
    words, console = Language(language), wide_console()
    if not found:
        console.print(words.text("compare.no_drivers", n=replicates), markup=False)
        return
    console.print(words.text("compare.tornado"), markup=False)
    for one in found:
        unit = unit_of_difference(one.effect.unit)
        console.print(f"\n{words.choose(one.effect.question)} ({one.effect.date})", markup=False)
        ends = [end for bar in one.bars for end in (bar.low, bar.high)]
        least, most = min(*ends, one.effect.mean), max(*ends, one.effect.mean)
        table = Table(box=None, padding=(0, 2, 0, 0))
        for title in ("sens.column.parameter", "compare.low", "compare.high", "compare.correlation"):
            table.add_column(words.text(title))
        table.add_column("")
        for bar in one.bars:
            table.add_row(
                bar.parameter,
                number_in_words(bar.low, unit, threshold, words),
                number_in_words(bar.high, unit, threshold, words),
                f"{bar.correlation:+.2f}",
                _text_bar(bar.low, bar.high, one.effect.mean, least, most),
            )
        console.print(table)


BAR = 30
"""Characters of the longest bar."""


def _text_bar(low: float, high: float, mean: float, least: float, most: float) -> str:
    """A bar from the one end to the other; a line marks the mean effect."""
    scale = (BAR - 1) / (most - least) if most > least else 0.0
    start, stop, middle = (round((value - least) * scale) for value in (min(low, high), max(low, high), mean))
    return "".join(
        "\u2502" if place == middle else "\u2588" if start <= place <= stop else " " for place in range(BAR)
    ).rstrip()


def _unit(row: Assumption) -> str:
    """The unit after a space; nothing where there is none."""
    return f" {row.unit_shown}".rstrip()


def say_assumption(row: Assumption) -> None:
    """One assumption with its range and reason."""
    Console().print(
        f"{row.parameter} = {row.value:g}{_unit(row)} ({row.low:g} to {row.high:g}), grade {row.grade}",
        markup=False,
    )
    Console().print(row.why, markup=False)
    if row.source:
        Console().print(f"source: {row.source}", markup=False)


def say_explanation(found: ExplanationLike, meta: Mapping[str, Any]) -> None:
    """A number, what moves it, what is said about it, and who says so."""
    console, words = Console(), Language("en")
    threshold = meta["disclosure_threshold"]
    middle, low, high = (
        number_in_words(value, found.unit, threshold, words)
        for value in (found.median, found.low80, found.high80)
    )
    console.print(
        f"{found.number} ({found.date}): {middle} {found.unit} (80 %: {low} – {high})", markup=False
    )
    console.print(found.meaning, markup=False)
    console.print(
        f"from {found.replicates} replicates of {meta['scenario']}, seed {meta['seed']}, run {meta['digest']}",
        markup=False,
    )
    if found.moved_by is not None:
        _say_moved_by(found.moved_by, threshold)
    if found.drivers:
        console.print("\nassumptions that move it most (rank correlation over the replicates):", markup=False)
    for flow in found.given:
        _say_given_row(flow)
    if not found.drivers and not found.given and found.moved_by is None:
        console.print("\nno single assumption stands out over so few replicates", markup=False)
    for row, strength in found.drivers:
        console.print(
            f"  {strength:+.2f}  {row.parameter} = {row.value:g} ({row.low:g} to {row.high:g}): {row.why}",
            markup=False,
        )
    if found.behind:
        console.print("\nassumptions of the rules it follows from:", markup=False)
    for row in found.behind:
        span = f"({row.low:g} to {row.high:g}{_unit(row)}, grade {row.grade})"
        console.print(f"  {row.parameter} = {row.value:g} {span}: {row.why}", markup=False)
    if found.claims:
        console.print("\nclaims about it:", markup=False)
    for said in found.claims:
        claim = said.claim
        dates = " to ".join(dict.fromkeys(str(day) for day in (claim.from_, claim.until) if day is not None))
        line = f"  {claim.claim}  {claim.as_printed} [{claim.definition}, {dates}, grade {claim.grade}] — {said.source}"
        if said.fitted is not None and said.weight is not None:
            line += f"; by the estimate it would print {_plain(said.fitted)}; weight {said.weight:.2f} in its year"
        if said.moved is not None:
            line += f"; moves the stock of {said.moves} by {100.0 * said.moved:+.1f} %"
        console.print(line, markup=False)
    if found.starts_from:
        console.print(f"\n{found.starts_from}", markup=False)


def _say_moved_by(found: AnswerDrivers, threshold: float) -> None:
    """Inputs by global sensitivity: share of the variance that each takes part in, and what its whole range does."""
    from sapar.report.sensitivity_words import effect_of, name_of, share_of

    console, words = Console(), Language("en")
    how = f"global sensitivity of {found.date}: share of the variance; effect of the whole range"
    console.print(f"\ninputs that move it most ({how}):", markup=False)
    for each in found.drivers:
        span = f"({each.low:g} to {each.high:g})"
        effect = effect_of(each, found.unit, threshold, words)
        console.print(
            f"  {share_of(each, words):>12}  {effect:>9}  {name_of(each, words)} {span}", markup=False
        )


def _say_given_row(row: MinorFlow) -> None:
    """A row that a number is drawn from, with what it rests on."""
    until = "" if row.until is None else row.until.isoformat()
    place = "" if row.at is None else f" {row.at.file}:{row.at.line}"
    Console().print(f"\ntaken as given, not simulated:{place}", markup=False)
    Console().print(
        f"  {row.value:g} {UNIT} ({row.low:g} to {row.high:g}), {row.from_.isoformat()} – {until}, "
        f"grade {row.grade}, source: {row.source}",
        markup=False,
    )
    Console().print(f"  {row.note}", markup=False)


def _plain(value: float) -> str:
    """People as whole numbers, shares and ratios with three digits."""
    return f"{value:,.0f}" if abs(value) >= 1_000.0 else f"{value:.3g}"


def wide_console(least: int = LEAST_WIDTH) -> Console:
    """Standard output, wide enough for a table also where it is not a terminal."""
    console = Console()
    return console if console.width >= least else Console(width=least)


MINUS = "\u2212"


def number_in_words(value: float, unit: str, threshold: float, words: Language) -> str:
    """Two significant digits; shares as percent, their differences as points; small counts of people hidden."""
    if value != value:
        return "–"
    if unit in ("share", "points"):
        sign = "%" if unit == "share" else words.text("points")
        return f"{MINUS if value < 0 else ''}{words.count(100.0 * abs(value), 0.0)} {sign}"
    hidden = threshold if unit in PEOPLE else 0.0
    return f"{MINUS if value < 0 else ''}{words.count(abs(value), hidden)}"
