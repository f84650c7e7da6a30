"""A run says what memory it needs, which is about what it takes, and one that does not fit does not start."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from sapar.errors import NotEnoughMemory
from sapar.files.sizes import size_in_words
from sapar.study import Options, Study, memory, run_study
from sapar.study import run as running
from sapar.study.memory import AGENT, FIRST, PAGE, WORKER, Load, need, require_memory, room
from sapar.study.open import BUNDLED
from tests.crashes.asking import contents

COMMAND = [sys.executable, "-c", "from sapar.cli import main; main()"]


def load(*, agents: int = 10**7, jobs: int = 4, replicates: int = 10, record: int = 10**6) -> Load:
    """A run of ordinary size."""
    return Load(agents=agents, jobs=jobs, replicates=replicates, record=record)


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0 bytes"), (999, "999 bytes"), (1000, "1.0 kB"), (1_260_000, "1.3 MB"), (27_400_000, "27 MB"),
     (1.3e9, "1.3 GB"), (999_700, "1.0 MB"), (2e17, "200 PB")],
)  # fmt: skip
def test_sizes_in_words(size: float, words: str) -> None:
    """Two digits and a unit."""
    assert size_in_words(size) == words


def test_what_fits_starts() -> None:
    """A run that needs exactly what is there is not refused."""
    require_memory(load(), need(load()))


@pytest.mark.parametrize(
    ("there", "way_out"),
    [
        (need(load()) - 1, "--jobs 3"),
        (need(load(jobs=2)) - 1, "--jobs 1"),
        (need(load(jobs=1)) - 1, "--jobs 1 with a --people-per-agent 2 times as large"),
        (need(load(jobs=1, agents=45 * 10**5)), "--jobs 1 with a --people-per-agent 3 times as large"),
        (FIRST, "a machine with more memory, or ending other programs"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_would(there: int, way_out: str) -> None:
    """Fewer processes where they suffice, then larger agents; what is proposed fits."""
    with pytest.raises(NotEnoughMemory) as raised:
        require_memory(load(), there)

    assert raised.value.try_ == way_out
    assert size_in_words(need(load())) in raised.value.why
    words = re.match(r"--jobs (\d)(?:.* (\d+) times)?", way_out)
    if words:
        times = int(words[2] or 1)
        require_memory(load(jobs=int(words[1]), agents=10**7 // times), there)


@pytest.mark.parametrize("kind", ["new", "old"])
def test_the_ceiling_of_a_container_counts(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of nested control groups the tightest one decides; what only holds files is free; `max` is no ceiling."""
    names = ("memory.max", "memory.current", "inactive_file")
    line, root = "0::/outer/inner\n", tmp_path
    if kind == "old":
        names = ("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file")
        line, root = "7:cpu:/\n4:memory:/outer/inner\n0::/\n", tmp_path / "memory"
    groups = {"": ("max", 10**10), "outer": (3 * 10**9, 2 * 10**9), "outer/inner": (9 * 10**9, 10**9)}
    for group, (ceiling, held) in groups.items():
        folder = root / group
        folder.mkdir(parents=True, exist_ok=True)
        (folder / names[0]).write_text(f"{ceiling}\n")
        (folder / names[1]).write_text(f"{held}\n")
        (folder / "memory.stat").write_text(f"anon 5\n{names[2]} {10**7}\n")
    (tmp_path / "own").write_text(line)
    monkeypatch.setattr(memory, "_PROCESS", tmp_path / "own")
    monkeypatch.setattr(memory, "_GROUPS", tmp_path)

    own = psutil.Process().memory_info().rss
    assert abs(room() - min(1.01e9 + own, 3e9)) < 2e7


def test_a_run_that_does_not_fit_leaves_nothing(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is refused before it makes anything; one that fits tells its need."""
    said: list[str] = []
    monkeypatch.setattr(running, "room", lambda: PAGE // 2)
    with pytest.raises(NotEnoughMemory):
        run_study(study, Options(people_per_agent=50, replicates=2, jobs=2), say=said.append)

    assert said == []
    assert contents(study.results_folder) == {}
    monkeypatch.setattr(running, "room", lambda: 2 * PAGE)
    run_study(study, Options(people_per_agent=50, replicates=2, jobs=1), say=said.append)
    assert len(said) == 1
    assert re.fullmatch(rf"needs about \d+ MB of {size_in_words(2 * PAGE)}", said[0])


@pytest.mark.long
def test_a_ceiling_of_the_system_is_respected(tmp_path: Path, group: Path) -> None:
    """Under a ceiling the command is refused with 2, before it makes anything, and is not killed; what it
    proposes runs."""
    ceiling = PAGE + WORKER // 2
    (group / "memory.limit_in_bytes").write_text(str(ceiling))
    words = ["run", "two-places", "--people-per-agent", "50", "--replicates", "2"]
    refused = inside(group, tmp_path, *words, "--jobs", "2")

    assert refused.returncode == 2, refused.stderr
    wanted = need(load(agents=4_000, jobs=2, replicates=2, record=135_824))
    assert f"needs about {size_in_words(wanted)}" in refused.stderr
    assert "--jobs 1" in refused.stderr
    assert "[not-enough-memory]" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert contents(tmp_path) == {}
    started = inside(group, tmp_path, *words, "--jobs", "1")
    assert started.returncode == 0, started.stderr


@pytest.fixture
def group() -> Iterator[Path]:
    """A control group of our own; skips where none can be made."""
    path = Path("/sys/fs/cgroup/memory") / f"sapar-test-{os.getpid()}"
    try:
        path.mkdir()
    except OSError:
        pytest.skip("control groups cannot be made")
    yield path
    path.rmdir()


def inside(group: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The command in a control group."""

    def enter() -> None:
        (group / "cgroup.procs").write_text(str(os.getpid()))

    return subprocess.run(
        [*COMMAND, *words], cwd=folder, capture_output=True, text=True, check=False, preexec_fn=enter
    )


@pytest.mark.long
@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("times", [1, 20])
def test_the_need_is_about_what_is_taken(tmp_path: Path, times: int, jobs: int) -> None:
    """Announced and measured differ by at most 15 %, small and large, in one process and in several."""
    study = tmp_path / "study"
    shutil.copytree(BUNDLED / "two-places", study)
    with (study / "groups.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    with (study / "groups.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows({**row, "people": int(row["people"]) * times} for row in rows)
    words = ["run", str(study), "--people-per-agent", "1", "--replicates", "2", "--jobs", str(jobs)]
    with subprocess.Popen(
        [*COMMAND, *words], stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        taken = 0
        while running.poll() is None:
            taken = max(taken, held_by(running.pid))
            time.sleep(0.03)
        assert running.stderr is not None
        said = re.search(r"needs about ([\d.]+ \w+) of", running.stderr.read())
    assert said
    announced = need(load(agents=200_000 * times, jobs=jobs, replicates=2, record=135_824))
    print(f"announced {said[1]}, measured {size_in_words(taken)}, {AGENT} bytes an agent")

    assert said[1] == size_in_words(announced)
    assert abs(announced - taken) <= 0.15 * taken


def held_by(process: int) -> int:
    """Bytes of a process, and what those it started have for themselves."""
    held = 0
    with suppress(psutil.Error):
        held = psutil.Process(process).memory_info().rss
        for each in psutil.Process(process).children(recursive=True):
            held += each.memory_full_info().uss
    return held
