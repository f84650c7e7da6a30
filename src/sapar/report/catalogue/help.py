"""Words of the plan for help."""

from __future__ import annotations

from sapar.report.catalogue.words import Message

HELP: dict[str, Message] = {
    "help.title": ("Help plan: {name}", "План помощи: {name}"),
    "help.scope": (
        "{months} months from {start}; levers ranked by: {objective}",
        "{months} мес. с {start}; меры упорядочены по цели: {objective}",
    ),
    "help.never": ("never", "никогда"),
    "help.not_in_plan": ("not in the plan", "не за срок плана"),
    "help.under_a_day": ("under a day", "меньше дня"),
    "help.days": (("{n} day", "{n} days"), ("{n} день", "{n} дня", "{n} дней")),
    "help.weeks": (("{n} week", "{n} weeks"), ("{n} неделя", "{n} недели", "{n} недель")),
    "help.months": (("{n} month", "{n} months"), ("{n} месяц", "{n} месяца", "{n} месяцев")),
    "help.band": ("{middle} ({low} to {high})", "{middle} ({low} – {high})"),
    "help.small_change": ("under ±{n}", "меньше ±{n}"),
    "help.head.wait": (
        "{name}: a new case waits {wait} for a lawyer, in 8 of 10 draws; within the plan "
        "work begins on {served} of all cases.",
        "{name}: время ожидания юриста для нового дела: {wait} – в 8 из 10 вариантов; за срок плана "
        "работа начата по {served} всех дел.",
    ),
    "help.head.clear": (
        "The queue at home (lawyers and advice) is empty for the first time after {months}.",
        "Очередь дома (юристы и консультации) впервые пуста, срок: {months}.",
    ),
    "help.head.not_clear": (
        "The queue at home (lawyers and advice) does not empty within {months} months in most draws (it does in "
        "{share}).",
        "Очередь дома (юристы и консультации) за {months} мес. в большинстве вариантов не исчезает (исчезает "
        "в {share}).",
    ),
    "help.head.end": (
        "When the plan ends, cases that wait at home: {home}; for help abroad: {abroad}.",
        "В конце плана дел ждёт дома: {home}; помощи за рубежом: {abroad}.",
    ),
    "help.head.end_home": (
        "When the plan ends, cases that wait at home: {home}.",
        "В конце плана дел ждёт дома: {home}.",
    ),
    "help.head.best": (
        "What helps most ({aim}): {lever}: {effect}.{cost}",
        "Больше всего помогает ({aim}): {lever}: {effect}.{cost}",
    ),
    "help.head.cost": (
        " It costs {money} a month, which somebody else pays.",
        " Стоит {money} в месяц; платит кто-то другой.",
    ),
    "help.head.unbound": (
        "No single lever changes anything here by this aim.",
        "По этой цели ни одна мера в отдельности ничего не меняет.",
    ),
    "help.head.loss": (
        "If this happens, {lever}{law}: {effect}.",
        "Если случится это, {lever}{law}: {effect}.",
    ),
    "help.head.law": (
        " (keeps {share} of joins, grants and partners' work away)",
        " (отнимает {share} вступлений, грантов и работы партнёров)",
    ),
    "help.head.smallest": (
        "{name}: so that a case waits at most {target} with a chance of {chance}, lawyers needed: {need} (there are "
        "{have}; now "
        "{now}, then {reached}; by formula {formula}); the missing ones cost {cost} a month.",
        "{name}: чтобы дело с вероятностью {chance} ждало не дольше срока ({target}), нужно юристов: {need} (есть "
        "{have}; "
        "сейчас {now}, тогда {reached}; по формуле {formula}); недостающие стоят {cost} в месяц.",
    ),
    "help.head.no_smallest": (
        "{name}: no number of lawyers up to {most} keeps the wait within {target} with a chance of {chance}.",
        "{name}: никакое число юристов до {most} не удерживает ожидание в пределах срока ({target}) с "
        "вероятностью {chance}.",
    ),
    "help.head.aid": (
        "{name}: kits reach {share} of those who need one.",
        "{name}: помощь получают {share} нуждающихся.",
    ),
    "help.head.shelter": (
        "{name} ({takes}): {share} of those who need a place there are eligible.",
        "{name} ({takes}): право на место имеют {share} нуждающихся.",
    ),
    "help.takes.nationals": ("nationals only", "только граждане страны"),
    "help.takes.foreigners": ("foreigners only", "только иностранцы"),
    "help.takes.all": ("everybody", "все"),
    "help.objective.waiting": ("fewest person-weeks of waiting", "меньше человеко-недель ожидания"),
    "help.objective.resolved": ("most cases resolved", "больше решённых дел"),
    "help.objective.wages": ("most wages recovered", "больше возвращённой зарплаты"),
    "help.objective.unmet-need": ("fewest without kit or shelter place", "меньше людей без помощи и приюта"),
    "help.lever.lawyer": ("one more lawyer at {of}", "ещё один юрист: {of}"),
    "help.lever.partner": (
        "one more person at the partner of {of} in {where}",
        "ещё один человек у партнёра {of} в {where}",
    ),
    "help.lever.first_partner": ("a first partner of {of} in {where}", "первый партнёр {of} в {where}"),
    "help.lever.place": ("one more place at {of}", "ещё одно место: {of}"),
    "help.lever.open_shelter": ("{of} open to everybody", "{of} открыт для всех"),
    "help.lever.fundraising": ("fundraising of {of} doubled", "сборы {of} удвоены"),
    "help.lever.lost_partner": ("{of} loses its partner in {where}", "{of} теряет партнёра в {where}"),
    "help.lever.law": ("a law restricts {of}", "закон ограничивает {of}"),
    "help.effect.waited": ("{n} person-weeks of waiting", "{n} человеко-недель ожидания"),
    "help.effect.resolved": ("{n} cases resolved", "{n} решённых дел"),
    "help.effect.placed": ("{n} people in shelter", "{n} чел. в приюте"),
    "help.effect.kits": ("{n} kits delivered", "{n} наборов помощи"),
    "help.effect.wages": ("{n} of wages recovered", "{n} возвращённой зарплаты"),
    "help.effect.none": ("nothing changes", "ничего не меняется"),
    "help.queue.lawyer": ("lawyers", "юристы"),
    "help.queue.other": ("advice desk", "консультации"),
    "help.queue.partner": ("partner in {country}", "партнёр в {country}"),
    "help.holds.erlang": ("Erlang C", "формула Эрланга"),
    "help.holds.fluid": ("fluid limit", "жидкостный предел"),
    "help.holds.fluid_then_erlang": ("fluid limit, then Erlang C", "жидкостный предел, затем Эрланг"),
    "help.holds.simulation": ("neither; simulation", "ни одна; симуляция"),
    "help.holds.nobody": ("nobody serves", "никто не работает"),
    "help.holds.idle": ("nobody asks", "никто не обращается"),
    "help.waits.title": (
        "How long they wait, and what wages come back",
        "Сколько ждут и сколько зарплаты возвращено",
    ),
    "help.waits.how": (
        "Mean wait of the cases of a draw, however late they are served; money in {currency}.",
        "Среднее ожидание дел варианта, сколь бы поздно их ни приняли; деньги в {currency}.",
    ),
    "help.institutions.title": ("Who asks, and what comes of it", "Кто обращается и что из этого выходит"),
    "help.institutions.how": (
        "A contact is a person who asks; a case is one that is opened; it is resolved when work on it is finished, "
        "solved from home or carried through abroad by a partner. Resolved does not mean won: of wage cases, "
        "some bring "
        "money within six months.",
        "Контакт – человек, который обратился; дело – то, что открыто; решено – работа закончена: из дома или "
        "партнёром за рубежом. Решено – не значит выиграно: часть дел о зарплате приносит деньги за полгода.",
    ),
    "help.one_more.title": ("What one more saves", "Что даёт ещё одна единица"),
    "help.one_more.how": (
        "Paired differences within the plan: the same people with the same luck, one thing changed; money in "
        "{currency}. "
        "A minus before person-weeks is less waiting. A lawyer more is paid by somebody else.",
        "Парные разности за срок плана: те же люди, та же случайность, изменено одно; деньги в {currency}. Минус перед "
        "человеко-неделями – меньше ожидания. Юриста сверх штата оплачивает кто-то другой.",
    ),
    "help.losses.title": (
        "What is lost with a partner, or under a law",
        "Что теряется с партнёром или при законе",
    ),
    "help.losses.how": (
        "Paired differences; money in {currency}. The law keeps {share} of joins, grants and partners' work away.",
        "Парные разности; деньги в {currency}. Закон отнимает {share} вступлений, грантов и работы партнёров.",
    ),
    "help.formulas.title": ("By pencil, and by simulation", "На бумаге и в симуляции"),
    "help.formulas.how": (
        "All numbers at their most likely values, staff as paid. Erlang C is the mean wait of a steady "
        "queue, beside it a "
        "long simulation and its difference; the fluid limit is the backlog at the end of the plan if cases "
        "flow evenly, "
        "beside it the mean simulated backlog; then the months until nobody waits, by both. Neither holds near full "
        "load: trust the simulation there.",
        "Все числа – наиболее вероятные, штат – как оплачен. Эрланг: среднее ожидание в установившейся очереди, рядом "
        "долгая симуляция и её отличие; жидкостный предел: очередь в конце плана при ровном потоке, рядом среднее по "
        "симуляции; затем месяцы, пока никто не ждёт, по обоим. Вблизи полной нагрузки не верна ни одна: там "
        "верьте симуляции.",
    ),
    "help.months.title": ("{name}, month by month", "{name} по месяцам"),
    "help.months.how": (
        "Middle draw (8 of 10: from, to); money in {currency}, of the desk and for kits together.",
        "Средний вариант (8 из 10: от, до); деньги в {currency}, организации и на помощь вместе.",
    ),
    "help.waiting.title": ("{name}: cases waiting", "{name}: сколько дел ждёт"),
    "help.waiting.home": ("at home, for a lawyer or advice", "дома: юриста или консультации"),
    "help.waiting.abroad": ("for help abroad", "помощи за рубежом"),
    "help.waiting.alt": (
        "Cases of {name} that wait when each month ends, at home and for help abroad apart, each with a band for 8 of "
        "10 draws.",
        "Дела {name}, которые ждут в конце каждого месяца, отдельно дома и помощи за рубежом; полоса – 8 из 10 "
        "вариантов.",
    ),
    "help.waiting.caption": (
        "Cases waiting when a month ends: at home for a lawyer or advice, and, when work at home is finished, for help "
        "abroad, in countries without partner too. Line: middle of {replicates} draws; band: 8 of 10. A queue that was "
        "empty once may fill again.",
        "Дела, ждущие в конце месяца: дома юриста или консультации и, когда работа дома закончена, помощи за рубежом, "
        "в странах без партнёра тоже. Линия – середина ({replicates} вариантов), полоса – 8 из 10. Очередь, которая "
        "уже пустела, может вырасти снова.",
    ),
    "help.money.title": ("{name}: money left, {currency}", "{name}: остаток денег, {currency}"),
    "help.money.alt": (
        "Money of {name} left at the end of each month, with a band for 8 of 10 draws.",
        "Остаток денег {name} в конце каждого месяца; полоса – 8 из 10 вариантов.",
    ),
    "help.money.caption": (
        "For the desk and for kits together, rounded to thousands. Where it reaches zero, people are not paid and "
        "work on fewer cases.",
        "Организации и на помощь вместе, до тысяч. Где деньги кончаются, людям не платят и дел ведётся меньше.",
    ),
    "help.helps.title": ("What shortens the waiting", "Что сокращает ожидание"),
    "help.helps.alt": (
        "Person-weeks of waiting that each change saves within the plan: middle, and band for 8 of 10 draws.",
        "Сколько человеко-недель ожидания сберегает каждая мера: середина и полоса для 8 из 10 вариантов.",
    ),
    "help.helps.caption": (
        "Point: middle draw; bar: 8 of 10. Changes that do not touch the waiting are left out.",
        "Точка – средний вариант, полоса – 8 из 10. Меры, не меняющие ожидания, не показаны.",
    ),
    "help.sources": (
        "Sources and grades of {n} numbers: see the workbook (--xlsx) or the page (--html).",
        "Источники и степени надёжности чисел ({n}): см. --xlsx или --html.",
    ),
    "help.source": ("{table}, {row} [{grade}]: {source}", "{table}, {row} [{grade}]: {source}"),
    "help.assume.months": (
        "Length of the plan: {value} months (not stated in the sheet).",
        "Срок плана: {value} мес. (в листе не указан).",
    ),
    "help.assume.no_money": (
        "{value}: the sheet says nothing about dues, grants or money, so everybody is taken as paid.",
        "{value}: о взносах, грантах и деньгах в листе ничего нет; считается, что платят всем.",
    ),
    "help.assume.figure": (
        "{item}: {value} (not stated in the sheet).",
        "{item}: {value} (в листе не указано).",
    ),
    "help.assume.replicates": ("Draws: {value}.", "Вариантов: {value}."),
    "help.assume.seed": (
        "Seed of chance: {value}; two plans with it meet the same luck.",
        "Зерно случая: {value}; с ним два плана встречают одну и ту же случайность.",
    ),
    "help.assume.always": (
        "The level of an uncertain number is drawn once per draw (triangular). People come by chance (Poisson); a "
        "person works on one case at a time, for an exponential time; first come, first served. A month is a twelfth "
        "of 52 weeks. Rent is paid before salaries, lawyers before others; who is not paid begins no case. "
        "Who needs presence "
        "abroad in a country without partner goes on waiting.",
        "Уровень неопределённого числа выбирается один раз на вариант (треугольное распределение). Люди "
        "приходят случайно "
        "(Пуассон); человек ведёт одно дело за раз, время показательное; кто раньше пришёл, того раньше "
        "примут. Месяц – "
        "двенадцатая часть 52 недель. Аренда платится раньше зарплат, юристам раньше других; кому не платят, тот новых "
        "дел не начинает. Кому нужна помощь в стране без партнёра, продолжает ждать.",
    ),
    "help.item.solved_at_home": ("Share of cases that advice from home solves", "Доля дел, решаемых из дома"),
    "help.item.contract_share": ("Share of wage cases with a contract", "Доля дел о зарплате с договором"),
    "help.item.contract_advantage": (
        "How many times as likely to succeed with a contract",
        "Во сколько раз успешнее с договором",
    ),
    "help.item.recovery_share": (
        "Wage cases without contract that bring money in six months",
        "Дела без договора с деньгами за полгода",
    ),
    "help.item.recovered_part": ("Part of the amount that is paid", "Какая часть суммы выплачивается"),
    "help.item.contacts_per_case": ("People who ask for each case", "Обратившихся на одно дело"),
    "help.column.month": ("month", "месяц"),
    "help.column.what": ("what", "что"),
    "help.column.institution": ("institution", "организация"),
    "help.column.contacts": ("contacts", "контакты"),
    "help.column.cases": ("cases", "дела"),
    "help.column.opened": ("opened", "открыто"),
    "help.column.begun": ("work begun", "начата работа"),
    "help.column.waiting": ("wait for work", "ждут работы"),
    "help.column.waiting_abroad": ("wait for help abroad", "ждут помощи за рубежом"),
    "help.column.money_in": ("money in", "поступило"),
    "help.column.money_out": ("money out", "потрачено"),
    "help.column.balance": ("money left", "остаток"),
    "help.column.solved_at_home": ("solved from home", "решено из дома"),
    "help.column.resolved_abroad": ("resolved abroad", "решено за рубежом"),
    "help.column.without_partner": ("no partner there", "нет партнёра"),
    "help.column.wait": ("wait for a lawyer", "ожидание юриста"),
    "help.column.wait_abroad": ("wait for a partner", "ожидание партнёра"),
    "help.column.recovered": ("claims paid", "оплачено требований"),
    "help.column.wages": ("wages recovered", "возвращено зарплаты"),
    "help.column.change": ("change", "мера"),
    "help.column.waited": ("person-weeks waited", "человеко-недель ожидания"),
    "help.column.resolved": ("cases resolved", "решённых дел"),
    "help.column.kits": ("kits", "наборов"),
    "help.column.placed": ("in shelter", "в приюте"),
    "help.column.cost": ("cost a month", "стоит в месяц"),
    "help.column.queue": ("queue", "очередь"),
    "help.column.load": ("load", "нагрузка"),
    "help.column.holds": ("what holds", "что верно"),
    "help.column.erlang": ("Erlang C: wait", "Эрланг: ожидание"),
    "help.column.steady": ("simulated (difference)", "симуляция (отличие)"),
    "help.column.fluid": ("fluid: backlog at end", "предел: очередь в конце"),
    "help.column.simulated": ("simulated", "симуляция"),
    "help.column.clear": ("nobody waits after: fluid / simulated", "никто не ждёт через: предел / симуляция"),
    "help.column.low": ("8 of 10: from", "8 из 10: от"),
    "help.column.middle": ("middle case", "средний вариант"),
    "help.column.high": ("8 of 10: to", "8 из 10: до"),
    "help.column.saved": ("person-weeks of waiting saved", "сбережено человеко-недель ожидания"),
}
