"""Documents as text: page furniture goes, the words and the day of publication stay."""

from __future__ import annotations

import datetime
import io

import pytest

from sapar.errors import UnreadableFile, WrongEncoding
from sapar.files.documents import document_of, joined_pages

PAGE = """<!doctype html><html><head><meta property="article:published_time" content="2020-08-05T10:00:00Z"></head>
<body><nav><a href="/">12 million readers</a></nav><div class="cookie-banner">We use 400 cookies</div>
<article><h1>The camp</h1><p>About 900 people wait near the border.</p>
<ul><li><a href="/more">Read also: 50,000 migrants</a></li></ul>
<p>Of them 200 are <b>Uzbek</b> citizens.</p></article>
<footer>Phone 332 10 47</footer><script>var people = 77000</script></body></html>"""


def test_page_furniture_is_left_out() -> None:
    """Menus, banners, lists of links, feet and scripts are no evidence; the paragraphs are, in order."""
    document = document_of(PAGE.encode(), "page.html")

    assert (
        document.text
        == "The camp\n\nAbout 900 people wait near the border.\n\nOf them 200 are Uzbek citizens."
    )
    assert document.published == datetime.date(2020, 8, 5)


def test_a_page_in_the_older_russian_encoding_is_read() -> None:
    """Pages saved years ago declare windows-1251."""
    page = '<html><head><meta charset="windows-1251"></head><body><p>В лагере 900 человек.</p></body></html>'

    assert document_of(page.encode("cp1251"), "page.html").text == "В лагере 900 человек."


def test_running_heads_and_page_numbers_are_left_out() -> None:
    """What heads every page is said once or never; a word broken at the line's end is whole again."""
    pages = [
        f"Yearbook 2020\nRegion {number} has 400 mi-\ngrants of {word}.\n{number}"
        for number, word in enumerate(("oil", "tea", "salt", "wool", "iron"), start=1)
    ]

    text = joined_pages(pages)

    assert "Yearbook" not in text
    assert "400 migrants of tea." in text
    assert "\n3\n" not in text


def test_a_pdf_without_text_is_refused_with_a_way_out() -> None:
    """A scan holds no words to read."""
    from pypdf import PdfWriter

    writer, buffer = PdfWriter(), io.BytesIO()
    writer.add_blank_page(width=100, height=100)
    writer.write(buffer)

    with pytest.raises(UnreadableFile, match="pictures of pages"):
        document_of(buffer.getvalue(), "scan.pdf")


@pytest.mark.parametrize(
    ("content", "error"), [(b"%PDF-1.7 broken", UnreadableFile), (b"caf\xe9 5 people", WrongEncoding)]
)
def test_damaged_documents_are_refused(content: bytes, error: type[Exception]) -> None:
    """Bytes that are no document end in a message."""
    with pytest.raises(error):
        document_of(content, "document")
