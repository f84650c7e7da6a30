"""A made-up page with every table that pages draw. No number in it is real."""

from __future__ import annotations

import datetime
from functools import lru_cache

import numpy as np
import xarray

from sapar.evidence.claims import Claim
from sapar.evidence.sources import Source
from sapar.frame.places import Place
from sapar.model.declarations.assumptions import Assumption
from sapar.model.declarations.events import Closure, Corridor, Limit, Record
from sapar.report.page import ReportPage, Support
from sapar.results.answers import KeyAnswer
from sapar.results.figures import FigureAnswer
from sapar.results.tables import Tables

REPLICATES = 20
CITIZENSHIPS = ["KAZ", "KGZ", "TJK", "TKM", "UZB"]
REGIONS = {
    "KAZ": ["KZ-ALA", "KZ-AST", "KZ-ALM", "KZ-SHY", "KZ-TUR", "KZ-MAN", "KZ-ATY"],
    "RUS": ["RU-MOW", "RU-MOS", "RU-SPE", "RU-SVE", "RU-SAM", "RU-NVS", "RU-KYA", "RU-ROS"],
    "TUR": ["TUR"],
    "ROW": ["ROW"],
}
COUNTRIES = ["KAZ", "KGZ", "TJK", "TKM", "UZB", "RUS", "TUR", "ROW"]
HOSTS = list(REGIONS)
LEVELS = {
    ("UZB", "RUS"): 1_150_000,
    ("TJK", "RUS"): 620_000,
    ("KGZ", "RUS"): 410_000,
    ("KAZ", "RUS"): 130_000,
    ("TKM", "RUS"): 30_000,
    ("UZB", "KAZ"): 350_000,
    ("KGZ", "KAZ"): 60_000,
    ("TJK", "KAZ"): 18_000,
    ("TKM", "KAZ"): 1_500,
    ("TKM", "TUR"): 240_000,
    ("UZB", "TUR"): 60_000,
    ("KGZ", "TUR"): 24_000,
    ("KAZ", "TUR"): 9_000,
    ("TJK", "TUR"): 9,
    ("UZB", "ROW"): 70_000,
    ("KAZ", "ROW"): 45_000,
    ("KGZ", "ROW"): 16_000,
    ("TJK", "ROW"): 12_000,
    ("TKM", "ROW"): 3_000,
}


@lru_cache(maxsize=1)
def tables() -> Tables:
    """Smooth curves with noise between replicates, a dip in 2020, and a camp in that summer."""
    random = np.random.default_rng(7)
    months = np.arange("2014-01", "2026-01", dtype="datetime64[M]").astype("datetime64[ns]")
    days = np.arange("2014-01-01", "2026-01-01", dtype="datetime64[D]").astype("datetime64[ns]")
    dataset = xarray.Dataset(
        {
            "stock": _stock(random, months),
            "flow": _flow(random, months),
            **_stranded(random, days),
        },
        coords={"country_of_region": ("region", [host for host in HOSTS for _ in REGIONS[host]])},
    )
    return Tables(dataset=dataset, meta=META)


META = {
    "study": "made-up",
    "title": {
        "en": "Labour migration of Central Asia (made-up numbers)",
        "ru": "Трудовая миграция Центральной Азии (вымышленные числа)",
    },
    "period": {"from": "2014-01-01", "until": "2025-12-31"},
    "people_per_agent": 100,
    "replicates": REPLICATES,
    "seed": 42,
    "scenario": "base",
    "scenario_title": {"en": "as it was", "ru": "как было"},
    "version": "0.1.0",
    "digest": "0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9",
    "state_digest": "f00dfeedf00dfeed",
    "reference_year": 2019,
    "episode": {
        "title": {"en": "the border in 2020", "ru": "граница в 2020 году"},
        "from": "2020-03-01",
        "until": "2020-10-31",
    },
    "map_centre": [62, 46],
    "disclosure_threshold": 10,
}


def _season(months: np.ndarray) -> np.ndarray:
    """[month] growth, seasons and the fall of 2020."""
    position = np.arange(len(months))
    dip = 1.0 - 0.45 * np.exp(-(((position - 80.0) / 7.0) ** 2))
    return (
        (0.8 + 0.25 * position / len(months)) * dip * (1.0 + 0.12 * np.sin(2 * np.pi * (position - 3) / 12.0))
    )


