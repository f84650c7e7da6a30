"""Pairs of claims about the same people: do they contradict each other, or merely count different things?

Each pair is looked at three times: at face value, as if both counted the stock within 5 %; with the noise and bias of
their sources; and with all that their definitions allow. What their groups and dates make different is taken from the
prior of the stocks, so that a part and its whole, or two years, can be compared.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np

from sapar.estimates.stocks.arrays import numpy_library
from sapar.estimates.stocks.kernels import BELOW, BOX
from sapar.estimates.stocks.latent import biases, factors, see
from sapar.estimates.stocks.result import Contradiction
from sapar.estimates.stocks.structure import Structure
from sapar.maths import FloatArray

FACE_SPREAD = 0.05
MOST_YEARS = 2.0
"""Claims further apart in time are not compared."""
_WORLDS = 1000


def contradictions(structure: Structure, seed: int) -> tuple[Contradiction, ...]:
    """All pairs that share a corridor, the worst at face value first."""
    if len(structure.terms) < 2:
        return ()
    library, names, inputs = numpy_library(), structure.names, structure.inputs
    random = np.random.Generator(np.random.Philox([seed, 3]))
    unknowns = random.standard_normal((_WORLDS, names.size))
    measured = inputs.measured
    seen = see(unknowns, inputs, names, library)
    covered = len(names.kinds)
    by_factor = factors(unknowns, inputs, names)
    coverage = by_factor[:, :covered] @ measured.factor[:, :covered].T
    defined = by_factor[:, covered:] @ measured.factor[:, covered:].T
    source = coverage + biases(unknowns, inputs, names, library) @ measured.source.T
    plain = seen.mean - source - defined
    hedge = _hedges(structure, random)
    grade = np.array([structure.setting.number("grade_spread", term.claim.grade) for term in structure.terms])
    noise = random.standard_normal(plain.shape)
    levels = (
        plain + hedge + FACE_SPREAD * noise,
        plain + source + hedge + grade * noise,
        seen.mean + hedge + seen.spread * noise,
    )
    pairs = [
        (one, two) for one, two in combinations(range(len(structure.terms)), 2) if _fit(structure, one, two)
    ]
    if not pairs:
        return ()
    said = measured.printed.centre
    first, second = (np.array([pair[part] for pair in pairs]) for part in range(2))
    apart = said[first] - said[second]
    scores = []
    for level in levels:
        expected = level[:, first] - level[:, second]
        scores.append((apart - expected.mean(axis=0)) / expected.std(axis=0))
    adjusted = [_adjust(score) for score in scores]
    face = np.exp(apart - (plain[:, first] - plain[:, second]).mean(axis=0))
    found = [
        Contradiction(
            first=names.claims[one],
            second=names.claims[two],
            corridor=_shared(structure, one, two),
            ratio=float(face[place]),
            face_z=float(scores[0][place]),
            source_z=float(scores[1][place]),
            definition_z=float(scores[2][place]),
            face_p=float(adjusted[0][place]),
            source_p=float(adjusted[1][place]),
            definition_p=float(adjusted[2][place]),
        )
        for place, (one, two) in enumerate(pairs)
    ]
    return tuple(sorted(found, key=lambda each: (each.definition_p, each.source_p, -abs(each.definition_z))))


def _fit(structure: Structure, one: int, two: int) -> bool:
    """Whether two claims of levels speak of a corridor in common at about the same time, by different sources.

    Ratios have no level that another claim could contradict alone; their conflict with all others is shown by claim.
    """
    first, second = structure.terms[one], structure.terms[two]
    near = abs((first.middle - second.middle).days) <= MOST_YEARS * 365.25
    other = first.claim.source != second.claim.source
    levels = first.counted.is_biased and second.counted.is_biased
    return other and near and levels and bool(first.counted.corridors & second.counted.corridors)


def _shared(structure: Structure, one: int, two: int) -> str:
    """What two claims have in common: a corridor, or a host where they share several."""
    shared = sorted(structure.terms[one].counted.corridors & structure.terms[two].counted.corridors)
    corridors = [structure.names.corridors[index] for index in shared]
    if len(corridors) == 1:
        return "-".join(corridors[0])
    hosts, homes = {host for _, host in corridors}, {home for home, _ in corridors}
    if len(hosts) == 1:
        return f"*-{hosts.pop()}"
    return f"{homes.pop()}-*" if len(homes) == 1 else "*-*"


def _hedges(structure: Structure, random: np.random.Generator) -> FloatArray:
    """[world, n] what the words around each number leave open."""
    printed = structure.inputs.measured.printed
    shape = (_WORLDS, len(structure.terms))
    box = printed.half * random.uniform(-1.0, 1.0, shape)
    excess = printed.excess * random.standard_exponential(shape)
    return np.asarray(
        np.where(printed.kernel == BOX, box, np.where(printed.kernel == BELOW, excess, -excess))
    )


def _adjust(scores: FloatArray) -> FloatArray:
    """Two-sided chances, adjusted so that the share of false alarms among those below a level is that level."""
    from scipy.special import ndtr
    from scipy.stats import false_discovery_control

    return np.asarray(false_discovery_control(np.minimum(2.0 * ndtr(-np.abs(scores)), 1.0)))
