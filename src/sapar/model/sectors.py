"""Sectors of work as arrays: a corridor's shares, and what its mix of sectors means for losing work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from sapar.maths import FloatArray
from sapar.model.declarations.sectors import SECTORS, SectorRow
from sapar.model.system import Sectors


def resolve_sectors(rows: Iterable[SectorRow], hosts: Sequence[str], citizenships: Sequence[str]) -> Sectors:
    """Shares and weights by host, citizenship and sector; without rows for a corridor all sectors are alike."""
    shape = (len(hosts), len(citizenships), len(SECTORS))
    share, weights = np.full(shape, 1.0 / len(SECTORS)), np.ones((3, *shape))
    stated = sorted((row for row in rows if row.place in hosts), key=lambda row: "*" not in row.citizenship)
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for row in stated:
        ours = [
            i for i, code in enumerate(citizenships) if row.citizenship == ("*",) or code in row.citizenship
        ]
        host, sector = hosts.index(row.place), SECTORS.index(row.sector)
        if (row.place, row.citizenship) not in seen:
            share[host, ours] = 0.0
            seen.add((row.place, row.citizenship))
        share[host, ours, sector] = row.share
        for kind, weight in enumerate((row.separation, row.shock, row.formal)):
            weights[kind, host, ours, sector] = weight
    return Sectors(share=share, separation=weights[0], shock=weights[1], formal=weights[2])


def corridor_factor(share: FloatArray, weight: FloatArray, stock: FloatArray) -> FloatArray:
    """[D, C] how much a corridor's mix of sectors exceeds the host's: mean 1 over the people of each host.

    Parameters
    ----------
    share, weight
        [D, C, sector]
    stock
        [C, D] people by which citizenships are weighed.
    """
    mean = (share * weight).sum(axis=2)
    people = stock.T + 1e-9
    host = (mean * people).sum(axis=1, keepdims=True) / people.sum(axis=1, keepdims=True)
    return np.asarray(mean / np.where(host > 0.0, host, 1.0))


def by_sector(level: FloatArray, share: FloatArray, weight: FloatArray) -> FloatArray:
    """[..., D, C, sector] level in each sector of a corridor whose mean is `level` [..., D, C], at most 1.

    Levels are proportional to the weights; what would exceed 1 in a sector is not moved to the others.
    """
    mean = (share * weight).sum(axis=-1, keepdims=True)
    return np.asarray(np.minimum(level[..., None] * weight / np.where(mean > 0.0, mean, 1.0), 1.0))
