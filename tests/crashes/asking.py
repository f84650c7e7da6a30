"""The question that tests of crashes ask, and what its folder holds."""

from __future__ import annotations

from pathlib import Path

from sapar.study import Options, Result, Study, run_study

REPLICATES = 2


def ask(study: Study, *, fresh: bool = False) -> Result:
    """The question of these tests."""
    return run_study(study, Options(people_per_agent=50, replicates=REPLICATES, jobs=1, fresh=fresh))


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
