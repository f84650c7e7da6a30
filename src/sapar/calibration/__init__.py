"""History matching: an ensemble of parameters that the evidence allows, never one best fit."""

from sapar.calibration.result import Calibration, CalibrationRecord

__all__ = ["Calibration", "CalibrationRecord"]
