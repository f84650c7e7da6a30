"""Tables inside texts, web pages and PDF are read cell by cell."""

from __future__ import annotations

import pytest

from sapar.evidence.reading import Candidate, read_text
from sapar.files.documents import document_of

ROWS = (
    ("Country", "2021", "2022", "2023"),
    ("Russia", "1 450.5", "1 300", "1 200"),
    ("Kazakhstan", "210", "n/a", "222.5"),
    ("South Korea", "70", "85", "~100"),
)
CAPTION = "Table 1. Labour migrants from Uzbekistan, thousand"
EXPECTED = {
    ("RUS", 2021): 1_450_500, ("RUS", 2022): 1_300_000, ("RUS", 2023): 1_200_000,
    ("KAZ", 2021): 210_000, ("KAZ", 2023): 222_500,
    ("KOR", 2021): 70_000, ("KOR", 2022): 85_000, ("KOR", 2023): 100_000,
}  # fmt: skip


def cells(text: str) -> dict[tuple[str, int], float]:
    """Numbers by place and year; every one of them counts labour migrants from Uzbekistan."""
    found = {}
    for each in read_text(text).candidates:
        assert (each.group, each.origin) == ("labour_migrants", ("UZB",))
        assert each.from_ is not None
        assert each.value is not None
        found[each.place[0], each.from_.year] = each.value
    return found


def test_a_table_in_plain_text() -> None:
    """Caption, headings and labels say group, origin, place, year and thousands; missing cells are nothing."""
    text = CAPTION + "\n" + "\n".join(" | ".join(row) for row in ROWS) + "\n\nNothing else."

    assert cells(text) == EXPECTED
    spans = [each.span for each in read_text(text).candidates]
    assert text[slice(*spans[0])] == "1 450.5"
    assert text[slice(*spans[-1])] == "~100"


def test_a_table_of_a_web_page() -> None:
    """The rows of a table are cells, not sentences."""
    pytest.importorskip("selectolax")
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    page = f"<html><body><article><p>News.</p><table><caption>{CAPTION}</caption>{rows}</table></article></body></html>"

    assert cells(document_of(page.encode(), "page.html").text) == EXPECTED


def test_a_table_of_a_pdf() -> None:
    """Cells that stand apart on a page are parted, and the text around them is read as before."""
    pytest.importorskip("pypdf")
    lines = [(72, 700, "In 2024 about 90,000 workers came from Tajikistan to Russia."), (72, 660, CAPTION)]
    lines += [
        (72 + 130 * column, 630 - 20 * line, cell)
        for line, row in enumerate(ROWS)
        for column, cell in enumerate(row)
    ]
    text = document_of(pdf(lines), "table.pdf").text
    found = read_text(text).candidates

    assert found[0].value == 90_000
    assert cells(text[found[0].span[1] + 40 :]) == EXPECTED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Workers in Russia\nCitizenship | 2020\nUzbekistan | 900\nTotal | 1 500", [("UZB", "RUS"), ("", "RUS")]),
        ("Работники в России\nГражданство | 2020\nТаджикистан | 900", [("TJK", "RUS")]),
        ("Prices\nGood | 2020\nBread | 900", []),
        ("Foreigners by country of stay\nCountry | from Uzbekistan | from Tajikistan\nPoland | 12 | 40",
         [("UZB", "POL"), ("TJK", "POL")]),
    ],
)  # fmt: skip
def test_where_people_come_from_and_where_they_are(text: str, expected: list[tuple[str, str]]) -> None:
    """The caption names one end, rows or columns the other; a table of prices has no people."""
    assert [ends(each) for each in read_text(text).candidates] == expected


def ends(candidate: Candidate) -> tuple[str, str]:
    """Origin and place of a candidate."""
    return " ".join(candidate.origin), " ".join(candidate.place)


def pdf(lines: list[tuple[int, int, str]]) -> bytes:
    """A page with words at given points, written by hand."""
    stream = "".join(f"BT /F1 11 Tf {x} {y} Td ({text}) Tj ET\n" for x, y, text in lines).encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%sendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    written, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    return written + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
