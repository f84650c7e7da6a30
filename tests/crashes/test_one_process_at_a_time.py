"""Two processes never write to one folder, and a process that ended holds nothing."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

import pytest

from sapar.errors import FolderInUse
from sapar.study import Study
from sapar.study.lock import Holder, hold, holder_of, lock_of, note_of
from tests.crashes.asking import ask, contents

FORK = get_context("fork")


@contextmanager
def holding(folder: Path) -> Iterator[int]:
    """Another process that holds the folder until it is killed, and its number."""
    ready, told = FORK.Pipe(duplex=False)

    def stay() -> None:
        with hold(folder):
            told.send("held")
            time.sleep(600.0)

    other = FORK.Process(target=stay)
    other.start()
    assert other.pid is not None
    assert ready.recv() == "held"
    try:
        yield other.pid
    finally:
        other.kill()
        other.join()


def test_the_second_process_is_told_about_the_first(study: Study) -> None:
    """Its number, machine, time and command; a killed one is forgotten at once, and leaves nothing behind."""
    folder = ask(study).folder
    with holding(folder) as other:
        with pytest.raises(FolderInUse) as raised:
            ask(study, fresh=True)
        said = str(raised.value)
        assert f"process {other} on " in said
        assert re.search(r"since \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", said)
        assert str(folder) in said
        assert ask(study).from_store, "an answer that is there needs no lock"

    assert not ask(study, fresh=True).from_store
    assert list(contents(study.results_folder)) == [
        f"{folder.name}/{name}" for name in ("run.json", "tables.nc")
    ]


def test_a_killed_holder_leaves_no_trace_beside_an_answer(study: Study) -> None:
    """The lock and the note of a process killed after its last act go when the answer is next read."""
    folder = ask(study).folder
    with holding(folder):
        pass
    assert lock_of(folder).exists()
    assert note_of(folder).exists()

    assert ask(study).from_store
    assert list(contents(study.results_folder)) == [
        f"{folder.name}/{name}" for name in ("run.json", "tables.nc")
    ]


def test_a_note_that_is_out_of_date_names_nobody(tmp_path: Path) -> None:
    """A number that no process has, or that a later process has by chance, is not shown as the holder; nor is
    anything taken from a note that is torn or missing."""
    folder = tmp_path / "folder"
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    with holding(folder) as other:
        path = note_of(folder)
        text = path.read_text()
        stated = json.loads(text)
        assert stated["process"] == other
        assert holder_of(folder) == Holder(**stated)
        for changed in ({"process": gone.pid}, {"started": stated["started"] - 60.0}, None):
            path.write_text(text[:20] if changed is None else json.dumps({**stated, **changed}))
            assert holder_of(folder) is None
        path.unlink()

        with pytest.raises(FolderInUse, match="another process") as raised, hold(folder):
            pass
        assert str(other) not in str(raised.value)


def test_a_note_without_a_lock_hinders_nobody(tmp_path: Path) -> None:
    """Only the system's lock counts: a note that claims a living process is overwritten, and removed at the end."""
    folder = tmp_path / "folder"
    note_of(folder).write_text(Holder.myself().model_dump_json())
    with hold(folder):
        found = holder_of(folder)
        assert found is not None
        assert found.process == os.getpid()
    assert list(tmp_path.iterdir()) == []


def test_many_take_turns(tmp_path: Path) -> None:
    """Of many who want the folder again and again, one at a time has it, and nothing is left."""
    folder, inside, most, turns = tmp_path / "folder", [0], [0], [0]

    def want() -> None:
        for _ in range(15):
            try:
                with hold(folder):
                    inside[0] += 1
                    most[0] = max(most[0], inside[0])
                    turns[0] += 1
                    inside[0] -= 1
            except FolderInUse:
                continue

    threads = [threading.Thread(target=want) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert most == [1]
    assert turns[0] >= 15
    assert list(tmp_path.iterdir()) == []
