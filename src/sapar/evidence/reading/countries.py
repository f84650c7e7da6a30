"""Countries and groups of countries: names, adjectives and peoples in English and Russian.

The table here holds those that texts about the first case name most, with their irregular forms; all others follow
from `frame.countries` and `peoples`.
"""

from __future__ import annotations

from sapar.evidence.reading.peoples import PEOPLES
from sapar.frame.countries import countries

_TABLE = """
AFG|Afghanistan|Afghan|Афганистан|афганский|афганцев афганец
ALB|Albania|Albanian|Албания|албанский|албанцев
ARE|United Arab Emirates,UAE,Emirates|Emirati|Эмираты,ОАЭ|эмиратский|
ARM|Armenia|Armenian|Армения|армянский|армян армяне армянин
AUS|Australia|Australian|Австралия|австралийский|австралийцев
AUT|Austria|Austrian|Австрия|австрийский|австрийцев
AZE|Azerbaijan|Azerbaijani,Azeri|Азербайджан|азербайджанский|азербайджанцев азербайджанец
BEL|Belgium|Belgian|Бельгия|бельгийский|бельгийцев
BGD|Bangladesh|Bangladeshi|Бангладеш|бангладешский|бангладешцев
BGR|Bulgaria|Bulgarian|Болгария|болгарский|болгар болгары
BLR|Belarus|Belarusian,Belarussian|Беларусь,Белоруссия,Белорусь|белорусский|белорусов белорус
BRA|Brazil|Brazilian|Бразилия|бразильский|бразильцев
CAN|Canada|Canadian|Канада|канадский|канадцев
CHE|Switzerland|Swiss|Швейцария|швейцарский|швейцарцев
CHN|China|Chinese|Китай,Китая,КНР|китайский|китайцев китаец
CUB|Cuba|Cuban|Куба|кубинский|кубинцев
CYP|Cyprus|Cypriot|Кипр|кипрский|киприотов
CZE|Czechia,Czech Republic|Czech|Чехия|чешский|чехов
DEU|Germany|German|Германия,ФРГ|германский,немецкий|немцев
DNK|Denmark|Danish,Dane|Дания|датский|датчан
EGY|Egypt|Egyptian|Египет,Египта,Египте,Египту|египетский|египтян
ESP|Spain|Spanish,Spaniard|Испания|испанский|испанцев
EST|Estonia|Estonian|Эстония|эстонский|эстонцев
FIN|Finland|Finnish,Finn|Финляндия|финский|финнов
FRA|France|French|Франция|французский|французов
GBR|United Kingdom,UK,Britain,Great Britain,England|British,Briton|Великобритания,Британия,Англия|британский|британцев
GEO|Georgia|Georgian|Грузия|грузинский|грузин грузины
GRC|Greece|Greek|Греция|греческий|греков
HUN|Hungary|Hungarian|Венгрия|венгерский|венгров
IDN|Indonesia|Indonesian|Индонезия|индонезийский|индонезийцев
IND|India|Indian|Индия|индийский|индийцев
IRN|Iran|Iranian|Иран|иранский|иранцев
IRQ|Iraq|Iraqi|Ирак|иракский|иракцев
ISR|Israel|Israeli|Израиль|израильский|израильтян
ITA|Italy|Italian|Италия|итальянский|итальянцев
JOR|Jordan|Jordanian|Иордания|иорданский|иорданцев
JPN|Japan|Japanese|Япония|японский|японцев
KAZ|Kazakhstan|Kazakh,Kazakhstani|Казахстан|казахстанский,казахский|казахстанцев казахстанец казахов казах
KGZ|Kyrgyzstan,Kirghizia,Kyrgyz Republic|Kyrgyz,Kyrgyzstani,Kirghiz|Кыргызстан,Киргизия,Киргизстан|кыргызский,киргизский,кыргызстанский|кыргызстанцев кыргызстанец киргизов киргиз кыргызов кыргыз
KOR|South Korea,Korea,Republic of Korea|South Korean,Korean|Южная Корея,Южная Корее,Корея,Корее,Республика Корея|южнокорейский,корейский|корейцев
KWT|Kuwait|Kuwaiti|Кувейт|кувейтский|кувейтцев
LBN|Lebanon|Lebanese|Ливан|ливанский|ливанцев
LKA|Sri Lanka|Sri Lankan|Шри-Ланка|ланкийский|ланкийцев
LTU|Lithuania|Lithuanian|Литва|литовский|литовцев
LVA|Latvia|Latvian|Латвия|латвийский|латышей
MDA|Moldova|Moldovan|Молдова,Молдавия|молдавский|молдаван молдаване
MEX|Mexico|Mexican|Мексика|мексиканский|мексиканцев
MMR|Myanmar,Burma|Burmese|Мьянма|бирманский|бирманцев
MNG|Mongolia|Mongolian,Mongol|Монголия|монгольский|монголов
MYS|Malaysia|Malaysian|Малайзия|малайзийский|малайзийцев
NLD|Netherlands|Dutch|Нидерланды,Голландия|голландский|голландцев
NOR|Norway|Norwegian|Норвегия|норвежский|норвежцев
NPL|Nepal|Nepali,Nepalese|Непал|непальский|непальцев
PAK|Pakistan|Pakistani|Пакистан|пакистанский|пакистанцев
PHL|Philippines|Filipino,Philippine|Филиппины|филиппинский|филиппинцев
POL|Poland|Polish,Pole|Польша|польский|поляков
PRK|North Korea|North Korean|Северная Корея,КНДР|северокорейский|северокорейцев
PRT|Portugal|Portuguese|Португалия|португальский|португальцев
QAT|Qatar|Qatari|Катар|катарский|катарцев
ROU|Romania|Romanian|Румыния|румынский|румын румыны
RUS|Russia,Russian Federation|Russian|Россия,РФ,Российская Федерация|российский,русский|россиян россияне россиянин
SAU|Saudi Arabia|Saudi|Саудовская Аравия|саудовский|саудовцев
SRB|Serbia|Serbian,Serb|Сербия|сербский|сербов
SVK|Slovakia|Slovak|Словакия|словацкий|словаков
SVN|Slovenia|Slovene,Slovenian|Словения|словенский|словенцев
SWE|Sweden|Swedish,Swede|Швеция|шведский|шведов
SYR|Syria|Syrian|Сирия|сирийский|сирийцев
THA|Thailand|Thai|Таиланд,Тайланд|тайский|тайцев
TJK|Tajikistan,Tadjikistan|Tajik,Tajikistani,Tadjik|Таджикистан|таджикский,таджикистанский|таджикистанцев таджикистанец таджиков таджик
TKM|Turkmenistan|Turkmen,Turkmenistani|Туркменистан,Туркмения|туркменский,туркменистанский|туркмен туркмены туркменистанцев
TUR|Turkey,Türkiye|Turkish,Turk|Турция|турецкий|турок турки турков
UKR|Ukraine|Ukrainian|Украина|украинский|украинцев украинец
USA|United States,USA,US,America|American|США,Соединенные Штаты,Америка|американский|американцев
UZB|Uzbekistan|Uzbek,Uzbekistani|Узбекистан|узбекский,узбекистанский|узбекистанцев узбекистанец узбеков узбек
VNM|Vietnam,Viet Nam|Vietnamese|Вьетнам|вьетнамский|вьетнамцев
"""
_UNIONS = """
KAZ KGZ TJK TKM UZB|Central Asia|Central Asian|Центральная Азия,Средняя Азия|центральноазиатский,среднеазиатский|
ARM AZE BLR KAZ KGZ MDA RUS TJK UZB|CIS,Commonwealth of Independent States|CIS|СНГ||
ARM BLR KAZ KGZ RUS|EAEU,Eurasian Economic Union|EAEU|ЕАЭС||
"""
_CAPITALS = """
AFG|Kabul|Кабул
ARE|Dubai,Abu Dhabi|Дубай,Абу-Даби
ARM|Yerevan|Ереван
AZE|Baku|Баку
BLR|Minsk|Минск
CHN|Beijing,Urumqi|Пекин,Урумчи
DEU|Berlin|Берлин
FRA|Paris|Париж
GBR|London|Лондон
GEO|Tbilisi,Batumi|Тбилиси,Батуми
IND|Delhi|Дели
IRN|Tehran|Тегеран
ITA|Rome|Рим
JPN|Tokyo|Токио
KAZ|Astana,Nur-Sultan,Almaty|Астана,Нур-Султан,Алматы
KGZ|Bishkek,Osh|Бишкек,Ош,Оша,Оше,Ошу,Ошем
KOR|Seoul|Сеул
MDA|Chisinau|Кишинев
MNG|Ulaanbaatar|Улан-Батор
POL|Warsaw|Варшава
RUS|Moscow|Москва
TJK|Dushanbe,Khujand|Душанбе,Худжанд
TKM|Ashgabat|Ашхабад
TUR|Ankara,Istanbul,Antalya|Анкара,Стамбул,Анталья,Анталия
UKR|Kyiv,Kiev|Киев
USA|Washington|Вашингтон
UZB|Tashkent,Samarkand,Bukhara|Ташкент,Самарканд,Бухара
"""


