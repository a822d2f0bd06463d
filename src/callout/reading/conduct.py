"""What is said to have been done: kinds, campaign, products, vulnerabilities, malware, targets, scale, motives.

A document may describe several conducts. Sentences about the same campaign, product, vulnerability or malware are
about one; a sentence that names none of these speaks of the conduct before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from callout.knowledge.files import names_in, table
from callout.knowledge.institutions import institution_of
from callout.knowledge.names import What
from callout.reading.clock import Clock
from callout.reading.context import Context
from callout.reading.mentions import Mention
from callout.reading.reputations import reputations
from callout.reading.struck import struck_institutions, struck_names
from callout.reading.timing import Timing
from callout.reading.vulnerabilities import find_vulnerabilities
from callout.record.acts import ConductKind
from callout.record.claim import Conduct
from callout.record.dates import When
from callout.record.evidence import Evidence
from callout.record.ids import make_id

_SCALE = re.compile(
    r"""\b(?:(?:more\ than|at\ least|some|about|around|nearly|almost|over|up\ to|roughly|approximately
      |an\ estimated)\s+)?
    (?:\d[\d,.]*\s*(?:million|billion|thousand)?|tens\ of\ thousands|hundreds\ of\ (?:thousands|millions)|hundreds
      |thousands|dozens|millions)\s+(?:of\s+)?(?:[\w-]+\s+){0,3}?
    (?:computers?|networks?|systems?|devices?|servers?|organi[sz]ations?|companies|accounts?|victims?|users?|customers?|people
      |records?|countries|universities|institutions|emails?|websites?|employees|individuals|hospitals|banks|agencies|machines
      |PCs)
    (?:\s+(?:and|in|across)\s+(?:\d[\d,]*\s+)?(?:networks|systems|countries|locations))?""",
    re.I | re.X,
)
_MONEY = re.compile(
    r"(?:US)?[$€£]\s?\d[\d.,]*(?:\s?(?:million|billion|m|bn))?"
    r"|\b\d[\d.,]*\s(?:(?:million|billion|thousand)\s)?(?:dollars|euros?|pounds|rupees|yuan|yen|won|roubles|rubles|kroner|"
    r"kronor|francs)\b",
    re.I,
)
_MONEY_TAKEN = re.compile(
    rf"\b(?:stole|stolen|stealing|theft\s+of|robbed|robbery\s+of|took|taken)\b[^.;]{{0,40}}?(?:{_MONEY.pattern}|\bmoney\b|\bfunds\b)",
    re.I,
)
_DATA = re.compile(
    r"\b(?:data|information|records?|documents?|files|e-?mails?|passwords?|secrets|messages|registers?)\b", re.I
)


@dataclass(slots=True)
class Features:
    """What one stretch of text says of a conduct. Names are canonical."""

    campaigns: list[str] = field(default_factory=list)
    malware: list[str] = field(default_factory=list)
    products: list[str] = field(default_factory=list)
    vulnerabilities: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    kinds: list[ConductKind] = field(default_factory=list)
    sectors: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    motives: list[str] = field(default_factory=list)
    scale: str | None = None
    period: When | None = None
    disclosed: When | None = None

    @property
    def names(self) -> set[str]:
        """What identifies the conduct: campaigns, malware, products and vulnerabilities, and what each implies."""
        return {*self.campaigns, *self.malware, *self.products, *self.vulnerabilities}


@cache
def campaign_facts() -> dict[str, dict[str, list[str]]]:
    """For each known campaign its CVEs, products and kinds."""
    return {
        row["name"]: {
            "cves": names_in(row["cves"]),
            "products": names_in(row["products"]),
            "kinds": names_in(row["kinds"]),
        }
        for row in table("campaigns")
    }


@cache
def _by_product() -> dict[str, str]:
    """The campaign that a product names: the only one known for it, or the one known for its flaws."""
    listed: dict[str, list[str]] = {}
    for name, facts in campaign_facts().items():
        for product in facts["products"]:
            listed.setdefault(product, []).append(name)
    with_flaws = {name for name, facts in campaign_facts().items() if facts["cves"]}
    return {
        product: next((n for n in names if n in with_flaws), names[0])
        for product, names in listed.items()
        if len(names) == 1 or with_flaws & set(names)
    }


@cache
def _by_victim() -> dict[str, str]:
    """Campaigns that are named after their victim: "a campaign against SolarWinds" names the SolarWinds campaign."""
    named: dict[str, str] = {}
    for row in table("campaigns"):
        for name in (row["name"], *names_in(row["other_names"])):
            victim, _, deed = name.rpartition(" ")
            if victim and deed in ("campaign", "hack", "breach", "attack", "heist"):
                named.setdefault(victim, row["name"])
    return named


_TOLD_OF_ACTORS = (What.CAMPAIGN, What.MALWARE, What.PRODUCT)


def features(context: Context, timing: Timing, start: int, end: int, accused_states: Iterable[str] = ()) -> Features:
    """What `text[start:end]` says of a conduct. States that are accused or speak are not its targets."""
    found = Features()
    text = context.text
    not_targets = set(accused_states)
    apart = reputations(context, start, end)
    for mention in context.mentions.within(start, end):
        if mention.end > end or mention.entity is None:
            continue
        if mention.what in _TOLD_OF_ACTORS and any(a <= mention.start < b for a, b in apart):
            continue
        name = mention.entity.name
        if mention.what is What.CAMPAIGN:
            _add(found.campaigns, name)
        elif mention.what is What.MALWARE:
            _add(found.malware, name)
        elif mention.what is What.PRODUCT:
            _add(found.products, name)
        elif mention.what is What.GROUP:
            _add(found.groups, name)
        elif _is_victim(text, mention, start) and mention.country not in not_targets:
            _add(found.targets, mention.country or name)
            if name in _by_victim():
                _add(found.campaigns, _by_victim()[name])
    for name in struck_names(context, start, end):
        _add(found.targets, name)
    for noun, country in struck_institutions(context, start, end):
        _add(found.targets, institution_of(noun, country) if country else noun)
    for vulnerability in find_vulnerabilities(text, start, end):
        _add(found.vulnerabilities, vulnerability.id)
    for kind in ConductKind:
        if context.terms.any(start, end, f"cyber.kinds.{kind}"):
            found.kinds.append(kind)
    if _MONEY_TAKEN.search(text, start, end):
        # "Stole 81 million dollars": no data, unless the words name some.
        if not _DATA.search(text, start, end):
            found.kinds = [kind for kind in found.kinds if kind is not ConductKind.DATA_THEFT]
        _add_kind(found, ConductKind.FINANCIAL_THEFT)
    for term in context.terms.within(start, end, "cyber.sectors"):
        _add(found.sectors, term.category.rsplit(".", 1)[1])
    for term in context.terms.within(start, end, "cyber.motives"):
        _add(found.motives, text[term.start : term.end])
    scale = _SCALE.search(text, start, end) or _MONEY.search(text, start, end)
    found.scale = scale.group().strip() if scale else None
    found.period = timing.of_deed(start, end, Clock.CONDUCT)
    found.disclosed = timing.of_deed(start, end, Clock.DISCLOSED)
    return found


def _are_two(one: Features, other: Features) -> bool:
    """WannaCry and NotPetya used the same flaw: two outbreaks that have names are two, whatever they share."""
    known = campaign_facts().keys()
    names = [{*found.campaigns, *found.malware} & known for found in (one, other)]
    return bool(one.malware and other.malware and names[0] and names[1]) and not names[0] & names[1]


_VICTIM_BEFORE = re.compile(
    r"(?:\b(?:against|target(?:s|ed|ing)?|(?:cyber-?)?attack(?:s|ed|ing)?(?:\s+on)?|hack(?:s|ed|ing)?(?:\s+of|\s+into)?|breach(?:es|ed)?(?:\s+of)?|"
    r"hit|hitting|compromis\w+|infiltrat\w+|"
    r"(?:theft|raid|heist|break-in|intrusion|robbery|leak)s?\s+(?:at|of|on|from)|including\s+in|affect\w*|victims?\s+in|networks?\s+in|organi[sz]ations?\s+in|companies\s+in|"
    r"spy(?:ing)?\s+on|spied\s+on|inside|across)\s+(?:the\s+)?(?:[\w-]+\s+){0,2})$",
    re.I,
)


def _is_victim(text: str, mention: Mention, start: int) -> bool:
    return bool(_VICTIM_BEFORE.search(text[max(start, mention.start - 60) : mention.start]))


def _with_their_state(targets: Sequence[str]) -> list[str]:
    """Without "parliament" where the document says whose it is."""
    return [target for target in targets if not any(other.startswith(f"{target} of ") for other in targets)]


def _add_kind(found: Features, kind: ConductKind) -> None:
    if kind not in found.kinds:
        found.kinds.append(kind)


def _add(names: list[str], name: str) -> None:
    if name not in names:
        names.append(name)


class Conducts:
    """The conducts of one document, in order of first mention.

    A stretch joins the conduct that shares a name with it; a stretch without a name joins the last one,
    unless it is about something else that was said in the past.
    """

    def __init__(self, context: Context, timing: Timing) -> None:
        self._context = context
        self._timing = timing
        self._open: list[tuple[Features, list[tuple[int, int]]]] = []
        self._last: int | None = None

    def place(self, start: int, end: int, found: Features, *, separate: bool = False) -> int:
        """The number of the conduct that the stretch is about."""
        index = self._matching(found)
        if index is None:
            # A past claim without a name of its own is about other conduct; an unnamed stretch speaks of the last one.
            if self._open and not found.names and not separate and self._last is not None:
                index = self._last
            elif found.names or not separate:
                index = self._adoptable(found, separate)
        if index is None:
            self._open.append((Features(), []))
            index = len(self._open) - 1
        self._merge(index, start, end, found)
        if not separate:
            self._last = index
        return index

    def _matching(self, found: Features) -> int | None:
        names = self._widened(found)
        if not names:
            return None
        for index, (known, _) in enumerate(self._open):
            if names & self._widened(known) and not _are_two(found, known):
                return index
        return None

    def _widened(self, found: Features) -> set[str]:
        """Names with what they imply: the Exchange flaws and the Exchange product belong to one campaign."""
        names = {*found.campaigns, *found.malware, *found.vulnerabilities}
        for name in [*found.campaigns, *found.malware]:
            facts = campaign_facts().get(name)
            if facts:
                names.update(facts["cves"])
                names.update(p for p in facts["products"] if facts["cves"] or len(facts["products"]) == 1)
        names.update(p for p in found.products)
        return names

    def _adoptable(self, found: Features, separate: bool) -> int | None:
        """The first named stretch takes over an unnamed conduct that the document opened with."""
        if separate or len(self._open) != 1 or self._open[0][0].names:
            return None
        return 0

    def _merge(self, index: int, start: int, end: int, found: Features) -> None:
        known, spans = self._open[index]
        for name in (
            "campaigns",
            "malware",
            "products",
            "vulnerabilities",
            "groups",
            "kinds",
            "sectors",
            "targets",
            "motives",
        ):
            target = getattr(known, name)
            for value in getattr(found, name):
                _add(target, value)
        known.scale = known.scale or found.scale
        known.period = known.period or found.period
        known.disclosed = known.disclosed or found.disclosed
        if (start, end) not in spans:
            spans.append((start, end))

    def tell(self, start: int, end: int, found: Features, *, own: bool) -> None:
        """What a sentence that makes no claim dates: the conduct whose name it shares, or the only one; or, where it
        speaks of conduct in its own words, another that nobody is held responsible for. One that names none and may be
        about several is left out."""
        index = self._matching(found)
        another = not self._open or (bool(found.names) and any(known.names for known, _ in self._open))
        if index is None and own and another:
            self._open.append((Features(), []))
            self._merge(len(self._open) - 1, start, end, found)
        elif index is not None or (len(self._open) == 1 and (not found.names or (own and not self._open[0][0].names))):
            self._date(index or 0, start, end, found)

    def _date(self, index: int, start: int, end: int, found: Features) -> None:
        known, spans = self._open[index]
        dates = known.period, known.disclosed
        known.period = known.period or found.period
        known.disclosed = known.disclosed or found.disclosed
        if (known.period, known.disclosed) != dates and (start, end) not in spans:
            spans.append((start, end))

    @property
    def none(self) -> bool:
        return not self._open

    def written(self) -> list[Conduct]:
        """The conducts as records."""
        return [self._record(found, spans) for found, spans in self._open]

    @staticmethod
    def _names_campaign(product: str, found: Features) -> bool:
        campaign = _by_product().get(product)
        if campaign is None:
            return False
        flaws = campaign_facts()[campaign]["cves"]
        if found.vulnerabilities and not set(found.vulnerabilities) & set(flaws):
            return False
        # A product that everybody uses names a campaign only where it is said to have been attacked.
        return not flaws or bool(set(found.kinds) - {ConductKind.ESPIONAGE})

    def _record(self, found: Features, spans: list[tuple[int, int]]) -> Conduct:
        context = self._context
        evidence = [Evidence.cut(context.text, a, b) for a, b in spans]
        operation = found.campaigns[0] if found.campaigns else None
        if operation is None:
            # A product names a campaign only where that campaign is known for the flaws of the product.
            operation = next((_by_product()[p] for p in found.products if self._names_campaign(p, found)), None)
        kinds = list(found.kinds)
        for name in [operation, *found.malware]:
            for kind in campaign_facts().get(name or "", {}).get("kinds", []):
                if ConductKind(kind) not in kinds and name in found.malware:
                    kinds.append(ConductKind(kind))
        return Conduct(
            id=make_id("cnd", {"document": context.document.id, "spans": [[e.start, e.end] for e in evidence]}),
            summary=evidence[0].exact[:200],
            kinds=tuple(kinds),
            operation=operation,
            vulnerabilities=tuple(found.vulnerabilities),
            products=tuple(found.products),
            malware=tuple(found.malware),
            groups=tuple(found.groups),
            targets=(*_with_their_state(found.targets), *found.sectors),
            scale=found.scale,
            motives=tuple(found.motives),
            period=found.period,
            disclosed=found.disclosed,
            evidence=tuple(evidence),
        )
