"""What every error of Sapar is, and those of files that Sapar itself writes."""

# ruff: noqa: N818 - the names say what is wrong; "Error" at the end of each would say nothing more

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, ClassVar

from sapar.files.limits import MOST_PROBLEMS_SHOWN
from sapar.position import Position, printable

_LONGEST_FOUND = 60


class SaparError(Exception):
    """Anything Sapar refuses or cannot do."""

    code: ClassVar[str] = "sapar-error"
    """The class's name in small letters with hyphens; stays as it is for good, since people look it up."""

    def __init_subclass__(cls) -> None:
        cls.code = re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()

    def __init__(self, *, why: str, try_: str, found: str = "", at: Position | None = None) -> None:
        self.position = at
        """Where it stands, if it stands in a file."""
        self.found = found
        """What was found there, as written."""
        self.why = why
        """What is wrong with it and why that matters; reads on from `found`."""
        self.try_ = try_
        """What to do about it."""
        super().__init__(why)

    def __reduce__(self) -> tuple[Any, ...]:
        """Errors travel between processes with everything they carry."""
        return _revived, (type(self), self.args, self.__dict__)

    @property
    def message(self) -> str:
        """What was found and why it matters, in one line."""
        if not self.found:
            return printable(self.why)
        shown = self.found if len(self.found) <= _LONGEST_FOUND else self.found[:_LONGEST_FOUND] + "…"
        return printable(f'"{shown}" {self.why}')

    def __str__(self) -> str:
        at = self.position
        head = self.message if at is None else f"{printable(at.label)}  {self.message}"
        pointing = [] if at is None else at.pointing()
        hint = f"   try: {printable(self.try_)}"
        return "\n".join([head, *pointing, f"{hint:<50} [{self.code}]"])


def _revived(kind: type[SaparError], args: tuple[Any, ...], state: dict[str, Any]) -> SaparError:
    """An error as it was before it travelled."""
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


class BrokenStudy(SaparError):
    """The study cannot be used as it stands. Every problem found is listed, in the order of the files,
    each with the place to change and what to try. Nothing was simulated and nothing was written."""

    def __init__(self, problems: Iterable[SaparError], *, unlisted: int = 0, of: str = "study") -> None:
        self.problems = tuple(problems)
        """Every problem, in file order."""
        self.unlisted = unlisted
        """Further problems that were counted but not kept."""
        count = len(self.problems) + unlisted
        super().__init__(
            why=f"the {of} has {count} problem" + ("" if count == 1 else "s"),
            try_="mend the first one and check again: later ones may follow from it",
        )

    def __str__(self) -> str:
        shown = [str(problem) for problem in self.problems[:MOST_PROBLEMS_SHOWN]]
        rest = len(self.problems) + self.unlisted - len(shown)
        if rest > 0:
            shown.append(f"... and {rest} more")
        return "\n\n".join([*shown, self.why])


class WriteFailed(SaparError):
    """A file could not be written: no room, no permission, or a failing disk. The old file, or in rare
    cases already the new one, is there, whole; nothing half-written was left behind."""


class DamagedFile(SaparError):
    """A file that an earlier run kept is not, bit by bit, what was written: the disk lost part of it, or
    something changed it. It is left out, and what it held is computed again, with the same result."""
