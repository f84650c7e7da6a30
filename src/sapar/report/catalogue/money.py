"""Words of the section on money and safety."""

from __future__ import annotations

from sapar.report.catalogue.words import Message

MONEY: dict[str, Message] = {
    "money": ("Money and safety", "Деньги и безопасность"),
    "money.how": (
        "Line: median. Bands: 50 % and 80 % of replicates. Each panel has its own vertical scale. Money is worked "
        "out from people by status and work, pay and prices; nobody's own money is followed.",
        "Линия: медиана. Полосы: 50 % и 80 % прогонов. У каждой панели своя вертикальная шкала. Деньги вычислены по "
        "числу людей с данным статусом и работой, заработкам и ценам; деньги отдельного человека не прослеживаются.",
    ),
    "money.received": ("What households receive", "Что получают домохозяйства"),
    "money.received.how": (
        "US dollars a month at the month's rate: sent home, and carried home by those who return.",
        "Долларов США в месяц по курсу месяца: отправлено и привезено вернувшимися.",
    ),
    "money.received.alt": (
        "{who}: money received by month from {first} to {last}; in the last month about {n} US dollars.",
        "{who}: полученные деньги по месяцам, {first} – {last}; в последнем месяце около {n} долларов США.",
    ),
    "money.debt": ("What is owed to brokers", "Долги перед посредниками"),
    "money.debt.how": (
        "US dollars at the month's end, without interest to come: fees on credit, and journeys of those who could not "
        "have paid for them. Shares, fees and interest are assumptions.",
        "Долларов США на конец месяца, без будущих процентов: плата в долг и дорога тех, кто не мог её оплатить. Доли, "
        "плата и проценты – допущения.",
    ),
    "money.debt.alt": (
        "{who}: debt to brokers by month from {first} to {last}; at the end about {n} US dollars.",
        "{who}: долг перед посредниками по месяцам, {first} – {last}; в конце около {n} долларов США.",
    ),
    "money.fear": ("How dangerous it seems: {host}", "Насколько опасной кажется страна: {host}"),
    "money.fear.how": (
        "A scale of our own: the host's usual level, recorded attacks with an assumed share of those unrecorded, and "
        "events that fade with a half-life. It is about what migrants fear; nothing leads from migrants to crime.",
        "Собственная шкала: обычный уровень страны, зафиксированные нападения с допущением о незафиксированных и "
        "события, которые со временем забываются. Речь о том, чего боятся мигранты; от мигрантов к преступности в "
        "модели не ведёт ничего.",
    ),
    "money.fear.alt": (
        "{who}: perceived danger by month from {first} to {last}; in the last month {n}.",
        "{who}: воспринимаемая опасность по месяцам, {first} – {last}; в последнем месяце {n}.",
    ),
}
"""By name: English, Russian."""
