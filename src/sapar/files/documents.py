"""Documents people write: plain text, web pages saved to disk, PDF; each as text without its page furniture."""

from __future__ import annotations

import datetime
import io
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sapar.errors import LimitExceeded, MissingFile, NotAFile, UnreadableFile, WrongEncoding
from sapar.position import Position

MOST_BYTES = 20_000_000
"""Bytes of one document."""
MOST_PAGES = 2_000
"""Pages of one PDF."""
_FURNITURE = "script, style, noscript, nav, header, footer, aside, form, button, svg, iframe, template, menu"
_FURNITURE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|menu|footer|sidebar|breadcrumbs?|cookies?|banner|share|social|related|comments?|advert|promo|"
    r"subscribe|newsletter|pagination|toolbar|tags)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BLOCKS = "p, h1, h2, h3, h4, h5, h6, li, td, th, blockquote, figcaption, dt, dd, pre, caption"
PARTED = " | "
"""Between the cells of a row of a table; a row is a line of its own."""
_MOST_LINKS = 0.5
_DATE_KEYS = ("article:published_time", "datePublished", "date", "pubdate", "dc.date", "DC.date.issued")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_PAGE_NUMBER = re.compile(
    r"^\W*(?:page|стр\.?|с\.)?\s*\d{1,4}(?:\s*(?:of|из|/)\s*\d{1,4})?\W*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document's text."""

    name: str
    """File name, or `-`."""
    text: str
    """Paragraphs, one blank line between two."""
    published: datetime.date | None = None
    """The day of publication, where the file itself says it."""


def read_document(path: Path) -> Document:
    """Read a document from disk.

    Raises
    ------
    MissingFile, NotAFile, UnreadableFile, LimitExceeded, WrongEncoding
        What is wrong with the file.
    """
    at = Position(file=str(path))
    if not path.exists():
        raise MissingFile(at=at, why="is not there", try_="check the name and the folder")
    if not path.is_file():
        raise NotAFile(at=at, why="is not a file", try_="name one document")
    try:
        with path.open("rb") as opened:
            content = opened.read(MOST_BYTES + 1)
    except OSError as cause:
        raise UnreadableFile(
            at=at, why=f"cannot be read: {cause.strerror}", try_="check its permissions"
        ) from cause
    return document_of(content, path.name)


def document_of(content: bytes, name: str) -> Document:
    """The document in some bytes; its kind is told by their beginning, not by the name."""
    at = Position(file=name)
    if len(content) > MOST_BYTES:
        raise LimitExceeded(
            at=at, why=f"is larger than {MOST_BYTES:,} bytes", try_="keep only the pages with the numbers"
        )
    if content[:5] == b"%PDF-":
        return _pdf(content, name)
    text = _decoded(content, name)
    if re.match(r"\s*(?:<!doctype html|<html|<\?xml|<head|<body|<div|<p\b)", text, re.IGNORECASE):
        return _html(text, name)
    return Document(name=name, text=text.replace("\r\n", "\n").replace("\r", "\n"))


def _decoded(content: bytes, name: str) -> str:
    """Text of a document: UTF-8, UTF-16 with its mark, or the older Russian encoding where a page declares it."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace")
    declared = re.search(rb"charset=[\"']?(windows-1251|cp1251|koi8-r)", content[:4096], re.IGNORECASE)
    if declared is not None:
        return content.decode(declared[1].decode("ascii").lower().replace("windows-", "cp"), "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as cause:
        raise WrongEncoding(
            at=Position(file=name),
            why=f"byte {content[cause.start]:#04x} at {cause.start} is not UTF-8",
            try_="save the text as UTF-8",
        ) from cause


def _library(name: str, file: str) -> Any:
    """An optional library, or how to get it."""
    import importlib

    try:
        return importlib.import_module(name)
    except ImportError as cause:
        raise UnreadableFile(
            at=Position(file=file),
            why=f"needs the library {name.split('.')[0]}, which is not installed",
            try_='pip install "sapar[ingest]", or save the document as plain text',
        ) from cause


def _html(text: str, name: str) -> Document:
    """A web page without menus, banners and lists of links."""
    tree = _library("selectolax.lexbor", name).LexborHTMLParser(text)
    published = _published(tree)
    for node in tree.css(_FURNITURE):
        if node.tag == "header" and node.css_first("h1") is not None and len(node.text()) < 600:
            continue
        node.decompose()
    for node in tree.css("[class], [id], [role]"):
        names = " ".join(str(node.attributes.get(key) or "") for key in ("class", "id", "role"))
        if node.tag not in ("html", "body", "main", "article") and _FURNITURE_NAMES.search(names):
            node.decompose()
    root = tree.css_first("article") or tree.css_first("main") or tree.body or tree.root
    for table in [] if root is None else root.css("table"):
        is_layout = any(each.mem_id != table.mem_id for each in table.css("table, p, ul, ol, h1, h2, h3"))
        if not is_layout:
            _flatten(table, tree)
    blocks = [] if root is None else [_block(node) for node in root.css(_BLOCKS)]
    paragraphs = [block for block in dict.fromkeys(blocks) if block]
    if not paragraphs and root is not None:
        paragraphs = [" ".join(root.text(separator=" ").split())]
    return Document(name=name, text="\n\n".join(paragraphs), published=published)


def _flatten(table: Any, tree: Any) -> None:
    """Replace a table by one block of lines, its caption first."""
    rows = [
        [" ".join(cell.text(separator=" ").split()) for cell in row.css("td, th")] for row in table.css("tr")
    ]
    caption = table.css_first("caption")
    lines = [] if caption is None else [" ".join(caption.text().split())]
    lines += [PARTED.join(row) for row in rows if any(row)]
    block = tree.create_node("pre")
    block.insert_child("\n".join(lines))
    table.replace_with(block)


def _block(node: Any) -> str:
    """The text of a paragraph; nothing where it is mostly links."""
    if node.tag == "pre":
        return "\n".join(" ".join(line.split()) for line in str(node.text()).split("\n") if line.strip())
    inner = [each for each in node.css(_BLOCKS) if each.mem_id != node.mem_id]
    if inner:
        return ""
    words = " ".join(node.text(separator=" ").split())
    linked = sum(len(link.text()) for link in node.css("a"))
    is_a_link = linked > _MOST_LINKS * len(words) and len(words) < 200
    return "" if is_a_link else words


def _published(tree: Any) -> datetime.date | None:
    """The day of publication a page declares."""
    for node in tree.css("meta[content]"):
        key = (
            node.attributes.get("property") or node.attributes.get("name") or node.attributes.get("itemprop")
        )
        if key in _DATE_KEYS:
            return _date(node.attributes.get("content"))
    node = tree.css_first("time[datetime]")
    return None if node is None else _date(node.attributes.get("datetime"))


def _date(text: str | None) -> datetime.date | None:
    """The date a timestamp starts with."""
    found = _ISO.match(text or "")
    try:
        return None if found is None else datetime.date.fromisoformat(found.group())
    except ValueError:
        return None


def _pdf(content: bytes, name: str) -> Document:
    """A PDF's text without running heads and page numbers, broken words joined."""
    pypdf = _library("pypdf", name)
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if len(reader.pages) > MOST_PAGES:
            raise LimitExceeded(
                at=Position(file=name),
                why=f"has more than {MOST_PAGES:,} pages",
                try_="keep only the pages with the numbers",
            )
        pages = [_page(page) for page in reader.pages]
    except LimitExceeded:
        raise
    except Exception as cause:  # the library raises many kinds of errors for damaged files
        raise UnreadableFile(
            at=Position(file=name),
            why=f"is not a readable PDF ({type(cause).__name__})",
            try_="open it in a viewer and save its text",
        ) from cause
    if not any(page.strip() for page in pages):
        raise UnreadableFile(
            at=Position(file=name),
            why="holds pictures of pages and no text",
            try_="run text recognition on it first",
        )
    return Document(name=name, text=joined_pages(pages))


def _page(page: Any) -> str:
    """A page's text, the rows of its tables as lines whose cells are parted."""
    text = page.extract_text() or ""
    if not re.search(r"\d", text):
        return str(text)
    try:
        laid_out = page.extract_text(extraction_mode="layout") or ""
    except Exception:  # the library's layout mode fails on pages that it can read otherwise
        return str(text)
    return with_table_rows(str(text), str(laid_out))


def with_table_rows(text: str, laid_out: str) -> str:
    """A page's text with the lines that its layout shows to be rows of a table parted into cells.

    Parameters
    ----------
    text
        Lines in the order of reading.
    laid_out
        The same page with the distances between words kept as spaces.
    """
    for rows in _tables_of(laid_out):
        places = [index for index, letter in enumerate(text) if not letter.isspace()]
        squeezed = "".join(text[index] for index in places)
        wanted = "".join("".join("".join(row).split()) for row in rows)
        found = squeezed.find(wanted)
        if found >= 0:
            first, last = places[found], places[found + len(wanted) - 1] + 1
            lines = "\n".join(PARTED.join(row) for row in rows)
            text = f"{text[:first].rstrip()}\n{lines}\n\n{text[last:].lstrip()}"
    return text


def _tables_of(laid_out: str) -> list[list[list[str]]]:
    """Lines in a row with as many cells, wide spaces between them, and numbers beside their labels."""
    tables: list[list[list[str]]] = []
    block: list[list[str]] = []
    for line in [*laid_out.split("\n"), "end"]:
        if not line.strip():
            continue
        cells = [" ".join(cell.split()) for cell in re.split(r"\s{2,}", line.strip())]
        if len(cells) >= 2 and (not block or len(cells) == len(block[0])):
            block.append(cells)
            continue
        if len(block) >= 2 and any(re.search(r"\d", cell) for row in block[1:] for cell in row[1:]):
            tables.append(block)
        block = [cells] if len(cells) >= 2 else []
    return tables


def joined_pages(pages: list[str]) -> str:
    """The text of pages as one: lines that head or end most pages left out, hyphens at line ends joined."""
    lines = [[line.strip() for line in page.split("\n") if line.strip()] for page in pages]
    lines = [[line for line in page if not _PAGE_NUMBER.match(line)] for page in lines]
    often = max(3, len(pages) // 2)
    for end in (0, -1):
        heads = Counter(re.sub(r"\d+", "#", page[end]) for page in lines if page)
        for page in lines:
            if page and heads[re.sub(r"\d+", "#", page[end])] >= often:
                page.pop(end)
    kept = [line for page in lines for line in page]
    text = "\n".join(kept)
    text = re.sub(r"(?<=[a-zа-яё])-\n(?=[a-zа-яё])", "", text)
    return re.sub(r"(?<![.!?:;])\n(?=[a-zа-яё0-9«(])(?![^\n]* \| )", " ", text)
