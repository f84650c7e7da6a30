"""The countries of the world: codes of ISO 3166 and names in English and Russian.

`country_names.csv` is written by `tools/country_names.py` from the Unicode Common Locale Data Repository.
"""

from __future__ import annotations

import csv
import io
import pkgutil
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """One country or territory."""

    code: str
    """ISO 3166 alpha-3; XKX for Kosovo, which has none."""
    alpha_2: str
    """ISO 3166 alpha-2."""
    numeric: str
    """ISO 3166 numeric, three digits, the code of the United Nations' tables; blank where there is none."""
    name_en: str
    """Short English name."""
    name_ru: str
    """Short Russian name."""

    def name(self, language: str) -> str:
        """Its name in `en` or `ru`."""
        return self.name_ru if language == "ru" else self.name_en


@lru_cache(maxsize=1)
def countries() -> dict[str, Country]:
    """Every country by its alpha-3 code."""
    stored = (pkgutil.get_data("sapar.frame", "country_names.csv") or b"").decode("utf-8")
    return {row["code"]: Country(**row) for row in csv.DictReader(io.StringIO(stored))}


def country_name(code: str, language: str) -> str:
    """The name behind a code; the code itself where no country has it."""
    found = countries().get(code)
    return code if found is None else found.name(language)
