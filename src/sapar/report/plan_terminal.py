"""A transit plan in a terminal, with exact counts for those who carry it out."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from sapar.operations.transit.answer import Answer, plan_rows
from sapar.operations.transit.outcome import Cost
from sapar.report.language import Language
from sapar.report.plan_words import assumptions, class_name, headlines, limit_name

LEAST_WIDTH = 110
"""Columns the tables need."""


def say_plan(found: Answer, code: str, most_rows: int = 60) -> None:
    """Sentences, day plan, waits, savings, costs and assumptions."""
    language = Language(code)
    console = Console()
    console = console if console.width >= LEAST_WIDTH else Console(width=LEAST_WIDTH)

    def line(text: str) -> None:
        console.print(text, markup=False, highlight=False, soft_wrap=True)

    line(language.text("plan.title", name=found.case.name))
    for sentence in headlines(found, language, 0.0):
        line(f"  {sentence}")
    line(f"\n{language.text('plan.exact')}")
    rows = plan_rows(found.plan)
    columns = ("date", "fleet", "vehicles", "camp", "class", "citizenship", "people")
    table = _table(language, columns, {"vehicles", "people"})
    for row in rows[:most_rows]:
        table.add_row(*(str(row[name]) for name in columns))
    line(f"\n{language.text('plan.days.title')}")
    console.print(table)
    if len(rows) > most_rows:
        line(f"  {language.plural('plan.days.more', len(rows) - most_rows)}")
    line(f"\n{language.text('plan.waits.title')}")
    console.print(_waits(found, language))
    if found.plan.savings:
        line(f"\n{language.text('plan.savings.title')}")
        console.print(_savings(found, language))
    line(f"\n{language.text('plan.costs.title')}")
    console.print(_costs(found, language))
    line(f"\n{language.text('plan.assumed.title')}")
    for sentence in assumptions(found, language):
        line(f"  {sentence}")


def _table(language: Language, columns: tuple[str, ...], numeric: set[str]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for name in columns:
        table.add_column(language.text(f"plan.column.{name}"), justify="right" if name in numeric else "left")
    return table


def _waits(found: Answer, language: Language) -> Table:
    numeric = {"people", "boarded", "mean", "longest", "late"}
    columns = ("camp", "class", "citizenship", "people", "boarded", "mean", "longest", "late")
    table = _table(language, columns, numeric)
    for wait in found.waits:
        numbers = (wait.people, wait.boarded, round(wait.mean, 1), wait.longest, wait.late)
        table.add_row(
            wait.camp,
            class_name(wait.traveller_class, language),
            wait.citizenship,
            *(language.number(value) for value in numbers),
        )
    return table


def _savings(found: Answer, language: Language) -> Table:
    table = _table(language, ("limit", "saved", "value"), {"saved", "value"})
    for saving in found.plan.savings:
        sign = "" if saving.is_exact else "\u2264 "
        table.add_row(
            limit_name(saving.name, found.case, language),
            language.number(saving.person_days, 3) if saving.is_exact else "",
            sign + language.number(round(saving.value, 1), 3),
        )
    return table


def _costs(found: Answer, language: Language) -> Table:
    columns = ("fleet", "departures", "people", "filled", "per_head", "by_people", "payer", "by_payer")
    table = _table(language, columns, set(columns) - {"fleet", "payer"})
    for cost in found.costs:
        table.add_row(*cost_cells(cost, found.case.currency, language))
    return table


def cost_cells(cost: Cost, currency: str, language: Language) -> list[str]:
    """A row of the table of costs."""
    head = (cost.by_people + cost.by_payer) / cost.people if cost.people else float("nan")
    return [
        cost.fleet,
        language.number(cost.departures),
        language.number(cost.people),
        f"{language.number(round(100 * cost.seats_filled))} %" if cost.departures else "\u2013",
        language.number(round(head) if cost.people else head),
        money(cost.by_people, currency, language),
        cost.payer,
        money(cost.by_payer, currency, language),
    ]


def money(amount: float, currency: str, language: Language, digits: int | None = None) -> str:
    """An amount with its currency, where the sheet states one."""
    return language.number(round(amount), digits) + (f" {currency}" if currency else "")