def _stock(random: np.random.Generator, months: np.ndarray) -> xarray.DataArray:
    """Stocks split over sexes, regions, statuses and work."""
    shape = _season(months)
    count = sum(len(regions) for regions in REGIONS.values())
    values = np.zeros((REPLICATES, len(months), 5, 2, count, 4, 3), dtype=np.int32)
    split = np.einsum("s,t,w->stw", [0.25, 0.75], [0.05, 0.4, 0.3, 0.25], [0.9, 0.08, 0.02])
    first = 0
    for host, regions in REGIONS.items():
        share = np.linspace(2.0, 1.0, len(regions))
        share /= share.sum()
        for number, citizenship in enumerate(CITIZENSHIPS):
            level = LEVELS.get((citizenship, host), 0)
            noise = np.exp(
                random.normal(0, 0.13, (REPLICATES, 1)) + random.normal(0, 0.02, (REPLICATES, len(months)))
            )
            path = level * shape * noise
            values[:, :, number, :, first : first + len(regions)] = np.rint(
                path[:, :, None, None, None, None]
                * split[None, None, :, None, :, :]
                * share[None, None, None, :, None, None]
            )
        first += len(regions)
    return xarray.DataArray(
        values,
        dims=("replicate", "month", "citizenship", "sex", "region", "status", "work"),
        coords={
            "replicate": np.arange(REPLICATES),
            "month": months,
            "citizenship": CITIZENSHIPS,
            "sex": ["female", "male"],
            "region": [region for regions in REGIONS.values() for region in regions],
            "status": ["member", "permit", "visitor", "none"],
            "work": ["employed", "unemployed", "stranded"],
        },
        attrs={
            "units": "persons",
            "long_name": "people present",
            "definition": "citizens_present",
            "output": "O1",
        },
    )


def _flow(random: np.random.Generator, months: np.ndarray) -> xarray.DataArray:
    """Moves out in spring, home in autumn."""
    values = np.zeros((REPLICATES, len(months), 5, len(COUNTRIES), len(COUNTRIES)), dtype=np.int64)
    season = 1.0 + 0.6 * np.sin(2 * np.pi * (np.arange(len(months)) - 1) / 12.0)
    for (citizenship, host), level in LEVELS.items():
        noise = np.exp(random.normal(0, 0.2, (REPLICATES, 1)))
        number, own, there = (
            CITIZENSHIPS.index(citizenship),
            COUNTRIES.index(citizenship),
            COUNTRIES.index(host),
        )
        values[:, :, number, own, there] = np.rint(level / 14.0 * season * noise * _season(months))
        values[:, :, number, there, own] = np.rint(level / 15.5 * (2.0 - season) * noise * _season(months))
    return xarray.DataArray(
        values,
        dims=("replicate", "month", "citizenship", "from_country", "to_country"),
        coords={"from_country": COUNTRIES, "to_country": COUNTRIES},
        attrs={
            "units": "persons",
            "long_name": "moves",
            "definition": "moves completed in the month",
            "output": "O2",
        },
    )


