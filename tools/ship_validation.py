"""Makes the validation and sensitivity that come with the bundled studies anew: `python tools/ship_validation.py`.

To be run after `tools/ship_estimates.py` whenever their files or the model change; a test fails until it was. Takes
some twenty minutes on two cores. `--pairs FILE` gives the table of pairs for the gravity baseline; without it the page
says that there is none. `--only STUDY` does one study.
"""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import replace
from pathlib import Path

from sapar.report.terminal import progress_shown
from sapar.study import Options, open_study
from sapar.study.kept import SENSITIVITY_FILE, VALIDATION_FILE, keep, shipped_path
from sapar.study.open import bundled_studies
from sapar.study.sensitivity import SensitivityOptions, find_sensitivity
from sapar.study.validate import validate

PEOPLE_PER_AGENT = {"central-asia": 400, "two-places": 10}


def main() -> None:
    """Each bundled study: hold-outs first, then what moves its answers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=Path)
    parser.add_argument("--only", choices=bundled_studies())
    wanted = parser.parse_args()
    for name in bundled_studies() if wanted.only is None else (wanted.only,):
        pairs = wanted.pairs if name == "central-asia" else None
        people = PEOPLE_PER_AGENT[name]
        with tempfile.TemporaryDirectory() as runs:
            study = replace(open_study(name), results_folder=Path(runs))
            with progress_shown() as progress:
                found = validate(study, Options(people_per_agent=people), gravity=pairs, progress=progress)
            keep(shipped_path(study, VALIDATION_FILE), found)
            with progress_shown("runs") as progress:
                options = SensitivityOptions(people_per_agent=people)
                moved = find_sensitivity(study, options, progress=progress)
            keep(shipped_path(study, SENSITIVITY_FILE), moved)
        print(
            f"{name}: {found.figures_inside} of {found.figures_total} figures, {moved.runs} runs of sensitivity"
        )


if __name__ == "__main__":
    main()
