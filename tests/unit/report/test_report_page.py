"""The report as one file."""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
import re
from dataclasses import replace
from functools import lru_cache
from html.parser import HTMLParser

import numpy as np
import pytest
import vl_convert
from synthetic import CLAIMS, SOURCES, page, tables

from sapar.estimates.stocks.result import Headline, Range
from sapar.report import ReportPage, render
from sapar.report.chart import HIDDEN, Chart
from sapar.report.figures import page_charts
from sapar.report.language import Language
from sapar.report.page import RunEstimate
from sapar.report.runtime import shipped, vega_bundle
from sapar.report.view import View
from sapar.results.tables import Tables

LARGEST = 3_000_000
"""Bytes of a page."""
LOADING = {"src", "srcset", "data", "poster", "background", "action", "formaction", "ping", "manifest"}
"""Attributes with which an element would load something."""


class Elements(HTMLParser):
    """All elements of a page with their attributes, and what its scripts and styles hold."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[tuple[str, dict[str, str | None], str]] = []
        self.words: list[str] = []
        self.inside: tuple[str, dict[str, str | None]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag in {"script", "style"}:
            self.inside = self.found[-1]

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style"}:
            self.inside = None

    def handle_data(self, data: str) -> None:
        if self.inside is not None:
            self.raw.append((*self.inside, data))
        else:
            self.words.append(data)


def _light_page() -> ReportPage:
    """The page without its slowest picture."""
    whole = tables()
    return replace(page(), tables=Tables(dataset=whole.dataset.drop_vars("flow"), meta=whole.meta))


@lru_cache(maxsize=2)
def html(language: str) -> str:
    return render(page(), language)


@lru_cache(maxsize=2)
def elements(language: str) -> Elements:
    parser = Elements()
    parser.feed(html(language))
    return parser


@lru_cache(maxsize=1)
def charts() -> tuple[Chart, ...]:
    return tuple(page_charts(View(page=page(), language=Language("en"))))


@pytest.mark.parametrize("language", ["en", "ru"])
def test_nothing_is_loaded_from_elsewhere(language: str) -> None:
    """No element, style or script of ours names an address to load from; links to sources are only links."""
    parsed = elements(language)
    for tag, attributes in parsed.found:
        assert not LOADING & set(attributes), tag
        assert tag not in {"link", "iframe", "object", "embed", "base", "form"}
        if "href" in attributes and tag != "a":
            pytest.fail(f"{tag} with href")
        assert not [name for name in attributes if name.startswith("on")]
    for tag, _, content in parsed.raw:
        if content != vega_bundle():
            assert "@import" not in content
            assert "url(" not in content
            assert tag == "style" or not re.search(
                r"\bfetch\(|XMLHttpRequest|import\(|WebSocket|sendBeacon", content
            )


def test_the_policy_lets_only_the_pages_own_scripts_run() -> None:
    """Everything is forbidden but two scripts, named by their hashes."""
    parsed = elements("en")
    policy = next(
        attributes["content"] or ""
        for tag, attributes in parsed.found
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    )
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert "connect-src" not in rules
    assert "unsafe" not in rules["script-src"]
    scripts = [
        content for tag, attributes, content in parsed.raw if tag == "script" and "type" not in attributes
    ]
    hashes = {
        "'sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() + "'"
        for script in scripts
    }
    assert len(scripts) == 2
    assert set(rules["script-src"].split()) == hashes


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_page_is_small_enough_to_mail(language: str) -> None:
    """With everything inside."""
    assert len(html(language).encode("utf-8")) < LARGEST


def test_the_same_page_gives_the_same_bytes() -> None:
    """Nothing of the moment gets in."""
    assert render(_light_page(), "en") == render(_light_page(), "en")


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_chart_has_words_a_table_and_a_download(language: str) -> None:
    """Who cannot see a chart reads it; who doubts it takes its numbers."""
    parsed = elements(language)
    drawn = [attributes for _, attributes in parsed.found if "data-chart" in attributes]
    downloads = {
        attributes["data-download"] for _, attributes in parsed.found if "data-download" in attributes
    }
    assert len(drawn) > 20
    assert {attributes["data-chart"] for attributes in drawn} == downloads
    assert all(attributes.get("aria-label") and attributes.get("role") for attributes in drawn)
    figures = html(language).split("<figure ")[1:]
    assert len(figures) == len(drawn)
    assert all('<details class="twin">' in figure and "<table>" in figure for figure in figures)


def test_the_page_has_a_language_headings_and_a_skip_link() -> None:
    """One title, no heading level left out, and a way past the navigation."""
    parsed = elements("ru")
    assert ("html", {"lang": "ru"}) in parsed.found
    levels = [int(tag[1]) for tag, _ in parsed.found if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(there <= here + 1 for here, there in itertools.pairwise(levels))
    first_link = next(attributes for tag, attributes in parsed.found if tag == "a")
    assert first_link["href"] == "#answers"
    names = [attributes["id"] for _, attributes in parsed.found if "id" in attributes]
    assert len(names) == len(set(names))
    assert "answers" in names


def test_answers_come_first_with_their_ranges() -> None:
    """The sentence that a reader came for."""
    english = html("en")
    assert "about 410\u202f000\u00a0people" in english
    assert "80 %: 350\u202f000 to 480\u202f000" in english
    assert english.index("about 410\u202f000") < english.index('data-chart="')
    assert "&#39;stranded.peak&#39;" in english
    russian = html("ru")
    assert "около 410\u202f000\u00a0человек" in russian
    assert "80 %: от 350\u202f000 до 480\u202f000" in russian
    assert "Источники об этом не говорят." in russian
    assert "Кыргызстан" in russian
    assert "Киргизия" not in russian


def test_failures_are_shown() -> None:
    """With a word and a sign, and counted above the table."""
    english = html("en")
    assert english.count("outside tolerance</b>") == sum(
        answer.verdict == "outside" for answer in page().figures
    )
    assert 'class="verdict outside"><svg' in english


HOSTILE = '</script><script>alert(1)</script><img src=x onerror="alert(2)">{{7*7}}\u2028'


def _hostile_page() -> ReportPage:
    source = replace(SOURCES[0], name=HOSTILE, interest=HOSTILE, address="javascript:alert(3)")
    claim = replace(CLAIMS[0], as_printed=HOSTILE, source=source.source)
    return replace(
        page(), claims=(claim, *CLAIMS[1:]), sources=(source, *SOURCES[1:]), question={"en": HOSTILE}
    )


def test_hostile_text_stays_text() -> None:
    """What a source wrote is shown, never run."""
    parser = Elements()
    parser.feed(render(_hostile_page(), "en"))
    assert [tag for tag, _ in parser.found if tag == "img"] == []
    assert sum(tag == "script" for tag, _ in parser.found) == 3
    assert not [
        1 for _, attributes in parser.found if str(attributes.get("href", "")).startswith("javascript")
    ]
    assert any("{{7*7}}" in words for words in parser.words)


def test_small_counts_are_nowhere() -> None:
    """Every table of a page that people may read or download holds no count between zero and the threshold."""
    for chart in charts():
        for table in chart.tables.values():
            counted = [number for number, column in enumerate(table.columns) if column.kind == "people"]
            for row in table.rows:
                for number in counted:
                    cell = row[number]
                    assert cell in (None, HIDDEN) or cell == 0 or float(cell) >= 10
    assert any(
        cell == HIDDEN
        for chart in charts()
        for table in chart.tables.values()
        for row in table.rows
        for cell in row
    )


def test_ribbons_of_small_flows_are_not_drawn() -> None:
    """A ribbon's width would tell the number."""
    flow = next(chart for chart in charts() if chart.id == "flow-map")
    words = json.dumps(flow.drawing, ensure_ascii=False)
    assert "Tajikistan \u2192 Türkiye" not in words
    assert "Uzbekistan \u2192 Russia" in words


