"""From the names and codes of other people's tables to ISO 3166 alpha-3."""

from __future__ import annotations

import re
from functools import lru_cache

from sapar.evidence.reading.countries import named_places

_ALPHA_2 = (
    "AF:AFG AL:ALB AE:ARE AM:ARM AU:AUS AT:AUT AZ:AZE BE:BEL BD:BGD BG:BGR BY:BLR BR:BRA CA:CAN CH:CHE "
    "CN:CHN CU:CUB CY:CYP "
    "CZ:CZE DE:DEU DK:DNK EG:EGY ES:ESP EE:EST FI:FIN FR:FRA GB:GBR UK:GBR GE:GEO GR:GRC EL:GRC HU:HUN ID:IDN IN:IND "
    "IR:IRN IQ:IRQ IL:ISR IT:ITA JO:JOR JP:JPN KZ:KAZ KG:KGZ KR:KOR KW:KWT LB:LBN LK:LKA LT:LTU LV:LVA MD:MDA MX:MEX "
    "MM:MMR MN:MNG MY:MYS NL:NLD NO:NOR NP:NPL PK:PAK PH:PHL PL:POL KP:PRK PT:PRT QA:QAT RO:ROU RU:RUS SA:SAU RS:SRB "
    "SK:SVK SI:SVN SE:SWE SY:SYR TH:THA TJ:TJK TM:TKM TR:TUR UA:UKR US:USA UZ:UZB VN:VNM"
)
_OFFICIAL = {
    "iran (islamic republic of)": "IRN",
    "republic of moldova": "MDA",
    "syrian arab republic": "SYR",
    "united states of america": "USA",
    "viet nam": "VNM",
    "republic of korea": "KOR",
    "turkiye": "TUR",
    "united kingdom": "GBR",
    "dem. people's republic of korea": "PRK",
}
_EVERYBODY = frozenset(("world", "total", "all", "*", "_t", "total population", "всего", "итого"))


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Code by name in small letters."""
    names = {
        name.lower(): codes[0] for name, codes, kind in named_places() if kind == "name" and len(codes) == 1
    }
    return names | _OFFICIAL


@lru_cache(maxsize=1)
def _alpha_2() -> dict[str, str]:
    """Alpha-3 by alpha-2."""
    return dict(pair.split(":") for pair in _ALPHA_2.split())


@lru_cache(maxsize=20_000)
def country_code(text: str) -> str | None:
    """The code a cell means: itself if it is one, `*` for everybody, None for names nobody here knows."""
    cleaned = re.sub(r"\s*[*†]+$", "", text.strip())
    lower = cleaned.lower()
    if lower in _EVERYBODY:
        return "*"
    if re.fullmatch("[A-Z]{3}", cleaned):
        return cleaned
    if re.fullmatch("[A-Z]{2}", cleaned):
        return _alpha_2().get(cleaned)
    return _names().get(lower) or _names().get(re.sub(r"\s*\(.*\)$", "", lower))
