"""Makes the estimates of stocks that come with the bundled studies anew: `python tools/ship_estimates.py`.

To be run whenever their claims, assumptions or the model of the estimate change; a test fails until it was.
"""

from __future__ import annotations

from sapar.estimates.stocks.estimate import EstimateOptions, estimate_stocks
from sapar.estimates.stocks.keeping import FILE, write_estimate
from sapar.files.write import make_folder
from sapar.study import open_study
from sapar.study.circumstances import stock_setting
from sapar.study.estimates import FOLDER, assemble_for_estimate
from sapar.study.open import bundled_studies

OPTIONS = EstimateOptions(draws=2000, seconds=900.0)
"""More draws than a user waits for, and every doubtful claim left out by sampling anew."""


def main() -> None:
    """Estimate each bundled study and write the small file into it."""
    for name in bundled_studies():
        study = open_study(name)
        setting = stock_setting(study, assemble_for_estimate(study))
        estimate = estimate_stocks(study.ledger, setting, OPTIONS)
        sampling = estimate.record.sampling
        if not sampling.has_converged:
            raise SystemExit(f"{name}: not converged: {sampling}")
        path = study.folder / FOLDER / FILE
        make_folder(path.parent)
        write_estimate(path, estimate, small=True)
        print(f"{path}: {path.stat().st_size} bytes, digest {estimate.record.digest}")


if __name__ == "__main__":
    main()
