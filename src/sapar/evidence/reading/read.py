"""Reading a text into candidates for the ledger."""

from __future__ import annotations

import datetime
import re

from sapar.evidence.reading.attribution import attribution
from sapar.evidence.reading.candidate import Candidate, Reading, Refused
from sapar.evidence.reading.clauses import clause_bounds, is_joined_to_next, nearest
from sapar.evidence.reading.counted import Counted, Noun, counted, find_nouns
from sapar.evidence.reading.definitions import definition_of
from sapar.evidence.reading.earlier import Continued, continued
from sapar.evidence.reading.gazetteer import Gazetteer, Mention, gazetteer
from sapar.evidence.reading.hedges import hedge
from sapar.evidence.reading.no_data import find_no_data
from sapar.evidence.reading.numerals import SCALES
from sapar.evidence.reading.periods import Period, find_periods
from sapar.evidence.reading.quantities import find_quantities
from sapar.evidence.reading.quantity import Quantity
from sapar.evidence.reading.refusals import refusal
from sapar.evidence.reading.roles import role_of
from sapar.evidence.reading.sentences import split_sentences
from sapar.evidence.reading.tables import table_candidates, without_tables
from sapar.evidence.reading.tokens import Token, tokenise
from sapar.frame.places import Places

_MAY_HOLD_A_NUMBER = re.compile(
    r"\d|hundred|thousand|million|dozen|half|third|quarter|every|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"eleven|twelve|teen|twenty|thirty|fort|fift|sixt|sevent|eight|ninet|fold|double|triple|halve|twice|couple|few|"
    r"no (?:official )?(?:data|figures|statistics)|nobody knows|unknown|данн|статистик|сведени|никто|неизвестно|"
    r"тысяч|тыс|млн|миллион|сот|сто|дв|тр|четыр|четв|пят|шест|сем|восем|девят|десят|полов|полт|полу|полм|кажд|вдвое|"
    r"втрое|вчетв|удво|утро|сорок|один|одн|пар[аыу]|дюжин",
    re.IGNORECASE,
)

_FROM_BEFORE = "what is not said here is taken from the sentence before"


def read_text(text: str, *, published: datetime.date | None = None, places: Places | None = None) -> Reading:
    """Find the candidates of a text; nothing enters the ledger by this.

    Parameters
    ----------
    text
        As printed; English and Russian may be mixed by sentence.
    published
        The day it came out, which "last year" is resolved against; without it such periods stay blank.
    places
        A study's places, known besides the countries of the world.

    Returns
    -------
    reading
        Candidates and refused numbers, in the order of the text.
    """
    names = gazetteer(places)
    candidates: list[Candidate] = []
    refused: list[Refused] = []
    text, tables = without_tables(text)
    for start, rows, caption in tables:
        candidates += table_candidates(start, rows, caption, published, names)
    earlier: Candidate | None = None
    end = 0
    for start, sentence in split_sentences(text):
        if "\n\n" in text[end:start]:
            earlier = None
        end = start + len(sentence)
        if _MAY_HOLD_A_NUMBER.search(sentence) is None:
            continue
        found, passed = _read_sentence(sentence, start, published, names, earlier)
        own = (
            each for each in reversed(found) if each.unit == "persons" and _FROM_BEFORE not in each.reasons
        )
        earlier = next(own, earlier)
        candidates += found
        refused += passed
    candidates.sort(key=lambda each: each.span)
    return Reading(candidates=tuple(candidates), refused=tuple(refused))


def _read_sentence(
    sentence: str,
    offset: int,
    published: datetime.date | None,
    names: Gazetteer,
    earlier: Candidate | None,
) -> tuple[list[Candidate], list[Refused]]:
    """Candidates and refused numbers of one sentence."""
    tokens = tokenise(sentence)
    periods = find_periods(sentence, published)
    taken = _taken(tokens, periods)
    quantities = find_quantities(tokens, taken)
    _apply_heading_scale(sentence, tokens, quantities)
    mentions = names.find(tokens)
    nouns = find_nouns(tokens, mentions)
    kept: list[tuple[Quantity, Counted | None]] = []
    follows: list[Continued | None] = []
    refused: list[Refused] = []
    lower = sentence.lower()
    counts: list[Counted | None] = []
    for which, quantity in enumerate(quantities):
        reason = refusal(tokens, quantity, lower)
        what = (
            None
            if reason
            else counted(
                tokens, nouns, quantities, which, next((each for each in reversed(counts) if each), None)
            )
        )
        goes_on = None if reason else continued(tokens, nouns, quantity, what, earlier)
        what = what if goes_on is None else goes_on.counted
        reason = reason or _lacks(quantity, what)
        counts.append(what)
        if reason is None:
            hedge(tokens, quantity)
            kept.append((quantity, what))
            follows.append(goes_on)
        else:
            refused.append(_passed_over(sentence, tokens, quantity, reason, offset))
    nothing = find_no_data(tokens, sentence)
    if nothing is not None and not kept:
        kept, follows = [(nothing, _topic(tokens, nouns))], [None]
    if not kept:
        return [], refused
    context = _Context(sentence, tokens, nouns, periods, mentions, [quantity for quantity, _ in kept])
    candidates = [
        context.candidate(which, what, offset, follows[which]) for which, (_, what) in enumerate(kept)
    ]
    return candidates, refused


