"""What all groups of commands share: opening a study, refusing without a traceback, printing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import typer

if TYPE_CHECKING:
    from sapar.study import Study

CHECK_FAILED, WRONG_USE, CANCELLED = 1, 2, 130
Value = TypeVar("Value")


def guarded(action: Callable[[], Value]) -> Value:
    """The action's value; a refusal becomes its message and an exit code."""
    from sapar.errors import BrokenStudy, SaparError

    try:
        return action()
    except SaparError as error:
        say(str(error))
        raise typer.Exit(CHECK_FAILED if isinstance(error, BrokenStudy) else WRONG_USE) from error
    except KeyboardInterrupt as stop:
        say("stopped")
        raise typer.Exit(CANCELLED) from stop


def opened(name: str) -> Study:
    """The study, or an exit with all of its problems."""
    from sapar.study import open_study

    return guarded(lambda: open_study(name))


def say(text: str) -> None:
    """A line on standard error."""
    typer.echo(text, err=True)


def print_json(value: Any) -> None:
    """JSON on standard output."""
    import json

    print(json.dumps(value, ensure_ascii=False, indent=1))
