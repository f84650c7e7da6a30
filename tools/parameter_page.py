"""Writes docs/method/parameters.md from the assumptions of the bundled study of Central Asia.

Run by `make docs`, and by hand after a change of `assumptions.csv`: python tools/parameter_page.py
"""

from __future__ import annotations

import re
from pathlib import Path

from sapar.files.write import write_bytes
from sapar.model.declarations.assumptions import Assumption, is_known
from sapar.model.mechanisms import ACCOUNTS, OF_SURVEYS, SCHEDULE
from sapar.scenarios.inputs import read_inputs

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "sapar"
STUDY = SOURCE / "studies" / "central-asia"
PAGE = ROOT / "docs" / "method" / "parameters.md"
READERS = {
    "estimates": ("study/evidence.py", "study/circumstances.py", "estimates/stocks/*.py"),
    "simulation": ("simulation/*.py",),
    "results": ("results/*.py",),
}
"""Stages that read parameters by name, and where."""

HEAD = """# Parameters

Made from `assumptions.csv` of the bundled study of Central Asia by `make docs`; do not edit it by hand.

Every parameter that is not a dated series. Replicates draw between `low` and `high` (half below the default,
half above, evenly within each half); the first replicate uses the defaults. Most are assumptions: grade X
says so. The grades are those of [the study folder](../reference/study-folder.md). The rules that read a
parameter are described in [the model](odd-d.md); a dash says that nothing reads it in this version.

| parameter | default | low | high | unit | grade | read by | reason |
|---|---|---|---|---|---|---|---|
"""


def page() -> str:
    """The page's text."""
    return HEAD + "".join(_row(each) for each in read_inputs(STUDY).declarations.assumptions)


def readers(parameter: str) -> str:
    """The mechanisms that declare a parameter, and the stages whose code names it."""
    families = [(each.code, (*each.parameters, *each.optional)) for each in SCHEDULE]
    families += [(each.code, each.parameters) for each in (*ACCOUNTS, *OF_SURVEYS)]
    found = [code for code, names in families if is_known(parameter, names)]
    found += [stage for stage, files in READERS.items() if _is_named(parameter.partition(":")[0], files)]
    return ", ".join(found) or "-"


def _is_named(family: str, files: tuple[str, ...]) -> bool:
    """Whether some of the files name a parameter."""
    pattern = re.compile(f"""["']{re.escape(family)}[:"']""")
    found = (each for pattern_of_files in files for each in SOURCE.glob(pattern_of_files))
    return any(pattern.search(each.read_text(encoding="utf-8")) for each in found)


def _row(each: Assumption) -> str:
    """One row of the table."""
    numbers = " | ".join(f"{value:,.10g}" for value in (each.value, each.low, each.high))
    cells = (f"`{each.parameter}`", numbers, each.unit, each.grade, readers(each.parameter))
    return f"| {' | '.join(cells)} | {each.why.replace('|', '/')} |\n"


if __name__ == "__main__":
    write_bytes(PAGE, page().encode("utf-8"))
