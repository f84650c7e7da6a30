"""Cells, rows and headers with faults are pointed at, one by one."""

from __future__ import annotations

from pathlib import Path

import pytest
from planted import Fault, add, judge, swap

HEADERS = [
    swap("places.csv", "name_en,", "", "missing-column", hint="name_en"),
    swap("places.csv", "name_ru", "name_kk", "unknown-column", hint="name_ru"),
    swap("places.csv", "name_ru", "name_kk", "missing-column"),
    swap("links.csv", "seats_per_day", "seats_per_dey", "unknown-column", hint="seats_per_day", column=42),
    swap("links.csv", "km,hours", "km,km", "duplicate-column"),
    swap("groups.csv", "people,source", "people,,source", "duplicate-column"),
    swap("groups.csv", "citizenship", "Citizenship", "unknown-column", hint="citizenship"),
    swap("groups.csv", "group,", "group\t", "unknown-column"),
    swap("economy/wages.csv", ",grade,", ",grad,", "missing-column"),
    swap("evidence/claims.csv", "hedge", "hedges", "unknown-column", hint="hedge"),
]

PERSONAL = [
    swap("groups.csv", ",note", f",{column}", "personal-record")
    for column in (
        "surname", "first_name", "Last Name", "passport_no", "phone", "birth_date", "dateOfBirth",
        "home address", "e-mail", "INN", "SNILS", "фамилия", "Имя", "паспорт", "номер телефона",
        "дата рождения", "ФИО", "адрес",
        "familiya", "otchestvo", "data_rozhdeniya", "pasport", "name", "姓名", "full-name", "telefon",
    )
]  # fmt: skip

CELLS = [
    swap("places.csv", "210000", "-210000", "out-of-range", hint="0"),
    swap("places.csv", "210000", "2.5", "not-an-integer"),
    swap("places.csv", "210000", "210 000", "not-a-number", hint="210000"),
    swap("places.csv", "210000", "210_000", "not-a-number", hint="210000"),
    swap("places.csv", "210000", "9" * 5000, "not-a-number"),
    swap("places.csv", "210000", "1e300", "out-of-range"),
    swap("places.csv", "210000", "٢١٠٠٠٠", "not-a-number"),
    swap("places.csv", "QAA,,country,2,", "QAA,,country,91,", "out-of-range", hint="-90 to 90", column=14),
    swap("places.csv", "QAA,,country", "QAA,,county", "unknown-choice", hint="country", column=6),
    swap("places.csv", "QAC", "Qac", "not-a-code", hint="QAC"),
    swap("places.csv", "QAC", "QAСС", "not-a-code"),
    swap("places.csv", "QAC,Qarania", "QAC,", "missing-value"),
    swap("places.csv", "QAA-SUR,QAA", "QAA SUR,QAA", "not-a-name"),
    swap("places.csv", "QAA-SUR,QAA", "QАA-SUR,QAA", "not-a-name"),
    swap("places.csv", "QAA-SUR,QAA", "../../etc,QAA", "not-a-name"),
    swap("places.csv", "QAA-SUR,QAA", "=cmd|'/C calc'!A0,QAA", "not-a-name"),
    swap("groups.csv", "10000", "-1", "out-of-range"),
    swap("groups.csv", "10000", "nan", "not-a-number", hint="blank"),
    swap("groups.csv", "10000", "inf", "not-a-number"),
    swap("groups.csv", "10000", "0x10", "not-a-number"),
    swap("groups.csv", "10000", '"10,000"', "not-a-number", hint="decimal comma"),
    swap("groups.csv", "10000", "", "missing-value"),
    swap("groups.csv", ",female,18-29", ",woman,18-29", "unknown-choice"),
    swap("groups.csv", ",female,18-29", ",female,18-30", "unknown-choice", hint="18-29"),
    swap("economy/wages.csv", "2030,2030,3000", "2030-13,2030,3000", "not-a-date", hint="2030-12"),
    swap("economy/wages.csv", "2030,2030,3000", "2030-02-30,2030,3000", "not-a-date", hint="2030-02-28"),
    swap("economy/wages.csv", "2030,2030,3000", "18.03.2030,2030,3000", "not-a-date", hint="2030-03-18"),
    swap("economy/wages.csv", "2030,2030,3000", "03/18/2030,2030,3000", "not-a-date"),
    swap("economy/wages.csv", "2030,2030,3000", "99999,2030,3000", "not-a-date"),
    swap("economy/wages.csv", "2030,2030,3000", "0030,2030,3000", "not-a-date", hint="1900"),
    swap("economy/wages.csv", "2030,2030,3000", "2030Q1,2030,3000", "not-a-date"),
    swap("economy/wages.csv", "2030,2030,3000", "2030,2030,3000 QAC", "not-a-number"),
    swap("economy/wages.csv", "2030,2030,3000", "2030,2030,-3000", "out-of-range"),
    swap("economy/exchange_rates.csv", ",10,", ",0,", "out-of-range"),
    swap("economy/regions.csv", "0.35", "35", "out-of-range", hint="0 to 1"),
    swap("economy/regions.csv", "0.35", "35%", "not-a-number"),
    swap("law/stay.csv", "rolling", "roling", "unknown-choice", hint="rolling"),
    swap("law/stay.csv", ",90,rolling", ",ninety,rolling", "not-a-number"),
    swap("law/work.csv", ",yes,", ",true,", "unknown-choice"),
    swap("law/work.csv", "patent", "patents", "unknown-choice", hint="patent"),
    swap("law/sanctions.csv", "QAA QBB", "QAA  QBB", "not-a-name", hint="QAA QBB"),
    swap("law/sanctions.csv", "QAA QBB", "QAA;QBB", "not-a-code"),
    swap("law/sanctions.csv", "QAA QBB", "QAA *", "not-a-name"),
    swap("law/sanctions.csv", "QAA QBB", "QAA QAA", "not-a-name", hint='"QAA"'),
    swap("law/unions.csv", "in_force", "in force", "unknown-choice", hint="in_force"),
    swap("evidence/sources.csv", "destination_registry", "registry", "unknown-choice"),
    swap("evidence/sources.csv", "2031-12-01", "yesterday", "not-a-date"),
    swap("evidence/claims.csv", ",persons,", ",people,", "unknown-unit"),
    swap("evidence/claims.csv", ",persons,", ",person,", "unknown-unit", hint="persons"),
    swap(
        "evidence/claims.csv",
        "citizens_present",
        "citizens_presnt",
        "unknown-choice",
        hint="citizens_present",
    ),
    swap("evidence/claims.csv", "nearly,", "almost,", "unknown-choice"),
    swap("evidence/figures.csv", "calibration", "callibration", "unknown-choice", hint="calibration"),
    swap("evidence/figures.csv", "calibration,C", "calibration,Z", "unknown-choice"),
    swap("assumptions.csv", "per month", "per fortnight", "unknown-unit"),
    swap("assumptions.csv", "0.05,0.02", "five,0.02", "not-a-number"),
    swap("assumptions.csv", "How often people weigh a move", "x" * 20_000, "limit-exceeded"),
    swap("assumptions.csv", "How often people weigh a move", "", "missing-value"),
]

