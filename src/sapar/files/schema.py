"""JSON Schema of tables and YAML files, from the same declarations that read them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sapar.files.fields import DATE_PATTERN, PARAMETER_PATTERN, Field, Kind
from sapar.files.names import CODE_PATTERN, NAME_PATTERN
from sapar.files.shapes import LANGUAGES, Form, Key, Shape
from sapar.files.tables import TableSpec

Schema = dict[str, Any]
"""A JSON Schema."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"
"""The dialect the schemas are written in; a name, never fetched."""

_LIST_OF = r"^(\*|{one}( {one})*)$"


def table_schema(spec: TableSpec) -> Schema:
    """The rows of a table as an array of objects."""
    rows = _mapping(spec.columns, {column.name: field_schema(column) for column in spec.columns})
    return {
        "$schema": DIALECT,
        "title": spec.file,
        "description": spec.describe,
        "type": "array",
        "items": rows,
    }


def file_schema(title: str, schema: Schema, describe: str = "") -> Schema:
    """A YAML file whose content is described already."""
    return {"$schema": DIALECT, "title": title, "description": describe, **schema}


def shape_schema(shape: Shape, **replaced: Schema) -> Schema:
    """A mapping with declared keys; single keys may be described by the caller."""
    schemas = {key.name: replaced.get(key.name, _key_schema(key)) for key in shape.keys}
    return _mapping((key.field for key in shape.keys), schemas)


def field_schema(field: Field) -> Schema:
    """One column or scalar key."""
    schema = _kind_schema(field)
    if field.low is not None:
        schema["minimum"] = field.low
    if field.high is not None:
        schema["maximum"] = field.high
    words = [field.describe, f"unit: {field.unit}" if field.unit else ""]
    description = "; ".join(word for word in words if word)
    return schema | ({"description": description} if description else {})


def _kind_schema(field: Field) -> Schema:
    """The type of a field's values."""
    match field.kind:
        case Kind.INTEGER | Kind.NUMBER:
            return {"type": field.kind.value}
        case Kind.CHOICE:
            return {"enum": list(field.choices)}
        case Kind.YES_NO:
            return {"enum": ["yes", "no"]}
        case Kind.DATE_FROM | Kind.DATE_UNTIL:
            return {"type": "string", "pattern": f"^{DATE_PATTERN}$"}
        case Kind.NAME:
            return {"type": "string", "pattern": f"^{NAME_PATTERN}$"}
        case Kind.CODE:
            return {"type": "string", "pattern": f"^{CODE_PATTERN}$"}
        case Kind.PARAMETER:
            return {"type": "string", "pattern": f"^{PARAMETER_PATTERN}$"}
        case Kind.NAMES:
            return {"type": "string", "pattern": _LIST_OF.replace("{one}", NAME_PATTERN)}
        case Kind.CODES:
            return {"type": "string", "pattern": _LIST_OF.replace("{one}", CODE_PATTERN)}
        case Kind.TEXT | Kind.UNIT:
            return {"type": "string"}


def _key_schema(key: Key) -> Schema:
    """The value of one key of a YAML mapping."""
    match key.form:
        case Form.ONE:
            return field_schema(key.field)
        case Form.MANY:
            count = {} if key.count is None else {"minItems": key.count, "maxItems": key.count}
            return {
                "anyOf": [{"type": "array", "items": field_schema(key.field), **count}, {"type": "string"}]
            }
        case Form.WORDS:
            texts = {language: {"type": "string"} for language in LANGUAGES}
            by_language = {"type": "object", "properties": texts, "required": [LANGUAGES[0]]}
            return {"anyOf": [by_language | {"additionalProperties": False}, {"type": "string"}]}
        case Form.BY_NAME:
            return {"type": "object", "additionalProperties": field_schema(key.field)}
        case Form.SHAPE:
            assert key.shape is not None, "a key with a shape of its own declares it"
            return shape_schema(key.shape)
        case Form.RAW:
            return {}


def _mapping(fields: Iterable[Field], schemas: dict[str, Schema]) -> Schema:
    """An object with exactly these properties."""
    required = [field.name for field in fields if field.required]
    return {"type": "object", "properties": schemas, "required": required, "additionalProperties": False}
