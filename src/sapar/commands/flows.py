"""`sapar flows`: flows between places from successive tables of stocks."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from sapar.commands.terminal import Json, Language, guarded, print_json, require_language, require_word, say


def flows(
    table: Annotated[Path, typer.Argument(help="Stocks: year, birthplace, residence, stock; perhaps sex.")],
    births: Annotated[Path | None, typer.Option(help="Table of births: period, place, births.")] = None,
    deaths: Annotated[Path | None, typer.Option(help="Table of deaths: period, place, deaths.")] = None,
    populations: Annotated[
        Path | None, typer.Option(help="Table of total populations, for stocks without native born.")
    ] = None,
    weights: Annotated[
        Path | None, typer.Option(help="Table of weights by origin and destination, such as nearness.")
    ] = None,
    method: Annotated[
        str | None, typer.Option(help="minimum, independence, mixture, differences, returns, shares, growth.")
    ] = None,
    system: Annotated[str, typer.Option(help="closed, open or open-dr.")] = "closed",
    deaths_by: Annotated[str, typer.Option(help="proportional or accounting.")] = "proportional",
    births_by: Annotated[str, typer.Option(help="native or proportional.")] = "native",
    foreign_mortality: Annotated[
        float, typer.Option(min=0.0, help="Death rate of people born elsewhere over that of the native born.")
    ] = 1.0,
    weight: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="Share of the smallest migration in the mixture.")
    ] = 0.87,
    most_shifted: Annotated[
        float,
        typer.Option(min=0.0, help="Share of the native born that may be shifted to balance the world."),
    ] = 0.05,
    leave_out: Annotated[list[str] | None, typer.Option(help="A place not to use, such as a total.")] = None,
    draws: Annotated[int, typer.Option(min=0, max=100_000, help="Draws of the stocks, for bands.")] = 0,
    error: Annotated[float, typer.Option(min=0.0, max=2.0, help="Relative standard error of stocks.")] = 0.05,
    persistence: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="Correlation of a stock's error at successive dates.")
    ] = 0.95,
    weight_error: Annotated[
        float, typer.Option(min=0.0, max=0.3, help="Standard error of the weight of the smallest migration.")
    ] = 0.05,
    seed_spread: Annotated[
        float,
        typer.Option(min=0.0, max=5.0, help="Spread (log) of movers' unknown preferences for corridors."),
    ] = 1.0,
    seed: Annotated[int, typer.Option(min=0, help="Seed of all random words.")] = 1,
    jobs: Annotated[int, typer.Option(min=1, help="Threads for draws.")] = 2,
    gravity: Annotated[
        Path | None, typer.Option(help="Table of pairs; fits a gravity model (extra: gravity).")
    ] = None,
    covariate: Annotated[
        list[str] | None, typer.Option(help="A column of it, repeated; log:NAME takes its logarithm.")
    ] = None,
    whole: Annotated[bool, typer.Option("--whole", help="Round flows to whole persons.")] = False,
    top: Annotated[
        int, typer.Option(min=1, help="How many flows the terminal shows; charts show twice as many.")
    ] = 15,
    out: Annotated[Path | None, typer.Option(help="Write all flows to this CSV file.")] = None,
    html: Annotated[Path | None, typer.Option(help="Write a page with a chord diagram and a map.")] = None,
    lang: Language = "en",
    json: Json = False,
) -> None:
    """Estimate flows between places from successive tables of stocks by birthplace."""
    from sapar.files.write import write_text
    from sapar.study.flow_disclosure import THRESHOLD, disclosed_flows
    from sapar.study.flow_gravity import KEPT, fitted_gravity, read_covariates
    from sapar.study.flow_rows import flow_csv, flow_rows, summary
    from sapar.study.flows import METHODS, FlowOptions, estimate_flows

    require_language(lang)
    require_word(method, METHODS, "--method")
    require_word(system, ("closed", "open", "open-dr"), "--system")
    require_word(deaths_by, ("proportional", "accounting"), "--deaths-by")
    require_word(births_by, ("native", "proportional"), "--births-by")
    if (gravity is None) != (not covariate):
        say("--gravity names the table of pairs and --covariate its columns: give both")
        raise typer.Exit(2)
    options = FlowOptions(
        table=table,
        births=births,
        deaths=deaths,
        populations=populations,
        weights=weights,
        method=method,  # type: ignore[arg-type]
        system=system,  # type: ignore[arg-type]
        birth_rule=births_by,  # type: ignore[arg-type]
        death_rule=deaths_by,  # type: ignore[arg-type]
        foreign_mortality=foreign_mortality,
        most_shifted=most_shifted,
        weight=weight,
        leave_out=tuple(leave_out or ()),
        draws=draws,
        error=error,
        persistence=persistence,
        weight_error=weight_error,
        seed_spread=seed_spread,
        kept=KEPT if gravity is not None else 0,
        seed=seed,
        threads=jobs,
    )
    from sapar.report.terminal import progress_shown

    with progress_shown("draws") as progress:
        result = guarded(lambda: estimate_flows(options, progress if draws else None))
    models: list[dict[str, Any]] = []
    if gravity is not None:
        places = result.periods[0].places
        models = guarded(
            lambda: fitted_gravity(result, read_covariates(gravity, tuple(covariate or ()), places))
        )
    short = [summary(one) for one in result.periods]
    published = disclosed_flows(result, whole=whole)
    if out is not None:
        guarded(lambda: write_text(out, flow_csv(flow_rows(published))))
    if html is not None:
        from sapar.report.flow_page import flow_page

        page = flow_page(
            published.periods,
            short,
            published.notes,
            table=table.name,
            language=lang,
            top=2 * top,
            threshold=THRESHOLD,
        )
        guarded(lambda: write_text(html, page))
    if json:
        print_json(
            {"periods": short, "flows": flow_rows(published), "notes": published.notes, "gravity": models}
        )
        return
    from sapar.report.flow_terminal import say_flows, say_gravity

    for one, totals in zip(published.periods, short, strict=True):
        say_flows(one, totals, top)
    for row in models:
        say_gravity(row)
    for note in published.notes:
        say(f"note: {note}")
    for path in (out, html):
        if path is not None:
            print(f"written: {path}")
