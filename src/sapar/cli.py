"""The command line: the stages of a study in a terminal.

Results go to standard output, everything else to standard error. Exit codes: 0 done, 1 a check failed,
2 refused or wrong use, 130 stopped.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer
from typer.core import TyperGroup

from sapar.commands.as_data import bars_as_data, effects_as_data, run_as_data
from sapar.commands.ask import ask
from sapar.commands.calibrate import calibrate
from sapar.commands.estimate import estimate
from sapar.commands.evidence import evidence
from sapar.commands.flows import flows
from sapar.commands.law import law
from sapar.commands.plan import plan
from sapar.commands.sensitivity import sensitivity
from sapar.commands.terminal import (
    CANCELLED,
    CHECK_FAILED,
    Cluster,
    Jobs,
    Json,
    Language,
    executor_on,
    failed,
    guarded,
    print_json,
    require_language,
    say,
    study_or_exit,
)
from sapar.stopping import listen_for_stops, refusal_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sapar.scenarios.effects import Effect
    from sapar.scenarios.tornado import Tornado
    from sapar.simulation.cluster import RayCluster
    from sapar.simulation.ensemble import MakeCrew
    from sapar.simulation.executor import Executor
    from sapar.study import Options, Result, Study


STOPPED = "stopped\n   try: the same command again, without --fresh: it goes on from what is kept"


class _Commands(TyperGroup):
    """The commands; whatever the system does to one of them, it ends with a message and never with a traceback."""

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override]
        try:
            value = super().invoke(ctx)
            sys.stdout.flush()
            return value
        except BrokenPipeError:
            raise
        except (MemoryError, OSError) as cause:
            sys.stdout = io.StringIO()  # what is left in it cannot be written either
            raise failed(refusal_of(cause)) from cause


app = typer.Typer(
    name="sapar",
    cls=_Commands,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Labour migration as an executable, questionable model: from evidence to estimates, simulation and report.",
)

app.add_typer(evidence)
app.add_typer(law)
app.add_typer(plan)
app.command()(ask)
app.command()(estimate)
app.command()(calibrate)
app.command()(flows)
app.command()(sensitivity)

StudyName = Annotated[
    str, typer.Argument(help="A study folder, or a bundled study: central-asia, two-places.")
]
Scenario = Annotated[str | None, typer.Option(help="Id of a scenario of the study.")]
PeoplePerAgent = Annotated[int | None, typer.Option(min=1, help="How many people one agent stands for.")]
Replicates = Annotated[int | None, typer.Option(min=1, max=10_000, help="How many executions.")]
Seed = Annotated[int | None, typer.Option(min=0, help="Seed of all random words.")]
Shards = Annotated[
    int | None,
    typer.Option(min=1, help="Split the people of each replicate over so many workers of the cluster."),
]
Gpu = Annotated[
    bool,
    typer.Option("--gpu", help="Let people live on a graphics processor (CUDA); the numbers are the same."),
]
Fresh = Annotated[bool, typer.Option("--fresh", help="Ignore stored results.")]


def _say_version(wanted: bool) -> None:
    """Print the version and stop."""
    if wanted:
        from sapar import __version__

        print(f"sapar {__version__}")
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Options of the command itself."""


