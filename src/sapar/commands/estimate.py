"""`sapar estimate`: from conflicting claims to stocks with honest uncertainty."""

from __future__ import annotations

from typing import Annotated

import typer

from sapar.commands.terminal import Json, Language, guarded, print_json, require_language, study_or_exit


def estimate(
    study: Annotated[
        str, typer.Argument(help="A study folder, or a bundled study: central-asia, two-places.")
    ],
    draws: Annotated[int, typer.Option(min=25, max=20_000, help="Draws of each chain.")] = 1200,
    chains: Annotated[int, typer.Option(min=2, max=16, help="Chains, which must agree.")] = 4,
    seed: Annotated[int, typer.Option(min=0, help="Seed of all draws.")] = 1,
    without_holdouts: Annotated[
        bool, typer.Option("--without-holdouts", help="Leave out what the study holds out for validation.")
    ] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="Ignore the kept estimate.")] = False,
    lang: Language = "en",
    json: Json = False,
) -> None:
    """Estimate stocks by citizenship, host and quarter from all claims, with a page: how many, how sure, says who."""
    from sapar.estimates.stocks.estimate import EstimateOptions
    from sapar.report.terminal import progress_shown
    from sapar.study.estimate_page import write_estimate_page
    from sapar.study.estimates import estimate_study
    from sapar.study.open import blinded

    require_language(lang)
    opened = study_or_exit(study)
    if without_holdouts:
        opened = blinded(opened)
    options = EstimateOptions(draws=draws, chains=chains, seed=seed)
    with progress_shown("draws") as progress:
        made = guarded(lambda: estimate_study(opened, options, fresh=fresh, progress=progress))
    page = guarded(lambda: write_estimate_page(opened, made.estimate, made.path, lang))
    if json:
        from sapar.estimates.stocks.keeping import record_as_json

        record = record_as_json(made.estimate.record)
        has_converged = made.estimate.record.sampling.has_converged
        print_json(
            {
                "file": str(made.path),
                "page": str(page),
                "from_store": made.from_store,
                "has_converged": has_converged,
                **record,
            }
        )
        return
    from sapar.report.estimate_terminal import say_estimate

    say_estimate(made.estimate, opened.ledger, made.path, from_store=made.from_store)
    print(f"page: {page}")
