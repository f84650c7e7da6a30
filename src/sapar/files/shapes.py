"""Declared shapes of YAML mappings, and the reading of nodes into typed values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sapar.errors import MissingKey, MissingValue, UnknownKey, WrongShape
from sapar.files.fields import FAULTY, Field, Kind, read_value
from sapar.files.yaml import Node, NodeKind
from sapar.position import Position
from sapar.problems import Problems

LANGUAGES = ("en", "ru")
"""Languages a title may be given in; the first is required."""


class Form(StrEnum):
    """How the value of a key is built."""

    ONE = "one"
    MANY = "many"
    WORDS = "words"
    BY_NAME = "by_name"
    SHAPE = "shape"
    RAW = "raw"


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key of a mapping."""

    field: Field
    """Its name and the type of its value, or of each value inside it."""
    form: Form = Form.ONE
    """A single value, a list of them, a text by language, a mapping of names to values, a shape of its own,
    or anything, to be read later."""
    shape: Shape | None = None
    """What is inside, for a shape of its own."""
    count: int | None = None
    """How many values a list must have."""

    @property
    def name(self) -> str:
        """The key as written."""
        return self.field.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A mapping with declared keys."""

    keys: tuple[Key, ...]
    """In the order of the reference."""
    describe: str = ""
    """One line for the schema."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A mapping whose every value is as declared."""

    values: Mapping[str, Any]
    """Typed value by key; None, or an empty tuple or mapping, where it is left out."""
    node: Node
    """The mapping as written."""

    def __getitem__(self, key: str) -> Any:
        return self.values[key]

    def at(self, key: str) -> Position:
        """Where the value of a key stands; the mapping for a key it leaves out."""
        found = self.node.entries.get(key)
        return self.node.at if found is None else found.at

    def at_name(self, key: str, name: str) -> Position:
        """Where one name of a list stands."""
        found = self.node.entries.get(key)
        items = () if found is None else found.items
        return next((item.at for item in items if item.text == name), self.at(key))


def one(name: str, kind: Kind = Kind.TEXT, **more: Any) -> Key:
    """A key with a single value."""
    return Key(field=Field(name=name, kind=kind, **more))


def many(name: str, kind: Kind, *, count: int | None = None, **more: Any) -> Key:
    """A key with a list of values; names may also stand in one text, separated by spaces."""
    return Key(field=Field(name=name, kind=kind, **more), form=Form.MANY, count=count)


def words(name: str, **more: Any) -> Key:
    """A key with a text by language."""
    return Key(field=Field(name=name, **more), form=Form.WORDS)


def by_name(name: str, kind: Kind, **more: Any) -> Key:
    """A key with a mapping of names to values of one type."""
    return Key(field=Field(name=name, kind=kind, **more), form=Form.BY_NAME)


def inside(name: str, shape: Shape, **more: Any) -> Key:
    """A key with a mapping of declared keys."""
    return Key(field=Field(name=name, **more), form=Form.SHAPE, shape=shape)


def raw(name: str, **more: Any) -> Key:
    """A key whose value is read later, when it is known what it must be."""
    return Key(field=Field(name=name, **more), form=Form.RAW)


def read_mapping(node: Node, shape: Shape, problems: Problems) -> Entry | None:
    """The typed values of a mapping, or None after a problem in it."""
    if not expect(node, NodeKind.MAPPING, problems):
        return None
    declared = {key.name: key for key in shape.keys}
    is_fine = True
    missing = [name for name in declared if name not in node.entries]
    for name, at in node.keys.items():
        if name not in declared:
            problems.add(UnknownKey(at=at, found=name, known=missing or declared))
            is_fine = False
    values: dict[str, Any] = {}
    for key in shape.keys:
        values[key.name] = _read_key(node, key, problems)
        is_fine = is_fine and values[key.name] is not FAULTY
    return Entry(values=values, node=node) if is_fine else None


def read_list(node: Node, problems: Problems) -> tuple[Node, ...]:
    """The entries of a list; none after a problem or for a blank value."""
    if node.is_blank or not expect(node, NodeKind.LIST, problems):
        return ()
    return node.items


