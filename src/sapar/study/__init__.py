"""A study from its folder to its report: every stage in order."""

from sapar.study.open import Study, bundled_studies, open_study
from sapar.study.run import Options, Result, run_study

__all__ = ["Options", "Result", "Study", "bundled_studies", "open_study", "run_study"]
