"""Words of the transit plan."""

from __future__ import annotations

from sapar.report.catalogue.words import Message

PLANS: dict[str, Message] = {
    "plan.title": ("Transit plan: {name}", "План перевозки: {name}"),
    "plan.scope": (
        "{n} people wait on {start}; {days} days planned; aim: {objective}",
        "{start} ждут {n} чел.; план на {days} дн.; цель: {objective}",
    ),
    "plan.objective.weighted-waiting": (
        "fewest days of waiting, vulnerable people first",
        "меньше дней ожидания, уязвимые люди первыми",
    ),
    "plan.objective.waiting": ("fewest days of waiting", "меньше дней ожидания"),
    "plan.objective.deprivation": (
        "fewest days without shelter and food",
        "меньше дней без крова и еды",
    ),
    "plan.objective.cost-to-people": ("least cost to the people", "наименьшие затраты самих людей"),
    "plan.head.clear": (
        "Under chance, nobody waits for the first time on {date} in the middle case; in 8 of 10 cases from {early} to "
        "{late}.",
        "С учётом случая впервые никто не ждёт {date} (средний вариант); в 8 из 10 вариантов: "
        "{early} \u2013 {late}.",
    ),
    "plan.head.clear_surely": (
        "Under chance, nobody waits for the first time on {date} in 8 of 10 cases.",
        "С учётом случая впервые никто не ждёт {date} (в 8 из 10 вариантов).",
    ),
    "plan.head.not_clear": (
        "Under chance, the camps do not empty by {date} in most cases (they do in {share}).",
        "С учётом случая в большинстве вариантов лагеря к {date} не опустеют (опустеют в {share}).",
    ),
    "plan.head.expected": (
        "If nothing breaks down, no day is lost and people come as expected: {date}.",
        "Если поломок и потерянных дней нет, а люди приходят как ожидается: {date}.",
    ),
    "plan.head.expected_not": (
        "If nothing breaks down, no day is lost and people come as expected, {left} people still wait on {date}; under "
        "chance {chance}.",
        "Если поломок и потерянных дней нет, а люди приходят как ожидается, {date} ещё ждут {left} чел.; с учётом "
        "случая {chance}.",
    ),
    "plan.head.again": (
        "After that, people who come later wait again: up to {n} on {date}, and {left} when the plan ends on {last}; "
        "under chance {chance} at the end.",
        "После этого снова ждут те, кто пришёл позже: до {n} чел. {date}, а в конце плана, {last}, – {left}; с учётом "
        "случая в конце {chance}.",
    ),
    "plan.after": ("after {date}", "после {date}"),
    "plan.head.never": (
        "The load is {load}: as many or more people come ({arrivals} a day) as can leave ({throughput} a day), so "
        "these ceilings never empty the camps.",
        "Нагрузка {load}: приходит не меньше людей ({arrivals} в день), чем может уехать ({throughput} в день), "
        "поэтому при таких ограничениях лагеря не опустеют никогда.",
    ),
    "plan.head.load": (
        "By pencil: {throughput} people a day can leave (set by: {binding}), {arrivals} come, load {load}; "
        "a steady flow would clear in about {n} days. That is an average and no bound: vehicles leave in waves, and "
        "not every one takes everybody.",
        "На бумаге: в день могут уехать {throughput} чел. (предел: {binding}), приходят {arrivals}, нагрузка {load}; "
        "при ровном потоке хватило бы примерно {n} дн. Это среднее, а не граница: транспорт уходит волнами и берёт не "
        "всех.",
    ),
    "plan.head.wave": (
        "One wave is enough: {seats} seats for {n} people.",
        "Хватит одной волны: {seats} мест на {n} чел.",
    ),
    "plan.head.binding": (
        "What helps most is one more of: {name}. It saves {n} person-days of waiting.",
        "Больше всего помогает ещё одна единица: {name}; она сберегает {n} человеко-дней ожидания.",
    ),
    "plan.head.unbound": (
        "No single ceiling, raised by one, shortens the waiting by a day.",
        "Ни одно ограничение, ослабленное на единицу, не сокращает ожидание на день.",
    ),
    "plan.head.longest": (
        "Longest wait: {days} days, {class_} of {citizenship} in {camp}.",
        "Дольше всех ждут: {days} дн., {class_}, {citizenship}, {camp}.",
    ),
    "plan.head.within": (
        "Nobody waits longer than {n} days.",
        "Никто не ждёт дольше {n} дн.",
    ),
    "plan.head.late": (
        "{n} people ({class_}, {citizenship}, {camp}) wait longer than {days} days, because of: {why}.",
        "{n} чел. ({class_}, {citizenship}, {camp}) ждут дольше {days} дн.; причина: {why}.",
    ),
    "plan.head.smallest": (
        "To be clear by {date} with a chance of {chance}: {fleet} {need} vehicles (there are {have}), the others as "
        "they are; chance reached {reached}.",
        "Чтобы с вероятностью {chance} никто не ждал к {date}: {fleet} – {need} машин или поездов (есть {have}), "
        "остальное без изменений; достигнутая вероятность {reached}.",
    ),
    "plan.head.no_smallest": (
        "{fleet} alone cannot empty the camps by {date} with a chance of {chance}: with {most} of them it is "
        "{reached}. What binds: {binds}.",
        "Один только транспорт {fleet} не освободит лагеря к {date} с вероятностью {chance}: при числе {most} она "
        "{reached}. Мешает: {binds}.",
    ),
    "plan.head.together": (
        "Together they can: {mix}; {added} vehicles more in all, chance reached {reached}. None can be spared.",
        "Вместе можно: {mix}; всего на {added} больше, достигнутая вероятность {reached}. Ни одной машины или поезда "
        "из них убрать нельзя.",
    ),
    "plan.head.of_fleet": ("{fleet} {need} (there are {have})", "{fleet} – {need} (есть {have})"),
    "plan.head.no_together": (
        "Nor can they together, with {most} of each the chance is {reached}. What binds: {binds}.",
        "Вместе тоже нельзя: при числе {most} у каждого вероятность {reached}. Мешает: {binds}.",
    ),
    "plan.binds.not_taken": (
        "people whom {fleets} does not take (columns camps, citizenship)",
        "люди, которых {fleets} не берёт (столбцы camps, citizenship)",
    ),
    "plan.binds.least_filled": (
        "the least share of seats filled for a departure of {fleet}: {share} (least_filled in the sheet)",
        "наименьшая доля занятых мест для отправления {fleet}: {share} (least_filled в листе)",
    ),
    "plan.binds.window": (
        "the days on which {fleets} runs (columns from, until)",
        "дни, когда {fleets} ходит (столбцы from, until)",
    ),
    "plan.binds.quota_lost": (
        "days on which nobody crosses (quota_lost_chance)",
        "дни, когда никто не переходит (quota_lost_chance)",
    ),
    "plan.binds.vehicles": (
        "even with all of this lifted more than {most} vehicles are needed",
        "даже без всего этого нужно больше {most} машин или поездов",
    ),
    "plan.head.reacting": (
        "If arrivals react to announcements: {n} people come instead of {before}; nobody waits for the first time on "
        "{date} in the middle case, in 8 of 10 from {early} to {late}.",
        "Если приход зависит от объявлений: придут {n} чел. вместо {before}; впервые никто не ждёт {date} (средний "
        "вариант), в 8 из 10 вариантов: {early} \u2013 {late}.",
    ),
    "plan.head.weights": (
        "How much a day of waiting counts: {weights}.",
        "Сколько весит день ожидания: {weights}.",
    ),
    "plan.gap.optimal": (
        "Plan: {method}; it is optimal, no plan is better.{behind} Worked out in {seconds} s.",
        "План: {method}; он оптимален, лучшего нет.{behind} Расчёт: {seconds} с.",
    ),
    "plan.gap.within": (
        "Plan: {method}; proven to be within {gap} of the best.{behind} Worked out in {seconds} s.",
        "План: {method}; доказано, что он не дальше {gap} от лучшего.{behind} Расчёт: {seconds} с.",
    ),
    "plan.gap.weak": (
        "Plan: {method}; how far it is from the best is not known: the bound is weak here, since it lets parts of "
        "vehicles leave, and rules out only plans more than {gap} better.{behind} Worked out in {seconds} s.",
        "План: {method}; насколько он далёк от лучшего, неизвестно: граница здесь слабая, в ней уезжают и части машин, "
        "и она исключает лишь планы, лучшие более чем на {gap}.{behind} Расчёт: {seconds} с.",
    ),
    "plan.gap.no_bound": (
        "Plan: {method}; how far it is from the best is not known: there was no time to work out a bound "
        "(--time-limit).{behind} Worked out in {seconds} s.",
        "План: {method}; насколько он далёк от лучшего, неизвестно: на границу не было времени "
        "(--time-limit).{behind} Расчёт: {seconds} с.",
    ),
    "plan.gap.behind": (" The greedy plan is {greedy} worse.", " Жадный план хуже на {greedy}."),
    "plan.method.asked": ("greedy, as asked with --time-limit 0", "жадный, как задано: --time-limit 0"),
    "plan.method.optimised": ("optimised", "найден оптимизацией"),
    "plan.method.greedy": (
        "greedy, since the optimiser found nothing better in time",
        "жадный: за отведённое время лучшего не найдено",
    ),
    "plan.method.hand": ("made by hand", "составлен вручную"),
    "plan.why.no_fleet": ("no fleet takes them", "их не берёт ни один транспорт"),
    "plan.why.papers": ("papers are not ready", "не готовы документы"),
    "plan.why.vehicles": ("too few vehicles", "мало транспорта"),
    "plan.why.vehicles_of": (
        "too few vehicles of {fleet} ({have}, each leaving every {cycle} days)",
        "мало транспорта {fleet} (всего {have}, рейс раз в {cycle} дн.)",
    ),
    "plan.why.limit": ("the ceiling on {name}", "ограничение: {name}"),
    "plan.limit.fleet": ("vehicles", "транспорт"),
    "plan.limit.vehicle": (
        "vehicle of {fleet}, with a departure every {cycle} days",
        "машина или поезд {fleet}, рейс раз в {cycle} дн.",
    ),
    "plan.class.medical": ("medical", "больные"),
    "plan.class.pregnant": ("pregnant", "беременные"),
    "plan.class.families": ("families", "семьи с детьми"),
    "plan.class.elderly": ("elderly", "пожилые"),
    "plan.class.without_money": ("without money", "без денег"),
    "plan.class.unaccompanied_children": ("unaccompanied children", "дети без сопровождения"),
    "plan.class.others": ("others", "остальные"),
    "plan.limit.processing": ("processing at the crossing", "пропускная способность границы"),
    "plan.limit.quota": ("transit quota", "квота на транзит"),
    "plan.limit.beds": ("beds at the far end", "места на той стороне"),
    "plan.limit.escorted_vehicles": ("escort of road vehicles", "сопровождение автоколонн"),
    "plan.limit.documents": ("papers a day", "оформление документов в день"),
    "plan.exact": (
        "For operations, not for publication: counts are exact, small ones too.",
        "Для работы, не для публикации: числа точные, в том числе малые.",
    ),
    "plan.hidden": (
        "Counts below {n} are hidden on this page. The workbook and the terminal show exact counts for operations.",
        "Числа меньше {n} на этой странице скрыты. Точные числа для работы – в таблице и в терминале.",
    ),
    "plan.camp.title": ("People waiting, day by day", "Сколько людей ждёт по дням"),
    "plan.camp.alt": (
        "People waiting at the end of each day: {n} at first; the line is the middle case, the bands hold half "
        "and four fifths of the cases; the dotted line is the plan if nothing goes wrong.",
        "Люди, ждущие в конце каждого дня: сначала {n}; линия – средний вариант, полосы – половина и четыре пятых "
        "вариантов; точками – план без неудач.",
    ),
    "plan.camp.caption": (
        "Line: middle of {replicates} cases with uncertain arrivals, breakdowns and lost days. Bands: half and 8 of 10 "
        "of them. Dotted: nothing breaks down, no day is lost, people come as expected.",
        "Линия: середина вариантов ({replicates}) со случайным приходом людей, поломками и потерянными днями. Полосы: "
        "половина и 8 из 10 вариантов. Точками: без поломок и потерянных дней, люди приходят как ожидается.",
    ),
    "plan.camp.reacting": (
        "Dashed line: middle case if arrivals react to announcements.",
        "Пунктир: средний вариант, если приход зависит от объявлений.",
    ),
    "plan.gantt.title": ("Departures", "Отправления"),
    "plan.gantt.alt": (
        "Vehicles of each fleet on their way: a bar from each departure until the vehicles can leave again.",
        "Транспорт в пути: полоса от каждого отправления до готовности к следующему.",
    ),
    "plan.gantt.caption": (
        "A bar lasts from a departure until its vehicles can leave again; the dark part is the way to the far end. "
        "The number is that of vehicles.",
        "Полоса – от отправления до следующей готовности; тёмная часть – путь до места. Число – сколько машин или "
        "поездов.",
    ),
    "plan.clearing.title": ("When will nobody wait?", "Когда никто не будет ждать?"),
    "plan.clearing.alt": (
        "Share of {replicates} cases by the first day at whose end nobody waits.",
        "Доля вариантов ({replicates}) по первому дню, в конце которого никто не ждёт.",
    ),
    "plan.clearing.caption": (
        "Share of cases in which nobody waits by the end of a day; people who come later may wait again.",
        "Доля вариантов, в которых к концу дня никто не ждёт; пришедшие позже могут ждать снова.",
    ),
    "plan.days.title": ("Day plan", "План по дням"),
    "plan.days.how": (
        "Counts below {n} are hidden (–), and another one where a hidden count could be worked out from a total.",
        "Числа меньше {n} скрыты (–), как и ещё одно там, где скрытое можно вычислить из суммы.",
    ),
    "plan.days.show": (
        ("Show {n} row", "Show all {n} rows"),
        ("Показать {n} строку", "Показать все {n} строки", "Показать все {n} строк"),
    ),
    "plan.days.more": (
        (
            "... and {n} more row: --xlsx FILE writes all, --html FILE a page with them",
            "... and {n} more rows: --xlsx FILE writes all, --html FILE a page with them",
        ),
        (
            "... и ещё {n} строка: все записывает --xlsx ФАЙЛ, страницу с ними – --html ФАЙЛ",
            "... и ещё {n} строки: все записывает --xlsx ФАЙЛ, страницу с ними – --html ФАЙЛ",
            "... и ещё {n} строк: все записывает --xlsx ФАЙЛ, страницу с ними – --html ФАЙЛ",
        ),
    ),
    "plan.camps.title": ("People waiting, camp by camp", "Сколько людей ждёт в каждом лагере"),
    "plan.camps.alt": (
        "People waiting at the end of each day in {camps}: the middle case, with a band for 8 of 10 cases.",
        "Люди, ждущие в конце каждого дня: {camps}; средний вариант и полоса для 8 из 10 вариантов.",
    ),
    "plan.camps.caption": (
        "Line: middle of {replicates} cases; band: 8 of 10 of them. Middle cases of the camps need not add up to that "
        "of all together.",
        "Линия: середина вариантов ({replicates}); полоса: 8 из 10. Середины лагерей не обязаны складываться в "
        "середину суммы.",
    ),
    "plan.waits.title": ("Who waits, and how long", "Кто и сколько ждёт"),
    "plan.costs.title": ("Cost per head, and who pays", "Стоимость на человека и кто платит"),
    "plan.savings.title": ("What one more saves", "Что даёт ещё одна единица"),
    "plan.savings.how": (
        "One more on every day of the plan, vehicles and people taken as divisible (the relaxed programme solved "
        "again). Where time ran out, its price is shown with \u2264: the saving is never more.",
        "Ещё одна единица на каждый день плана; машины и люди считаются делимыми (релаксация решена заново). Если "
        "времени не хватило, показана оценка со знаком \u2264: больше не будет.",
    ),
    "plan.assumed.title": ("Assumptions", "Допущения"),
    "plan.assume.days": (
        "Length of the plan: {value} days (not stated in the sheet).",
        "Срок плана: {value} дн. (в листе не указан).",
    ),
    "plan.assume.bed_days": (
        "A bed is kept {value} days (not stated in the sheet).",
        "Место занято {value} дн. (в листе не указано).",
    ),
    "plan.assume.quota_lost": (
        "No day of crossing is lost (chance {value}).",
        "Ни один день перехода не теряется (вероятность {value}).",
    ),
    "plan.assume.class": (
        "Class by default (weight, people kept together, escort seats, share of the fare paid): {value}.",
        "Группа по умолчанию (вес, сколько вместе, места сопровождения, доля платы): {value}.",
    ),
    "plan.assume.replicates": ("Cases drawn: {value}.", "Вариантов: {value}."),
    "plan.assume.seed": (
        "Seed of chance: {value}; two plans with it meet the same luck.",
        "Зерно случая: {value}; с ним два плана встречают одну и ту же случайность.",
    ),
    "plan.assume.reaction_belief": ("Belief at the start: {value}.", "Вера в начале: {value}."),
    "plan.assume.reaction_pulse": (
        "An announcement adds {value} to belief (0.2 to 0.6; assumption).",
        "Объявление добавляет к вере {value} (0,2–0,6; допущение).",
    ),
    "plan.assume.reaction_passed": (
        "A day on which all get through adds {value} (assumption).",
        "День, когда прошли все, добавляет {value} (допущение).",
    ),
    "plan.assume.reaction_stuck": (
        "A day on which nobody does takes away {value} (assumption).",
        "День, когда не прошёл никто, отнимает {value} (допущение).",
    ),
    "plan.assume.reaction_quiet_days": (
        "Departures are news after {value} days without any (assumption).",
        "Отправления – новость после {value} дн. без них (допущение).",
    ),
    "plan.assume.always": (
        "People of a range come at a level drawn once per case (triangular) and by chance each day (Poisson). A "
        "vehicle that breaks down stays away for its cycle. A lost day is known in the morning. Groups stay in one "
        "vehicle. "
        "Vehicles serve several camps on one day. Free vehicles leave when they can be filled.",
        "Уровень прихода выбирается один раз на вариант (треугольное распределение), по дням – случайно (Пуассон). "
        "Сломавшаяся машина отсутствует весь свой цикл. О потерянном дне известно утром. Группы едут в одной машине. "
        "Машины могут собирать людей из нескольких лагерей за день. Свободные машины выезжают, если их "
        "можно заполнить.",
    ),
    "plan.column.date": ("date", "дата"),
    "plan.column.fleet": ("fleet", "транспорт"),
    "plan.column.vehicles": ("vehicles", "машин"),
    "plan.column.camp": ("camp", "лагерь"),
    "plan.column.class": ("class", "группа"),
    "plan.column.citizenship": ("citizenship", "гражданство"),
    "plan.column.people": ("people", "люди"),
    "plan.column.boarded": ("boarded", "уехали"),
    "plan.column.mean": ("mean wait, days", "ожидание в среднем, дн."),
    "plan.column.longest": ("longest wait, days", "самое долгое, дн."),
    "plan.column.late": ("wait too long", "ждут слишком долго"),
    "plan.column.departures": ("departures", "отправлений"),
    "plan.column.filled": ("seats filled", "заполнено мест"),
    "plan.column.per_head": ("per head", "на человека"),
    "plan.column.by_people": ("paid by the people", "платят люди"),
    "plan.column.payer": ("others pay", "платят другие"),
    "plan.column.by_payer": ("paid by others", "сумма других"),
    "plan.column.limit": ("one more of", "ещё одна единица"),
    "plan.column.saved": ("saves, person-days", "сберегает человеко-дней"),
    "plan.column.value": ("saves, weighted", "сберегает с весами"),
    "plan.column.expected": ("nothing goes wrong", "без неудач"),
    "plan.column.median": ("middle case", "средний вариант"),
    "plan.column.low50": ("half: from", "половина: от"),
    "plan.column.high50": ("half: to", "половина: до"),
    "plan.column.low80": ("8 of 10: from", "8 из 10: от"),
    "plan.column.high80": ("8 of 10: to", "8 из 10: до"),
    "plan.column.reacting": ("middle case, reacting", "средний вариант с реакцией"),
    "plan.column.share": ("share of cases", "доля вариантов"),
    "plan.column.lane": ("row", "ряд"),
    "plan.column.ready": ("free again", "снова свободны"),
    "plan.column.arrives": ("arrives", "прибытие"),
}
