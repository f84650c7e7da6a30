"""Words of the page about a calibration."""

CALIBRATION: dict[str, tuple[str, str]] = {
    "cal.title": ("What the evidence says about the assumptions", "Что источники говорят о допущениях"),
    "cal.question": (
        "{title}: {members} sets of parameters that the evidence allows",
        "{title}: {members} наборов параметров, которые допускают источники",
    ),
    "cal.scope": (
        "{parameters} parameters compared with {targets} figures and stocks; {held} claims and figures held out, "
        "not seen",
        "{parameters} параметров сопоставлены с {targets} цифрами и численностями; отложено и не использовано "
        "утверждений и цифр: {held}",
    ),
    "cal.learnt": ("Before and after the evidence", "До и после источников"),
    "cal.lead": (
        "The evidence narrows or moves {learnt} of {all} parameters; about the others it says next to nothing, and "
        "they keep the ranges they were assumed with.",
        "Источники сужают или сдвигают {learnt} из {all} параметров; об остальных они не говорят почти ничего, и те "
        "сохраняют принятые диапазоны.",
    ),
    "cal.lead.figures": (
        "Of {all} fitted figures {before} lay within their tolerance before and {after} after; of {stocks} stocks "
        "{stocks_before} and {stocks_after} lay within the range of the estimate.",
        "Из {all} подгоняемых цифр в пределах допуска было {before}, стало {after}; из {stocks} численностей в "
        "диапазоне оценки было {stocks_before}, стало {stocks_after}.",
    ),
    "cal.chart.learnt": (
        "Parameters that the evidence narrows or moves",
        "Параметры, которые источники сужают или сдвигают",
    ),
    "cal.chart.learnt.alt": (
        "For each parameter two bars over its assumed range: 90 % before, and 90 % after, with the median.",
        "Для каждого параметра две полосы в пределах принятого диапазона: 90 % до и 90 % после, с медианой.",
    ),
    "cal.chart.learnt.caption": (
        "0 is the lower end of the assumed range, 1 the upper end. Outline: 90 % of the draws before; bar: 90 % of the "
        "members after; dot: median.",
        "0 – нижний край принятого диапазона, 1 – верхний. Контур: 90 % до; полоса: 90 % членов ансамбля после; "
        "точка: медиана.",
    ),
    "cal.axis.range": ("place in the assumed range", "место в принятом диапазоне"),
    "cal.chart.figures": ("Answers over what is said, before and after", "Ответы модели к сказанному, до и после"),
    "cal.chart.figures.alt": (
        "For each figure the model’s median over the number said, before and after, and the tolerance around 1.",
        "Для каждой цифры медиана модели, делённая на сказанное, до и после, и допуск вокруг 1.",
    ),
    "cal.chart.figures.caption": (
        "1: as said. Grey band: tolerance of the figure, or the 90 % range of the estimate. Ring: median before; dot: "
        "after. Figures marked * were watched, not fitted.",
        "1 – как сказано. Серая полоса: допуск цифры или 90 % диапазон оценки. Кольцо: медиана до; точка: после. "
        "Цифры со знаком * только наблюдались.",
    ),
    "cal.axis.ratio": ("model over what is said", "модель к сказанному"),
    "cal.all": ("All parameters", "Все параметры"),
    "cal.column.parameter": ("Parameter", "Параметр"),
    "cal.column.before": ("90 % before", "90 % до"),
    "cal.column.after": ("90 % after", "90 % после"),
    "cal.column.narrowed": ("Variance taken away", "Дисперсия снижена на"),
    "cal.column.shifted": ("Moved, in standard deviations", "Сдвиг, стандартных отклонений"),
    "cal.column.learnt": ("Learnt", "Узнано"),
    "cal.column.what": ("Compared with", "С чем сопоставлено"),
    "cal.column.said": ("Said", "Сказано"),
    "cal.column.inside": ("Within tolerance, before and after", "В допуске, до и после"),
    "cal.column.apart": ("Left apart, in standard errors", "Осталось, стандартных ошибок"),
    "cal.column.fitted": ("Use", "Роль"),
    "cal.column.low": ("90 % low, after", "90 % нижняя, после"),
    "cal.column.high": ("90 % high, after", "90 % верхняя, после"),
    "cal.column.low_before": ("90 % low, before", "90 % нижняя, до"),
    "cal.column.high_before": ("90 % high, before", "90 % верхняя, до"),
    "cal.column.median": ("median, after", "медиана, после"),
    "cal.column.median_before": ("median, before", "медиана, до"),
    "cal.column.allowed_low": ("lower end of the tolerance", "нижний край допуска"),
    "cal.column.allowed_high": ("upper end of the tolerance", "верхний край допуска"),
    "cal.fitted": ("fitted", "подгонялась"),
    "cal.unused.role": ("watched: not for fitting by its role", "наблюдалась: по роли не для подгонки"),
    "cal.unused.truth": ("watched: holds or not, without a size", "наблюдалась: верно или нет, без величины"),
    "cal.unused.sign": ("watched: no positive number", "наблюдалась: нет положительного числа"),
    "cal.unused.silent": ("not compared: the tables do not hold it", "не сопоставлена: в таблицах этого нет"),
    "cal.unidentified": ("What the evidence cannot identify", "Чего источники не могут определить"),
    "cal.unidentified.how": (
        "Parameters whose range after is about as wide as before, and pairs that the evidence knows only together: one "
        "can rise if the other moves with it. Do not read a value into them.",
        "Параметры, диапазон которых после почти так же широк, как до, и пары, о которых известно только вместе: один "
        "может расти, если другой изменяется с ним. Не следует приписывать им значения.",
    ),
    "cal.pair.unidentified": (
        "{first} and {second}: only what they do together is known (correlation {r})",
        "{first} и {second}: известно лишь их общее действие (корреляция {r})",
    ),
    "cal.pair.linked": (
        "{first} and {second} go together over the members (correlation {r})",
        "{first} и {second} связаны между собой (корреляция {r})",
    ),
    "cal.pair.none": ("No pair goes together more than chance allows.", "Ни одна пара не связана сильнее случайного."),
    "cal.wide": ("As wide as assumed ({n}): {names}", "Так же широки, как принято ({n}): {names}"),
    "cal.residuals": ("Figures and stocks before and after", "Цифры и численности до и после"),
    "cal.residuals.figures": ("Figures", "Цифры"),
    "cal.residuals.stocks": ("Stocks by group, host and year", "Численность по группам, странам и годам"),
    "cal.residuals.outside": (
        "Outside after fitting: {names}. Where no parameter within its range brings a figure inside, a mechanism is "
        "missing, an input is wrong, or the claim is.",
        "Вне допуска после подгонки: {names}. Если ни один параметр в своём диапазоне не приводит цифру в допуск, "
        "недостаёт механизма, неверен вход или само утверждение.",
    ),
    "cal.residuals.none": ("Every fitted figure is within its tolerance.", "Все подгоняемые цифры в пределах допуска."),
    "cal.missing": (
        "Figures for fitting that could not be used: {names}",
        "Цифры для подгонки, которые нельзя использовать: {names}",
    ),
    "cal.trust": ("How to read the ensemble", "Как понимать ансамбль"),
    "cal.trust.equal": (
        "Every member is as likely as any other; a run draws its replicates from them. There is no best one.",
        "Все члены ансамбля равновероятны; прогон берёт из них свои варианты. Лучшего среди них нет.",
    ),
    "cal.trust.discrepancy": (
        "The model is allowed to be {spread} off (one standard deviation) even with the right parameters, for years on "
        "end (memory {memory} years): an assumption of the study, not an estimate.",
        "Допускается, что модель ошибается на {spread} (одно стандартное отклонение) даже при верных параметрах, "
        "в течение ряда лет (память {memory} года): это допущение исследования, а не оценка.",
    ),
    "cal.trust.twice": (
        "A claim that the estimate of stocks has used already counts with half of its weight.",
        "Утверждение, уже учтённое в оценке численности, учитывается с половинным весом.",
    ),
    "cal.trust.chance": (
        "Correlations within two standard errors of zero move nothing, so that chance among {members} members does not "
        "narrow what the evidence says nothing about.",
        "Корреляции в пределах двух стандартных ошибок от нуля ничего не сдвигают: случайность среди {members} членов "
        "не сужает то, о чём источники молчат.",
    ),
    "cal.trust.estimate": ("Stocks at the start come from: {what}.", "Численность в начале взята из: {what}."),
    "cal.trust.held": ("Held out, not seen: {names}.", "Отложено и не использовано: {names}."),
    "cal.trust.fixed": (
        "Kept as assumed by the study’s wish: {names}.",
        "По желанию исследования не менялись: {names}.",
    ),
    "cal.cite.text": (
        "Sapar {version}, study “{title}”, calibration {digest}.",
        "Sapar {version}, исследование «{title}», калибровка {digest}.",
    ),
}  # fmt: skip
"""By name: English and Russian."""
