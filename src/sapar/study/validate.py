"""Validation: a run that has not seen the hold-outs, beside every figure, every hold-out and naive baselines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from sapar import __version__
from sapar.estimates.plain_gravity import plain_gravity
from sapar.estimates.stocks.claims import Term, compile_claims
from sapar.estimates.stocks.counts import count_of, moment_of
from sapar.estimates.stocks.operators import length_of
from sapar.estimates.stocks.persistence import Persistence, given_misses, learn_persistence, miss
from sapar.estimates.stocks.predict import predict_prints
from sapar.estimates.stocks.setting import StockSetting
from sapar.evidence.holdouts import HeldOut
from sapar.maths import FloatArray, exp, log
from sapar.model.build import assemble
from sapar.model.system import System
from sapar.results.baselines import Guess, gravity_guess, last_growth, last_value, walk_spread
from sapar.results.lives import lives_of
from sapar.results.tables import Tables
from sapar.results.validation import GravityFit, HoldoutAnswer, Validation, failures_first
from sapar.simulation.executor import Executor
from sapar.study.circumstances import stock_setting
from sapar.study.estimates import kept_estimate
from sapar.study.figures import figure_answers
from sapar.study.kept import inputs_digest
from sapar.study.open import Study, blinded
from sapar.study.pairs import read_pairs_of_stocks
from sapar.study.run import Options, Progress, Say, run_study

MEASUREMENTS = 4000
"""Draws of the measurement for all replicates together."""


def validate(
    study: Study,
    options: Options,
    *,
    gravity: Path | None = None,
    progress: Progress | None = None,
    say: Say | None = None,
    executor: Executor | None = None,
) -> Validation:
    """Run a study without its hold-outs, from the store where that was done before, and judge it.

    Parameters
    ----------
    options
        As of a run; the hold-outs are left out whatever they say.
    gravity
        A table of pairs (`origin`, `destination`, `stock` and covariates) for the gravity baseline; None: not shown.

    Raises
    ------
    BrokenStudy
        The table of pairs has faults.
    MissingExtra
        A table of pairs is given, and pyfixest is not installed.
    """
    result = run_study(study, replace(options, blind=True), progress, say, executor)
    return judge(study, result.tables, gravity=gravity)


def judge(study: Study, tables: Tables, *, gravity: Path | None = None) -> Validation:
    """Validation of a run that is at hand.

    Parameters
    ----------
    study
        As written, hold-outs included.
    tables
        Of a run that started without them.
    """
    held, meta = study.held_out, tables.meta
    beside = _holdouts(study, tables, held, gravity)
    return Validation(
        study=study.name,
        inputs=inputs_digest(study),
        run=str(meta["digest"]),
        version=__version__,
        people_per_agent=int(meta["people_per_agent"]),
        replicates=int(meta["replicates"]),
        seed=int(meta["seed"]),
        estimate=str(meta["estimate"]["method"]),
        figures=failures_first(figure_answers(study, tables)),
        figures_held_out=tuple(
            figure.figure for figure in study.ledger.figures if figure.figure in held.figures
        ),
        holdouts=tuple(sorted(beside.answers, key=lambda each: (each.is_inside, -each.score))),
        unread=beside.unread,
        persistence=beside.persistence,
        gravity=beside.fit,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Baselines:
    """What naive predictions go by."""

    kept: tuple[Term, ...]
    spread: float | None
    stocks: Mapping[tuple[str, str], float]
    fit: GravityFit | None

    def of(self, held: Term) -> dict[str, Guess]:
        """By name; only those that have something to go by."""
        found: dict[str, Guess | None] = {}
        if self.spread is not None:
            found["last_value"] = last_value(held, self.kept, self.spread)
            found["last_growth"] = last_growth(held, self.kept, self.spread)
        if self.fit is not None:
            found["gravity"] = gravity_guess(held, self.stocks, self.fit.spread)
        return {name: guess for name, guess in found.items() if guess is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Beside:
    """Every claim held out with its prediction, those without one and why, and what predictions go by."""

    answers: Sequence[HoldoutAnswer] = ()
    unread: Mapping[str, str] = field(default_factory=dict)
    persistence: Persistence | None = None
    fit: GravityFit | None = None


def _holdouts(study: Study, tables: Tables, held: HeldOut, gravity: Path | None) -> _Beside:
    """Predictions of the model and of the baselines, from claims that are not held out."""
    blind = blinded(study)
    if study.declarations.settings.rules == "displacement" or not held.claims:
        return _Beside()
    system = assemble(study.declarations)
    setting = stock_setting(study, system)
    terms = compile_claims(study.ledger, setting)
    judged = tuple(term for term in terms.used if term.claim.claim in held.claims)
    unread = {each.claim: each.reason for each in terms.unused if each.claim in held.claims}
    if not judged:
        return _Beside(unread=unread)
    kept = compile_claims(blind.ledger, setting).used
    corridors = {
        (code, place) for term in judged for code in term.claim.citizenship for place in term.claim.place
    }
    fit, stocks = (None, {}) if gravity is None else _gravity(gravity, corridors)
    baselines = _Baselines(kept=kept, spread=walk_spread(kept), stocks=stocks, fit=fit)
    prints = log(_prints((*judged, *kept), setting, blind, system, tables))
    misses = [
        miss(prints[:, index], term.printed.centre, count_of(term), moment_of(term), own=term.part_spread)
        for index, term in enumerate(kept, start=len(judged))
    ]
    persistence = learn_persistence(misses)
    answers = [
        _answer(
            study,
            held,
            term,
            alone,
            given_misses(alone, count_of(term), moment_of(term), misses, persistence, own=term.part_spread),
            baselines.of(term),
        )
        for term, alone in zip(judged, prints[:, : len(judged)].T, strict=True)
    ]
    return _Beside(answers=answers, unread=unread, persistence=persistence, fit=fit)


def _prints(
    terms: Sequence[Term], setting: StockSetting, blind: Study, system: System, tables: Tables
) -> FloatArray:
    """[draw, claim] what sources would print, in the unit of each claim."""
    return predict_prints(
        terms,
        setting,
        lives_of(tables, setting),
        kept_estimate(blind, system),
        repeats=max(1, MEASUREMENTS // tables.dataset.sizes["replicate"]),
        seed=int(tables.meta["seed"]),
    )


def _answer(
    study: Study,
    held: HeldOut,
    term: Term,
    alone: FloatArray,
    prints: FloatArray,
    baselines: Mapping[str, Guess],
) -> HoldoutAnswer:
    """One claim beside what its source would print; `alone` and `prints` are logarithms."""
    claim = term.claim
    first, last = length_of(claim)
    found, before = _range(prints), _range(alone)
    return HoldoutAnswer(
        claim=claim.claim,
        source=study.ledger.source[claim.source].name,
        definition=claim.definition,
        citizenship=claim.citizenship,
        place=claim.place,
        from_=first.isoformat(),
        until=last.isoformat(),
        unit=claim.unit or "1",
        printed=claim.as_printed,
        why=dict(held.why[claim.claim]),
        observed=term.printed.number,
        median=found.median,
        low80=found.low80,
        high80=found.high80,
        alone=before,
        baselines=baselines,
    )


def _range(prints: FloatArray) -> Guess:
    """Median and 80 % range, back from logarithms."""
    low, median, high = (float(each) for each in exp(np.quantile(prints, [0.1, 0.5, 0.9])))
    return Guess(median=median, low80=low, high80=high)


def _gravity(path: Path, left_out: set[tuple[str, str]]) -> tuple[GravityFit, dict[tuple[str, str], float]]:
    """The model, fitted to all pairs but the hold-outs' corridors, and its stock of every pair."""
    pairs = read_pairs_of_stocks(path)
    is_left_out = np.array([corridor in left_out for corridor in pairs.corridors])
    model = plain_gravity(np.where(is_left_out, np.nan, pairs.stock), pairs.covariates)
    fit = GravityFit(
        coefficients=model.coefficients, pairs=model.pairs, spread=model.spread, source=pairs.source
    )
    return fit, dict(zip(pairs.corridors, (float(each) for each in model.fitted), strict=True))
