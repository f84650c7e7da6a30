"""Countries inside sentences: "citizens of Uzbekistan in Kazakhstan", «граждане Узбекистана в Казахстане»."""

from __future__ import annotations

import re

from sapar.report.estimate.page import EstimateView

_HARD = re.compile(r"[А-ЯЁ][а-яё]*[бвгдзклмнпрстфхцчш]")
"""One Russian word that ends in a hard consonant: Узбекистан."""
_IA = re.compile(r"[А-ЯЁ][а-яё]*ия")
"""One Russian word that ends in -ия: Россия."""


def citizens(view: EstimateView, citizenship: str, host: str) -> str:
    """Whose people where, as a heading; with an arrow where a name cannot be put into its case."""
    return _sentence(view, "est.citizens", citizenship, host)


def how_many(view: EstimateView, citizenship: str, host: str) -> str:
    """The question how many of them work there, without its question mark."""
    return _sentence(view, "est.how_many", citizenship, host)


def _sentence(view: EstimateView, key: str, citizenship: str, host: str) -> str:
    """A message with both countries in their cases."""
    whose, where = _cases(view, citizenship)[0], _cases(view, host)[1]
    if whose and where:
        return view.language.text(key, whose=whose, where=where)
    return view.language.text(f"{key}.arrow", corridor=view.corridor(citizenship, host))


def _cases(view: EstimateView, code: str) -> tuple[str, str]:
    """After "of" and after "in"; empty where no rule fits."""
    name = view.name(code)
    if view.language.code == "en":
        return (name, name) if " " not in name else ("", "")
    if _HARD.fullmatch(name):
        return f"{name}а", f"{name}е"
    if _IA.fullmatch(name):
        return f"{name[:-1]}и", f"{name[:-1]}и"
    return "", ""
