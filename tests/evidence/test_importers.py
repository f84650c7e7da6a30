"""Tables from elsewhere: each layout gives claims with origin, place, period and value."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from sapar.evidence.importers import guess_mapping, import_claims
from sapar.evidence.importers.claims import number_text, period_of
from sapar.evidence.rows import Row
from sapar.files.grids import read_rows

PLACES = ("KAZ", "UZB", "KGZ", "RUS")


def imported(path: Path) -> list[Row]:
    """The claims of a table by the mapping that is guessed."""
    rows = read_rows(path)
    result = import_claims(rows, guess_mapping(rows), source="s", grade="A", known_places=PLACES, taken=())
    return list(result.rows)


def told(row: Row) -> tuple[str, ...]:
    """What a claim says."""
    return tuple(row[name] for name in ("citizenship", "place", "from", "until", "value"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'citizenship,destination,year,people\nUzbekistan,KAZ,2019,"1,250"\n',
            ("UZB", "KAZ", "2019", "2019", "1250"),
        ),
        (
            "гражданство;страна;год;численность\nУзбекистан;Казахстан;2019;12,5\n",
            ("UZB", "KAZ", "2019", "2019", "12.5"),
        ),
        (
            "Страна,Место,Год,Численность\nУзбекистан,Казахстан,2019,1234\n",
            ("UZB", "KAZ", "2019", "2019", "1234"),
        ),
        (
            "DATAFLOW,FREQ,CITIZEN,REF_AREA,TIME_PERIOD,OBS_VALUE\nX:Y(1.0),A,UZ,KZ,2020-Q1,77\n",
            ("UZB", "KAZ", "2020-01", "2020-03", "77"),
        ),
        (
            "Origin,Host,Month,Persons\n#country+code+origin,#country+code,#date,#affected\nUZB,KAZ,2020-08,900\n",
            ("UZB", "KAZ", "2020-08", "2020-08", "900"),
        ),
        (
            "Entity,Code,Year,Net migration\nKazakhstan,KAZ,2020,-18000\n",
            ("", "KAZ", "2020", "2020", "-18000"),
        ),
    ],
    ids=["tidy", "tidy-russian", "tidy-country-and-place", "sdmx-csv", "hxl", "owid"],
)
def test_csv_layouts(tmp_path: Path, text: str, expected: tuple[str, ...]) -> None:
    """Tidy tables of either language, SDMX-CSV, HXL tags and grapher files."""
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")

    assert [told(row) for row in imported(path)] == [expected]


def test_parts_of_the_people_are_quantities_of_their_own(tmp_path: Path) -> None:
    """Women, men and all are three quantities, not three figures of one; columns nobody needs are named."""
    path = tmp_path / "table.csv"
    path.write_text(
        "citizen,geo,sex,flag,TIME_PERIOD,OBS_VALUE\nUZ,RU,T,,2019,12\nUZ,RU,M,,2019,9\nUZ,RU,F,e,2019,3\n",
        encoding="utf-8",
    )

    assert [row["quantity"] for row in imported(path)] == [
        "imported number",
        "imported number; sex M",
        "imported number; sex F",
    ]
    rows = read_rows(path)
    assert guess_mapping(rows).unused(rows[0]) == ("flag",)


def test_the_united_nations_workbook(tmp_path: Path) -> None:
    """Notes above, codes beside, both sexes first: one claim for every destination, origin and year known."""
    book = openpyxl.Workbook()
    book.active.title = "Contents"
    sheet = book.create_sheet("Table 1")
    for _ in range(5):
        sheet.append(["", "United Nations"])
    sheet.append(
        ["Index", "Region, development group, country or area of destination", "Notes", "Location code of destination",
         "Type of data", "Region, development group, country or area of origin", "Location code of origin", 2015, 2020,
         2015, 2020]
    )  # fmt: skip
    sheet.append([1, "Kazakhstan", "", 398, "B", "Russian Federation*", 643, 2_400_000, 2_470_000, 1, 2])
    sheet.append([2, "Kazakhstan", "", 398, "B", "Atlantis", 999, 5, 6, 1, 2])
    sheet.append([3, "Kazakhstan", "", 398, "B", "Uzbekistan", 860, 290_000, "..", 1, 2])
    path = tmp_path / "stock.xlsx"
    book.save(path)

    rows = imported(path)

    assert [told(row) for row in rows] == [
        ("RUS", "KAZ", "2015", "2015", "2400000"),
        ("RUS", "KAZ", "2020", "2020", "2470000"),
        ("UZB", "KAZ", "2015", "2015", "290000"),
    ]
    assert {row["definition"] for row in rows} == {"foreign_born"}


def test_rows_about_other_places_are_counted_and_left_out(tmp_path: Path) -> None:
    """Nothing is dropped silently."""
    path = tmp_path / "table.csv"
    path.write_text(
        "origin,place,year,value\nUZB,KAZ,2019,5\nFRA,KAZ,2019,5\nUZB,KAZ,2019,..\n", encoding="utf-8"
    )
    rows = read_rows(path)

    result = import_claims(rows, guess_mapping(rows), source="s", grade="A", known_places=PLACES, taken=())

    assert len(result.rows) == 1
    assert result.skipped == {"origin is not in the study": 1, '".." is no number': 1}


@pytest.mark.parametrize(
    ("text", "value"),
    [("1 265 000", "1265000"), ("1,265,000.5", "1265000.5"), ("12,5", "12.5"), ("−3", "-3"), ("c", None)],
)
def test_numbers_of_tables(text: str, value: str | None) -> None:
    """Separators of thousands and decimals as tables write them."""
    assert number_text(text) == value


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2020-Q4", ("2020-10", "2020-12")),
        ("2015-2020", ("2015", "2020")),
        ("1.3.2020", ("2020-03-01",) * 2),
        ("x", None),
    ],
)
def test_periods_of_tables(text: str, period: tuple[str, str] | None) -> None:
    """Quarters, spans and days."""
    assert period_of(text) == period
