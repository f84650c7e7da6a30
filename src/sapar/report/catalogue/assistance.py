"""The report's section on help to migrants."""

from __future__ import annotations

from sapar.report.catalogue.words import Message

ASSISTANCE: dict[str, Message] = {
    "assist": ("Help", "Помощь"),
    "assist.how": (
        "Accounts beside the people: who is not paid or exploited, who turns to whom, what comes of it. "
        "Everything here rests on few counts and many assumptions; no official total of help exists. "
        "Institutions are roles as public texts name them.",
        "Счета рядом с людьми: кому не заплатили, кого эксплуатируют, кто куда обращается и что из этого выходит. "
        "Всё здесь держится на немногих числах и многих допущениях; официального итога помощи нет. "
        "Организации — это роли, как их называют открытые тексты.",
    ),
    "assist.wage-thefts": ("Workers not paid, a year", "Работники, которым не заплатили, за год"),
    "assist.wage-thefts.caption": (
        "Pay withheld during the year, all hosts. Line: median; bands: 50 % and 80 % of replicates.",
        "Зарплата удержана в течение года, все страны. Линия: медиана; полосы: 50 % и 80 % прогонов.",
    ),
    "assist.wages-recovered": (
        "Pay recovered, a year, US dollars",
        "Возвращённая зарплата за год, доллары США",
    ),
    "assist.wages-recovered.caption": (
        "Paid after a claim at an institution, in dollars of the month.",
        "Выплачено по требованиям, принятым организациями, в долларах месяца.",
    ),
    "assist.claims-paid": ("Claims paid, a year", "Требования, по которым заплатили, за год"),
    "assist.claims-paid.caption": (
        "Workers who got at least a part after a claim at an institution.",
        "Работники, получившие хотя бы часть после обращения в организацию.",
    ),
    "assist.exploited": ("Exploited migrants: an estimate", "Эксплуатируемые мигранты: оценка"),
    "assist.exploited.caption": (
        "In forced labour on the first of the month, all hosts: it follows from assumed risks, nobody counts it.",
        "В принудительном труде на первое число месяца, все страны: следует из принятых рисков, никем не считается.",
    ),
    "assist.identified": ("Victims identified, a year", "Выявленные пострадавшие за год"),
    "assist.identified.caption": (
        "By the state, by organisations or by themselves; nationals are counted where evidence was found.",
        "Государством, организациями или сами; граждане страны учтены там, где нашлись данные.",
    ),
    "assist.members": ("Members of unions of migrants", "Члены профсоюзов мигрантов"),
    "assist.members.caption": ("At the end of the month.", "На конец месяца."),
    "assist.backlog": ("Cases that wait", "Дела, ждущие очереди"),
    "assist.backlog.caption": (
        "Contacts and claims that no desk has taken up by the end of the month, all institutions.",
        "Обращения и требования, не принятые к концу месяца, все организации.",
    ),
    "assist.aided": ("People given aid, a month", "Люди, получившие помощь, за месяц"),
    "assist.aided.caption": (
        "Kits of associations delivered at camps and in hosts.",
        "Наборы ассоциаций, переданные в лагерях и странах пребывания.",
    ),
    "assist.table.institutions": ("What institutions do, {year}", "Что делают организации, {year}"),
    "assist.table.institutions.how": (
        "Cases during the year; members and waiting cases at its end; the wait is a mean. Median (80 % range).",
        "Дела за год; члены и ждущие дела на его конец; ожидание — среднее. Медиана (80-процентный интервал).",
    ),
    "assist.table.needs": (
        "Six kinds of help to identified victims, {year}",
        "Шесть видов помощи выявленным пострадавшим, {year}",
    ),
    "assist.table.needs.how": (
        "Identified people whose need of that kind was met or not, nationals of the host and foreigners apart.",
        "Выявленные, чья потребность удовлетворена или нет: граждане страны и иностранцы отдельно.",
    ),
    "assist.table.camps": ("What people at camps lack", "Чего не хватает людям в лагерях"),
    "assist.table.camps.how": (
        "In the week in which most people waited: share of each need that supplies do not meet, and share of people "
        "whose savings are used up. Supplies, needs and savings are assumptions.",
        "В неделю, когда ждало больше всего людей: доля каждой потребности, не покрытая запасами, и доля людей, "
        "у которых кончились сбережения. Запасы, потребности и сбережения — допущения.",
    ),
    "assist.column.institution": ("institution", "организация"),
    "assist.column.members": ("members", "члены"),
    "assist.column.intake": ("contacts and claims", "обращения и требования"),
    "assist.column.resolved": ("resolved", "решено"),
    "assist.column.referred": ("passed to partners", "передано партнёрам"),
    "assist.column.no_partner": ("nobody to take over", "некому передать"),
    "assist.column.backlog": ("waiting", "ждут"),
    "assist.column.wait": ("wait, weeks", "ожидание, недели"),
    "assist.column.place": ("host", "страна"),
    "assist.column.service": ("kind of help", "вид помощи"),
    "assist.column.nationals_met": ("nationals: met", "граждане: помогли"),
    "assist.column.nationals_unmet": ("nationals: not met", "граждане: не помогли"),
    "assist.column.foreigners_met": ("foreigners: met", "иностранцы: помогли"),
    "assist.column.foreigners_unmet": ("foreigners: not met", "иностранцы: не помогли"),
    "assist.column.camp": ("camp", "лагерь"),
    "assist.column.week": ("week of", "неделя с"),
    "assist.column.lacks_water": ("water", "вода"),
    "assist.column.lacks_shelter": ("shelter", "кров"),
    "assist.column.lacks_food": ("food", "еда"),
    "assist.column.lacks_medical": ("medical help", "врачебная помощь"),
    "assist.column.lacks_warmth": ("warmth", "тепло"),
    "assist.column.out_of_money": ("out of money", "кончились деньги"),
    "service.medical": ("medical", "медицинская"),
    "service.legal": ("legal", "юридическая"),
    "service.psychological": ("psychological", "психологическая"),
    "service.educational": ("educational", "образовательная"),
    "service.shelter": ("shelter", "приют"),
    "service.material": ("material", "материальная"),
}
"""Both languages."""
