"""M13 Help-seeking: who turns to somebody, to whom, and what advice alone can settle."""

from __future__ import annotations

import numpy as np

from sapar.maths import FloatArray, logistic
from sapar.model.declarations.institutions import STATUSES
from sapar.model.mechanism import Account
from sapar.model.parameters import Parameters

WITHOUT = ("none", "registry")
"""Statuses of those who fear to be seen."""

ROUTED = ("association", "union", "consulate", "ngo")
"""Kinds of institutions that people turn to; partners are reached through the institution they work for."""


def seeking(
    parameters: Parameters, trusted: FloatArray, informed: FloatArray, documents_kept: FloatArray
) -> FloatArray:
    """[..., status] chance that a worker whose pay was withheld turns to anybody.

    p = logistic(a + trust * own organisation + awareness * informed
                 + loss * (months withheld - 2) - fear * [none or registry])

    Whose documents the employer keeps, `seek_documents` less in the exponent; the two are mixed by share.

    Parameters
    ----------
    trusted
        [...] 1 where an association or union of that citizenship's migrants works, else 0.
    informed
        [...] share who were told the law before leaving: through an agency or organised recruitment.
    documents_kept
        [..., status] share whose documents the employer keeps.
    """
    at_hand = (
        parameters["seek_base"]
        + parameters["seek_trust"] * trusted
        + parameters["seek_awareness"] * informed
        + parameters["seek_loss"] * (parameters["theft_months"] - 2.0)
    )[..., None] - parameters["seek_fear"] * np.isin(STATUSES, WITHOUT)
    kept = logistic(at_hand - parameters["seek_documents"])
    return np.asarray((1.0 - documents_kept) * logistic(at_hand) + documents_kept * kept)


def routes(parameters: Parameters, kinds: tuple[str, ...], reach: FloatArray, told: FloatArray) -> FloatArray:
    """[I, ...] share of those seeking help who come to each institution; what is left finds nobody.

    A kind that is not there leaves its share unserved: no other institution gets more. Institutions of one kind
    share it by reach. A union is reached by `union_told` times as many as it has members, at most `route_union`.

    Parameters
    ----------
    kinds
        [I]
    reach
        [I, ...] 0 to 1: how much of the place and of the people an institution serves.
    told
        Members over workers, times the co-workers a member tells, of a shape that goes with `reach`; only unions' are
        looked at.
    """
    result = np.zeros_like(reach)
    for kind in ROUTED:
        ours = [index for index, each in enumerate(kinds) if each == kind]
        if not ours:
            continue
        whole = np.maximum(reach[ours].sum(axis=0), 1.0)
        share = parameters[f"route_{kind}"]
        for index in ours:
            weight = np.minimum(told[index], share) if kind == "union" else share
            result[index] = weight * reach[index] / whole
    return result


ACCOUNT = Account(
    code="M13",
    name="help_seeking",
    parameters=(
        "seek_base",
        "seek_trust",
        "seek_awareness",
        "seek_loss",
        "seek_fear",
        "seek_documents",
        "route_association",
        "route_union",
        "route_consulate",
        "route_ngo",
        "union_told",
        "contact_rate",
        "advice_solves",
        "presence_solves",
        "tired_of_waiting",
    ),
)
