"""The problems of one reading, collected so that all of them are reported at once."""

from __future__ import annotations

from sapar.errors import BrokenStudy, SaparError
from sapar.files.limits import MOST_PROBLEMS_KEPT
from sapar.position import Position

_NOWHERE = Position(file="")


class Problems:
    """Collects what is wrong with a study, a sheet or a plan while it is read; messages call it that."""

    def __init__(self, of: str = "study") -> None:
        self.of = of
        self._kept: list[SaparError] = []
        self._unlisted = 0

    def add(self, problem: SaparError) -> None:
        """Remember one problem; beyond the ceiling only count it."""
        if len(self._kept) < MOST_PROBLEMS_KEPT:
            self._kept.append(problem)
        else:
            self._unlisted += 1

    def __len__(self) -> int:
        return len(self._kept) + self._unlisted

    @property
    def in_file_order(self) -> tuple[SaparError, ...]:
        """The problems as a reader of the folder meets them."""
        return tuple(sorted(self._kept, key=lambda problem: (problem.position or _NOWHERE).order))

    def stop_if_any(self) -> None:
        """Raise `BrokenStudy` with every problem, unless there is none."""
        if self._kept:
            raise BrokenStudy(self.in_file_order, unlisted=self._unlisted, of=self.of)
