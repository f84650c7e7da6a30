"""The bundled ledger reconciled, compilation included: `python -m benchmarks.estimates`."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

STUDY = "central-asia"
REPEATS = 3


def main() -> None:
    """Estimate in new processes, as a user does."""
    if sys.argv[1:] == ["one"]:
        print(*_estimate())
        return
    done = [_in_a_new_process() for _ in range(REPEATS)]
    print(f"{STUDY}, its ledger reconciled, a new process each, medians of {REPEATS}")
    rows = [
        ("claims used", f"{done[0][1]:.0f}"),
        ("wall time", f"{statistics.median(each[0] for each in done):.1f} s"),
        (
            "fastest and slowest",
            f"{min(each[0] for each in done):.1f} to {max(each[0] for each in done):.1f} s",
        ),
        ("largest R-hat of what is reported", f"{max(each[2] for each in done):.4f}"),
        ("fewest effective draws", f"{min(each[3] for each in done):,.0f}"),
    ]
    for name, value in rows:
        print(f"  {name:<46}{value:>22}")


def _in_a_new_process() -> tuple[float, float, float, float]:
    """Seconds with start and compilation, claims used, the largest R-hat, the fewest effective draws."""
    started = time.perf_counter()
    said = subprocess.run(
        [sys.executable, "-m", "benchmarks.estimates", "one"], capture_output=True, text=True, check=True
    )
    claims, r_hat, effective = (float(word) for word in said.stdout.split())
    return time.perf_counter() - started, claims, r_hat, effective


def _estimate() -> tuple[int, float, float]:
    """Claims used, the largest R-hat and the fewest effective draws of an estimate made now."""
    from sapar.estimates.stocks.estimate import EstimateOptions, estimate_stocks
    from sapar.study import open_study
    from sapar.study.circumstances import stock_setting
    from sapar.study.estimates import assemble_for_estimate

    study = open_study(STUDY)
    setting = stock_setting(study, assemble_for_estimate(study))
    estimate = estimate_stocks(study.ledger, setting, EstimateOptions(), None)
    groups = estimate.record.sampling.groups
    r_hat, effective = max(each.r_hat for each in groups), min(min(each.bulk, each.tail) for each in groups)
    return len(estimate.record.claims), r_hat, effective


if __name__ == "__main__":
    main()
