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
}
"""Both languages."""