@app.command()
def run(
    study: StudyName,
    scenario: Scenario = None,
    people_per_agent: PeoplePerAgent = None,
    replicates: Replicates = None,
    seed: Seed = None,
    jobs: Jobs = None,
    cluster: Cluster = None,
    shards: Shards = None,
    gpu: Gpu = False,
    lang: Language = "en",
    fresh: Fresh = False,
    json: Json = False,
) -> None:
    """Run a study from evidence to report, or answer from the store."""
    from sapar.study import Options

    require_language(lang)
    opened = study_or_exit(study)
    options = Options(
        scenario=scenario,
        people_per_agent=people_per_agent,
        replicates=replicates,
        seed=seed,
        jobs=jobs,
        fresh=fresh,
    )
    if shards is not None and cluster is None:
        raise typer.BadParameter("people are split over the workers of a --cluster", param_hint="--shards")
    if gpu and cluster is not None:
        raise typer.BadParameter("people live on a --cluster or on a graphics processor", param_hint="--gpu")
    with executor_on(cluster, jobs) as executor:
        make_crew = _crew_maker(executor, shards, gpu)
        result, effects = _run_beside_base(opened, options, executor, make_crew)
    report_path = _write_report(opened, result, lang, effects)
    if json:
        print_json(run_as_data(opened, result, report_path, effects))
        return
    _say_answers(opened, result, lang)
    if effects:
        from sapar.report.terminal import effects_table

        names = "base", str(scenario)
        effects_table(effects, result.tables.meta["disclosure_threshold"], lang, names)
    _say_limits(result, lang)
    print(f"report: {report_path}")


@app.command()
def report(
    study: StudyName,
    scenario: Scenario = None,
    people_per_agent: PeoplePerAgent = None,
    replicates: Replicates = None,
    seed: Seed = None,
    jobs: Jobs = None,
    lang: Language = "en",
) -> None:
    """Write the report of a run, running it first if it is not in the store."""
    from sapar.study import Options

    require_language(lang)
    opened = study_or_exit(study)
    options = Options(
        scenario=scenario, people_per_agent=people_per_agent, replicates=replicates, seed=seed, jobs=jobs
    )
    result, effects = _run_beside_base(opened, options)
    print(f"report: {_write_report(opened, result, lang, effects)}")


@app.command()
def compare(
    study: StudyName,
    first: Annotated[str, typer.Argument(help="A scenario, or base.")],
    second: Annotated[str, typer.Argument(help="Another scenario, or base.")],
    people_per_agent: PeoplePerAgent = None,
    replicates: Replicates = None,
    seed: Seed = None,
    jobs: Jobs = None,
    cluster: Cluster = None,
    lang: Language = "en",
    json: Json = False,
) -> None:
    """Paired effects of one scenario against another, on the same people with the same luck."""
    from dataclasses import replace

    from sapar.scenarios.effects import compare as effects_of
    from sapar.scenarios.effects import differing_cells
    from sapar.scenarios.tornado import tornadoes
    from sapar.study import Options
    from sapar.study.page import compared_headlines, years_of

    require_language(lang)
    opened = study_or_exit(study)
    options = Options(people_per_agent=people_per_agent, replicates=replicates, seed=seed, jobs=jobs)
    with executor_on(cluster, jobs) as executor:
        results = [_run(opened, replace(options, scenario=name), executor) for name in (first, second)]
    years = years_of(opened.scenario(name) for name in (first, second))
    found = [compared_headlines(opened, result.tables, years) for result in results]
    effects, moved_by = effects_of(*found), tornadoes(results[0].tables, *found)
    cells = sum(differing_cells(results[0].tables, results[1].tables).values())
    if json:
        threshold = results[0].tables.meta["disclosure_threshold"]
        shown = effects_as_data(effects, threshold)
        named = {each.effect.answer: bars_as_data(each, threshold) for each in moved_by}
        print_json(
            {"first": first, "second": second, "differing_cells": cells, "effects": shown, "drivers": named}
        )
        return
    from sapar.report.terminal import effects_table, say_tornadoes

    effects_table(effects, results[0].tables.meta["disclosure_threshold"], lang, (first, second))
    meta = results[0].tables.meta
    say_tornadoes(moved_by, meta["disclosure_threshold"], lang, meta["replicates"])
    print(f"{cells} cells of all tables differ")
    for name in (first, second):
        scenario = opened.scenario(name)
        if scenario is not None and scenario.expect:
            print(f"{scenario.id} is expected to show: {scenario.expect}")
    _say_limits(results[1], lang)
    print(f"page: {_write_comparison(results, effects, moved_by, cells, lang)}")


