"""What one replicate of a simulation leaves behind: counts of people, never persons."""

from __future__ import annotations

from dataclasses import dataclass

from sapar.maths import FloatArray, IntArray
from sapar.simulation.help.record import HelpRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Run(HelpRecord):
    """One replicate. All counts are people (agents times people per agent)."""

    stock: IntArray
    """[M, C, sex, H, status, work] people in host regions at the start of each month; status from MEMBER on."""
    at_home: IntArray
    """[M, C]"""
    travelling: IntArray
    """[M, C]"""
    unable: IntArray
    """[M, C] wished to leave home during the month and could not."""
    flow: IntArray
    """[M, C, N, N] moves begun during the month, from and to country."""
    first_departures: IntArray
    """[M, C] departures of people not abroad before in the calendar year."""
    refused: IntArray
    """[M, D, C]"""
    standing: IntArray
    """[M, kind, D, C] people whose standing changed, of EXPELLED to LIFTED in `sapar.simulation.tables`."""
    families: IntArray
    """[M, 2, D, C] workers accompanied, and apart from their families, at the start of each month."""
    banned: IntArray
    """[M, D, C] people banned from a host at the start of each month, of the bans imposed since the first day."""
    settled: IntArray
    """[M, C] people who have become citizens of a host since the first day; in no other stock."""
    returnees: FloatArray
    """[M, 2, C] at home at the start of each month: people whose stay abroad still counts, returnees without work."""
    crossing: IntArray
    """[M, X, 2, C] people through each crossing, outward and homeward."""
    waiting_by_sex: IntArray
    """[M, sex] people waiting for a way home."""
    waiting_elderly: IntArray
    """[M] of them aged 60 or more."""
    income: FloatArray
    """[M, C, D, 2] expected net pay of the informal and formal mode, US dollars a month."""
    channel_share: FloatArray
    """[M, C, D, channel] of those who depart from home during the month."""
    channel_stock: FloatArray
    """[M, C, D, channel] people away at the month's start, by the channel through which they left home; those under
    way there included."""
    borrowed: FloatArray
    """[M, C, D] US dollars that a departure owes on average."""
    journey: FloatArray
    """[M, C, D] US dollars that the journey costs, time valued, whoever pays."""
    deceived_share: FloatArray
    """[M, C, D] of departures that meet other work than was promised."""
    stranded: IntArray
    """[day, C, 2] waiting in cities and in camps at the end of the day."""
    camp: IntArray
    """[4, day, K, C] waiting at the end of the day, joined, boarded, gone back or released."""
    waits: IntArray
    """[K, wait] days waited by those who left a camp for home."""
    belief: FloatArray
    """[day, K, C] belief that the crossing lets people through."""
    attempts: IntArray
    """[day, K] attempts at the closed line."""
    pushed_back: IntArray
    """[day, K] people turned back in them."""
    boarded: IntArray
    """[operation] people carried."""
    capped: str
    """Homes, separated by spaces, whose reference stock this draw could not hold."""
    digest: str
    """SHA-256 of the last state, of the events and of every table above."""
