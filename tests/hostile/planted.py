"""Planting one fault in a copy of the made-up study, and judging how the readers report it."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import pytest

from sapar.errors import BrokenStudy, SaparError
from sapar.files.limits import LIMITS, Limits
from sapar.scenarios.inputs import read_inputs

STUDY = Path(str(files("sapar"))) / "studies" / "two-places"


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One fault and what must be said about it."""

    name: str
    plant: Callable[[Path], int | None]
    """Changes the copy; returns the line of the fault, None where only the file is known."""
    code: str
    file: str
    """Where the problem must point."""
    line: int | None = None
    """Expected line where it differs from the changed one."""
    hint: str = ""
    """What `try` must contain."""
    column: int | None = None
    limits: Limits = LIMITS


def swap(
    file: str, old: str, new: str, code: str, *, at: str = "", line: int | None = None, **more: object
) -> Fault:
    """A fault that replaces the first `old` of a file by `new`; `at`: another file must be pointed at."""

    def plant(study: Path) -> int:
        path = study / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {file}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return text.count("\n", 0, text.index(old)) + 1

    name = f"{file}: {old.strip()[:30]} -> {new.strip()[:30]}"
    return Fault(name=name, plant=plant, code=code, file=at or file, line=line, **more)  # type: ignore[arg-type]


def add(file: str, text: str, code: str, *, at: str = "", line: int | None = None, **more: object) -> Fault:
    """A fault that adds lines at the end of a file; the first of them is the fault."""

    def plant(study: Path) -> int:
        path = study / file
        before = path.read_text(encoding="utf-8")
        path.write_text(before + text + "\n", encoding="utf-8")
        return before.count("\n") + 1

    name = f"{file}: + {text.strip()[:40]}"
    return Fault(name=name, plant=plant, code=code, file=at or file, line=line, **more)  # type: ignore[arg-type]


def put(file: str, content: bytes | str, code: str, line: int | None = None, **more: object) -> Fault:
    """A fault that replaces a whole file."""

    def plant(study: Path) -> int | None:
        (study / file).write_bytes(content if isinstance(content, bytes) else content.encode())
        return line

    start = content[:25] if isinstance(content, str) else content[:12]
    return Fault(name=f"{file}: = {start!r}", plant=plant, code=code, file=file, **more)  # type: ignore[arg-type]


def copy_of_study(folder: Path) -> Path:
    """A copy of the made-up study."""
    return Path(shutil.copytree(STUDY, folder / "study"))


def judge(fault: Fault, folder: Path) -> SaparError:
    """Plant the fault, read the study, and check what is reported; gives the problem that names it."""
    study = copy_of_study(folder)
    line = fault.plant(study)
    before = snapshot(folder)

    with pytest.raises(BrokenStudy) as raised:
        read_inputs(study, limits=fault.limits)

    assert snapshot(folder) == before, "nothing may be written"
    problems = raised.value.problems
    assert all(problem.try_.strip() and problem.message for problem in problems)
    assert str(raised.value)
    wanted = fault.line if fault.line is not None else line
    matching = [
        problem
        for problem in problems
        if problem.code == fault.code
        and problem.position is not None
        and problem.position.file == fault.file
        and (wanted is None or problem.position.line == wanted)
    ]
    assert matching, f"expected {fault.code} at {fault.file}:{wanted}, got\n{raised.value}"
    assert fault.hint in matching[0].try_
    if fault.column is not None:
        assert matching[0].position is not None
        assert matching[0].position.column == fault.column
    return matching[0]


def snapshot(folder: Path) -> dict[str, str]:
    """Every path below a folder with what it is and a digest of its content."""
    found = {}
    for path in sorted(folder.rglob("*")):
        is_plain = path.is_file() and not path.is_symlink()
        digest = (
            hashlib.sha256(path.read_bytes()).hexdigest() if is_plain and path.stat().st_mode & 0o400 else ""
        )
        found[str(path.relative_to(folder))] = digest
    return found
