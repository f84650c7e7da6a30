"""The version is written in three places; they agree."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from sapar import __version__

ROOT = Path(__file__).resolve().parents[2]


def test_one_version_everywhere() -> None:
    """Package, project file and citation name the same version."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    cited = re.findall(r"^version: (\S+)$", (ROOT / "CITATION.cff").read_text(encoding="utf-8"), re.MULTILINE)

    assert [project, *cited] == [__version__, __version__]
