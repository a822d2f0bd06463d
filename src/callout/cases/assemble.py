"""Claims to cases: strands that are alike become one case; the result does not depend on the order of arrival.

Every pair of strands that shares a name, or a measure's state and day, is compared; alike strands are united. The
case's id follows from what names it (its campaign, vulnerability or malware), else from its first strand by content.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from callout.cases.coalition import answers_in, positions_in
from callout.cases.likeness import likeness, telling_malware
from callout.cases.origins import origins_in
from callout.cases.strands import Strand, speaker_key, strands_of
from callout.cases.timeline import timeline_of
from callout.record.acts import ActClass
from callout.record.case import Case, CaseReport, Link, Membership
from callout.record.claim import Claim, Conduct
from callout.record.document import Document
from callout.record.entity import Party
from callout.record.ids import make_id


def assemble(
    documents: Mapping[str, Document], claims: Iterable[Claim], conducts: Mapping[str, Sequence[Conduct]]
) -> list[Case]:
    """The cases, those with the most claims first."""
    strands = strands_of(documents, claims, conducts)
    united, reasons = _unite(strands)
    cases = _with_own_ids([_case(members, reasons) for members in united], united)
    members_of = {case.id: members for case, members in zip(cases, united, strict=True)}
    linked = _links(cases, members_of)
    written = [case.model_copy(update={"links": tuple(linked[case.id])}) for case in cases]
    return sorted(written, key=lambda case: (-len(case.merged_on), case.title, case.id))


def _with_own_ids(cases: Sequence[Case], united: Sequence[Sequence[Strand]]) -> list[Case]:
    """Two cases that a name does not unite (years apart, or one undated) have ids of their own."""
    counted = Counter(case.id for case in cases)
    return [
        case
        if counted[case.id] == 1
        else case.model_copy(update={"id": make_id("cas", f"{case.title}|{members[0].key}")})
        for case, members in zip(cases, united, strict=True)
    ]


Reasons = dict[str, list[str]]


def _unite(strands: Sequence[Strand]) -> tuple[list[list[Strand]], Reasons]:
    """Groups of alike strands, each in order of key, and the reasons of each strand.

    Two groups that already name different campaigns are not united by a strand that is like both.
    """
    parent = list(range(len(strands)))
    names: list[set[str]] = [_names(strand) for strand in strands]
    reasons: Reasons = {strand.key: [] for strand in strands}

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    alike = [(i, j, likeness(strands[i], strands[j])) for i, j in sorted(_candidates(strands))]
    # What names a conduct unites first: the weaker grounds then meet groups that know what they are about.
    for i, j, found in sorted(alike, key=lambda pair: not names[pair[0]] & names[pair[1]]):
        a, b = sorted((root(i), root(j)))
        if not found or (a != b and names[a] and names[b] and not names[a] & names[b]):
            continue
        for strand in (strands[i], strands[j]):
            reasons[strand.key] += [r for r in found.reasons if r not in reasons[strand.key]]
        parent[b] = a
        names[a] = names[a] | names[b]
    groups: dict[int, list[Strand]] = {}
    for i, strand in enumerate(strands):
        groups.setdefault(root(i), []).append(strand)
    return list(groups.values()), reasons


def _names(strand: Strand) -> set[str]:
    """What names the conduct of a strand on its own: its campaign, or malware that names one conduct."""
    if strand.conduct is None:
        return set()
    campaign = {strand.conduct.operation} if strand.conduct.operation else set()
    return campaign | (set(strand.conduct.malware) & telling_malware())


def _candidates(strands: Sequence[Strand]) -> set[tuple[int, int]]:
    """Pairs that share something that could unite them: never all pairs."""
    by_sign: dict[tuple[str, str], list[int]] = {}
    for number, strand in enumerate(strands):
        for sign in _signs(strand):
            by_sign.setdefault(sign, []).append(number)
    return {pair for numbers in by_sign.values() for pair in combinations(numbers, 2)}


def _signs(strand: Strand) -> set[tuple[str, str]]:
    signs: set[tuple[str, str]] = set()
    if strand.conduct:
        if strand.conduct.operation:
            signs.add(("campaign", strand.conduct.operation))
        signs |= {("cve", v) for v in strand.conduct.vulnerabilities}
        signs |= {("malware", m) for m in strand.conduct.malware if m in telling_malware()}
        signs |= {("product", p) for p in strand.conduct.products}
        signs |= {("group", g) for g in strand.conduct.groups}
    for state in strand.accused:
        signs |= {("accused and party", f"{state}>{code}") for code in _parties(strand)}
    if strand.claims and not strand.accused:
        # A report of an answer alone: it meets those that accuse whoever answers.
        signs |= {("answered", speaker_key(c.claimant)) for c in strand.claims if c.claimant}
    signs |= {("answered", state) for state in strand.accused}
    for claim in strand.measures:
        if claim.claimant and claim.claimant.country:
            signs |= {(claim.act, f"{claim.claimant.country}>{a.state}") for a in claim.accused if a.state}
    return signs


def _parties(strand: Strand) -> set[str]:
    """The states that a strand names as victims or that accuse in it."""
    targets = set(strand.conduct.targets) if strand.conduct else set()
    return {code for code in targets | strand.claimants if len(code) == 2 and code.isupper()}


def _case(members: Sequence[Strand], reasons: Reasons) -> Case:
    claims = [(c, s.document) for s in members for c in s.claims]
    merged = [s.conduct for s in members if s.conduct]
    operation = next((c.operation for c in merged if c.operation), None)
    vulnerabilities = _all(merged, "vulnerabilities")
    malware = _all(merged, "malware")
    groups = _all(merged, "groups")
    accused = tuple(
        sorted({a.state for c, _ in claims if c.act_class is not ActClass.RESPONSE for a in c.accused if a.state})
    )
    told = [m for m in malware if m in telling_malware()]
    name = operation or next(iter(told), None) or (vulnerabilities[0] if len(vulnerabilities) == 1 else None)
    anchor = name if name and not all(s.past for s in members) else members[0].key
    positions = positions_in([pair for pair in claims if pair[0].act_class in (ActClass.ATTRIBUTION, ActClass.STANCE)])
    measures = positions_in([pair for pair in claims if pair[0].act_class is ActClass.MEASURE])
    title = _title(name, groups, members, accused)
    return Case(
        id=make_id("cas", anchor),
        title=title,
        summary=_summary(members),
        operation=operation,
        kinds=_all(merged, "kinds"),
        vulnerabilities=vulnerabilities,
        products=_all(merged, "products"),
        malware=malware,
        groups=groups,
        targets=_all(merged, "targets"),
        accused=accused,
        claimants=_claimants(claims),
        positions=positions,
        answers=answers_in([c for c, _ in claims]),
        measures=measures,
        timeline=timeline_of(members),
        reports=_reports(members),
        origins=origins_in([c for c, _ in claims]),
        merged_on=tuple(
            Membership(
                claim=c.id, document=s.document.id, reasons=tuple(reasons[s.key]) or ("the only document so far",)
            )
            for s in members
            for c in s.claims
        ),
        links=(),
    )


def _all(conducts: Sequence[Conduct], name: str) -> tuple[str, ...]:
    """The values of one field over all conducts, the most often named first."""
    counts: dict[str, int] = {}
    for conduct in conducts:
        for value in getattr(conduct, name):
            counts[value] = counts.get(value, 0) + 1
    return tuple(sorted(counts, key=lambda value: (-counts[value], value)))


def _title(name: str | None, groups: Sequence[str], members: Sequence[Strand], accused: Sequence[str]) -> str:
    """What names the case, else what its first claim says. Never a sentence of callout's own about who did it."""
    if name:
        return name
    dated = sorted(members, key=lambda s: ((s.document.published.date if s.document.published else None) or "9", s.key))
    titles = [s.document.title for s in dated if s.document.title and not s.past]
    if titles:
        return titles[0][:100]
    measures = [c for s in members for c in s.measures]
    if measures:
        first = measures[0]
        by = first.claimant.name if first.claimant else "unnamed authority"
        against = next((a.name or a.phrase for a in first.accused), "unnamed persons")
        return f"{by}: {first.act} ({', '.join(groups[:1]) or against})"
    return _summary(members)[:100] or f"Conduct ascribed to {', '.join(accused) or 'nobody'}"


