"""Sentences of the page about the estimates, on the pull of claims and their contradictions."""

from __future__ import annotations

from sapar.report.catalogue.words import Message

ESTIMATE_SECTIONS: dict[str, Message] = {
    "est.pull": (
        "What each claim does",
        "Что делает каждое утверждение",
    ),
    "est.pull.how": (
        "A claim's pull is the difference between the estimate with it and without it. Conflict: by how many "
        "standard deviations it lies above or below what all others predict for it, and the chance of a larger "
        "conflict.",
        "Влияние утверждения – разница между оценкой с ним и без него. Расхождение: на сколько стандартных "
        "отклонений оно выше или ниже того, что предсказывают остальные, и вероятность большего расхождения.",
    ),
    "est.pull.approximate": (
        (
            "* For {n} claim the estimate without it is approximate.",
            "* For {n} claims the estimate without them is approximate.",
        ),
        (
            "* Для {n} утверждения оценка без него приближённая.",
            "* Для {n} утверждений оценка без них приближённая.",
            "* Для {n} утверждений оценка без них приближённая.",
        ),
    ),
    "est.pull.chart": (
        "The {n} claims that move their corridor by most people",
        "Утверждения, сильнее всего сдвигающие оценку своего коридора: {n}",
    ),
    "est.pull.alt": (
        "The strongest pull: {claim} on {corridor}, {moved}. All claims are in the table below.",
        "Самое сильное влияние: {claim} на {corridor}, {moved}. Все утверждения в таблице ниже.",
    ),
    "est.pull.caption": (
        "Change of the corridor's mean stock in the claim's year that the claim brings about, in percent and "
        "in people.",
        "Изменение средней численности коридора за год утверждения, которое оно вызывает, в процентах и в "
        "людях.",
    ),
    "est.pull.all": (
        "Every claim in use",
        "Все использованные утверждения",
    ),
    "est.above": (
        "{n} above ({p})",
        "на {n} выше ({p})",
    ),
    "est.below": (
        "{n} below ({p})",
        "на {n} ниже ({p})",
    ),
    "est.disputes": (
        "Which claims contradict each other",
        "Какие утверждения противоречат друг другу",
    ),
    "est.disputes.face": (
        "At face value: as if both counted the same people in the same way, each within 5 %.",
        "Буквально: как если бы оба считали одних и тех же людей одинаково, каждый с точностью 5 %.",
    ),
    "est.disputes.source": (
        "With the noise of sources: each kind of source and each source may count too many or too few, and err.",
        "С шумом источников: каждый вид источников и каждый источник может считать больше или меньше и "
        "ошибаться.",
    ),
    "est.disputes.definition": (
        "With what definitions allow: repeats, shares and series of each way of counting may differ as well.",
        "С допусками определений: могут различаться и повторы, доли и ряды каждого способа счёта.",
    ),
    "est.disputes.chance": (
        "The probability is the chance of a gap at least as wide if nothing but what the level allows set the "
        "two apart, adjusted for the number of pairs. Below 5 % the level does not explain the gap. The worst "
        "pair stands first.",
        "Вероятность – шанс расхождения не меньше наблюдаемого, если числа различаются только тем, что "
        "допускает уровень, с поправкой на число пар. Ниже 5 % уровень расхождения не объясняет. Худшая пара "
        "стоит первой.",
    ),
    "est.disputes.none": (
        "No two claims of a level can be compared.",
        "Нет двух сопоставимых утверждений.",
    ),
    "est.disputes.chart": (
        "The pairs that disagree most",
        "Пары с наибольшим расхождением",
    ),
    "est.disputes.alt": (
        "{n} pairs of claims, each with its distance at three levels; all pairs are in the table below.",
        "Пары утверждений ({n}) и их расхождение на трёх уровнях; все пары в таблице ниже.",
    ),
    "est.disputes.caption": (
        "Distance in standard deviations; beyond the dashed line at 2 a single pair would be a surprise (verdicts are "
        "adjusted for the number of pairs). Where the marks move to the left, noise or definitions explain the gap.",
        "Расхождение в стандартных отклонениях; за пунктиром у 2 одна пара была бы неожиданной (выводы учитывают число "
        "пар). Где знаки уходят влево, расхождение объясняют шум или определения.",
    ),
    "est.disputes.all": (
        "All pairs, ranked",
        "Все пары по порядку",
    ),
    "est.level.face": (
        "at face value",
        "буквально",
    ),
    "est.level.source": (
        "with the noise of sources",
        "с шумом источников",
    ),
    "est.level.definition": (
        "with what definitions allow",
        "с допусками определений",
    ),
    "est.verdict.none": (
        "a contradiction remains",
        "противоречие остаётся",
    ),
    "est.verdict.definition": (
        "they count different things",
        "считают разное",
    ),
    "est.verdict.source": (
        "noise of their sources explains it",
        "объясняет шум источников",
    ),
    "est.verdict.face": (
        "they agree",
        "согласуются",
    ),
    "est.count.none": (
        (
            "{n} pair: a contradiction remains",
            "{n} pairs: a contradiction remains",
        ),
        (
            "{n} пара: противоречие остаётся",
            "{n} пары: противоречие остаётся",
            "{n} пар: противоречие остаётся",
        ),
    ),
    "est.count.definition": (
        (
            "{n} pair: they count different things",
            "{n} pairs: they count different things",
        ),
        (
            "{n} пара: считают разное",
            "{n} пары: считают разное",
            "{n} пар: считают разное",
        ),
    ),
    "est.count.source": (
        (
            "{n} pair: noise of the sources explains it",
            "{n} pairs: noise of the sources explains them",
        ),
        (
            "{n} пара: объясняет шум",
            "{n} пары: объясняет шум",
            "{n} пар: объясняет шум",
        ),
    ),
    "est.count.face": (
        (
            "{n} pair: they agree",
            "{n} pairs: they agree",
        ),
        (
            "{n} пара: согласуются",
            "{n} пары: согласуются",
            "{n} пар: согласуются",
        ),
    ),
}
