"""The answers a report begins with, worked out from any study's tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sapar.frame.places import Places
from sapar.maths import FloatArray
from sapar.results.answers import KeyAnswer
from sapar.results.tables import Tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """One answer with its value in every replicate, so that scenarios can be compared pairwise."""

    answer: KeyAnswer
    values: FloatArray
    """[replicate] in the answer's unit."""


def headlines(tables: Tables, places: Places) -> tuple[Headline, ...]:
    """Stocks by host, how many are formal, unable to leave, stranded, in camps, taken home."""
    dataset = tables.dataset
    year = int(dataset["month"].values[-1].astype("datetime64[Y]").astype(int)) + 1970
    last_year = str(year)
    found: list[Headline] = []
    stock = dataset["stock"].sel(month=last_year).sum(["citizenship", "sex", "status", "work"]).mean("month")
    by_country = stock.groupby("country_of_region").sum("region")
    found.append(
        headline_from(
            "stock.*.*",
            by_country.sum("country_of_region").values,
            "persons",
            last_year,
            f"stock.*.*.{year}",
            "How many people are abroad?",
            "Сколько людей за границей?",
            *_MEAN_PRESENT,
        )
    )
    largest = [str(code) for code in by_country["country_of_region"].values]
    largest = [code for code in largest if code in places.countries]
    largest.sort(key=lambda code: -float(by_country.sel(country_of_region=code).median()))
    for code in largest:
        names = places[code]
        found.append(
            headline_from(
                f"stock.*.{code}",
                by_country.sel(country_of_region=code).values,
                "persons",
                last_year,
                f"stock.*.{code}.{year}",
                f"How many of them are in {names.name_en}?",
                f"Сколько из них находится в стране «{names.name_ru}»?",
                *_MEAN_PRESENT,
            )
        )
    found += [_formal(tables, places, code, last_year) for code in largest[:2]]
    episode = tables.meta.get("episode")
    if episode:
        found.extend(_episode(tables, places, largest[0] if largest else None, episode))
    return tuple(found)


def stocks_in_year(tables: Tables, places: Places, year: int) -> tuple[Headline, ...]:
    """Mean stock of each host country in one year, for all citizenships and for each."""
    stock = tables.dataset["stock"].sel(month=str(year)).sum(["sex", "status", "work"]).mean("month")
    by_country = stock.groupby("country_of_region").sum("region")
    found = []
    hosts = [str(code) for code in by_country["country_of_region"].values if str(code) in places.countries]
    for country in hosts:
        here = by_country.sel(country_of_region=country)
        for citizenship in ("*", *map(str, here["citizenship"].values)):
            values = here.sum("citizenship") if citizenship == "*" else here.sel(citizenship=citizenship)
            if float(values.max()) == 0:
                continue
            who = places[citizenship] if citizenship != "*" else None
            found.append(
                headline_from(
                    f"stock.{citizenship}.{country}.{year}",
                    values.values,
                    "persons",
                    str(year),
                    f"stock.{citizenship}.{country}.{year}",
                    f"{who.name_en if who else 'All'} in {places[country].name_en}",
                    f"{who.name_ru if who else 'Все'} — {places[country].name_ru}",
                    *_MEAN_PRESENT,
                )
            )
    return tuple(found)


_MEAN_PRESENT = (
    "People of the study's citizenships present in host regions, mean over the first days of the year's months.",
    "Граждане стран исследования, находящиеся в принимающих регионах; среднее по первым числам месяцев года.",
)


def headline_from(
    name: str,
    values: FloatArray,
    unit: str,
    date: str,
    explain: str,
    question_en: str,
    question_ru: str,
    definition_en: str,
    definition_ru: str,
) -> Headline:
    """An answer from its values in the replicates."""
    numbers = np.asarray(values, float)
    low, median, high = (
        np.nanquantile(numbers, [0.1, 0.5, 0.9]) if np.isfinite(numbers).any() else [np.nan] * 3
    )
    return Headline(
        values=numbers,
        answer=KeyAnswer(
            id=name,
            question={"en": question_en, "ru": question_ru},
            median=float(median),
            low80=float(low),
            high80=float(high),
            unit=unit,
            definition={"en": definition_en, "ru": definition_ru},
            date=date,
            explain=explain,
        ),
    )


def assumed_answers(tables: Tables, year: int) -> tuple[Headline, ...]:
    """Answers that an assumption decides and no evidence bounds: not for the head of a report.

    Returnees who look for work at home, all homes together: as many as `home_finding` leaves, which nothing measures.
    """
    if "returnees_without_work" not in tables.dataset:
        return ()
    return (_returnees(tables, str(year)),)


