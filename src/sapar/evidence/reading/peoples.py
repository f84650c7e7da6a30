"""What the people of the remaining countries are called; the countries' own names come from `frame.countries`."""

from __future__ import annotations

PEOPLES = """
AGO|Angolan||ангольский|ангольцев
ARG|Argentine,Argentinian||аргентинский|аргентинцев
BDI|Burundian||бурундийский|бурундийцев
BEN|Beninese||бенинский|бенинцев
BFA|Burkinabe||буркинийский|
BHR|Bahraini||бахрейнский|бахрейнцев
BIH|Bosnian,Herzegovinian|Bosnia,Босния|боснийский|боснийцев
BLZ|Belizean||белизский|белизцев
BOL|Bolivian|Plurinational State of Bolivia|боливийский|боливийцев
BRB|Barbadian||барбадосский|барбадосцев
BRN||Brunei Darussalam||
BTN|Bhutanese||бутанский|бутанцев
BWA|||ботсванский|
CAF||Центральноафриканская Республика||
CHL|Chilean||чилийский|чилийцев
CIV|Ivorian|Côte d'Ivoire,Cote d'Ivoire,Ivory Coast,Кот-д'Ивуар|ивуарийский|ивуарийцев
CMR|Cameroonian||камерунский|камерунцев
COD||Democratic Republic of the Congo,Democratic Republic of Congo,Демократическая Республика Конго,ДРК||
COG|Congolese|Republic of the Congo,Республика Конго|конголезский|конголезцев
COL|Colombian||колумбийский|колумбийцев
COM|Comorian,Comoran|Коморские Острова|коморский|
CPV|Cape Verdean|Cabo Verde|кабовердианский|кабовердианцев
CRI|Costa Rican||костариканский|костариканцев
DJI|Djiboutian|||
DOM|||доминиканский|доминиканцев
DZA|Algerian||алжирский|алжирцев
ECU|Ecuadorian||эквадорский|эквадорцев
ERI|Eritrean||эритрейский|эритрейцев
ETH|Ethiopian||эфиопский|эфиопов эфиоп эфиопы
FJI|Fijian||фиджийский|фиджийцев
FSM||Federated States of Micronesia,Микронезия||
GAB|Gabonese||габонский|габонцев
GHA|Ghanaian||ганский|ганцев
GIN|Guinean||гвинейский|гвинейцев
GMB|Gambian||гамбийский|гамбийцев
GTM|Guatemalan||гватемальский|гватемальцев
GUY|Guyanese||гайанский|гайанцев
HKG||||
HND|Honduran||гондурасский|гондурасцев
HRV|Croatian,Croat||хорватский|хорватов хорваты хорват
HTI|Haitian||гаитянский|гаитян гаитяне
IRL|Irish||ирландский|ирландцев
ISL|Icelandic,Icelander||исландский|исландцев
JAM|Jamaican||ямайский|ямайцев
KEN|Kenyan||кенийский|кенийцев
KHM|Cambodian||камбоджийский|камбоджийцев
LAO|Lao,Laotian|Lao People's Democratic Republic|лаосский|лаосцев
LBR|Liberian||либерийский|либерийцев
LBY|Libyan||ливийский|ливийцев
LSO|Basotho|||
LUX|||люксембургский|люксембуржцев
MAR|Moroccan||марокканский|марокканцев
MDG|Malagasy||малагасийский|
MDV|Maldivian||мальдивский|мальдивцев
MKD|Macedonian|Macedonia,TFYR Macedonia,Македония|македонский,северомакедонский|македонцев
MLI|Malian||малийский|малийцев
MLT|Maltese||мальтийский|мальтийцев
MNE|Montenegrin||черногорский|черногорцев
MOZ|Mozambican||мозамбикский|мозамбикцев
MRT|Mauritanian||мавританский|мавританцев
MUS|Mauritian||маврикийский|маврикийцев
MWI|Malawian||малавийский|малавийцев
NAM|Namibian||намибийский|намибийцев
NER|Nigerien||нигерский|нигерцев
NGA|Nigerian||нигерийский|нигерийцев нигериец
NIC|Nicaraguan||никарагуанский|никарагуанцев
NZL|New Zealander||новозеландский|новозеландцев
OMN|Omani||оманский|оманцев
PAN|Panamanian||панамский|панамцев
PER|Peruvian||перуанский|перуанцев
PNG|Papuan|Папуа-Новая Гвинея|папуасский|папуасов
PRI|Puerto Rican||пуэрториканский|пуэрториканцев
PRY|Paraguayan||парагвайский|парагвайцев
PSE|Palestinian|State of Palestine,Palestinian territories|палестинский|палестинцев
RWA|Rwandan||руандийский|руандийцев
SDN|Sudanese||суданский|суданцев
SEN|Senegalese||сенегальский|сенегальцев
SGP|Singaporean||сингапурский|сингапурцев
SLE|Sierra Leonean|||
SLV|Salvadoran|||сальвадорцев
SOM|Somali,Somalian||сомалийский|сомалийцев
SSD|South Sudanese||южносуданский|южносуданцев
SWZ||Swaziland||
SYC|Seychellois|Сейшелы||
TCD|Chadian||чадский|чадцев
TGO|Togolese||тоголезский|тоголезцев
TLS||Timor Leste,East Timor||
TTO|Trinidadian|Trinidad,Тринидад||
TUN|Tunisian||тунисский|тунисцев
TWN|Taiwanese||тайваньский|тайваньцев
TZA|Tanzanian|United Republic of Tanzania|танзанийский|танзанийцев
UGA|Ugandan||угандийский|угандийцев
URY|Uruguayan||уругвайский|уругвайцев
VAT||Holy See||
VEN|Venezuelan||венесуэльский|венесуэльцев
XKX|Kosovar,Kosovan||косовский|косоваров
YEM|Yemeni||йеменский|йеменцев
ZAF|South African|Южная Африка|южноафриканский|южноафриканцев
ZMB|Zambian||замбийский|замбийцев
ZWE|Zimbabwean||зимбабвийский|зимбабвийцев
"""
"""Code, English adjectives, further names in either language, Russian adjectives, Russian peoples."""
