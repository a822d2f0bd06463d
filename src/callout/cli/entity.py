"""`callout entity`: who and what documents name, under which names, and what is claimed by and about each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Optional

import typer

from callout.cli.cases import existing_ledger
from callout.cli.options import (
    AsOfOption,
    Format,
    FormatOption,
    LedgerOption,
    as_of_time,
    format_or_default,
    ledger_name,
)

if TYPE_CHECKING:
    from callout.casebook.entities import EntityPage


def register(app: typer.Typer) -> None:
    app.command()(entity)


def entity(
    name: Annotated[
        Optional[str],  # noqa: UP045 - typer reads the annotation at run time
        typer.Argument(metavar="[NAME]", help="The id of an entity, or a name that was seen. All where left out."),
    ] = None,
    ledger: LedgerOption = None,
    format_: FormatOption = None,
    as_of: AsOfOption = None,
    kind: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--kind", help="Only entities of this kind, for example group or person."),
    ] = None,
) -> None:
    """Show an entity: names seen and where, ids outside, claims by and about it, what was decided. Or list them."""
    from callout.casebook.entities import entity_lines, entity_page
    from callout.cli.output import clipped, print_records, print_table
    from callout.ledger.ledger import Ledger
    from callout.record.entity import EntityKind

    if kind is not None and kind not in list(EntityKind):
        raise typer.BadParameter(f"{kind!r} is not one of {', '.join(EntityKind)}", param_hint="--kind")
    how, time = format_or_default(format_), as_of_time(as_of)
    with Ledger.open(existing_ledger(ledger_name(ledger))) as kept:
        page = entity_page(kept, name, as_of=time) if name else None
        lines = [] if name else [one for one in entity_lines(kept, as_of=time) if kind is None or one.kind == kind]
    if page is not None:
        if how is Format.TABLE:
            _print(page)
        else:
            print_records([page.model_dump(mode="json")], how)
        return
    if how is not Format.TABLE:
        print_records((line.model_dump(mode="json") for line in lines), how)
        return
    print_table(
        ["name", "kind", "other names", "documents", "claims by / about"],
        [
            [
                clipped(line.name, 40),
                f"{line.kind}{f' ({line.country})' if line.country else ''}",
                clipped(", ".join(other for other in line.names if other != line.name), 80),
                str(line.documents),
                f"{line.claims_by} / {line.claims_about}",
            ]
            for line in lines
        ],
    )


def _print(entity: EntityPage) -> None:
    from callout.cli.output import Page, clipped

    page = Page()
    page.heading(entity.name)
    page.line(f"{entity.id}   {entity.kind}{f', {entity.country}' if entity.country else ''}")
    if entity.ids:
        page.line("   ".join(f"{scheme}: {outside}" for scheme, outside in entity.ids.items()))
    page.line(f"{len(entity.claims_by)} claims by it, {len(entity.claims_about)} about it")
    page.heading("Names seen")
    for seen in entity.names:
        page.line(f"{seen.name}   {seen.documents} documents" + (f"   ({seen.because})" if seen.because else ""))
    if entity.offices:
        page.heading("Offices")
    for office in entity.offices:
        dates = " to ".join(dict.fromkeys(d for d in (office.first, office.last) if d)) or "no date"
        page.line(f"{office.role}{f' ({office.country})' if office.country else ''}   {dates}")
    if entity.aliases:
        page.heading("Said to have other names")
    for alias in entity.aliases:
        by = alias.claimant.name if alias.claimant else "(the document)"
        page.line(f"{by}: {alias.name} is {alias.alias}   {alias.document}", bold=True)
        page.quote(clipped(alias.evidence.exact, 300))
    if entity.decisions:
        page.heading("Decided")
    for decision in entity.decisions:
        page.line(
            f"{decision.kind} {', '.join(decision.names)}   by {decision.by}: {decision.why}   {decision.decision}"
        )
    page.heading("Where")
    for where in entity.where:
        words = ", ".join(dict.fromkeys(e.exact for e in where.evidence))
        date = where.published.date if where.published else None
        page.line(f"{date or '(no date)':<10}  {where.document}  {where.uri}  {clipped(words, 100)}")
