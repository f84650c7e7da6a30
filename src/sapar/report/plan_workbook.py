"""A transit plan as a workbook, with exact counts for those who carry it out."""

from __future__ import annotations

from pathlib import Path

from sapar.files.workbooks import Sheet, write_workbook
from sapar.operations.transit.answer import Answer, plan_rows
from sapar.operations.transit.tables import PLAN
from sapar.report.language import Language
from sapar.report.plan_words import assumptions, headlines, limit_name


def write_plan_workbook(path: Path, found: Answer, code: str) -> None:
    """Sheets: summary, plan (which `--plan` reads back), waiting by day, waits, savings, costs, assumptions."""
    language, case, plan = Language(code), found.case, found.plan
    exact = language.text("plan.exact")
    columns = tuple(column.name for column in PLAN.columns)
    days = plan.waiting.sum(axis=0)
    left = (plan.course.left[0] * case.sizes[:, None]).sum(axis=0)
    came = (plan.course.arrived[0] * case.sizes[:, None]).sum(axis=0)
    sheets = [
        Sheet(
            name="summary",
            columns=(language.text("plan.title", name=case.name),),
            rows=[[sentence] for sentence in (exact, *headlines(found, language, 0.0))],
        ),
        Sheet(
            name="plan", columns=columns, rows=[[row[name] for name in columns] for row in plan_rows(plan)]
        ),
        Sheet(
            name="days",
            columns=("date", "came", "boarded", "waiting"),
            rows=[
                [case.date(day).isoformat(), int(came[day]), int(left[day]), int(days[day])]
                for day in range(case.days)
            ],
            above=(exact,),
        ),
        Sheet(
            name="waits",
            columns=(
                "camp",
                "class",
                "citizenship",
                "people",
                "boarded",
                "mean_days",
                "longest_days",
                "too_long",
            ),
            rows=[
                [
                    wait.camp,
                    wait.traveller_class,
                    wait.citizenship,
                    wait.people,
                    wait.boarded,
                    round(wait.mean, 2) if wait.boarded else None,
                    wait.longest,
                    wait.late,
                ]
                for wait in found.waits
            ],
            above=(exact,),
        ),
        Sheet(
            name="savings",
            columns=("one_more_of", "person_days", "objective", "solved_again"),
            rows=[
                [
                    limit_name(saving.name, case, language),
                    round(saving.person_days, 1) if saving.is_exact else None,
                    round(saving.value, 1),
                    "yes" if saving.is_exact else "no",
                ]
                for saving in plan.savings
            ],
            above=(language.text("plan.savings.how"),),
        ),
        Sheet(
            name="costs",
            columns=("fleet", "departures", "people", "paid_by_people", "payer", "paid_by_payer", "currency"),
            rows=[
                [
                    cost.fleet,
                    cost.departures,
                    cost.people,
                    round(cost.by_people, 2),
                    cost.payer,
                    round(cost.by_payer, 2),
                    case.currency,
                ]
                for cost in found.costs
            ],
        ),
        Sheet(
            name="assumptions",
            columns=(language.text("plan.assumed.title"),),
            rows=[[sentence] for sentence in assumptions(found, language)],
        ),
    ]
    write_workbook(path, sheets, {"title": language.text("plan.title", name=case.name), "comments": exact})
