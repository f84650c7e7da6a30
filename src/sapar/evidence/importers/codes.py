"""From the names and codes of other people's tables to ISO 3166 alpha-3."""

from __future__ import annotations

import re
from functools import lru_cache

from sapar.evidence.reading.countries import named_places
from sapar.frame.countries import countries

_OFFICIAL = {
    "iran (islamic republic of)": "IRN",
    "republic of moldova": "MDA",
    "syrian arab republic": "SYR",
    "united states of america": "USA",
    "viet nam": "VNM",
    "republic of korea": "KOR",
    "turkiye": "TUR",
    "united kingdom": "GBR",
    "china, hong kong sar": "HKG",
    "china, macao sar": "MAC",
    "china, taiwan province of china": "TWN",
    "dem. people's republic of korea": "PRK",
}
_EVERYBODY = frozenset(("world", "total", "all", "*", "_t", "total population", "всего", "итого"))


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Code by name in small letters."""
    names = {
        name.lower(): codes[0] for name, codes, kind in named_places() if kind == "name" and len(codes) == 1
    }
    for code, country in countries().items():
        for name in (country.name_en, country.name_ru):
            names.setdefault(name.lower(), code)
    return names | _OFFICIAL


@lru_cache(maxsize=1)
def _other_codes() -> dict[str, str]:
    """Alpha-3 by alpha-2 and by the number of the United Nations; Eurostat has its own for two."""
    two = {country.alpha_2: code for code, country in countries().items()}
    three = {country.numeric: code for code, country in countries().items() if country.numeric}
    return two | three | {"UK": "GBR", "EL": "GRC"}


@lru_cache(maxsize=20_000)
def country_code(text: str) -> str | None:
    """The code a cell means: itself if it is one, `*` for everybody, None for names nobody here knows."""
    cleaned = re.sub(r"\s*[*†]+$", "", text.strip())
    lower = cleaned.lower()
    if lower in _EVERYBODY:
        return "*"
    if re.fullmatch("[A-Z]{3}", cleaned):
        return cleaned
    if re.fullmatch("[A-Z]{2}|[0-9]{3}", cleaned):
        return _other_codes().get(cleaned)
    return _names().get(lower) or _names().get(re.sub(r"\s*\(.*\)$", "", lower))
