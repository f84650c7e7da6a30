"""Tables read the same from every form they may come in, and every cell knows where it stands."""

from __future__ import annotations

import datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from sapar.files.cells import grid_of
from sapar.files.fields import Field, Kind
from sapar.files.folder import StudyFolder
from sapar.files.limits import LIMITS
from sapar.files.tables import Table, TableSpec, read_table
from sapar.problems import Problems

SPEC = TableSpec(
    file="wages.csv",
    key=("place",),
    columns=(
        Field(name="place", kind=Kind.NAME),
        Field(name="from", kind=Kind.DATE_FROM),
        Field(name="value", kind=Kind.NUMBER),
        Field(name="note", required=False),
    ),
)


def read(folder: Path, content: bytes | str | None = None) -> Table:
    """The table of a folder, which must be without problems."""
    if content is not None:
        (folder / "wages.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
    problems = Problems()
    table = read_table(StudyFolder(path=folder), SPEC, problems)
    problems.stop_if_any()
    return table


def values(table: Table) -> list[tuple[object, ...]]:
    """The typed cells of a table."""
    return [tuple(row.values.values()) for row in table.rows]


EXPECTED = [
    ("A", datetime.date(2020, 1, 1), 1.5, 'a, "b"'),
    ("B", datetime.date(2020, 3, 1), 2000.0, None),
]


def test_every_form_of_a_table_means_the_same(tmp_path: Path) -> None:
    """Separators, decimal commas, a byte-order mark, line ends, column order and XLSX change nothing."""
    forms = [
        'place,from,value,note\nA,2020,1.5,"a, ""b"""\nB,2020-03,2000,\n',
        '\ufeffplace,from,value,note\r\nA,2020,1.5,"a, ""b"""\r\n\r\nB,2020-03,2000,\r\n',
        'place;from;value;note\nA;2020;1,5;"a, ""b"""\nB;2020-03;2000;\n',
        'note,value,place,from\n"a, ""b""",1.5,A,2020\n,2000,B,2020-03\n',
    ]
    for form in forms:
        assert values(read(tmp_path, form)) == EXPECTED

    (tmp_path / "wages.csv").unlink()
    book = Workbook()
    for row in (
        ["place", "from", "value", "note"],
        ["A", 2020, 1.5, 'a, "b"'],
        [],
        ["B", "2020-03", 2000, None],
    ):
        book.active.append(row)
    book.save(tmp_path / "wages.xlsx")
    table = read(tmp_path)
    assert values(table) == EXPECTED
    assert table.rows[1].at("value").label == "wages.xlsx:4:3"


def test_cells_know_where_they_stand(tmp_path: Path) -> None:
    """Quotes and line ends inside cells do not shift lines and columns."""
    table = read(tmp_path, 'place,from,value,note\nA,2020,1,"two\nlines"\n"B",2021, '.rstrip() + "2,x\n")

    assert table.rows[0].at("note").label == "wages.csv:2:10"
    assert table.rows[1].at("place").label == "wages.csv:4:1"
    assert table.rows[1].at("value").label == "wages.csv:4:10"
    assert table.rows[0]["note"] == "two\nlines"


def test_dates_of_a_spreadsheet_become_iso_dates(tmp_path: Path) -> None:
    """A cell that the spreadsheet program turned into a date is read as that day."""
    book = Workbook()
    book.active.append(["place", "from", "value", "note"])
    book.active.append(["A", datetime.datetime(2020, 3, 18), 1, ""])
    book.save(tmp_path / "wages.xlsx")

    assert read(tmp_path).rows[0]["from"] == datetime.date(2020, 3, 18)


@given(
    cells=st.lists(
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12), min_size=1, max_size=6
    )
)
def test_any_row_comes_back_from_its_text(cells: list[str]) -> None:
    """Quoted cells are read as they were, whatever they hold."""
    quoted = ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)
    header = ",".join(f"c{index}" for index in range(len(cells)))

    grid = grid_of(f"{header}\n{quoted}\n", "a.csv", LIMITS, Problems())

    assert grid is not None
    assert [row.texts for row in grid.rows[1:]] == ([cells] if any(cells) else [])


@given(text=st.text(st.sampled_from('ab",;\n '), max_size=80))
def test_any_text_is_a_grid_or_a_problem(text: str) -> None:
    """No arrangement of quotes, separators and line ends makes the reader fail in another way."""
    grid = grid_of(text, "a.csv", LIMITS, Problems())

    for row in grid.rows if grid is not None else []:
        assert all(row.position("a.csv", index).line >= row.line for index in range(len(row.texts) + 1))
