"""What all commands share: opening a study, refusing without a traceback, printing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

if TYPE_CHECKING:
    from sapar.simulation.executor import Executor
    from sapar.study import Study

CHECK_FAILED, WRONG_USE, CANCELLED = 1, 2, 130

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
Language = Annotated[str, typer.Option("--lang", help="en or ru.")]

Jobs = Annotated[int | None, typer.Option(min=1, help="Processes; default: all processors.")]
Cluster = Annotated[
    str | None, typer.Option(metavar="auto|ADDRESS", help="Replicates live on a Ray cluster, not only here.")
]

Value = TypeVar("Value")


def guarded(action: Callable[[], Value]) -> Value:
    """The action's value; a refusal becomes its message and an exit code, never a traceback."""
    from sapar.errors import SaparError

    try:
        return action()
    except SaparError as error:
        raise failed(error) from error


def failed(error: Exception) -> typer.Exit:
    """Say what was refused, and the exit that goes with it."""
    say(str(error))
    return exit_of(error)


def exit_of(error: Exception) -> typer.Exit:
    """The exit that goes with what was refused."""
    from sapar.errors import BrokenStudy, Cancelled, Imbalance

    if isinstance(error, Cancelled):
        return typer.Exit(CANCELLED)
    return typer.Exit(CHECK_FAILED if isinstance(error, BrokenStudy | Imbalance) else WRONG_USE)


def study_or_exit(name: str) -> Study:
    """The study, or an exit with all of its problems."""
    from sapar.files.code import drop_stale_kernels
    from sapar.study import open_study

    guarded(drop_stale_kernels)
    return guarded(lambda: open_study(name))


def executor_on(cluster: str | None, jobs: int | None) -> AbstractContextManager[Executor | None]:
    """Where replicates live: a cluster, or with None what the command itself chooses."""
    if cluster is None:
        return nullcontext()
    from sapar.simulation.cluster import RayCluster

    return RayCluster(cluster, jobs=jobs)


def require_language(language: str) -> None:
    """Only languages with a catalogue."""
    if language not in ("en", "ru"):
        raise typer.BadParameter(
            f"there is no {language} catalogue; there are en and ru", param_hint="--lang"
        )


def require_word(word: str | None, known: tuple[str, ...], option: str) -> None:
    """One of a few words, or none."""
    if word is not None and word not in known:
        raise typer.BadParameter(f"{word} is none of {', '.join(known)}", param_hint=option)


def say(text: str) -> None:
    """A line on standard error."""
    typer.echo(text, err=True)


def print_json(value: Any) -> None:
    """JSON on standard output."""
    import json

    print(json.dumps(value, ensure_ascii=False, indent=1))
