"""Reading text: sentences with gold labels, traps, and what is true of every text."""

from __future__ import annotations

import datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sapar.evidence.reading import read_text
from sapar.evidence.reading.sentences import split_sentences
from tests.evidence.score import places, records, score

DAY = datetime.date(2023, 9, 5)


def test_sentences_the_grammar_was_not_written_on_are_read() -> None:
    """Number and hedge: recall and precision at least 0.95; group, place and period at least 0.85."""
    total = score(records("held_out"))

    assert total.recall >= 0.95
    assert total.precision >= 0.95
    assert total.group_place_period >= 0.85


def test_sentences_the_grammar_was_written_on_are_read() -> None:
    """What was once right stays right."""
    total = score(records("open"))

    assert min(total.recall, total.precision) >= 0.98
    assert total.group_place_period >= 0.95


def test_a_third_of_the_sentences_is_held_out() -> None:
    """At least 600 sentences in two languages, a third of them apart, none in both files."""
    known, held = records("open"), records("held_out")

    assert len(known) + len(held) >= 600
    assert abs(len(held) / (len(known) + len(held)) - 1 / 3) < 0.01
    assert not {row["text"] for row in known} & {row["text"] for row in held}
    assert all({row["language"] for row in rows} == {"en", "ru"} for rows in (known, held))


@pytest.mark.parametrize(
    ("text", "hedge", "numbers"),
    [
        ("half a million migrants", "point", (500_000.0, None, None)),
        ("полтора миллиона мигрантов", "point", (1_500_000.0, None, None)),
        ("около 5 тыс. мигрантов", "about", (5_000.0, None, None)),
        ("сто с лишним тысяч мигрантов", "at_least", (None, 100_000.0, None)),
        ("1 млн 200 тысяч мигрантов", "point", (1_200_000.0, None, None)),
        ("nearly 360,000 migrants", "nearly", (None, None, 360_000.0)),
        ("up to 1.2 million migrants", "at_most", (None, None, 1_200_000.0)),
        ("1.2-1.5 million migrants", "range", (None, 1_200_000.0, 1_500_000.0)),
        ("от 600 до 700 тысяч мигрантов", "range", (None, 600_000.0, 700_000.0)),
        ("tens of thousands of migrants", "vague", (None, 20_000.0, 100_000.0)),
        ("forty-four migrants", "point", (44.0, None, None)),
        ("двадцать пять тысяч мигрантов", "point", (25_000.0, None, None)),
    ],
)
def test_numbers_and_hedges(text: str, hedge: str, numbers: tuple[float | None, ...]) -> None:
    """Each way of saying a number gives its value, or the side it bounds."""
    (found,) = read_text(f"There were {text}." if text.isascii() else f"Там было {text}.").candidates

    assert found.hedge == hedge
    assert (found.value, found.low, found.high) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "The migrants are aged 18 to 25.",
        "Migrants pay 45,000 roubles for a ticket.",
        "Call +7 846 332 10 47 if you are a migrant.",
        "Мигранты звонят по номеру 8-800-350-23-69.",
        "See page 14 on migrants.",
        "Migrants may stay 90 days under Law No. 115.",
        "По закону № 115-ФЗ мигрант может находиться 90 дней.",
        "On 5 August 2020 the migrants left.",
        "Migrants walked 12 km.",
        "The migrants, who left in 2014, came back.",
        "Remittances of migrants make up 27 percent of GDP.",
    ],
)
def test_numbers_that_count_nobody_are_passed_over(text: str) -> None:
    """Ages, money, telephones, pages, laws, lengths of time, dates, distances and shares of an economy."""
    assert not read_text(text, published=DAY).candidates


def test_relative_dates_follow_the_day_of_publication() -> None:
    """ "Last year" is resolved only where the day of publication is known, and moves with it."""
    text = "Last year 4,200 Tajiks were registered in Russia."
    (unknown,) = read_text(text).candidates
    (known,) = read_text(text, published=DAY).candidates

    assert unknown.from_ is None
    assert known.from_ == datetime.date(2022, 1, 1)
    assert known.until == datetime.date(2022, 12, 31)


