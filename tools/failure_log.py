"""Writes the failure log: `python tools/failure_log.py`, after `sapar check central-asia --validation` was shipped.

The page docs/method/failures.md says with numbers what the model gets wrong; a test fails while it is not as this
program writes it.
"""

from __future__ import annotations

import math
from pathlib import Path

from sapar.report.language import Language
from sapar.report.validation_words import (
    baseline_rows,
    baseline_titles,
    caveats,
    number,
    verdicts,
    what_is_counted,
)
from sapar.results.validation import Validation
from sapar.study import open_study
from sapar.study.kept import VALIDATION_FILE, read_kept, shipped_path

PAGE = Path(__file__).resolve().parents[1] / "docs" / "method" / "failures.md"
STUDY = "central-asia"


def failure_log(found: Validation) -> str:
    """The page."""
    words = Language("en")
    figures = [each for each in found.figures if each.verdict == "outside"]
    outside = [each for each in found.holdouts if not each.is_inside]
    held = set(found.figures_held_out)
    return "\n".join(
        [
            "# Failure log",
            "",
            f"What the model of `{found.study}` gets wrong, from `sapar check {found.study} --validation`. Written by",
            "`tools/failure_log.py` from the result that comes with the study; the report shows the same near its top.",
            "How it is judged: [Validation](validation.md).",
            "",
            "## In short",
            "",
            *(f"- {line}" for line in verdicts(found, words)),
            "",
            "## Figures outside their tolerance",
            "",
            *_table(
                ["figure", "what it says", "printed", "model (80 %)", "tolerance", "role"],
                [
                    [
                        each.figure,
                        each.text["en"],
                        each.claimed,
                        f"{number(each.median, words)} ({number(each.low80, words)} – {number(each.high80, words)})",
                        each.tolerance,
                        each.role + (", held out" if each.figure in held else ""),
                    ]
                    for each in figures
                ],
            ),
            "",
            "## Hold-outs outside the model's 80 % range",
            "",
            *_table(
                ["claim", "what is counted", "printed", "model (80 %)", "off by a factor", "interval score"],
                [
                    [
                        each.claim,
                        what_is_counted(each, words, lambda code: code),
                        number(each.observed, words),
                        f"{number(each.median, words)} ({number(each.low80, words)} – {number(each.high80, words)})",
                        number(math.exp(abs(each.error)), words),
                        number(each.score, words),
                    ]
                    for each in outside
                ],
            ),
            "",
            "## Naive baselines",
            "",
            *_table(baseline_titles(words), baseline_rows(found, words)),
            "",
            "## How it was done",
            "",
            *(f"- {line}" for line in caveats(found, words)),
            "",
        ]
    )


def _table(titles: list[str], rows: list[list[str]]) -> list[str]:
    """Lines of a table."""
    lines = [titles, ["---"] * len(titles), *rows]
    return ["| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines]


def shipped() -> Validation:
    """The result that comes with the study."""
    found = read_kept(shipped_path(open_study(STUDY), VALIDATION_FILE), Validation)
    assert found is not None, "run: python tools/ship_validation.py"
    return found


if __name__ == "__main__":
    PAGE.write_text(failure_log(shipped()), encoding="utf-8")
