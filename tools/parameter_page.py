"""Writes docs/method/parameters.md from the assumptions of the bundled study of Central Asia.

Run by `make docs`, and by hand after a change of `assumptions.csv`: python tools/parameter_page.py
"""

from __future__ import annotations

import re
from pathlib import Path

from sapar.evidence.read import read_ledger
from sapar.files.folder import StudyFolder
from sapar.files.write import write_bytes
from sapar.frame.places import read_places
from sapar.model.declarations import read_declarations
from sapar.model.declarations.assumptions import Assumption, is_known
from sapar.model.mechanisms import SCHEDULE
from sapar.problems import Problems

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "sapar"
STUDY = SOURCE / "studies" / "central-asia"
PAGE = ROOT / "docs" / "method" / "parameters.md"
STAGES = ("simulation", "results", "study")

HEAD = """# Parameters

Made from `assumptions.csv` of the bundled study of Central Asia by `make docs`; do not edit it by hand.

Every parameter that is not a dated series. Replicates draw between `low` and `high` (half below the default,
half above, evenly within each half); the first replicate uses the defaults. Most are assumptions: grade X
says so. The grades are those of [the study folder](../reference/study-folder.md); the rules that read a
parameter are described in [the model](odd-d.md). A dash says that nothing reads the parameter in this version.

| parameter | default | low | high | unit | grade | read by | reason |
|---|---|---|---|---|---|---|---|
"""


def page() -> str:
    """The page's text."""
    folder, problems = StudyFolder(path=STUDY), Problems()
    places = read_places(folder, problems)
    declarations = read_declarations(folder, places, read_ledger(folder, places, problems), problems)
    if declarations is None:
        raise BrokenStudy(list(problems))
    return HEAD + "".join(_row(each) for each in declarations.assumptions)


def readers(parameter: str) -> str:
    """The mechanisms that declare a parameter, and the stages whose code names it."""
    family, colon, _ = parameter.partition(":")
    found = [each.code for each in SCHEDULE if is_known(parameter, each.parameters)]
    found += [stage for stage in STAGES if _is_named(family + colon, stage)]
    return ", ".join(found) or "-"


def _is_named(name: str, stage: str) -> bool:
    """Whether the code of a stage names a parameter, with or without the colon before a place."""
    pattern = re.compile(f"""["']{re.escape(name.removesuffix(":"))}[:"']""")
    return any(pattern.search(each.read_text(encoding="utf-8")) for each in (SOURCE / stage).glob("*.py"))


def _row(each: Assumption) -> str:
    """One row of the table."""
    numbers = " | ".join(f"{value:g}" for value in (each.value, each.low, each.high))
    return (
        f"| `{each.parameter}` | {numbers} | {each.unit} | {each.grade} | {readers(each.parameter)} | "
        f"{each.why.replace('|', '/')} |\n"
    )


if __name__ == "__main__":
    write_bytes(PAGE, page().encode("utf-8"))
