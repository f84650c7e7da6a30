"""Runs that cannot start or must stop."""

# ruff: noqa: N818 - the names say what is wrong; "Error" at the end of each would say nothing more

from __future__ import annotations

from sapar.errors.base import SaparError


class RunFault(SaparError):
    """A run that cannot start, or that had to stop."""


class MissingInput(RunFault):
    """A mechanism asks for a parameter or a table that nothing provides. Every parameter without a dated
    source is a row of `assumptions.csv`, with a default, a range and a reason."""


class UnknownScenario(RunFault):
    """No file of `scenarios/` has this id."""


class UnknownNumber(RunFault):
    """`sapar explain` takes a number's name, such as `stock.UZB.KAZ.2019-07`, a figure such as `F09`, the
    name of a parameter, or the code of an error. `sapar run` lists the names of its answers."""


class UnstableNetwork(RunFault):
    """Network pull times the slope of the choice reaches 1: stocks would feed on themselves without end.
    A smaller `beta_network` or a larger `dissimilarity` keeps the system stable."""


class TooFewAgents(RunFault):
    """One agent stands for so many people that some citizenship has next to none. Counts would be noise."""


class NothingToEstimate(RunFault):
    """The study has no corridor whose stock could be estimated: no row of assumptions.csv is named
    `prior_stock:CITIZENSHIP-PLACE`, or the study follows the rules of displacement."""


class Imbalance(RunFault):
    """An account did not balance inside the run: people appeared, vanished or stood in two places. The run
    was stopped because none of its results could be trusted. This is a fault of Sapar, not of the study."""


class FolderInUse(RunFault):
    """Another process answers the same question in the same folder, and two would only do the work twice.
    The message says which process, since when, and by which command. Once it ends, however it ends, the
    folder is free; what it finished is kept. Other questions, and answers that are there, need no waiting."""


class NotEnoughMemory(RunFault):
    """The run needs more memory than is free, so that the system would have to stop it in the middle, or
    it ran out of memory. Fewer processes (`--jobs 1`) share less, and more people to an agent
    (`--people-per-agent`) make every process smaller; `docs/reference/runs.md` has the formula."""


class NothingToCalibrate(RunFault):
    """The study has no parameter with a range that a mechanism reads, or no evidence to compare with: no figure
    of role calibration and no estimate of stocks; or it follows the rules of displacement."""


class Cancelled(RunFault):
    """The run was stopped by hand. Finished replicates are kept, and the same command goes on from them."""


class ClusterUnavailable(RunFault):
    """The cluster cannot be used: the package `ray` is missing, nothing answers at the address, or there are
    too few processors. `--cluster auto` finds the cluster of this machine or starts one; without `--cluster`
    a run uses the processors of this machine."""


class NoAccelerator(RunFault):
    """`--gpu` was asked for and there is none: no graphics processor with CUDA answers, or the package that
    compiles for it is missing (`pip install 'sapar[gpu]'`). Without `--gpu` the numbers are the same."""


class WorkerDiffers(RunFault):
    """A machine of the cluster has another Sapar, or other versions of the packages it calculates with, than
    the machine that asks. Its results might differ in their last bits, so it was given nothing to do."""


class WorkersLost(RunFault):
    """Workers died again and again. What one worker leaves undone is done again by another, to the same
    bytes, but not for ever. Most often the memory was full."""
