"""The real command, with the system itself failing one call after the other: no torn file, no traceback."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from sapar.files.sealed import read_sealed
from tests.crashes.asking import contents
from tests.crashes.processes import Commands, Ended

pytestmark = pytest.mark.long

RUN = ("run", "two-places", "--people-per-agent", "50", "--replicates", "2", "--jobs", "1")
ERRORS = ("ENOSPC", "EIO", "EDQUOT")
MOST_CALLS = 300
NAMED = re.compile(r"^(runs/two-places\S*  could not be |the system refused the output)", re.MULTILINE)


def run_failing(sapar: Commands, folder: Path, call: str, turn: int) -> tuple[Ended, str]:
    """A run of which one call fails; how it ended, and the failed call, empty where there were fewer."""
    log = folder.with_name(f"{folder.name}.log")
    child = sapar.start(folder, *RUN, stops=True)
    with subprocess.Popen(
        [
            "strace", "-f", "-y", "-p", str(child), "-o", str(log), "-e", f"trace={call}",
            "-e", f"inject={call}:error={ERRORS[turn % len(ERRORS)]}:when={turn}",
        ],
        stderr=subprocess.PIPE,
        text=True,
    ) as tracer:  # fmt: skip
        assert tracer.stderr is not None
        attached = "attached" in tracer.stderr.readline()
        os.kill(child, signal.SIGCONT)
        ended = sapar.end(time.monotonic())
        tracer.wait()
    if not attached:
        pytest.skip("tracing is not permitted")
    failed = [line for line in log.read_text("utf-8").splitlines() if "(INJECTED)" in line]
    return ended, failed[0] if failed else ""


@pytest.mark.skipif(shutil.which("strace") is None, reason="there is no strace")
@pytest.mark.parametrize("call", ["write", "fsync", "rename", "unlink", "mkdir", "rmdir", "flock"])
def test_no_failing_call_of_the_system_breaks_a_run(sapar: Commands, tmp_path: Path, call: str) -> None:
    """Each call of the run fails once: a message with a path and exit code 2, or a run that did without; what is
    there is whole; the next plain run ends with the same bytes and nothing left behind."""
    whole = tmp_path / "whole"
    whole.mkdir()
    assert sapar.run(whole, *RUN).code == 0
    ours = 0
    for turn in range(1, MOST_CALLS):
        folder = tmp_path / str(turn)
        folder.mkdir()
        ended, failed = run_failing(sapar, folder, call, turn)
        if not failed:
            assert ours >= (2 if call in ("mkdir", "rmdir", "flock") else 4)
            return
        if "runs/" in failed:
            ours += 1
            assert "Traceback" not in ended.err, (failed, ended.err)
            assert ended.code in (0, 2), (failed, ended.err)
            assert ended.code == 0 or NAMED.search(ended.err), (failed, ended.err)
        for path in folder.rglob("[0-9]*.replicate"):
            read_sealed(path)
        again = sapar.run(folder, *RUN)
        assert again.code == 0, (failed, again.err)
        assert contents(folder) == contents(whole), failed
        shutil.rmtree(folder)
    pytest.fail("the calls do not end")
