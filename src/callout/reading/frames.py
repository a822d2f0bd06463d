"""The verbs of `words/frames.toml`: which act each performs, and where its grammar puts the accused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from callout.reading.clauses import Arguments, conjuncts
from callout.reading.lexicon import words
from callout.reading.syntax import Tree, Word
from callout.record.acts import Act


@dataclass(frozen=True, slots=True)
class Frame:
    act: Act
    accused: tuple[str, ...]
    particle: frozenset[str]
    objects: tuple[str, ...]
    performer: frozenset[str]
    linking: bool
    conduct_needed: bool
    tied: bool
    backing: bool
    of_deed: bool

    @property
    def needs(self) -> tuple[str, ...]:
        """Words of which one stands beside the verb wherever it performs the act; empty where none has to."""
        if self.of_deed:
            return tuple(words("cyber")["doings"])
        return self.objects or (() if "" in self.particle else tuple(sorted(self.particle)))


@cache
def frames() -> Mapping[str, Sequence[Frame]]:
    """The frames of each verb lemma."""
    found: dict[str, list[Frame]] = {}
    for row in words("frames")["frame"]:
        frame = Frame(
            act=Act(row["act"]),
            accused=tuple(row["accused"]),
            particle=frozenset(row.get("particle", ())),
            objects=tuple(row.get("objects", ())),
            performer=frozenset(row.get("performer", ())),
            linking=row.get("linking", False),
            conduct_needed=row.get("conduct_needed", False),
            tied=row.get("tied", False),
            backing=row.get("backing", False),
            of_deed=row.get("of_deed", False),
        )
        for verb in row["verbs"]:
            found.setdefault(verb, []).append(frame)
    return found


def does_so(tree: Tree, verb: Word) -> bool:
    """ "Did so", "did the same", "followed suit": whatever was just told is done again."""
    wanted = {"do": {"so", "same", "likewise"}, "follow": {"suit"}}.get(verb.lemma)
    if wanted is None:
        return False
    near = (*tree.kids(verb.i, "advmod", "dobj"), *tree.words[verb.i + 1 : verb.i + 2])
    return any(w.low in wanted for w in near)


def fits(frame: Frame, tree: Tree, i: int, args: Arguments) -> bool:
    """Whether the verb at `i` has the particle and the object that its frame asks for."""
    if frame.particle and "" not in frame.particle:
        near = {tree.words[k].low for k in tree.words[i].kids}
        near |= {
            tree.words[k].low
            for kid in tree.words[i].kids
            for k in tree.words[kid].kids
            if tree.words[kid].dep in ("prep", "oprd", "xcomp", "ccomp", "acomp")
        }
        # "gave the staff two days to leave"
        near |= {w.low for kid in tree.kids(i, "dobj", "dative", "npadvmod") for w in tree.kids(kid.i, "acl", "relcl")}
        if frame.objects or frame.act is Act.SANCTION:
            # "issued a declaration in support of", "put six persons under measures": it may stand below the object.
            near = {w.low for w in tree.subtree(i)}
        if not near & frame.particle:
            return False
    if frame.objects:
        if args.object is None:
            return False
        # The head noun, with what is coordinated with it: "a statement and an advisory".
        heads = [tree.words[args.object], *tree.kids(args.object, "conj", "compound", "amod")]
        if heads[0].pos in ("NUM", "PRON", "DET"):
            # "fixed one of the flaws"
            heads += [p for k in tree.kids(args.object, "prep") if k.low == "of" for p in tree.kids(k.i, "pobj")]
        before = [w for w in tree.subtree(args.object) if w.start <= tree.words[args.object].end]
        said = f"{' '.join(w.low for w in before)} / {' '.join(w.lemma for w in before)}"
        return any(w.lemma in frame.objects or w.low in frame.objects for w in heads) or any(
            " " in o and o in said for o in frame.objects
        )
    return True


def performs(tree: Tree, i: int, args: Arguments) -> bool:
    """Whether the verb at `i`, with what its frames ask for, is a public act: it accuses, rejects, charges."""
    return any(fits(frame, tree, i, args) for frame in frames().get(tree.words[i].lemma, ()))


def accused_places(frame: Frame, tree: Tree, i: int, args: Arguments) -> list[list[int]]:
    """The places where the frame's accused may stand, best first.

    A preposition that the parser hung lower ("attributed the campaign using … to …"), or on the object ("charges
    against"), still counts: it is looked for below the verb when the verb has none of its own.
    """
    places: list[list[int]] = []
    for name in frame.accused:
        if name == "obj":
            if args.object is not None:
                places.append([args.object])
        else:
            if args.preps.get(name):
                places.append(args.preps[name])
            if name in ("to", "against", "on", "with"):
                places.extend(p for p in _lower(tree, i, name) if p not in places)
            if name == "of" and frame.particle:
                # "laid it at the door of Moscow", "a warrant for the arrest of an officer": the first, and not whose.
                places.extend(p for p in _lower(tree, i, name)[::-1] if p not in places)
    return places


def _lower(tree: Tree, i: int, preposition: str) -> list[list[int]]:
    found = []
    # Of a passive also what stands before it: "Sanctions against two officers were announced."
    before = {w.i for k in tree.kids(i, "nsubjpass") for w in tree.subtree(k.i)}
    for word in tree.subtree(i):
        if (word.i > i or word.i in before) and word.low == preposition and word.dep in ("prep", "dative"):
            objects = [p for kid in tree.kids(word.i, "pobj") for p in conjuncts(tree, kid.i)]
            if objects:
                found.append(objects)
    return [objects for objects in found[::-1] if not any(_describes(tree, objects[0], other) for other in found)]


def _describes(tree: Tree, place: int, others: Sequence[int]) -> bool:
    """Whether a place stands in a clause or an apposition about one of the others: "on Gamaredon, a group known for its
    attacks on Kyiv"."""
    previous = tree.words[place]
    for above in tree.ancestors(place):
        if above.i in others:
            return previous.dep in ("appos", "acl", "relcl")
        previous = above
    return False


@dataclass(frozen=True, slots=True)
class _Claiming:
    """The verbs of the frames in any inflection: those that claim by themselves, and those that need an object."""

    free: frozenset[str]
    bound: tuple[tuple[frozenset[str], re.Pattern[str]], ...]

    def within(self, text: str, start: int, end: int) -> bool:
        # A set of words: a pattern of some hundred verbs is tried at every word.
        told = {word.lower() for word in _WORD.findall(text, start, end)}
        # "co-authored"
        told.update(f"{first}-{second}".lower() for first, second in _HYPHENED.findall(text, start, end))
        if not self.free.isdisjoint(told):
            return True
        return any(not verbs.isdisjoint(told) and o.search(text, start, end) for verbs, o in self.bound)


_WORD = re.compile(r"\w+")
_HYPHENED = re.compile(r"\b(\w+)-(?=(\w+))")


@cache
def _claiming() -> _Claiming:
    free: list[str] = []
    bound: dict[tuple[str, ...], list[str]] = {}
    for verb, found in frames().items():
        for frame in found:
            (bound.setdefault(frame.needs, []) if frame.needs else free).append(verb)
    return _Claiming(
        _inflected(free),
        tuple(
            (_inflected(verbs), re.compile(rf"\b(?:{'|'.join(re.escape(_stem(o)) for o in objects)})", re.I))
            for objects, verbs in bound.items()
        ),
    )


def _inflected(verbs: Iterable[str]) -> frozenset[str]:
    return frozenset(form for verb in verbs for form in (*_forms(verb), *words("frames")["irregular"].get(verb, ())))


def _stem(noun: str) -> str:
    """What the singular and the plural of a noun begin with: "vulnerabilit", "indicator"."""
    head = noun.split(" of ")[0]
    return head[:-1] if head.endswith("y") and head[-2] not in "aeou" else head


def _forms(verb: str) -> tuple[str, ...]:
    """The regular forms of a verb, with those that no verb of its ending has: what is searched for is only wider."""
    if verb.endswith("e"):
        return verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"
    if verb.endswith("y") and verb[-2] not in "aeou":
        return verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    doubled = verb + verb[-1]
    return verb, f"{verb}s", f"{verb}es", f"{verb}ed", f"{verb}ing", f"{doubled}ed", f"{doubled}ing"


def has_claiming_verb(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` holds, in any inflection, a verb of the frames with the object that it needs."""
    return _claiming().within(text, start, end)
