"""M7 Entry: visas and biometric control keep some from setting out, and those who are there from going for a break."""

from __future__ import annotations

from sapar.maths import exp, log
from sapar.model.mechanism import Mechanism, Tables
from sapar.model.system import System


def prepare(system: System) -> Tables:
    """[M, D, C] share of those who choose a host whom its entry rules let set out, and how freely people return.

    admission = visa_entry^v biometrics_entry^b; ease of return = exp(-visa_stay_put v), where v is the share of the
    month's days on which a visa is asked and b how much of the border asks for biometric data.

    References
    ----------
    Bertoli and Fernández-Huertas Moraga (2015), The size of the cliff at the border: a visa lowers entries by about
    45 %. Ortega and Peri (2013): a restrictive change of entry rules lowers them by about 6 %. Massey, Durand and
    Pren (2016): people whose way back was made harder went home less.
    """
    parameters, visa, biometrics = system.parameters, system.series.visa, system.series.biometrics
    kept = visa * log(parameters["visa_entry"]) + biometrics * log(parameters["biometrics_entry"])
    return {"admission": exp(kept), "return_ease": exp(-parameters["visa_stay_put"] * visa)}


MECHANISM = Mechanism(
    code="M7",
    name="entry",
    parameters=("visa_entry", "biometrics_entry", "visa_stay_put"),
    needs=(),
    fills=("admission", "return_ease"),
    prepare=prepare,
)
