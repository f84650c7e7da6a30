"""Every parameter of a study is described."""

from __future__ import annotations

import csv
import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from sapar.model.build import known_parameters
from sapar.results.operators import OPERATORS

ROOT = Path(__file__).resolve().parents[2]
METHOD = ROOT / "docs" / "method"
STUDIES = sorted(path.parent for path in (ROOT / "src" / "sapar" / "studies").glob("*/study.yaml"))


def tool() -> ModuleType:
    """The program that writes the parameter page."""
    found = importlib.util.spec_from_file_location("parameter_page", ROOT / "tools" / "parameter_page.py")
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def described() -> str:
    """The pages on the model and on its parameters."""
    return "".join((METHOD / name).read_text(encoding="utf-8") for name in ("odd-d.md", "parameters.md"))


@pytest.mark.parametrize("study", STUDIES, ids=lambda study: study.name)
def test_every_assumption_is_described(study: Path) -> None:
    """Each name in assumptions.csv stands in the description of the model or in the parameter table."""
    text = described()
    with (study / "assumptions.csv").open(encoding="utf-8", newline="") as table:
        names = [row["parameter"].partition(":") for row in csv.DictReader(table)]
    missing = {family + colon for family, colon, _ in names if f"`{family}{colon}" not in text}

    assert not missing


def test_every_parameter_the_model_reads_is_explained() -> None:
    """Each parameter that a mechanism declares stands in the description of the model itself."""
    text = (METHOD / "odd-d.md").read_text(encoding="utf-8")
    words = set(re.findall(r"[a-z_]+[a-z](?:_\d\d[-+]\d*|:)?", text))
    missing = {name for name in known_parameters() if name not in words}

    assert not missing


def test_the_parameter_table_is_current() -> None:
    """The table was written anew after the last change of the assumptions."""
    module = tool()

    assert module.PAGE.read_text(encoding="utf-8") == module.page(), "run tools/parameter_page.py"


def test_every_operator_is_described() -> None:
    """Each way in which a figure can be compared stands on the page about figures."""
    text = (METHOD / "observation.md").read_text(encoding="utf-8")
    missing = {name for name in OPERATORS if f"`{name}`" not in text}

    assert not missing
