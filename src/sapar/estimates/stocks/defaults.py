"""Every number of the measurement that no study has to give: one table, each entry of which a study may override.

A row of `assumptions.csv` with the same name takes the place of the entry here; an entry that ends in `:` can also be
given for one kind, host or corridor by adding its name.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Default:
    """One entry."""

    name: str
    """As in `assumptions.csv`."""
    value: float
    """Median, or the number itself where nothing is drawn."""
    low: float
    """10th percentile of what is drawn; the value itself where nothing is."""
    high: float
    """90th percentile."""
    unit: str
    why: str


def _fixed(name: str, value: float, unit: str, why: str) -> Default:
    """An entry that is not drawn."""
    return Default(name=name, value=value, low=value, high=value, unit=unit, why=why)


def _drawn(name: str, value: float, low: float, high: float, unit: str, why: str) -> Default:
    """An entry with an 80 % range."""
    return Default(name=name, value=value, low=low, high=high, unit=unit, why=why)


_PATHS = (
    _drawn(
        "yearly_change", 0.12, 0.08, 0.18, "none",
        "Standard deviation of the change of a stock's logarithm within a year when no way is shut: most corridors "
        "with yearly counts moved by 5 to 20 % a year.",
    ),
    _fixed(
        "change_persistence", 0.5, "none",
        "Correlation of a quarter's change with the one before: growth and decline last for some quarters.",
    ),
    _fixed(
        "closure_shock", 0.15, "none",
        "Standard deviation of the further change of a stock's logarithm in a quarter in which all ways are shut.",
    ),
    _fixed(
        "currency_shock", 0.08, "none",
        "Standard deviation of the further change in a quarter in which the host's currency falls.",
    ),
    _fixed(
        "currency_fall", 0.15, "share",
        "A fall against the dollar, from one quarter's mean to the next, that counts as a shock.",
    ),
    _fixed(
        "shock_persistence", 0.9, "none",
        "What is left of a shock after a quarter: half of it is gone after a year and a half.",
    ),
    _fixed("season_first", -0.08, "none", "Logarithm of the stock on 1 January over the year's mean: winter pause."),
    _fixed("season_second", -0.03, "none", "The same on 1 April."),
    _fixed("season_third", 0.07, "none", "The same on 1 July: the season."),
    _fixed("season_fourth", 0.04, "none", "The same on 1 October."),
    _fixed("season_spread", 0.05, "none", "Standard deviation of each host's own season around these."),
    _drawn(
        "exit_rate:", 1.0, 0.64, 1.57, "per year",
        "Departures from a host in a year over the stock: stays of 8 to 18 months are typical of seasonal work.",
    ),
)  # fmt: skip
_HEDGES = (
    _fixed("hedge:about", 0.1, "share", "\"About\": at most so far to each side, less where more digits are printed."),
    _fixed("hedge:point", 0.1, "share", "A number without a hedge is rounded at most so coarsely."),
    _fixed("hedge:precise", 0.002, "share", "No number is taken more exactly than this to each side."),
    _fixed("hedge:nearly", 0.04, "share", "\"Nearly\": mean shortfall of what was seen."),
    _fixed("hedge:over", 0.1, "share", "\"Over\", \"more than\": mean excess of what was seen."),
    _fixed("hedge:at_least", 0.6, "share", "\"At least\": mean excess; a floor says little about what lies above."),
    _fixed("hedge:under", 0.2, "share", "\"Less than\": mean shortfall."),
    _fixed("hedge:at_most", 0.6, "share", "\"At most\", \"up to\": mean shortfall."),
    _fixed("outlier_share", 0.1, "share", "Chance that a claim is much further off than its kind usually is."),
    _fixed("outlier_factor", 6.0, "ratio", "How many times its noise is larger then."),
)  # fmt: skip
_SPREADS = (
    _fixed("grade_spread:A", 0.08, "none", "Noise of a claim's logarithm: official and dated."),
    _fixed("grade_spread:B", 0.15, "none", "The same: definition or date unclear."),
    _fixed("grade_spread:C", 0.25, "none", "The same: a single press estimate."),
    _fixed("grade_spread:D", 0.2, "none", "The same: derived by arithmetic."),
    _fixed("grade_spread:R", 0.35, "none", "The same: recalled, not checked."),
    _fixed("grade_spread:X", 0.5, "none", "The same: assumed."),
    _fixed("definition_spread:citizens_present", 0.12, "none", "Who is present for other purposes varies."),
    _fixed("definition_spread:workers_present", 0.12, "none", "Who counts as a worker varies."),
    _fixed("definition_spread:registrations", 0.12, "none", "Repeats per person differ between citizenships."),
    _fixed("definition_spread:entries", 0.15, "none", "Crossings per arrival differ between citizenships."),
    _fixed("definition_spread:permits_issued", 0.15, "none", "Permits per person differ between citizenships."),
    _fixed("definition_spread:officially_employed", 0.1, "none", "Contracts per worker vary."),
    _fixed("definition_spread:share", 0.2, "none", "Numerator and denominator rarely fit exactly."),
    _fixed("definition_spread:ratio", 0.15, "none", "The two dates are rarely counted alike."),
    _fixed(
        "year_spread:registrations", 0.15, "none",
        "Repeats per person change with the rules of the year, for everybody in a host alike.",
    ),
    _fixed(
        "year_spread:entries", 0.2, "none",
        "Crossings per arrival change with rules and fares of the year, for everybody in a host alike.",
    ),
    _fixed(
        "year_spread:permits_issued", 0.25, "none",
        "Permits per person change with price, length and enforcement of the year, for everybody in a host alike.",
    ),
    _fixed(
        "part_year_spread:", 0.25, "none",
        "What is counted over a quarter beside a quarter of the year's: seasons and new rules; less for longer parts.",
    ),
    _fixed("series_spread:registrations", 0.1, "none", "Each series of registrations has its own repeats."),
    _fixed("series_spread:entries", 0.4, "none", "For work only, or every trip: series of entries differ."),
    _fixed("series_spread:permits_issued", 0.4, "none", "Patents, permits and residence papers differ."),
    _fixed("series_spread:officially_employed", 0.1, "none", "As for registrations."),
    _fixed("series_spread:all", 0.25, "none", "Counts of all foreigners: the study's part of them varies by series."),
    _fixed("noise_scale", 0.3, "none", "Standard deviation of the logarithm of each kind of source's own noise."),
    _fixed("coverage_drift:", 0.1, "per year", "Change of a source's coverage over time, for ratios of two dates."),
    _fixed("coverage_drift:official", 0.3, "per year", "Official counters grew with their registers."),
    _fixed(
        "source_spread:", 0.15, "none",
        "A source's bias around that of its kind: standard deviation of a normal with its 80 % range.",
    ),
    _fixed("source_spread:destination_registry", 0.1, "none", "Registers of one host are much alike."),
    _fixed("source_spread:press", 0.25, "none", "Press estimates differ more."),
    _fixed("source_spread:expert", 0.2, "none", "Experts differ more than registers."),
    _fixed("source_spread:association", 0.25, "none", "Associations see their own members."),
)  # fmt: skip
_RATES = (
    _fixed("on_arrival:registrations", 0.0, "share", "Those present register again and again, like arrivals."),
    _fixed(
        "on_arrival:entries", 0.5, "share",
        "Part of entries in a steady year that arrivals make; the others come back from a visit home: two an arrival.",
    ),
    _fixed("on_arrival:permits_issued", 0.0, "share", "Those present take permits anew, as arrivals do."),
    _drawn(
        "study_share:", 0.7, 0.45, 0.95, "share",
        "Part of all foreigners in a host who are citizens of the study's countries of origin.",
    ),
)  # fmt: skip
DEFAULTS: dict[str, Default] = {each.name: each for each in (*_PATHS, *_HEDGES, *_SPREADS, *_RATES)}
"""All entries by name."""

RATES_OF_STUDIES = ("registrations_per_person_year:", "entries_per_arrival:", "permits_per_person_year:")
"""Rates that only a study can give; where one is missing, the claims that need it are not used."""


def parameters_of_estimation() -> frozenset[str]:
    """Every name that a study may give in `assumptions.csv`; one that ends in `:` stands for one a kind or host."""
    families = {f"{name.split(':', 1)[0]}:" for name in DEFAULTS if ":" in name}
    single = {name for name in DEFAULTS if ":" not in name}
    named = {"coverage:", "prior_stock:", "worker_share:", "official_share:", *RATES_OF_STUDIES}
    return frozenset(families | single | named)
