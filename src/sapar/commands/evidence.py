"""`sapar evidence`: the ledger of a study, and reading texts for it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sapar.commands.terminal import CHECK_FAILED, WRONG_USE, guarded, print_json, say, study_or_exit

if TYPE_CHECKING:
    import datetime

    from sapar.evidence import Claim, Ledger
    from sapar.files.documents import Document
    from sapar.frame.places import Places

evidence = typer.Typer(
    name="evidence",
    no_args_is_help=True,
    rich_markup_mode=None,
    help="The ledger: who says what, and reading texts for it.",
)

StudyName = Annotated[str, typer.Argument(help="A study folder, or a bundled study.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Source = Annotated[str, typer.Option("--source", help="Name of the source, as in sources.csv.")]
SourceName = Annotated[str | None, typer.Option("--source-name", help="Of a new source: the institution.")]
SourceKind = Annotated[str | None, typer.Option("--source-kind", help="Of a new source: how it knows.")]
Address = Annotated[str | None, typer.Option("--address", help="Of a new source: where it can be found.")]
Licence = Annotated[str | None, typer.Option("--licence", help="Of a new source: the terms of its numbers.")]
Grade = Annotated[str, typer.Option("--grade", help="A official and dated, B unclear or survey, C press.")]


@evidence.command("list")
def list_(
    study: StudyName,
    definition: Annotated[str | None, typer.Option(help="Only claims of this definition.")] = None,
    citizenship: Annotated[str | None, typer.Option(help="Only claims about this citizenship.")] = None,
    place: Annotated[str | None, typer.Option(help="Only claims about this place.")] = None,
    source: Annotated[str | None, typer.Option(help="Only claims of this source.")] = None,
    history: Annotated[bool, typer.Option("--all", help="Replaced and withdrawn rows too.")] = False,
    json: Json = False,
) -> None:
    """List the claims that hold."""
    from sapar.evidence.rows import row_of

    ledger = study_or_exit(study).ledger
    chosen = [
        claim
        for claim in (ledger.history if history else ledger.claims)
        if (definition is None or claim.definition == definition)
        and (citizenship is None or citizenship in claim.citizenship)
        and (place is None or place in claim.place)
        and (source is None or claim.source == source)
    ]
    if json:
        print_json([row_of(claim) for claim in chosen])
        return
    for claim in chosen:
        print(_line(claim, ledger))
    say(f"{len(chosen)} of {len(ledger.claims)} claims")


def _line(claim: Claim, ledger: Ledger) -> str:
    """A claim in one line."""
    replaced = ledger.replaced_by.get(claim.claim)
    who, where = " ".join(claim.citizenship) or "-", " ".join(claim.place) or "-"
    when = f"{claim.from_ or ''}..{claim.until or ''}" if claim.from_ or claim.until else "undated"
    ending = f"  replaced by {replaced}" if replaced else ""
    said = f"{claim.as_printed[:60]}  [{claim.source}]{ending}"
    return f"{claim.claim}  {claim.definition}  {who} > {where}  {when}  {said}"


@evidence.command()
def show(
    study: StudyName, claim: Annotated[str, typer.Argument(help="Name of a claim.")], json: Json = False
) -> None:
    """Show a claim, its source, its corrections, and the runs that used it."""
    from dataclasses import asdict

    from sapar.errors import UnknownClaim
    from sapar.evidence.definitions import DEFINITION
    from sapar.evidence.rows import row_of, text_of
    from sapar.position import Position
    from sapar.study.claims_used import runs_using

    within = study_or_exit(study)
    ledger = within.ledger
    if claim not in ledger.claim:
        error = UnknownClaim(at=Position(file="evidence/claims.csv"), found=claim, known=ledger.claim)
        say(str(error))
        raise typer.Exit(WRONG_USE)
    held, source = ledger.claim[claim], ledger.source[ledger.claim[claim].source]
    used = runs_using(within.results_folder, [claim])
    line = _corrections(claim, ledger)
    meaning = DEFINITION[held.definition]
    if json:
        told = {name: text_of(value) for name, value in asdict(source).items() if name != "at"}
        print_json(
            {
                "claim": row_of(held),
                "source": told,
                "operator": meaning.operator,
                "line": line,
                "runs": [asdict(each) for each in used],
            }
        )
        return
    for name, text in row_of(held).items():
        if text:
            print(f"{name:12} {text}")
    print(f"{'counts':12} {meaning.counts}")
    print(f"{'operator':12} {meaning.operator}")
    print(
        f"{'said by':12} {source.name} ({source.kind}, grade {source.grade})"
        + (f", {source.address}" if source.address else "")
    )
    if len(line) > 1:
        print(f"{'corrections':12} {' > '.join(line)}")
    for each in used:
        print(f"{'used by':12} run {each.run} ({each.scenario}): {each.how}")


def _corrections(claim: str, ledger: Ledger) -> list[str]:
    """The line of rows from the first to the one that holds."""
    line = [claim]
    while (earlier := ledger.claim[line[0]].replaces) and earlier in ledger.claim and earlier not in line:
        line.insert(0, earlier)
    while (later := ledger.replaced_by.get(line[-1])) and later not in line:
        line.append(later)
    return line


@evidence.command()
def check(study: StudyName, json: Json = False) -> None:
    """Report unit slips, copies, mismatches of definition, failing arithmetic and implausible claims."""
    from dataclasses import asdict

    from sapar.evidence.checks import check_ledger

    within = study_or_exit(study)
    frame = within.declarations.frame
    findings = check_ledger(within.ledger, frame.places, frame.groups)
    if json:
        print_json([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            mark = "" if finding.is_serious else " (look)"
            print(
                f"{finding.check}{mark}: {', '.join(finding.claims)}\n   {finding.found}\n   try: {finding.hint}"
            )
        say(f"{len(findings)} findings among {len(within.ledger.claims)} claims")
    if any(finding.is_serious for finding in findings):
        raise typer.Exit(CHECK_FAILED)


@evidence.command()
def export(
    study: StudyName,
    out: Annotated[Path | None, typer.Option(help="File to write; default: standard output.")] = None,
    format_: Annotated[str, typer.Option("--format", help="csv or json.")] = "csv",
    without_sources: Annotated[
        bool, typer.Option("--without-sources", help="Leave out who says so.")
    ] = False,
    history: Annotated[bool, typer.Option("--all", help="Replaced and withdrawn rows too.")] = False,
) -> None:
    """Write the claims that hold, with their sources, addresses and licences."""
    from sapar.evidence.exporting import exported
    from sapar.files.write import write_text

    if format_ not in ("csv", "json"):
        raise typer.BadParameter(
            f"there is no format {format_}; there are csv and json", param_hint="--format"
        )
    text = exported(study_or_exit(study).ledger, format_, history=history, with_sources=not without_sources)
    if out is None:
        print(text, end="")
        return
    guarded(lambda: write_text(out, text))
    print(out)


@evidence.command()
def read(
    file: Annotated[str, typer.Argument(help="Text, HTML or PDF; - for standard input.")],
    study: Annotated[
        str | None, typer.Option(help="A study whose places are known besides all countries.")
    ] = None,
    published: Annotated[str | None, typer.Option(help="Day of publication, YYYY-MM-DD.")] = None,
    save: Annotated[Path | None, typer.Option(help="Table of candidates to write, for review.")] = None,
    refused: Annotated[
        bool, typer.Option("--refused", help="Say which numbers were passed over, and why.")
    ] = False,
    json: Json = False,
) -> None:
    """Find candidate claims in a text, English or Russian; nothing enters the ledger."""
    from sapar.evidence.reading import read_text
    from sapar.evidence.review import candidate_rows, candidates_csv
    from sapar.files.write import write_text

    document = guarded(lambda: _document(file))
    day = _day(published) or document.published
    reading = read_text(document.text, published=day, places=_places(study))
    if save is not None:
        guarded(lambda: write_text(save, candidates_csv(candidate_rows(reading.candidates))))
    if json:
        print_json([each.as_record() for each in reading.candidates])
    else:
        for each in reading.candidates:
            record = each.as_record()
            said = {name: record[name] for name in _SHOWN if record[name] not in (None, [], "")}
            print(
                f"{document.text[each.span[0] : each.span[1]]}\n   "
                + ", ".join(f"{name} {_shown(value)}" for name, value in said.items())
            )
            print(f"   in: {each.sentence}")
            print(f"   because: {'; '.join(each.reasons)}")
    if refused:
        for passed in reading.refused:
            say(
                f"passed over: {passed.text} ({passed.reason}), characters {passed.span[0]} to {passed.span[1]}"
            )
    if day is None:
        say('note: without --published, dates such as "last year" stay blank')
    say(
        f"{len(reading.candidates)} candidates, {len(reading.refused)} numbers passed over"
        + (f"; saved to {save}" if save else "")
    )


_SHOWN = (
    "kind",
    "hedge",
    "value",
    "low",
    "high",
    "before",
    "unit",
    "group",
    "origin",
    "place",
    "period",
    "definition",
    "attribution",
    "confidence",
)


def _shown(value: Any) -> str:
    """A field for people."""
    if isinstance(value, dict):
        return f"{value['from']}..{value['until']}"
    return (
        " ".join(value)
        if isinstance(value, list)
        else f"{value:,g}"
        if isinstance(value, float)
        else str(value)
    )


def _document(file: str) -> Document:
    """The document named, or standard input."""
    from sapar.files.documents import document_of, read_document

    return document_of(sys.stdin.buffer.read(), "-") if file == "-" else read_document(Path(file))


def _day(text: str | None) -> datetime.date | None:
    """A date given as an option."""
    import datetime

    try:
        return None if text is None else datetime.date.fromisoformat(text)
    except ValueError as cause:
        raise typer.BadParameter("a day such as 2020-08-05", param_hint="--published") from cause


def _places(study: str | None) -> Places | None:
    """The places of a study, if one is named."""
    return None if study is None else study_or_exit(study).declarations.frame.places


@evidence.command()
def review(
    study: StudyName,
    file: Annotated[Path, typer.Argument(help="Table of candidates, as read --save writes it.")],
    source: Source,
    source_name: SourceName = None,
    source_kind: SourceKind = None,
    address: Address = None,
    licence: Licence = None,
    grade: Grade = "C",
    apply: Annotated[bool, typer.Option("--apply", help="Ask nothing: take the file's decisions.")] = False,
) -> None:
    """Accept, correct or refuse candidates; only the accepted ones enter the ledger."""
    from sapar.commands.reviewing import decide
    from sapar.evidence.review import candidates_csv, read_candidates
    from sapar.evidence.review import review as reviewed
    from sapar.files.documents import read_document
    from sapar.files.write import write_text
    from sapar.study.ledger_writing import add_to_ledger

    within = study_or_exit(study)
    rows = guarded(lambda: read_candidates(read_document(file).text, file.name))
    if not apply:
        decide(rows)
        guarded(lambda: write_text(file, candidates_csv(rows)))
    outcome = guarded(
        lambda: reviewed(rows, source=source, grade=grade, taken=tuple(within.ledger.claim), file=file.name)
    )
    new = _new_source(within.ledger, source, source_name, source_kind, address, licence, grade)
    if outcome.accepted:
        guarded(lambda: add_to_ledger(within, outcome.accepted, new))
    names = ": " + ", ".join(row["claim"] for row in outcome.accepted) if outcome.accepted else ""
    print(f"{len(outcome.accepted)} claims added{names}; {outcome.refused} refused, {outcome.open} open")


@evidence.command()
def add(
    study: StudyName,
    file: Annotated[
        Path | None, typer.Argument(help="Table to import; none to add one claim by --set.")
    ] = None,
    set_: Annotated[list[str] | None, typer.Option("--set", help="One claim: column=text, repeated.")] = None,
    source: Annotated[
        str | None, typer.Option("--source", help="Name of the source, as in sources.csv.")
    ] = None,
    source_name: SourceName = None,
    source_kind: SourceKind = None,
    address: Address = None,
    licence: Licence = None,
    grade: Grade = "B",
    layout: Annotated[
        str | None, typer.Option(help="tidy, un-desa, sdmx-csv, hxl or owid; default: recognised.")
    ] = None,
    sheet: Annotated[str | None, typer.Option(help="Of a workbook.")] = None,
    map_: Annotated[
        list[str] | None, typer.Option("--map", help="role=column, such as origin=Citizenship.")
    ] = None,
    const: Annotated[
        list[str] | None,
        typer.Option("--const", help="role=text for all rows, such as definition=residents."),
    ] = None,
    replaces: Annotated[str | None, typer.Option(help="The claim that this one corrects.")] = None,
    withdraw: Annotated[
        str | None, typer.Option(help="A claim that no longer holds; why: --set note=...")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="The mapping is confirmed.")] = False,
) -> None:
    """Add claims: one, a correction, a withdrawal, or a table by a mapping of its columns."""
    from sapar.commands.adding import correction, table, withdrawal
    from sapar.study.claims_used import runs_using
    from sapar.study.ledger_writing import add_to_ledger

    within = study_or_exit(study)
    ledger = within.ledger
    given = _pairs(set_, "--set")
    if file is not None:
        if source is None:
            raise typer.BadParameter("a table needs the name of its source", param_hint="--source")
        rows = table(
            within, file, source, grade, layout, sheet, _pairs(map_, "--map"), _pairs(const, "--const"), yes
        )
    elif withdraw is not None:
        rows = withdrawal(ledger, withdraw, given)
    else:
        rows = correction(ledger, given, replaces, source, grade)
    named = source or (rows[0].get("source", "") if rows else "")
    new = _new_source(ledger, named, source_name, source_kind, address, licence, grade)
    guarded(lambda: add_to_ledger(within, rows, new))
    print(
        f"{len(rows)} claims added: {', '.join(row['claim'] for row in rows[:5])}{' ...' if len(rows) > 5 else ''}"
    )
    gone = withdraw or replaces
    if gone is not None:
        for each in runs_using(within.results_folder, _corrections(gone, ledger)):
            print(f"run {each.run} ({each.scenario}) used {gone}: {each.how}; run it again")


def _pairs(texts: list[str] | None, option: str) -> dict[str, str]:
    """name=text options as a mapping."""
    pairs = {}
    for text in texts or ():
        name, sign, value = text.partition("=")
        if not sign:
            raise typer.BadParameter(f"{text} is not name=text", param_hint=option)
        pairs[name.strip()] = value.strip()
    return pairs


def _new_source(
    ledger: Ledger,
    source: str,
    name: str | None,
    kind: str | None,
    address: str | None,
    licence: str | None,
    grade: str,
) -> list[dict[str, str]]:
    """The row of a source that the ledger does not have yet."""
    import datetime

    from sapar.evidence.sources import SOURCE_KINDS

    if source in ledger.source:
        return []
    if not name or kind not in SOURCE_KINDS:
        say(f'"{source}" is not a source of the ledger yet, so it needs --source-name and --source-kind')
        say(f"   try: one of the kinds {', '.join(SOURCE_KINDS)}; or a source of sources.csv")
        raise typer.Exit(WRONG_USE)
    today = datetime.date.today().isoformat()
    row = {"source": source, "name": name, "kind": kind, "grade": grade, "date_read": today}
    return [row | {key: value for key, value in (("address", address), ("licence", licence)) if value}]
