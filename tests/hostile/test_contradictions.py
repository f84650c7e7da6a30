"""Rows that cannot all be true, and names nobody declared, are pointed at."""

from __future__ import annotations

from pathlib import Path

import pytest
from planted import Fault, add, judge, swap

EVENT = "  title: {en: t}\n  source: authors\n  grade: X\n"


def event(text: str, code: str, line: int = 1, **more: object) -> Fault:
    """A fault in an event added at the end; `line` counts within its text."""
    planted = add("events.yaml", text.rstrip("\n"), code, **more)

    def plant(study: Path) -> int:
        first = planted.plant(study)
        assert first is not None
        return first + line - 1

    return Fault(name=planted.name, plant=plant, code=code, file="events.yaml", hint=planted.hint)


PLACES = [
    swap("places.csv", "QAA-SUR,QAA,", "QAA-SUR,QAX,", "unknown-place", hint="QAA", column=9),
    swap("places.csv", "QAA-SUR,QAA,", "QAA-SUR,,", "wrong-parent"),
    swap("places.csv", "QAA-SUR,QAA,", "QAA-SUR,GATE,", "wrong-parent"),
    swap("places.csv", "QAA-SUR,QAA,", "QAA-SUR,QAA-SUR,", "cyclic-parent"),
    swap("places.csv", "QAA,,", "QAA,QAA-SUR,", "cyclic-parent", line=6),
    swap("places.csv", "QAA,,", "QAA,QXX,", "wrong-parent", hint="blank"),
    swap("places.csv", "CAMP-GATE,GATE", "CAMP-GATE,QXX", "wrong-parent", hint="GATE"),
    swap("places.csv", "CAMP-GATE,GATE", "CAMP-GATE,GAT", "unknown-place", hint="GATE"),
    swap("places.csv", "QAC", "", "missing-value"),
    swap("places.csv", "QAC", "QZC", "missing-exchange-rate"),
    swap("places.csv", "authors", "autors", "unknown-source", hint="authors"),
]

LINKS = [
    swap("links.csv", "QAA-SUR,QAA-NOR", "QAA-SUR,QAA-NRO", "unknown-place", hint="QAA-NOR", column=22),
    swap("links.csv", "QAA-SUR,QAA-NOR", "QAA-SUR,QAA-SUR", "link-to-itself"),
    swap("links.csv", "QAA-SUR,QAA-NOR", "QAA-SUR,QXX-CAP", "link-without-crossing"),
    swap("links.csv", "QAA-SUR,QAA-NOR", "QAA-SUR,QAA", "wrong-place-kind"),
    swap("links.csv", "QAA-SUR,QYY-COA,air", "QAA-SUR,GATE,air", "wrong-place-kind"),
    swap("links.csv", "QAA-SUR,QYY-COA,air", "QAA-SUR,CAMP-GATE,air", "wrong-place-kind"),
    swap("links.csv", "QAA-SUR,QYY-COA,air", "QAA-SUR,QYY-COA,ship", "unknown-choice"),
    swap("links.csv", "40,QAC", "40,", "missing-value"),
    swap("links.csv", "40,QAC", "40,QCA", "unknown-currency", hint="QAC"),
    swap("links.csv", "authors", "author", "unknown-source", hint="authors"),
    swap("links.csv", "road-nor-gate", "road-sur-nor", "duplicate-row"),
    swap("links.csv", "air-est-coa,QBB-EST,QYY-COA", "air-est-coa,QYY-COA,QBB-WES", "unknown-place"),
    swap("groups.csv", "QBB,QBB-EST", "QBB,QAA-SUR", "unknown-place", hint="QBB-EST"),
    swap("groups.csv", "QBB,QBB-EST", "QBX,QBB-EST", "unknown-citizenship", hint="QBB"),
    swap("groups.csv", "authors", "athors", "unknown-source", hint="authors"),
]

