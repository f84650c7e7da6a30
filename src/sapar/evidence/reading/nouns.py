"""What numbers count: words for groups of people, for papers, vehicles and cases, and for what is refused."""

from __future__ import annotations

from sapar.evidence.reading.tokens import Token, by_stem, stem

GROUPS: dict[str, str] = {
    "people": "people persons person individuals adults adult passengers passenger respondents respondent delegates "
    "delegate interviewees applicants applicant newcomers newcomer participants человек человека людей люди "
    "людям людьми "
    "лиц лица лицам чел душ пассажиров пассажира делегатов делегата опрошенных респондентов взрослых взрослый "
    "заявителей подопечных прибывших приехавших приезжих очевидцев уроженцев выходцев уроженцы выходцы",
    "migrants": "migrants migrant immigrants immigrant emigrants emigrant мигрантов мигранта мигрантка эмигрантов "
    "иммигрантов переселенцев",
    "workers": "workers worker labourers labourer laborers builders builder employees employee pickers picker "
    "specialists specialist drivers driver рабочих рабочий рабочего работников работника работниц строителей "
    "строитель специалистов специалиста таксистов водителей грузчиков сборщиков",
    "seasonal_workers": "сезонников сезонник",
    "citizens": "citizens citizen nationals national граждан гражданин гражданина гражданином гражданину гражданка "
    "гражданку подданных",
    "foreigners": "foreigners foreigner aliens иностранцев иностранец иностранца иностранцы",
    "residents": "residents resident inhabitants inhabitant villagers населения население жителей житель "
    "жителя обитателей",
    "refugees": "refugees refugee беженцев беженец беженца беженцы",
    "returnees": "returnees returnee вернувшихся возвращенцев возвратившихся",
    "ethnic_returnees": "oralmans oralman kandas kandases compatriots оралманов кандасов кандас соотечественников",
    "students": "students student студентов студент",
    "women": "women woman females женщин женщина",
    "men": "men man males мужчин мужчина",
    "children": "children child minors minor teenagers teenager pupils детей дети детьми ребенок ребенка ребятишек "
    "подростков подросток несовершеннолетних школьников",
    "families": "families family семей семья семьи",
    "households": "households household домохозяйств домохозяйство",
    "members": "members member членов члена",
    "trafficking_victims": "victims victim жертв жертва потерпевших",
    "without_status": "нелегалов нелегал нелегалы",
    "labour_migrants": "гастарбайтеров гастарбайтер",
}
"""Words of each group of people; the group "people" is the one that says least."""
GROUP_OF = by_stem(GROUPS)

UNITS_OF_GROUP = {"families": "families", "households": "households", "members": "members"}
"""The unit of groups that are not counted in persons."""

THINGS: dict[str, str] = {
    "permits": "permits permit visas certificates certificate licences разрешений разрешения разрешение свидетельств "
    "свидетельства виз визы",
    "patents": "patents patent патентов патент",
    "registrations": "registrations registration регистраций постановок",
    "entries": "entries arrivals arrival crossings въездов пересечений",
    "departures": "departures departure выездов",
    "contracts": "contracts договоров контрактов",
    "contacts": "consultations contacts консультаций консультации консультация",
    "cases": "cases case обращений обращения обращение дел",
    "complaints": "complaints жалоб жалобы",
    "applications": "applications application заявлений заявления ходатайств",
    "calls": "calls call звонков звонка звонки",
    "buses": "buses bus busloads автобусов автобуса автобусы автобус",
    "trains": "trains train поездов поезда поезд",
    "flights": "flights flight рейсов рейса рейсы",
    "vehicles": "vehicles cars lorries trucks машин автомобилей грузовиков фур",
    "jobs": "jobs vacancies вакансий",
    "volunteers": "volunteers volunteer волонтеров волонтера добровольцев",
    "lawyers": "lawyers lawyer юристов юриста адвокатов адвоката",
    "employers": "employers employer работодателей работодателя",
}
"""What else of a labour-migration system is counted."""
THING_OF = by_stem(THINGS)

