"""The study folder as bytes and text: the only code that opens its files."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from sapar.errors import (
    EmptyFile,
    HiddenCharacter,
    LimitExceeded,
    MissingFile,
    NotAFile,
    OutsideFolder,
    UnreadableFile,
    WrongEncoding,
)
from sapar.files.limits import LIMITS, Limits
from sapar.position import Position
from sapar.problems import Problems

_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufeff]")
_READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyFolder:
    """A folder whose files are read, and never written, by the readers."""

    path: Path
    """Where it is."""
    limits: Limits = LIMITS
    """The ceilings its readers keep."""

    def has(self, file: str) -> bool:
        """Whether something of that name is there, readable or not."""
        return os.path.lexists(self.path / file)

    def names_in(self, folder: str, ending: str, problems: Problems) -> tuple[str, ...]:
        """Paths of the files of one subfolder with that ending, sorted; none where it is missing."""
        inside = self.path / folder
        if not os.path.lexists(inside):
            return ()
        try:
            entries = os.listdir(inside)
        except OSError as cause:
            problems.add(_unreadable(Position(file=f"{folder}/"), cause))
            return ()
        return tuple(sorted(f"{folder}/{entry}" for entry in entries if entry.endswith(ending)))

    def read_bytes(self, file: str, most: int, problems: Problems) -> bytes | None:
        """The file's content, or None after a problem; never more than `most` bytes."""
        at = Position(file=file)
        path = self.path / file
        try:
            if not path.resolve().is_relative_to(self.path.resolve()):
                problems.add(
                    OutsideFolder(at=at, why="leads outside the study", try_="copy the file into the study")
                )
                return None
            descriptor = os.open(path, _READING)
        except FileNotFoundError:
            problems.add(MissingFile(at=at, why="is missing and cannot be left out", try_=f"add {file}"))
            return None
        except (OSError, RuntimeError, ValueError) as cause:
            problems.add(_unreadable(at, cause))
            return None
        try:
            return _content(descriptor, at, most, problems)
        except OSError as cause:
            problems.add(_unreadable(at, cause))
            return None
        finally:
            os.close(descriptor)

    def read_text(self, file: str, most: int, problems: Problems) -> str | None:
        """The file as text with its line ends made `\\n`, or None after a problem."""
        content = self.read_bytes(file, most, problems)
        return None if content is None else text_of(content, file, problems)


def text_of(content: bytes, file: str, problems: Problems) -> str | None:
    """UTF-8 bytes as text without a byte-order mark, or None after a problem."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        problems.add(
            WrongEncoding(at=Position(file=file), why="is UTF-16, not UTF-8", try_='save it as "CSV UTF-8"')
        )
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as cause:
        problems.add(_wrong_encoding(content, file, cause.start))
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        problems.add(EmptyFile(at=Position(file=file), why="is empty", try_="add its content or remove it"))
        return None
    hidden = _HIDDEN.search(text)
    if hidden is not None:
        problems.add(_hidden_character(text, file, hidden.start()))
        return None
    return text


def position_in(text: str, file: str, offset: int, width: int = 1) -> Position:
    """The position of a character of a text."""
    first = text.rfind("\n", 0, offset) + 1
    last = text.find("\n", offset)
    excerpt = text[first:] if last < 0 else text[first:last]
    line = text.count("\n", 0, offset) + 1
    return Position(file=file, line=line, column=offset - first + 1, excerpt=excerpt, width=width)


def _content(descriptor: int, at: Position, most: int, problems: Problems) -> bytes | None:
    """Read an open file, unless it is none or too large."""
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        kind = "a folder" if stat.S_ISDIR(status.st_mode) else "a device or a pipe"
        problems.add(NotAFile(at=at, why=f"is {kind}, not a file", try_="put the file itself there"))
        return None
    with os.fdopen(descriptor, "rb", closefd=False) as opened:
        content = opened.read(most + 1)
    if len(content) > most:
        problems.add(
            LimitExceeded(
                at=at,
                why=f"is larger than {most:,} bytes, the ceiling for files of its kind",
                try_="keep only the rows this study uses, or aggregate them first",
            )
        )
        return None
    return content


def _unreadable(at: Position, cause: Exception) -> UnreadableFile | NotAFile:
    """The operating system's refusal in words."""
    if isinstance(cause, IsADirectoryError):
        return NotAFile(at=at, why="is a folder, not a file", try_="put the file itself there")
    reason = cause.strerror if isinstance(cause, OSError) and cause.strerror else str(cause)
    return UnreadableFile(at=at, why=f"cannot be read: {reason}", try_="check the file and its permissions")


def _wrong_encoding(content: bytes, file: str, offset: int) -> WrongEncoding:
    """Points at the first byte that is not UTF-8."""
    before = content[:offset].decode("utf-8", "replace")
    end = content.find(b"\n", offset)
    rest = content[offset:] if end < 0 else content[offset:end]
    line = before.rsplit("\n", 1)[-1]
    at = Position(
        file=file,
        line=before.count("\n") + 1,
        column=len(line) + 1,
        excerpt=(line + rest.decode("utf-8", "replace")).rstrip("\r"),
    )
    return WrongEncoding(
        at=at, why=f"byte {content[offset]:#04x} is not UTF-8", try_='save the file as UTF-8 ("CSV UTF-8")'
    )


def _hidden_character(text: str, file: str, offset: int) -> HiddenCharacter:
    """Points at a character that cannot be seen."""
    at = position_in(text, file, offset)
    return HiddenCharacter(
        at=at,
        why=f"the hidden character U+{ord(text[offset]):04X} stands here",
        try_="delete it; if the whole file is full of them it is not a text file",
    )
