"""A run that is killed or stopped at any moment goes on, and ends with the bytes of one that was left alone."""

from __future__ import annotations

import random
import signal
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.crashes.asking import contents
from tests.crashes.processes import Commands

RUN = ("run", "two-places", "--people-per-agent", "50", "--replicates", "3")
ALONE = (*RUN, "--jobs", "1")
LONG = ("run", "two-places", "--people-per-agent", "2", "--replicates", "1", "--jobs", "1")
TOGETHER = (*RUN, "--jobs", "2")

LONGEST_TOGETHER = 9.0
"""Seconds that starting two workers and their work may take."""

SLOWEST_STOP = 5.0
"""Seconds; a stop takes well under one where the processors have nothing else to do."""


@dataclass(frozen=True, kw_only=True)
class LeftAlone:
    """A run that nothing happened to."""

    command: Commands
    files: dict[str, bytes]
    seconds: float


@pytest.fixture(scope="module")
def left_alone(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> LeftAlone:
    """A run that nothing happened to, with its report or without."""
    command: Commands = request.getfixturevalue(request.param)
    folder = tmp_path_factory.mktemp("alone")
    done = command.run(folder, *(LONG if request.param == "keeping_sapar" else ALONE))
    assert done.code == 0, done.err
    return LeftAlone(command=command, files=contents(folder), seconds=done.seconds)


def kill_and_go_on(left_alone: LeftAlone, folder: Path, words: tuple[str, ...], after: float) -> None:
    """Kill a run after so many seconds; the next one must end as if nothing had been."""
    folder.mkdir()
    left_alone.command.signalled(folder, *words, number=signal.SIGKILL, after=after)
    again = left_alone.command.run(folder, *words)

    assert again.code == 0, again.err
    assert "Traceback" not in again.err
    assert contents(folder) == left_alone.files, f"killed after {after} s"


@pytest.mark.parametrize(
    ("left_alone", "kills"),
    [
        pytest.param("sapar", 2, id="a few"),
        pytest.param("sapar", 100, id="a hundred", marks=pytest.mark.long),
        pytest.param("whole_sapar", 10, id="with reports", marks=pytest.mark.long),
    ],
    indirect=["left_alone"],
)
def test_a_killed_run_goes_on(left_alone: LeftAlone, tmp_path: Path, kills: int) -> None:
    """kill -9 at random moments of the whole run: the same bytes, and nothing left behind."""
    moments = random.Random(kills)
    for number in range(kills):
        kill_and_go_on(left_alone, tmp_path / str(number), ALONE, moments.uniform(0.0, left_alone.seconds))


@pytest.mark.parametrize("left_alone", ["keeping_sapar"], indirect=True)
@pytest.mark.parametrize("kills", [2, pytest.param(100, marks=pytest.mark.long)])
def test_a_killed_replicate_goes_on(left_alone: LeftAlone, tmp_path: Path, kills: int) -> None:
    """kill -9 while one replicate keeps its state month after month: the same bytes from the last state kept."""
    moments = random.Random(100 + kills)
    for number in range(kills):
        kill_and_go_on(left_alone, tmp_path / str(number), LONG, moments.uniform(0.0, left_alone.seconds))


@pytest.mark.long
@pytest.mark.parametrize("left_alone", ["whole_sapar"], indirect=True)
def test_a_killed_run_of_many_processes_goes_on(left_alone: LeftAlone, tmp_path: Path) -> None:
    """kill -9 of the parent ends its workers too; the next run ends with the same bytes and nothing left behind."""
    moments = random.Random(2)
    for number in range(10):
        kill_and_go_on(left_alone, tmp_path / str(number), TOGETHER, moments.uniform(0.5, LONGEST_TOGETHER))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "TERM"])
@pytest.mark.parametrize(
    ("left_alone", "words", "stops"),
    [
        pytest.param("sapar", ALONE, 1, id="one"),
        pytest.param("sapar", ALONE, 50, id="fifty", marks=pytest.mark.long),
        pytest.param("whole_sapar", ALONE, 10, id="with reports", marks=pytest.mark.long),
        pytest.param("whole_sapar", TOGETHER, 5, id="five, together", marks=pytest.mark.long),
    ],
    indirect=["left_alone"],
)
def test_a_stopped_run_says_how_to_go_on(
    left_alone: LeftAlone, tmp_path: Path, number: int, words: tuple[str, ...], stops: int
) -> None:
    """Ctrl-C and TERM at random moments: 130, one line on how to go on, soon; then the same bytes."""
    moments = random.Random(number)
    longest = LONGEST_TOGETHER if words is TOGETHER else 0.9 * left_alone.seconds
    for stop in range(stops):
        folder = tmp_path / str(stop)
        folder.mkdir()
        after = moments.uniform(0.05, longest)
        ended = left_alone.command.signalled(folder, *words, number=number, after=after)

        assert "Traceback" not in ended.err, after
        assert ended.seconds < SLOWEST_STOP, after
        if contents(folder) != left_alone.files:
            assert ended.code == 130, (after, ended.err)
            assert ended.err.count("the same command again, without --fresh") == 1
        again = left_alone.command.run(folder, *ALONE)
        assert again.code == 0, again.err
        assert contents(folder) == left_alone.files, f"stopped after {after} s"
