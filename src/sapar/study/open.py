"""Opening a study: a folder of one's own, or one that comes with Sapar."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from pathlib import Path

from sapar.errors import MissingFile, UnknownScenario
from sapar.estimates.stocks.defaults import parameters_of_estimation
from sapar.evidence.holdouts import HeldOut, held_out, without
from sapar.evidence.ledger import Ledger
from sapar.files.names import suggestion
from sapar.model.build import known_parameters
from sapar.model.declarations import Declarations
from sapar.model.regime import Regime, regime
from sapar.position import Position
from sapar.scenarios.inputs import read_inputs
from sapar.scenarios.scenario import Scenario

BUNDLED = Path(__file__).resolve().parent.parent / "studies"
"""Folder of the studies that come with Sapar."""

OTHER_PARAMETERS = parameters_of_estimation() | {
    "children_share",
    "pregnant_share",
    "children_per_family",
    "ill_share",
    "alone_with_children_share",
    "model_discrepancy",
    "model_discrepancy_memory",
}
"""Parameters read outside the mechanisms; one that ends in `:` stands for one value a place, kind or corridor."""


@dataclass(frozen=True, kw_only=True)
class Study:
    """Everything a study folder says."""

    folder: Path
    """Where its files are."""
    results_folder: Path
    """Where its runs are kept."""
    declarations: Declarations
    ledger: Ledger
    scenarios: tuple[Scenario, ...]
    left_out: tuple[str, ...] = ()
    """Claims held out that the ledger therefore lacks; empty for a study as written."""

    @property
    def is_blind(self) -> bool:
        """Whether the hold-outs are missing: nothing fitted to the study has seen them."""
        return bool(self.left_out)

    @property
    def held_out(self) -> HeldOut:
        """What `holdouts` of `study.yaml` sets aside."""
        return held_out(self.ledger, self.declarations.settings.holdouts)

    @property
    def name(self) -> str:
        """The study's identifier."""
        return self.declarations.settings.name

    def scenario(self, id_: str | None) -> Scenario | None:
        """The scenario of that id in any case; None for the baseline.

        Raises
        ------
        UnknownScenario
            No file of `scenarios/` has this id.
        """
        if id_ is None or id_.lower() in ("base", "baseline"):
            return None
        known = {scenario.id.lower(): scenario for scenario in self.scenarios}
        known |= {Path(scenario.file).stem.lower(): scenario for scenario in self.scenarios}
        if id_.lower() in known:
            return known[id_.lower()]
        raise UnknownScenario(
            found=id_,
            why="is not a scenario of this study",
            try_=suggestion(id_, [scenario.id for scenario in self.scenarios]),
        )

    def regime(self, citizenship: str, place: str, date: datetime.date, purpose: str = "work") -> Regime:
        """What the law of a place says to a citizen on a date; see `sapar.model.regime.regime`."""
        return regime(self.declarations, citizenship, place, date, purpose)


def blinded(study: Study) -> Study:
    """The same study without its hold-outs, for whatever is to be judged by them."""
    held = study.held_out
    return replace(study, ledger=without(study.ledger, held), left_out=tuple(sorted(held.claims)))


def bundled_studies() -> tuple[str, ...]:
    """Names of the studies that come with Sapar."""
    return tuple(sorted(path.name for path in BUNDLED.iterdir() if (path / "study.yaml").is_file()))


def is_study(name: str) -> bool:
    """Whether a word is the name of a bundled study or the path of a study folder."""
    return name in bundled_studies() or (Path(name) / "study.yaml").is_file()


def study_folder(name: str) -> tuple[Path, Path]:
    """Where a study's files are and where its runs go.

    A folder keeps its runs inside itself; a bundled study keeps them in `runs/NAME` of the current folder.

    Raises
    ------
    MissingFile
        Neither a folder with a study nor a bundled study has that name.
    """
    path = Path(name)
    name = path.name if len(path.parts) == 1 else name
    if (path / "study.yaml").exists() or path.is_dir():
        return path, path / "runs"
    if name in bundled_studies():
        return BUNDLED / name, Path("runs") / name
    raise MissingFile(
        at=Position(file=name),
        why="there is no study of this name, neither a folder here nor one that comes with Sapar",
        try_=" or ".join([*bundled_studies(), "sapar new NAME"]),
    )


def open_study(name: str) -> Study:
    """Read a study completely.

    Parameters
    ----------
    name
        Path of a study folder, or the name of a bundled study.

    Raises
    ------
    BrokenStudy
        With every problem of every file.
    """
    path, results = study_folder(name)
    inputs = read_inputs(path, known_parameters=known_parameters() | OTHER_PARAMETERS)
    return Study(
        folder=path,
        results_folder=results,
        declarations=inputs.declarations,
        ledger=inputs.ledger,
        scenarios=inputs.scenarios,
    )
