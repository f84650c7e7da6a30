"""Words about validation: figures, hold-outs, naive baselines."""

from __future__ import annotations

from sapar.report.catalogue.words import Message

VALIDATION: dict[str, Message] = {
    "holdouts": ("Hold-outs and naive baselines", "Отложенные данные и простые прогнозы"),
    "val.how": (
        "Some claims and figures were set aside before anything was fitted. A run that started without them says "
        "what their sources would print; beside it stand predictions that need no model. Failures come first.",
        "Часть утверждений и цифр отложена до всякой подгонки. Прогон, начатый без них, говорит, что напечатали бы "
        "их источники; рядом – прогнозы, для которых модель не нужна. Неудачи идут первыми.",
    ),
    "val.figures": (
        "Of the blind run (one agent for {people} people, {replicates} replicates, without what was set aside) "
        "{inside} of {total} figures that the model is judged by lie within their tolerance; {outside} do not. A "
        "report's own run has seen all evidence and may stand at another scale, so its count of figures can differ.",
        "В слепом прогоне (один агент на {people} человек, повторений: {replicates}, без отложенного) {inside} из "
        "{total} цифр, по которым судят о модели, в пределах допуска; {outside} – вне его. Прогон самого отчёта видел "
        "все данные и может быть в другом масштабе, поэтому его счёт цифр может отличаться.",
    ),
    "val.coverage": (
        "{inside} of {total} hold-outs lie within the model's 80 % range ({share} %). Ranges that are right hold "
        "about 80 %.",
        "{inside} из {total} отложенных чисел в пределах 80-процентного диапазона модели ({share} %). Верные "
        "диапазоны содержат около 80 %.",
    ),
    "val.too_narrow": (
        "Too many lie outside: the ranges are narrower than they should be.",
        "Слишком многие вне диапазона: диапазоны уже, чем должны быть.",
    ),
    "val.score": (
        "Mean interval score (80 %, of natural logarithms, since the sizes differ a hundredfold; smaller is better): "
        "{score}. The model's median is typically off by a factor of {factor}.",
        "Средняя интервальная оценка (80 %, по натуральным логарифмам, так как величины различаются стократно; "
        "меньше – лучше): {score}. Медиана модели обычно отличается в {factor} раза.",
    ),
    "val.persistence": (
        "What was printed before is taken into account: misses of one count correlate by {correlation} and fade to a "
        "third within {years} years, learnt from {misses} claims that are not held out. The model alone, without "
        "that, scores {score}.",
        "Учтено, что печаталось раньше: промахи по одному показателю связаны с корреляцией {correlation} и угасают "
        "втрое за {years} лет, по {misses} утверждениям, которые не отложены. Оценка одной модели без этого: {score}.",
    ),
    "val.nearer": (
        "Sapar loses to “{name}” on the median: over the same {n} hold-outs it is typically off by a factor of "
        "{model}, the baseline by {baseline}.",
        "Sapar проигрывает прогнозу «{name}» по медиане: на тех же {n} отложенных числах модель обычно ошибается в "
        "{model} раза, прогноз – в {baseline}.",
    ),
    "val.farther": (
        "Sapar's median is nearer than that of “{name}”: over the same {n} hold-outs it is typically off by a factor "
        "of {model}, the baseline by {baseline}.",
        "Медиана Sapar ближе, чем у прогноза «{name}»: на тех же {n} отложенных числах модель обычно ошибается в "
        "{model} раза, прогноз – в {baseline}.",
    ),
    "val.scores_better": (
        "Sapar loses to “{name}” on the interval score: {model} against {baseline}.",
        "Sapar проигрывает прогнозу «{name}» по интервальной оценке: {model} против {baseline}.",
    ),
    "val.scores_worse": (
        "Sapar beats “{name}” on the interval score: {model} against {baseline}.",
        "Sapar выигрывает у прогноза «{name}» по интервальной оценке: {model} против {baseline}.",
    ),
    "val.no_gravity": (
        "The gravity baseline is not shown: no table of pairs of countries was given.",
        "Гравитационный прогноз не показан: таблица пар стран не дана.",
    ),
    "val.gravity": (
        "Gravity: plain Poisson regression of stocks on {covariates} over {n} pairs, the corridors of the hold-outs "
        "left out ({source}). It counts people by birthplace in one year and knows no dates.",
        "Гравитационный прогноз: простая пуассоновская регрессия численности на {covariates} по {n} парам без "
        "коридоров отложенных данных ({source}). Она считает людей по месту рождения за один год и не знает дат.",
    ),
    "val.leak": (
        "What leaks: the hold-outs are in no estimate and in no calibration that this run starts from, but the "
        "authors knew them when they chose the ranges of assumptions, and claims that are kept speak of the same "
        "corridors in other years.",
        "Что просачивается: отложенных данных нет ни в оценках, ни в калибровке, с которых начинается прогон, но "
        "авторы знали их, когда выбирали диапазоны допущений, а оставленные утверждения говорят о тех же коридорах в "
        "другие годы.",
    ),
    "val.quick": (
        "The stocks at the start come from the quick look by least squares, since no full estimate without the "
        "hold-outs fits the study as it is.",
        "Исходная численность взята из быстрой оценки наименьшими квадратами: полной оценки без отложенных данных, "
        "подходящей к нынешнему исследованию, нет.",
    ),
    "val.stale": (
        "Out of date: this was made before the study's files changed. Make it anew: {command}",
        "Устарело: сделано до изменения файлов исследования. Сделать заново: {command}",
    ),
    "val.none": (
        "Nothing has been validated yet. The command: {command}",
        "Проверка ещё не проводилась. Команда: {command}",
    ),
    "val.no_holdouts": ("The study holds nothing out.", "Исследование ничего не откладывает."),
    "val.scope": (
        "{replicates} replicates, one agent for {people} people, seed {seed}, run {run}.",
        "Прогонов: {replicates}; один агент на {people} человек; начальное число {seed}; прогон {run}.",
    ),
    "val.unread": (
        "Held out, but nothing that stocks and flows can be asked for: {claims}.",
        "Отложены, но не поддаются проверке численностью и потоками: {claims}.",
    ),
    "val.chart": ("Hold-outs: the model over what was observed", "Отложенные данные: модель к наблюдению"),
    "val.chart.alt": (
        "{inside} of {compared} hold-outs lie within the model's 80 % range.",
        "{inside} из {compared} отложенных чисел в пределах 80-процентного диапазона модели.",
    ),
    "val.chart.caption": (
        "Mark: median; line: 80 % range over replicates and draws of coverage, bias and noise; 1 is what was printed.",
        "Знак: медиана; линия: 80-процентный диапазон по прогонам и по охвату, смещению и шуму источника; "
        "1 – напечатанное число.",
    ),
    "val.baseline.last_value": ("last value", "последнее значение"),
    "val.baseline.last_growth": ("last growth", "последний рост"),
    "val.baseline.gravity": ("gravity", "гравитация"),
    "val.column.claim": ("Hold-out", "Отложено"),
    "val.column.what": ("Counted", "Что считается"),
    "val.column.observed": ("Printed", "Напечатано"),
    "val.column.model": ("Model (80 %)", "Модель (80 %)"),
    "val.column.alone": ("Model alone", "Одна модель"),
    "val.column.factor": ("Off by a factor", "Отличие, раз"),
    "val.column.score": ("Interval score", "Интервальная оценка"),
    "val.column.baseline": ("Baseline", "Прогноз"),
    "val.column.claims": ("Hold-outs", "Отложенных чисел"),
    "val.column.baseline_score": ("Its interval score", "Его интервальная оценка"),
    "val.column.model_score": ("Sapar's, same ones", "Sapar на тех же"),
    "val.column.baseline_factor": ("Off by a factor", "Отличие, раз"),
    "val.column.model_factor": ("Sapar, same ones", "Sapar на тех же"),
    "val.column.coverage": ("In its 80 % range", "В его 80 %"),
    "val.column.why": ("Held out because", "Отложено, потому что"),
    "val.inside": ("inside", "внутри"),
    "val.outside": ("outside", "вне"),
    "val.failures": ("Failures", "Неудачи"),
    "val.held_out": ("held out", "отложена"),
}
