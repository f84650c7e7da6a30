"""Estimates of stocks that are kept: those made here, and the one that comes with a study."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sapar.errors import Cancelled, DamagedFile, NothingToEstimate, UnreadableFile
from sapar.estimates.stocks.digest import digest_problem
from sapar.estimates.stocks.estimate import EstimateOptions, estimate_stocks
from sapar.estimates.stocks.keeping import FILE, read_estimate, write_estimate
from sapar.estimates.stocks.result import StockEstimate
from sapar.files.write import make_folder, read_bytes
from sapar.model.build import assemble
from sapar.model.system import System
from sapar.study.circumstances import stock_setting
from sapar.study.lock import hold
from sapar.study.open import Study

Progress = Callable[[float, int], None]
FOLDER = "estimates"
"""Within the study: the estimate that comes with it; within the folder of its runs: those made here."""
BLIND_FILE = "stocks-without-holdouts.nc"
"""The estimate that comes with a study and has not seen its hold-outs."""
_log = logging.getLogger(__name__)


def shipped_file(study: Study) -> Path:
    """Where the estimate is that comes with a study, or with the study without its hold-outs."""
    return study.folder / FOLDER / (BLIND_FILE if study.is_blind else FILE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimated:
    """An estimate and where it is kept."""

    path: Path
    estimate: StockEstimate
    from_store: bool


def estimate_study(
    study: Study, options: EstimateOptions, *, fresh: bool = False, progress: Progress | None = None
) -> Estimated:
    """The full posterior of a study's stocks, from the store where nothing changed.

    Parameters
    ----------
    fresh
        Ignore what is kept.

    Raises
    ------
    NothingToEstimate
        The study has no prior of any stock.
    MissingExtra
        NumPyro is not installed.
    Cancelled
        Stopped by hand.
    FolderInUse
        Another process makes the same estimate.
    """
    setting = stock_setting(study, assemble_for_estimate(study))
    path = study.results_folder / FOLDER / digest_problem(study.ledger, setting) / FILE
    kept = None if fresh else _read(path)
    if kept is not None and _is_as_wanted(kept, options):
        return Estimated(path=path, estimate=kept, from_store=True)
    make_folder(path.parent)
    with hold(path.parent):
        try:
            estimate = estimate_stocks(study.ledger, setting, options, progress)
        except KeyboardInterrupt as stop:
            raise Cancelled(
                why="the estimate was stopped; nothing of it is kept", try_="the same command again"
            ) from stop
        write_estimate(path, estimate)
    return Estimated(path=path, estimate=estimate, from_store=False)


def kept_estimate(study: Study, system: System) -> StockEstimate | None:
    """The estimate that belongs to the study as it is: one made here before the one that comes with it."""
    candidates = _candidates(study)
    if not candidates or not any(
        row.parameter.startswith("prior_stock:") for row in study.declarations.assumptions
    ):
        return None
    digest = digest_problem(study.ledger, stock_setting(study, system))
    for path in (study.results_folder / FOLDER / digest / FILE, shipped_file(study)):
        estimate = _read(path)
        if estimate is not None and estimate.record.digest == digest:
            return estimate
    return None


def estimates_at_hand(study: Study) -> list[str]:
    """Digests of all files that a run of the study might start from: part of every question a run answers."""
    return [hashlib.sha256(read_bytes(path)).hexdigest()[:16] for path in _candidates(study)]


def assemble_for_estimate(study: Study) -> System:
    """The system, for its calendar, ways and law.

    Raises
    ------
    NothingToEstimate
        The study has no prior of any stock.
    """
    known = any(row.parameter.startswith("prior_stock:") for row in study.declarations.assumptions)
    if study.declarations.settings.rules == "displacement" or not known:
        raise NothingToEstimate(
            found=study.name,
            why="has no row prior_stock:CITIZENSHIP-PLACE in assumptions.csv, so there is no stock to estimate",
            try_="add such rows, one for each corridor",
        )
    return assemble(study.declarations)


def _candidates(study: Study) -> list[Path]:
    """Files there are."""
    made = sorted((study.results_folder / FOLDER).glob(f"*/{FILE}"))
    shipped = shipped_file(study)
    return [*made, *([shipped] if shipped.is_file() else [])]


def _read(path: Path) -> StockEstimate | None:
    """A kept estimate; None, and a warning, where it is not as it was written."""
    if not path.is_file():
        return None
    try:
        return read_estimate(path)
    except (DamagedFile, UnreadableFile) as damage:
        _log.warning("%s", damage)
        return None


def _is_as_wanted(kept: StockEstimate, options: EstimateOptions) -> bool:
    """Whether a kept estimate was made as asked for."""
    sampling = kept.record.sampling
    wanted = (options.chains, options.draws, options.seed)
    return (sampling.chains, sampling.wanted, kept.record.seed) == wanted
