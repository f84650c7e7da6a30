"""Writes the reference workload R1 as an ordinary study: fifty places on a ring, with fifty chords across it.

Leave probability of place i a day: base * (0.25 + 1.5 * frac(0.6180339887 * i)). Ring link (i, i + 1) takes
1 + (i mod 3) days, chord c takes 2 + (c mod 6) days. An arc pulls with exp(-0.25 * days) / (1 + n / c), where n people
are at its end and c is twice the mean number of people at a place. The link of places 0 and 1 is shut on days 30 to 59.
"""

from __future__ import annotations

import datetime
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sapar.files.write import write_text

PLACES = 50
DAYS = 100
SHUT = (30, 59)
DISTANCE_WEIGHT = 0.25
FIRST_DAY = datetime.date(2030, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """What every engine is given."""

    people: int
    leave: np.ndarray
    """[place] probability a day."""
    links: tuple[tuple[int, int, int], ...]
    """Two ends and days; the first joins places 0 and 1."""
    halving: float
    """People at a place that halve its pull."""

    @property
    def arcs(self) -> np.ndarray:
        """[arc, 4] tail, head, days and link, sorted by tail and head."""
        both = [
            (*ends, days, number)
            for number, (first, second, days) in enumerate(self.links)
            for ends in ((first, second), (second, first))
        ]
        return np.array(sorted(both))


def workload(people: int, base: float = 0.02) -> Workload:
    """R1 for so many people."""
    places = np.arange(PLACES)
    ring = [(place, (place + 1) % PLACES, 1 + place % 3) for place in range(PLACES)]
    known = {frozenset(link[:2]) for link in ring}
    chords: list[tuple[int, int, int]] = []
    random = np.random.default_rng(np.random.Philox(2030))
    while len(chords) < PLACES:
        first, second = (int(place) for place in random.choice(PLACES, 2, replace=False))
        if frozenset((first, second)) not in known:
            known.add(frozenset((first, second)))
            chords.append((first, second, 2 + len(chords) % 6))
    return Workload(
        people=people,
        leave=base * (0.25 + 1.5 * np.modf(0.6180339887 * places)[0]),
        links=(*ring, *chords),
        halving=2.0 * people / PLACES,
    )


def write_study(folder: Path, people: int, base: float = 0.02) -> Path:
    """Write the study's files; returns the folder."""
    made = workload(people, base)
    code = [f"P{place:02}" for place in range(PLACES)]
    share = np.diff(np.floor(people * np.arange(PLACES + 1) / PLACES + 0.5).astype(int))
    for inner in ("evidence", "scenarios"):
        (folder / inner).mkdir(parents=True, exist_ok=True)
    last = FIRST_DAY + datetime.timedelta(days=DAYS - 1)
    shut = [(FIRST_DAY + datetime.timedelta(days=day)).isoformat() for day in SHUT]
    tables = {
        "places.csv": [
            "place,parent,kind,lat,lon,name_en,name_ru,source",
            "RNG,,country,,,Ringland,Кольцовия,authors",
            *(f"{name},RNG,region,,,Place {name[1:]},Место {name[1:]},authors" for name in code),
        ],
        "links.csv": [
            "link,from,to,mode,days,source",
            *(
                f"{'ring' if number < PLACES else 'chord'}-{number % PLACES:02},{code[a]},{code[b]},road,{days},authors"
                for number, (a, b, days) in enumerate(made.links)
            ),
        ],
        "groups.csv": [
            "group,place,people,source",
            *(f"from-{name},{name},{count},authors" for name, count in zip(code, share, strict=True)),
        ],
        "assumptions.csv": [
            "parameter,value,low,high,unit,grade,source,why",
            *_fixed("distance_weight", DISTANCE_WEIGHT, "per day", "a day more under way pulls a fifth less"),
            *_fixed("people_halving_pull", made.halving, "persons", "twice the mean number at a place"),
            *(
                row
                for name, chance in zip(code, made.leave.tolist(), strict=True)
                for row in _fixed(
                    f"leave_probability:{name}", chance, "per day", "spread by the golden ratio"
                )
            ),
        ],
        "evidence/sources.csv": [
            "source,name,kind,interest,address,date_read,grade,note",
            "authors,The authors of this made-up case,derived,to measure speed,,2030-01-01,X,Nothing here is real",
        ],
        "evidence/claims.csv": [
            "claim,source,definition,quantity,citizenship,place,from,until,value,low,high,unit,hedge,as_printed,grade,note"
        ],
        "evidence/figures.csv": [
            "figure,claims,operator,citizenship,place,from,until,value,low,high,unit,role,tolerance,text_en,text_ru"
        ],
        "events.yaml": [
            "- id: first-link-shut",
            "  kind: closure",
            f"  from: {shut[0]}",
            f"  until: {shut[1]}",
            '  title: {en: "Nobody sets out between places 0 and 1", ru: "Между местами 0 и 1 никто не выезжает"}',
            "  links: [ring-00]",
            "  source: authors",
            "  grade: X",
        ],
        "scenarios/zero.yaml": [
            "id: zero",
            'title: {en: "Nothing changes", ru: "Ничего не меняется"}',
            "changes: []",
            'expect: "Every difference from the baseline is exactly zero."',
        ],
        "scenarios/open.yaml": [
            "id: open",
            'title: {en: "The first link stays open", ru: "Первая дорога остаётся открытой"}',
            "changes:",
            "  - without_event: first-link-shut",
            'expect: "People go on travelling between places 0 and 1."',
        ],
        "study.yaml": [
            "name: ring-and-chords",
            'title: {en: "Fifty places on a ring, with chords", ru: "Пятьдесят мест по кругу, с хордами"}',
            "question:",
            '  en: "How fast does an engine move people between places? Nothing here is about the world."',
            '  ru: "Как быстро программа перемещает людей между местами? Ничего здесь не относится к реальному миру."',
            "rules: displacement",
            f"period: {{from: {FIRST_DAY.isoformat()}, until: {last.isoformat()}}}",
            "people_per_agent: 1",
            "replicates: 1",
            "seed: 1",
            "disclosure_threshold: 10",
        ],
    }
    for name, lines in tables.items():
        write_text(folder / name, "\n".join(lines) + "\n")
    return folder


def _fixed(name: str, value: float, unit: str, why: str) -> list[str]:
    """The row of a parameter without a range."""
    return [f'{name},{value!r},{value!r},{value!r},{unit},X,authors,"{why}"']


if __name__ == "__main__":
    print(write_study(Path(sys.argv[1]), int(float(sys.argv[2]))))
