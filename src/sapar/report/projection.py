"""An equal-area map projection, so that lands keep their true proportions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the Earth (IUGG)."""

FARTHEST_COSINE = -0.5
"""Points farther than 120 degrees from the centre are not drawn: the far side of the Earth tears there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EqualArea:
    """Lambert's azimuthal equal-area projection of the sphere around one point.

    Source
    ------
    Snyder, Map Projections: A Working Manual, U.S. Geological Survey Professional Paper 1395 (1987),
    equations 24-2 to 24-4.
    """

    longitude: float
    """Of the centre, degrees east."""
    latitude: float
    """Of the centre, degrees north."""

    def project(self, longitudes: ArrayLike, latitudes: ArrayLike) -> FloatArray:
        """Kilometres east and south of the centre.

        Parameters
        ----------
        longitudes, latitudes
            [point] degrees.

        Returns
        -------
        positions
            [point, 2] kilometres, the second counted downwards as screens do; NaN beyond 120 degrees.
        """
        east = np.radians(np.asarray(longitudes, dtype=np.float64) - self.longitude)
        north = np.radians(np.asarray(latitudes, dtype=np.float64))
        centre = np.radians(self.latitude)
        cosine = np.sin(centre) * np.sin(north) + np.cos(centre) * np.cos(north) * np.cos(east)
        cosine = np.where(cosine < FARTHEST_COSINE, np.nan, cosine)
        stretch = EARTH_RADIUS_KM * np.sqrt(2.0 / (1.0 + cosine))
        across = stretch * np.cos(north) * np.sin(east)
        up = stretch * (np.cos(centre) * np.sin(north) - np.sin(centre) * np.cos(north) * np.cos(east))
        return np.stack([across, -up], axis=-1)
