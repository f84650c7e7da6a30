"""Sapar: labour-migration systems from evidence to estimates, simulation and questions."""

from __future__ import annotations

from typing import Any

__version__ = "0.1.0"
__all__ = ["Options", "Result", "Study", "__version__", "open_study", "run_study"]


def __getattr__(name: str) -> Any:
    """Public names, imported when they are first used so that the command line starts at once."""
    if name in __all__:
        from sapar import study

        return getattr(study, name)
    raise AttributeError(name)