@pytest.mark.parametrize(
    "id_", ["flow-map", "stock-KAZ-UZB", "timeline", "waiting-camp", "boarded", "wait", "check"]
)
def test_charts_can_be_drawn_outside_the_page(id_: str) -> None:
    """One specification with its data serves notebooks and images too."""
    chart = next(chart for chart in charts() if chart.id == id_)
    draw = vl_convert.vega_to_svg if chart.grammar == "vega" else vl_convert.vegalite_to_svg
    svg = draw(chart.specification())
    assert svg.count("<path") + svg.count("<line") > 10
    assert "NaN" not in svg
    assert "undefined" not in svg


def test_a_claim_is_drawn_at_its_date_with_its_source() -> None:
    """In the panel of the citizenship and country it is about, and of no other."""
    panel = next(chart for chart in charts() if chart.id == "stock-KAZ-UZB")
    drawn = {record["claim"]: record for record in panel.tables["claims"].records}
    assert set(drawn) == {"C01", "C02", "C03"}
    assert drawn["C02"]["date"] == "2021-01-16"
    assert drawn["C01"]["said"] == "nearly 360\u202f000"
    assert drawn["C03"]["definition"] == "registrations"
    assert len(panel.more) == 3
    together = next(chart for chart in charts() if chart.id == "stock-KAZ-all")
    assert [record["claim"] for record in together.tables["claims"].records] == ["C04"]


