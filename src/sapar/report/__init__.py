"""Pages for readers: one self-contained file a language."""

from sapar.report.page import ReportPage, Support
from sapar.report.render import render

__all__ = ["ReportPage", "Support", "render"]
