"""Operators of figures about help: members, contacts, people aided, victims identified, claims paid."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import xarray

from sapar.evidence.figures import Figure
from sapar.maths import FloatArray

TABLES = (
    "institution_members", "institution_kits", "institution_paid", "institution_intake", "institution_serves",
    "kind_of_institution", "stage", "claims_paid", "claims_closed", "exploited", "exploited_nationals",
    "identified", "identified_nationals", "state_services",
)  # fmt: skip
"""What the operators look at: to take a period of all tables would take longer than all else they do."""


def helped(dataset: xarray.Dataset, operator: str, figure: Figure) -> FloatArray | None:
    """[replicate] what the accounts of help say to a figure; None where the study or the period has none."""
    if "institution" not in dataset.coords or figure.from_ is None:
        return None
    first = np.datetime64(figure.from_.replace(day=1))
    last = np.datetime64(figure.until or figure.from_)
    months = dataset[list(TABLES)].sel(month=slice(first, last))
    return None if months.sizes["month"] == 0 else HELP_OPERATORS[operator](months, figure)


def _members(months: xarray.Dataset, figure: Figure) -> FloatArray:
    """Members of unions of a citizenship at the end of the period."""
    values = _of(months, "institution_members", "union", figure)
    return np.asarray(values.isel(month=-1).sum("institution").values, float)


def _helped_by_partner(months: xarray.Dataset, figure: Figure) -> FloatArray:
    """Contacts and claims that partners of unions took up in a place."""
    stage = months["stage"].sel(stage_of_help="served_there")
    return np.asarray(_in_places(stage, figure).sum(["month", "destination"]).values, float)


def _aided(months: xarray.Dataset, figure: Figure) -> FloatArray:
    """People to whom associations of a citizenship gave aid."""
    values = _of(months, "institution_kits", "association", figure)
    return np.asarray(values.sum(["month", "institution"]).values, float)


def _identified_by_state(months: xarray.Dataset, figure: Figure) -> FloatArray:
    """Victims of trafficking that the state of a place identified, nationals and foreigners."""
    foreigners, nationals = _by_state(months, figure)
    return foreigners + nationals


def _foreign_share(months: xarray.Dataset, figure: Figure) -> FloatArray:
    """Percent of foreigners among victims that the state identified."""
    foreigners, nationals = _by_state(months, figure)
    return 100.0 * foreigners / np.maximum(foreigners + nationals, 1.0)


def _foreign_share_exploited(months: xarray.Dataset, figure: Figure) -> FloatArray:
    """Percent of foreigners among people exploited in a place."""
    foreign = _in_places(months["exploited"], figure).mean("month").sum(["citizenship", "destination"])
    own = _in_places(months["exploited_nationals"], figure).mean("month").sum("destination")
    return np.asarray((100.0 * foreign / (foreign + own)).values, float)


def _kinds_of_help(months: xarray.Dataset, figure: Figure) -> FloatArray:
    """Kinds of help that state shelters of a place offer."""
    offered = _in_places(months["state_services"], figure).isel(month=-1).max("destination")
    return np.full(months.sizes["replicate"], float(offered))


def _paid_share(months: xarray.Dataset, figure: Figure) -> FloatArray:
    """Percent of claims for pay that ended with pay, of all that ended in the period."""
    ended = [_in_places(_whose(months[name], figure), figure) for name in ("claims_paid", "claims_closed")]
    paid, closed = (each.sum(["month", "citizenship", "destination"]).values for each in ended)
    return np.asarray(100.0 * paid / np.maximum(paid + closed, 1), float)


def _paid_at_offices(months: xarray.Dataset, figure: Figure) -> FloatArray:
    """Percent of those who came to consulates and labour offices of a citizenship and were paid in the period.

    As the offices count: over all who came, whatever became of their claim. Contacts of unions are not among them.
    """
    paid, came = (
        _of(months, name, "consulate", figure).sum(["month", "institution"]).values
        for name in ("institution_paid", "institution_intake")
    )
    return np.asarray(100.0 * paid / np.maximum(came, 1), float)


def _by_state(months: xarray.Dataset, figure: Figure) -> tuple[FloatArray, FloatArray]:
    """[replicate] foreigners and nationals whom the state identified."""
    foreign = _in_places(months["identified"].sel(identified_by="state"), figure)
    own = _in_places(months["identified_nationals"].sel(identified_by="state"), figure)
    return (
        np.asarray(foreign.sum(["month", "citizenship", "destination"]).values, float),
        np.asarray(own.sum(["month", "destination"]).values, float),
    )


def _of(months: xarray.Dataset, name: str, kind: str, figure: Figure) -> xarray.DataArray:
    """A variable for the institutions of a kind that serve one of the figure's citizenships."""
    serves = months["institution_serves"]
    codes = list(serves["citizenship"].values)
    wanted = codes if "*" in figure.citizenship else [code for code in codes if code in figure.citizenship]
    chosen = serves.sel(citizenship=wanted).any("citizenship").values
    chosen &= months["kind_of_institution"].values == kind
    return months[name].isel(institution=np.flatnonzero(chosen))


def _whose(values: xarray.DataArray, figure: Figure) -> xarray.DataArray:
    """Values of the figure's citizenships."""
    if "*" in figure.citizenship:
        return values
    return values.isel(citizenship=np.flatnonzero(np.isin(values["citizenship"].values, figure.citizenship)))


def _in_places(values: xarray.DataArray, figure: Figure) -> xarray.DataArray:
    """Values in the figure's places."""
    if "*" in figure.place:
        return values
    return values.isel(destination=np.flatnonzero(np.isin(values["destination"].values, figure.place)))


HELP_OPERATORS: Mapping[str, Callable[[xarray.Dataset, Figure], FloatArray]] = {
    "members": _members,
    "helped_by_partner": _helped_by_partner,
    "aided": _aided,
    "identified_by_state": _identified_by_state,
    "foreign_share_identified": _foreign_share,
    "foreign_share_exploited": _foreign_share_exploited,
    "kinds_of_help": _kinds_of_help,
    "claims_paid_share": _paid_share,
    "paid_at_offices": _paid_at_offices,
}
"""By name."""
