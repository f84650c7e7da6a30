"""Amounts of bytes in words."""

from __future__ import annotations

_NAMES = ("bytes", "kB", "MB", "GB", "TB", "PB")


def size_in_words(size: float) -> str:
    """Two digits and a decimal name, as disks and system monitors show it: 1.3 GB, 27 MB, 480 bytes."""
    power = 0
    while size >= 999.5 and power + 1 < len(_NAMES):
        size, power = size / 1000.0, power + 1
    digits = 1 if power and size < 9.95 else 0
    return f"{size:.{digits}f} {_NAMES[power]}"
