"""Rows of law in words."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

from sapar.model.declarations.law import (
    RIGHTS,
    Amnesty,
    EntryRule,
    FamilyRule,
    LawRow,
    Membership,
    RegistryRule,
    Sanction,
    StayRule,
    Suspension,
    WorkRule,
)
from sapar.model.regime import Basis, Regime
from sapar.model.stay_ends import StayEnd
from sapar.report.language import Language

SUBJECT: Mapping[type[Basis], str] = {
    StayRule: "stay",
    Suspension: "clock",
    Membership: "union",
    WorkRule: "work",
    EntryRule: "entry",
    FamilyRule: "family",
    Sanction: "sanction",
    RegistryRule: "registry",
    Amnesty: "amnesty",
}
"""The subject of each kind of row; the catalogue has its words under `law.subject.`."""


def in_words(row: Basis, words: Language, names: Mapping[str, str]) -> str:
    """What a row says, in a line; `names` has the countries' names by their codes."""
    match row:
        case StayRule():
            return stay_words(row, words)
        case Suspension():
            return suspension_words(row, words)
        case WorkRule():
            return work_words(row, words)
        case EntryRule():
            return entry_words(row, words)
        case FamilyRule():
            return f"{words.text(f'law.family.{row.right}')}: {words.text(f'law.answer.{row.answer}')}"
        case Sanction():
            return sanction_words(row, words)
        case RegistryRule():
            return registry_words(row, words)
        case Amnesty():
            return words.text(f"law.offer.{row.offer}")
        case Membership():
            member = names.get(row.member, row.member)
            return words.text("law.union.member", member=member, union=row.union)
        case LawRow():
            raise TypeError(f"no words for rows of {type(row).__name__}")


def stay_words(row: StayRule, words: Language) -> str:
    """How long a visitor may stay."""
    days, window = words.plural("law.days", row.days), words.plural("law.days", row.window or 0)
    text = words.text(f"law.stay.{row.counting}", days=days, window=window)
    if row.entry_days is not None:
        text += words.text("law.stay.entry_days", days=words.plural("law.days", row.entry_days))
    return text


def consequence_words(row: StayRule, end: StayEnd, arrival: datetime.date, words: Language) -> str:
    """What the count of days means for somebody who comes on a day; empty where the stay has no end."""
    if end.last is None:
        return ""
    after = end.last + datetime.timedelta(days=1)
    sentences = [words.text("law.consequence", arrival=words.date(arrival), after=words.date(after))]
    if end.suspensions:
        sentences.append(words.text("law.consequence.suspended"))
    for later in end.rules[1:]:
        since, count = words.date(later.from_), stay_words(later, words)
        sentences.append(words.text("law.consequence.changes", since=since, count=count))
    window = words.plural("law.days", row.window or 0)
    sentences.append(words.text(f"law.consequence.{row.counting}", window=window))
    return " ".join(sentences)


def limit_words(found: Regime, words: Language) -> str:
    """What bounds the stay for the purpose."""
    kind = found.limit.kind
    if kind == "unknown":
        return words.text("law.unknown")
    papers = "" if found.work is None else words.text(f"law.work.{found.work.authorisation}")
    return words.text(f"law.limit.{kind}", papers=papers)


def suspension_words(row: Suspension, words: Language) -> str:
    """From when to when the clock stands still."""
    if row.until is None:
        return words.text("law.clock.stopped.open", first=words.date(row.from_))
    return words.text("law.clock.stopped", first=words.date(row.from_), last=words.date(row.until))


def work_words(row: WorkRule, words: Language) -> str:
    """What working takes and costs."""
    parts = [words.text(f"law.work.{row.authorisation}")]
    if row.employers is not None:
        parts.append(words.text(f"law.employers.{row.employers}"))
    if row.fee is not None and row.currency is not None:
        parts.append(words.text("law.work.fee", price=price(row.fee, row.currency, words)))
    if row.one_off and row.currency is not None:
        parts.append(words.text("law.work.one_off", price=price(row.one_off, row.currency, words)))
    if row.longest_months is not None:
        parts.append(words.text("law.work.months", months=words.plural("law.months", row.longest_months)))
    if row.apply_days is not None:
        parts.append(words.text("law.work.apply", days=words.plural("law.days", row.apply_days)))
    return "; ".join(parts)


def entry_words(row: EntryRule, words: Language) -> str:
    """What is asked at entry."""
    text = f"{words.text(f'law.entry.{row.requirement}')}: {words.text(f'law.answer.{row.answer}')}"
    if row.days is None or row.answer == "no":
        return text
    days = words.plural("law.days", row.days)
    return f"{text}, {words.text(f'law.entry.{row.requirement}.days', days=days)}"


def sanction_words(row: Sanction, words: Language) -> str:
    """Ban and fine."""
    typical = words.plural("law.days", row.ban_days)
    if row.ban_days == 0:
        parts = [words.text("law.sanction.no_ban")]
    elif row.ban_low is None or row.ban_high is None:
        parts = [words.text("law.sanction.ban", days=typical)]
    else:
        low, high = (words.plural("law.days", days) for days in (row.ban_low, row.ban_high))
        parts = [words.text("law.sanction.range", low=low, high=high, days=typical)]
    if row.fine is not None and row.currency is not None:
        parts.append(words.text("law.sanction.fine", price=price(row.fine, row.currency, words)))
    return "; ".join(parts)


def registry_words(row: RegistryRule, words: Language) -> str:
    """Rights lost, and who decides on expulsion."""
    lost = ", ".join(words.text(f"law.right.{right}") for right in RIGHTS if right in row.lost)
    parts = [words.text("law.registry.lost", rights=lost) if lost else words.text("law.registry.none")]
    if row.expulsion is not None:
        parts.append(words.text(f"law.expulsion.{row.expulsion}"))
    return "; ".join(parts)


def price(amount: float, currency: str, words: Language) -> str:
    """Money in its own currency."""
    return f"{words.number(amount)} {currency}"


def whom(row: Basis, words: Language) -> str:
    """Whose law a row is."""
    if isinstance(row, Membership):
        return row.member
    codes = words.text("law.everybody") if row.citizenship == ("*",) else " ".join(row.citizenship)
    return codes if row.union is None else words.text("law.within", union=row.union)


def reference(rows: Iterable[Basis | None]) -> str:
    """File, line and grade of each row, without the folder that all share."""
    found = [row for row in rows if row is not None]
    return ", ".join(f"{label(row)} {row.grade}" for row in found)


def label(row: Basis) -> str:
    """File and line of a row, short."""
    return "-" if row.at is None else f"{row.at.file.removeprefix('law/')}:{row.at.line}"