def expect(node: Node, kind: NodeKind, problems: Problems) -> bool:
    """Whether the node is of that kind; reports it if not."""
    if node.kind is kind:
        return True
    example = {NodeKind.TEXT: "key: value", NodeKind.LIST: "[one, two]", NodeKind.MAPPING: "{key: value}"}[
        kind
    ]
    problems.add(WrongShape(at=node.at, why=f"{node.kind} stands here, {kind} is expected", try_=example))
    return False


def _read_key(node: Node, key: Key, problems: Problems) -> Any:
    """The typed value of one key of a mapping."""
    found = node.entries.get(key.name)
    if found is None or found.is_blank:
        return _left_out(node, found, key, problems)
    match key.form:
        case Form.ONE:
            return _read_text(found, key.field, problems)
        case Form.MANY:
            return _read_many(found, key, problems)
        case Form.WORDS:
            return _read_words(found, problems)
        case Form.BY_NAME:
            return _read_by_name(found, key.field, problems)
        case Form.SHAPE:
            assert key.shape is not None
            entry = read_mapping(found, key.shape, problems)
            return FAULTY if entry is None else entry
        case Form.RAW:
            return found


def _left_out(node: Node, found: Node | None, key: Key, problems: Problems) -> Any:
    """The value of a key that is not there or blank."""
    if not key.field.required:
        return {Form.MANY: (), Form.WORDS: {}, Form.BY_NAME: {}}.get(key.form)
    hint = f"{key.name}: ..." + (f"  ({key.field.describe})" if key.field.describe else "")
    if found is None:
        problems.add(MissingKey(at=node.at, why=f"the key {key.name} is missing", try_=f"add  {hint}"))
    else:
        problems.add(MissingValue(at=node.keys[key.name], why=f"{key.name} is blank", try_=hint))
    return FAULTY


def _read_text(node: Node, field: Field, problems: Problems) -> Any:
    """The typed value of a scalar."""
    if not expect(node, NodeKind.TEXT, problems):
        return FAULTY
    return read_value(node.text, field, lambda: node.at, problems)


def _read_many(node: Node, key: Key, problems: Problems) -> Any:
    """The typed values of a list."""
    if node.kind is NodeKind.TEXT:
        several = Kind.CODES if key.field.kind is Kind.CODE else Kind.NAMES
        field = Field(name=key.name, kind=several)
        values = read_value(node.text, field, lambda: node.at, problems)
    elif expect(node, NodeKind.LIST, problems):
        read = [_read_text(item, key.field, problems) for item in node.items]
        values = FAULTY if FAULTY in read else tuple(read)
    else:
        return FAULTY
    if values is not FAULTY and key.count is not None and len(values) != key.count:
        why = f"{key.name} has {len(values)} entries, {key.count} are expected"
        problems.add(WrongShape(at=node.at, why=why, try_=f"a list of {key.count}"))
        return FAULTY
    return values


def _read_words(node: Node, problems: Problems) -> Any:
    """A text by language."""
    if node.kind is NodeKind.TEXT:
        return {LANGUAGES[0]: node.text}
    keys = tuple(one(language, required=language == LANGUAGES[0]) for language in LANGUAGES)
    entry = read_mapping(node, Shape(keys=keys), problems)
    if entry is None:
        return FAULTY
    return {language: text for language, text in entry.values.items() if text is not None}


def _read_by_name(node: Node, field: Field, problems: Problems) -> Any:
    """A mapping of names to values of one type."""
    if not expect(node, NodeKind.MAPPING, problems):
        return FAULTY
    values: dict[str, Any] = {}
    name_field = Field(name="key", kind=Kind.NAME)
    for name, value in node.entries.items():
        key = read_value(name, name_field, lambda name=name: node.keys[name], problems)  # type: ignore[misc]
        read = _read_text(value, field, problems)
        if key is FAULTY or read is FAULTY:
            return FAULTY
        values[name] = read
    return values
