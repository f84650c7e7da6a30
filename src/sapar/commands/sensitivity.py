"""`sapar sensitivity`: what moves each headline answer most."""

from __future__ import annotations

from typing import Annotated

import typer

from sapar.commands.terminal import Json, Language, guarded, print_json, require_language, study_or_exit


def sensitivity(
    study: Annotated[
        str, typer.Argument(help="A study folder, or a bundled study: central-asia, two-places.")
    ],
    trajectories: Annotated[int, typer.Option(min=2, max=1000, help="Morris trajectories.")] = 4,
    base: Annotated[
        int, typer.Option(min=2, max=65_536, help="Points of the Sobol sequence, a power of 2.")
    ] = 32,
    survivors: Annotated[
        int, typer.Option(min=1, max=100, help="Inputs that the second stage measures.")
    ] = 12,
    people_per_agent: Annotated[int, typer.Option(min=1, help="How many people one agent stands for.")] = 400,
    seed: Annotated[int | None, typer.Option(min=0, help="Seed of all random words.")] = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Processes; default: all processors.")] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Ignore what is kept.")] = False,
    lang: Language = "en",
    json: Json = False,
) -> None:
    """What moves each headline answer most: Morris screening of all inputs, Sobol indices of those that survive."""
    if base & (base - 1):
        raise typer.BadParameter("a power of 2, such as 32 or 64", param_hint="--base")
    from sapar.report.sensitivity_terminal import say_sensitivity
    from sapar.report.terminal import progress_shown
    from sapar.study.kept import as_plain
    from sapar.study.sensitivity import SensitivityOptions, find_sensitivity

    require_language(lang)
    opened = study_or_exit(study)
    options = SensitivityOptions(
        trajectories=trajectories,
        base=base,
        most=survivors,
        people_per_agent=people_per_agent,
        seed=seed,
        jobs=jobs,
        fresh=fresh,
    )
    with progress_shown("runs") as progress:
        found = guarded(lambda: find_sensitivity(opened, options, progress=progress))
    if json:
        print_json(as_plain(found))
        return
    say_sensitivity(found, opened.declarations.settings.disclosure_threshold, lang)