def _stranded(random: np.random.Generator, days: np.ndarray) -> dict[str, xarray.DataArray]:
    """People waiting in cities and in a camp, bus and train days, and waits."""
    position = (days - np.datetime64("2020-03-18")).astype("timedelta64[D]").astype(int)
    noise = np.exp(random.normal(0, 0.25, (REPLICATES, 1)))
    cities = np.where(position > 0, 60_000 * np.exp(-(((position - 75) / 45.0) ** 2)), 0.0)
    camp = np.where(position > 20, 3_600 * np.exp(-(((position - 130) / 32.0) ** 2)), 0.0)
    people = np.zeros((REPLICATES, len(days), 5, 2), dtype=np.int64)
    boarded = np.zeros((REPLICATES, len(days), 1, 5), dtype=np.int64)
    for number, share in ((1, 0.35), (2, 0.1), (4, 0.55)):
        people[:, :, number, 0] = np.rint(cities * share * noise)
        people[:, :, number, 1] = np.rint(camp * share * noise)
    for text, number, size in (
        ("2020-08-04", 1, 1100),
        ("2020-08-05", 1, 1335),
        ("2020-08-12", 4, 700),
        ("2020-08-19", 4, 700),
        ("2020-08-26", 4, 700),
        ("2020-09-09", 4, 620),
    ):
        at = int((np.datetime64(text) - days[0].astype("datetime64[D]")).astype(int))
        boarded[:, at, 0, number] = np.rint(size * np.minimum(1.0, noise[:, 0]))
    waits = np.rint(2200 * np.exp(-(((np.arange(401) - 38) / 22.0) ** 2)) / 22.0 * noise).astype(np.int64)[
        :, None, :
    ]
    dims = ("replicate", "day", "citizenship", "where")
    return {
        "stranded": xarray.DataArray(people, dims=dims, coords={"day": days, "where": ["city", "camp"]}),
        "camp_boarded": xarray.DataArray(
            boarded, dims=("replicate", "day", "camp", "citizenship"), coords={"camp": ["camp-made-up"]}
        ),
        "camp_wait": xarray.DataArray(
            waits, dims=("replicate", "camp", "wait"), coords={"wait": np.arange(401)}
        ),
    }


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def _place(code: str, kind: str, lon: float | None, lat: float | None, en: str, ru: str) -> Place:
    return Place(place=code, kind=kind, lat=lat, lon=lon, name_en=en, name_ru=ru)


PLACES = (
    _place("KAZ", "country", 67.3, 48.2, "Kazakhstan", "Казахстан"),
    _place("KGZ", "country", 74.6, 42.0, "Kyrgyzstan", "Кыргызстан"),
    _place("TJK", "country", 70.9, 38.6, "Tajikistan", "Таджикистан"),
    _place("TKM", "country", 59.3, 39.0, "Turkmenistan", "Туркменистан"),
    _place("UZB", "country", 64.4, 41.4, "Uzbekistan", "Узбекистан"),
    _place("RUS", "country", 45.0, 56.0, "Russia", "Россия"),
    _place("TUR", "outside", 35.0, 39.0, "Türkiye", "Турция"),
    _place("ROW", "outside", None, None, "Elsewhere", "Прочие страны"),
)

SOURCES = (
    Source(
        source="S1",
        name="Ministry of one country",
        kind="origin_ministry",
        interest="wants quotas",
        address="https://example.org/report?a=1&b=2",
        date_read=_day("2021-02-01"),
        grade="B",
    ),
    Source(source="S2", name="A newspaper", kind="press", grade="C"),
    Source(source="S3", name="Registry of the host", kind="destination_registry", grade="A"),
)


def _claim(
    name: str, definition: str, citizenship: str, place: str, start: str, end: str, **rest: object
) -> Claim:
    settings: dict[str, object] = {"hedge": "point", "unit": "persons", "grade": "B", "source": "S1"} | rest
    return Claim(
        claim=name,
        definition=definition,
        quantity="people",
        citizenship=tuple(citizenship.split()),
        place=(place,),
        from_=_day(start),
        until=_day(end),
        as_printed="as printed",
        **settings,  # type: ignore[arg-type]
    )


CLAIMS = (
    _claim(
        "C01",
        "workers_present",
        "UZB",
        "KAZ",
        "2019-01-01",
        "2019-12-31",
        value=360_000.0,
        hedge="nearly",
        source="S2",
    ),
    _claim("C02", "citizens_present", "UZB", "KAZ", "2021-01-01", "2021-01-31", value=209_300.0),
    _claim(
        "C03",
        "registrations",
        "UZB",
        "KAZ",
        "2016-01-01",
        "2016-12-31",
        value=1_000_000.0,
        hedge="at_least",
        unit="registrations",
        source="S3",
    ),
    _claim(
        "C04",
        "workers_present",
        "*",
        "KAZ",
        "2020-01-01",
        "2020-12-31",
        low=1_200_000.0,
        high=1_500_000.0,
        hedge="range",
    ),
    _claim("C05", "workers_present", "KGZ", "KAZ", "2021-01-01", "2021-01-31", value=35_000.0, hedge="about"),
    _claim(
        "C06", "citizens_present", "TJK", "KAZ", "2019-01-01", "2019-12-31", value=14_000.0, hedge="about"
    ),
    _claim("C07", "no_data", "TKM", "KAZ", "2020-01-01", "2020-12-31", hedge="none", unit="none"),
    _claim(
        "C08",
        "officially_employed",
        "KAZ",
        "RUS",
        "2024-01-01",
        "2024-12-31",
        value=105_000.0,
        hedge="at_least",
        source="S3",
    ),
    _claim(
        "C09", "permits_issued", "TJK", "RUS", "2017-01-01", "2017-12-31", value=400_000.0, unit="permits"
    ),
    _claim(
        "C10",
        "residents",
        "KGZ",
        "RUS",
        "2018-06-01",
        "2018-06-30",
        low=350_000.0,
        high=520_000.0,
        hedge="range",
    ),
)

