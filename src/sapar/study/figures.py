"""From a study and its tables to the model's answers to published figures."""

from __future__ import annotations

from sapar.results.confront import confront
from sapar.results.figures import FigureAnswer
from sapar.results.operators import Context
from sapar.results.tables import Tables
from sapar.study.open import Study


def figure_context(study: Study, tables: Tables) -> Context:
    """What the operators of figures need."""
    declarations = study.declarations
    return Context(
        tables=tables,
        ledger=study.ledger,
        bias=tables.meta["bias"],
        populations={place.place: place.population or 0 for place in declarations.frame.places},
        event_dates={event.id: event.from_ for event in declarations.events},
    )


def figure_answers(study: Study, tables: Tables) -> tuple[FigureAnswer, ...]:
    """Every figure of the ledger beside the model's answer."""
    return confront(figure_context(study, tables))
