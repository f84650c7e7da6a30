"""How long a person waits: for help, for a first run that has to compile, and for a second one."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROGRAM = (sys.executable, "-c", "from sapar.cli import main; main()")
FIRST_RUN = ("run", "central-asia", "--replicates", "1", "--jobs", "1", "--fresh")


def seconds(*arguments: str, folder: Path, cache: Path) -> float:
    """Wall time of the command line in a new process, with compiled code kept in a folder of its own."""
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(cache)}
    started = time.perf_counter()
    command = [*PROGRAM, *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False, timeout=600)
    if done.returncode:
        raise RuntimeError(done.stderr.decode("utf-8", errors="replace"))
    return time.perf_counter() - started


def starts() -> dict[str, float]:
    """Seconds by what was waited for."""
    with tempfile.TemporaryDirectory() as place:
        folder, cache = Path(place), Path(place) / "compiled"
        return {
            "sapar --help": seconds("--help", folder=folder, cache=cache),
            "first run, everything compiled anew": seconds(*FIRST_RUN, folder=folder, cache=cache),
            "second run, compiled code kept": seconds(*FIRST_RUN, folder=folder, cache=cache),
        }
