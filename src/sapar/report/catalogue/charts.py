"""Titles, captions and descriptions of the charts."""

from __future__ import annotations

from sapar.report.catalogue.words import Message

CHARTS: dict[str, Message] = {
    "map.title": ("Who moved where", "Кто куда ехал"),
    "map.alt": (
        "Map of moves in {year}. The largest flow leads from {origin} to {destination}: about {n} "
        "people. All flows are in the table below the map.",
        "Карта перемещений за {year} год. Самый большой поток: {origin} → {destination}, около {n} "
        "человек. Все потоки приведены в таблице под картой.",
    ),
    "map.caption": (
        "Moves begun during the year between each citizenship's own country and its hosts; one person "
        "may move more than once. Dark ribbon: median. Pale ribbon: upper bound, which nine replicates "
        "in ten do not exceed. Ribbons widen in the direction of travel. Colour: country of "
        "citizenship; a circle's area shows how many people left or arrived; a dashed circle stands "
        "for places without one position. Moves from one host to another are not drawn.",
        "Перемещения, начатые за год, между страной гражданства и странами пребывания; один человек "
        "может переместиться несколько раз. Тёмная лента: медиана. Бледная лента: верхняя граница, "
        "которую не превышают девять прогонов из десяти. Лента расширяется в направлении движения. "
        "Цвет: страна гражданства; площадь круга показывает, сколько человек выехало или прибыло; "
        "пунктирный круг – места без одной точки. Переезды из одной страны пребывания в другую не "
        "показаны.",
    ),
    "map.disclaimer": (
        "The boundaries and names shown on this map do not imply endorsement or acceptance by anyone. "
        "Outlines: United Nations geodata, simplified.",
        "Границы и названия на этой карте не означают их одобрения или признания кем бы то ни было. "
        "Контуры: геоданные Организации Объединённых Наций, упрощены.",
    ),
    "map.ribbon": (
        "{origin} → {destination}: about {n} people (80 %: {low} to {high})",
        "{origin} → {destination}: около {n} человек (80 %: от {low} до {high})",
    ),
    "map.circle": (
        "{place}: about {n} people left or arrived",
        "{place}: выехало или прибыло около {n} человек",
    ),
    "map.legend": ("people in the year", "человек за год"),
    "map.year": ("Year", "Год"),
    "map.direction": ("Direction", "Направление"),
    "map.outward": ("from home to host", "из дома в страну пребывания"),
    "map.homeward": ("from host to home", "из страны пребывания домой"),
    "stock.together": ("All citizenships together", "Все гражданства вместе"),
    "stock.alt": (
        "Citizenship: {who}. Host country: {host}. From {first} to {last}; half of the months have "
        "more than {middle} people in the median. Yearly values and ranges are in the table below.",
        "Гражданство: {who}. Страна пребывания: {host}. Период: {first} – {last}; по медиане в "
        "половине месяцев больше чем {middle} человек. Годовые значения и диапазоны приведены в "
        "таблице ниже.",
    ),
    "stock.few": (
        "Fewer than {n} people at any time, without a panel: {who}.",
        "Менее {n} человек в любое время, без панели: {who}.",
    ),
    "stock.claim": (
        "{source}: “{said}” ({definition}; {date}; {claim})",
        "{source}: «{said}» ({definition}; {date}; {claim})",
    ),
    "stock.claims": ("Claims: {n}, of which drawn: {drawn}", "Утверждения: {n}, из них нанесено: {drawn}"),
    "timeline.title": ("What was shut and what opened", "Что было закрыто и что открывалось"),
    "timeline.caption": (
        "From top to bottom: closures, limited passage, corridors, loss of jobs, rumours and recorded facts.",
        "Сверху вниз: закрытия, ограниченный пропуск, коридоры, потеря работы, слухи и зафиксированные "
        "факты.",
    ),
    "timeline.alt": (
        "{count} events from {first} to {last} as bars by day; the list below names them.",
        "События ({count}) с {first} по {last} полосами по дням; список ниже называет их.",
    ),
    "events.all": ("All events by number", "Все события по номерам"),
    "waiting-city.title": ("Waiting in cities", "Ожидают в городах"),
    "waiting-city.alt": (
        "The median is highest on {date}: about {n} people (80 %: {low} to {high}).",
        "Наибольшая медиана {date}: около {n} человек (80 %: от {low} до {high}).",
    ),
    "waiting-city.caption": (
        "People who want to go home and have no way; not in a camp. Line: median. Bands: 50 % and 80 % "
        "of replicates.",
        "Люди, которые хотят домой и не имеют пути; не в лагере. Линия: медиана. Полосы: 50 % и 80 % "
        "прогонов.",
    ),
    "waiting-camp.title": ("Waiting in camps at a crossing", "Ожидают в лагерях у пунктов пропуска"),
    "waiting-camp.alt": (
        "The median is highest on {date}: about {n} people (80 %: {low} to {high}).",
        "Наибольшая медиана {date}: около {n} человек (80 %: от {low} до {high}).",
    ),
    "waiting-camp.caption": (
        "People in a camp at a closed crossing. Line: median. Bands: 50 % and 80 % of replicates.",
        "Люди в лагере у закрытого пункта пропуска. Линия: медиана. Полосы: 50 % и 80 % прогонов.",
    ),
    "boarded.title": ("Boarded by day", "Вывезено за день"),
    "boarded.alt": (
        "Most people boarded on {date}: about {n} (80 %: {low} to {high}).",
        "Больше всего людей вывезено {date}: около {n} (80 %: от {low} до {high}).",
    ),
    "boarded.caption": (
        "People who left a camp on a bus, train or flight of a corridor. Bar: median. Line: 80 % of "
        "replicates.",
        "Люди, уехавшие из лагеря автобусом, поездом или рейсом коридора. Столбец: медиана. Отрезок: "
        "80 % прогонов.",
    ),
    "wait.title": ("How long people waited in camps", "Сколько люди ждали в лагерях"),
    "wait.axis": ("days waited", "дней ожидания"),
    "wait.caption": (
        "Half of the people who left a camp had waited at most {half_median} days (80 %: {half_low80} "
        "to {half_high80}; dashed line), nineteen in twenty at most {most_median} (80 %: {most_low80} "
        "to {most_high80}). Bars: people by week of waiting, median. Lines: 80 % of replicates. The "
        "longest fiftieth of the waits stands only in the table.",
        "Половина уехавших из лагеря ждала не более {half_median} дн. (80 %: от {half_low80} до "
        "{half_high80}; пунктир), девятнадцать из двадцати – не более {most_median} дн. (80 %: от "
        "{most_low80} до {most_high80}). Столбцы: люди по неделям ожидания, медиана. Отрезки: 80 % "
        "прогонов. Самая долгая пятидесятая часть ожиданий – только в таблице.",
    ),
    "check.title": ("Model beside sources", "Модель рядом с источниками"),
    "check.alt": (
        "Of {compared} figures with a number on both sides the model is within tolerance of {inside}. "
        "The table below lists all figures.",
        "Из {compared} чисел, для которых есть оба значения, модель в пределах допуска у {inside}. Все "
        "числа приведены в таблице ниже.",
    ),
    "check.axis": ("model ÷ source", "модель ÷ источник"),
    "check.caption": (
        "Grey bar: what the source says, widened by the tolerance fixed beforehand. Mark and line: the "
        "model's median and 80 % range through the source's own way of counting. Circle: within; "
        "triangle: outside. Ratios beyond 8 stand at the edge.",
        "Серая полоса: что говорит источник, расширенное на заранее заданный допуск. Знак и отрезок: "
        "медиана модели и 80 % диапазон при том же способе счёта, что у источника. Круг: в пределах; "
        "треугольник: вне. Отношения больше 8 стоят у края.",
    ),
}
