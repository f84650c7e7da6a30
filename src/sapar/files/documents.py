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
    blocks = [] if root is None else [_block(node) for node in root.css(_BLOCKS)]
    paragraphs = [block for block in dict.fromkeys(blocks) if block]
    if not paragraphs and root is not None:
        paragraphs = [" ".join(root.text(separator=" ").split())]
    return Document(name=name, text="\n\n".join(paragraphs), published=published)


def _block(node: Any) -> str:
    """The text of a paragraph; nothing where it is mostly links."""
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
        pages = [page.extract_text() or "" for page in reader.pages]
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
    return re.sub(r"(?<![.!?:;])\n(?=[a-zа-яё0-9«(])", " ", text)
