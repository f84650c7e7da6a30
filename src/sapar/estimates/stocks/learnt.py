"""What the claims taught about coverages, rates, sources, flows and headline stocks: before and after."""

from __future__ import annotations

import numpy as np

from sapar.estimates.stocks.arrays import numpy_library
from sapar.estimates.stocks.influence import year_means
from sapar.estimates.stocks.latent import biases, block, factors, live
from sapar.estimates.stocks.result import Factor, Headline, Range
from sapar.estimates.stocks.setting import log_spread
from sapar.estimates.stocks.structure import Structure
from sapar.maths import FloatArray

TENTH = 1.2815515655446004
"""Standard deviations from the median to the 90th percentile."""
LEARNT_LITTLE = 0.8
"""Posterior over prior standard deviation above which a number is mostly prior."""
MOSTLY_PRIOR, INFORMED = "mostly prior", "informed by claims"


def learn_coverages(structure: Structure, unknowns: FloatArray) -> tuple[Factor, ...]:
    """Coverage of every kind of source that has a prior; that of a kind without claims is its prior.

    Parameters
    ----------
    unknowns
        [draw, unknown]
    """
    learnt = {factor.name: factor for factor in _learn(structure, unknowns)}
    named = sorted(name for name in structure.setting.assumptions if name.startswith("coverage:"))
    return tuple(learnt[name] if name in learnt else _untouched(structure, name) for name in named)


def learn_rates(structure: Structure, unknowns: FloatArray) -> tuple[Factor, ...]:
    """All factors but the coverages."""
    return tuple(each for each in _learn(structure, unknowns) if not each.name.startswith("coverage:"))


def _learn(structure: Structure, unknowns: FloatArray) -> tuple[Factor, ...]:
    """Every factor in use."""
    names, measured = structure.names, structure.inputs.measured
    logs = factors(unknowns, structure.inputs, names)
    return tuple(
        _factor(
            name,
            float(measured.factor_mean[index]),
            float(measured.factor_spread[index]),
            logs[:, index],
            int((measured.factor[:, index] != 0.0).sum()),
        )
        for index, name in enumerate(names.factors)
    )


def _untouched(structure: Structure, name: str) -> Factor:
    """A factor that no claim speaks of."""
    mean, spread = log_spread(structure.setting.assumptions[name])
    steps = np.array([-1.0, 0.0, 1.0])
    low, middle, high = (float(each) for each in np.exp(mean + spread * TENTH * steps))
    prior = Range(median=middle, low80=low, high80=high)
    return Factor(name=name, prior=prior, posterior=prior, shrinkage=0.0, claims=0)


def learn_sources(structure: Structure, unknowns: FloatArray) -> tuple[Factor, ...]:
    """Bias of each source beside that of its kind."""
    names, measured = structure.names, structure.inputs.measured
    logs = biases(unknowns, structure.inputs, names, numpy_library())
    wider = float(np.exp(0.5 * measured.noise_scale**2))
    return tuple(
        _factor(
            source,
            0.0,
            float(measured.source_spread[index]) * wider,
            logs[:, index],
            int(measured.source[:, index].sum()),
        )
        for index, source in enumerate(names.sources)
    )


def flow_labels(structure: Structure, unknowns: FloatArray) -> dict[str, str]:
    """By corridor: whether claims say anything about how many come and go, or only how many are there."""
    spread = block(unknowns, structure.names, "exit_rate").std(axis=0)
    said = _claims_of_corridors(structure)
    return {
        "-".join(pair): INFORMED if said[index] > 0 and spread[index] <= LEARNT_LITTLE else MOSTLY_PRIOR
        for index, pair in enumerate(structure.names.corridors)
    }


def headlines(structure: Structure, unknowns: FloatArray, prior: FloatArray) -> tuple[Headline, ...]:
    """Every corridor in the first, the reference, the most closed and the last year, before and after.

    Parameters
    ----------
    unknowns, prior
        [draw, unknown]
    """
    library, names = numpy_library(), structure.names
    after = live(unknowns, structure.inputs, names, library).stock
    before = live(prior, structure.inputs, names, library).stock
    said = _claims_of_corridors(structure)
    found = []
    for index, (citizenship, host) in enumerate(names.corridors):
        for year, why in _key_years(structure, citizenship, host).items():
            found.append(
                Headline(
                    citizenship=citizenship,
                    host=host,
                    year=year,
                    why=why,
                    prior=range_of(year_means(structure, before, year)[:, index]),
                    stock=range_of(year_means(structure, after, year)[:, index]),
                    claims=said[index],
                )
            )
    return tuple(found)


def _claims_of_corridors(structure: Structure) -> list[int]:
    """How many claims speak of each corridor."""
    return [
        sum(index in term.counted.corridors for term in structure.terms)
        for index in range(len(structure.names.corridors))
    ]


def range_of(values: FloatArray) -> Range:
    """Median and 80 % range of draws."""
    low, middle, high = (float(each) for each in np.quantile(values, [0.1, 0.5, 0.9]))
    return Range(median=middle, low80=low, high80=high)


def _key_years(structure: Structure, citizenship: str, host: str) -> dict[int, str]:
    """Year and why it matters, in order of time."""
    setting = structure.setting
    place = setting.citizenships.index(citizenship), setting.hosts.index(host)
    years = {setting.years[0]: "first"}
    shut = {
        year: float(setting.shut[place][[day.year == year for day in setting.quarters]].mean())
        for year in setting.years
    }
    most = max(shut, key=lambda year: shut[year])
    if shut[most] > 0.0:
        years[most] = "closure"
    years[min(max(setting.reference_year[citizenship], setting.years[0]), setting.years[-1])] = "reference"
    years[setting.years[-1]] = "last"
    return dict(sorted(years.items()))


def _factor(name: str, mean: float, spread: float, logs: FloatArray, claims: int) -> Factor:
    """Before and after."""
    low, middle, high = (float(each) for each in np.exp(mean + spread * TENTH * np.array([-1.0, 0.0, 1.0])))
    shrinkage = 1.0 - float(logs.var()) / spread**2 if spread > 0.0 else 0.0
    return Factor(
        name=name,
        prior=Range(median=middle, low80=low, high80=high),
        posterior=range_of(np.exp(logs)),
        shrinkage=min(max(shrinkage, 0.0), 1.0),
        claims=claims,
    )
