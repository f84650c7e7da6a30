"""The reference of the study folder and the bundled studies agree."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = (ROOT / "docs" / "reference" / "study-folder.md").read_text(encoding="utf-8")
STUDIES = sorted(path.parent for path in (ROOT / "src" / "sapar" / "studies").glob("*/study.yaml"))
WRITTEN_BY_SAPAR = {"runs/"}


def sections() -> dict[str, str]:
    """Text of the reference by file: `## name` headings, and bullets that name a file of a folder."""
    found = {}
    for part in re.split(r"^## ", REFERENCE, flags=re.MULTILINE)[1:]:
        heading, _, body = part.partition("\n")
        if not heading.endswith("/"):
            found[heading] = body
            continue
        for bullet in re.split(r"^- (?=`[\w-]+\.csv`)", body, flags=re.MULTILINE)[1:]:
            name = bullet.split("`")[1]
            found[heading + name] = bullet
        if heading in WRITTEN_BY_SAPAR:
            found[heading] = body
    return found


def files() -> list[str]:
    """Every file the reference names, as a pattern within the study."""
    return [name for name in sections() if name not in WRITTEN_BY_SAPAR]


def is_optional(name: str) -> bool:
    """Whether the reference calls a file optional."""
    return re.search(r"\(optional\)|May be left out", sections()[name]) is not None


def test_the_reference_names_files() -> None:
    """The reader of the reference finds its tables."""
    assert {"study.yaml", "places.csv", "economy/wages.csv", "law/stay.csv"} <= set(files())


@pytest.mark.parametrize("study", STUDIES, ids=lambda study: study.name)
@pytest.mark.parametrize("name", files())
def test_bundled_studies_have_every_file(study: Path, name: str) -> None:
    """Each file of the reference is there: in both bundled studies, or where it is optional in one of them."""
    places = STUDIES if is_optional(name) else [study]

    assert any(list(place.glob(name)) for place in places)


@pytest.mark.parametrize("study", STUDIES, ids=lambda study: study.name)
def test_bundled_studies_have_nothing_else(study: Path) -> None:
    """Each file of a bundled study is described."""
    known = {path for name in files() for path in study.glob(name)}
    present = {path for path in study.rglob("*.*") if "runs" not in path.relative_to(study).parts}

    assert present == known


@pytest.mark.parametrize("study", STUDIES, ids=lambda study: study.name)
@pytest.mark.parametrize("name", [name for name in files() if name.endswith(".csv")])
def test_every_column_is_described(study: Path, name: str) -> None:
    """Each column of a bundled table stands in the section of that table."""
    if is_optional(name) and not (study / name).exists():
        return
    with (study / name).open(encoding="utf-8", newline="") as table:
        columns = next(csv.reader(table))
    missing = [column for column in columns if not re.search(rf"\b{re.escape(column)}\b", sections()[name])]

    assert not missing
