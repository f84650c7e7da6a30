"""The replicates of a displacement as tables with named axes, units and definitions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import xarray

from sapar.frame.places import Places
from sapar.model.displacement import Displacement
from sapar.model.parameters import Parameters
from sapar.results.disclose import is_small
from sapar.results.headline import Headline, headline_from
from sapar.results.tables import Tables
from sapar.results.tabulate import digest_tables
from sapar.simulation.displacement import DisplacementRun

VARIABLES = {
    "people": ("persons", "People at places", "in the morning; those under way are counted nowhere"),
    "under_way": ("persons", "People under way", "in the morning"),
    "departures": ("persons", "Departures", "during the day, by the arc taken"),
    "parameter_value": ("as declared", "Parameters drawn", "value of each parameter in each replicate"),
}
"""Unit, name and definition of each variable."""


def tabulate_displacement(
    displacement: Displacement,
    runs: Sequence[DisplacementRun],
    parameters: Sequence[Parameters],
    meta: dict[str, Any],
) -> Tables:
    """All replicates of one scenario as one dataset."""
    names = sorted(parameters[0].values)
    places = displacement.places
    coordinates = {
        "replicate": np.arange(len(runs)),
        "day": displacement.calendar.day_dates,
        "place": list(places),
        "link": ("arc", list(displacement.links)),
        "from_place": ("arc", [places[place] for place in displacement.tail]),
        "to_place": ("arc", [places[place] for place in displacement.head]),
        "parameter": names,
    }
    drawn = np.array([[each.values[name] for name in names] for each in parameters])
    values: dict[str, tuple[tuple[str, ...], Any]] = {
        "people": (("replicate", "day", "place"), np.stack([run.people for run in runs])),
        "under_way": (("replicate", "day"), np.stack([run.under_way for run in runs])),
        "departures": (("replicate", "day", "arc"), np.stack([run.departures for run in runs])),
        "parameter_value": (("replicate", "parameter"), drawn),
    }
    dataset = xarray.Dataset(
        {name: (axes, array, _attributes(name)) for name, (axes, array) in values.items()},
        coords=coordinates,
    )
    return Tables(dataset=dataset, meta={**meta, "tables_digest": digest_tables(dataset)})


def displaced_headlines(tables: Tables, places: Places) -> tuple[Headline, ...]:
    """People under way and at every place on the last morning, the places with most people first."""
    dataset = tables.dataset.isel(day=-1)
    date = str(dataset["day"].values.astype("datetime64[D]"))
    counted = (
        "In the morning; people under way are counted at no place.",
        "Утром; люди в пути не учтены ни в одном месте.",
    )
    found = [
        headline_from(
            "under_way",
            dataset["under_way"].values,
            "persons",
            date,
            "under_way",
            "Under way between places",
            "В пути между местами",
            *counted,
        )
    ]
    codes = [str(code) for code in dataset["place"].values]
    people = dataset["people"].values
    for index in np.argsort(-np.median(people, axis=0), kind="stable"):
        code = codes[int(index)]
        name = f"people.{code}"
        place = places[code]
        found.append(
            headline_from(
                name, people[:, index], "persons", date, name, place.name_en, place.name_ru, *counted
            )
        )
    return tuple(found)


def people_by_day(tables: Tables) -> str:
    """People at each place on each day as CSV: medians over the replicates, small ones hidden."""
    people = tables.dataset["people"].median("replicate").values
    threshold = tables.meta["disclosure_threshold"]
    hidden = is_small(people, threshold)
    days = tables.dataset["day"].values.astype("datetime64[D]")
    lines = ["day," + ",".join(map(str, tables.dataset["place"].values))]
    for day, row, small in zip(days, people, hidden, strict=True):
        cells = (f"<{threshold}" if one else f"{value:.0f}" for value, one in zip(row, small, strict=True))
        lines.append(f"{day}," + ",".join(cells))
    return "\n".join(lines) + "\n"


def _attributes(name: str) -> dict[str, str]:
    """Unit, name and definition of a variable."""
    units, long_name, definition = VARIABLES[name]
    return {"units": units, "long_name": long_name, "definition": definition}
