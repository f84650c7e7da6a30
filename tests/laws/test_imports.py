"""Data flows one way: a module imports only from stages before its own."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "sapar"

ORDER = (
    {
        "position",
        "errors",
        "units",
        "maths",
        "compiling",
        "problems",
        "files",
        "frame",
        "stopping",
        "casework",
    },
    {"operations"},
    {"evidence"},
    {"estimates"},
    {"model"},
    {"simulation"},
    {"results"},
    {"scenarios", "calibration", "sensitivity"},
    {"report"},
    {"study"},
    {"web"},
    {"commands"},
    {"cli"},
)
"""Stages in the order of the data; those of one set, the base apart, do not import each other either."""

PACKAGE = "sapar"


def stage_of(module: str) -> str:
    """Second part of a module's name; the package itself counts as its base."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def rank_of(stage: str) -> int:
    """Place of a stage in the order; the package itself comes first when it is imported."""
    if not stage:
        return 0
    return next(rank for rank, stages in enumerate(ORDER) if stage in stages)


def modules() -> Iterator[tuple[str, Path]]:
    """Name and file of every module of the package, the studies' folders left out."""
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        if parts[0] != "studies":
            yield ".".join((PACKAGE, *(part for part in parts if part != "__init__"))), path


def imports(module: str, path: Path) -> Iterator[tuple[int, str]]:
    """Line and name of every import of the package's own modules, wherever in the file it stands."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    package = module.split(".") if path.name == "__init__.py" else module.split(".")[:-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            names = [f"{base}.{alias.name}" for alias in node.names] if base == PACKAGE else [base]
        else:
            continue
        yield from ((node.lineno, name) for name in names if name.split(".")[0] == PACKAGE)


def wrong_arrows(module: str, path: Path) -> list[str]:
    """Imports of a module that point against the order."""
    stage = stage_of(module)
    wrong = []
    for line, name in imports(module, path):
        other = stage_of(name)
        known = any(other in stages for stages in ORDER) or not other or other.startswith("__")
        if not known:
            wrong.append(f"{path}:{line} imports {name}, which no stage of the order holds")
        elif not other.startswith("__") and (
            rank_of(other) > rank_of(stage) or (rank_of(other) == rank_of(stage) > 0 and other != stage)
        ):
            wrong.append(f"{path}:{line} {stage or PACKAGE} imports {name}, which comes after it")
    return wrong


def test_every_module_belongs_to_a_stage() -> None:
    """No folder or module stands outside the order."""
    stages = set().union(*ORDER) | {"", "__main__"}
    outside = [name for name, _ in modules() if stage_of(name) not in stages]

    assert not outside


def test_no_import_points_backwards() -> None:
    """Evidence, estimates, model, simulation, results, scenarios, report, study, web, cli: never back.

    The package's own face, and what runs it as a program, stand behind everything.
    """
    inner = [(name, path) for name, path in modules() if stage_of(name) not in ("", "__main__")]
    wrong = [arrow for name, path in inner for arrow in wrong_arrows(name, path)]

    assert not wrong, "\n".join(wrong)


def test_planners_stand_alone() -> None:
    """No stage of a study imports a planner; only what shows it to people does."""
    using = {
        stage_of(module)
        for module, path in modules()
        for _, name in imports(module, path)
        if stage_of(name) == "operations"
    }

    assert using == {"operations", "report", "commands"}


@pytest.mark.parametrize(
    ("module", "text"),
    [
        ("sapar.model.law", "def late() -> None:\n    from sapar.simulation.run import Run\n"),
        ("sapar.model.law", "from sapar import cli\n"),
        ("sapar.model.law", "from ..results import tables\n"),
        ("sapar.scenarios.read", "import sapar.calibration.fit\n"),
        ("sapar.errors", "if TYPE_CHECKING:\n    from sapar.evidence import Claim\n"),
        ("sapar.report.page", "from sapar.somewhere import thing\n"),
        ("sapar.operations.transit.plan", "from sapar.evidence import Claim\n"),
        ("sapar.operations.transit.plan", "from sapar.report.chart import Chart\n"),
    ],
)
def test_a_wrong_arrow_is_found(tmp_path: Path, module: str, text: str) -> None:
    """The reader of imports sees them inside functions, as relative names and behind conditions."""
    path = tmp_path / "module.py"
    path.write_text(text, encoding="utf-8")

    assert len(wrong_arrows(module, path)) == 1
