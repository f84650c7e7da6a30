"""SALib, which comes only with the extra."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import Any

from sapar.errors import MissingExtra

LEVELS = 4
"""Levels of the Morris grid: steps of two thirds of the range, as usual."""


def salib(module: str) -> ModuleType:
    """A module of SALib.

    Raises
    ------
    MissingExtra
        It is not installed.
    """
    try:
        return import_module(f"SALib.{module}")
    except ImportError as missing:
        raise MissingExtra(
            why="global sensitivity needs the library SALib",
            try_='install Sapar with its extra: pip install "sapar[sensitivity]"',
        ) from missing


def unit_cube(inputs: int) -> dict[str, Any]:
    """Inputs as shares of their ranges."""
    return {
        "num_vars": inputs,
        "names": [f"input {number}" for number in range(inputs)],
        "bounds": [[0.0, 1.0]] * inputs,
    }
