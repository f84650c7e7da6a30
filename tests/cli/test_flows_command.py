"""`sapar flows` on tidy tables."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sapar.cli import app

WORLD = (
    Path(__file__).resolve().parents[3]
    / "shared"
    / "data"
    / "generality"
    / "un_ims2024_od_world_both_sexes.csv.gz"
)
START = ((100, 10, 10, 0), (20, 55, 25, 10), (10, 40, 140, 65), (20, 25, 20, 200))
END = ((70, 30, 10, 10), (25, 60, 10, 15), (10, 55, 140, 50), (40, 45, 0, 180))
HEADER = "year,birthplace,residence,stock\n"


def rows(table: tuple[tuple[int, ...], ...], year: int, *, natives: bool = True, sex: str = "") -> str:
    """A table as lines."""
    return "".join(
        f"{year},{born},{lives},{f'{sex},' if sex else ''}{people}\n"
        for born, line in zip("ABCD", table, strict=True)
        for lives, people in zip("ABCD", line, strict=True)
        if natives or born != lives
    )


@pytest.fixture
def stocks(tmp_path: Path) -> Path:
    """The example of Abel (2018) as a tidy file."""
    path = tmp_path / "stocks.csv"
    path.write_text(HEADER + rows(START, 2010) + rows(END, 2015), encoding="utf-8")
    return path


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """The same example with a hundred times as many people, so that none of its flows is too small to be shown."""
    path = tmp_path / "many.csv"
    larger = [tuple(tuple(100 * people for people in line) for line in table) for table in (START, END)]
    path.write_text(HEADER + rows(larger[0], 2010) + rows(larger[1], 2015), encoding="utf-8")
    return path


def run(*arguments: object) -> tuple[int, str, str]:
    """Exit code, output and messages."""
    result = CliRunner().invoke(app, ["flows", *(str(each) for each in arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.stdout, result.stderr


def answer(*arguments: object) -> dict[str, object]:
    """The JSON object on standard output."""
    code, out, err = run(*arguments, "--json")
    assert code == 0, err
    found: dict[str, object] = json.loads(out)
    return found


def corridors(found: dict[str, object]) -> dict[tuple[str, str], dict[str, float]]:
    """Flows by origin and destination."""
    return {(row["origin"], row["destination"]): row for row in found["flows"]}  # type: ignore[attr-defined]


def test_the_example_of_2018(many: Path, tmp_path: Path) -> None:
    """JSON, CSV and terminal give the published flows with bounds and bands, and the account."""
    out = tmp_path / "flows.csv"
    found = answer(many, "--method", "minimum", "--draws", 20, "--error", 0.02, "--out", out)
    flows = corridors(found)
    period = found["periods"][0]  # type: ignore[index]

    assert period["total"] == pytest.approx(10_000.0)
    assert period["account_gap"] < 1e-9
    assert flows["C", "A"]["flow"] == pytest.approx(1_500.0)
    assert (flows["C", "A"]["minimum_low"], flows["C", "A"]["minimum_high"]) == pytest.approx(
        (500.0, 2_500.0)
    )
    assert flows["C", "A"]["band_low"] <= flows["C", "A"]["band_high"]
    written = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert len(written) == len(flows)
    assert {row["from"] for row in written} == {"2010"}

    code, shown, _ = run(many)
    assert code == 0
    assert "method mixture" in shown
    assert "account: closes" in shown
    assert "effectiveness" in shown


def test_other_names_sexes_and_gzip(tmp_path: Path) -> None:
    """Columns as other producers name them, each sex on its own, packed."""
    path = tmp_path / "stocks.csv.gz"
    text = "mid_year,orig,dest,sex,value\n"
    text += "".join(
        rows(table, year, sex=sex) for table, year in ((START, 2010), (END, 2015)) for sex in "fm"
    )
    path.write_bytes(gzip.compress(text.encode()))
    found = answer(path)

    assert [period["sex"] for period in found["periods"]] == ["f", "m"]  # type: ignore[attr-defined]
    assert found["flows"] != []


def test_whole_numbers_keep_the_total(many: Path) -> None:
    """Rounded flows are whole and sum to the rounded total."""
    found = answer(many, "--whole")
    flows = [row["flow"] for row in found["flows"]]  # type: ignore[attr-defined]

    assert all(flow == int(flow) for flow in flows)
    assert sum(flows) == round(found["periods"][0]["total"])  # type: ignore[index]


def test_populations_give_the_native_born(stocks: Path, tmp_path: Path) -> None:
    """A table without native born and one of populations give the flows of the whole table."""
    lines = stocks.read_text(encoding="utf-8").splitlines(keepends=True)
    people: dict[tuple[str, str], float] = {}
    for line in lines[1:]:
        year, _, lives, stock = line.strip().split(",")
        people[year, lives] = people.get((year, lives), 0.0) + float(stock)
    abroad = tmp_path / "abroad.csv"
    abroad.write_text(
        "".join(line for line in lines if line.split(",")[1] != line.split(",")[2]), encoding="utf-8"
    )
    populations = tmp_path / "populations.csv"
    populations.write_text(
        "year,place,population\n" + "".join(f"{year},{lives},{n}\n" for (year, lives), n in people.items()),
        encoding="utf-8",
    )
    whole, filled = answer(stocks), answer(abroad, "--populations", populations)
    changes = answer(abroad)

    assert filled["flows"] == whole["flows"]
    assert changes["periods"][0]["method"] == "minimum"  # type: ignore[index]
    assert changes["periods"][0]["total"] == pytest.approx(100.0)  # type: ignore[index]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("2015,B,A,25", "2015,B,A,-25"), ("stocks.csv:22:10", "out-of-range")),
        (("2015,B,A,25", "2015,B,A,many"), ("stocks.csv:22:10", "not-a-number")),
        (("2015,B,A,25\n", "2015,B,A,25\n2015,B,A,25\n"), ("duplicate-row",)),
        (("2015,B,B,60\n", ""), ("row B", "column B", "missing-natives")),
        (("year,birthplace,residence,stock", "year,birthplace,stock,place_of_origin"), ("unknown-column",)),
        (("2015", "2010"), ("duplicate-row",)),
    ],
)
def test_faulty_stocks_are_refused_where_they_stand(
    stocks: Path, change: tuple[str, str], expected: tuple[str, ...]
) -> None:
    """Position, row and column, and a code that `sapar explain` knows."""
    text = stocks.read_text(encoding="utf-8")
    assert change[0] in text
    stocks.write_text(text.replace(*change), encoding="utf-8")
    code, out, err = run(stocks)

    assert code in (1, 2)
    assert out.strip() == ""
    assert all(words in err for words in expected), err


@pytest.mark.parametrize(
    ("deaths", "expected"),
    [
        ("2010,A,1\n2010,B,1\n2010,C,1\n", ("row D", "unmatched-place")),
        ("2010,A,1\n2010,B,1\n2010,C,1\n2010,D,1\n2010,E,1\n", ("unknown-choice", "deaths.csv:6:6")),
        ("2010,A,1\n2010,B,9000\n2010,C,1\n2010,D,1\n", ("column B", "deaths-above-stock", "deaths.csv:3:8")),
        ("2010,A,90\n2010,B,90\n2010,C,90\n2010,D,90\n", ("totals-disagree",)),
    ],
)
def test_faulty_deaths_are_refused_where_they_stand(
    stocks: Path, deaths: str, expected: tuple[str, ...]
) -> None:
    """Missing places, unknown places, more deaths than people, and deaths that do not add up."""
    path = stocks.parent / "deaths.csv"
    path.write_text("period,place,deaths\n" + deaths, encoding="utf-8")
    code, _, err = run(stocks, "--deaths", path)

    assert code in (1, 2)
    assert all(words in err for words in expected), err


def test_a_total_among_the_birthplaces_is_refused(stocks: Path) -> None:
    """Rows of all birthplaces together would count everybody twice."""
    text = stocks.read_text(encoding="utf-8")
    sums = {
        year: [sum(column) for column in zip(*table, strict=True)]
        for year, table in ((2010, START), (2015, END))
    }
    totals = "".join(
        f"{year},World,{lives},{people}\n"
        for year, line in sums.items()
        for lives, people in zip("ABCD", line, strict=True)
    )
    stocks.write_text(text + totals, encoding="utf-8")
    code, _, err = run(stocks)

    assert code == 2
    assert "aggregate-place" in err
    assert run(stocks, "--leave-out", "World")[0] == 0


def test_a_page_stands_alone(many: Path, tmp_path: Path) -> None:
    """Both languages; nothing is loaded from elsewhere."""
    for language, word in (("en", "The largest flows"), ("ru", "Самые большие потоки")):
        page = tmp_path / f"{language}.html"
        assert run(many, "--html", page, "--lang", language)[0] == 0
        text = page.read_text(encoding="utf-8")
        assert word in text
        assert "default-src &#39;none&#39;" in text
        assert 'src="http' not in text


def test_small_flows_leave_in_no_output(stocks: Path, tmp_path: Path) -> None:
    """The published flow of five people, and three more without which totals would give it, are hidden everywhere."""
    out, page = tmp_path / "flows.csv", tmp_path / "flows.html"
    options = ("--method", "minimum", "--draws", 20, "--error", 0.02)
    found = answer(stocks, *options)
    code, _, err = run(stocks, *options, "--out", out, "--html", page)
    written = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    hidden = {key for key, row in corridors(found).items() if row["hidden"]}

    assert code == 0, err
    assert hidden == {("C", "D"), ("A", "D"), ("A", "B"), ("C", "B")}
    assert {(row["origin"], row["destination"]) for row in written if row["hidden"] == "yes"} == hidden
    for row in found["flows"]:  # type: ignore[attr-defined]
        numbers = [row[name] for name in ("flow", "minimum_low", "minimum_high", "band_low", "band_high")]
        assert all(number is None or number == 0 or number >= 10 for number in numbers)
        assert all(number is None for number in numbers) == row["hidden"]
    assert any("hidden: 1 flows below 10 people, and 3 more" in note for note in found["notes"])  # type: ignore[attr-defined]
    assert "hidden: 1 flows below 10 people" in page.read_text(encoding="utf-8")


@pytest.mark.skipif(not WORLD.is_file(), reason="the world's stocks are not here")
def test_the_world(tmp_path: Path) -> None:
    """All countries, 1990 to 2024: accounts close, and the largest flows are those everybody heard of."""
    page = tmp_path / "world.html"
    found = answer(WORLD, "--leave-out", "WLD", "--top", 6, "--html", page)
    periods = found["periods"]
    latest = sorted(
        (row for row in found["flows"] if row["from"] == "2020"),
        key=lambda row: -(row["flow"] or 0),  # type: ignore[attr-defined]
    )

    assert len(periods) == 7  # type: ignore[arg-type]
    assert all(period["account_gap"] < 1e-3 for period in periods)  # type: ignore[attr-defined]
    assert {("UKR", "DEU"), ("VEN", "COL"), ("AFG", "IRN")} <= {
        (row["origin"], row["destination"]) for row in latest[:6]
    }
    assert '"flow-map"' in page.read_text(encoding="utf-8")


PAIRS = {"AB": 10, "AC": 30, "AD": 50, "BC": 20, "BD": 40, "CD": 25}


def pairs_table(tmp_path: Path, *, left_out: str = "") -> Path:
    """A table of all pairs of the four places but those with one of them."""
    path = tmp_path / "pairs.csv"
    lines = [
        f"{one},{other},{PAIRS.get(one + other) or PAIRS[other + one]}"
        for one in "ABCD"
        for other in "ABCD"
        if one != other and left_out not in (one, other)
    ]
    path.write_text("origin,destination,km\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_gravity_from_the_command_line(many: Path, tmp_path: Path) -> None:
    """A slope of distance for the period, over draws, with an error that holds the spread between them."""
    pytest.importorskip("pyfixest")
    pairs = pairs_table(tmp_path)
    (one,) = answer(many, "--gravity", pairs, "--covariate", "log:km")["gravity"]  # type: ignore[misc]
    (over,) = answer(many, "--gravity", pairs, "--covariate", "log:km", "--draws", 30)["gravity"]  # type: ignore[misc]

    assert (one["draws"], over["draws"]) == (1, 20)
    assert 0 < one["error"] < 5
    assert over["from"] == "2010"


def test_gravity_names_what_its_table_lacks(many: Path, tmp_path: Path) -> None:
    """A column that is not there, a place without pairs, a logarithm of nothing: no fit, no traceback."""
    code, _, err = run(many, "--gravity", pairs_table(tmp_path), "--covariate", "tie")
    assert code != 0
    assert '"tie" is not a column' in err

    code, _, err = run(many, "--gravity", pairs_table(tmp_path, left_out="D"), "--covariate", "km")
    assert code != 0
    assert "row D" in err
    assert "--leave-out D" in err

    path = pairs_table(tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace("A,B,10", "A,B,0"), encoding="utf-8")
    code, _, err = run(many, "--gravity", path, "--covariate", "log:km")
    assert code != 0
    assert "pairs.csv:2" in err

    assert run(many, "--gravity", path)[0] == 2
