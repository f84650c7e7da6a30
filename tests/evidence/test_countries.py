"""Countries are known by name, adjective and people in both languages."""

from __future__ import annotations

import pytest

from sapar.evidence.importers.codes import country_code
from sapar.evidence.reading import read_text
from sapar.frame.countries import countries


def test_every_country_is_found_by_its_names() -> None:
    """A sentence with a country's English or Russian name gives that country, whatever it is."""
    missed = []
    for code, country in countries().items():
        english = read_text(
            f"The fund registered 1,200 migrants in {country.name_en} in May 2019."
        ).candidates
        russian = read_text(f"В мае 2019 года 1200 мигрантов работали в стране {country.name_ru}.").candidates
        if [each.place for each in english] != [(code,)]:
            missed.append((code, country.name_en, english and english[0].place))
        if len(russian) != 1 or code not in russian[0].place + russian[0].origin:
            missed.append((code, country.name_ru, russian and (russian[0].place, russian[0].origin)))

    assert missed == []


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("Fewer than 300 Kenyans work there.", ("KEN",)),
        ("13,400 Ghanaians applied for asylum.", ("GHA",)),
        ("Всего въехало 512 нигерийцев.", ("NGA",)),
        ("На учёте стоят 90 эфиопских рабочих.", ("ETH",)),
        ("Мало кто из 400 рабочих получил договор.", ()),
        ("Того же добиваются 400 рабочих.", ()),
    ],
)
def test_peoples(text: str, origin: tuple[str, ...]) -> None:
    """What people are called says where they come from; words that look like a country's name do not."""
    (found,) = read_text(text).candidates

    assert found.origin == origin


def test_codes_of_other_tables() -> None:
    """Two letters, three digits and long official names are the same countries."""
    assert {country_code(text) for text in ("KG", "417", "Kyrgyzstan", "Киргизия", "KGZ")} == {"KGZ"}
    assert country_code("276") == "DEU"
    assert country_code("Bolivia (Plurinational State of)") == "BOL"
    assert country_code("Democratic Republic of the Congo") == "COD"
    assert country_code("Côte d'Ivoire*") == "CIV"
    assert country_code("Atlantis") is None
