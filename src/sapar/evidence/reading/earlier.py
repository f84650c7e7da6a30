"""What a sentence leaves to the one before it: "about 300 of them", «ещё 12 тыс. уехали», "one in ten had debts"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sapar.evidence.reading.candidate import Candidate
from sapar.evidence.reading.counted import Counted, Noun, follows_of_them, stands_open
from sapar.evidence.reading.quantity import Quantity
from sapar.evidence.reading.tokens import Token

_THEY = re.compile(
    r"\b(?:they|them|these people|these workers|these migrants|they're|они|них|ними|этих людей|этих мигрантов|"
    r"этих рабочих)\b"
)
_MORE = frozenset("another further more additional еще дополнительно остальные".split())
_PEOPLE = (None, "people")


@dataclass(frozen=True, slots=True, kw_only=True)
class Continued:
    """A number that counts what the sentence before counted."""

    counted: Counted
    """Who is counted."""
    earlier: Candidate
    """The number of the sentence before."""
    is_part: bool
    """Whether it is a part of that number's people, so that it shares their period too."""


def continued(
    tokens: list[Token],
    nouns: list[Noun | None],
    quantity: Quantity,
    what: Counted | None,
    earlier: Candidate | None,
) -> Continued | None:
    """How a number goes on from the sentence before; nothing where it stands by itself.

    Parameters
    ----------
    what
        What its own sentence says it counts.
    earlier
        The last number of people with a noun of its own, in the same paragraph.
    """
    if earlier is None or earlier.group in _PEOPLE or quantity.kind not in ("level", "share"):
        return None
    if what is not None and (what.group not in _PEOPLE or what.unit != "persons"):
        return None
    words = " ".join(token.norm for token in tokens)
    is_part = follows_of_them(tokens, quantity)
    is_more = any(token.norm in _MORE for token in tokens[max(0, quantity.start - 2) : quantity.start])
    is_they = _THEY.search(words) is not None
    is_fraction = quantity.unit == "share"
    is_open = what is not None or stands_open(tokens, nouns, quantity)
    if not (is_part or (is_open and (is_more or is_they or is_fraction))):
        return None
    group = earlier.group
    return Continued(
        counted=Counted(
            group=group,
            unit="persons",
            start=quantity.end,
            reason=f'the {group} of the sentence before, "{earlier.sentence[:40]}..."',
        ),
        earlier=earlier,
        is_part=is_part or is_fraction,
    )
