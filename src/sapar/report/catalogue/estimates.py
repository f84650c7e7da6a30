"""Headings and sentences of the page about the estimates, from the answers to the kinds of source."""

from __future__ import annotations

from sapar.report.catalogue.words import Message

ESTIMATES: dict[str, Message] = {
    "est.title": (
        "How many, how sure, says who",
        "Сколько, насколько точно, кто говорит",
    ),
    "est.citizens": (
        "Citizens of {whose} in {where}",
        "Граждане {whose} в {where}",
    ),
    "est.citizens.arrow": (
        "{corridor}",
        "{corridor}",
    ),
    "est.how_many": (
        "How many citizens of {whose} work in {where}",
        "Сколько граждан {whose} работает в {where}",
    ),
    "est.how_many.arrow": (
        "How many people work abroad: {corridor}",
        "Сколько людей работает за рубежом: {corridor}",
    ),
    "est.question": (
        "{title}. Workers of each citizenship in each host country, from {used} claims of {sources} sources "
        "that count different things",
        "{title}. Работники каждого гражданства в каждой стране пребывания – по утверждениям, которые считают "
        "разное (утверждений: {used}, источников: {sources})",
    ),
    "est.scope": (
        "{first} to {last} · {draws} draws",
        "{first} – {last} · выборка из {draws} значений",
    ),
    "est.skip": (
        "Skip to the answers",
        "Перейти к ответам",
    ),
    "est.headlines": (
        "How many",
        "Сколько",
    ),
    "est.headlines.how": (
        "Counted: people who work or seek work in the host, with or without papers, on average over the year; "
        "neither registrations nor trips. Numbers are medians with the range that holds the truth with a "
        "chance of 80 % if the assumptions below hold; two digits.",
        "Считаются люди, которые работают или ищут работу в стране пребывания, с документами и без, в среднем "
        "за год; не регистрации и не поездки. Числа – медианы с диапазоном, в котором истина лежит с "
        "вероятностью 80 %, если верны допущения ниже; две значащие цифры.",
    ),
    "est.headlines.more": (
        "{n} with little or no evidence: mostly prior",
        "Почти без свидетельств, в основном исходные допущения: {n}",
    ),
    "est.headlines.chart": (
        "Every corridor in its reference year",
        "Все коридоры в опорном году",
    ),
    "est.headlines.alt": (
        "Ranges of workers by corridor, before and after the claims. The largest: {who}, about {n} people. All "
        "of them are in the table below.",
        "Диапазоны числа работников по коридорам до и после учёта утверждений. Самый большой: {who}, около {n} "
        "человек. Все они в таблице ниже.",
    ),
    "est.headlines.caption": (
        "Outline: 80 % range before the claims. Filled bar: 80 % range after. Mark: median, hollow where the "
        "claims narrowed the range by less than a fifth (mostly prior). Mean of the year named; scale of "
        "ratios.",
        "Контур: 80 % диапазон до учёта утверждений. Закрашенная полоса: 80 % диапазон после. Знак: медиана, "
        "полый там, где утверждения сузили диапазон меньше чем на пятую часть. Среднее за названный год; "
        "логарифмическая шкала.",
    ),
    "est.about.people": (
        "about {n} people",
        "около {n} человек",
    ),
    "est.card.meaning": (
        "people who work or seek work there, mean of {year}",
        "люди, которые там работают или ищут работу, среднее за {year} год",
    ),
    "est.card.year": (
        "{year} ({why}): {n} ({spread})",
        "{year} ({why}): {n} ({spread})",
    ),
    "est.card.claims": (
        (
            "{n} claim speaks of it",
            "{n} claims speak of it",
        ),
        (
            "{n} утверждение об этом",
            "{n} утверждения об этом",
            "{n} утверждений об этом",
        ),
    ),
    "est.card.narrowed": (
        "they narrow the prior by {n} %",
        "они сузили исходный диапазон на {n} %",
    ),
    "est.card.why": (
        "Why do the figures differ?",
        "Почему числа расходятся?",
    ),
    "est.card.series": (
        "Series and claims",
        "Ряд и утверждения",
    ),
    "est.mostly_prior": (
        "mostly prior",
        "в основном исходное допущение",
    ),
    "est.mostly_prior.long": (
        "Mostly prior: the claims narrowed this range by less than a fifth.",
        "В основном исходное допущение: утверждения сузили диапазон меньше чем на пятую часть.",
    ),
    "est.why.first": (
        "start of the period",
        "начало периода",
    ),
    "est.why.reference": (
        "reference year",
        "опорный год",
    ),
    "est.why.closure": (
        "ways home shut",
        "пути домой закрыты",
    ),
    "est.why.last": (
        "end of the period",
        "конец периода",
    ),
    "est.everybody": (
        "all citizenships",
        "все гражданства",
    ),
    "est.plain": (
        "Why do the figures differ?",
        "Почему числа расходятся?",
    ),
    "est.plain.question": (
        (
            "{how_many}, by which definition, and what does the one figure say?",
            "{how_many}, by which definition, and why do {n} figures differ {fold}-fold?",
        ),
        (
            "{how_many}, по какому определению и почему {n} число расходится в {fold} раза?",
            "{how_many}, по какому определению и почему {n} числа расходятся в {fold} раза?",
            "{how_many}, по какому определению и почему {n} чисел расходятся в {fold} раза?",
        ),
    ),
    "est.plain.answer": (
        "In {year}, about {n} people of this citizenship worked or sought work there at any one time "
        "({spread}), on average over the year.",
        "В {year} году там одновременно работали или искали работу около {n} человек этого гражданства "
        "({spread}), в среднем за год.",
    ),
    "est.plain.ways": (
        "The same people, counted over the same year in the other ways that sources use:",
        "Те же люди за тот же год, если считать так, как считают источники:",
    ),
    "est.plain.way": (
        "{what}: about {n} ({spread})",
        "{what}: около {n} ({spread})",
    ),
    "est.plain.way.same": (
        "{what}: the same number, as the study gives no share of workers among them",
        "{what}: то же число, так как исследование не задаёт среди них долю работников",
    ),
    "est.plain.gap": (
        "The largest figure, {most}, is {fold} times the smallest, {least}. That factor is a product: "
        "{product}.",
        "Самое большое число, {most}, больше самого малого, {least}, в {fold} раза. Этот множитель – "
        "произведение: {product}.",
    ),
    "est.part.counting": (
        "definition",
        "определение",
    ),
    "est.part.dates": (
        "period and season",
        "период и сезон",
    ),
    "est.part.kind": (
        "kind of source",
        "вид источника",
    ),
    "est.part.rest": (
        "this source, rounding, noise",
        "сам источник, округление, шум",
    ),
    "est.reason.counting": (
        "{times}: they count different things. “{first}” counts {first_per} for each person present, "
        "“{second}” counts {second_per}.",
        "{times}: они считают разное. «{first}» даёт {first_per} на одного находящегося там человека, "
        "«{second}» – {second_per}.",
    ),
    "est.reason.dates": (
        "{times}: they speak of different times. By the estimate, about {first_n} people were there at the "
        "time of the one ({first}) and about {second_n} at the time of the other ({second}).",
        "{times}: они говорят о разном времени. По оценке, ко времени одного ({first}) там было около "
        "{first_n} человек, ко времени другого ({second}) – около {second_n}.",
    ),
    "est.reason.kind": (
        "{times}: kinds of source cover different parts. Of 100 that are there by their own definition, this "
        "kind of source ({first}) is estimated to report about {first_of}, the other ({second}) about "
        "{second_of}.",
        "{times}: виды источников охватывают разную часть. Из 100 единиц, имеющихся по их же определению, один "
        "вид ({first}) сообщает, по оценке, около {first_of}, другой ({second}) – около {second_of}.",
    ),
    "est.rest.little": (
        "What is left ({times}) is no more than rounding, noise and habits of single sources explain: the two "
        "figures do not contradict each other.",
        "Остаток ({times}) не больше того, что объясняют округление, шум и привычки отдельных источников: эти "
        "два числа не противоречат друг другу.",
    ),
    "est.rest.much": (
        "What is left ({times}) has no reason here: one of the two sources is further off than its kind "
        "usually is.",
        "Остаток ({times}) здесь не объяснён: один из двух источников отклоняется сильнее, чем обычно для его "
        "вида.",
    ),
    "est.plain.choose": (
        "Other corridors",
        "Другие коридоры",
    ),
    "est.plain.table": (
        "The four factors of a row multiply to its printed number over the estimate of {year} (about {n} "
        "people).",
        "Произведение четырёх множителей строки – напечатанное число, делённое на оценку за {year} год (около "
        "{n} человек).",
    ),
    "est.share.people": (
        "{printed}, about {n} people",
        "{printed}, около {n} человек",
    ),
    "est.figures.title": (
        "Each figure, and what the estimate says through its definition: {corridor}",
        "Каждое число и что говорит оценка через его определение: {corridor}",
    ),
    "est.figures.alt": (
        "{corridor}: printed figures from {least} to {most}; the estimate of workers for {year} is about {n}. "
        "The table below has every number.",
        "{corridor}: напечатанные числа от {least} до {most}; оценка числа работников за {year} год – около "
        "{n}. Все числа в таблице ниже.",
    ),
    "est.figures.caption": (
        "Diamond: the number as printed, filled where it counts workers present. Bar and tick: 80 % range and "
        "median of what the estimate says such a source would report through that definition and at that date. "
        "Pale stripe and line: workers present, mean of {year}. Scale of ratios.",
        "Ромб: напечатанное число, закрашен, если считает находящихся там работников. Полоса и штрих: 80 % "
        "диапазон и медиана того, что по оценке сообщил бы такой источник через это определение на эту дату. "
        "Бледная полоса и линия: работники в среднем за {year} год. Логарифмическая шкала.",
    ),
    "est.series": (
        "Each series and its claims",
        "Ряды и утверждения о них",
    ),
    "est.series.how": (
        "Workers on the first day of each quarter. Line: median; bands: 50 % and 80 %; dashed outline: 80 % "
        "before any claim, so that one sees where evidence speaks. A mark's shape is the kind of source; "
        "filled: it counts what the series counts; hollow: another definition or more people, so it need not "
        "meet the line. A horizontal line is the period named, a vertical one the source's own range, an arrow "
        "a bound, a double arrow a number beyond the scale. Each panel has its own scale.",
        "Работники на первый день каждого квартала. Линия: медиана; полосы: 50 % и 80 %; пунктирный контур: 80 "
        "% до учёта утверждений, чтобы было видно, где говорят свидетельства. Форма знака – вид источника; "
        "закрашен: считает то же, что ряд; полый: другое определение или больше людей, и он не обязан "
        "совпадать с линией. Горизонтальный отрезок – названный период, вертикальный – диапазон самого "
        "источника, стрелка – граница, двойная стрелка – число за пределами шкалы. У каждой панели своя шкала.",
    ),
    "est.series.alt": (
        "{who} in {host}, workers, {first} to {last}: median about {n} people over the period. Values by year "
        "are in the table below.",
        "{who}, страна пребывания {host}, работники, {first} – {last}: в среднем за период около {n} человек. "
        "Значения по годам в таблице ниже.",
    ),
    "est.series.claims": (
        (
            "{n} claim drawn",
            "{n} claims drawn",
        ),
        (
            "показано {n} утверждение",
            "показано {n} утверждения",
            "показано {n} утверждений",
        ),
    ),
    "est.series.none": (
        "No count speaks of exactly these people.",
        "Ни одно число не говорит именно об этих людях.",
    ),
    "est.bias": (
        "How each kind of source counts",
        "Как считает каждый вид источников",
    ),
    "est.bias.chart": (
        "Coverage by kind of source",
        "Охват по видам источников",
    ),
    "est.bias.alt": (
        "Coverage of {n} kinds of source before and after the claims; values are in the table below.",
        "Охват для видов источников ({n}) до и после учёта утверждений; значения в таблице ниже.",
    ),
    "est.bias.row": (
        (
            "{kind}, {n} claim",
            "{kind}, {n} claims",
        ),
        (
            "{kind}, {n} утв.",
            "{kind}, {n} утв.",
            "{kind}, {n} утв.",
        ),
    ),
    "est.bias.caption": (
        "What a kind of source reports over what is there by its own definition: ×1 is exact, ×0.8 misses a "
        "fifth. Outline: 80 % before the claims; filled bar: after; hollow mark: the claims taught little or "
        "nothing.",
        "Сколько вид источников сообщает по сравнению с тем, что есть по его же определению: ×1 – точно, ×0,8 "
        "– упускает пятую часть. Контур: 80 % до учёта утверждений; полоса: после; полый знак: утверждения "
        "почти ничему не научили.",
    ),
    "est.bias.sources": (
        "Each source beside its kind",
        "Каждый источник относительно своего вида",
    ),
    "est.bias.rates": (
        "Rates for each person, shares and series",
        "Нормы на человека, доли и ряды",
    ),
}