EVENTS = (
    Closure(
        id="shut",
        kind="closure",
        from_=_day("2020-03-18"),
        until=_day("2020-12-31"),
        source="S2",
        grade="B",
        title={
            "en": "Russia shuts its border with Kazakhstan",
            "ru": "Россия закрывает границу с Казахстаном",
        },
        between=("RUS", "KAZ"),
    ),
    Limit(
        id="flights",
        kind="limit",
        from_=_day("2020-04-20"),
        until=_day("2020-10-15"),
        source="S2",
        grade="C",
        title={"en": "Flights by list", "ru": "Рейсы по спискам"},
        host="RUS",
        citizenship="UZB",
        seats_per_day=300,
        direction="home",
    ),
    Record(
        id="clash",
        kind="record",
        from_=_day("2020-08-03"),
        source="S2",
        grade="C",
        title={"en": "Dozens pushed back at the crossing", "ru": "Десятки людей оттеснены у перехода"},
    ),
    Corridor(
        id="buses",
        kind="corridor",
        from_=_day("2020-08-04"),
        until=_day("2020-08-05"),
        source="S2",
        grade="B",
        title={"en": "Buses for citizens of Kyrgyzstan", "ru": "Автобусы для граждан Кыргызстана"},
        camp="camp-made-up",
        citizenship="KGZ",
        mode="road",
        vehicles=20,
        seats=61,
        hours=30.0,
        fare=0.0,
        currency="KZT",
    ),
    Corridor(
        id="train",
        kind="corridor",
        from_=_day("2020-08-12"),
        until=_day("2020-09-09"),
        source="S2",
        grade="B",
        title={
            "en": "Weekly train for citizens of Uzbekistan",
            "ru": "Еженедельный поезд для граждан Узбекистана",
        },
        camp="camp-made-up",
        citizenship="UZB",
        mode="rail",
        vehicles=1,
        seats=700,
        every_days=7,
        hours=40.0,
        fare=0.0,
        currency="KZT",
    ),
)

ASSUMPTIONS = (
    Assumption(
        parameter="air_fare_ratio", value=1.0, low=0.7, high=1.5, unit="1", grade="X", why="no series exists"
    ),
    Assumption(
        parameter="kinship_pull",
        value=0.35,
        low=0.2,
        high=0.5,
        unit="1",
        grade="B",
        source="S3",
        why="surveys of networks & families",
    ),
    Assumption(
        parameter="quota:KAZ",
        value=12_500.0,
        low=12_500.0,
        high=12_500.0,
        unit="persons",
        grade="A",
        source="S1",
        why="official",
    ),
)

