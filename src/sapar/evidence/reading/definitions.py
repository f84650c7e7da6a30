"""Which definition a sentence's words point to."""

from __future__ import annotations

import re

_CUES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (definition, re.compile(pattern))
    for definition, pattern in (
        ("irregular", r"irregular|undocumented|illegal|without (?:papers|documents|status|a permit)|нелегальн|без документов|"
         r"без статуса|недокументирован|незаконно"),
        ("officially_employed", r"officially employed|on (?:fixed-term )?contracts?\b|official employment|официально (?:трудоустроен|работа)|"
         r"трудоустроен"),
        ("permits_issued", r"(?:permits?|patents?|visas?)\b.{0,30}\bissued|issued.{0,30}\b(?:permits?|patents?|visas?)|granted patents|"
         r"(?:выдан|оформ)\w*.{0,30}(?:патент|разрешен)|(?:патент|разрешен)\w*.{0,30}(?:выдан|оформ)"),
        ("registrations", r"regist(?:ered|rations?)\b|зарегистрирован|на (?:миграционном )?уч[её]те?\b|постановок|встали на уч"),
        ("entries", r"\b(?:entered|entries|arrivals?|arrived|crossed|cross|crossings?|left|departures?|departed|exited)\b|въех|въезд|"
         r"пересек|прибы|выбыл|выех|покинул"),
        ("members", r"\bmembers?\b|член(?:ов|ы|а)\b"),
        ("contacts_served", r"\b(?:helped|assisted|served|advised|legal (?:aid|advice)|consultations?|calls|reached .* with)\b|"
         r"помог|консультац|звонк|обращени|правовую помощь"),
        ("ever_abroad", r"\bever\b|at some point|have gone to|since 19\d\d|побывал|когда-либо"),
        ("workers_present", r"\b(?:working|works?|worked|employed|workers|labour migrants)\b|работа(?:ют|ет|ющ|ли)|труд(?:ят|ились|ов)|рабоч"),
        ("residents", r"\b(?:lives?|lived|residents?|resident population|inhabitants)\b|живут|жили|проживал|жител|населени"),
        ("citizens_present", r"\b(?:were|are|remain\w*|stay\w*|present|live)\b.*\bin\b|находи|остаются|оставал|пребыва"),
        ("count_event", r"\b(?:detained|expelled|deported|identified|stranded|stuck|refused|died)\b|задерж|выдвор|депортир|выявлен|"
         r"застря|погиб"),
    )
)  # fmt: skip


def definition_of(sentence: str, kind: str) -> tuple[str | None, str]:
    """The ledger's definition that the words point to, and the words; none without a cue."""
    if kind == "no_data":
        return "no_data", "nobody counts it"
    if kind == "share":
        return "share", "a share of a group"
    if kind in ("ratio", "growth"):
        return "ratio", "a comparison of two times or groups"
    text = sentence.lower()
    for definition, pattern in _CUES:
        found = pattern.search(text)
        if found is not None and found.group():
            return definition, found.group()
    return None, ""
