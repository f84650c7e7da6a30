"""Words, numbers and dates."""

from __future__ import annotations

import datetime
import re
import string
from pathlib import Path

import pytest

import sapar.report
from sapar.report.catalogue import LANGUAGES, MESSAGES
from sapar.report.language import Language

PLURAL_FORMS = {"en": 2, "ru": 3}


def _blanks(message: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(message) if name}


@pytest.mark.parametrize("key", sorted(MESSAGES))
def test_every_message_is_complete_in_every_language(key: str) -> None:
    """No language lacks a text, a plural form or a blank that another has."""
    texts = MESSAGES[key]
    assert len(texts) == len(LANGUAGES)
    forms = [(text,) if isinstance(text, str) else text for text in texts]
    assert all(text.strip() for form in forms for text in form)
    if not isinstance(texts[0], str):
        assert [len(form) for form in forms] == [PLURAL_FORMS[code] for code in LANGUAGES]
    blanks = [set().union(*(_blanks(text) for text in form)) for form in forms]
    assert blanks[0] == blanks[1] or key == "agents"


def test_russian_is_russian_and_english_is_not() -> None:
    """No text was left in the other language."""
    for key, (english, russian) in MESSAGES.items():
        letters = re.compile("[а-яё]", re.IGNORECASE)
        assert not letters.search(str(english)), key
        plain = re.sub(r"\{\w*\}", "", str(russian))
        assert letters.search(plain) or not re.search("[a-z]{3}", plain), key


def test_every_message_that_code_or_template_names_exists() -> None:
    """A missing message fails here, not before a reader."""
    folder = Path(sapar.report.__file__).parent
    sources = [*folder.glob("*.py"), *folder.glob("templates/*")]
    named = {
        name
        for source in sources
        for name in re.findall(
            r"(?:\.text|\.plural|\btext)\(\s*['\"]([\w.]+)['\"]\s*[,)]", source.read_text("utf-8")
        )
    }
    assert len(named) > 80
    assert named <= set(MESSAGES)


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "1 прогон"), (3, "3 прогона"), (11, "11 прогонов"), (21, "21 прогон"), (25, "25 прогонов")],
)
def test_russian_counts_agree_with_their_nouns(count: int, words: str) -> None:
    """One, few and many."""
    assert Language("ru").plural("replicates", count) == words


def test_numbers_are_rounded_and_written_as_readers_expect() -> None:
    """Two significant digits, thin spaces, the language's decimal sign."""
    english, russian = Language("en"), Language("ru")
    assert english.number(413_482, 2) == "410\u202f000"
    assert russian.number(0.583, 2) == "0,58"
    assert english.number(-1234.5) == "\u22121\u202f234.5"
    assert english.number(float("nan")) == "\u2013"


@pytest.mark.parametrize(("code", "words"), [("en", "<10"), ("ru", "менее 10")])
def test_small_counts_have_no_number(code: str, words: str) -> None:
    """Above zero and below the threshold only the threshold is said."""
    language = Language(code)
    assert {language.count(value, 10) for value in (0.4, 1, 9, 9.9)} == {words}
    assert language.count(0, 10) == "0"
    assert language.count(10, 10) == "10"


def test_periods_are_as_short_as_they_can_be() -> None:
    """A whole year is a year, a whole month a month."""
    language = Language("en")
    day = datetime.date.fromisoformat
    assert language.period(day("2020-01-01"), day("2020-12-31")) == "2020"
    assert language.period(day("2020-02-01"), day("2020-02-29")) == "Feb 2020"
    assert language.period(day("2020-08-05"), None) == "5 Aug 2020"
    assert Language("ru").period(day("2020-08-04"), day("2020-08-05")) == "4 авг 2020 \u2013 5 авг 2020"


def test_a_language_without_a_catalogue_is_refused() -> None:
    """Silence would show English to a reader of another language."""
    with pytest.raises(ValueError, match="no catalogue"):
        Language("xx")