def _returnees(tables: Tables, year: str) -> Headline:
    """Returnees without work at home, by the assumed chance of finding it."""
    values = tables.dataset["returnees_without_work"].sel(month=year).sum("citizenship").mean("month").values
    return headline_from(
        "returnees_without_work",
        values,
        "persons",
        year,
        "returnees_without_work",
        "If the assumed chance of finding work at home holds, how many of those who came back have none?",
        "Сколько вернувшихся не имеют работы дома, если верно допущение о вероятности её найти?",
        "Driven by an assumption (home_finding), not by evidence: returnees who have looked for work at home since "
        "they came back; mean over the first days of the year's months.",
        "Определяется допущением (home_finding), а не данными: вернувшиеся, которые с возвращения ищут работу дома; "
        "среднее по первым числам месяцев года.",
    )


def _formal(tables: Tables, places: Places, country: str, year: str) -> Headline:
    """Share authorised among those present in a host."""
    stock = tables.dataset["stock"].sel(month=year)
    here = stock.isel(region=np.flatnonzero(stock["country_of_region"].values == country))
    total = here.sum(["citizenship", "sex", "region", "status", "work"]).mean("month")
    formal = here.sel(status=["member", "permit"])
    formal = formal.sum(["citizenship", "sex", "region", "status", "work"]).mean("month")
    name = places[country]
    return headline_from(
        f"formal_share.*.{country}",
        (formal / total).values,
        "share",
        year,
        f"formal_share.*.{country}.{year}",
        f"What share of them may work there ({name.name_en})?",
        f"Какая доля из них имеет право там работать («{name.name_ru}»)?",
        "Members of a union of states with a contract and holders of a permit or patent, of all present.",
        "Граждане стран союза с договором и владельцы разрешения или патента — от всех находящихся.",
    )


def _episode(
    tables: Tables, places: Places, country: str | None, episode: Mapping[str, str]
) -> list[Headline]:
    """The days of the study's episode: stranded, in camps, taken home, without work."""
    dataset = tables.dataset
    days = slice(np.datetime64(episode["from"]), np.datetime64(episode["until"]))
    span = f"{episode['from']}/{episode['until']}"
    stranded = dataset["stranded"].sel(day=days).sum("citizenship")
    camps = dataset["camp_waiting"].sel(day=days).sum(["citizenship", "camp"])
    boarded = dataset["camp_boarded"].sel(day=days).sum(["day", "camp", "citizenship"])
    found = [
        headline_from(
            "stranded.peak",
            stranded.sum("where").max("day").values,
            "persons",
            span,
            "stranded.peak",
            "How many were stranded at the peak?",
            "Сколько людей застряло на пике?",
            "People who want to go home and have no permitted way within the day, in cities and in camps; largest day.",
            "Люди, которые хотят домой и не имеют разрешённого пути, в городах и лагерях; день наибольшего числа.",
        ),
        headline_from(
            "camp.peak",
            camps.max("day").values,
            "persons",
            span,
            "camp.peak",
            "How many of them waited in camps at crossings?",
            "Сколько из них ждало в лагерях у пунктов пропуска?",
            "People waiting in makeshift camps at the end of the day, all camps together; largest day.",
            "Люди во временных лагерях на конец дня, все лагеря вместе; день наибольшего числа.",
        ),
        headline_from(
            "boarded.total",
            boarded.values,
            "persons",
            span,
            "boarded.total",
            "How many did buses and trains take home from the camps?",
            "Скольких вывезли из лагерей автобусы и поезда?",
            "People carried by all convoys of the episode.",
            "Все вывезенные колоннами и поездами за период.",
        ),
    ]
    if country is not None:
        found.append(_unemployed(tables, places, country, days, span))
    return found


def _unemployed(tables: Tables, places: Places, country: str, days: slice, span: str) -> Headline:
    """Largest monthly share without work in the largest host."""
    stock = tables.dataset["stock"].sel(month=days)
    here = stock.isel(region=np.flatnonzero(stock["country_of_region"].values == country))
    by_work = here.sum(["citizenship", "sex", "region", "status"])
    share = 1.0 - by_work.sel(work="employed") / by_work.sum("work")
    name = places[country]
    return headline_from(
        f"unemployed_share.*.{country}",
        share.max("month").values,
        "share",
        span,
        f"unemployed_share.*.{country}.peak",
        f"What share had no work there at the worst ({name.name_en})?",
        f"Какая доля не имела там работы в худший месяц («{name.name_ru}»)?",
        "Without work or stranded, of all present on the first of the month; worst month.",
        "Без работы или застрявшие — от всех находящихся на первое число; худший месяц.",
    )
