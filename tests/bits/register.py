"""The register of digests: `python -m tests.bits.register` makes it anew.

Do so only when a change of bits is meant, and declare it in CHANGELOG.md in the same change. `--print` shows the
digests without writing them.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from sapar.study import open_study
from tests.worlds import SEED, World, world

REGISTER = Path(__file__).with_name("register.json")

SCALES = {"two-places": 10, "central-asia": 2000}
"""People to an agent of each registered study."""


def label(name: str) -> str:
    """How a study is called in the register."""
    return f"{name}, baseline, replicate 0, 1:{SCALES[name]}, seed {SEED}"


def digest(study: World, seed: int = SEED) -> str:
    """Digest of state and tables of the first replicate.

    Stocks are rounded to whole people before they are used, because reconciliation promises digits, not bits.
    """
    name = study.study.name
    return study.ensemble(people_per_agent=SCALES[name], seed=seed).live(0).digest


def digests() -> dict[str, str]:
    """Digests of all registered studies, as this machine and this version give them."""
    return {label(name): digest(world(open_study(name))) for name in SCALES}


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
