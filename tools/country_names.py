"""Writes `src/sapar/frame/country_names.csv`: codes and names of countries in English and Russian.

Codes and names are those of the Unicode Common Locale Data Repository, read through Babel:

    uv run --with babel tools/country_names.py
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

from babel import Locale
from babel.core import get_global

TARGET = Path(__file__).parents[1] / "src" / "sapar" / "frame" / "country_names.csv"
NO_COUNTRIES = set("EU EZ UN QO ZZ XA XB CP DG IC EA AC TA AQ BV CQ".split())  # noqa: SIM905
FORMER_CODES = set("BUR DDR YMD 062 200 230 278 280 532 582 590 658 717 720 736 810 886 890 891".split())  # noqa: SIM905
SHORTER = {
    "COD": ("DR Congo", "ДР Конго"),
    "COG": ("Congo", "Конго"),
    "HKG": ("Hong Kong", "Гонконг"),
    "MAC": ("Macao", "Макао"),
    "MMR": ("Myanmar", "Мьянма"),
    "PSE": ("Palestine", "Палестина"),
    "CAF": ("Central African Republic", "ЦАР"),
    "ZAF": ("South Africa", "ЮАР"),
}


def main() -> None:
    """Write the table."""
    english, russian = Locale("en").territories, Locale("ru").territories
    longer: dict[str, dict[str, str]] = {}
    for alias, codes in get_global("territory_aliases").items():
        if len(codes) == 1 and alias not in FORMER_CODES:
            kind = "alpha_3" if re.fullmatch("[A-Z]{3}", alias) else "numeric" if alias.isdigit() else ""
            longer.setdefault(codes[0], {}).setdefault(kind, alias)
    with TARGET.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerow(("code", "alpha_2", "numeric", "name_en", "name_ru"))
        rows = []
        for alpha_2, name in english.items():
            if len(alpha_2) != 2 or alpha_2 in NO_COUNTRIES or alpha_2 not in russian:
                continue
            other = longer.get(alpha_2, {})
            code = "XKX" if alpha_2 == "XK" else other.get("alpha_3")
            if code is not None:
                names = SHORTER.get(
                    code,
                    (
                        name.replace("&", "and").replace("St. ", "Saint ").replace("U.S.", "United States"),
                        in_full(russian[alpha_2]),
                    ),
                )
                rows.append((code, alpha_2, other.get("numeric", ""), *names))
        writer.writerows(sorted(rows))


def in_full(name: str) -> str:
    """A Russian name without the abbreviations of "island" and "saint"."""
    return name.replace("о-ва", "острова").replace("о-в ", "остров ").replace("Св. ", "Святой ")


if __name__ == "__main__":
    main()
