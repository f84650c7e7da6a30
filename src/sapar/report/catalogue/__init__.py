"""All words of the pages, both languages side by side."""

from sapar.report.catalogue.ask import ASK
from sapar.report.catalogue.assistance import ASSISTANCE
from sapar.report.catalogue.calibration import CALIBRATION
from sapar.report.catalogue.charts import CHARTS
from sapar.report.catalogue.estimate_sections import ESTIMATE_SECTIONS
from sapar.report.catalogue.estimate_trust import ESTIMATE_TRUST
from sapar.report.catalogue.estimate_words import ESTIMATE_WORDS
from sapar.report.catalogue.estimates import ESTIMATES
from sapar.report.catalogue.flows import FLOWS
from sapar.report.catalogue.given import GIVEN
from sapar.report.catalogue.help import HELP
from sapar.report.catalogue.law import LAW
from sapar.report.catalogue.money import MONEY
from sapar.report.catalogue.page import PAGE
from sapar.report.catalogue.plans import PLANS
from sapar.report.catalogue.refusals import REFUSAL_WORDS
from sapar.report.catalogue.sensitivity import SENSITIVITY
from sapar.report.catalogue.validation import VALIDATION
from sapar.report.catalogue.words import WORDS

LANGUAGES = ("en", "ru")
"""Order of the languages in every message."""

MESSAGES = {
    **PAGE,
    **CHARTS,
    **ASSISTANCE,
    **GIVEN,
    **ASK,
    **FLOWS,
    **LAW,
    **CALIBRATION,
    **MONEY,
    **PLANS,
    **HELP,
    **ESTIMATES,
    **ESTIMATE_SECTIONS,
    **ESTIMATE_TRUST,
    **ESTIMATE_WORDS,
    **VALIDATION,
    **SENSITIVITY,
    **REFUSAL_WORDS,
    **WORDS,
}
"""By name: an English and a Russian text, or the plural forms of both."""

__all__ = ["LANGUAGES", "MESSAGES"]
