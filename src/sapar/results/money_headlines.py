"""Answers about money: what households receive, of how much of their country's output, and what they would lose."""

from __future__ import annotations

import numpy as np
import xarray

from sapar.frame.places import Places
from sapar.maths import FloatArray
from sapar.results.headline import Headline, headline_from
from sapar.results.tables import Tables

FALL = 0.3
"""Fall of a host's currency that the answer about a loss asks about."""

MILLION = 1e6

RECEIVED = (
    "Sent home and, by those who return, carried home during the year; all hosts together, at the month's rates.",
    "Отправлено и привезено вернувшимися за год; все страны пребывания вместе, по курсам месяца.",
)


BELOW = (
    "Carried on from a survey (economy/poverty.csv) by what is received over pay at home; other incomes and the line "
    "are taken to move together. The survey's own error is left out of the range; no forecast of poverty.",
    "От обследования (economy/poverty.csv) по отношению полученного к заработку на родине; прочие доходы и черта "
    "считаются меняющимися вместе. Ошибка самого обследования в разброс не входит; это не прогноз бедности.",
)


def money_headlines(tables: Tables, places: Places) -> tuple[Headline, ...]:
    """What households receive, who leans on it most, people below a poverty line, a fall of a currency, a debt."""
    dataset = tables.dataset
    if "remitted" not in dataset:
        return ()
    year = int(dataset["month"].values[-1].astype("datetime64[Y]").astype(int)) + 1970
    found = [received_in_year(tables, places, "*", year)]
    share = dataset["received_share_gdp"].sel(month=str(year)).mean("month")
    known = share.median("replicate").fillna(-1.0)
    if float(known.max()) > 0:
        code = str(known["citizenship"].values[int(known.argmax("citizenship"))])
        found.append(_share(share.sel(citizenship=code).values, places, code, year))
    found += _poverty(dataset, places, year)
    from_host = yearly(dataset, year).sum("citizenship")
    hosts = [code for code in map(str, from_host["destination"].values) if code in places.countries]
    if hosts:
        host = max(hosts, key=lambda code: float(from_host.sel(destination=code).median()))
        found += [_loss(tables, places, host, year), _break_even(tables, places, host, year)]
    return tuple(found)


def received_in_year(tables: Tables, places: Places, citizenship: str, year: int) -> Headline:
    """Money received by the households of a citizenship, or of all (`*`), in one year, million US dollars."""
    received = yearly(tables.dataset, year).sum("destination")
    values = received.sum("citizenship") if citizenship == "*" else received.sel(citizenship=citizenship)
    place = None if citizenship == "*" else places[citizenship]
    who_en = "households" if place is None else f"households in {place.name_en}"
    who_ru = "домохозяйства" if place is None else f"домохозяйства («{place.name_ru}»)"
    return headline_from(
        f"received.{citizenship}.{year}",
        values.values / MILLION,
        "USD million",
        str(year),
        f"received.{citizenship}.{year}",
        f"How much money did {who_en} receive from abroad?",
        f"Сколько денег из-за границы получили {who_ru}?",
        *RECEIVED,
    )


def yearly(dataset: xarray.Dataset, year: int) -> xarray.DataArray:
    """[replicate, citizenship, destination] US dollars received in a year."""
    money = (dataset["remitted"] + dataset["carried_home"]).sel(month=str(year))
    return money.sum("month")


def _share(values: FloatArray, places: Places, code: str, year: int) -> Headline:
    """Receipts over gross domestic product, of the country that leans on them most."""
    name = places[code]
    return headline_from(
        f"received_share_gdp.{code}",
        values,
        "share",
        str(year),
        f"received_share_gdp.{code}",
        f"How much is that of the economy that leans on it most ({name.name_en})?",
        f"Какова их доля в экономике, которая зависит от них больше всего («{name.name_ru}»)?",
        "Money sent and carried home, over gross domestic product; mean over the months of the year.",
        "Отправленные и привезённые деньги к валовому внутреннему продукту; среднее по месяцам года.",
    )


def _poverty(dataset: xarray.Dataset, places: Places, year: int) -> list[Headline]:
    """People below a poverty line, and how many more there would be, for each home that has a survey."""
    shares = dataset["below_line"].sel(month=str(year)).mean("month")
    found = []
    for code in map(str, shares["citizenship"].values):
        below, without = (shares.sel(citizenship=code, money=each).values for each in ("with", "without"))
        if not np.isfinite(below).any():
            continue
        name = places[code]
        found += [
            headline_from(
                f"below_line.{code}",
                below,
                "share",
                str(year),
                f"below_line.{code}",
                f"What share of people live in households below the poverty line ({name.name_en})?",
                f"Какая доля людей живёт в домохозяйствах за чертой бедности («{name.name_ru}»)?",
                *BELOW,
            ),
            headline_from(
                f"lifted.{code}",
                without - below,
                "share",
                str(year),
                f"lifted.{code}",
                f"How many more would be below it without money from abroad ({name.name_en})?",
                f"На сколько больше было бы за этой чертой без денег из-за границы («{name.name_ru}»)?",
                *BELOW,
            ),
        ]
    return found


def _loss(tables: Tables, places: Places, host: str, year: int) -> Headline:
    """What a fall of a host's currency takes from households before anybody moves, in home currency."""
    dataset = tables.dataset
    names = list(dataset["parameter"].values)
    elasticity = dataset["parameter_value"].values[:, names.index("remittance_elasticity")]
    here = dataset[["remitted", "carried_home"]].sel(month=str(year), destination=host)
    sums = here.sum(["month", "citizenship"])
    lost = sums["remitted"].values * (1.0 - np.exp(elasticity * np.log(1.0 - FALL)))
    lost = lost + FALL * sums["carried_home"].values
    name = places[host]
    return headline_from(
        f"currency_fall.*.{host}",
        lost / MILLION,
        "USD million",
        str(year),
        f"currency_fall.*.{host}",
        f"What would they lose in a year if the currency of {name.name_en} fell by 30 %?",
        f"Сколько они потеряли бы за год, если бы валюта страны «{name.name_ru}» упала на 30 %?",
        "In the home's money, at the year's rates, before anybody moves: what is sent answers the exchange rate with "
        "its elasticity, savings lose in full. A scenario shows what follows when people move.",
        "В деньгах родины, по курсам года, пока никто не переехал: отправляемое отвечает на курс со своей "
        "эластичностью, сбережения теряют полностью. Что следует, когда люди переезжают, показывает сценарий.",
    )


def _break_even(tables: Tables, places: Places, host: str, year: int) -> Headline:
    """Months of pay, less living, that cover going to a host through a broker."""
    dataset = tables.dataset
    here = dataset["break_even"].sel(month=str(year), destination=host, channel="broker")
    people = dataset["channel_stock"].sel(month=str(year), destination=host).sum("channel")
    known = here.notnull()
    mean = (here.fillna(0.0) * people).sum(["month", "citizenship"]) / (people * known).sum(
        ["month", "citizenship"]
    )
    name = places[host]
    return headline_from(
        f"break_even.*.{host}",
        mean.values,
        "months",
        str(year),
        f"break_even.*.{host}",
        f"How many months of pay does going to {name.name_en} through a broker cost?",
        f"Скольким месячным заработкам равна цена поездки в страну «{name.name_ru}» через посредника?",
        "Journey with its hours valued, papers once, fee and interest, over a month's pay less costs of living; mean "
        "over the people there.",
        "Дорога с оценкой времени, документы один раз, плата и проценты к месячному заработку за вычетом расходов на "
        "жизнь; среднее по находящимся там.",
    )
