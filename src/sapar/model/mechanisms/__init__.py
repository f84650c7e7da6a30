"""The rules of the model, one file each, in the order in which they run."""

from sapar.model.mechanisms import (
    clocks,
    closure,
    earnings,
    entry,
    families,
    jobs,
    legal_mode,
    returning,
    standing,
    travel,
    when,
    where,
)

SCHEDULE = (
    when.MECHANISM,
    travel.MECHANISM,
    entry.MECHANISM,
    earnings.MECHANISM,
    legal_mode.MECHANISM,
    where.MECHANISM,
    jobs.MECHANISM,
    returning.MECHANISM,
    clocks.MECHANISM,
    standing.MECHANISM,
    families.MECHANISM,
    closure.MECHANISM,
)
"""Every mechanism that fills tables of the month."""
