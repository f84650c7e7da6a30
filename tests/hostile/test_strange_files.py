"""Files that are missing, enormous, in disguise or not files at all are refused, with the reason."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from planted import Fault, copy_of_study, judge, put, snapshot, swap

from sapar.errors import BrokenStudy
from sapar.files.limits import LIMITS
from sapar.scenarios.inputs import read_inputs

HEADER = "place,from,until,value,currency,source,grade,note\n"
DRAWN = "\x89PNG\r\n\x1a\n".encode("latin-1") + bytes(range(256)) * 20


def act(name: str, plant: Callable[[Path], object], code: str, file: str, **more: object) -> Fault:
    """A fault that does something to the folder."""

    def planted(study: Path) -> None:
        plant(study)

    return Fault(name=name, plant=planted, code=code, file=file, **more)  # type: ignore[arg-type]


def remove(file: str) -> Fault:
    """A fault that removes a file."""
    return act(f"no {file}", lambda study: (study / file).unlink(), "missing-file", file, hint=file)


def link(file: str, target: str) -> Fault:
    """A fault that puts a link to somewhere else in the place of a file."""

    def plant(study: Path) -> None:
        (study / file).unlink()
        (study / file).symlink_to(target)

    return act(f"{file} -> {target}", plant, "outside-folder", file)


def folder_instead(file: str) -> Fault:
    """A fault that puts a folder in the place of a file."""

    def plant(study: Path) -> None:
        (study / file).unlink()
        (study / file).mkdir()

    return act(f"{file} is a folder", plant, "not-a-file", file)


def workbook(rows: list[list[object]]) -> bytes:
    """An XLSX file with one sheet."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def archive(**parts: bytes) -> bytes:
    """A ZIP file."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, part in parts.items():
            opened.writestr(name.replace("__", "/") + ".xml", part)
    return content.getvalue()


def sheet(content: bytes, code: str, name: str, **more: object) -> Fault:
    """A fault in wages that come as a spreadsheet."""

    def plant(study: Path) -> None:
        (study / "economy/wages.csv").unlink()
        (study / "economy/wages.xlsx").write_bytes(content)

    return act(f"wages.xlsx: {name}", plant, code, "economy/wages.xlsx", **more)


def fifo(study: Path) -> None:
    """Put a pipe nobody writes to in the place of a table."""
    (study / "links.csv").unlink()
    os.mkfifo(study / "links.csv")


def loop(study: Path) -> None:
    """Put a link to itself in the place of a table."""
    (study / "links.csv").unlink()
    (study / "links.csv").symlink_to("links.csv")


def scenarios_outside(study: Path) -> None:
    """Put a link to another folder in the place of the scenarios."""
    elsewhere = study.parent / "elsewhere"
    (study / "scenarios").rename(elsewhere)
    (study / "scenarios").symlink_to(elsewhere)


FAR = b'<worksheet><sheetData><row r="1"><c r="XFD1"/></row></sheetData></worksheet>'
LOW = b'<worksheet><sheetData><row r="1048576"><c r="A1048576"/></row></sheetData></worksheet>'
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{after}: &{after} [{', '.join(['*' + before] * 9)}]\n"
    for before, after in zip("abcdefgh", "bcdefghi", strict=True)
)

FILES = [
    *[
        remove(file)
        for file in ("study.yaml", "places.csv", "groups.csv", "evidence/sources.csv", "law/stay.csv")
    ],
    folder_instead("places.csv"),
    folder_instead("study.yaml"),
    folder_instead("scenarios/zero.yaml"),
    link("places.csv", "/etc/hostname"),
    link("events.yaml", "../../../../../../etc/passwd"),
    link("evidence/claims.csv", "/dev/zero"),
    act("links.csv is a pipe", fifo, "not-a-file", "links.csv"),
    act("links.csv is a loop", loop, "unreadable-file", "links.csv"),
    act("scenarios lead outside", scenarios_outside, "outside-folder", "scenarios/zero.yaml"),
    act(
        "wages twice",
        lambda study: (study / "economy/wages.xlsx").write_bytes(workbook([HEADER.strip().split(",")])),
        "two-tables",
        "economy/wages.csv",
    ),
]

CONTENTS = [
    put("places.csv", b"", "empty-file"),
    put("places.csv", b"\n \n\n", "empty-file"),
    put("places.csv", b"\xef\xbb\xbf", "empty-file"),
    put("places.csv", ",,,\n", "empty-file"),
    put(
        "places.csv", "place,parent,kind,lat,lon,population,currency,name_en,name_ru,source,note\n", "no-rows"
    ),
    put("groups.csv", "group,citizenship,origin,sex,age,people,source,note\n", "no-rows"),
    put("study.yaml", b"", "empty-file"),
    put("study.yaml", "# nothing\n", "empty-file"),
    put("links.csv", DRAWN, "wrong-encoding", 1),
    put("links.csv", bytes(range(256)) * 40, "wrong-encoding"),
    put("links.csv", b"link,from\x00,to\n", "hidden-character", 1),
    put("links.csv", "link,from,to\nа\u202eb,c\n".encode(), "hidden-character", 2),
    put("links.csv", "link,from,to\n".encode("utf-16"), "wrong-encoding", hint="UTF-8"),
    put("links.csv", HEADER + "Россия,2030".encode("cp1251").decode("latin-1"), "missing-column", 1),
    put("links.csv", HEADER.encode() + "Россия,2030".encode("cp1251"), "wrong-encoding", 2),
    put("links.csv", "link\tfrom\tto\n", "unknown-column", 1),
    put("links.csv", "a" * 3_000_000, "unknown-column", 1),
    put("links.csv", "," * 1_000_000, "limit-exceeded", 1, hint="columns"),
    put("economy/wages.csv", HEADER + "QAA,2030,2031,1,QAC,authors,X,\n" * 1_000_000, "limit-exceeded"),
    put("economy/wages.csv", HEADER + "1\n" * 1_000_000, "limit-exceeded", hint="aggregate"),
    put("economy/wages.csv", HEADER + '"' * 3_000_001, "ragged-row", 2),
    put("economy/wages.csv", b"x" * (LIMITS.table_bytes + 1), "limit-exceeded"),
    put("events.yaml", b"x" * (LIMITS.yaml_bytes + 1), "limit-exceeded"),
    put("events.yaml", BOMB, "yaml-feature", 1, hint="out"),
    put("events.yaml", "- &a 1\n- *a\n", "yaml-feature", 1),
    put("events.yaml", "- *a\n", "yaml-feature", 1),
    put("events.yaml", "- citizenships: *\n", "not-yaml", 1),
    put("events.yaml", "- !!python/object/apply:os.system ['true']\n", "yaml-feature", 1),
    put("events.yaml", "--- 1\n--- 2\n", "yaml-feature", 2),
    put("events.yaml", "%YAML 1.1\n---\n- a\n", "yaml-feature"),
    put("events.yaml", "? [a]\n: b\n", "yaml-feature", 1),
    put("events.yaml", "- a: b\n\t- c\n", "not-yaml", hint="spaces"),
    put("events.yaml", "- 'never closed\n", "not-yaml"),
    put("events.yaml", '- "\\U99999999"\n', "not-yaml"),
    put("events.yaml", "[" * 200_000, "limit-exceeded", 1, hint="flatten"),
    put("events.yaml", "".join("  " * depth + "a:\n" for depth in range(300)), "limit-exceeded", 12),
    put("events.yaml", "- 1\n" * 40_000, "limit-exceeded"),
    put("events.yaml", "{a: 1}\n", "wrong-shape", 1),
    put("events.yaml", "a: b: c\n", "not-yaml", 1),
    put("events.yaml", b"\xff\xfe\x00", "wrong-encoding"),
    put("scenarios/zero.yaml", b"\x00\x01\x02", "hidden-character", 1),
    put("scenarios/more.yaml", b"", "empty-file"),
    put("study.yaml", "[1, 2]\n", "wrong-shape", 1),
]

SHEETS = [
    sheet(b"not a workbook", "not-a-spreadsheet", "text"),
    sheet(b"", "not-a-spreadsheet", "nothing"),
    sheet(DRAWN, "not-a-spreadsheet", "a picture"),
    sheet(archive(hello=b"<a/>"), "not-a-spreadsheet", "another archive"),
    sheet(archive(xl__worksheets__sheet1=FAR), "limit-exceeded", "a cell far to the right"),
    sheet(archive(xl__worksheets__sheet1=LOW), "limit-exceeded", "a cell far below"),
    sheet(archive(xl__worksheets__sheet1=b" " * 61_000_000), "limit-exceeded", "a bomb", hint="CSV"),
    sheet(workbook([["place", "from"]]), "missing-column", "too few columns"),
    sheet(workbook([]), "empty-file", "no cell"),
    sheet(
        workbook([HEADER.strip().split(","), ["QAA", 2030, 2030, -1, "QAC", "authors", "X", None]]),
        "out-of-range",
        "a negative wage",
        line=2,
        column=4,
    ),
]

ALL = [*FILES, *CONTENTS, *SHEETS]


@pytest.mark.parametrize("fault", ALL, ids=lambda fault: fault.name)
def test_strange_file_is_refused(fault: Fault, tmp_path: Path) -> None:
    """The report names the file and what to try, and is the only thing that happens."""
    judge(fault, tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to this user")
def test_forbidden_file_is_named(tmp_path: Path) -> None:
    """A file nobody may read is a problem of the study, not a crash."""
    judge(
        act("forbidden", lambda study: (study / "links.csv").chmod(0), "unreadable-file", "links.csv"),
        tmp_path,
    )


@pytest.mark.parametrize("path", ["nowhere", "study/places.csv", "\x00", "a" * 5000])
def test_a_path_without_a_study_is_refused(path: str, tmp_path: Path) -> None:
    """What is not a folder is no study."""
    copy_of_study(tmp_path)

    with pytest.raises(BrokenStudy) as raised:
        read_inputs(tmp_path / path)

    assert [problem.code for problem in raised.value.problems] == ["not-a-file"]


def test_an_empty_folder_names_every_file(tmp_path: Path) -> None:
    """Every file that a study must have is named, and nothing is made."""
    with pytest.raises(BrokenStudy) as raised:
        read_inputs(tmp_path)

    missing = [problem.position.file for problem in raised.value.problems if problem.position is not None]
    assert missing[:4] == ["study.yaml", "places.csv", "links.csv", "groups.csv"]
    assert len(missing) == 14
    assert snapshot(tmp_path) == {}


def test_all_faults_of_a_study_are_reported_at_once(tmp_path: Path) -> None:
    """Ten faults in ten files give ten problems in the order of the files, and none that only follows."""
    study = copy_of_study(tmp_path)
    faults = [
        swap("study.yaml", "seed: 7", "seed: x", "not-a-number"),
        swap("places.csv", "210000", "-1", "out-of-range"),
        swap("links.csv", "GATE,road", "GAET,road", "unknown-place"),
        swap("groups.csv", ",female,", ",f,", "unknown-choice"),
        swap("economy/wages.csv", "3000", "3 000", "not-a-number"),
        swap("economy/exchange_rates.csv", ",10,", ",ten,", "not-a-number"),
        swap("law/stay.csv", "rolling", "roling", "unknown-choice"),
        swap("events.yaml", "share: 0.33", "share: 33", "out-of-range"),
        swap("evidence/sources.csv", ",derived,", ",derivd,", "unknown-choice"),
        swap("assumptions.csv", "0.05,0.02", "0.05,0.06", "value-outside-range"),
    ]
    for fault in faults:
        fault.plant(study)

    with pytest.raises(BrokenStudy) as raised:
        read_inputs(study)

    assert [problem.code for problem in raised.value.problems] == [fault.code for fault in faults]


def test_at_most_two_hundred_problems_are_printed(tmp_path: Path) -> None:
    """A table full of faults does not bury the reader; the rest is counted."""
    study = copy_of_study(tmp_path)
    (study / "economy/wages.csv").write_text(HEADER + "QAA,2030,2031,x,QAC,authors,X,\n" * 7000)

    with pytest.raises(BrokenStudy) as raised:
        read_inputs(study)

    text = str(raised.value)
    assert text.count("[not-a-number]") == 200
    assert "... and 6800 more" in text


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    """What a spreadsheet would execute is read as the text it is."""
    study = copy_of_study(tmp_path)
    text = '=HYPERLINK(""http://x"",""a"")+cmd|\' /C calc\'!A0'
    swap("places.csv", "Made up like everything here", f'"{text}"', "").plant(study)

    inputs = read_inputs(study)

    assert inputs.declarations.frame.places["QAA"].note == text.replace('""', '"')