_HEADING_SCALE = re.compile(
    r"[,(]\s*(?:in )?(thousands?|millions?|тыс|тысяч|млн)\.?(?: человек| чел\.?| persons)?\)?\s*:",
    re.IGNORECASE,
)


def _apply_heading_scale(sentence: str, tokens: list[Token], quantities: list[Quantity]) -> None:
    """Multiply the numbers behind a heading such as "Workers, thousand:"."""
    heading = _HEADING_SCALE.search(sentence)
    if heading is None:
        return
    scale = float(SCALES[heading[1].lower()])
    for quantity in quantities:
        if (
            quantity.kind == "level"
            and quantity.value is not None
            and tokens[quantity.start].start >= heading.end()
        ):
            quantity.value = round(quantity.value * scale, 6)
            quantity.reasons.append(f"the heading says {heading[1]}")


def _taken(tokens: list[Token], periods: list[Period]) -> set[int]:
    """Indices of the tokens that belong to dates."""
    taken: set[int] = set()
    for period in periods:
        taken.update(
            index
            for index, token in enumerate(tokens)
            if token.start < period.end and token.end > period.start
        )
    return taken


def _lacks(quantity: Quantity, what: Counted | None) -> str | None:
    """Why a number that nothing speaks against is no candidate all the same."""
    if quantity.kind == "ratio" or (quantity.kind == "growth" and quantity.unit is not None):
        return None
    if what is None:
        return "counts something the ledger does not know, or nothing named"
    if quantity.value == 1 and quantity.is_words and quantity.unit is None:
        return "a single one is an example and no count"
    return None


def _passed_over(sentence: str, tokens: list[Token], quantity: Quantity, reason: str, offset: int) -> Refused:
    """A refused number with its place in the text."""
    start, end = tokens[quantity.start].start, tokens[quantity.end - 1].end
    return Refused(text=sentence[start:end], span=(offset + start, offset + end), reason=reason)


def _topic(tokens: list[Token], nouns: list[Noun | None]) -> Counted | None:
    """What nobody has counted: the first group of people named."""
    for index, noun in enumerate(nouns):
        if noun is not None and noun[0] is not None:
            return Counted(
                group=noun[0], unit=noun[1], start=index, reason=f'the group named, "{tokens[index].text}"'
            )
    return None


