"""Words about global sensitivity and about what drives an effect."""

from __future__ import annotations

from sapar.report.catalogue.words import Message

SENSITIVITY: dict[str, Message] = {
    "sensitivity": ("What moves the answers", "От чего зависят ответы"),
    "sens.how": (
        "{screened} uncertain inputs were screened by Morris' method ({trajectories} trajectories); {survivors} of "
        "them were measured by Sobol indices ({base} points, {runs} runs in all, one agent for {people} people). "
        "Runs that are compared share random words, and each draw of the estimate counts as an input of its own. "
        "Bars: share of the variance that an input takes part in; lines: its 80 % interval.",
        "Методом Морриса просмотрено неопределённых входов: {screened} (траекторий: {trajectories}); индексами "
        "Соболя измерено: {survivors} (точек: {base}, всего прогонов: {runs}, один агент на {people} человек). "
        "Сравниваемые прогоны используют одни и те же случайные слова; выбор реализации оценки – тоже вход. Столбцы: "
        "доля дисперсии, в которой участвует вход; линии: 80-процентный интервал.",
    ),
    "sens.few": (
        "With so few points the indices are rough: where the interval reaches zero, only the order of the screening "
        "says anything.",
        "При столь малом числе точек индексы грубы: где интервал достигает нуля, о чём-то говорит лишь порядок "
        "просмотра.",
    ),
    "sens.stale": (
        "Out of date: this was made before the study's files changed. Make it anew: {command}",
        "Устарело: сделано до изменения файлов исследования. Сделать заново: {command}",
    ),
    "sens.none": ("Not worked out yet. The command: {command}", "Ещё не рассчитано. Команда: {command}"),
    "sens.title": (
        "Five inputs that matter most for each answer",
        "Пять входов, от которых зависит каждый ответ",
    ),
    "sens.alt": (
        "Bars of Sobol total indices, five inputs for each of {n} answers.",
        "Столбцы полных индексов Соболя, по пять входов для каждого из {n} ответов.",
    ),
    "sens.caption": (
        "Total Sobol index within the ranges of the assumptions; the sign is the direction in which the answer moves "
        "when the input rises.",
        "Полный индекс Соболя в пределах диапазонов допущений; знак – направление, в котором меняется ответ при "
        "росте входа.",
    ),
    "sens.stocks": ("stocks at the start (draw of the estimate)", "исходная численность (реализация оценки)"),
    "sens.column.answer": ("Answer", "Ответ"),
    "sens.column.parameter": ("Input", "Вход"),
    "sens.column.direction": ("Direction", "Направление"),
    "sens.column.effect": ("Over its whole range", "На всём диапазоне"),
    "sens.column.total": ("Share of variance (total)", "Доля дисперсии (полная)"),
    "sens.column.first": ("Alone", "Сам по себе"),
    "sens.column.low": ("Low end", "Нижний край"),
    "sens.column.high": ("High end", "Верхний край"),
    "sens.up": ("up", "вверх"),
    "sens.down": ("down", "вниз"),
    "sens.screened": ("screened out", "отсеян"),
    "effects": ("What the scenario changes", "Что меняет сценарий"),
    "effects.how": (
        "The same people with the same luck, with the scenario and without it: differences in each of {replicates} "
        "replicates, so that what both share cancels. First those whose 80 % range has one sign.",
        "Те же люди с той же случайностью, со сценарием и без него: разности в каждом прогоне ({replicates}), так что "
        "общее сокращается. Медиана разностей не обязана равняться разности медиан. Сначала те, чей 80-процентный "
        "диапазон одного знака.",
    ),
    "effects.without": ("Without it", "Без него"),
    "effects.with": ("With it", "С ним"),
    "effects.open": ("Unclear in sign: {n} answers", "Знак не ясен: ответов {n}"),
    "effects.none": (
        "No answer changes clearly in one direction.",
        "Ни один ответ не меняется ясно в одну сторону.",
    ),
    "compare.title": ("{first} and {second}", "{first} и {second}"),
    "compare.how": (
        "Both were lived through by the same people with the same luck, {replicates} times. Every difference is "
        "second less first, taken replicate by replicate; its Monte Carlo error is the standard error of the mean "
        "difference. The median of differences need not be the difference of the two medians.",
        "Оба варианта прожиты одними и теми же людьми с одной и той же удачей, прогонов: {replicates}. Каждая "
        "разница – второй минус первый, прогон за прогоном; её ошибка Монте-Карло – стандартная ошибка средней "
        "разницы. Медиана разниц не обязана равняться разнице двух медиан.",
    ),
    "compare.effects": ("Paired effects", "Парные эффекты"),
    "compare.cells": ("{n} cells of all tables differ.", "Различается ячеек во всех таблицах: {n}."),
    "compare.column.difference": ("Median", "Медиана"),
    "compare.column.mean": ("Mean difference", "Средняя разница"),
    "compare.column.error": ("Monte Carlo error", "Ошибка Монте-Карло"),
    "compare.column.mean_error": ("Mean \u00b1 error", "Среднее \u00b1 ошибка"),
    "compare.column.spread": ("80 %", "80 %"),
    "compare.column.up": ("Up in", "Растёт в"),
    "compare.tornado": ("What the effect depends on", "От чего зависит эффект"),
    "compare.tornado.alt": (
        "Bars from the mean effect where an assumption was drawn low to that where it was drawn high.",
        "Столбцы от среднего эффекта при низком значении допущения до среднего при высоком.",
    ),
    "compare.tornado.caption": (
        "Mean effect over the replicates that drew an assumption below its middle and over those that drew it above. "
        "Only assumptions whose rank correlation with the effect is stronger than luck lets expect are drawn.",
        "Средний эффект по прогонам, где допущение ниже середины, и по прогонам, где выше. Показаны только допущения, "
        "чья ранговая корреляция с эффектом сильнее, чем даёт случай.",
    ),
    "compare.no_drivers": (
        "No single assumption stands out over so few replicates ({n}).",
        "При столь малом числе прогонов ({n}) ни одно допущение не выделяется.",
    ),
    "compare.low": ("drawn low", "низкое значение"),
    "compare.high": ("drawn high", "высокое значение"),
    "compare.correlation": ("Rank correlation", "Ранговая корреляция"),
}
