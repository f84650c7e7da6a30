"""Makes the calibrations that come with bundled studies anew: `python tools/ship_calibration.py [JOBS]`.

To be run whenever their claims, figures, assumptions, law, events, economy or the model change, after
`tools/ship_estimates.py`; a test fails until it was. Stopped, it goes on where it was.
"""

from __future__ import annotations

import sys

from sapar.calibration.keeping import write_calibration
from sapar.files.write import make_folder
from sapar.report.terminal import progress_shown
from sapar.study import open_study
from sapar.study.calibration import calibrate_study, shipped_calibration
from sapar.study.calibration_problem import CalibrationOptions

SHIPPED = ("central-asia",)
"""Bundled studies that come with a calibration; the made-up ones keep their ranges."""


def main() -> None:
    """Calibrate each study and write the file into it."""
    jobs = int(sys.argv[1]) if len(sys.argv) > 1 else None
    for name in SHIPPED:
        study = open_study(name)
        with progress_shown("executions") as progress:
            made = calibrate_study(study, CalibrationOptions(jobs=jobs), progress)
        path = shipped_calibration(study)
        make_folder(path.parent)
        write_calibration(path, made.calibration)
        print(f"{path}: {path.stat().st_size} bytes, digest {made.calibration.record.digest}")


if __name__ == "__main__":
    main()