class _Context:
    """The places and periods of one sentence, handed out to its numbers."""

    def __init__(
        self,
        sentence: str,
        tokens: list[Token],
        nouns: list[Noun | None],
        periods: list[Period],
        mentions: list[Mention],
        quantities: list[Quantity],
    ) -> None:
        self._sentence, self._tokens, self._quantities = sentence, tokens, quantities
        self._bounds = clause_bounds(tokens, quantities)
        self._mentions = mentions
        self._joined = [is_joined_to_next(tokens, quantities, which) for which in range(len(quantities))]
        roles = [role_of(tokens, nouns, self._mentions, which) for which in range(len(self._mentions))]
        self._origins = [each for each, role in zip(self._mentions, roles, strict=True) if role == "origin"]
        self._places = [each for each, role in zip(self._mentions, roles, strict=True) if role == "place"]
        self._periods = [(each, self._token_at(each.start)) for each in periods if each.first is not None]
        self._who = attribution(sentence)

    def _token_at(self, character: int) -> int:
        """Index of the token at a character."""
        return next(
            (index for index, token in enumerate(self._tokens) if token.end > character), len(self._tokens)
        )

    def candidate(
        self, which: int, what: Counted | None, offset: int, goes_on: Continued | None
    ) -> Candidate:
        """One number with everything the sentence says about it."""
        quantity = self._quantities[which]
        reasons = list(quantity.reasons)
        origin, group = self._origin(which, what, reasons)
        place = self._place(which, reasons)
        first, last = self._period(which, reasons)
        if goes_on is not None:
            origin, place = origin or goes_on.earlier.origin, place or goes_on.earlier.place
            if first is None and goes_on.is_part:
                first, last = goes_on.earlier.from_, goes_on.earlier.until
            reasons.append(_FROM_BEFORE)
        definition, cue = definition_of(self._sentence, quantity.kind)
        if definition:
            reasons.append(f'definition {definition}: "{cue}"')
        if self._who:
            reasons.append(f'said by: "{self._who}"')
        if what is not None:
            reasons.append(f"counts: {what.reason}")
        start, end = self._tokens[quantity.start].start, self._tokens[quantity.end - 1].end
        unit = quantity.unit or (self._per_time(quantity, what.unit) if what else None)
        return Candidate(
            kind=quantity.kind,
            hedge=quantity.hedge,
            value=quantity.value,
            low=quantity.low,
            high=quantity.high,
            before=quantity.before,
            unit=None if quantity.kind == "no_data" else unit,
            group=group,
            origin=origin,
            place=place,
            from_=first,
            until=last,
            attribution=self._who,
            definition=definition,
            span=(offset + start, offset + end),
            sentence=self._sentence,
            confidence=_confidence(quantity, what, origin, place, first is not None, definition is not None),
            reasons=tuple(reasons),
        )

    def _per_time(self, quantity: Quantity, unit: str) -> str:
        """Persons, or persons per day where the words say so."""
        if unit != "persons" or quantity.kind not in ("level",):
            return unit
        start, end = max(0, quantity.start - 5), min(len(self._tokens), quantity.end + 8)
        words = " " + " ".join(token.norm for token in self._tokens[start:end]) + " "
        if re.search(
            r" (?:a|per|each|every) day | daily | (?:в день|в сутки|ежедневно|за сутки в среднем|ежесуточно) ",
            words,
        ):
            return "persons per day"
        if re.search(r" (?:a|per|each|every) year | yearly | annually | (?:в год|ежегодно) ", words):
            return "persons per year"
        return unit

    def _origin(
        self, which: int, what: Counted | None, reasons: list[str]
    ) -> tuple[tuple[str, ...], str | None]:
        """Where the people counted come from; a people named without another noun are its citizens."""
        group = what.group if what else None
        if group is None and which and not self._has_own(which, self._origins):
            return (), group
        found = nearest(self._bounds, which, self._quantities[which], [each.start for each in self._origins])
        if found is None:
            return (), group
        mention = self._origins[found]
        end, codes = self._with_joined(mention, self._origins)
        reasons.append(f'origin: "{self._words(mention.start, end)}"')
        return tuple(sorted(codes)), group

    def _with_joined(self, mention: Mention, mentions: list[Mention]) -> tuple[int, set[str]]:
        """The end and the codes of a mention and of those that "and" ties to it: "Uzbeks and Tajiks"."""
        end, codes = mention.end, set(mention.codes)
        for other in mentions:
            is_tied = other.start == end + 1 and self._tokens[end].norm in ("and", "и", "or", "или")
            if is_tied and self._tokens[end - 1].kind == "word" and other.kind == mention.kind:
                end = other.end
                codes |= set(other.codes)
        return end, codes

    def _has_own(self, which: int, mentions: list[Mention]) -> bool:
        """Whether the number's own stretch of the sentence names one of these."""
        start, end = self._bounds[which]
        return any(start <= each.start < end for each in mentions)

    def _place(self, which: int, reasons: list[str]) -> tuple[str, ...]:
        """Where they are."""
        starts = [each.start for each in self._places]
        found = nearest(self._bounds, which, self._quantities[which], starts, is_joined=self._joined[which])
        if found is None:
            return self._the_country(reasons)
        mention, codes = self._places[found], list(self._places[found].codes)
        for other in self._places:
            joined = (
                self._tokens[mention.end].norm in ("and", "и", "or", "или")
                if mention.end < len(self._tokens)
                else False
            )
            if joined and other.start == mention.end + 1:
                codes += other.codes
        reasons.append(f'place: "{self._words(mention.start, mention.end)}"')
        return tuple(sorted(codes))

    def _the_country(self, reasons: list[str]) -> tuple[str, ...]:
        """The country of the institution that speaks, where the sentence says "in the country"."""
        if not re.search(r"\bin the (?:country|republic)\b|\bв (?:стране|республике)\b", self._sentence):
            return ()
        speaker = next((each for each in self._mentions if each not in self._origins), None)
        if speaker is None:
            return ()
        reasons.append(f'place: "the country" of "{self._words(speaker.start, speaker.end)}"')
        return tuple(sorted(speaker.codes))

    def _period(self, which: int, reasons: list[str]) -> tuple[datetime.date | None, datetime.date | None]:
        """When."""
        starts = [start for _, start in self._periods]
        found = nearest(self._bounds, which, self._quantities[which], starts, is_joined=self._joined[which])
        if found is None:
            return None, None
        period = self._periods[found][0]
        reasons.append(f'period: "{period.words}"')
        return period.first, period.last

    def _words(self, start: int, end: int) -> str:
        """The text of some tokens."""
        return self._sentence[self._tokens[start].start : self._tokens[end - 1].end]


def _confidence(
    quantity: Quantity,
    what: Counted | None,
    origin: tuple[str, ...],
    place: tuple[str, ...],
    has_period: bool,
    has_definition: bool,
) -> float:
    """Half for the number and its noun, the rest for each thing the sentence says outright."""
    total = 0.3 + (0.2 if what is not None and "behind" in what.reason else 0.05 if what else 0.0)
    total += 0.15 * bool(origin) + 0.15 * bool(place) + 0.12 * has_period + 0.08 * has_definition
    return round(min(1.0, total if quantity.hedge != "vague" else total - 0.1), 2)