ANSWERS = (
    KeyAnswer(
        id="peak",
        question={
            "en": "How many people were stranded at once, at most?",
            "ru": "Сколько людей одновременно застряло в пути, самое большее?",
        },
        median=413_482.0,
        low80=352_001.0,
        high80=478_900.0,
        unit="persons",
        definition={
            "en": "people who want to go home and cannot",
            "ru": "люди, которые хотят домой и не могут",
        },
        date="2020-06-01",
        explain="stranded.peak",
    ),
    KeyAnswer(
        id="present",
        question={
            "en": "How many citizens of Uzbekistan were in Kazakhstan?",
            "ru": "Сколько граждан Узбекистана было в Казахстане?",
        },
        median=347_000.0,
        low80=290_000.0,
        high80=401_000.0,
        unit="persons",
        definition={"en": "citizens present, whatever their status", "ru": "граждане, независимо от статуса"},
        date="2019-12",
        explain="stock.UZB.KAZ.2019-12",
    ),
    KeyAnswer(
        id="wait",
        question={"en": "How long did half of the camp wait?", "ru": "Сколько ждала половина лагеря?"},
        median=34.0,
        low80=21.0,
        high80=41.0,
        unit="days",
        definition={"en": "days from arrival to boarding", "ru": "дни от прибытия до посадки"},
        date="2020-03-01/2020-10-31",
        explain="camp_wait",
    ),
    KeyAnswer(
        id="formal",
        question={"en": "What share had authorisation?", "ru": "Какая доля имела разрешение?"},
        median=0.58,
        low80=0.49,
        high80=0.66,
        unit="share",
        definition={"en": "of those present, has authorisation", "ru": "из присутствующих, с разрешением"},
        date="2019",
        explain="formal_share",
    ),
    KeyAnswer(
        id="few",
        question={"en": "How many from Tajikistan in Türkiye?", "ru": "Сколько из Таджикистана в Турции?"},
        median=7.0,
        low80=3.0,
        high80=14.0,
        unit="persons",
        definition={"en": "citizens present", "ru": "граждане, находящиеся в стране"},
        date="2019",
        explain="stock.TJK.TUR",
    ),
    KeyAnswer(
        id="unknown",
        question={
            "en": "How many from Turkmenistan work in Kazakhstan?",
            "ru": "Сколько из Туркменистана работает в Казахстане?",
        },
        median=float("nan"),
        low80=float("nan"),
        high80=float("nan"),
        unit="persons",
        definition={"en": "workers present", "ru": "работники, находящиеся в стране"},
        date="2020",
        explain="stock.TKM.KAZ",
    ),
)


def _figure(
    name: str, tolerance: str, claimed: float, model: float, verdict: str, **rest: object
) -> FigureAnswer:
    settings: dict[str, object] = {
        "operator": "workers_present",
        "role": "calibration",
        "unit": "persons",
        "text": {
            "en": f"Made-up figure {name}, in the words of its source",
            "ru": f"Вымышленное число {name}, словами источника",
        },
        "explanation": {"en": "", "ru": ""},
    } | rest
    return FigureAnswer(
        figure=name,
        tolerance=tolerance,
        claimed=f"{claimed:,.0f}",
        claim_low=claimed,
        claim_high=claimed,
        median=model,
        low80=model * 0.8,
        high80=model * 1.25,
        verdict=verdict,
        **settings,  # type: ignore[arg-type]
    )


FIGURES = (
    *tuple(
        _figure(
            f"F{number:02d}",
            "BCFFG"[number % 5],
            1000.0 * number,
            1000.0 * number * ratio,
            "inside" if 0.75 < ratio < 1.4 else "outside",
        )
        for number, ratio in enumerate((1.02, 0.9, 1.3, 2.4, 0.5, 1.1, 12.0, 0.95, 1.0, 0.8), start=1)
    ),
    _figure("F23", "X", 2.0, 1.75, "arithmetic", unit="percent", operator="ratio"),
    _figure("F32", "X", 2018.0, float("nan"), "input", operator="rule", role="input"),
    _figure(
        "F37",
        "X",
        float("nan"),
        float("nan"),
        "not modelled",
        operator="rule",
        explanation={
            "en": "rules of assistance are no part of this run",
            "ru": "правила помощи в этот прогон не входят",
        },
    ),
)


def page() -> ReportPage:
    """The whole page."""
    return ReportPage(
        tables=tables(),
        answers=ANSWERS,
        figures=FIGURES,
        claims=CLAIMS,
        sources=SOURCES,
        assumptions=ASSUMPTIONS,
        places=PLACES,
        events=EVENTS,
        question={
            "en": "Who is where, who is stranded, and what moves them?",
            "ru": "Кто где находится, кто застрял в пути и что движет людьми?",
        },
        support={
            "present": Support(claims=("C01", "C02", "C03"), parameters=("kinship_pull", "air_fare_ratio"))
        },
    )