REFUSED: dict[str, str] = {
    "an amount of money": "rouble roubles ruble rubles dollar dollars euro euros eur usd rub kzt tenge som "
    "soms soum soums "
    "somoni manat yuan pound pounds cents рублей рубля рубль руб доллар долларов евро тенге сомов сома сом сумов сум "
    "сомони манатов юаней копеек долл тенгов",
    "a length of time": "year years month months week weeks day days hour hours minute minutes second seconds season "
    "seasons decade decades century anniversary год года годов лет месяц месяца месяцев неделя недели "
    "недель день дня "
    "дней сутки суток час часа часов часы минут минуты секунд сезон сезонов сезона десятилетий век века годовщина",
    "a distance, size or weight": "km kilometre kilometres kilometer kilometers metre metres meter meters "
    "kg kilo kilos "
    "kilogram tonne tonnes tons litres degrees square hectares км километр километра километров метров "
    "метра метр м кг "
    "килограмм тонн литров градусов градуса градус гектаров кв га",
}
"""Words after a number that say what it measures, by reason of refusal."""
REFUSED_AS = by_stem(REFUSED)

_NARROWED: dict[tuple[str, str], str] = {
    ("labour", "migrants"): "labour_migrants",
    ("labor", "migrants"): "labour_migrants",
    ("трудов", "migrants"): "labour_migrants",
    ("foreign", "workers"): "labour_migrants",
    ("guest", "workers"): "labour_migrants",
    ("migrant", "workers"): "labour_migrants",
    ("иностранн", "workers"): "labour_migrants",
    ("иностранн", "citizens"): "foreigners",
    ("foreign", "citizens"): "foreigners",
    ("foreign", "people"): "foreigners",
    ("иностранн", "students"): "students",
    ("foreign", "students"): "students",
    ("seasonal", "workers"): "seasonal_workers",
    ("seasonal", "migrants"): "seasonal_workers",
    ("сезонн", "workers"): "seasonal_workers",
    ("сезонн", "migrants"): "seasonal_workers",
    ("returned", "migrants"): "returnees",
    ("returning", "migrants"): "returnees",
    ("вернувш", "migrants"): "returnees",
    ("вернувшихся", "migrants"): "returnees",
    ("возвративш", "migrants"): "returnees",
    ("irregular", "migrants"): "without_status",
    ("irregular", "workers"): "without_status",
    ("undocumented", "migrants"): "without_status",
    ("undocumented", "workers"): "without_status",
    ("illegal", "migrants"): "without_status",
    ("нелегальн", "migrants"): "without_status",
    ("нелегальн", "workers"): "without_status",
    ("недокументированн", "migrants"): "without_status",
    ("ethnic", "citizens"): "ethnic_returnees",
    ("этническ", "citizens"): "ethnic_returnees",
}
_AFTERWARDS: tuple[tuple[tuple[str, ...], tuple[str, ...], str], ...] = (
    (("migrants", "workers"), ("without", "papers"), "without_status"),
    (("migrants", "workers"), ("without", "documents"), "without_status"),
    (("migrants", "workers"), ("without", "status"), "without_status"),
    (("migrants", "workers"), ("без", "документ"), "without_status"),
    (("migrants", "workers"), ("без", "статус"), "without_status"),
)


def group_at(tokens: list[Token], index: int) -> str | None:
    """The group of people a word names, narrowed by the word before it and the words behind it."""
    group = GROUP_OF.get(tokens[index].stem)
    if group is None:
        return None
    if index > 0:
        group = _NARROWED.get(
            (tokens[index - 1].stem, group), _NARROWED.get((tokens[index - 1].norm, group), group)
        )
    following = tuple(token.stem for token in tokens[index + 1 : index + 3])
    for groups, words, narrowed in _AFTERWARDS:
        if group in groups and following == tuple(stem(word) for word in words):
            return narrowed
    return group


def unit_of(group: str) -> str:
    """The unit a group is counted in."""
    return UNITS_OF_GROUP.get(group, "persons")
