"""Columns that look like records about persons, which no reader of a study accepts."""

from __future__ import annotations

import re

_WORDS = """
    name fullname surname forename firstname lastname middlename patronymic maiden initials
    passport phone telephone mobile cell whatsapp telegram viber email mail address street birthday
    birthdate dob birthplace inn iin snils ssn pinfl nin tin iban fingerprint biometric signature photo
    fio familiya familia imya otchestvo pasport telefon mobilnyi mobilny pochta adres rozhdenie rozhdeniya
    datarozhdeniya prozhivanie ism sharif
    имя фио фамилия отчество паспорт телефон мобильный почта адрес рождение рождения инн иин снилс пинфл жсн
    тегі аты ном насаб шиноснома исм шарифи
    姓名 姓 名字 护照 电话 地址 生日 出生日期 الاسم اسم هاتف جواز عنوان नाम पासपोर्ट फ़ोन पता
    """
_WORD_SET = frozenset(_WORDS.split())
_STEMS = (
    "passport", "pasport", "паспорт", "surname", "firstname", "lastname", "fullname", "patronym", "фамили",
    "familiy", "otchestv", "отчеств", "telephon", "телефон", "telefon", "phone", "email", "birthdate",
    "dateofbirth", "birthday", "рожден", "rozhden", "rojden", "tugilgan", "снилс", "snils", "удостоверен",
    "udostoveren", "homeaddress", "iddocument", "documentnumber", "номердокумента", "visanumber",
)  # fmt: skip
_LOOK_ALIKE = str.maketrans({"ё": "е", "Ё": "Е"})
_HARMLESS = frozenset({"birth_rate", "birth_rates", "country_of_birth", "birth_country", "crude_birth_rate"})


def looks_personal(column: str) -> bool:
    """Whether a column of this name would hold names, papers, addresses or birth dates of persons.

    A name in one language, such as `name_kk`, is a place's. Only for columns a table does not declare: `name`
    of a source and `name_en` of a place are declared.
    """
    if column.lower() in _HARMLESS or re.fullmatch("name_[a-z]{2}", column):
        return False
    spaced = re.sub(r"(?<=[a-zа-я])(?=[A-ZА-Я])", " ", column.translate(_LOOK_ALIKE)).lower()
    words = re.sub(r"[^\w]|_|\d", " ", spaced.replace("'", "").replace("e-mail", "email")).split()
    joined = "".join(words)
    return any(word in _WORD_SET for word in words) or any(stem in joined for stem in _STEMS)
