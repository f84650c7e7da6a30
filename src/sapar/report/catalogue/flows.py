"""Words of the page of flows estimated from stocks."""

from __future__ import annotations

from sapar.report.catalogue.words import Message

FLOWS: dict[str, Message] = {
    "flows.title": ("Flows from stocks: {table}", "Потоки по численностям: {table}"),
    "flows.scope": (
        "Estimated from people by birthplace and residence, {first} to {last}; method: {method}",
        "Оценка по числу людей по месту рождения и месту жительства, {first} – {last}; метод: {method}",
    ),
    "method.minimum": ("smallest migration", "наименьшая миграция"),
    "method.independence": ("independence", "независимость"),
    "method.mixture": (
        "mixture of smallest migration and independence",
        "смесь наименьшей миграции и независимости",
    ),
    "method.differences": ("growth of stocks, decreases dropped", "прирост численностей, убыль отброшена"),
    "method.returns": (
        "growth of stocks, decreases as returns",
        "прирост численностей, убыль как возвращения",
    ),
    "method.shares": ("net migration by shares of stocks", "сальдо миграции по долям численностей"),
    "method.growth": ("equal rates for all birthplaces", "одинаковые коэффициенты для всех мест рождения"),
    "flows.totals": ("How many moved", "Сколько человек переехало"),
    "flows.totals.how": (
        "A move is counted once if somebody lives in another place at the end of a period than at its start; moves "
        "there and back in between are not seen. Bounds: the least and the most that tables with the fewest moves "
        "allow in a corridor; where they are far apart the stocks do not determine the flow.",
        "Переезд учитывается один раз, если в конце периода человек живёт не там, где жил в начале; поездки туда и "
        "обратно внутри периода не видны. Границы: наименьшее и наибольшее число, которое допускают таблицы с "
        "наименьшим числом переездов; где они далеки друг от друга, численности не определяют поток.",
    ),
    "flows.notes": ("What to keep in mind", "О чём помнить"),
    "flows.chord": ("The largest flows", "Самые большие потоки"),
    "flows.chord.alt": (
        "Chord diagram of the largest flows of {period}. The largest leads from {origin} to {destination}: about {n} "
        "people. All of them are in the table below.",
        "Хордовая диаграмма самых больших потоков за {period}. Самый большой: {origin} → {destination}, около {n} "
        "человек. Все они приведены в таблице ниже.",
    ),
    "flows.chord.caption": (
        "The {count} largest flows of the period. Each ribbon leaves the circle where people lived at the start and "
        "ends in an arrowhead where they live at the end; its width is the number of people. The six places that most "
        "people leave have colours of their own.",
        "{count} самых больших потоков за период. Лента выходит из круга там, где люди жили в начале, и заканчивается "
        "стрелкой там, где они живут в конце; ширина – число людей. Шесть мест, откуда уезжает больше всего людей, "
        "выделены цветом.",
    ),
    "flows.map": ("The same flows on the map", "Те же потоки на карте"),
    "flows.map.alt": (
        "Map of the largest flows of {period}. The largest leads from {origin} to {destination}: about {n} people.",
        "Карта самых больших потоков за {period}. Самый большой: {origin} → {destination}, около {n} человек.",
    ),
    "flows.map.caption": (
        "Dark ribbon: the estimate. Pale ribbon: the upper end of its band, or of its bounds where nothing was drawn. "
        "A circle's area shows how many people left or arrived in these flows.",
        "Тёмная лента: оценка. Бледная лента: верхний край полосы, а где её нет – верхняя граница. Площадь круга "
        "показывает, сколько человек уехало или приехало в этих потоках.",
    ),
    "flows.map.absent": ("Without a place on this map: {who}.", "Нет на этой карте: {who}."),
    "flows.legend": ("people in the period", "человек за период"),
    "flows.period": ("Period", "Период"),
    "flows.ribbon": (
        "{origin} → {destination}: about {n} people ({spread})",
        "{origin} → {destination}: около {n} человек ({spread})",
    ),
    "flows.band": ("90 %: {low} to {high}", "90 %: от {low} до {high}"),
    "flows.bounds": ("stocks allow {low} to {high}", "численности допускают от {low} до {high}"),
    "flows.nospread": ("no range: this method has none", "без диапазона: метод его не даёт"),
    "column.period": ("Period", "Период"),
    "column.flow": ("People", "Человек"),
    "column.minimum_low": ("Least that fits", "Наименьшее возможное"),
    "column.minimum_high": ("Most that fits", "Наибольшее возможное"),
    "column.band_low": ("90 %: from", "90 %: от"),
    "column.band_high": ("90 %: to", "90 %: до"),
    "column.determined": ("Determined by stocks", "Определено численностями"),
    "column.gap": ("Account left over", "Остаток баланса"),
    "column.effectiveness": ("Effectiveness", "Эффективность"),
}
