"""What stands behind an answer on help: the figures about it, and the rules whose assumptions it follows from."""

from __future__ import annotations

from sapar.model.declarations.assumptions import Assumption
from sapar.model.mechanisms import (
    aid,
    camp_needs,
    exploitation,
    help_seeking,
    membership,
    recovery,
    wage_theft,
)
from sapar.study.open import Study

FIGURES_ABOUT = {
    "union_members": "members",
    "aided": "aided",
    "identified": "identified_by_state",
    "exploited": "foreign_share_exploited",
    "identified_foreigners": "foreign_share_identified",
    "state_eligible": "kinds_of_help",
    "resolved": "helped_by_partner",
    "wages_recovered": "claims_paid_share",
    "claims_paid_share": "claims_paid_share",
    "time_to_recover": "claims_paid_share",
}
"""Operator of the figures about an answer on help, by the first part of its name."""

_DESKS = (help_seeking.ACCOUNT, membership.ACCOUNT)
_PAY = (wage_theft.ACCOUNT, help_seeking.ACCOUNT, recovery.ACCOUNT)
RULES_BEHIND = {
    "wages_withheld": (wage_theft.ACCOUNT,),
    "complaint_share": (help_seeking.ACCOUNT,),
    "wages_recovered": _PAY,
    "claims_paid_share": (recovery.ACCOUNT,),
    "time_to_recover": (recovery.ACCOUNT,),
    "exploited": (exploitation.ACCOUNT,),
    "identified": (exploitation.ACCOUNT,),
    "identified_foreigners": (exploitation.ACCOUNT,),
    "state_eligible": (exploitation.ACCOUNT,),
    "needs_unmet": (exploitation.ACCOUNT,),
    "union_members": (membership.ACCOUNT,),
    "union_wait": _DESKS,
    "backlog": _DESKS,
    "resolved": (*_DESKS, recovery.ACCOUNT),
    "aided": (aid.ACCOUNT,),
    "aid_coverage": (aid.ACCOUNT,),
    "camp_lack": (camp_needs.ACCOUNT,),
    "camp_tension": (camp_needs.ACCOUNT,),
    "camp_out_of_money": (camp_needs.ACCOUNT,),
}
"""Rules whose assumptions an answer on help follows from, by the first part of its name."""


def assumptions_behind(study: Study, number: str) -> tuple[Assumption, ...]:
    """Rows of the rules that an answer on help follows from, whatever moves it most; none for other answers."""
    rules = RULES_BEHIND.get(number.split(".", 1)[0], ())
    names = dict.fromkeys(name for rule in rules for name in rule.parameters)
    rows = {row.parameter: row for row in study.declarations.assumptions}
    return tuple(rows[name] for name in names if name in rows)
