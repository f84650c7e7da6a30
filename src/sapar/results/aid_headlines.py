"""Answers about aid and about what people at camps lack during a study's episode."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import xarray

from sapar.maths import FloatArray
from sapar.results.headline import Headline, headline_from


def aid_headlines(dataset: xarray.Dataset, episode: Mapping[str, str]) -> list[Headline]:
    """Aid and needs during the study's episode."""
    span = f"{episode['from']}/{episode['until']}"
    months = dataset.sel(month=slice(np.datetime64(episode["from"]), np.datetime64(episode["until"])))
    aided = months["institution_kits"].sum(["month", "institution"]).values
    served = months["aid_reached"].sum(["replicate", "month"]) > 0
    reached, need = (
        months[name].where(served, 0).sum(["month", "citizenship", "destination"]).values
        for name in ("aid_reached", "aid_need")
    )
    return [
        *_camps(dataset, episode, span),
        headline_from(
            "aided", aided, "persons", span, "aided",
            "How many people did associations give aid?",
            "Скольким людям помогли ассоциации?",
            "Given a kit of food and hygiene during the episode, at camps and in hosts.",
            "Получили набор еды и средств гигиены за период, в лагерях и странах пребывания.",
        ),
        headline_from(
            "aid_coverage", over(reached, need), "share", span, "aid_coverage",
            "What share of those in need did aid reach?",
            "До какой доли нуждавшихся дошла помощь?",
            "People reached over people in need, among those whom associations aid at all, all months together.",
            "Получившие помощь к нуждавшимся среди тех, кому ассоциации вообще помогают, все месяцы вместе.",
        ),
    ]  # fmt: skip


def _camps(dataset: xarray.Dataset, episode: Mapping[str, str], span: str) -> list[Headline]:
    """What people at camps lack during the study's episode, each week weighed by those who wait."""
    weeks = dataset.sel(week=slice(np.datetime64(episode["from"]), np.datetime64(episode["until"])))
    waiting = weeks["camp_vulnerable"].sel(class_at_camp="children").astype(np.float64)
    if weeks.sizes["week"] == 0 or float(waiting.sum()) == 0.0:
        return []
    return [
        headline_from(
            "camp_lack", mean_over(weeks["camp_shortfall"].mean("need_at_camp"), waiting), "share", span, "camp_lack",
            "What share of the needs of people at camps is not met?",
            "Какая доля потребностей людей в лагерях не удовлетворена?",
            "Mean over water, shelter, food, medical help and warmth, and over those who wait: supplies are assumed.",
            "В среднем по воде, крову, еде, врачебной помощи и теплу и по ждущим людям: запасы приняты.",
        ),
        headline_from(
            "camp_out_of_money", mean_over(weeks["camp_out_of_money"], waiting), "share", span, "camp_out_of_money",
            "What share of people at camps has no money left?",
            "У какой доли людей в лагерях кончились деньги?",
            "Savings and what a day costs are assumed.",
            "Сбережения и расход за день приняты.",
        ),
        headline_from(
            "camp_tension", weeks["camp_tension"].max(["week", "camp"]).values, "1", span, "camp_tension",
            "How great is the need at camps at its worst?",
            "Насколько велика нужда в лагерях в худшую неделю?",
            "An indicator: thousands waiting times weeks waited beyond two times what they lack; not a forecast.",
            "Показатель: тысячи ждущих на недели ожидания сверх двух и на долю нехватки; не прогноз.",
        ),
    ]  # fmt: skip


def mean_over(values: xarray.DataArray, weights: xarray.DataArray) -> FloatArray:
    """[replicate] mean over all other axes; NaN where nothing weighs."""
    axes = [str(axis) for axis in values.dims if axis != "replicate"]
    total = weights.where(values.notnull(), 0).sum(axes).values
    return over((values.fillna(0.0) * weights).sum(axes).values, total)


def over(part: FloatArray, whole: FloatArray) -> FloatArray:
    """Part over whole, NaN where there is nobody."""
    return np.where(whole > 0, part / np.maximum(whole, 1), np.nan)
