"""Directions of scenarios about help, on the same people with the same luck, and figures at default parameters."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tests.help.conftest import Help

Under = Callable[[str], Help]
AT_HOME, SETTLED_AT_HOME, PRESENT, SETTLED_THERE = range(4)


def test_nothing_differs_before_the_first_change(base: Help, under: Under) -> None:
    """[=] Until its first month every scenario of help keeps the baseline's accounts."""
    for scenario in ("SC-16", "SC-17a", "SC-17b", "SC-18"):
        until = base.months("2014-01", "2019-12")
        changed = under(scenario).record
        for name in ("help_workers", "help_pay", "help_desks", "help_purse"):
            assert np.array_equal(getattr(changed, name)[until], getattr(base.record, name)[until]), scenario


def test_twice_the_lawyers_resolve_more_and_nobody_waits_longer(base: Help, under: Under) -> None:
    """SC-16: resolved cases and recovered wages up, backlog down from the change on."""
    more = under("SC-16")
    after = base.months("2020-01", "2025-12")
    for name in ("advised", "settled", "won"):
        assert more.desks(name)[after].sum() >= base.desks(name)[after].sum()
    assert more.desks("served")[after].sum() > base.desks("served")[after].sum()
    assert more.pay("recovered").sum() > base.pay("recovered").sum()
    union = base.index("union-migrants-kgz")
    assert (more.desks("backlog")[after, union] <= base.desks("backlog")[after, union]).all()


def test_a_restrictive_law_shrinks_the_union(base: Help, under: Under) -> None:
    """SC-17a: members, referrals and what partners settle fall."""
    after = base.months("2020-06", "2025-12")
    union = base.index("union-migrants-kgz")
    restricted = under("SC-17a")

    for name in ("members", "referred"):
        assert (restricted.desks(name)[after, union] < base.desks(name)[after, union]).all()
    stages = [each.record.help_stage[after].sum(axis=0)[base.host("RUS")] for each in (restricted, base)]
    assert stages[0][SETTLED_THERE] < stages[1][SETTLED_THERE]


def test_a_partner_lost_ends_help_there_and_leaves_advice(base: Help, under: Under) -> None:
    """SC-17b [=]: stage 2 in Russia is 0 from the month of the loss, stage 1 the same case by case."""
    lost, after = under("SC-17b"), base.months("2020-01", "2025-12")

    assert lost.record.help_stage[after, :, PRESENT:].sum() == 0
    assert base.record.help_stage[after, :, PRESENT:].sum() > 0
    assert np.array_equal(lost.record.help_stage[..., :PRESENT], base.record.help_stage[..., :PRESENT])


def test_a_partner_gained_starts_help_there_and_leaves_the_rest(base: Help, under: Under) -> None:
    """SC-17c [=]: stage 2 in Kazakhstan from nothing; advice and stage 2 in Russia as before."""
    gained, kazakhstan = under("SC-17c"), base.host("KAZ")
    russia = base.host("RUS")

    assert base.record.help_stage[:, kazakhstan, PRESENT:].sum() == 0
    assert gained.record.help_stage[:, kazakhstan, SETTLED_THERE].sum() > 0
    assert np.array_equal(gained.record.help_stage[..., :PRESENT], base.record.help_stage[..., :PRESENT])
    assert np.array_equal(gained.record.help_stage[:, russia], base.record.help_stage[:, russia])


def test_twice_the_money_reaches_more_and_never_more_than_all(base: Help, under: Under) -> None:
    """SC-18: nobody is reached less, coverage stays within 1, what camps lack does not rise."""
    richer = under("SC-18")

    assert (richer.workers("reached") >= base.workers("reached")).all()
    assert richer.workers("reached").sum() > base.workers("reached").sum()
    assert (richer.workers("reached") <= richer.workers("need")).all()
    assert (richer.record.help_shortfall <= base.record.help_shortfall).all()


def test_shelters_open_to_foreigners(base: Help, under: Under) -> None:
    """SC-19: more foreigners identified and helped, all eligible, nationals no worse while there is room."""
    opened, after = under("SC-19"), base.months("2019-01", "2025-12")
    here = base.host("KAZ")
    foreigners = [each.workers("identified_state")[after, :, here].sum() for each in (opened, base)]
    assert foreigners[0] > foreigners[1]
    met = [each.record.help_assisted[after, here, 1].sum() for each in (opened, base)]
    assert met[0] > met[1]
    found = sum(opened.workers(f"identified_{who}") for who in ("state", "ngo", "self"))
    assert np.array_equal(opened.workers("identified_eligible")[after, :, here], found[after, :, here])
    needed = opened.record.help_needed[after, here].sum(axis=1)
    capacity = np.array([30 * 0.2 * days / 7 for days in opened.system.calendar.month_length[after]])
    room = needed < np.floor(capacity)
    nationals = [each.record.help_assisted[after, here, 0][room] for each in (opened, base)]
    assert room.any()
    assert np.array_equal(nationals[0], nationals[1])


def test_figures_of_help_hold_at_default_parameters(base: Help) -> None:
    """F31 to F36, the recovery of wages and who is identified, within their tolerances in one run."""
    union, here, year = base.index("union-migrants-kgz"), base.host("KAZ"), base.months("2019-01", "2019-12")
    aided = base.desks("kits_delivered")
    uzbeks, kyrgyz = base.index("association-uzbeks-kaz"), base.index("association-kyrgyz-kaz")
    foreign = int(base.workers("identified_state")[year, :, here].sum())
    national = int(base.record.help_nationals[year, here, 1].sum())

    assert 5400 <= base.desks("members")[base.months("2020-07", "2020-07"), union][0] <= 9000  # F31
    helped = base.record.help_stage[base.months("2019-01", "2020-12"), base.host("RUS"), PRESENT].sum()
    assert 3375 <= helped <= 4500 * 1.5  # F33
    assert 6000 <= aided[base.months("2020-03", "2020-12"), uzbeks].sum() <= 10_000  # F34
    assert 225 <= aided[base.months("2020-03", "2020-07"), kyrgyz].sum() <= 450  # F35
    assert 32 <= foreign + national <= 59  # F36
    assert foreign / (foreign + national) < 0.15
    exploited = base.workers("exploited")[year, :, here].sum(axis=1).mean()
    assert exploited > base.record.help_nationals[year, here, 0].mean()
    for host in ("RUS", "KAZ"):
        paid, closed = (
            base.workers(name)[year, :, base.host(host)].sum() for name in ("cases_won", "cases_closed")
        )
        assert 0.15 <= paid / (paid + closed) <= 0.35
