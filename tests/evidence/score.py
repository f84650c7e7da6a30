"""Scoring the reader against sentences with gold labels; prints totals, and differences only where asked."""

from __future__ import annotations

import datetime
import json
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sapar.evidence.reading import Candidate, read_text
from sapar.files.folder import StudyFolder
from sapar.frame.places import Places, read_places
from sapar.problems import Problems

SENTENCES = Path(__file__).parent / "sentences"
STUDY = Path(__file__).resolve().parents[2] / "src" / "sapar" / "studies" / "central-asia"
NUMBER_FIELDS = ("value", "low", "high", "before")
TOLERANCE = 0.01


@dataclass(slots=True)
class Score:
    """Totals over a set of sentences."""

    gold: int = 0
    """Claims a reader should find."""
    proposed: int = 0
    """Candidates the grammar proposes."""
    right: int = 0
    """Candidates whose numbers and hedge are those of a claim."""
    fields: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIELDS, 0))
    """Of the right ones, how many have each further field right."""
    seconds: float = 0.0
    """Processor time spent reading."""

    @property
    def recall(self) -> float:
        """Share of the claims that are found."""
        return self.right / self.gold

    @property
    def precision(self) -> float:
        """Share of the candidates that are right."""
        return self.right / self.proposed

    def share(self, name: str) -> float:
        """Share of the right candidates with one field right."""
        return self.fields[name] / self.right

    @property
    def group_place_period(self) -> float:
        """Mean share over group, place and period; place counts where people come from and where they are."""
        return (self.share("group") + self.share("origin+place") + self.share("period")) / 3


FIELDS = ("unit", "group", "origin", "place", "origin+place", "period", "all")


def places() -> Places:
    """Places of the bundled study."""
    return read_places(StudyFolder(path=STUDY), Problems())


def records(name: str) -> list[dict[str, Any]]:
    """Sentences of one file."""
    return [
        json.loads(line) for line in (SENTENCES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]


def score(rows: list[dict[str, Any]], *, show: bool = False) -> Score:
    """Compare candidates with gold claims, sentence by sentence."""
    total, known = Score(), places()
    read_text("1", places=known)
    for row in rows:
        published = datetime.date.fromisoformat(row["published"])
        started = time.process_time()
        found = list(read_text(row["text"], published=published, places=known).candidates)
        total.seconds += time.process_time() - started
        total.gold += len(row["claims"])
        total.proposed += len(found)
        left, missed, notes = list(found), [], []
        for claim in row["claims"]:
            match = next((each for each in left if same_number(each, claim)), None)
            if match is None:
                missed.append(claim)
                continue
            left.remove(match)
            total.right += 1
            verdict = verdicts(match, claim)
            for name, is_right in verdict.items():
                total.fields[name] += is_right
            if not verdict["all"]:
                notes.append((match, claim, [name for name, is_right in verdict.items() if not is_right]))
        if show and (missed or left or notes):
            print("\n" + row["published"], row["text"])
            for claim in missed:
                print("   missed", claim)
            for each in left:
                print("   extra ", brief(each))
            for match, claim, wrong in notes:
                print("   field ", wrong, brief(match), "| gold", {k: claim.get(k) for k in GOLD_FIELDS})
    return total


GOLD_FIELDS = ("unit", "group", "origin", "place", "from", "until")


def brief(candidate: Candidate) -> dict[str, Any]:
    """What is needed to see a difference."""
    record = candidate.as_record()
    return {
        name: value
        for name, value in record.items()
        if value and name not in ("reasons", "sentence", "confidence")
    }


def same_number(candidate: Candidate, claim: dict[str, Any]) -> bool:
    """Whether kind, hedge and every number agree, numbers within one percent."""
    if candidate.kind != claim["kind"] or candidate.hedge != claim["hedge"]:
        return False
    for name in NUMBER_FIELDS:
        ours, theirs = getattr(candidate, name), claim.get(name)
        if (ours is None) != (theirs is None):
            return False
        if ours is not None and abs(ours - theirs) > TOLERANCE * max(abs(theirs), 0.01):
            return False
    return True


def verdicts(candidate: Candidate, claim: dict[str, Any]) -> dict[str, bool]:
    """Which of the further fields agree."""
    period = (
        candidate.from_.isoformat() if candidate.from_ else None,
        candidate.until.isoformat() if candidate.until else None,
    )
    found = {
        "unit": candidate.unit == claim.get("unit"),
        "group": candidate.group == claim.get("group"),
        "origin": sorted(candidate.origin) == claim.get("origin", []),
        "place": sorted(candidate.place) == claim.get("place", []),
        "period": period == (claim.get("from"), claim.get("until")),
    }
    found["origin+place"] = found["origin"] and found["place"]
    found["all"] = found["group"] and found["origin+place"] and found["period"]
    return found


def main() -> None:
    """`python -m tests.evidence.score open|held_out [--show]`; the held-out set prints totals only."""
    name = sys.argv[1]
    rows = records(name)
    total = score(rows, show="--show" in sys.argv and name != "held_out")
    print(
        f"{name}: {len(rows)} sentences, {total.gold} claims, {total.proposed} candidates, {total.right} right"
    )
    print(f"number and hedge: recall {total.recall:.3f}, precision {total.precision:.3f}")
    print(", ".join(f"{field} {total.share(field):.3f}" for field in FIELDS))
    print(
        f"group-place-period {total.group_place_period:.3f}; "
        f"{len(rows) / total.seconds:.0f} sentences a second of one processor"
    )


if __name__ == "__main__":
    main()
