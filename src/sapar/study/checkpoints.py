"""What replicates of a run have reached: kept file by file, so that a run that was ended goes on from there."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from sapar.errors import DamagedFile, UnreadableFile
from sapar.files.sealed import read_sealed, write_sealed
from sapar.files.write import remove_file

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Checkpoints:
    """States of unfinished replicates, one file each; small enough to be sent to every worker."""

    path: Path
    """Folder of the files."""

    def keep(self, replicate: int, arrays: Mapping[str, NDArray[Any]]) -> None:
        """Replace what is kept of a replicate, in one step and without a second copy in memory.

        Raises
        ------
        WriteFailed
            The disk refused; the earlier checkpoint is there, whole.
        """
        write_sealed(self._file(replicate), arrays)

    def kept(self, replicate: int) -> dict[str, NDArray[Any]] | None:
        """The arrays as they were kept; None where there are none, or where they were damaged."""
        return kept_arrays(self._file(replicate))

    def forget(self, replicate: int) -> None:
        """Remove what is kept of a replicate."""
        remove_file(self._file(replicate))

    def _file(self, replicate: int) -> Path:
        """Where a replicate's checkpoint is."""
        return self.path / f"{replicate:05d}.checkpoint"


def kept_arrays(path: Path) -> dict[str, NDArray[Any]] | None:
    """The arrays of a file; None, and a warning, where it cannot be trusted."""
    if not path.exists():
        return None
    try:
        return read_sealed(path)
    except (DamagedFile, UnreadableFile) as damage:
        _log.warning("%s", damage)
        return None
