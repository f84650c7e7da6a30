"""Where in a study something stands, so that a message can point at it."""

from __future__ import annotations

from dataclasses import dataclass

READING_ORDER = (
    "study",
    "places",
    "links",
    "groups",
    "pairs",
    "economy/wages",
    "economy/exchange_rates",
    "economy/fares",
    "economy/regions",
    "law/stay",
    "law/work",
    "law/suspensions",
    "law/sanctions",
    "law/unions",
    "law/family",
    "law/entry",
    "law/registry",
    "law/amnesties",
    "law/examples",
    "events",
    "evidence/sources",
    "evidence/claims",
    "evidence/figures",
    "assumptions",
    "scenarios/",
)
"""The files of a study without their endings, in the order a person reads them."""

WIDEST_EXCERPT = 100
"""Characters of a line that a message shows at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A stretch of text in one file of a study."""

    file: str
    """Path within the study folder, with `/`."""
    line: int = 0
    """Counted from 1; 0 means the whole file."""
    column: int = 0
    """Counted from 1, in characters; 0 means the whole line."""
    excerpt: str = ""
    """The line as it stands in the file (of a spreadsheet: its cells, joined by `,`)."""
    width: int = 1
    """How many characters the stretch covers."""
    caret: int = 0
    """Where the stretch starts in the excerpt, from 1, if not at `column` (spreadsheets count cells)."""

    @property
    def label(self) -> str:
        """`file:line:column`, as editors and terminals understand it."""
        numbers = [str(number) for number in (self.line, self.column) if number > 0]
        return ":".join([self.file, *numbers])

    @property
    def order(self) -> tuple[int, str, int, int]:
        """Key that sorts positions as a reader meets them."""
        stem = self.file.rsplit(".", 1)[0]
        for rank, known in enumerate(READING_ORDER):
            if stem == known or (known.endswith("/") and stem.startswith(known)):
                return rank, self.file, self.line, self.column
        return len(READING_ORDER), self.file, self.line, self.column

    def pointing(self) -> list[str]:
        """The line and the carets below it; nothing where there is no line to show."""
        if self.line == 0 or self.excerpt == "":
            return []
        caret = self.caret or self.column
        first = max(0, caret - 1 - WIDEST_EXCERPT // 2) if caret > WIDEST_EXCERPT - 10 else 0
        shown = printable(self.excerpt[first : first + WIDEST_EXCERPT])
        number = f"{self.line:>5} | "
        lines = [number + shown]
        if caret > 0:
            start = caret - 1 - first
            width = max(1, min(self.width, WIDEST_EXCERPT - start))
            lines.append(" " * (len(number) - 2) + "| " + " " * start + "^" * width)
        return lines


def printable(text: str) -> str:
    """The text with every character that would disturb a terminal replaced, one for one."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)
