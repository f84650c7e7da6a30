"""The estimate of stocks in a terminal, for somebody who has to argue with the numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from sapar.estimates.stocks.result import (
    ClaimFit,
    Contradiction,
    Helpful,
    Range,
    Sampling,
    StockEstimate,
    StockRecord,
)
from sapar.evidence.ledger import Ledger

LEAST_WIDTH = 118
MOST_LINES = 6
"""Lines of contradictions, of claims in conflict and of helpful evidence."""
SURPRISING = 0.05
"""Chance below which a conflict is called one."""


def say_estimate(estimate: StockEstimate, ledger: Ledger, path: Path, *, from_store: bool) -> None:
    """Stocks, contradictions, what would help, whether it converged, where the files lie."""
    console = Console()
    console = console if console.width >= LEAST_WIDTH else Console(width=LEAST_WIDTH)
    record = estimate.record
    if not record.sampling.has_converged:
        console.print("NOT CONVERGED: do not use these numbers; see below", style="bold red")
    console.print(_stocks(record))
    console.print(
        "Workers of each citizenship in each host, mean of the year: median and 80 % range. "
        f"{len(record.claims)} claims used, {len(record.unused)} not. A dot: prior only, no claim speaks of it."
    )
    _say_conflicts(console, record, ledger)
    _say_contradictions(console, record.contradictions, ledger)
    _say_biases(console, record)
    _say_help(console, record.helpful)
    _say_flows(console, record)
    _say_unused(console, record)
    _say_sampling(console, record.sampling)
    where = "from the store" if from_store else f"in {sum(record.seconds.values()):.0f} s"
    console.print(f"estimate ({where}): {path}", markup=False, soft_wrap=True)


def _stocks(record: StockRecord) -> Table:
    """Corridors by key year."""
    table = Table(box=None, padding=(0, 2, 0, 0))
    reasons = ("first", "reference", "closure", "last")
    titles = {"first": "start", "reference": "reference", "closure": "ways shut", "last": "today"}
    for title in ("corridor", *(titles[reason] for reason in reasons)):
        table.add_column(title, no_wrap=True)
    rows: dict[str, dict[str, str]] = {}
    for each in record.headlines:
        mark = "" if each.claims else "· "
        row = rows.setdefault(f"{mark}{each.citizenship} in {each.host}", {})
        row[each.why] = f"{each.year}: {_people(each.stock)}"
    for name, row in rows.items():
        table.add_row(name, *(row.get(reason, "") for reason in reasons))
    return table


def _say_conflicts(console: Console, record: StockRecord, ledger: Ledger) -> None:
    """Claims that the others do not expect."""
    surprising = [fit for fit in record.claims if fit.conflict_p < SURPRISING or fit.is_flagged]
    worst = sorted(surprising, key=lambda fit: (not fit.is_flagged, fit.conflict_p))[:MOST_LINES]
    if not worst:
        console.print("\nNo claim surprises the others.")
        return
    console.print(f"\nClaims that the others do not expect ({len(surprising)} of {len(record.claims)}):")
    for fit in worst:
        side = "above" if fit.conflict_z > 0 else "below"
        console.print(
            f"  {fit.claim}  {_claim(fit.claim, ledger)}: {abs(fit.conflict_z):.1f} standard deviations {side} what "
            f"the others say it should be, {_number(fit.estimate.median)}; outlier with chance "
            f"{100 * fit.outlier:.0f} %{', probably off by more than a factor of two' if fit.is_flagged else ''}; "
            f"it moves {fit.corridor} by {100 * fit.moved:+.0f} %{_how(fit)}",
            markup=False,
        )


def _say_contradictions(console: Console, found: Iterable[Contradiction], ledger: Ledger) -> None:
    """Pairs, each claim at most once on the left."""
    named: Counter[str] = Counter()
    lines = []
    for each in found:
        if not named[each.first] and not named[each.second]:
            lines.append(each)
            named.update((each.first, each.second))
    if not lines:
        return
    console.print(
        "\nPairs that contradict each other most, and what is left with noise and definitions allowed for:"
    )
    for each in lines[:MOST_LINES]:
        console.print(
            f"  {each.first} and {each.second} on {each.corridor}: {_claim(each.first, ledger)} beside "
            f"{_claim(each.second, ledger)}, ratio {each.ratio:.2g}; {abs(each.face_z):.1f} standard deviations at "
            f"face value, {abs(each.source_z):.1f} with the noise of sources, {abs(each.definition_z):.1f} with "
            f"definitions ({'a contradiction' if each.definition_p < SURPRISING else 'they count different things'})",
            markup=False,
        )


def _say_biases(console: Console, record: StockRecord) -> None:
    """Coverage of each kind of source."""
    console.print("\nWhat each kind of source counts over what is there, before and after the claims:")
    for each in record.coverages:
        kind = each.name.split(":", 1)[1]
        learnt = "" if each.claims else " (no claim)"
        console.print(f"  {kind}: {_ratio(each.prior)} -> {_ratio(each.posterior)}{learnt}", markup=False)


def _say_help(console: Console, found: Iterable[Helpful]) -> None:
    """The best single claim of the series that would gain most, today."""
    best: dict[str, Helpful] = {}
    for each in found:
        if each.series not in best or each.reduction > best[each.series].reduction:
            best[each.series] = each
    ranked = sorted(best.values(), key=lambda each: -each.reduction)[:MOST_LINES]
    if not ranked:
        return
    console.print("\nOne more claim that would help most:")
    for each in ranked:
        console.print(
            f"  {each.series}: {each.definition} of {each.corridor} in {each.year} from a {each.kind}: "
            f"{100 * each.reduction:.0f} % less variance",
            markup=False,
        )


def _say_flows(console: Console, record: StockRecord) -> None:
    """Which flows rest on claims."""
    informed = [name for name, label in record.flows.items() if label != "mostly prior"]
    told = ", ".join(informed) if informed else "none"
    console.print(f"\nFlows are mostly prior but for: {told}.", markup=False)


def _say_unused(console: Console, record: StockRecord) -> None:
    """Why claims have no term, most common first."""
    reasons = Counter(each.reason for each in record.unused)
    console.print(f"Claims not used: {len(record.unused)}, most because of:")
    for reason, count in reasons.most_common(3):
        console.print(f"  {count}: {reason}", markup=False)


def _say_sampling(console: Console, sampling: Sampling) -> None:
    """Whether the chains agree."""
    r_hat = max(group.r_hat for group in sampling.groups)
    least = min(min(group.bulk, group.tail) for group in sampling.groups)
    made = f"{sampling.chains} chains of {sampling.draws} draws"
    if sampling.has_converged:
        console.print(f"\nconverged: {made}, R-hat at most {r_hat:.3f}, at least {least:.0f} effective draws")
        return
    console.print(
        f"\nNOT CONVERGED: {made}, {sampling.divergences} lost trajectories, R-hat up to {r_hat:.3f} (at most 1.01 is "
        f"asked for), as few as {least:.0f} effective draws (400 are asked for)",
        style="bold red",
    )
    for group in sampling.groups:
        if not group.holds:
            console.print(f"  {group.what}: worst {group.worst}", markup=False)
    console.print("  try: more draws (--draws)")


def _claim(name: str, ledger: Ledger) -> str:
    """A claim in its own words, with who says so."""
    claim = ledger.claim[name]
    dates = str(claim.from_.year) if claim.from_ is not None else ""
    return f'"{claim.as_printed}" ({claim.definition.replace("_", " ")}, {dates}, {claim.source})'


def _how(fit: ClaimFit) -> str:
    """A caveat where it is needed."""
    return " (approximate)" if fit.how == "approximate" else ""


def _people(found: Range) -> str:
    """In thousands or millions, as the median is large."""
    if found.median >= 999_500:
        low, middle, high = (f"{each / 1e6:.2f}" for each in (found.low80, found.median, found.high80))
        return f"{middle}m ({low}-{high})"
    if found.median >= 9_500:
        low, middle, high = (f"{each / 1e3:.0f}" for each in (found.low80, found.median, found.high80))
        return f"{middle}k ({low}-{high})"
    return f"{found.median:.0f} ({found.low80:.0f}-{found.high80:.0f})"


def _number(value: float) -> str:
    """Three significant digits, in thousands or millions where large."""
    if value >= 999_500:
        return f"{value / 1e6:.2f}m"
    if value >= 1_000:
        return f"{value / 1e3:.0f}k"
    return f"{value:.3g}"


def _ratio(found: Range) -> str:
    """A factor with its range."""
    return f"{found.median:.2f} ({found.low80:.2f}-{found.high80:.2f})"
