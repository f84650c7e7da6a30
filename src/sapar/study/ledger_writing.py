"""Adding to a study's ledger: the whole study is read again afterwards, and a faulty addition is taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from sapar.errors import NotAFile, SaparError
from sapar.evidence.claims import CLAIMS
from sapar.evidence.sources import SOURCES
from sapar.files.append import append_rows
from sapar.files.write import read_bytes, write_bytes
from sapar.position import Position
from sapar.study.open import BUNDLED, Study, open_study


def add_to_ledger(
    study: Study, claims: Sequence[Mapping[str, str]], sources: Sequence[Mapping[str, str]] = ()
) -> Study:
    """Write rows at the end of claims and sources.

    Parameters
    ----------
    study
        The study; one that comes with Sapar is refused.
    claims, sources
        Rows of text by column.

    Returns
    -------
    study
        As it is read with the new rows.

    Raises
    ------
    NotAFile
        The study comes with Sapar.
    BrokenStudy
        The study cannot be read with the new rows; the files are as they were.
    """
    if study.folder.is_relative_to(BUNDLED):
        raise NotAFile(
            at=Position(file=str(study.folder.name)),
            why="comes with Sapar and is not written to",
            try_=f"sapar new mine --from {study.folder.name}, then add to mine",
        )
    paths = [study.folder / spec.file for spec in (SOURCES, CLAIMS)]
    before: dict[Path, bytes] = {path: read_bytes(path) for path in paths if path.exists()}
    try:
        if sources:
            append_rows(study.folder, SOURCES, sources)
        if claims:
            append_rows(study.folder, CLAIMS, claims)
        return open_study(str(study.folder))
    except SaparError:
        for path, content in before.items():
            write_bytes(path, content)
        raise
