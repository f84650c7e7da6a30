"""What planners share: which sheet they are asked about, and how they refuse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import typer

from sapar.commands.terminal import exit_of, print_json, say

if TYPE_CHECKING:
    from sapar.operations.template import Templates

Case = TypeVar("Case")


Value = TypeVar("Value")


class Refusing:
    """Carries actions out; what they refuse is said in the reader's language, or as one JSON object."""

    def __init__(self, language: str, *, json: bool) -> None:
        self.language = language
        self.json = json

    def __call__(self, action: Callable[[], Value]) -> Value:
        """The action's value, or the exit of what was refused: never a traceback."""
        from sapar.errors import SaparError

        try:
            return action()
        except SaparError as error:
            from sapar.report.language import Language
            from sapar.report.refusals import refusal_record, refusal_text

            words = Language(self.language)
            if self.json:
                print_json(refusal_record(error, words))
            else:
                say(refusal_text(error, words))
            raise exit_of(error) from error


def case_of(
    sheet: Path | None,
    example: str | None,
    templates: Templates,
    read: Callable[[Path, str | None], Case],
    guarded: Refusing,
) -> Case:
    """The case of a sheet, or of a bundled one under its own name."""
    if (sheet is None) == (example is None):
        raise typer.BadParameter(
            "name a sheet, or --example, or write one with --template", param_hint="SHEET"
        )
    chosen = sheet if sheet is not None else guarded(lambda: templates.folder(str(example)))
    return guarded(lambda: read(chosen, example))
