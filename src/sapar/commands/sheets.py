"""Which sheet a planner is asked about: a file or folder of the user, or a bundled one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import typer

from sapar.commands.terminal import guarded

if TYPE_CHECKING:
    from sapar.operations.template import Templates

Case = TypeVar("Case")


def case_of(
    sheet: Path | None, example: str | None, templates: Templates, read: Callable[[Path, str | None], Case]
) -> Case:
    """The case of a sheet, or of a bundled one under its own name."""
    if (sheet is None) == (example is None):
        raise typer.BadParameter(
            "name a sheet, or --example, or write one with --template", param_hint="SHEET"
        )
    chosen = sheet if sheet is not None else guarded(lambda: templates.folder(str(example)))
    return guarded(lambda: read(chosen, example))
