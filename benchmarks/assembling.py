"""Measures how claims become cases: the sets of `gold/cases.jsonl`, each in a ledger of its own.

    python benchmarks/assembling.py [--errors]

prints a line for each theme; `--errors` lists what went wrong in the sets of the first half (the others are not looked
at).
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

import measures
import syndication
from measures import Score

from callout.casebook.ask import main_case_of
from callout.cases.assemble import assemble
from callout.cases.strands import speaker_key
from callout.knowledge.states import state_entity
from callout.reading.rules import RulesEngine
from callout.record.case import Case
from callout.record.dates import When
from callout.record.document import Document
from callout.record.entity import Party

GOLD = Path(__file__).resolve().parent / "gold"
Row = dict[str, Any]


@dataclass(slots=True)
class Theme:
    """`pairs` of documents, same case or not; `whole` sets whose documents are all as they should be; the rest are hits
    of what was asked for."""

    sets: int = 0
    whole: int = 0
    pairs: Score = field(default_factory=Score)
    asked: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))

    def __str__(self) -> str:
        hits = ", ".join(f"{name} {sum(found)}/{len(found)}" for name, found in self.asked.items())
        return f"pairs {self.pairs}; sets without an error {self.whole}/{self.sets}" + (f"; {hits}" if hits else "")


def measured(sets: Sequence[Row], errors: list[str] | None = None) -> dict[str, Theme]:
    """By theme, by half, and in all; what is wrong in sets of the first half is told to `errors`."""
    themes: dict[str, Theme] = defaultdict(Theme)
    for row, cases, main in assembled(sets):
        looked_at = errors if measures.half_of(row["id"]) == "first" else None
        for name in (row["theme"], f"{measures.half_of(row['id'])} half", "all"):
            _count(themes[name], row, cases, main, looked_at if name == row["theme"] else None)
    return themes


def assembled(sets: Sequence[Row]) -> Iterator[tuple[Row, list[Case], dict[str, str]]]:
    """Each set with its cases, and the main case of each document by the document's id in the set."""
    engine = RulesEngine()
    for row in (syndication.with_copies(s) if s["theme"] == "agency-story" else s for s in sets):
        documents = [_document(written) for written in row["documents"]]
        read = list(engine.read_all(documents))
        cases = assemble(
            {r.document.id: r.document for r in read},
            [claim for r in read for claim in r.claims],
            {r.document.id: r.conducts for r in read},
        )
        main = main_case_of(cases)
        yield row, cases, {d.uri: main[d.id] for d in documents if d.id in main}


def _document(written: Mapping[str, Any]) -> Document:
    published = When.parse(written["published"]) if written["published"] else None
    return Document.of(
        written["text"], written["id"], title=written["title"], source=written["source"], published=published
    )


def _count(theme: Theme, row: Row, cases: Sequence[Case], main: Mapping[str, str], errors: list[str] | None) -> None:
    case_of = {document: number for number, group in enumerate(row["cases"]) for document in group}
    wrong = []
    for one, other in combinations(sorted(case_of), 2):
        want = case_of[one] == case_of[other]
        got = main.get(one) is not None and main.get(one) == main.get(other)
        theme.pairs.right += want and got
        theme.pairs.wrong += got and not want
        theme.pairs.missed += want and not got
        if want != got:
            wrong.append(f"{'split' if want else 'merged'} {one} {other}")
    theme.sets += 1
    theme.whole += not wrong
    for name, asked, given in _asked(row, cases, main):
        theme.asked[name].append(asked == given)
        if asked != given:
            wrong.append(f"{name}: {given} for {asked}")
    if errors is not None and wrong:
        errors.append(f"{row['id']} ({row['trap'][:90]}): " + "; ".join(wrong[:6]))


def _asked(row: Row, cases: Sequence[Case], main: Mapping[str, str]) -> Iterator[tuple[str, object, object]]:
    """What the set asks for beside the grouping: its name, what is wanted, what there is."""
    by_id = {case.id: case for case in cases}
    for one, other in row.get("linked", ()):
        case = by_id.get(main.get(one, ""))
        yield "linked", True, case is not None and main.get(other) in {link.case for link in case.links}
    if "contested" in row:
        # Of the case that most documents of the set are in: the sets tell of one contested conduct.
        yield "contested", sorted(row["contested"]), _contested(row, by_id, main)
    answers = {
        (_called(answer.claimant), str(answer.act), str(answer.speaker))
        for case in cases
        for answer in case.answers
        if answer.claimant
    }
    for wanted in row.get("answers", ()):
        said = {(act, speaker) for by, act, speaker in answers if by == wanted["by"]}
        asked = (wanted["act"], wanted["speaker"])
        yield "answers", asked, asked if asked in said else sorted(said)
    if "withdrawn" in row:
        took_back = {w.claimant.name for case in cases for w in case.coalition.withdrawals}
        states = {
            w.claimant.country for case in cases for w in case.coalition.withdrawals if not _is_private(w.claimant)
        }
        got = sorted(took_back | {state_entity(code).name for code in states if code})
        for claimant in row["withdrawn"]:
            yield "withdrawn", claimant, claimant if claimant in got else got
    else:
        yield "not withdrawn", [], [w.claimant.name for case in cases for w in case.coalition.withdrawals]


def _contested(row: Row, by_id: Mapping[str, Case], main: Mapping[str, str]) -> list[str]:
    told = Counter(main[d["id"]] for d in row["documents"] if d["id"] in main)
    contested = [by_id[case].coalition.contested for case, _ in told.most_common()]
    return sorted(next((states for states in contested if states), ()))


def _called(party: Party) -> str:
    """As the gold calls whoever speaks: a state by its code, anybody else by name."""
    return party.name if _is_private(party) or not party.country else party.country


def _is_private(party: Party) -> bool:
    return speaker_key(party) != party.country


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="list the errors of the first half")
    parser.add_argument("--theme", help="this theme alone")
    options = parser.parse_args()
    errors: list[str] = []
    sets = [r for r in measures.rows_of(GOLD / "cases.jsonl") if not options.theme or r["theme"] == options.theme]
    for name, theme in measured(sets, errors).items():
        print(f"{name:18s} {theme}")
    if options.errors:
        print("\n".join(errors))


if __name__ == "__main__":
    main()
