"""Where an unfinished calibration keeps the answers of its members, one sealed file each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sapar.files.sealed import write_sealed
from sapar.files.write import make_folder, remove_folder
from sapar.maths import FloatArray
from sapar.study.checkpoints import Checkpoints, kept_arrays


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationFolder:
    """The folder of one calibration; its stages are those executions that wait for each other."""

    path: Path

    def checkpoints(self, stage: str) -> Checkpoints:
        """States of unfinished executions of a stage."""
        return Checkpoints(self._stage(stage))

    def keep(self, stage: str, member: int, state: FloatArray, answer: FloatArray) -> None:
        """Keep what a member answered, and the state it was asked with; its checkpoint is no longer needed."""
        make_folder(self._stage(stage))
        write_sealed(self._stage(stage) / f"{member:05d}.answer", {"state": state, "answer": answer})
        self.checkpoints(stage).forget(member)

    def kept(self, stage: str, state: FloatArray) -> dict[int, FloatArray]:
        """Answers of an earlier, interrupted calibration, by member, where they were asked with the same state."""
        make_folder(self._stage(stage))
        answers = {}
        for path in sorted(self._stage(stage).glob("[0-9]*.answer")):
            arrays, member = kept_arrays(path), int(path.stem)
            if (
                arrays is not None
                and member < state.shape[1]
                and np.array_equal(arrays["state"], state[:, member])
            ):
                answers[member] = arrays["answer"]
        return answers

    def forget(self) -> None:
        """Remove all answers, in one step."""
        remove_folder(self._parts)

    @property
    def _parts(self) -> Path:
        """Where stages wait."""
        return self.path / "members"

    def _stage(self, stage: str) -> Path:
        """Where the answers of a stage wait."""
        return self._parts / stage
