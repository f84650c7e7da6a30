"""`sapar calibrate`: an ensemble of parameters that the evidence allows, and what it cannot tell."""

from __future__ import annotations

from typing import Annotated

import typer

from sapar.commands.terminal import (
    Cluster,
    Jobs,
    Json,
    Language,
    executor_on,
    guarded,
    print_json,
    require_language,
    study_or_exit,
)


def calibrate(
    study: Annotated[
        str, typer.Argument(help="A study folder, or a bundled study: central-asia, two-places.")
    ],
    members: Annotated[int, typer.Option(min=20, max=5000, help="Sets of parameters in the ensemble.")] = 120,
    steps: Annotated[int, typer.Option(min=1, max=20, help="How often all evidence is used.")] = 4,
    people_per_agent: Annotated[int, typer.Option(min=1, help="How many people one agent stands for.")] = 200,
    seed: Annotated[int, typer.Option(min=0, help="Seed of all draws and random words.")] = 1,
    jobs: Jobs = None,
    cluster: Cluster = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Ignore the kept calibration.")] = False,
    lang: Language = "en",
    json: Json = False,
) -> None:
    """Fit parameters to the evidence that is not held out, as an ensemble, with a page: what is learnt, what is not."""
    from sapar.report.terminal import progress_shown
    from sapar.study.calibration import calibrate_study, estimate_for_calibration
    from sapar.study.calibration_page import calibration_page, write_calibration_page
    from sapar.study.calibration_problem import CalibrationOptions

    require_language(lang)
    opened = study_or_exit(study)
    options = CalibrationOptions(
        members=members,
        steps=steps,
        people_per_agent=people_per_agent,
        seed=seed,
        jobs=jobs,
        fresh=fresh,
    )
    with progress_shown("draws of the estimate") as progress:
        guarded(lambda: estimate_for_calibration(opened, progress))
    with executor_on(cluster, jobs) as executor, progress_shown("executions") as progress:
        made = guarded(lambda: calibrate_study(opened, options, progress, executor))
    page = guarded(lambda: write_calibration_page(opened, made.calibration, made.path, lang))
    if json:
        from sapar.calibration.keeping import record_as_json

        print_json(
            {
                "file": str(made.path),
                "page": str(page),
                "from_store": made.from_store,
                "members": made.calibration.members,
                **record_as_json(made.calibration.record),
            }
        )
        return
    from sapar.report.calibration.page import CalibrationView
    from sapar.report.calibration_terminal import say_calibration
    from sapar.report.language import Language as Words

    view = CalibrationView(page=calibration_page(opened, made.calibration), language=Words(lang))
    say_calibration(view, made.path, from_store=made.from_store)
    print(f"page: {page}")
