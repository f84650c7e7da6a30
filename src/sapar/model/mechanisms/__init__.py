"""The rules of the model, one file each, in the order in which they run."""

from sapar.model.mechanisms import (
    channels,
    clocks,
    closure,
    danger,
    earnings,
    entry,
    exit,
    families,
    jobs,
    legal_mode,
    quota,
    reintegration,
    remittances,
    returning,
    standing,
    travel,
    when,
    where,
)

SCHEDULE = (
    remittances.MECHANISM,
    when.MECHANISM,
    travel.MECHANISM,
    entry.MECHANISM,
    exit.MECHANISM,
    channels.MECHANISM,
    earnings.MECHANISM,
    legal_mode.MECHANISM,
    danger.MECHANISM,
    reintegration.MECHANISM,
    where.MECHANISM,
    jobs.MECHANISM,
    returning.MECHANISM,
    clocks.MECHANISM,
    quota.MECHANISM,
    standing.MECHANISM,
    families.MECHANISM,
    closure.MECHANISM,
)
"""Every mechanism that fills tables of the month."""
