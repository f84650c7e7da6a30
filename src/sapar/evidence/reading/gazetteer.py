"""Names of places and peoples as phrases of stems: the countries of the world, and the places of a study."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from sapar.evidence.reading.countries import named_places
from sapar.evidence.reading.tokens import Token, tokenise
from sapar.frame.places import Places

_PIECES = re.compile(r"\s+and\s+|\s+и\s+|[,()–/]|\s+-\s+")
_GENERIC = re.compile(
    r"\b(?:city|region|province|valley|station|область|город|долина|станция)\b", re.IGNORECASE
)
_REGION_STEMS = frozenset(("област", "кра", "округ", "район", "области", "край"))
_READ_KINDS = ("region", "crossing")
_NEVER_DECLINED = {"мал": "мали", "тог": "того", "пер": "перу", "чил": "чили"}
"""Stems of countries that other words share: only this form names the country."""
_ACRONYMS = frozenset(("us", "uk", "usa", "cis", "eaeu", "uae"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place or people named in a sentence."""

    start: int
    """Index of its first token."""
    end: int
    """Index behind its last token."""
    codes: tuple[str, ...]
    """Countries or places of the study."""
    kind: str
    """`name`, `adjective`, `people` or `city`."""


@dataclass(frozen=True, kw_only=True)
class Gazetteer:
    """Every phrase that names a place, by the stem of its first word."""

    phrases: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], str]]]
    """Stem of the first word to (all stems, codes, kind), longest first."""
    regions: dict[str, tuple[str, ...]]
    """First letters of a Russian region's adjective to its codes."""

    def find(self, tokens: list[Token]) -> list[Mention]:
        """Every mention, in order, the longest where two overlap."""
        mentions: list[Mention] = []
        index = 0
        while index < len(tokens):
            mention = self._at(tokens, index) if tokens[index].kind == "word" else None
            if mention is None:
                index += 1
                continue
            mentions.append(mention)
            index = mention.end
        return mentions

    def _at(self, tokens: list[Token], index: int) -> Mention | None:
        """The mention that starts at a token."""
        token = tokens[index]
        for stems, codes, kind in self.phrases.get(token.stem, ()):
            end = index + len(stems)
            if tuple(each.stem for each in tokens[index:end]) != stems:
                continue
            if kind in ("name", "city") and not any(each.text[0].isupper() for each in tokens[index:end]):
                continue
            if len(stems) == 1 and _NEVER_DECLINED.get(token.stem, token.norm) != token.norm:
                continue
            if token.norm == "того" and index == 0:
                continue
            if token.norm in _ACRONYMS and not token.text.isupper():
                continue
            if token.text[0].islower() and token.text.isascii():
                continue
            return Mention(start=index, end=end, codes=codes, kind=_kind(token, kind))
        following = tokens[index + 1].stem if index + 1 < len(tokens) else ""
        if token.text[0].isupper() and token.stem.endswith("ск") and following in _REGION_STEMS:
            codes = self.regions.get(token.stem[:4], ())
            if codes:
                return Mention(start=index, end=index + 2, codes=codes, kind="city")
        return None


def _kind(token: Token, kind: str) -> str:
    """English plurals of adjectives are names of peoples."""
    is_plural = kind == "adjective" and token.text.isascii() and token.norm != token.stem
    return "people" if is_plural and not token.norm.endswith(("'s", "’s")) else kind


@lru_cache(maxsize=8)
def gazetteer(places: Places | None = None) -> Gazetteer:
    """The countries of the world, and a study's own places where they are given."""
    named = named_places()
    known = {name.lower() for name, _, kind in named if kind == "name"}
    regions: dict[str, tuple[str, ...]] = {}
    cities: list[tuple[str, tuple[str, ...], str]] = []
    for name, code in _study_names(places):
        if name.lower() in known:
            continue
        cities.append((name, (code,), "city"))
        regions.setdefault(tokenise(name)[0].stem[:4], (code,))
    phrases: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], str]]] = {}
    seen: set[tuple[str, ...]] = set()
    for name, codes, kind in [*cities, *named]:
        for stems in _stems(name, kind):
            if stems not in seen:
                seen.add(stems)
                phrases.setdefault(stems[0], []).append((stems, codes, kind))
    for entries in phrases.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return Gazetteer(phrases=phrases, regions=regions)


def _stems(name: str, kind: str) -> list[tuple[str, ...]]:
    """The stems of a phrase; of a Russian name whose own end looks like an ending, those of its genitive too."""
    stems = tuple(token.stem for token in tokenise(name))
    if kind == "adjective" or not re.search("[бвгджзклмнпрстфхцчшщ]$", name):
        return [stems]
    return [stems, tuple(token.stem for token in tokenise(name + "а"))]


def _study_names(places: Places | None) -> Iterable[tuple[str, str]]:
    """Each name of a study's regions and crossings, taken apart where several stand in one."""
    for place in places or ():
        if place.kind not in _READ_KINDS:
            continue
        for text in (place.name_en, place.name_ru):
            for piece in _PIECES.split(text):
                name = _GENERIC.sub("", piece).strip()
                if len(name) > 2 and name[0].isupper():
                    yield name, place.place