def _summary(members: Sequence[Strand]) -> str:
    """The words of the first claim, or of the first conduct."""
    for strand in members:
        for claim in strand.claims:
            if claim.act_class is ActClass.ATTRIBUTION:
                return claim.evidence[0].exact
    for strand in members:
        if strand.claims:
            return strand.claims[0].evidence[0].exact
        if strand.conduct:
            return strand.conduct.summary
    return ""


def _claimants(claims: Sequence[tuple[Claim, Document]]) -> tuple[Party, ...]:
    found: dict[str, Party] = {}
    for claim, _ in claims:
        for party in (claim.claimant, *claim.partners):
            if party:
                found.setdefault(party.id, party)
    return tuple(sorted(found.values(), key=lambda p: (p.name, p.id)))


def _reports(members: Sequence[Strand]) -> tuple[CaseReport, ...]:
    counted: dict[str, int] = {}
    documents = {s.document.id: s.document for s in members}
    for strand in members:
        counted[strand.document.id] = counted.get(strand.document.id, 0) + len(strand.claims)
    return tuple(
        CaseReport(document=i, uri=d.uri, title=d.title, published=d.published, claims=counted[i])
        for i, d in sorted(
            documents.items(),
            key=lambda pair: ((pair[1].published.date if pair[1].published else None) or "9", pair[0]),
        )
    )


