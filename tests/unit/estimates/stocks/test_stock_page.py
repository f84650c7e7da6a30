"""The page about an estimate: everything is on it, nothing leaves it."""

from __future__ import annotations

import html
import json
import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import vl_convert

from sapar.estimates.stocks import operators
from sapar.report.estimate.page import EstimatePage, EstimateView
from sapar.report.estimate.render import render_estimate
from sapar.report.estimate.words import reason
from sapar.report.language import Language
from tests.unit.estimates.stocks.small_estimates import CLAIMS, small_page

COUNTS = {
    "median",
    "low50",
    "high50",
    "low80",
    "high80",
    "prior_low80",
    "prior_median",
    "prior_high80",
    "printed",
}
"""Columns of people in the pictures' tables."""


@cache
def _page(*, converged: bool = True) -> EstimatePage:
    """The page of the small estimate."""
    with TemporaryDirectory() as folder:
        return small_page(Path(folder), converged=converged)


@cache
def _html(language: str, *, converged: bool = True) -> str:
    """The same as a file."""
    return render_estimate(_page(converged=converged), language)


def _visible(text: str) -> str:
    """What a reader sees: no scripts, styles and tags."""
    bare = re.sub(r"<(script|style).*?</\1>", " ", text, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", " ", bare))


def _payload(text: str) -> dict[str, object]:
    """What the page draws."""
    found = re.search(r'<script type="application/json" id="payload">(.*?)</script>', text, re.DOTALL)
    assert found is not None
    content: dict[str, object] = json.loads(found[1])
    return content


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_claim_is_on_the_page_used_or_not(language: str) -> None:
    """Each claim stands there by name; one that is not used with its reason, in the reader's language."""
    seen = _visible(_html(language))

    assert [claim.claim for claim in CLAIMS if claim.claim not in seen] == []
    assert {"en": "counts an event, not people present", "ru": "считает событие"}[language] in seen
    assert f'<html lang="{language}">' in _html(language)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_plain_answer_multiplies_out(language: str) -> None:
    """The question, the number with its range, each figure as printed and the four factors are in the answer."""
    seen = _visible(_html(language))

    assert "some 60 thousand" in seen
    assert {
        "en": "by which definition, and why do 4 figures differ",
        "ru": "по какому определению и почему 4 числа",
    }[language] in re.sub(r"\s+", " ", seen)
    assert seen.count("\u00d7") >= 4 * 4


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_caveat_is_on_the_page(language: str) -> None:
    """What ranges leave out, what is mostly prior, status, hidden counts and what the page is not for."""
    seen, text = _visible(_html(language)), Language(language).text

    for key in ("est.caveat.range", "est.caveat.status", "est.mostly_prior.long"):
        assert text(key) in seen
    assert text("est.caveat.hidden", n="10") in seen
    assert text("not_for.text", n="10") in seen
    assert text("est.converged").split(":")[0] in seen
    assert "illegal" not in seen.lower()
    assert "нелегал" not in seen.lower()


def test_the_page_asks_nothing_of_the_network() -> None:
    """No element loads anything, and the policy forbids it."""
    page = _html("en")
    outside = re.sub(r"<script.*?</script>", " ", page, flags=re.DOTALL)

    assert "default-src 'none'" in html.unescape(page)
    assert re.findall(r"<(?:link|img|iframe|object|embed|video|audio|base|form)\b", outside) == []
    assert re.findall(r"""\s(?:src|srcset|action|data|poster)=""", outside) == []
    assert re.findall(r'href="(?!#)', outside) == []
    assert "url(" not in outside
    assert "@import" not in outside


@pytest.mark.parametrize("language", ["en", "ru"])
def test_small_counts_are_hidden(language: str) -> None:
    """A corridor of some six people and a claim of seven show no number, in words, tables and pictures alike."""
    page = _html(language)

    assert "seven workers" not in page
    assert Language(language).small(10.0) in _visible(page)
    charts = _payload(page)["charts"]
    assert isinstance(charts, dict)
    shown = [
        cell
        for chart in charts.values()
        if chart is not charts["bias"]
        for table in chart["tables"].values()
        for row in table["rows"]
        for column, cell in zip(table["columns"], row, strict=True)
        if column in COUNTS or (column == "value" and "claim" in table["columns"])
    ]
    assert "<" in shown
    assert [cell for cell in shown if isinstance(cell, int | float) and 0 < cell < 10] == []


@pytest.mark.parametrize("language", ["en", "ru"])
def test_an_estimate_that_has_not_converged_says_so_loudly(language: str) -> None:
    """The box stands above everything else and again where convergence is shown; a good estimate has none."""
    alarm = Language(language).text("est.alarm")

    assert alarm not in _html(language)
    page = _html(language, converged=False)
    assert page.count(alarm) == 2
    assert page.index('role="alert"') < page.index("<main>")


def test_every_picture_can_be_drawn_wide_and_narrow() -> None:
    """Vega-Lite accepts each specification with its data."""
    charts = _payload(_html("ru"))["charts"]
    assert isinstance(charts, dict)
    assert {"headlines", "figures-A-X", "bias", "pulls", "disputes", "wanted", "series-A-X"} <= set(charts)
    for chart in charts.values():
        for drawing in (chart["drawing"], chart.get("narrow")):
            if drawing is not None:
                data = {
                    name: [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]
                    for name, table in chart["tables"].items()
                }
                assert vl_convert.vegalite_to_vega({**drawing, "datasets": data})["marks"]


def test_every_reason_has_russian_words() -> None:
    """Each reason that the estimate gives for a claim without a term is said in Russian."""
    view = EstimateView(page=_page(), language=Language("ru"))
    source = Path(operators.__file__).read_text("utf-8")
    reasons = re.findall(r'NotRead\("([^"]+)"\)', source) + re.findall(
        r'^    "\w+": "([^"]+)",$', source, re.MULTILINE
    )

    assert len(reasons) > 10
    assert [each for each in reasons if not re.search("[а-я]", reason(view, each))] == []
