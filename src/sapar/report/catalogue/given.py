"""The part on minor flows."""

from __future__ import annotations

from sapar.report.catalogue.words import Message

GIVEN: dict[str, Message] = {
    "given": ("Taken as given, not simulated", "Принято как данность, не смоделировано"),
    "given.how": (
        "Moves that belong to the picture and that this study does not model, as people a year. They stand apart: no "
        "number above holds any of them, and they must not be added to one. Each is drawn from the range of its row, "
        "once a replicate; grade X means that the number is assumed.",
        "Переезды, которые входят в картину, но в этом исследовании не моделируются, – человек в год. Они стоят "
        "отдельно: ни одно число выше их не содержит, и прибавлять их нельзя. Каждое взято из диапазона своей строки, "
        "раз на прогон; класс X значит, что число принято.",
    ),
    "given.terminal": (
        "Taken as given, not simulated; people a year, in no number above:",
        "Принято как данность, не смоделировано; человек в год, ни в одно число выше не входит:",
    ),
    "given.since": ("since {date}", "с {date}"),
    "given.column.flow": ("who and where", "кто и куда"),
    "given.column.days": ("when", "когда"),
    "given.column.number": ("people a year", "человек в год"),
    "given.grade": ("grade {grade}", "класс {grade}"),
}
"""Both languages."""
