"""Sentences of the page about the estimates, from predictive checks to what it takes for granted."""

from __future__ import annotations

from sapar.report.catalogue.words import Message

ESTIMATE_TRUST: dict[str, Message] = {
    "est.checks": (
        "Would such claims come out of this estimate?",
        "Могла ли эта оценка породить такие утверждения?",
    ),
    "est.checks.how": (
        "Claims are drawn from the estimate and compared with the ledger. Distances are in standard deviations "
        "of each claim's noise; a mean above zero says that such claims lie above what the estimate expects.",
        "Из оценки разыгрываются утверждения и сравниваются с реестром. Расстояния – в стандартных отклонениях "
        "шума каждого утверждения; среднее выше нуля значит, что такие утверждения выше ожидаемого по оценке.",
    ),
    "est.check.none": (
        "There are no checks without claims.",
        "Без утверждений проверок нет.",
    ),
    "est.check.all": (
        "All {n} checks pass: the ledger looks like claims that the estimate could bring forth.",
        "Все проверки пройдены ({n}): реестр похож на утверждения, которые могла бы породить оценка.",
    ),
    "est.check.some": (
        "{n} of {of} checks are unusual: {names}.",
        "Необычных проверок: {n} из {of}: {names}.",
    ),
    "est.check.typical": (
        "typical distance, all claims",
        "типичное расстояние, все утверждения",
    ),
    "est.check.farthest": (
        "the farthest claim",
        "самое далёкое утверждение",
    ),
    "est.check.by_definition": (
        "mean distance: {what}",
        "среднее расстояние: {what}",
    ),
    "est.check.kind": (
        "mean distance: {what}",
        "среднее расстояние: {what}",
    ),
    "est.check.usual": (
        "as expected",
        "как ожидалось",
    ),
    "est.check.unusual": (
        "unusual",
        "необычно",
    ),
    "est.wanted": (
        "What evidence would help most",
        "Какие свидетельства помогли бы больше всего",
    ),
    "est.wanted.how": (
        "One more claim of good quality (grade B) at a time: the expected part of the variance of the series "
        "(of its logarithm) that it would take away, averaged over what it might say.",
        "По одному дополнительному утверждению хорошего качества (класс B): ожидаемая доля дисперсии ряда (его "
        "логарифма), которую оно убрало бы, в среднем по тому, что оно могло бы сказать.",
    ),
    "est.wanted.sentence": (
        "{what} would be expected to take away {share} of the variance of {series}; its 80 % range would "
        "become narrower by about {n} people.",
        "{what}: ожидаемо убирает {share} дисперсии ряда «{series}»; его 80 % диапазон стал бы у\u0301же "
        "примерно на {n} человек.",
    ),
    "est.wanted.what": (
        "One more count of “{definition}” ({corridor}, {year}; source: {kind})",
        "Ещё один подсчёт «{definition}» ({corridor}, {year}; источник: {kind})",
    ),
    "est.wanted.chart": (
        "The best single claim for each series",
        "Лучшее одиночное утверждение для каждого ряда",
    ),
    "est.wanted.alt": (
        "First: {what} takes away {share} of the variance of {series}. All candidates are in the table below.",
        "Первое: {what}, убирает {share} дисперсии ряда «{series}». Все варианты в таблице ниже.",
    ),
    "est.wanted.caption": (
        "First line: the series; second line: the claim that would narrow it most. Bar: expected reduction in "
        "variance; beside it, by how many people the 80 % range would become narrower. Most people first.",
        "Первая строка: ряд; вторая: утверждение, которое сузило бы его больше всего. Полоса: ожидаемое "
        "уменьшение дисперсии; рядом – на сколько человек сузился бы 80 % диапазон. Сначала наибольшее сужение "
        "в людях.",
    ),
    "est.wanted.people": (
        "{n} people narrower",
        "у\u0301же на {n} чел.",
    ),
    "est.wanted.all": (
        "All series, three claims each",
        "Все ряды, по три утверждения",
    ),
    "est.trust": (
        "Can the draws be trusted?",
        "Можно ли доверять выборке?",
    ),
    "est.alarm": (
        "Not converged: do not use these numbers",
        "Не сошлось: не используйте эти числа",
    ),
    "est.alarm.try": (
        "Draw more ({command}), or look which claims and priors pull apart.",
        "Увеличьте выборку ({command}) или проверьте, какие утверждения и допущения тянут в разные стороны.",
    ),
    "est.converged": (
        "Converged: {chains} chains of {draws} draws agree. The largest R-hat is {worst} (must stay below "
        "{most}), the fewest effective draws are {fewest} (must exceed {least}), {divergences}.",
        "Сошлось: цепи ({chains} по {draws} значений) согласуются. Наибольший R-hat {worst} (должен быть ниже "
        "{most}), наименьший эффективный объём {fewest} (должен быть больше {least}), {divergences}.",
    ),
    "est.not_converged": (
        "Not converged: {chains} chains of {draws} draws do not agree well enough. The largest R-hat is "
        "{worst} (must stay below {most}), the fewest effective draws are {fewest} (must exceed {least}), "
        "{divergences}.",
        "Не сошлось: цепи ({chains} по {draws} значений) согласуются недостаточно. Наибольший R-hat {worst} "
        "(должен быть ниже {most}), наименьший эффективный объём {fewest} (должен быть больше {least}), "
        "{divergences}.",
    ),
    "est.divergences": (
        (
            "{n} divergent trajectory",
            "{n} divergent trajectories",
        ),
        (
            "{n} расходящаяся траектория",
            "{n} расходящиеся траектории",
            "{n} расходящихся траекторий",
        ),
    ),
    "est.holds": (
        "holds",
        "выполнено",
    ),
    "est.fails": (
        "fails",
        "не выполнено",
    ),
    "est.assumptions": (
        "What it takes for granted",
        "Что принято без доказательства",
    ),
    "est.assumptions.how": (
        "Rows of the study's assumptions.csv that the estimate uses. Value: median; range: 80 % before the "
        "claims. Grades: {grades}.",
        "Строки assumptions.csv исследования, которые использует оценка. Значение: медиана; диапазон: 80 % до "
        "учёта утверждений. Классы: {grades}.",
    ),
    "est.assumptions.study": (
        "Rows of the study ({n})",
        "Строки исследования ({n})",
    ),
    "est.assumptions.defaults": (
        "Defaults of the measurement that the study does not override ({n})",
        "Значения по умолчанию, не заменённые исследованием ({n})",
    ),
    "est.unused": (
        "Claims not used, and why",
        "Неиспользованные утверждения и причины",
    ),
    "est.unused.how": (
        (
            "{n} claim has no term in the estimate. It stays in the ledger.",
            "{n} claims have no term in the estimate. They stay in the ledger.",
        ),
        (
            "{n} утверждение не входит в оценку. Оно остаётся в реестре.",
            "{n} утверждения не входят в оценку. Они остаются в реестре.",
            "{n} утверждений не входят в оценку. Они остаются в реестре.",
        ),
    ),
    "est.caveats": (
        "What to keep in mind",
        "О чём помнить",
    ),
    "est.caveat.range": (
        "The ranges hold if the assumptions hold. Errors that all sources share, such as a group that nobody "
        "counts, are not in them.",
        "Диапазоны верны, если верны допущения. Ошибок, общих для всех источников, например группы, которую не "
        "считает никто, в них нет.",
    ),
    "est.caveat.prior": (
        "Mostly prior, little or no evidence: {who}.",
        "В основном исходное допущение, почти без свидетельств: {who}.",
    ),
    "est.caveat.flows": (
        "Arrivals and departures are mostly prior for: {who}. The page shows stocks only.",
        "Прибытия и отъезды – в основном исходное допущение для: {who}. Страница показывает только численности.",
    ),
    "est.caveat.status": (
        "Stocks do not tell people with status from people without status; nobody is ranked by it.",
        "Оценка не различает людей с правовым статусом и без правового статуса; по нему никто не ранжируется.",
    ),
    "est.caveat.hidden": (
        "Counts below {n} are hidden.",
        "Числа меньше {n} скрыты.",
    ),
    "est.cite.text": (
        "Sapar {version}, study “{title}”, estimate of stocks {digest}.",
        "Sapar {version}, исследование «{title}», оценка численностей {digest}.",
    ),
    "estimate": (
        "The estimate that the run starts from",
        "Оценка, с которой начинается прогон",
    ),
    "est.in_report.how": (
        "Workers of each citizenship in each host, mean of the year: median and 80 % range after {used} "
        "claims. Every claim, the reasons why figures differ, contradictions and checks are on the page of the "
        "estimates: {command} writes it.",
        "Работники каждого гражданства в каждой стране, среднее за год: медиана и 80 % диапазон с учётом "
        "утверждений ({used}). Все утверждения, причины расхождений, противоречия и проверки – на странице "
        "оценок: её создаёт {command}.",
    ),
    "est.in_report.link": (
        "Open the page of the estimates",
        "Открыть страницу оценок",
    ),
    "est.before": (
        "before the claims",
        "до учёта утверждений",
    ),
    "est.after": (
        "after the claims",
        "после учёта утверждений",
    ),
    "est.before.range": (
        "80 % before the claims",
        "80 % до учёта утверждений",
    ),
    "est.axis.people": (
        "people, mean of the year",
        "человек, среднее за год",
    ),
    "est.axis.short": (
        "people",
        "человек",
    ),
    "est.axis.figures": (
        "as each source counts: people, registrations or permits",
        "как считает источник: люди, регистрации или разрешения",
    ),
    "est.axis.coverage": (
        "reported over what is there",
        "сообщается по сравнению с имеющимся",
    ),
    "est.axis.moved": (
        "change of the corridor's stock, %",
        "изменение численности коридора, %",
    ),
    "est.axis.reduction": (
        "expected reduction in variance, %",
        "ожидаемое уменьшение дисперсии, %",
    ),
    "est.axis.apart": (
        "standard deviations apart",
        "расхождение в стандартных отклонениях",
    ),
    "est.factor.registrations_per_person_year": (
        "registrations of one person in a year: {who}",
        "регистраций на человека в год: {who}",
    ),
    "est.factor.permits_per_person_year": (
        "permits of one person in a year: {who}",
        "разрешений на человека в год: {who}",
    ),
    "est.factor.entries_per_arrival": (
        "border crossings for one arrival: {who}",
        "пересечений границы на одно прибытие: {who}",
    ),
    "est.factor.official_share": (
        "share with a contract: {who}",
        "доля с договором: {who}",
    ),
    "est.factor.study_share": (
        "citizens of the study among all foreigners: {who}",
        "граждане исследования среди всех иностранцев: {who}",
    ),
    "est.factor.rules": ("rules of {year}: {what}", "правила {year} года: {what}"),
    "est.factor.series": (
        "series of its own: {what}",
        "отдельный ряд: {what}",
    ),
    "est.factor.family": (
        "all series of one kind: {what}",
        "все ряды одного рода: {what}",
    ),
    "est.group.stocks by quarter": (
        "stocks by quarter",
        "численности по кварталам",
    ),
    "est.group.mean stocks by year": (
        "mean stocks by year",
        "средние численности по годам",
    ),
    "est.group.inflows": (
        "arrivals",
        "прибытия",
    ),
    "est.group.outflows": (
        "departures",
        "отъезды",
    ),
    "est.group.coverages, rates and shares": (
        "coverages, rates and shares",
        "охваты, нормы и доли",
    ),
    "est.group.biases of sources": (
        "biases of sources",
        "смещения источников",
    ),
}
