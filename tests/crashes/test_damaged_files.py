"""A kept file that is not as it was written is noticed, said, and made again with the same bytes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sapar.simulation.run import Run
from sapar.study import Study
from sapar.study.checkpoints import Checkpoints
from sapar.study.store import RunFolder
from tests.crashes.asking import ask, contents


def spoiled(content: bytes, way: str) -> bytes:
    """The content with its middle changed, without its end, empty, or replaced."""
    middle = len(content) // 2
    turned = content[:middle] + bytes([content[middle] ^ 4]) + content[middle + 1 :]
    ways = {"one bit": turned, "cut": content[:-9], "empty": b"", "another": b'{"a": [' * 100}
    return ways[way]


WAYS = ("one bit", "cut", "empty", "another")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("file", ["tables.nc", "run.json"])
def test_a_damaged_answer_is_answered_again(
    study: Study, file: str, way: str, caplog: pytest.LogCaptureFixture
) -> None:
    """The folder is named in a warning, the question is simulated anew, and the next time the store answers."""
    folder = ask(study).folder
    whole = contents(folder)
    (folder / file).write_bytes(spoiled(whole[file], way))
    again = ask(study)

    assert not again.from_store
    assert contents(folder) == whole
    assert str(folder) in caplog.text
    assert "[damaged-file]" in caplog.text
    assert ask(study).from_store


@pytest.mark.parametrize("way", WAYS)
def test_a_damaged_replicate_is_lived_again(
    tmp_path: Path, lived: list[Run], way: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Of two kept replicates the damaged one is left out, with a warning that names it."""
    folder = RunFolder(path=tmp_path)
    folder.prepare()
    for replicate, run in enumerate(lived):
        folder.keep_replicate(replicate, run)
    kept = folder.kept_replicates()
    assert {number: run.digest for number, run in kept.items()} == {0: lived[0].digest, 1: lived[1].digest}
    assert np.array_equal(kept[1].stock, lived[1].stock)
    path = tmp_path / "replicates" / "00001.replicate"
    path.write_bytes(spoiled(path.read_bytes(), way))

    assert set(folder.kept_replicates()) == {0}
    assert str(path) in caplog.text


@pytest.mark.parametrize("way", WAYS)
def test_a_damaged_checkpoint_is_no_checkpoint(
    tmp_path: Path, way: str, caplog: pytest.LogCaptureFixture
) -> None:
    """It is left out with a warning; keeping another one mends it, forgetting it leaves nothing."""
    checkpoints = Checkpoints(tmp_path)
    checkpoints.keep(3, {"place": np.arange(1000)})
    path = tmp_path / "00003.checkpoint"
    path.write_bytes(spoiled(path.read_bytes(), way))

    assert checkpoints.kept(3) is None
    assert str(path) in caplog.text
    checkpoints.keep(3, {"place": np.arange(7)})
    found = checkpoints.kept(3)
    assert found is not None
    assert np.array_equal(found["place"], np.arange(7))
    checkpoints.forget(3)
    assert checkpoints.kept(3) is None
    assert list(tmp_path.iterdir()) == []
