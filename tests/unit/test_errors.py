"""The text of an error is part of the interface."""

from __future__ import annotations

import pytest

import sapar.errors as errors
from sapar.errors import EXPLANATIONS, BrokenStudy, SaparError, UnknownPlace
from sapar.position import Position
from sapar.problems import Problems


def all_classes(root: type[SaparError] = SaparError) -> list[type[SaparError]]:
    """A class and all classes below it."""
    return [root, *(found for child in root.__subclasses__() for found in all_classes(child))]


def test_an_error_shows_where_what_and_a_way_out() -> None:
    """Position, excerpt with carets, suggestion and code stand where the style guide puts them."""
    at = Position(file="links.csv", line=14, column=11, excerpt='  origin: "KZ-75 "', width=8)

    text = str(UnknownPlace(at=at, found="KZ-75 ", known=["KZ-75", "KZ-79"]))

    assert text.split("\n") == [
        'links.csv:14:11  "KZ-75 " is not a place of this study',
        '   14 |   origin: "KZ-75 "',
        "      |           ^^^^^^^^",
        '   try: "KZ-75" (it ends in a space)               [unknown-place]',
    ]


def test_an_error_cannot_command_a_terminal() -> None:
    """Escape sequences of a hostile file are replaced, in the message and in the excerpt."""
    at = Position(file="a\x1b[2J.csv", line=1, column=1, excerpt="\x1b[31mred", width=4)

    text = str(UnknownPlace(at=at, found="\x1b]0;title\x07", known=[]))

    assert text.isprintable() or set(text) - {"\n"} == {letter for letter in text if letter.isprintable()}


def test_a_long_line_is_cut_around_the_fault() -> None:
    """The carets of a fault far to the right still point at it."""
    at = Position(file="a.csv", line=1, column=5001, excerpt="x" * 5000 + "FAULT" + "x" * 5000, width=5)

    excerpt, carets = at.pointing()

    assert len(excerpt) < 120
    assert excerpt[carets.index("^") : carets.rindex("^") + 1] == "FAULT"


def test_every_code_is_unique_and_explained() -> None:
    """`sapar explain` has a text for every code there is."""
    codes = [cls.code for cls in all_classes()]

    assert len(codes) == len(set(codes))
    assert set(codes) == set(EXPLANATIONS)
    assert all(len(text) > 20 for text in EXPLANATIONS.values())


def test_the_tree_at_the_top_draws_every_class() -> None:
    """The drawing cannot fall behind the code."""
    drawn = set((errors.__doc__ or "").replace("─", " ").split())

    assert {cls.__name__ for cls in all_classes()} <= drawn


def test_problems_come_in_the_order_of_the_files() -> None:
    """The settings come first, then the tables as the reference lists them, then lines and columns."""
    problems = Problems()
    places = [
        ("scenarios/a.yaml", 1),
        ("law/stay.csv", 2),
        ("places.xlsx", 9),
        ("places.csv", 3),
        ("study.yaml", 7),
    ]
    for file, line in places:
        problems.add(SaparError(at=Position(file=file, line=line), why="is odd", try_="mend it"))

    found = [problem.position.label for problem in problems.in_file_order if problem.position is not None]

    assert found == ["study.yaml:7", "places.csv:3", "places.xlsx:9", "law/stay.csv:2", "scenarios/a.yaml:1"]


def test_no_problem_stops_nothing() -> None:
    """A study without problems goes on."""
    Problems().stop_if_any()


def test_kept_problems_have_a_ceiling() -> None:
    """A file of millions of faults does not fill the memory; the count stays true."""
    problems = Problems()
    for _ in range(6000):
        problems.add(SaparError(why="is odd", try_="mend it"))

    with pytest.raises(BrokenStudy) as raised:
        problems.stop_if_any()

    assert "6000 problems" in str(raised.value)
    assert "and 5800 more" in str(raised.value)
