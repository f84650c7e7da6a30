"""Equal-area map projections, so that lands keep their true proportions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the Earth (IUGG)."""

FARTHEST_COSINE = -0.5
"""Points farther than 120 degrees from the centre are not drawn: the far side of the Earth tears there."""


class Projection(Protocol):
    """From degrees to kilometres on a plane."""

    def project(self, longitudes: ArrayLike, latitudes: ArrayLike) -> FloatArray:
        """[point, 2] kilometres east and south of the centre; NaN for points that are not drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EqualEarth:
    """The Equal Earth projection of the whole sphere.

    Source
    ------
    Savric, Patterson and Jenny, The Equal Earth map projection, International Journal of Geographical
    Information Science 33 (2019), 454-465, equations 1 to 3.
    """

    longitude: float = 11.0
    """Of the central meridian, degrees east; the cut on the far side then runs through the Bering Strait."""

    def project(self, longitudes: ArrayLike, latitudes: ArrayLike) -> FloatArray:
        """Kilometres east and south of the centre of points along a line, which may cross the cut.

        Parameters
        ----------
        longitudes, latitudes
            [point] degrees.

        Returns
        -------
        positions
            [point, 2] kilometres; a line that crosses the cut goes on beyond the edge of the map.
        """
        east = np.mod(np.asarray(longitudes, dtype=np.float64) - self.longitude + 180.0, 360.0) - 180.0
        east = np.radians(np.unwrap(east, period=360.0))
        angle = np.arcsin(np.sqrt(0.75) * np.sin(np.radians(np.asarray(latitudes, dtype=np.float64))))
        square = angle**2
        sixth = square**3
        slope = 1.340264 - 3 * 0.081106 * square + sixth * (7 * 0.000893 + 9 * 0.003796 * square)
        across = 2.0 * np.sqrt(3.0) * east * np.cos(angle) / (3.0 * slope)
        up = angle * (1.340264 - 0.081106 * square + sixth * (0.000893 + 0.003796 * square))
        return EARTH_RADIUS_KM * np.stack([across, -up], axis=-1)


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
