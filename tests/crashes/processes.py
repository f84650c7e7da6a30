"""The command `sapar` as a process of its own that starts at once: a parent with everything imported forks it.

Without pages the parent has also loaded the kernels, and the processes write no report and end without clearing up
their memory, which together take longer than all the rest.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sapar.study.open import BUNDLED

PARENT = """
import json, os, signal, sys
import h5netcdf, xarray
import sapar.cli, sapar.report.render, sapar.report.terminal, sapar.study.explain, sapar.study.page
import sapar.simulation.ensemble
pages = "pages" in sys.argv
if "keeps" in sys.argv:
    sapar.simulation.ensemble.KEEP_EVERY = 0.0
if not pages:
    from sapar.study import Options, open_study, run_study
    run_study(open_study(sys.argv[1]), Options(people_per_agent=50, replicates=1, jobs=1))
    sapar.cli._write_report = lambda study, result, *_: result.folder
print("ready", flush=True)
for line in sys.stdin:
    order = json.loads(line)
    child = os.fork()
    if child == 0:
        os.chdir(order["folder"])
        for stream, name in ((1, "out"), (2, "err")):
            os.dup2(os.open(order[name], os.O_WRONLY | os.O_CREAT | os.O_TRUNC), stream)
        sys.argv = ["sapar", *order["words"]]
        if order["stops"]:
            os.kill(os.getpid(), signal.SIGSTOP)
        try:
            sapar.cli.main()
        except SystemExit as leaving:
            if pages:
                raise
            sys.stdout.flush()
            os._exit(leaving.code or 0)
    if order["stops"]:
        os.waitpid(child, os.WUNTRACED)
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@dataclass(frozen=True, kw_only=True)
class Ended:
    """What a process left behind."""

    code: int
    """Its exit code; of one that was killed, the signal with a minus."""
    out: str
    err: str
    seconds: float
    """From its start, or from the signal it was sent, to its end."""


class Commands:
    """Starts `sapar` again and again."""

    def __init__(self, parent: subprocess.Popen[str], streams: Path) -> None:
        self._parent = parent
        self._out, self._err = streams / "out", streams / "err"

    def run(self, folder: Path, *words: str) -> Ended:
        """Start and wait for the end."""
        self.start(folder, *words)
        return self.end(time.monotonic())

    def signalled(self, folder: Path, *words: str, number: int, after: float) -> Ended:
        """Start, and send a signal after so many seconds, unless the process has ended by then."""
        child = self.start(folder, *words)
        time.sleep(after)
        sent = time.monotonic()
        try:
            os.kill(child, number)
        except ProcessLookupError:
            return self.end(sent)
        return self.end(sent)

    def start(self, folder: Path, *words: str, stops: bool = False) -> int:
        """Start; the number of the process, which waits for SIGCONT if it stops."""
        order = {"folder": str(folder), "out": str(self._out), "err": str(self._err), "words": words}
        assert self._parent.stdin is not None
        self._parent.stdin.write(json.dumps({**order, "stops": stops}) + "\n")
        self._parent.stdin.flush()
        return int(self._answer())

    def end(self, since: float) -> Ended:
        """Wait for the end of what was started."""
        code = int(self._answer())
        seconds = time.monotonic() - since
        return Ended(
            code=code, out=self._out.read_text("utf-8"), err=self._err.read_text("utf-8"), seconds=seconds
        )

    def _answer(self) -> str:
        """A line of the parent."""
        assert self._parent.stdout is not None
        return self._parent.stdout.readline()


@contextmanager
def commands(streams: Path, *, pages: bool, keeps: bool = False) -> Iterator[Commands]:
    """Start processes while the block lasts; their last words are kept in the folder.

    With `keeps` each keeps the state of a replicate after every month.
    """
    study = streams / "two-places"
    shutil.copytree(BUNDLED / "two-places", study)
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, *(["pages"] if pages else [str(study)]), *(["keeps"] * keeps)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "NUMBA_THREADING_LAYER": "workqueue", "NUMBA_NUM_THREADS": "1"},
    ) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "ready\n"
        yield Commands(parent, streams)
        assert parent.stdin is not None
        parent.stdin.close()
