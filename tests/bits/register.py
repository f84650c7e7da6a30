"""The register of digests: `python -m tests.bits.register` makes it anew.

Do so only when a change of bits is meant, and declare it in CHANGELOG.md in the same change. `--print` shows the
digests without writing them.

Stocks are rounded to whole people before they are used, because reconciliation promises digits, not bits.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from sapar.model.declarations import Declarations
from sapar.model.system import System
from sapar.simulation.simulate import simulate
from sapar.study import open_study
from tests.twin.systems import small_system, with_second_gate
from tests.worlds import SEED, World, crowded_gate, world

REGISTER = Path(__file__).with_name("register.json")

STUDIES = ("two-places", "central-asia")

MADE_UP = range(6)
"""Numbers of the made-up systems that are registered."""


def cases(worlds: Mapping[str, World]) -> dict[str, Callable[[], str]]:
    """What is registered, by label: each gives the digest of state, events and tables of one replicate."""
    small, real = worlds["two-places"], worlds["central-asia"]
    made_up = {
        f"made-up system {number}, seed {SEED + number}": _made_up(small.declarations, number)
        for number in MADE_UP
    }
    second_gate = with_second_gate(small.declarations)
    return {
        f"two-places, baseline, replicate 0, 1:10, seed {SEED}": lambda: digest(
            small.system(people_per_agent=10)
        ),
        f"two-places, baseline, replicate 2, 1:10, seed {2**63 + 1}": lambda: digest(
            small.system(2, people_per_agent=10, replicates=3), 2**63 + 1, 2
        ),
        f"two-places, closure, replicate 0, 1:10, seed {SEED}": lambda: digest(
            small.system(people_per_agent=10, scenario="closure")
        ),
        f"two-places with a crowded gate, replicate 0, 1:3, seed {SEED}": lambda: digest(
            small.system(people_per_agent=3, declarations=crowded_gate(small))
        ),
        f"two-places with a second gate, replicate 0, 1:10, seed {SEED}": lambda: digest(
            small.system(people_per_agent=10, declarations=second_gate)
        ),
        f"central-asia, baseline, replicate 0, 1:2000, seed {SEED}": lambda: digest(
            real.system(people_per_agent=2000)
        ),
        f"central-asia, SC-01, replicate 0, 1:5000, seed {SEED}": lambda: digest(
            real.system(people_per_agent=5000, scenario="SC-01")
        ),
        **made_up,
    }


def _made_up(declarations: Declarations, number: int) -> Callable[[], str]:
    """The digest of one made-up system."""
    return lambda: digest(small_system(declarations, number), SEED + number)


def digest(system: System, seed: int = SEED, replicate: int = 0) -> str:
    """Digest of state, events and tables."""
    return simulate(system, seed=seed, replicate=replicate).digest


def digests() -> dict[str, str]:
    """All digests, as this machine and this version give them."""
    found = cases({name: world(open_study(name)) for name in STUDIES})
    return {label: case() for label, case in found.items()}


def main() -> None:
    """Write the register, or show what it would be."""
    text = json.dumps(digests(), indent=1) + "\n"
    if "--print" in sys.argv[1:]:
        print(text, end="")
    else:
        REGISTER.write_text(text, encoding="utf-8")
        print(f"{REGISTER}: written; declare the change of bits in CHANGELOG.md")


if __name__ == "__main__":
    main()