ECONOMY_AND_LAW = [
    swap("pairs.csv", "QAA,QXX", "QAA,QXY", "unknown-place", hint="QXX"),
    swap("pairs.csv", "QAA,QXX", "QAB,QXX", "unknown-citizenship", hint="QAA"),
    swap("economy/wages.csv", "QAA,2030", "QAA-SUR,2030", "unknown-place", hint="QAA"),
    swap("economy/wages.csv", "2030,2030,3000", "2031,2030,3000", "dates-reversed"),
    swap("economy/wages.csv", "3000,QAC", "3000,EUR", "unknown-currency"),
    swap("economy/wages.csv", "QYY,2030,2031", "QXX,2029,2029", "no-rows", line=0),
    swap("economy/fares.csv", "QAA,QYY", "QAA,GATE", "unknown-place"),
    swap("economy/fares.csv", "180,USD", "180,USX", "unknown-currency", hint="USD"),
    swap("economy/regions.csv", "0.35", "0.25", "shares-do-not-sum", line=3, hint="0.75"),
    swap("economy/regions.csv", "QXX-RIV", "QXX-RVI", "unknown-place", hint="QXX-RIV"),
    swap("economy/regions.csv", "QXX-RIV", "GATE", "unknown-place"),
    add("law/stay.csv", "QXX,*,2031-05,,60,rolling,90,in_force,authors,X,", "overlapping-rows"),
    add("law/stay.csv", "QXX,QAA QBB,2030-12-31,,60,rolling,90,in_force,authors,X,", "overlapping-rows"),
    swap("law/stay.csv", "90,rolling,180", "90,rolling,", "missing-value"),
    add("law/work.csv", "QXX,*,2030-06,2030-07,free,,,,,in_force,authors,X,", "overlapping-rows"),
    swap("law/work.csv", "2500,QXC", "2500,", "missing-value"),
    add("law/suspensions.csv", "QXX,*,2031-07-31,,in_force,authors,X,", "overlapping-rows"),
    add("law/sanctions.csv", "QYY,QBB,2031,,30,in_force,authors,X,", "overlapping-rows"),
    add("law/unions.csv", "common-market,QYY,2031-06,,in_force,authors,X,", "overlapping-rows"),
    swap("law/unions.csv", "common-market,QBB", "common-market,QZZ", "unknown-citizenship"),
    swap("law/sanctions.csv", "QAA QBB", "QAA QCC", "unknown-citizenship", column=9),
    swap("law/suspensions.csv", "2031-03-15,2031-07-31", "2031-08-15,2031-07-31", "dates-reversed"),
]

EVIDENCE = [
    swap("evidence/claims.csv", "C1,ministry-qaa", "C1,", "missing-value", column=4),
    swap("evidence/claims.csv", "C1,ministry-qaa", "C1,ministry-qab", "unknown-source", hint="ministry-qaa"),
    swap("evidence/claims.csv", ",8000,15000,", ",15000,8000,", "range-reversed"),
    swap("evidence/claims.csv", ",,8000,15000,", ",7000,8000,15000,", "value-outside-range"),
    swap("evidence/claims.csv", "9000,,,persons", ",,,persons", "claim-without-value"),
    swap("evidence/claims.csv", "9000,,,persons", "9000,,,", "missing-value"),
    swap("evidence/claims.csv", "QAA,QXX,2030-07-01", "QAA,QXZ,2030-07-01", "unknown-place", hint="QXX"),
    swap("evidence/claims.csv", "QAA,QXX,2030-07-01", "QZZ,QXX,2030-07-01", "unknown-citizenship"),
    swap("evidence/claims.csv", "2030-07-01,2030-07-01", "2030-07-01,2030-06-01", "dates-reversed"),
    swap("evidence/figures.csv", "T01,C1", "T01,C11", "unknown-claim", hint="C1"),
    swap("evidence/figures.csv", "T01,C1", "T01,C1 C2 C99", "unknown-claim"),
    swap("evidence/figures.csv", "QAA,QXX,2030-07-01", "QAA,QXQ,2030-07-01", "unknown-place", hint="QXX"),
    swap("assumptions.csv", "0.05,0.02,0.1", "0.5,0.02,0.1", "value-outside-range"),
    swap("assumptions.csv", "0.05,0.02,0.1", "0.05,0.2,0.1", "range-reversed"),
    swap("assumptions.csv", "X,authors", "X,nobody", "unknown-source"),
]

EVENTS = [
    swap("events.yaml", "kind: closure", "kind: clozure", "unknown-kind", hint="closure", column=9),
    swap("events.yaml", "  kind: closure\n", "", "missing-key", line=1),
    swap("events.yaml", "between: [QAA, QXX]", "between: [QAA]", "wrong-shape"),
    swap("events.yaml", "between: [QAA, QXX]", "between: [QAA, QXZ]", "unknown-place", hint="QXX", column=18),
    swap(
        "events.yaml", "between: [QAA, QXX]", "links: [road-gate-rvi]", "unknown-link", hint="road-gate-riv"
    ),
    swap("events.yaml", "between: [QAA, QXX]\n", "toward: QAA\n", "empty-change", line=1),
    swap("events.yaml", "modes: [road, foot]", "modes: [road, horse]", "unknown-choice"),
    swap("events.yaml", "modes: [road, foot]", "mode: road", "unknown-key", hint="modes"),
    swap("events.yaml", "camp: CAMP-GATE", "camp: GATE", "unknown-place", hint="CAMP-GATE"),
    swap("events.yaml", "vehicles: 10", "vehicles: 0", "out-of-range"),
    swap("events.yaml", "vehicles: 10", "vehicles: ten", "not-a-number"),
    swap("events.yaml", "seats: 40", "seats: -40", "out-of-range"),
    swap("events.yaml", "currency: QXC", "currency: QXD", "unknown-currency", hint="QXC"),
    swap("events.yaml", "share: 0.33", "share: 33", "out-of-range", hint="0 to 1"),
    swap("events.yaml", "share: 0.33", "share: [0.33]", "wrong-shape"),
    swap("events.yaml", "host: QXX", "host: QXX-RIV", "unknown-place"),
    swap("events.yaml", "direction: home", "direction: back", "unknown-choice"),
    swap("events.yaml", "until: 2031-06-30", "until: 2031-01-30", "dates-reversed"),
    swap("events.yaml", "from: 2030-11-01", "from: 2035-11-01", "outside-period"),
    swap("events.yaml", "source: gazette-qxx", "source: gazete-qxx", "unknown-source", hint="gazette-qxx"),
    swap("events.yaml", "- id: gate-buses", "- id: gate-shut", "duplicate-key"),
    event(f"- id: x\n  kind: record\n  from: 2031\n  from: 2030\n{EVENT}", "duplicate-key", 4),
    event(f"- id: x y\n  kind: record\n  from: 2031\n{EVENT}", "not-a-name"),
    event("- just a text", "wrong-shape"),
    event(
        "- id: x\n  kind: record\n  from: 2031\n  title: {ru: t}\n  source: authors\n  grade: X",
        "missing-key",
        4,
    ),
]

