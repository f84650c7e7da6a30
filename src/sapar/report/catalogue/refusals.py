"""Reasons and hints of refused sheets and plans in Russian: patterns of the English text, and what stands for them."""

from __future__ import annotations

from sapar.report.catalogue.words import Message

REFUSAL_WORDS: dict[str, Message] = {
    "refusal.try": ("   try: {hint}", "   попробуйте: {hint}"),
    "refusal.more": ("... and {n} more", "... и ещё {n}"),
}

REFUSALS: tuple[tuple[str, str], ...] = (
    # the whole
    (r"the sheet has (\d+) problems?", r"ошибок в листе: \1"),
    (r"the plan has (\d+) problems?", r"ошибок в плане: \1"),
    (
        r"mend the first one and check again: later ones may follow from it",
        r"исправьте первую и проверьте снова: другие могут быть её следствием",
    ),
    # files and tables
    (r"is not there", r"не найден"),
    (r"check the name", r"проверьте имя"),
    (r"is missing and cannot be left out", r"отсутствует, а обойтись без него нельзя"),
    (r"add (\S+)", r"добавьте \1"),
    (r"has no sheet (\S+); there are (.*)", r"нет листа \1; есть: \2"),
    (r"a sheet (\S+) with: (.*)", r"лист \1 со столбцами: \2"),
    (r"is not a readable XLSX workbook \((.*)\)", r"не читается как книга XLSX (\1)"),
    (
        r"open it in a spreadsheet program and save it again as XLSX or as CSV UTF-8",
        r"откройте в табличном редакторе и сохраните заново как XLSX или CSV UTF-8",
    ),
    (r"is there twice: also as (.*)", r"есть дважды: ещё и как \1"),
    (r"keep the one that holds and remove the other", r"оставьте верный и уберите другой"),
    (r"is UTF-16, not UTF-8", r"в кодировке UTF-16, а не UTF-8"),
    (r'save it as "CSV UTF-8"', r"сохраните как «CSV UTF-8»"),
    (r"byte (\S+) is not UTF-8", r"байт \1 – не UTF-8"),
    (r'save the file as UTF-8 \("CSV UTF-8"\)', r"сохраните файл в UTF-8 («CSV UTF-8»)"),
    (r"the hidden character (\S+) stands here", r"здесь стоит невидимый знак \1"),
    (
        r"delete it; if the whole file is full of them it is not a text file",
        r"удалите его; если таких много, это не текстовый файл",
    ),
    (r"is empty", r"пуст"),
    (r"add its content or remove it", r"наполните или уберите его"),
    (r"is (?:a folder|.*), not a file", r"не файл"),
    (r"put the file itself there", r"положите туда сам файл"),
    (r"cannot be read: (.*)", r"не читается: \1"),
    (r"check the file and its permissions", r"проверьте файл и права на него"),
    (r"is larger than ([\d,]+) bytes, .*", r"больше \1 байт"),
    (
        r"keep only the rows this study uses, or aggregate them first",
        r"оставьте нужные строки или сложите их",
    ),
    (r"has no header", r"нет строки заголовков"),
    (r"start with: (.*)", r"начните с: \1"),
    (r"is a column twice", r"– столбец, который есть дважды"),
    (r"a column has no name", r"у столбца нет имени"),
    (r"give every column its own name", r"дайте каждому столбцу своё имя"),
    (r"is not a column of this table", r"– такого столбца в этой таблице нет"),
    (r"the column (\S+) is missing", r"нет столбца \1"),
    (r"a header with: (.*)", r"заголовки: \1"),
    (
        r"looks like a record about persons, and Sapar reads only counts of groups",
        r"похоже на записи о людях, а Sapar читает только числа по группам",
    ),
    (
        r"count the people by group, remove such columns, and keep the list out of the study folder",
        r"посчитайте людей по группам, уберите такие столбцы и не кладите список рядом",
    ),
    (r"the row has (\d+) cells, the header (\d+)", r"в строке ячеек: \1, в заголовке: \2"),
    (r"quote a text that has a comma", r"возьмите текст с запятой в кавычки"),
    (r"add the missing separators", r"добавьте недостающие разделители"),
    (r"stands already in row (\d+); the key is (.*)", r"уже есть в строке \1; ключ: \2"),
    (r"remove one of the two, or give it another name", r"уберите одну из двух или назовите иначе"),
    # cells
    (r"(\S+) is blank", r"пусто: \1"),
    (r"write the (\S+)(?:: .*)?", r"впишите: \1"),
    (r"is not one of the words this column takes", r"– такого слова этот столбец не принимает"),
    (r"one of: (.*) and (\d+) more", r"одно из: \1 и ещё \2"),
    (r"one of: (.*)", r"одно из: \1"),
    (r"there is none to choose from yet: add one first", r"выбирать пока не из чего: сначала добавьте"),
    (r'"(.*)" \(it (?:ends in|starts with) a space\)', r"«\1» (лишний пробел)"),
    (r"is not a number", r"– не число"),
    (
        r'digits with a decimal point, such as "1250.5"',
        r"цифры с десятичной точкой, например «1250.5»",
    ),
    (r'"(.*)" \(digits without spaces or separators\)', r"«\1» (цифры без пробелов и разделителей)"),
    (
        r'"(.*)" \(a decimal comma is read only where ; separates the cells\)',
        r"«\1» (десятичная запятая читается, только если ячейки разделяет ;)",
    ),
    (r"leave the cell blank if the value is unknown", r"оставьте ячейку пустой, если значение неизвестно"),
    (r"is larger than any quantity", r"больше любой величины"),
    (r"is not a whole number, and (\S+) is counted", r"– не целое, а \1 считают штуками"),
    (r"cannot be a value of (\S+)", r"не может быть значением \1"),
    (r"cannot be (\S+)", r"не может быть значением \1"),
    (r"a number from (\S+) to (\S+)( .*)?; never 0 for unknown", r"число от \1 до \2; 0 – не «неизвестно»"),
    (r"a number from (\S+)( .*)? up; never 0 for unknown", r"число от \1; 0 – не «неизвестно»"),
    (r"a number from (\S+) to (\S+)( .*)?", r"число от \1 до \2"),
    (r"a number from (\S+?)( .*)? up", r"число от \1"),
    (r"a number up to (\S+)( .*)?", r"число до \1"),
    (r"is not a date", r"– не дата"),
    (r'"(.*)" if the day comes first in it', r"«\1», если сначала идёт день"),
    (r'"2020", "2020-03" or "2020-03-18"', r"«2020», «2020-03» или «2020-03-18»"),
    (r"a date such as (\S+)", r"дата, например \1"),
    (r"is too far away", r"слишком далеко"),
    (r"a year from (\d+) to (\d+)", r"год от \1 до \2"),
    (r"has no month (\d+)", r"нет месяца \1"),
    (r"has no day (\d+): its month has (\d+)", r"нет дня \1: в месяце \2"),
    (r"is not a code of three capital letters", r"– не код из трёх заглавных букв"),
    (
        r'three capital letters, such as "KGZ" or "USD"',
        r"три заглавные латинские буквы, например «KGZ» или «USD»",
    ),
    (
        r'has the letter "(.)" \((\S+)\), which is not a Latin letter',
        r"содержит букву «\1» (\2), а она не латинская",
    ),
    (
        r'has the character "(.)": names are letters, digits, - and _',
        r"содержит знак «\1»: в именах буквы, цифры, - и _",
    ),
    (r"starts or ends with a space", r"начинается или кончается пробелом"),
    (r"is too long for a name", r"слишком длинно для имени"),
    (r"has a space too many: one space separates two names", r"лишний пробел: имена разделяет один"),
    (r"names single ones beside \*, which means all", r"называет отдельные рядом с *, а * значит «все»"),
    (r'"\*" alone', r"одна «*»"),
    (r"names one of them twice", r"называет одно дважды"),
    # transit sheets
    (r"has no row start, and a plan needs its first day", r"нет строки start, а плану нужен первый день"),
    (r"has no row, and a plan needs its first day", r"нет строки, а плану нужен первый день"),
    (r"has no fleet", r"нет транспорта"),
    (r"a row for every kind of vehicle", r"строка на каждый вид транспорта"),
    (r"names nobody", r"никого не называет"),
    (r"a row for every camp and class", r"строка на каждый лагерь и группу"),
    (
        r"stands already in another row, and there can be only one",
        r"уже есть в другой строке, а может быть одна",
    ),
    (r"keep one of the two", r"оставьте одну из двух"),
    (
        r"low (\S+), (?:most )?likely (\S+), high (\S+) are not in order",
        r"низкое \1, вероятное \2, высокое \3 не по порядку",
    ),
    (
        r"low at most likely, likely at most high|low at most the most likely, and that at most high",
        r"низкое не больше вероятного, вероятное не больше высокого",
    ),
    (
        r"nobody waits in (\S+) yet, so the (\S+) of those who come is not known",
        r"в \1 ещё никто не ждёт, и \2 тех, кто придёт, неизвестно",
    ),
    (r"name both the class and the citizenship", r"назовите и class, и citizenship"),
    (r"ends before it begins on (\S+)", r"кончается раньше начала \1"),
    (r"from is the first day, until the last", r"from – первый день, until – последний"),
    (
        r"is less than the (\d+) seats of one group that stays together",
        r"меньше мест (\1), чем нужно одной группе вместе",
    ),
    (
        r"more seats, a smaller group_size, or a fleet that does not take them",
        r"больше мест, меньше group_size или транспорт, который их не берёт",
    ),
    (r"stands in the column (\S+), which (\S+) does not have", r"стоит в столбце \1, которого у \2 нет"),
    (r"leave the cell blank", r"оставьте ячейку пустой"),
    (r"supplies are those of a camp, and none is named", r"supplies – это о лагере, а он не назван"),
    # plans made by hand
    (r"is outside the plan, (\S+) to (\S+)", r"вне плана, \1 – \2"),
    (r"a later end in limits \(days\), or another date", r"конец позже в limits (days) или другая дата"),
    (
        r"(\d+) vehicles here, and (\d+) in another row of the day and fleet",
        r"здесь машин \1, а в другой строке того же дня и транспорта \2",
    ),
    (r"the same number in all of them", r"одно и то же число во всех"),
    (
        r"people are those of a camp, class and citizenship, and one is missing",
        r"people – это о camp, class и citizenship, а одного нет",
    ),
    (r"all three, or leave people blank", r"все три или оставьте people пустым"),
    # help sheets
    (r"has no cases", r"нет дел"),
    (r"a row for every kind of case and country", r"строка на каждый вид дел и страну"),
    (r"is a second row, and there can be only one", r"– вторая строка, а может быть одна"),
    (r"is outside the plan", r"вне плана"),
    (r"a day of its (\d+) months from (\S+)", r"день из \1 мес. с \2"),
    # objectives and examples
    (
        r"is not planned for: who arrives, returns or is expelled .*",
        r"– такого Sapar не планирует: сколько людей приходит, возвращается или выдворяется, план не уменьшает и не "
        r"увеличивает, ведь люди платили бы за это число своей безопасностью; приход людей – исходное данное",
    ),
    (r"is no objective of the planner", r"– такой цели у планировщика нет"),
    (r"is no bundled sheet", r"– такого готового листа нет"),
)
"""English patterns, matched whole and in this order, and their Russian."""
