"""Every call to the system that a run makes on its folder fails once, and once is the last of the process."""

from __future__ import annotations

from pathlib import Path

import pytest
import xarray

from sapar.errors import SaparError, UnreadableFile, WriteFailed
from sapar.files.sealed import read_sealed
from sapar.simulation.run import Run
from sapar.study import Study
from sapar.study.store import RunFolder
from tests.crashes.asking import ask, contents
from tests.crashes.failing import Killed, failing

MOST_CALLS = 400


def ended(study: Study, *, fresh: bool) -> str | None:
    """What the run said when it failed; None where it did not, or was killed and said nothing."""
    try:
        ask(study, fresh=fresh)
    except (WriteFailed, UnreadableFile) as error:
        return str(error)
    except Killed:
        return None
    return None


def require_sound(folder: Path) -> None:
    """Whatever has its final name is whole."""
    for kind in ("[0-9]*.replicate", "[0-9]*.checkpoint"):
        for path in folder.rglob(kind):
            read_sealed(path)
    for path in folder.rglob("tables.nc"):
        xarray.load_dataset(path, engine="h5netcdf")


def interrupted(study: Study) -> None:
    """A run that was ended after its first replicate, and left a half-written file of a process long gone."""
    real = RunFolder.keep_replicate

    def one_only(self: RunFolder, replicate: int, run: Run) -> None:
        if replicate:
            raise KeyboardInterrupt
        real(self, replicate, run)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(RunFolder, "keep_replicate", one_only)
        with pytest.raises(SaparError, match="1 of 2 replicates"):
            ask(study)
    parts = next(study.results_folder.glob("*/replicates"))
    (parts / ".sapar-unfinished-4194305-7-00001.replicate").write_text("half")


@pytest.mark.parametrize(
    ("before", "kills"),
    [
        pytest.param("nothing", False, id="from nothing, it fails"),
        pytest.param("nothing", True, id="from nothing, it is the last", marks=pytest.mark.long),
        pytest.param("a half", False, id="from a half, it fails"),
        pytest.param("a half", True, id="from a half, it is the last", marks=pytest.mark.long),
        pytest.param("an answer", False, id="beside an answer, it fails", marks=pytest.mark.long),
        pytest.param("an answer", True, id="beside an answer, it is the last"),
    ],
)
def test_no_call_can_break_a_run(study: Study, before: str, kills: bool) -> None:
    """From an empty folder, half a run and a whole answer (asked with --fresh): after any failing call there is
    a message with a path, no torn file and no lost answer, and the next plain run ends with the same bytes alone."""
    name = ask(study).folder.name
    answer = contents(study.results_folder / name)
    folder = study.results_folder
    for turn in range(MOST_CALLS):
        if before != "an answer":
            remove_all(folder)
        if before == "a half":
            interrupted(study)
        with failing(folder, turn, kills=kills) as system:
            said = ended(study, fresh=before == "an answer")
        if not system.has_failed:
            assert turn > 30, system.seen
            return
        call = f"call {turn}, {system.seen[turn]}"
        assert said is None or str(folder) in said, call
        require_sound(folder)
        if before == "an answer":
            assert next(folder.glob("*/tables.nc")).read_bytes() == answer["tables.nc"], call
        assert contents(ask(study).folder) == answer, call
        assert [path.name for path in folder.iterdir()] == [name], call
    pytest.fail("the calls do not end")


def remove_all(folder: Path) -> None:
    """Everything below a folder."""
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
