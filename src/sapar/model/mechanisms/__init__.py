"""The rules of the model, one file each, in the order in which they run."""

from sapar.model.mechanisms import (
    aid,
    camp_needs,
    channels,
    clocks,
    closure,
    danger,
    earnings,
    entry,
    exit,
    exploitation,
    families,
    help_seeking,
    jobs,
    legal_mode,
    membership,
    poverty,
    quota,
    recovery,
    reintegration,
    remittances,
    returning,
    standing,
    travel,
    wage_theft,
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

ACCOUNTS = (
    wage_theft.ACCOUNT,
    exploitation.ACCOUNT,
    help_seeking.ACCOUNT,
    recovery.ACCOUNT,
    membership.ACCOUNT,
    aid.ACCOUNT,
    camp_needs.ACCOUNT,
)
"""Every rule whose counts are kept beside the people, where a study names institutions."""

OF_SURVEYS = (poverty.ACCOUNT,)
"""Every rule that carries on what surveys of households say, where a study has any."""
