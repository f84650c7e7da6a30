"""YAML 1.2 as nodes that know where they stand; every scalar stays the text it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from sapar.errors import DuplicateKey, EmptyFile, LimitExceeded, NotYaml, StudyFault, YamlFeature
from sapar.files.folder import StudyFolder
from sapar.files.limits import Limits
from sapar.position import Position
from sapar.problems import Problems


class NodeKind(StrEnum):
    """The three shapes of YAML."""

    TEXT = "a single value"
    LIST = "a list"
    MAPPING = "a mapping"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One value of a YAML file."""

    kind: NodeKind
    """Which of the three it is."""
    at: Position
    """Where it stands."""
    text: str = ""
    """A single value as written, quotes and escapes removed."""
    items: tuple[Node, ...] = ()
    """The entries of a list."""
    entries: Mapping[str, Node] = field(default_factory=dict)
    """The values of a mapping by key."""
    keys: Mapping[str, Position] = field(default_factory=dict)
    """Where each key of a mapping stands."""

    @property
    def is_blank(self) -> bool:
        """Whether nothing, or only the word for nothing, stands there."""
        return self.kind is NodeKind.TEXT and self.text in ("", "~", "null")


def read_yaml(folder: StudyFolder, file: str, problems: Problems) -> Node | None:
    """The file's one document, or None after a problem with the whole."""
    text = folder.read_text(file, folder.limits.yaml_bytes, problems)
    if text is None:
        return None
    lines = text.split("\n")
    try:
        return _Builder(text, file, lines, folder.limits, problems).document()
    except StudyFault as problem:
        problems.add(problem)
    except MarkedYAMLError as cause:
        mark = cause.problem_mark or cause.context_mark
        line, column = (mark.line, mark.column) if mark is not None else (0, 0)
        problems.add(_grammar(file, lines, line, column, str(cause.problem or cause.context or "")))
    except (KeyboardInterrupt, MemoryError):
        raise
    except Exception as cause:  # the parser's own slips on odd text, such as an escape beyond Unicode
        problems.add(_grammar(file, lines, 0, 0, f"{type(cause).__name__}: {cause}"))
    return None


def _grammar(file: str, lines: list[str], line: int, column: int, reason: str) -> NotYaml:
    """Where and why the text breaks YAML's grammar."""
    line = min(line, len(lines) - 1)
    at = Position(file=file, line=line + 1, column=column + 1, excerpt=lines[line])
    if "\\t" in reason or "\t" in lines[line]:
        hint = "indent with spaces: YAML takes no tabs"
    elif "alias" in reason:
        hint = 'put * in quotes: "*"'
    else:
        hint = "compare the indentation and the quotes with the lines above"
    return NotYaml(at=at, why=f"the text is not YAML: {reason or 'unexpected text'}", try_=hint)


class _Builder:
    """Turns the parser's events into nodes and keeps the ceilings."""

    def __init__(self, text: str, file: str, lines: list[str], limits: Limits, problems: Problems) -> None:
        self._events: Iterator[Any] = YAML(typ="safe", pure=True).parse(text)
        self._file = file
        self._lines = lines
        self._limits = limits
        self._problems = problems
        self._count = 0

    def document(self) -> Node:
        """The only document of the file."""
        root: Node | None = None
        for event in self._events:
            if isinstance(event, DocumentStartEvent):
                if root is not None:
                    raise self._refused(event, "a second document starts here", "keep one document in a file")
                if event.version is not None or event.tags:
                    raise self._refused(event, "a directive stands above the document", "remove the % line")
                root = self._node(next(self._events), 1)
        if root is None:
            raise EmptyFile(at=Position(file=self._file), why="has only comments", try_="add its content")
        return root

    def _node(self, event: Any, depth: int) -> Node:
        """The node that starts with this event, depth levels below the file."""
        self._count += 1
        if self._count > self._limits.yaml_nodes:
            why = f"the file has more than {self._limits.yaml_nodes:,} values, the ceiling for one file"
            raise LimitExceeded(at=self._at(event), why=why, try_="split it, or use a table")
        if depth > self._limits.yaml_depth:
            why = f"values stand more than {self._limits.yaml_depth} levels deep, the ceiling"
            raise LimitExceeded(
                at=self._at(event), why=why, try_="no file of a study needs such depth: flatten it"
            )
        if isinstance(event, AliasEvent):
            raise self._refused(event, "an alias stands here", 'write the value out (and "*" in quotes)')
        if event.anchor is not None:
            raise self._refused(
                event, f"the anchor &{event.anchor} stands here", "write the value out instead"
            )
        if event.tag is not None and event.tag != "!":
            raise self._refused(event, "a tag stands here", "remove it: the declared type reads the text")
        if isinstance(event, SequenceStartEvent):
            return self._list(event, depth)
        if isinstance(event, MappingStartEvent):
            return self._mapping(event, depth)
        return Node(kind=NodeKind.TEXT, at=self._at(event), text=event.value)

    def _list(self, start: Any, depth: int) -> Node:
        """A list's entries."""
        items: list[Node] = []
        for event in self._events:
            if isinstance(event, SequenceEndEvent):
                break
            items.append(self._node(event, depth + 1))
        return Node(kind=NodeKind.LIST, at=self._at(start), items=tuple(items))

    def _mapping(self, start: Any, depth: int) -> Node:
        """A mapping's keys and values; a key that stands twice keeps its first value."""
        entries: dict[str, Node] = {}
        keys: dict[str, Position] = {}
        for event in self._events:
            if isinstance(event, MappingEndEvent):
                break
            if not isinstance(event, ScalarEvent):
                raise self._refused(event, "a list or a mapping is used as a key", "use a word as the key")
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if key.text in entries:
                first = keys[key.text].line
                why = f"is a key twice; the first stands in line {first}"
                self._problems.add(
                    DuplicateKey(at=key.at, found=key.text, why=why, try_="remove one of the two")
                )
                continue
            entries[key.text] = value
            keys[key.text] = key.at
        return Node(kind=NodeKind.MAPPING, at=self._at(start), entries=entries, keys=keys)

    def _at(self, event: Any) -> Position:
        """Where an event starts; its width within its first line."""
        start, end = event.start_mark, event.end_mark
        line = min(start.line, len(self._lines) - 1)
        excerpt = self._lines[line]
        last = end.column if end.line == start.line else len(excerpt)
        width = max(1, last - start.column) if isinstance(event, ScalarEvent) else 1
        return Position(file=self._file, line=line + 1, column=start.column + 1, excerpt=excerpt, width=width)

    def _refused(self, event: Any, why: str, hint: str) -> YamlFeature:
        """A feature of YAML that studies do not use."""
        return YamlFeature(at=self._at(event), why=f"{why}, which studies do not use", try_=hint)
