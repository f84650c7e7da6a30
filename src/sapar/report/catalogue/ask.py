"""Words around answers to questions."""

from __future__ import annotations

from sapar.report.catalogue.words import Message

ASK: dict[str, Message] = {
    "ask.understood": ("Understood as {id} (likeness {n} of 100)", "Понято как {id} (сходство {n} из 100)"),
    "ask.unclear": (
        "It is not clear which question is meant. Near ones, to be asked by their id:",
        "Неясно, какой вопрос имеется в виду. Близкие, их можно задать по номеру:",
    ),
    "ask.near_numbers": ("Numbers of the report that share its words", "Числа отчёта с теми же словами"),
    "ask.explained": ("where a number comes from: {command}", "откуда взято число: {command}"),
    "ask.near_scenarios": ("Scenarios that share its words", "Сценарии с теми же словами"),
    "ask.law_for_one": (
        "what the law says of one person on one day: sapar law show CITIZENSHIP HOST DATE",
        "что закон говорит об одном человеке в один день: sapar law show ГРАЖДАНСТВО СТРАНА ДАТА",
    ),
    "ask.none": ("this study has no questions.yaml", "в этом исследовании нет questions.yaml"),
    "ask.effects": ("Against the baseline, under {scenario}", "По сравнению с базой, в сценарии {scenario}"),
    "ask.law": ("The law", "Закон"),
    "ask.command": ("for others and other days: {command}", "для других и на другие дни: {command}"),
    "ask.not_run": (
        "What {scenario} changes in these numbers is not simulated yet: {command}",
        "Что меняет в этих числах {scenario}, ещё не смоделировано: {command}",
    ),
    "ask.missing": ("the run has no number called {name}", "в прогоне нет числа {name}"),
    "ask.assumptions": ("Assumptions that matter most", "Важнейшие допущения"),
    "ask.no_assumptions": (
        "No single assumption stands out over so few replicates.",
        "При столь малом числе прогонов ни одно допущение не выделяется.",
    ),
    "ask.evidence": ("Evidence", "Свидетельства"),
    "ask.change": ("What would change it", "Что изменило бы ответ"),
}
"""Both languages."""
