"""History matching: an ensemble of parameters that the evidence allows, never one best fit."""

from sapar.calibration.result import Calibration, CalibrationRecord
from sapar.calibration.smooth import smooth
from sapar.calibration.targets import Target, targets_of

__all__ = ["Calibration", "CalibrationRecord", "Target", "smooth", "targets_of"]
