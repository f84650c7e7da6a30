"""Bits are those of the register: in this process, in another, and on processors with fewer features."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bits.register import REGISTER, cases
from tests.worlds import World

ROOT = Path(__file__).resolve().parents[2]

HIDDEN = {
    "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4,-AVX512F,-AVX2_Usable,-FMA_Usable,-AVX512F_Usable",
    "NPY_DISABLE_CPU_FEATURES": "X86_V3 X86_V4 AVX512_ICL AVX2 FMA3 AVX512F AVX512_SKX",
    "OPENBLAS_CORETYPE": "Nehalem",
}
"""Settings under which the C library, NumPy and its linear algebra do without what newer processors have."""

PROBE = "import math; print([math.exp(k * 7.7e-3 % 9) + math.log(k) for k in range(1, 90000)])"
"""A program whose output changes where the settings hide anything."""

TARGETS = {
    "generic": "",
    "nehalem": "+sse4.2,+popcnt",
    "haswell": "+avx,+avx2,+fma,+bmi,+bmi2,+sse4.2,+popcnt",
}
"""Processors that kernels are compiled for anew, and their features; all run on the last."""


@pytest.fixture(scope="module")
def registered() -> dict[str, str]:
    """The register."""
    found: dict[str, str] = json.loads(REGISTER.read_text(encoding="utf-8"))
    return found


def digests_elsewhere(**environment: str) -> dict[str, str]:
    """The register as another process makes it."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bits.register", "--print"],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, str] = json.loads(done.stdout)
    return found


def test_bits_are_those_of_the_register(
    two_places: World, central_asia: World, registered: dict[str, str]
) -> None:
    """Results are, bit for bit, those that were registered; a change of them is declared."""
    found = cases({"two-places": two_places, "central-asia": central_asia})
    here = {label: case() for label, case in found.items()}
    other = sorted(
        label for label in here.keys() | registered.keys() if here.get(label) != registered.get(label)
    )

    assert not other, (
        f"other bits than registered: {other}. If the change is meant, declare it in CHANGELOG.md and make the "
        "register anew: python -m tests.bits.register"
    )


def test_hidden_features_change_nothing(registered: dict[str, str]) -> None:
    """Another process, in which libraries do without FMA and AVX, gives the registered bits."""
    assert digests_elsewhere(**HIDDEN) == registered

    outputs = {
        subprocess.run(
            [sys.executable, "-c", PROBE],
            env={**os.environ, **extra},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for extra in ({}, HIDDEN)
    }
    if len(outputs) < 2:
        pytest.skip("another process gives the same, but hiding features changes nothing on this machine")


@pytest.mark.long
@pytest.mark.parametrize("target", TARGETS)
def test_compile_targets_change_nothing(registered: dict[str, str], tmp_path: Path, target: str) -> None:
    """Kernels compiled anew for older processors, with libraries that do without newer features, give the same bits."""
    flags = Path("/proc/cpuinfo").read_text(encoding="utf-8") if Path("/proc/cpuinfo").exists() else ""
    if target == "haswell" and not {"fma", "avx2", "bmi2"} <= set(flags.split()):
        pytest.skip("this processor cannot run what is compiled for the other")

    found = digests_elsewhere(
        NUMBA_CPU_NAME=target,
        NUMBA_CPU_FEATURES=TARGETS[target],
        NUMBA_CACHE_DIR=str(tmp_path / "compiled"),
        **HIDDEN,
    )

    assert found == registered