def test_every_field_has_its_reason() -> None:
    """A candidate says which words gave its place, origin, period, speaker and noun."""
    text = "По данным МВД, в 2019 году в Казахстане работали почти 360 тыс. граждан Узбекистана."
    (found,) = read_text(text).candidates
    reasons = " ".join(found.reasons)

    assert found.attribution == "МВД"
    assert (found.origin, found.place, found.definition) == (("UZB",), ("KAZ",), "workers_present")
    assert all(word in reasons for word in ("почти", "Узбекистана", "Казахстане", "2019", "МВД", "граждан"))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "about",
                "nearly",
                "5",
                "1,200",
                "12.5",
                "тыс",
                "млн",
                "40",
                "%",
                "migrants",
                "мигрантов",
                "citizens",
                "of",
                "Uzbekistan",
                "from",
                "to",
                "до",
                "от",
                "с",
                "в",
                "2019",
                "году",
                "one",
                "in",
                "ten",
                "half",
                "a",
                "million",
                "every",
                "fifth",
                "каждый",
                "пятый",
                "половина",
                ".",
                ",",
                ";",
                "(",
                ")",
                "—",
                "-",
                "«»",
                "$",
                "№",
                "times",
                "doubled",
                "вдвое",
                "May",
                "3",
                "last",
                "year",
                "за",
                "пять",
                "лет",
                "между",
                "и",
                "and",
                "не",
                "более",
                "чем",
                "Россия",
                "the",
            ]
        ),
        max_size=25,
    )
)
def test_any_words_in_any_order_are_read(words: list[str]) -> None:
    """Nothing breaks the reader, and each span is a stretch of the text that holds its number's words."""
    text = " ".join(words)
    reading = read_text(text, published=DAY, places=places())

    for found in reading.candidates:
        start, end = found.span
        assert 0 <= start < end <= len(text)
        assert 0.0 <= found.confidence <= 1.0
        if found.low is not None and found.high is not None:
            assert found.low <= found.high
    for passed in reading.refused:
        assert text[slice(*passed.span)] == passed.text


@given(st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read(text: str) -> None:
    """Sentences cover the text in order, and reading it never fails."""
    places_of_sentences = [(start, start + len(sentence)) for start, sentence in split_sentences(text)]

    assert all(text[start:end].strip() for start, end in places_of_sentences)
    assert all(first[1] <= second[0] for first, second in pairwise(places_of_sentences))
    read_text(text, published=DAY)


def test_sentences_of_another_author_are_read() -> None:
    """Sixty sentences that somebody else wrote after the grammar; it was mended on them since."""
    total = score(records("news"))

    assert total.recall >= 0.95
    assert total.precision >= 0.95
    assert total.group_place_period >= 0.85


@pytest.mark.parametrize(
    ("text", "group", "origin", "place"),
    [
        (
            "Kazakhstan hosted 12,000 Uzbek builders. About 4,000 of them had no contract.",
            "workers",
            "UZB",
            "KAZ",
        ),
        ("Kazakhstan hosted 12,000 Uzbek builders. Another 300 left for Korea.", "workers", "UZB", "KOR"),
        ("Kazakhstan hosted 12,000 Uzbek builders. One in ten had no papers.", "workers", "UZB", "KAZ"),
        (
            "В Польше работали 50 тысяч киргизов. Около 40 процентов из них — без визы.",
            "citizens",
            "KGZ",
            "POL",
        ),
        ("В Польше работали 50 тысяч киргизов. Ещё 12 тыс. уехали в Корею.", "citizens", "KGZ", "KOR"),
    ],
)
def test_they_are_those_of_the_sentence_before(text: str, group: str, origin: str, place: str) -> None:
    """Words such as "of them", "another" and a bare fraction count the people of the sentence before."""
    found = read_text(text).candidates[-1]

    assert (found.group, found.origin, found.place) == (group, (origin,), (place,))


@pytest.mark.parametrize(
    "text",
    [
        "Kazakhstan hosted 12,000 Uzbek builders. The plant made 300 sofas.",
        "Kazakhstan hosted 12,000 Uzbek builders. They were paid 300 dollars.",
        "В Польше работали 50 тысяч киргизов. Ещё 40 школ закрылись.",
        "В Польше работали 50 тысяч киргизов.\n\nЕщё 40 уехали.",
    ],
)
def test_not_every_number_goes_on_from_the_sentence_before(text: str) -> None:
    """A noun of its own, money, or a new paragraph ends what the sentence before counted."""
    assert len(read_text(text).candidates) == 1


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("Hundreds of Afghans and Yemenis wait.", ("AFG", "YEM")),
        ("Около 300 узбеков и таджиков ждут.", ("TJK", "UZB")),
        ("400 workers from Uzbekistan and Tajikistan returned.", ("TJK", "UZB")),
        ("900 граждан Вьетнама получили разрешения.", ("VNM",)),
    ],
)
def test_several_origins(text: str, origin: tuple[str, ...]) -> None:
    """Peoples and countries tied by "and" are both where people come from; names like Вьетнам keep their end."""
    assert read_text(text).candidates[0].origin == origin