def test_a_study_without_episode_camps_or_places_still_has_a_page() -> None:
    """What the tables do not hold is left out, not broken."""
    bare = Tables(
        dataset=tables().dataset[["stock", "country_of_region"]],
        meta={
            "study": "bare",
            "titles": {"en": "Bare"},
            "replicates": 20,
            "seed": 1,
            "disclosure_threshold": 10,
        },
    )
    text = render(ReportPage(tables=bare, answers=()), "ru")
    assert 'data-chart="stock-RUS-UZB"' in text
    assert 'data-chart="flow-map"' not in text


def test_the_wait_distribution_keeps_everybody() -> None:
    """The table's weeks add up to the people of the median replicate, nearly."""
    chart = next(chart for chart in charts() if chart.id == "wait")
    counted = sum(
        float(record["median"]) for record in chart.main.records if isinstance(record["median"], int)
    )
    total = float(np.median(tables().dataset["camp_wait"].sum(["camp", "wait"])))
    assert counted == pytest.approx(total, rel=0.05)


def test_dark_screens_and_paper_have_their_colours() -> None:
    """By the reader's own setting."""
    style = shipped("templates/page.css")
    assert "prefers-color-scheme:dark" in style
    assert "@media print" in style
    assert ":focus-visible" in style


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [0, 1])
@pytest.mark.parametrize("text", ["ink", "quiet", "link", "good", "bad"])
@pytest.mark.parametrize("ground", ["paper", "soft"])
def test_text_can_be_read(scheme: int, text: str, ground: str) -> None:
    """Contrast of at least 4.5 to 1 in both colour schemes (WCAG 2.2, success criterion 1.4.3)."""
    block = re.findall(r":root\{([^}]*)\}", shipped("templates/page.css"))[scheme]
    colours = dict(re.findall(r"--([\w-]+):(#[0-9a-f]+)", block))
    first, second = (
        _luminance(colour if len(colour) == 7 else "#" + "".join(letter * 2 for letter in colour[1:]))
        for colour in (colours[text], colours[ground])
    )
    assert (max(first, second) + 0.05) / (min(first, second) + 0.05) >= 4.5


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_run_names_the_estimate_it_starts_from(language: str) -> None:
    """Each corridor in its key years with its range, small counts hidden, and the way to the page about them."""
    usual, few = (
        Range(median=1000.0 * size, low80=500.0 * size, high80=2000.0 * size) for size in (1.0, 0.005)
    )
    headlines = [
        Headline(citizenship=code, host="RUS", year=2020, why="reference", prior=usual, stock=stock, claims=3)
        for code, stock in (("UZB", usual), ("KGZ", few))
    ]
    made = RunEstimate(
        headlines=headlines,
        claims=7,
        has_converged=True,
        study="tiny",
        link={"en": "../estimates/a/estimates.html"},
    )
    text = render(replace(_light_page(), estimate=made), language)

    section = text.split('<section id="estimate">')[1].split("</section>")[0]
    assert "2020: 1\u202f000 (500 \u2013 2\u202f000)" in section
    assert "2020: 5 " not in section
    assert ('href="../estimates/a/estimates.html"' in section) == (language == "en")
    assert '<section id="estimate">' not in render(_light_page(), language)
