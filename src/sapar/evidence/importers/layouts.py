"""How known kinds of tables are laid out, and which of their columns mean what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

LAYOUTS = ("tidy", "un-desa", "sdmx-csv", "hxl", "owid")
"""Kinds of tables that are recognised."""
ROLES = (
    "value",
    "low",
    "high",
    "origin",
    "place",
    "period",
    "until",
    "definition",
    "quantity",
    "unit",
    "as_printed",
    "note",
)
"""What a column can mean."""
_NAMES: dict[str, str] = {
    "value": "value obs_value number count stock people persons migrants total значение число количество численность",
    "low": "low lower min from_value нижняя",
    "high": "high upper max верхняя",
    "origin": "origin citizenship citizen orig country_of_origin coo nationality birth c_birth country_origin "
    "from_country гражданство страна_гражданства страна_выезда страна_происхождения",
    "place": "place destination dest host ref_area geo area coa country_of_asylum residence to_country entity "
    "code место место_пребывания страна_пребывания",
    "period": "period year date time time_period from date_from год дата период",
    "until": "until date_to to end",
    "definition": "definition определение",
    "quantity": "quantity indicator measure variable показатель",
    "unit": "unit unit_measure единица",
    "as_printed": "as_printed printed excerpt",
    "note": "note notes comment obs_status примечание",
}
_EITHER = ("country", "страна")
"""Columns that may be either end of a corridor: where people are, if no other column says so; else where from."""
_PARTS = ("sex", "gender", "age", "age_group", "пол", "возраст")
"""Columns by which a number may be that of a part of the people only."""
_HXL: tuple[tuple[str, str], ...] = (
    (r"#country\+.*origin|#origin|#adm0\+.*origin|#country\+citizenship", "origin"),
    (r"#country|#adm0|#loc", "place"),
    (r"#date|#period", "period"),
    (r"#(?:affected|population|reached|targeted|inneed|value|indicator\+value)", "value"),
    (r"#indicator\+name|#indicator", "quantity"),
    (r"#meta\+note|#description", "note"),
)
_UN_DESTINATION = re.compile(r"region.*of destination", re.IGNORECASE)
_UN_ORIGIN = re.compile(r"region.*of origin", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """Which column means what, for the user to confirm."""

    layout: str
    """One of `LAYOUTS`."""
    first_row: int
    """Index of the first row of numbers."""
    columns: dict[str, int] = field(default_factory=dict)
    """Index of the column of each role."""
    names: dict[str, str] = field(default_factory=dict)
    """Name of that column, to be shown."""
    years: dict[int, int] = field(default_factory=dict)
    """Of a table with one column a year: the year of each column."""
    constants: dict[str, str] = field(default_factory=dict)
    """What all rows share."""
    parts: dict[str, int] = field(default_factory=dict)
    """Index of each column that says of which part of the people a number is; it goes into the quantity."""

    def unused(self, header: Sequence[str]) -> tuple[str, ...]:
        """Columns of the header that mean nothing in this mapping; for tables with one column a year, none."""
        if self.years:
            return ()
        used = {*self.columns.values(), *self.parts.values()}
        return tuple(name for index, name in enumerate(header) if index not in used and name.strip())

    def with_columns(self, header: Sequence[str], wanted: dict[str, str]) -> Mapping:
        """The mapping with columns that the user names; an unknown name is left to the caller to report."""
        columns, names = dict(self.columns), dict(self.names)
        for role, name in wanted.items():
            columns[role], names[role] = list(header).index(name), name
        return replace(self, columns=columns, names=names)


def guess_mapping(rows: Sequence[Sequence[str]], layout: str | None = None) -> Mapping:
    """The layout of a table and the meaning of its columns, as far as names tell.

    Parameters
    ----------
    rows
        [row][column] the table.
    layout
        One of `LAYOUTS`, if the user names it.
    """
    if layout == "un-desa" or (layout is None and _un_header(rows) is not None):
        return _un_desa(rows)
    header = [cell.strip() for cell in rows[0]]
    if layout == "hxl" or (layout is None and _is_hxl(rows)):
        return _hxl(rows)
    if layout == "owid" or (layout is None and header[:3] == ["Entity", "Code", "Year"]):
        columns = {"place": 1, "period": 2, "value": 3}
        names = {role: header[index] for role, index in columns.items() if index < len(header)}
        quantity = header[3] if len(header) > 3 else ""
        return Mapping(
            layout="owid", first_row=1, columns=columns, names=names, constants={"quantity": quantity}
        )
    kind = "sdmx-csv" if layout == "sdmx-csv" or {"OBS_VALUE", "TIME_PERIOD"} <= set(header) else "tidy"
    return _by_names(header, kind)


def _by_names(header: Sequence[str], layout: str) -> Mapping:
    """Columns by what they are called, the likeliest name first."""
    lower = [re.sub(r"[\s-]+", "_", cell.strip().lower()).split(":")[0] for cell in header]
    columns: dict[str, int] = {}
    for role, words in _NAMES.items():
        for word in words.split():
            if word in lower and lower.index(word) not in columns.values():
                columns[role] = lower.index(word)
                break
    for word in _EITHER:
        open_ends = [end for end in ("place", "origin") if end not in columns]
        if word in lower and open_ends:
            columns[open_ends[0]] = lower.index(word)
    parts = {header[index]: index for index, word in enumerate(lower) if word in _PARTS}
    names = {role: header[index] for role, index in columns.items()}
    return Mapping(layout=layout, first_row=1, columns=columns, names=names, parts=parts)


def _is_hxl(rows: Sequence[Sequence[str]]) -> bool:
    """Whether one of the first rows holds hashtags."""
    return any(sum(cell.startswith("#") for cell in row) >= 2 for row in rows[:4])


def _hxl(rows: Sequence[Sequence[str]]) -> Mapping:
    """Columns by their hashtags; the first that fits a role is taken."""
    tag_row = next(
        (index for index, row in enumerate(rows[:4]) if sum(cell.startswith("#") for cell in row) >= 2), 0
    )
    columns: dict[str, int] = {}
    for index, tag in enumerate(rows[tag_row]):
        for pattern, role in _HXL:
            if re.match(pattern, tag.strip().lower()):
                better_code = role in ("origin", "place") and "+code" in tag
                if role not in columns or better_code:
                    columns[role] = index
                break
    names = {role: rows[tag_row][index] for role, index in columns.items()}
    return Mapping(layout="hxl", first_row=tag_row + 1, columns=columns, names=names)


def _un_header(rows: Sequence[Sequence[str]]) -> int | None:
    """The row that heads a United Nations table of migrants by destination and origin."""
    for index, row in enumerate(rows[:40]):
        text = [" ".join(cell.split()) for cell in row]
        if any(_UN_DESTINATION.search(cell) for cell in text) and any(
            _UN_ORIGIN.search(cell) for cell in text
        ):
            return index
    return None


def _un_desa(rows: Sequence[Sequence[str]]) -> Mapping:
    """The first block of years is both sexes; men and women, further right, repeat the years."""
    head = _un_header(rows)
    if head is None:
        return _by_names(rows[0], "un-desa")
    cells = [" ".join(cell.split()) for cell in rows[head]]
    below = rows[head + 1] if head + 1 < len(rows) else []
    place = next(index for index, cell in enumerate(cells) if _UN_DESTINATION.search(cell))
    origin = next(index for index, cell in enumerate(cells) if _UN_ORIGIN.search(cell))
    years: dict[int, int] = {}
    for source in (cells, list(below)):
        for index, cell in enumerate(source):
            if _YEAR.fullmatch(cell.strip()) and int(cell) not in years.values():
                years[index] = int(cell)
        if years:
            break
    first = head + 1 + int(bool(below) and any(_YEAR.fullmatch(cell.strip()) for cell in below))
    names = {
        "place": cells[place],
        "origin": cells[origin],
        "value": _year_span(years),
    }
    constants = {
        "definition": "foreign_born",
        "quantity": "international migrant stock, both sexes",
        "unit": "persons",
    }
    columns = {"place": place, "origin": origin}
    return Mapping(
        layout="un-desa", first_row=first, columns=columns, names=names, years=years, constants=constants
    )


def _year_span(years: dict[int, int]) -> str:
    """The columns of years, for people."""
    return f"years {min(years.values())} to {max(years.values())}" if years else "no columns of years"
