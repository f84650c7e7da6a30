"""Headings and sentences of the page."""

from __future__ import annotations

from sapar.report.catalogue.words import Message

PAGE: dict[str, Message] = {
    "skip": ("Skip to the answers", "Перейти к ответам"),
    "contents": ("On this page", "На этой странице"),
    "scope": (
        "{first} to {last} · scenario: {scenario} · {replicates} · {agents}",
        "{first} – {last} · сценарий: {scenario} · {replicates} · {agents}",
    ),
    "made": ("Run of {date}", "Прогон от {date}"),
    "replicates": (("{n} replicate", "{n} replicates"), ("{n} прогон", "{n} прогона", "{n} прогонов")),
    "agents": (
        ("one agent for {n} person", "one agent for {n} people"),
        ("один агент на {n} человека", "один агент на {n} человека", "один агент на {n} человек"),
    ),
    "every_person": ("every person simulated", "моделируется каждый человек"),
    "base": ("as it was", "как было"),
    "answers": ("Answers", "Ответы"),
    "answers.how": (
        "Every number is a median with the range that holds eight replicates in ten; rounded to two "
        "digits. These are estimates and scenarios, not predictions.",
        "Каждое число – медиана с диапазоном, в который попадают восемь прогонов из десяти; округлено "
        "до двух цифр. Это оценки и сценарии, а не предсказания.",
    ),
    "note": ("note: {text}", "примечание: {text}"),
    "warnings": ("What this run says about its own limits", "Что этот прогон говорит о своих пределах"),
    "definition": ("Counted", "Считаются"),
    "date": ("Date", "Дата"),
    "where": ("Where does this come from?", "Откуда это число?"),
    "where.claims": ("Claims about it", "Утверждения об этом"),
    "where.parameters": ("Assumptions it depends on most", "Допущения, от которых оно зависит больше всего"),
    "where.none": (
        "No claim is about this number directly: it follows from the model and its assumptions.",
        "Ни одно утверждение не говорит прямо об этом числе: оно следует из модели и её допущений.",
    ),
    "where.command": ("The whole way, from draws to sources", "Весь путь от прогонов до источников"),
    "claim.sentence": (
        "{source}: {said} ({definition}; {date}; grade {grade})",
        "{source}: {said} ({definition}; {date}; класс {grade})",
    ),
    "parameter.sentence": (
        "{parameter}: {value} {unit}, drawn between {low} and {high}",
        "{parameter}: {value} {unit}, диапазон от {low} до {high}",
    ),
    "flows": ("Flows", "Потоки"),
    "stocks": ("People in each host country", "Люди в каждой стране пребывания"),
    "exposure": ("Legal exposure", "Правовая уязвимость"),
    "exposure.how": (
        "What the law does to people: all citizenships and hosts together, by month. Authorities act at dated "
        "rates that are inputs of the study; nothing here finds or ranks anybody. Entry bans count from the "
        "first day of the study on.",
        "Что закон делает с людьми: все гражданства и страны вместе, по месяцам. Власти действуют с частотой, "
        "заданной в исследовании по датам; здесь никого не ищут и не ранжируют. Запреты на въезд считаются с "
        "первого дня исследования.",
    ),
    "exposure.without_status": ("Without status, the registry included", "Без статуса, включая реестр"),
    "exposure.in_registry": ("In the registry of controlled persons", "В реестре контролируемых лиц"),
    "exposure.expelled": ("Expelled during the month", "Выдворены за месяц"),
    "exposure.banned": ("Under an entry ban", "Под запретом на въезд"),
    "exposure.families_apart": ("Families kept apart", "Разлучённые семьи"),
    "exposure.naturalised": ("Became citizens of the host during the month", "Получили гражданство за месяц"),
    "exposure.alt": (
        "{what}, by month. The largest median is about {n} in {date}.",
        "{what}, по месяцам. Наибольшая медиана – около {n}, {date}.",
    ),
    "stocks.how": (
        "Line: median. Bands: 50 % and 80 % of replicates. Each panel has its own vertical scale. "
        "Marks: what sources say, at their date; a vertical line is the source's own range, a "
        "horizontal one the period it names, an arrow a bound, a double arrow a number beyond the "
        "scale. Filled marks count people who are there; hollow ones count something else, or people of "
        "other citizenships too, and need not "
        "coincide with the line.",
        "Линия: медиана. Полосы: 50 % и 80 % прогонов. У каждой панели своя вертикальная шкала. Знаки: "
        "что говорят источники, на их дату; вертикальный отрезок – диапазон самого источника, "
        "горизонтальный – названный им период, стрелка – граница, двойная стрелка – число за пределами "
        "шкалы. Закрашенные знаки считают людей, находящихся в стране; полые считают другое или также граждан "
        "других стран и не "
        "обязаны совпадать с линией.",
    ),
    "stocks.marks": ("Marks of the claims", "Знаки утверждений"),
    "host": ("Host country: {name}", "Страна пребывания: {name}"),
    "episode": ("Day by day", "День за днём"),
    "episode.how": (
        "Dashed lines and numbers: the events listed with the timeline.",
        "Пунктир и номера: события из списка у шкалы времени.",
    ),
    "episode.events": ("Events", "События"),
    "check": ("Model and evidence", "Модель и свидетельства"),
    "check.how": (
        "Each published figure is put to the model through its own way of counting: registrations are "
        "compared with registrations, people with people. Tolerances were fixed before. Failures stay "
        "in the table.",
        "Каждое опубликованное число задаётся модели его собственным способом счёта: регистрации "
        "сравниваются с регистрациями, люди с людьми. Допуски заданы заранее. Неудачи остаются в "
        "таблице.",
    ),
    "check.scenario": (
        "This run lives through a scenario. Figures dated after its first change speak of what happened without it: "
        "that the model differs from them there is no failure, and that it agrees no success.",
        "Этот прогон проживает сценарий. Числа, датированные после его первого изменения, говорят о том, что было без "
        "него: расхождение с ними не ошибка модели, а совпадение не её заслуга.",
    ),
    "check.none": ("No figures were compared.", "Числа не сравнивались."),
    "count.inside": (
        (
            "calibration or validation figure within tolerance",
            "calibration or validation figures within tolerance",
        ),
        (
            "число калибровки и проверки в пределах допуска",
            "числа калибровки и проверки в пределах допуска",
            "чисел калибровки и проверки в пределах допуска",
        ),
    ),
    "count.outside": (
        (
            "calibration or validation figure outside tolerance",
            "calibration or validation figures outside tolerance",
        ),
        (
            "число калибровки и проверки вне допуска",
            "числа калибровки и проверки вне допуска",
            "чисел калибровки и проверки вне допуска",
        ),
    ),
    "count.not modelled": (
        ("figure not modelled", "figures not modelled"),
        ("число не моделируется", "числа не моделируются", "чисел не моделируется"),
    ),
    "count.other": (
        ("input, ledger entry or arithmetic", "inputs, ledger entries or arithmetic"),
        (
            "входное, реестровое или арифметическое",
            "входных, реестровых или арифметических",
            "входных, реестровых или арифметических",
        ),
    ),
    "assumptions": ("Assumptions", "Допущения"),
    "assumptions.how": (
        "Parameters without a dated series. Replicates draw from the range. Grades: {grades}.",
        "Параметры без датированного ряда. Прогоны берут значения из диапазона. Классы: {grades}.",
    ),
    "sources": ("Sources", "Источники"),
    "sources.count": (("{n} claim", "{n} claims"), ("{n} утверждение", "{n} утверждения", "{n} утверждений")),
    "cite": ("How to cite", "Как цитировать"),
    "cite.text": (
        "Sapar {version}, study “{title}”, scenario “{scenario}”, run {digest}{made}.",
        "Sapar {version}, исследование «{title}», сценарий «{scenario}», прогон {digest}{made}.",
    ),
    "not_for": ("What this is not for", "Для чего это не предназначено"),
    "not_for.text": (
        "This page helps to size assistance, transport, legal aid and policy. It says nothing about "
        "any person and must not be used to find, detain or expel people, to rank places or groups by "
        "irregularity, or to reduce arrivals. A person without status is a person exposed to loss of "
        "rights, not an offender. Counts below {n} are hidden. Migration is not linked to crime here "
        "or anywhere in the model.",
        "Эта страница помогает рассчитать помощь, перевозки, юридическую поддержку и политику. Она "
        "ничего не говорит ни об одном человеке и не должна служить поиску, задержанию или высылке "
        "людей, ранжированию мест или групп по отсутствию статуса или сокращению въезда. Человек без "
        "правового статуса – это человек под угрозой потери прав, а не нарушитель. Числа меньше {n} "
        "скрыты. Миграция здесь и нигде в модели не связывается с преступностью.",
    ),
    "limits": (
        "The ranges show how uncertain assumptions and chance spread the results. They do not cover "
        "errors in the structure of the model or in sources that all err in the same direction.",
        "Диапазоны показывают, как разбрасывают результаты неопределённые допущения и случайность. Они "
        "не охватывают ошибок в устройстве модели и в источниках, которые все ошибаются в одну "
        "сторону.",
    ),
    "repeat": ("How to repeat", "Как повторить"),
    "repeat.how": (
        "The same study, version and seed give the same bytes on any number of processors.",
        "То же исследование, версия и начальное число дают те же байты при любом числе процессоров.",
    ),
    "repeat.study": ("Study", "Исследование"),
    "repeat.scenario": ("Scenario", "Сценарий"),
    "repeat.version": ("Version", "Версия"),
    "repeat.seed": ("Seed", "Начальное число"),
    "repeat.replicates": ("Replicates", "Прогонов"),
    "repeat.agents": ("People per agent", "Человек на агента"),
    "repeat.digest": ("Digest of the inputs", "Контрольная сумма входов"),
    "repeat.state": ("Digest of the final state", "Контрольная сумма конечного состояния"),
    "repeat.command": ("Command", "Команда"),
    "twin": ("Show as table", "Показать таблицей"),
    "twin.part": ("Some rows only; the download has all.", "Только часть строк; в файле для загрузки – все."),
    "download": ("Download CSV", "Скачать CSV"),
    "download.of": ("Download CSV: {title}", "Скачать CSV: {title}"),
    "drawing": ("Drawing…", "Рисуется…"),
    "without_script": (
        "Pictures need JavaScript; all their numbers are in the tables.",
        "Для рисунков нужен JavaScript; все их числа есть в таблицах.",
    ),
    "footer": (
        "This file holds everything it shows and asks nothing of the network.",
        "Этот файл содержит всё, что показывает, и ничего не запрашивает из сети.",
    ),
}
