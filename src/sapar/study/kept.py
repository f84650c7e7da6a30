"""Results that take minutes and are small: kept as JSON, one that comes with the study or one made here."""

from __future__ import annotations

import json
import logging
import math
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from sapar.errors import UnreadableFile
from sapar.files.write import make_folder, read_bytes, write_text
from sapar.study.open import Study
from sapar.study.store import digest_inputs

FOLDER = "validation"
"""Within the study: what comes with it; within the folder of its runs: what was made here."""
VALIDATION_FILE = "holdouts.json"
"""Figures, hold-outs and baselines."""
SENSITIVITY_FILE = "sensitivity.json"
"""What moves the headline answers most."""
Value = TypeVar("Value")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept(Generic[Value]):
    """A kept result."""

    value: Value
    is_current: bool
    """Whether it was made from the study as it is now."""
    path: Path


def inputs_digest(study: Study) -> str:
    """Of everything a study's files say: a result with another one is out of date."""
    return digest_inputs(study.folder, {})


def made_path(study: Study, file: str) -> Path:
    """Where a result made here is kept."""
    return study.results_folder / FOLDER / file


def shipped_path(study: Study, file: str) -> Path:
    """Where the result is that comes with a study."""
    return study.folder / FOLDER / file


def keep(path: Path, value: Any) -> None:
    """Write a result, a dataclass with the digest of its study as `inputs`."""
    make_folder(path.parent)
    write_text(path, json.dumps(as_plain(value), ensure_ascii=False, indent=1, allow_nan=False) + "\n")


def as_plain(value: Any) -> Any:
    """A dataclass as plain values: what is not a number is null, counts and shares keep six digits."""
    return _plain(asdict(value))


def kept_result(study: Study, file: str, kind: type[Value]) -> Kept[Value] | None:
    """The result that fits the study, made here before that which comes with it; else one that is out of date."""
    digest, old = inputs_digest(study), None
    for path in (made_path(study, file), shipped_path(study, file)):
        value = read_kept(path, kind)
        if value is None:
            continue
        found = Kept(value=value, is_current=getattr(value, "inputs", "") == digest, path=path)
        if found.is_current:
            return found
        old = old or found
    return old


def read_kept(path: Path, kind: type[Value]) -> Value | None:
    """A kept result; None, and a warning, where it cannot be read."""
    if not path.is_file():
        return None
    try:
        return TypeAdapter(kind).validate_python(_numbers(json.loads(read_bytes(path))))
    except (ValueError, RecursionError, ValidationError, UnreadableFile) as damage:
        _log.warning("%s is not read: %s", path.name, damage)
        return None


_MAY_BE_NONE = ("gravity", "persistence")
"""Keys whose null is nothing rather than not a number."""


def _plain(value: Any) -> Any:
    """Nested plain values without what JSON has no word for."""
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, float):
        return float(f"{value:.6g}") if math.isfinite(value) else None
    return value


def _numbers(value: Any, key: str = "") -> Any:
    """The reverse of `_plain`."""
    if isinstance(value, dict):
        return {name: _numbers(each, name) for name, each in value.items()}
    if isinstance(value, list):
        return tuple(_numbers(each) for each in value)
    return float("nan") if value is None and key not in _MAY_BE_NONE else value
