"""HiGHS: a programme solved whole, or relaxed and solved again after a ceiling moved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from sapar.maths import FloatArray, IntArray
from sapar.operations.transit.programme import Programme

THREADS = 2
"""Threads HiGHS may use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """What HiGHS found."""

    values: FloatArray | None
    """[variable], nothing where no plan was found in time."""
    bound: float
    """No plan can be better than this."""
    is_proven: bool
    """Whether the best plan was found, within the accepted gap."""


def solve(found: Programme, start: FloatArray, *, seconds: float, whole_groups: bool, gap: float) -> Solution:
    """Solve with whole vehicles, and whole groups where asked, from a plan that is known already."""
    import highspy

    highs = _opened(found, seconds)
    whole = np.concatenate(
        [found.whole_vehicles, found.whole_groups if whole_groups else found.whole_vehicles[:0]]
    )
    kind = np.full(len(whole), highspy.HighsVarType.kInteger)
    highs.changeColsIntegrality(len(whole), whole.astype(np.int32), kind)
    highs.setOptionValue("mip_rel_gap", gap)
    known = highspy.HighsSolution()
    known.col_value = start.tolist()
    highs.setSolution(known)
    highs.run()
    told = highs.getInfo()
    status = highs.getModelStatus()
    has_plan = told.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    return Solution(
        values=np.array(highs.getSolution().col_value) if has_plan else None,
        bound=float(told.mip_dual_bound),
        is_proven=status == highspy.HighsModelStatus.kOptimal,
    )


class Relaxed:
    """The programme without the demand for whole numbers, kept for solving it again."""

    def __init__(self, found: Programme, *, seconds: float) -> None:
        self.found = found
        self.highs = _opened(found, seconds)
        self.highs.run()
        self.is_solved = self._is_solved()
        self.value = float(self.highs.getInfo().objective_function_value)
        self.values = np.array(self.highs.getSolution().col_value)

    def prices(self) -> FloatArray:
        """[row] what one more on the right-hand side saves, for a very small change."""
        return -np.array(self.highs.getSolution().row_dual)

    def with_more(
        self, rows: IntArray, more: float, columns: IntArray, seconds: float
    ) -> tuple[float, FloatArray] | None:
        """Best value and variables after ceilings of rows and bounds of variables rise; nothing if out of time."""
        wide = np.full(len(rows), -np.inf)
        rows_, columns_ = rows.astype(np.int32), columns.astype(np.int32)
        nothing = np.zeros(len(columns))
        self.highs.setOptionValue("time_limit", float(self.highs.getRunTime() + seconds))
        self.highs.changeRowsBounds(len(rows), rows_, wide, self.found.high[rows] + more)
        self.highs.changeColsBounds(len(columns), columns_, nothing, self.found.most[columns] + more)
        self.highs.run()
        answer = None
        if self._is_solved():
            value = float(self.highs.getInfo().objective_function_value)
            answer = value, np.array(self.highs.getSolution().col_value)
        self.highs.changeRowsBounds(len(rows), rows_, wide, self.found.high[rows])
        self.highs.changeColsBounds(len(columns), columns_, nothing, self.found.most[columns])
        return answer

    def fix(self, columns: IntArray, amounts: FloatArray) -> None:
        """Hold some variables at given values."""
        self.highs.changeColsBounds(len(columns), columns.astype(np.int32), amounts, amounts)

    def release(self, columns: IntArray) -> None:
        """Let some variables move again."""
        nothing = np.zeros(len(columns))
        self.highs.changeColsBounds(len(columns), columns.astype(np.int32), nothing, self.found.most[columns])

    def again(self, seconds: float) -> FloatArray | None:
        """[variable] best values as things are held now; nothing if out of time."""
        self.highs.setOptionValue("time_limit", float(self.highs.getRunTime() + seconds))
        self.highs.run()
        return np.array(self.highs.getSolution().col_value) if self._is_solved() else None

    def _is_solved(self) -> bool:
        """Whether the last run ended at its best value."""
        import highspy

        return bool(self.highs.getModelStatus() == highspy.HighsModelStatus.kOptimal)


def _opened(found: Programme, seconds: float) -> Any:
    """HiGHS with the programme in it."""
    import highspy

    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(found.cost), len(found.low)
    model.col_cost_ = found.cost
    model.col_lower_ = np.zeros(len(found.cost))
    model.col_upper_ = found.most
    model.row_lower_, model.row_upper_ = found.low, found.high
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = found.matrix.indptr
    model.a_matrix_.index_ = found.matrix.indices
    model.a_matrix_.value_ = found.matrix.data
    highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", THREADS)
    highs.setOptionValue("time_limit", float(seconds))
    highs.setOptionValue("random_seed", 1)
    highs.passModel(model)
    return highs