SETTINGS_AND_SCENARIOS = [
    swap("study.yaml", "until: 2031-12-31}", "until: 2029-12-31}", "dates-reversed"),
    swap("study.yaml", "until: 2031-12-31}", "until: 2099-12-31}", "out-of-range"),
    swap("study.yaml", "people_per_agent: 10", "people_per_agent: 0", "out-of-range"),
    swap("study.yaml", "people_per_agent: 10", "people_per_agent: 1.5", "not-an-integer"),
    swap("study.yaml", "people_per_agent: 10\n", "", "missing-key", line=1),
    swap("study.yaml", "people_per_agent: 10", "people_per_agnt: 10", "unknown-key", hint="people_per_agent"),
    swap("study.yaml", "seed: 7", "seed: seven", "not-a-number"),
    swap("study.yaml", "seed: 7", "seed:", "missing-value"),
    swap("study.yaml", "replicates: 4", "replicates: 1e3", "not-an-integer"),
    swap("study.yaml", "map_centre: [5, 1]", "map_centre: [5]", "wrong-shape"),
    swap("study.yaml", "map_centre: [5, 1]", "map_centre: [1, 95]", "out-of-range"),
    swap("study.yaml", "from: 2031-03-01", "from: 2028-03-01", "outside-period"),
    swap("scenarios/closure.yaml", "id: gate-shut", "id: gate-shot", "unknown-event", hint="gate-shut"),
    swap("scenarios/closure.yaml", "without_event: gate-list", "without_event: list", "unknown-event"),
    swap("scenarios/closure.yaml", "until: 2031-12-31}", "vehicles: 3}", "unknown-key"),
    swap("scenarios/closure.yaml", ", until: 2031-12-31}", "}", "empty-change"),
    swap(
        "scenarios/closure.yaml", "id: closure", "id: zero", "duplicate-key", at="scenarios/zero.yaml", line=1
    ),
    swap("scenarios/zero.yaml", "changes: []", "changes: [{}]", "empty-change"),
    swap("scenarios/zero.yaml", "changes: []", "changes: nothing", "wrong-shape"),
    swap("scenarios/zero.yaml", "changes: []", "change: []", "unknown-key", hint="changes"),
    swap("scenarios/zero.yaml", "[]", "[{series: wage, set: 1, from: 2030}]", "unknown-table", hint="wages"),
    swap("scenarios/zero.yaml", "[]", "[{series: wages, from: 2030}]", "empty-change"),
    swap("scenarios/zero.yaml", "[]", "[{series: wages, set: 1, multiply: 2, from: 2030}]", "empty-change"),
    swap(
        "scenarios/zero.yaml",
        "[]",
        "[{series: wages, where: {plce: QXX}, set: 1, from: 2030}]",
        "unknown-key",
    ),
    swap("scenarios/zero.yaml", "[]", "[{parameter: {name: beta_wag, set: 1}}]", "unknown-parameter"),
    swap("scenarios/zero.yaml", "[]", "[{add_row: {table: law/unoins, row: {}}}]", "unknown-choice"),
    swap("scenarios/zero.yaml", "[]", "[{add_row: {table: law/unions, row: {union: U}}}]", "missing-key"),
    swap("scenarios/zero.yaml", "[]", "[{close_rows: {table: law/stay}}]", "missing-key"),
]

ALL = [*PLACES, *LINKS, *ECONOMY_AND_LAW, *EVIDENCE, *EVENTS, *SETTINGS_AND_SCENARIOS]


@pytest.mark.parametrize("fault", ALL, ids=lambda fault: fault.name)
def test_contradiction_is_pointed_at(fault: Fault, tmp_path: Path) -> None:
    """The report names file, line and what to try, and is the only thing that happens."""
    judge(fault, tmp_path)