@app.command()
def explain(
    words: Annotated[
        list[str], typer.Argument(metavar="[STUDY] NUMBER", help="A number, figure, parameter or error code.")
    ],
) -> None:
    """Walk from a number back to its draws, assumptions, claims and sources; or say what an error code means."""
    from sapar.study.explain import explain as explain_number
    from sapar.study.explain import explain_code, explain_parameter

    if len(words) > 2:
        raise typer.BadParameter("one study and one number at most")
    number = words[-1]
    meaning = explain_code(number)
    if meaning is not None and len(words) == 1:
        print(f"{number}: {meaning}")
        return
    from sapar.report.terminal import say_assumption, say_explanation
    from sapar.study import Options

    opened = study_or_exit(words[0] if len(words) == 2 else "central-asia")
    row = explain_parameter(opened, number)
    if row is not None:
        say_assumption(row)
        return
    result = _run(opened, Options())
    explanation: Any = guarded(lambda: explain_number(opened, result.tables, number))
    say_explanation(explanation, result.tables.meta)


@app.command()
def check(
    study: StudyName,
    validation: Annotated[
        bool, typer.Option("--validation", help="Judge the model by figures, hold-outs and naive baselines.")
    ] = False,
    gravity: Annotated[
        Path | None,
        typer.Option(help="With --validation: table of origin, destination, stock, source and covariates."),
    ] = None,
    people_per_agent: PeoplePerAgent = None,
    replicates: Replicates = None,
    seed: Seed = None,
    jobs: Jobs = None,
    lang: Language = "en",
    json: Json = False,
) -> None:
    """Read a study and report every problem at once; with --validation also judge what its model says."""
    from sapar.errors import BrokenStudy, SaparError
    from sapar.report.language import Language as Words
    from sapar.report.refusals import problem_record
    from sapar.study import open_study

    require_language(lang)
    try:
        opened = open_study(study)
    except BrokenStudy as broken:
        if json:
            words = Words(lang)
            print_json({"problems": [problem_record(each, words) for each in broken.problems]})
        else:
            say(str(broken))
        raise typer.Exit(CHECK_FAILED) from broken
    except SaparError as error:
        raise failed(error) from error
    if validation:
        from sapar.commands.validation import check_validation
        from sapar.study import Options

        options = Options(people_per_agent=people_per_agent, replicates=replicates, seed=seed, jobs=jobs)
        check_validation(opened, options, gravity, lang, json=json)
        return
    ledger, declarations = opened.ledger, opened.declarations
    counts = {
        "places": len(declarations.frame.places),
        "links": len(declarations.links),
        "groups": len(declarations.frame.groups),
        "events": len(declarations.events),
        "claims": len(ledger.claims),
        "sources": len(ledger.sources),
        "figures": len(ledger.figures),
        "assumptions": len(declarations.assumptions),
        "scenarios": len(opened.scenarios),
        "examples of law": len(declarations.examples),
    }
    if json:
        print_json({"problems": [], **counts})
        return
    print(f"{opened.name}: no problems")
    print(", ".join(f"{count} {name}" for name, count in counts.items()))


@app.command()
def new(
    name: Annotated[str, typer.Argument(help="Folder to make.")],
    from_: Annotated[str, typer.Option("--from", help="Bundled study to start from.")] = "two-places",
) -> None:
    """Start a study of your own from a bundled one."""
    from sapar.files.copy import copy_study
    from sapar.study.open import BUNDLED, bundled_studies

    if from_ not in bundled_studies():
        raise typer.BadParameter(
            f"{from_} does not come with Sapar; there are {', '.join(bundled_studies())}"
        )
    guarded(lambda: copy_study(BUNDLED / from_, Path(name)))
    print(f"{name}: a copy of {from_}; edit its files, then: sapar check {name}")


@app.command()
def schema() -> None:
    """Print the JSON Schemas of all files of a study, for editors."""
    from sapar.scenarios.schemas import schemas

    print_json(schemas())


def main() -> None:
    """Entry point of the command `sapar`."""
    listen_for_stops()
    try:
        app()
    except KeyboardInterrupt:
        say(STOPPED)
        sys.exit(CANCELLED)
    except SystemExit as leaving:
        if _stopped_without_a_word(leaving):
            say(STOPPED)
        raise


