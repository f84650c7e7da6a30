"""What a scenario changes, in words: what is clear comes first, and a report without a scenario has no such part."""

from __future__ import annotations

from dataclasses import replace

from sapar.report.effect_rows import effects_section
from sapar.report.language import Language
from sapar.report.render import render
from sapar.report.view import View
from sapar.scenarios.effects import Effect
from tests.unit.report.synthetic import page


def effect(answer: str, low: float, high: float) -> Effect:
    """An effect whose 80 % range is known."""
    middle = (low + high) / 2
    return Effect(
        answer=answer, question={"en": answer, "ru": f"ru {answer}"}, date="2020", unit="persons",
        baseline=1000.0, scenario=1000.0 + middle, difference=middle, low80=low, high80=high,
        share_up=0.5, mean=middle, error=1.0,
    )  # fmt: skip


def section(*effects: Effect, language: str = "en") -> dict[str, object] | None:
    """The part of the page about effects."""
    return effects_section(View(page=replace(page(), effects=effects), language=Language(language)))


def test_no_scenario_no_section() -> None:
    """A report of the baseline does not speak of effects."""
    assert section() is None


def test_effects_of_one_sign_come_first() -> None:
    """A fall and a rise are clear; a range around zero, or from zero, is not."""
    found = section(
        effect("around", -50, 90), effect("fall", -90, -20), effect("rise", 20, 90), effect("no", 0, 0)
    )

    assert found is not None
    assert [row[0] for row in found["of_one_sign"]] == ["fall", "rise"]  # type: ignore[attr-defined]
    assert [row[0] for row in found["others"]] == ["around", "no"]  # type: ignore[attr-defined]
    assert found["none"] == ""


def test_no_clear_effect_is_said_in_the_readers_language() -> None:
    """Nothing is passed over in silence."""
    found = section(effect("around", -50, 90), language="ru")

    assert found is not None
    assert found["none"] == "Ни один ответ не меняется ясно в одну сторону."
    assert found["others"][0][0] == "ru around"  # type: ignore[index]


def test_shares_differ_by_points() -> None:
    """From 40 to 43 % is three points, not 3 %."""
    share = replace(effect("share", 0.02, 0.04), unit="share", baseline=0.4, scenario=0.43, error=0.001)
    found = section(share)

    assert found is not None
    row = found["of_one_sign"][0]  # type: ignore[index]
    assert row[2:8] == ["40 %", "43 %", "3 points", "2 points to 4 points", "3 points", "0.10 points"]


def test_the_page_shows_both_parts() -> None:
    """Rows of both reach the page, in their order."""
    whole = render(replace(page(), effects=(effect("around", -50, 90), effect("fall", -90, -20))), "en")

    assert (
        0
        < whole.index('id="effects"')
        < whole.index(">fall<")
        < whole.index(">around<")
        < whole.index('id="check"')
    )