ROWS = [
    add("groups.csv", "QAA-SUR-female-18-29,QAA,QAA-SUR,female,18-29,10,authors,", "duplicate-row"),
    add("places.csv", "GATE,QXX,crossing,1,1,,,Gate,Ворота,authors,", "duplicate-row"),
    add("places.csv", "A,B", "ragged-row"),
    add("links.csv", "a,QAA-SUR,QAA-NOR,road,1,1,1,QAC,,authors,one, two, three", "ragged-row"),
    add("links.csv", 'a,QAA-SUR,QAA-NOR,road,1,1,1,QAC,,authors,"never closed', "ragged-row"),
    add("links.csv", 'a,QAA-SUR,QAA-NOR,road,1,1,1,QAC,,authors,"closed" late', "ragged-row"),
    add("pairs.csv", "QAA,QXX,0.5,authors,X,again", "duplicate-row"),
    add("economy/wages.csv", "QAA,2030,2030,3000,QAC,authors,X,again", "duplicate-row"),
    add("economy/regions.csv", "QYY-COA,0,1,authors,X,again", "duplicate-row"),
    add("evidence/claims.csv", "C1,daily-qxx,rule,q,,,,,,,,,none,again,C,", "duplicate-row"),
    add("evidence/sources.csv", "authors,Others,expert,,,,X,", "duplicate-row"),
    add("evidence/figures.csv", "T01,C1,stock,,,,,1,,,persons,ledger,-,a,b", "duplicate-row"),
    add("assumptions.csv", "beta_wage,1,1,1,none,X,authors,again", "duplicate-row"),
]


@pytest.mark.parametrize("fault", [*HEADERS, *PERSONAL, *CELLS, *ROWS], ids=lambda fault: fault.name)
def test_faulty_cell_is_pointed_at(fault: Fault, tmp_path: Path) -> None:
    """The report names file, line and what to try, and is the only thing that happens."""
    judge(fault, tmp_path)


@pytest.mark.parametrize("fault", PERSONAL, ids=lambda fault: fault.name)
def test_no_value_of_a_personal_column_is_printed(fault: Fault, tmp_path: Path) -> None:
    """The refusal names the column and shows none of its values."""
    secret = "Иванова-4509-123456"

    def plant(study: Path) -> int | None:
        path = study / "groups.csv"
        path.write_text(path.read_text().replace("authors,\n", f"authors,{secret}\n"))
        return fault.plant(study)

    problem = judge(Fault(name=fault.name, plant=plant, code=fault.code, file=fault.file), tmp_path)

    assert secret not in str(problem)


def test_declared_columns_are_never_personal(tmp_path: Path) -> None:
    """`name_en`, `name_ru` and a source's `name` and `address` are declared, and read."""
    fault = swap("places.csv", "QAA,,country,2,", "QAA,,country,91,", "out-of-range")

    problem = judge(fault, tmp_path)

    assert "personal" not in str(problem)
