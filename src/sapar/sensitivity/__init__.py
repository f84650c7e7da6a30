"""Global sensitivity: which uncertain inputs move an answer, screened by Morris and measured by Sobol."""

from sapar.sensitivity.designs import morris_design, sobol_design
from sapar.sensitivity.indices import screened, variance_shares
from sapar.sensitivity.result import AnswerDrivers, Driver, Sensitivity

__all__ = [
    "AnswerDrivers",
    "Driver",
    "Sensitivity",
    "morris_design",
    "screened",
    "sobol_design",
    "variance_shares",
]
