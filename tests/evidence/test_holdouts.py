"""Hold-outs: what a rule holds out, and what is wrong with a rule."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest

from sapar.errors import BrokenStudy
from sapar.estimates.stocks.claims import compile_claims
from sapar.evidence.claims import Claim
from sapar.evidence.figures import Figure
from sapar.evidence.holdouts import Holdout, held_out, without
from sapar.evidence.ledger import Ledger
from sapar.study import Study, open_study
from sapar.study.circumstances import stock_setting
from sapar.study.estimates import assemble_for_estimate
from sapar.study.open import BUNDLED, blinded

WHY = {"en": "to see"}


def claim(name: str, citizenship: str, place: str, year: int, copy_of: str | None = None) -> Claim:
    """A claim about a whole year."""
    return Claim(
        claim=name, source="s", definition="workers_present", quantity="workers", citizenship=(citizenship,),
        place=(place,), from_=datetime.date(year, 1, 1), until=datetime.date(year, 12, 31), value=1000.0,
        hedge="point", as_printed="1,000", grade="A", copy_of=copy_of,
    )  # fmt: skip


def figure(name: str, *claims: str) -> Figure:
    """A figure that rests on claims."""
    return Figure(
        figure=name,
        claims=claims,
        operator="stock",
        role="validation",
        tolerance="C",
        text_en=".",
        text_ru=".",
    )


LEDGER = Ledger(
    claims=(
        claim("a", "UZB", "RUS", 2019),
        claim("b", "UZB", "KAZ", 2019),
        claim("c", "UZB", "RUS", 2020),
        claim("d", "TJK", "RUS", 2020, copy_of="c"),
    ),
    figures=(figure("f", "a"), figure("g", "b"), figure("h", "c", "b")),
)


@pytest.mark.parametrize(
    ("rule", "claims", "figures"),
    [
        (Holdout(claims=("b",), why=WHY), {"b"}, {"g", "h"}),
        (Holdout(figures=("f",), why=WHY), set(), {"f"}),
        (Holdout(place=("KAZ",), why=WHY), {"b"}, {"g", "h"}),
        (
            Holdout(citizenship=("UZB",), until=datetime.date(2019, 12, 31), why=WHY),
            {"a", "b"},
            {"f", "g", "h"},
        ),
        (Holdout(from_=datetime.date(2019, 6, 1), until=datetime.date(2019, 12, 31), why=WHY), set(), set()),
        (Holdout(claims=("d",), why=WHY), {"c", "d"}, {"h"}),
        (Holdout(claims=("c",), why=WHY), {"c", "d"}, {"h"}),
    ],
)
def test_rules_hold_out_what_they_say(rule: Holdout, claims: set[str], figures: set[str]) -> None:
    """Names, conditions that must all be met by the whole period, repeats of a claim, figures that rest on it."""
    found = held_out(LEDGER, [rule])
    left = without(LEDGER, found)

    assert (found.claims, found.figures) == (claims, figures)
    assert {each.claim for each in left.claims} == {"a", "b", "c", "d"} - claims
    assert {each.figure for each in left.figures} == {"f", "g", "h"} - figures


def test_a_fifth_of_the_usable_claims_is_held_out(central_asia_study: Study) -> None:
    """The real case holds out at least a fifth of its usable claims, and the blind ledger has none of them."""
    setting = stock_setting(central_asia_study, assemble_for_estimate(central_asia_study))
    used = {term.claim.claim for term in compile_claims(central_asia_study.ledger, setting).used}
    held = central_asia_study.held_out
    blind = blinded(central_asia_study)

    assert len(used & held.claims) >= 0.2 * len(used)
    assert {"O007", "O008", "O009", "S4-06"} <= held.claims
    assert {"F10-ratio", "H01", "H02", "H03"} <= held.figures
    assert not held.claims & {each.claim for each in blind.ledger.claims}
    assert set(blind.left_out) == held.claims


@pytest.mark.parametrize(
    ("rule", "code", "found"),
    [
        ("{claims: [C9], why: {en: x}}", "unknown-claim", "C9"),
        ("{figures: [T9], why: {en: x}}", "unknown-figure", "T9"),
        ("{citizenship: [QZZ], why: {en: x}}", "unknown-citizenship", "QZZ"),
        ("{place: [NOWHERE], why: {en: x}}", "unknown-place", "NOWHERE"),
        ("{why: {en: x}}", "missing-key", ""),
        ("{claims: [C1]}", "missing-key", ""),
        ("{place: [QXX], from: 1999, until: 1999, why: {en: x}}", "empty-change", ""),
        ("{from: 2031, until: 2030, why: {en: x}}", "dates-reversed", "2030-12-31"),
        ("{claim: [C1], why: {en: x}}", "unknown-key", "claim"),
    ],
)
def test_faulty_rules_are_reported_where_they_stand(tmp_path: Path, rule: str, code: str, found: str) -> None:
    """Unknown names, rules without effect and misspelt keys, each with its line in study.yaml."""
    folder = tmp_path / "two-places"
    shutil.copytree(BUNDLED / "two-places", folder)
    path = folder / "study.yaml"
    text = path.read_text(encoding="utf-8").partition("holdouts:")[0]
    path.write_text(f"{text}holdouts:\n  - {rule}\n", encoding="utf-8")

    with pytest.raises(BrokenStudy) as broken:
        open_study(str(folder))

    problem = next(each for each in broken.value.problems if each.code == code)
    assert problem.found == found
    assert problem.position is not None
    assert (problem.position.file, problem.position.line) == ("study.yaml", text.count("\n") + 2)