def _says_same_day(a: Sequence[Strand], b: Sequence[Strand], sign: str) -> bool:
    document = sign.split(" ", 1)[1]
    return any(
        claim.said_on is not None and (claim.said_on.phrase or "").lower().endswith("same day")
        for strand in [*a, *b]
        if strand.document.id == document
        for claim in strand.claims
    )


def _links(cases: Sequence[Case], members_of: Mapping[str, Sequence[Strand]]) -> dict[str, list[Link]]:
    """Cases announced together: told in one document, or by the same state of the same accused on the same day."""
    found: dict[str, list[Link]] = {case.id: [] for case in cases}
    by_sign: dict[str, set[int]] = {}
    for number, case in enumerate(cases):
        for strand in members_of[case.id]:
            if strand.claims and not strand.past:
                by_sign.setdefault(f"document {strand.document.id}", set()).add(number)
                for day in {d for d in (strand.day() or ()) if strand.day() and strand.day()[0] == strand.day()[1]}:  # type: ignore[index]
                    for claimant in strand.claimants:
                        for state in strand.accused:
                            by_sign.setdefault(f"{claimant} accuses {state} on {day}", set()).add(number)
    reasons: dict[tuple[int, int], str] = {}
    for sign in sorted(by_sign):
        for i, j in combinations(sorted(by_sign[sign]), 2):
            reason = "told in the same document" if sign.startswith("document") else f"announced the same day: {sign}"
            if sign.startswith("document") and _says_same_day(members_of[cases[i].id], members_of[cases[j].id], sign):
                reason = "announced the same day, as one document says"
            if (i, j) not in reasons or not sign.startswith("document"):
                reasons[i, j] = reason
    for (i, j), reason in reasons.items():
        found[cases[i].id].append(Link(case=cases[j].id, title=cases[j].title, reason=reason))
        found[cases[j].id].append(Link(case=cases[i].id, title=cases[i].title, reason=reason))
    return found
