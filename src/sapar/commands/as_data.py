"""What commands print with `--json`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sapar.scenarios.effects import Effect
    from sapar.scenarios.tornado import Tornado
    from sapar.study import Result, Study


def bars_as_data(tornado: Tornado, threshold: float) -> list[dict[str, Any]]:
    """What one effect depends on, as data."""
    from dataclasses import asdict

    from sapar.results.disclose import disclosed

    return [disclosed(asdict(bar), tornado.effect.unit, threshold) for bar in tornado.bars]


def effects_as_data(effects: Sequence[Effect], threshold: float) -> list[dict[str, Any]]:
    """Paired effects for other programs, small counts hidden."""
    from dataclasses import asdict

    from sapar.results.disclose import disclosed

    return [disclosed(asdict(each), each.unit, threshold) for each in effects]


def run_as_data(study: Study, result: Result, report_path: Path, effects: Sequence[Effect]) -> dict[str, Any]:
    """What `--json` prints of a run."""
    from sapar.report.given_section import given_as_data
    from sapar.study.minor_flows import minor_flows_of

    meta = result.tables.meta
    return {
        "effects": effects_as_data(effects, meta["disclosure_threshold"]),
        "given": given_as_data(minor_flows_of(study, result.tables), meta["disclosure_threshold"]),
        "run": str(result.folder),
        "report": str(report_path),
        "digest": meta["digest"],
        "state_digest": meta["state_digest"],
        "tables_digest": meta["tables_digest"],
        "people": meta["people"],
        "people_per_agent": meta["people_per_agent"],
        "replicates": meta["replicates"],
        "seed": meta["seed"],
        "scenario": meta["scenario"],
        "from_store": result.from_store,
        "seconds": result.seconds,
        "warnings": [each["en"] for each in meta["warnings"]],
    }
