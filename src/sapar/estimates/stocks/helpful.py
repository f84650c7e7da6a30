"""What evidence would help most: by how much one more claim is expected to narrow each headline series.

From the draws: the part of a series' variance that goes with what a source would print, noise included.
"""

from __future__ import annotations

import math

import numpy as np

from sapar.estimates.stocks.arrays import numpy_library
from sapar.estimates.stocks.defaults import RATES_OF_STUDIES
from sapar.estimates.stocks.influence import year_means
from sapar.estimates.stocks.latent import World, factors, live
from sapar.estimates.stocks.result import Helpful
from sapar.estimates.stocks.setting import log_spread
from sapar.estimates.stocks.structure import Structure
from sapar.maths import FloatArray

BEST_OF_EACH = 3
"""Claims named for each series."""
GRADE = "B"
"""How good the claim is taken to be."""
_DEFINITION_OF = dict(zip(RATES_OF_STUDIES, ("registrations", "entries", "permits_issued"), strict=True))


def helpful(structure: Structure, unknowns: FloatArray, seed: int) -> tuple[Helpful, ...]:
    """The most helpful hypothetical claims for every corridor and host in the reference and the last year.

    Parameters
    ----------
    unknowns
        [draw, unknown]
    """
    world = live(unknowns, structure.inputs, structure.names, numpy_library())
    names, values = _series(structure, world)
    what, printed = _candidates(structure, unknowns, world, seed)
    centred = values - values.mean(axis=0)
    claims = printed - printed.mean(axis=0)
    together = centred.T @ claims / len(values)
    reduction = together**2 / (centred.var(axis=0)[:, None] * claims.var(axis=0)[None, :])
    found = []
    for place, series in enumerate(names):
        seen: set[tuple[str, str, int]] = set()
        for index in np.argsort(-reduction[place]):
            definition, corridor, year, kind = what[index]
            if (definition, corridor, year) not in seen:
                seen.add((definition, corridor, year))
                found.append(
                    Helpful(
                        series=series,
                        definition=definition,
                        corridor=corridor,
                        year=year,
                        kind=kind,
                        reduction=float(reduction[place, index]),
                    )
                )
            if len(seen) == BEST_OF_EACH:
                break
    return tuple(found)


def _years(structure: Structure, corridor: int) -> tuple[int, ...]:
    """The reference year of a corridor and the last of the period."""
    setting = structure.setting
    reference = setting.reference_year[structure.names.corridors[corridor][0]]
    return tuple(sorted({min(max(reference, setting.years[0]), setting.years[-1]), setting.years[-1]}))


def _series(structure: Structure, world: World) -> tuple[list[str], FloatArray]:
    """[draw, series] logarithms of the headline series."""
    names, columns = [], []
    for corridor, (citizenship, host) in enumerate(structure.names.corridors):
        for year in _years(structure, corridor):
            names.append(f"{citizenship}-{host} {year}")
            columns.append(np.log(year_means(structure, world.stock, year)[:, corridor]))
    last = structure.setting.years[-1]
    for host in structure.names.hosts:
        own = [index for index, pair in enumerate(structure.names.corridors) if pair[1] == host]
        if own:
            names.append(f"*-{host} {last}")
            columns.append(np.log(year_means(structure, world.stock, last)[:, own].sum(axis=1)))
    return names, np.stack(columns, axis=1)


def _candidates(
    structure: Structure, unknowns: FloatArray, world: World, seed: int
) -> tuple[list[tuple[str, str, int, str]], FloatArray]:
    """[draw, claim] logarithms that a source of each kind might print, by definition, corridor and year."""
    setting, names = structure.setting, structure.names
    random = np.random.Generator(np.random.Philox([seed, 5]))
    known = dict(zip(names.factors, factors(unknowns, structure.inputs, names).T, strict=True))
    draws = len(unknowns)

    def factor(family: str, member: str) -> FloatArray | None:
        belief = setting.belief(family, member)
        if belief is None:
            return None
        mean, spread = log_spread(belief)
        fresh = mean + spread * random.standard_normal(draws)
        return np.asarray(known.get(f"{family}:{member}", fresh))

    kinds = sorted(name.split(":", 1)[1] for name in setting.assumptions if name.startswith("coverage:"))
    coverage = {kind: factor("coverage", kind) for kind in kinds}
    what: list[tuple[str, str, int, str]] = []
    columns: list[FloatArray] = []
    for corridor, (citizenship, host) in enumerate(names.corridors):
        for year in _years(structure, corridor):
            stock = np.log(year_means(structure, world.stock, year)[:, corridor])
            ways: list[tuple[str, FloatArray]] = [("workers_present", stock)]
            for family, definition in _DEFINITION_OF.items():
                rate = factor(family[:-1], host)
                free = (citizenship, host) in setting.free_work
                if (rate is not None and definition == "registrations") or (
                    rate is not None and definition == "permits_issued" and not free
                ):
                    shared = [setting.number(f"{of}_spread", definition) for of in ("series", "year")]
                    series = math.hypot(*shared)
                    ways.append((definition, stock + rate + series * random.standard_normal(draws)))
            for definition, operated in ways:
                for kind in kinds:
                    spreads = (
                        setting.number("grade_spread", GRADE),
                        setting.number("definition_spread", definition),
                        setting.number("source_spread", kind),
                    )
                    noise = float(np.hypot.reduce(spreads)) * random.standard_normal(draws)
                    covered = coverage[kind]
                    what.append((definition, f"{citizenship}-{host}", year, kind))
                    columns.append(operated + noise + (0.0 if covered is None else covered))
    return what, np.stack(columns, axis=1)