def _stopped_without_a_word(leaving: SystemExit) -> bool:
    """Typer turned the request to stop itself into an exit; what a stage stopped in order has said so."""
    ended = leaving.__context__
    return isinstance(ended, typer.Exit) and isinstance(ended.__cause__, KeyboardInterrupt)


def _crew_maker(executor: Executor | None, shards: int | None, gpu: bool) -> MakeCrew | None:
    """Where the people of a replicate live, if not in one process on its processor."""
    from functools import partial

    if gpu:
        from sapar.simulation.cuda import cuda_crew, require_cuda

        guarded(require_cuda)
        return cuda_crew
    return None if shards is None else partial(cast("RayCluster", executor).crew, count=shards)


def _run(
    study: Study, options: Options, executor: Executor | None = None, make_crew: MakeCrew | None = None
) -> Result:
    """The run with its progress on standard error."""
    from sapar.report.terminal import progress_shown
    from sapar.study import run_study

    with progress_shown() as progress:
        result: Result = guarded(lambda: run_study(study, options, progress, say, executor, make_crew))
        return result


def _run_beside_base(
    study: Study, options: Options, executor: Executor | None = None, make_crew: MakeCrew | None = None
) -> tuple[Result, tuple[Effect, ...]]:
    """The run, and what its scenario changes against the same run without it; nothing of a run without one."""
    from dataclasses import replace

    scenario = guarded(lambda: study.scenario(options.scenario))
    base = None if scenario is None else _run(study, replace(options, scenario=None), executor, make_crew)
    result = _run(study, options, executor, make_crew)
    if base is None:
        return result, ()
    from sapar.study.page import effects_of

    return result, effects_of(study, base.tables, result.tables)


def _write_report(study: Study, result: Result, language: str, effects: Sequence[Effect] = ()) -> Path:
    """Render the page into the run's folder; a displacement has a table instead."""
    from sapar.files.write import write_text

    if study.declarations.settings.rules == "displacement":
        from sapar.results.displaced import people_by_day

        table = result.folder / "people.csv"
        write_text(table, people_by_day(result.tables))
        return table
    from sapar.report.render import render
    from sapar.study.page import page_of

    path = result.folder / ("report.html" if language == "en" else f"report.{language}.html")
    write_text(path, render(page_of(study, result.tables, effects), language))
    return path


def _write_comparison(
    results: list[Result], effects: Sequence[Effect], moved_by: Sequence[Tornado], cells: int, language: str
) -> Path:
    """Render the page about two runs into the folder of the second."""
    from sapar.files.write import write_text
    from sapar.report.compare_page import compare_page
    from sapar.report.language import Language

    first, second = (result.tables.meta for result in results)
    titles = [
        Language(language).choose(meta["scenario_title"]) or meta["scenario"] for meta in (first, second)
    ]
    ending = "" if language == "en" else f".{language}"
    path = results[1].folder / f"compared-with-{first['digest'][:8]}{ending}.html"
    names = titles[0], titles[1]
    page = compare_page(effects, moved_by, names=names, meta=first, cells=cells, language=language)
    write_text(path, page)
    return path


def _say_limits(result: Result, language: str) -> None:
    """What the run says about its own limits."""
    from sapar.report.language import Language

    words = Language(language)
    for limit in result.tables.meta["warnings"]:
        say(words.text("note", text=words.choose(limit)))


def _say_answers(study: Study, result: Result, language: str) -> None:
    """The key answers, each a range."""
    from sapar.report.given_section import say_given
    from sapar.report.terminal import say_answers
    from sapar.study.minor_flows import minor_flows_of
    from sapar.study.page import study_headlines

    threshold = result.tables.meta["disclosure_threshold"]
    say_answers([each.answer for each in study_headlines(study, result.tables)], threshold, language)
    say_given(minor_flows_of(study, result.tables), threshold, language)
