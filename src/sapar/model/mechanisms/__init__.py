"""The rules of the model, one file each, in the order in which they run."""

from sapar.model.mechanisms import (
    channels,
    clocks,
    closure,
    danger,
    earnings,
    jobs,
    legal_mode,
    remittances,
    returning,
    travel,
    when,
    where,
)

SCHEDULE = (
    remittances.MECHANISM,
    when.MECHANISM,
    travel.MECHANISM,
    channels.MECHANISM,
    earnings.MECHANISM,
    legal_mode.MECHANISM,
    danger.MECHANISM,
    where.MECHANISM,
    jobs.MECHANISM,
    returning.MECHANISM,
    clocks.MECHANISM,
    closure.MECHANISM,
)
"""Every mechanism that fills tables of the month."""
