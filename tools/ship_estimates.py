"""Makes the estimates of stocks that come with the bundled studies anew: `python tools/ship_estimates.py`.

To be run whenever their claims, assumptions or the model of the estimate change; a test fails until it was.
"""

from __future__ import annotations

from sapar.estimates.stocks.estimate import EstimateOptions, estimate_stocks
from sapar.estimates.stocks.keeping import write_estimate
from sapar.files.write import make_folder
from sapar.study import Study, open_study
from sapar.study.circumstances import stock_setting
from sapar.study.estimates import assemble_for_estimate, shipped_file
from sapar.study.open import blinded, bundled_studies

OPTIONS = EstimateOptions(draws=2000, seconds=900.0)
"""More draws than a user waits for, and every doubtful claim left out by sampling anew."""
BLIND_OPTIONS = EstimateOptions(draws=2000, seconds=0.0)
"""The same draws; nobody reads what each claim did to an estimate that has not seen all of them."""


def main() -> None:
    """Estimate each bundled study, with and without its hold-outs, and write the small files into it."""
    for name in bundled_studies():
        study = open_study(name)
        ship(study, OPTIONS)
        ship(blinded(study), BLIND_OPTIONS)


def ship(study: Study, options: EstimateOptions) -> None:
    """Estimate one study and write the file that comes with it."""
    setting = stock_setting(study, assemble_for_estimate(study))
    estimate = estimate_stocks(study.ledger, setting, options)
    if not estimate.record.sampling.has_converged:
        raise SystemExit(f"{study.name}: not converged: {estimate.record.sampling}")
    path = shipped_file(study)
    make_folder(path.parent)
    write_estimate(path, estimate, small=True)
    print(f"{path}: {path.stat().st_size} bytes, digest {estimate.record.digest}")


if __name__ == "__main__":
    main()