def named_places() -> list[tuple[str, tuple[str, ...], str]]:
    """Every phrase of the tables with its codes and its kind: `name`, `adjective`, `people` or `city`."""
    entries = []
    for line in (_TABLE + _UNIONS).split("\n"):
        if not line:
            continue
        codes_text, names, adjectives, russian, russian_adjectives, peoples = line.split("|")
        codes = tuple(codes_text.split())
        entries += [(name, codes, "name") for name in (names + "," + russian).split(",") if name]
        entries += [
            (name, codes, "adjective") for name in (adjectives + "," + russian_adjectives).split(",") if name
        ]
        entries += [(name, codes, "people") for name in peoples.split()]
    entries += _of_the_rest(seen={code for _, codes, _ in entries for code in codes if len(codes) == 1})
    for line in _CAPITALS.strip().split("\n"):
        code, names, russian = line.split("|")
        entries += [(name, (code,), "city") for name in (names + "," + russian).split(",")]
    return entries


def _of_the_rest(seen: set[str]) -> list[tuple[str, tuple[str, ...], str]]:
    """Names of all other countries, and what their people are called where that is known."""
    entries: list[tuple[str, tuple[str, ...], str]] = []
    for code, country in countries().items():
        if code not in seen:
            entries += [(name, (code,), "name") for name in (country.name_en, country.name_ru)]
    for line in PEOPLES.strip().split("\n"):
        code, adjectives, names, russian_adjectives, peoples = line.split("|")
        entries += [(name, (code,), "name") for name in names.split(",") if name]
        entries += [
            (name, (code,), "adjective")
            for name in (adjectives + "," + russian_adjectives).split(",")
            if name
        ]
        entries += [(name, (code,), "people") for name in peoples.split()]
    return entries
