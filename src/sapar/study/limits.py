"""What a run says about its own limits, in English and Russian."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sapar.estimates import QUICK_LOOK, Posterior
from sapar.model.system import System
from sapar.simulation.run import Run
from sapar.study.open import Study

Limit = dict[str, str]
"""A sentence by language."""

FEWEST_REPLICATES = 10
"""Replicates below which a range is only a rough one."""


def limits_of_replicates(study: Study, runs: Sequence[Run], posterior: Posterior) -> list[Limit]:
    """What a reader should know about the replicates and what they start from."""
    found: list[Limit] = []
    if posterior.method == QUICK_LOOK:
        found.append({
            "en": "stocks start from a quick look by least squares, which has no check of its ranges; the full "
            f"posterior is made once by: sapar estimate {study.name}",
            "ru": "численности на начало взяты из беглой оценки методом наименьших квадратов, диапазоны которой не "
            f"проверены; полная оценка делается один раз: sapar estimate {study.name}",
        })  # fmt: skip
    elif not posterior.has_converged:
        found.append({
            "en": "the estimate of stocks that the run starts from has not converged; more draws may help: "
            f"sapar estimate {study.name} --draws 4000",
            "ru": "оценка численностей, с которой начат прогон, не сошлась; может помочь больше выборок: "
            f"sapar estimate {study.name} --draws 4000",
        })  # fmt: skip
    if len(runs) < FEWEST_REPLICATES:
        found.append({
            "en": f"the ranges come from {len(runs)} replicates only; {FEWEST_REPLICATES} or more make them firm",
            "ru": f"диапазоны получены по малому числу повторений: {len(runs)}; надёжны они от {FEWEST_REPLICATES}",
        })  # fmt: skip
    limited = ", ".join(link.link for link in study.declarations.links if link.seats_per_day is not None)
    if limited:
        found.append({
            "en": f"seats_per_day of {limited} is not applied: links carry everyone",
            "ru": f"seats_per_day для {limited} не применяется: на связи едут все",
        })  # fmt: skip
    capped = [run.capped for run in runs if run.capped]
    if capped:
        homes = " ".join(sorted({home for each in capped for home in each.split()}))
        found.append({
            "en": f"in {len(capped)} of {len(runs)} replicates too few people weigh leaving {homes} to hold the stock "
            "abroad: their number abroad falls below the estimate as the years go on",
            "ru": f"в {len(capped)} из {len(runs)} повторений слишком мало людей из {homes} думают об отъезде, чтобы "
            "численность за рубежом держалась: с годами она становится ниже оценки",
        })  # fmt: skip
    return found


def limits_of_parameters(study: Study, why: str) -> list[Limit]:
    """That parameters come from their ranges as assumed, and what would change that; `why` of `kept_calibration`."""
    reasons = {
        "none": ("the study has not been calibrated", "исследование не калибровано"),
        "stale": (
            "the calibration there is belongs to other inputs",
            "имеющаяся калибровка относится к другим исходным данным",
        ),
    }
    if not why:
        return []
    en, ru = reasons[why]
    return [{
        "en": f"parameters are drawn from their ranges as assumed: {en}; sapar calibrate {study.name}",
        "ru": f"параметры взяты из принятых диапазонов: {ru}; sapar calibrate {study.name}",
    }]  # fmt: skip


def limits_of_surveys(base: System, system: System) -> list[Limit]:
    """Whose share below a poverty line is not carried on, because the scenario reaches back to the survey."""
    had, has = (np.isfinite(each.series.below_line).any(axis=(0, 2)) for each in (base, system))
    names = " ".join(system.axes.citizenships[index] for index in np.flatnonzero(had & ~has))
    if not names:
        return []
    return [{
        "en": f"no answer about poverty ({names}): it is carried on from a survey (economy/poverty.csv) by what "
        "households receive, and the scenario changes something before that survey ends, so the effect would be "
        "hidden; what households lose is among the answers about money",
        "ru": f"ответа о бедности нет ({names}): он продолжает обследование (economy/poverty.csv) по тому, что "
        "получают домохозяйства, а сценарий меняет нечто до его конца, и эффект был бы скрыт; что теряют "
        "домохозяйства, сказано в ответах о деньгах",
    }]  # fmt: skip
