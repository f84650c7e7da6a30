"""Answers about legal exposure: without status, in the registry and what it takes, expelled, banned, families apart."""

from __future__ import annotations

import numpy as np
import xarray

from sapar.maths import FloatArray
from sapar.results.headline import Headline, headline_from
from sapar.results.tables import Tables

WITHOUT_STATUS = ["none", "registry"]
"""Statuses of people without one."""


def exposure_headlines(tables: Tables) -> tuple[Headline, ...]:
    """Exposure in the last year, all hosts together, and the registry's rights; what nobody meets is left out."""
    dataset = tables.dataset
    year = str(int(dataset["month"].values[-1].astype("datetime64[Y]").astype(int)) + 1970)
    last = dataset.sel(month=year)
    corridor = ["citizenship", "destination"]
    registered = last["in_registry"].sum(corridor).isel(month=-1)
    rights = last["rights_lost"].sum([*corridor, "month"])
    found = [
        _answer(
            "exposure.without_status", without_status(last).sum("citizenship").mean("month"), "persons", year,
            "How many have no legal status, the registry included?",
            "Сколько человек не имеют законного статуса, включая реестр?",
            "People in host regions whose permitted days are used up, mean over the first days of the year's months.",
            "Люди в принимающих регионах, исчерпавшие разрешённые дни; среднее по первым числам месяцев года.",
        ),
        _answer(
            "exposure.in_registry", registered, "persons", year,
            "How many are in the registry of controlled persons?",
            "Сколько человек в реестре контролируемых лиц?",
            "On the first day of the year's last month; of the study's citizenships, workers only.",
            "На первое число последнего месяца года; граждане стран исследования, только работники.",
        ),
        _answer(
            "exposure.rights_lost", rights.max("right"), "person-months", year,
            "What does the registry take away, and for how long?",
            "Чего лишает реестр и на какой срок?",
            "Person-months of the right lost most during the year; the registry's rights are: "
            + _taken(rights, "en") + ".",
            "Человеко-месяцы без права, утраченного чаще всего за год; права, которых лишает реестр: "
            + _taken(rights, "ru") + ".",
        ),
        _answer(
            "exposure.expelled", last["expelled"].sum([*corridor, "month"]), "persons", year,
            "How many were expelled?",
            "Сколько человек выдворено?",
            "People sent home by the authorities during the year, with a ban on coming back.",
            "Люди, отправленные домой властями за год, с запретом на въезд.",
        ),
        _answer(
            "exposure.banned", last["banned"].sum(corridor).isel(month=-1), "persons", year,
            "How many may not come back?",
            "Скольким закрыт въезд?",
            "People under an entry ban imposed since the study's first day, at the start of the year's last month.",
            "Люди под запретом на въезд, наложенным с первого дня исследования, на начало последнего месяца года.",
        ),
        _answer(
            "exposure.families_apart", last["families_apart"].sum(corridor).isel(month=-1), "families", year,
            "How many families does a ban keep apart?",
            "Сколько семей разлучены запретом?",
            "Workers present whose dependants may not be with them, at the start of the year's last month.",
            "Работники, чьи иждивенцы не могут быть с ними, на начало последнего месяца года.",
        ),
    ]  # fmt: skip
    return tuple(each for each in found if np.nanmax(each.values) > 0)


def without_status(dataset: xarray.Dataset) -> xarray.DataArray:
    """[replicate, month, citizenship] people without status in all hosts, the registry included."""
    return dataset["stock"].sel(status=WITHOUT_STATUS).sum(["sex", "region", "status", "work"])


_RIGHTS = {
    "residence": ("moving house", "смена места жительства"),
    "driving": ("driving", "вождение"),
    "bank": ("banking", "банковские операции"),
    "marriage": ("marrying", "заключение брака"),
    "property": ("trading property", "сделки с имуществом"),
    "school": ("enrolling children", "запись детей в школу"),
}


def _taken(rights: xarray.DataArray, language: str) -> str:
    """The rights that somebody lost, in words."""
    lost = [str(right) for right in rights["right"].values if float(rights.sel(right=right).max()) > 0]
    return ", ".join(_RIGHTS[right][language == "ru"] for right in lost)


def _answer(
    name: str,
    values: xarray.DataArray,
    unit: str,
    year: str,
    question_en: str,
    question_ru: str,
    definition_en: str,
    definition_ru: str,
) -> Headline:
    """One answer, explained by its own name."""
    numbers: FloatArray = np.asarray(values.values, np.float64)
    return headline_from(
        name, numbers, unit, year, name, question_en, question_ru, definition_en, definition_ru
    )
