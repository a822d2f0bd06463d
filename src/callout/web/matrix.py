"""The coalition matrix of a case: claimants down, the tie that each asserts across, strongest first.

Nothing is averaged: a claimant that said two things has two chips. A chip opens its sentence. Stances (condemn,
concern, urge, warn) say no tie of their own and stand in a column beside the ties.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from callout.record.acts import ActClass, Level, Tie
from callout.record.case import Case, Position
from callout.record.claim import Accused
from callout.record.entity import Party
from callout.web.words import NOT_SAID

STANCE = "stance"


@dataclass(frozen=True, slots=True)
class Chip:
    """One wording of one claimant in one column. `claims` are pairs of claim and document, the first the one opened."""

    position: Position
    levels: tuple[Level, ...]
    names: tuple[str, ...]
    claims: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """`left` counts, by column, the chips that are not among the cells."""

    claimant: Party | None
    cells: Mapping[str, Sequence[Chip]]
    joint_only: bool
    left: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Matrix:
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def matrix_of(case: Case, positions: Sequence[Position] | None = None) -> Matrix:
    """Rows in order of the strongest tie that a claimant asserts in its own words, then of name."""
    document_of = {m.claim: m.document for m in case.merged_on}
    cells: dict[str, dict[str, list[Chip]]] = {}
    parties: dict[str, Party | None] = {}
    for position in case.positions if positions is None else positions:
        key = position.claimant.id if position.claimant else ""
        parties[key] = position.claimant
        row = cells.setdefault(key, {})
        for column, accused in _columns(position):
            row.setdefault(column, []).append(
                Chip(
                    position,
                    tuple(level for level in Level if any(a.level is level for a in accused)),
                    tuple(dict.fromkeys(a.name or a.phrase for a in accused)),
                    tuple((claim, document_of[claim]) for claim in position.claims if claim in document_of),
                )
            )
    for row in cells.values():
        for chips in row.values():
            chips.sort(key=lambda chip: chip.position.joint)
    order = [*(str(tie) for tie in Tie), NOT_SAID, STANCE]
    used = {column for row in cells.values() for column in row}
    rows = [
        Row(parties[key], row, all(chip.position.joint for chips in row.values() for chip in chips))
        for key, row in cells.items()
    ]
    rows.sort(key=lambda row: (*_strength(row, order), row.claimant.name if row.claimant else "~"))
    return Matrix(tuple(column for column in order if column in used), tuple(rows))


def bounded(matrix: Matrix, rows: int, chips: int, most: int) -> Matrix:
    """The matrix with at most so many rows, and chips in a cell, those that come first; and with no row after the one
    in which its chips are `most` or more."""
    kept: list[Row] = []
    shown = 0
    for row in matrix.rows[:rows]:
        if shown >= most:
            break
        cells = {column: found[:chips] for column, found in row.cells.items()}
        left = {column: len(found) - chips for column, found in row.cells.items() if len(found) > chips}
        kept.append(replace(row, cells=cells, left=left))
        shown += sum(map(len, cells.values()))
    return Matrix(matrix.columns, tuple(kept))


def _columns(position: Position) -> list[tuple[str, list[Accused]]]:
    """The columns that a position stands in, with whom it accuses there."""
    if position.act_class is ActClass.STANCE:
        return [(STANCE, list(position.accused))]
    by_tie: dict[str, list[Accused]] = {}
    for accused in position.accused:
        by_tie.setdefault(accused.tie or NOT_SAID, []).append(accused)
    return list(by_tie.items()) or [(NOT_SAID, [])]


def _strength(row: Row, order: Sequence[str]) -> tuple[bool, int]:
    own = [order.index(column) for column, chips in row.cells.items() if any(not chip.position.joint for chip in chips)]
    joint = [order.index(column) for column in row.cells]
    return not own, min(own or joint)
