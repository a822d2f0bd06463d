"""Clauses: who does what to whom around a verb, whichever way the sentence puts it.

A passive's subject is its object and its "by" phrase its subject; a participle, an infinitive or a
coordinated verb borrows what it lacks from the verb or noun that it hangs on.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from callout.reading.lexicon import word_set
from callout.reading.syntax import Tree, Word

_TELLING = frozenset(
    {"urge", "ask", "tell", "order", "force", "help", "direct", "want", "expect", "encourage", "let", "task", "hire"}
)

_RELATIVE = frozenset({"that", "which", "who", "whom", "whose"})


@dataclass(slots=True)
class Arguments:
    """Places in the tree. `preps` holds the objects of each preposition, coordinated ones included."""

    subject: int | None = None
    object: int | None = None
    passive: bool = False
    preps: dict[str, list[int]] = field(default_factory=dict)


def conjuncts(tree: Tree, i: int) -> list[int]:
    """A head and all that is coordinated with it, appositions listed after a comma included."""
    found, stack = [], [i]
    while stack:
        place = stack.pop()
        found.append(place)
        stack.extend(k.i for k in tree.kids(place, "conj"))
    return sorted(found)


def noun_phrase(tree: Tree, i: int) -> list[Word]:
    """The words of a noun phrase without what is coordinated with its head and without full relative clauses."""
    keep: list[int] = []
    stack = [i]
    while stack:
        place = stack.pop()
        keep.append(place)
        for k in tree.words[place].kids:
            word = tree.words[k]
            if word.dep in ("cc", "punct", "preconj") and place == i:
                continue
            if word.dep == "conj" and place == i:
                continue
            stack.append(k)
    return [tree.words[k] for k in sorted(keep)]


def arguments(tree: Tree, i: int) -> Arguments:
    """The arguments of the verb at `i`, found once for each verb of a tree: read them, do not change them."""
    found: Arguments | None = tree.known.get(i)
    if found is None:
        found = tree.known[i] = _arguments(tree, i)
    return found


def _arguments(tree: Tree, i: int) -> Arguments:
    found = Arguments()
    verb = tree.words[i]
    deps = {tree.words[k].dep for k in verb.kids}
    # "detained three people over cyberattacks by the group": with subject and object of its own a verb is active.
    found.passive = (
        bool(deps & {"nsubjpass", "auxpass"})
        or ("agent" in deps and not {"nsubj", "dobj"} <= deps)
        or (
            # "with confidence that the service had carried out": an auxiliary and a subject make it no participle.
            verb.tag == "VBN"
            and verb.dep in ("acl", "amod")
            and not any(tree.words[k].dep in ("aux", "nsubj") for k in verb.kids)
        )
    )
    for k in verb.kids:
        word = tree.words[k]
        if word.dep in ("nsubj", "csubj"):
            if found.subject is None or word.low not in ("both", "all", "each"):
                # "which both sanctioned": "both" only says how many "which" are.
                found.subject = k
        elif word.dep == "nsubjpass" or (
            word.dep in ("dobj", "obj", "dative")
            # "told a briefing that China condemned the behaviour": what stands behind the verb, not "that".
            and (found.object is None or (found.object < i < k and tree.words[found.object].low == "that"))
        ):
            found.object = k
        elif word.dep in ("prep", "agent", "dative"):
            _add_preposition(tree, k, found)
    if found.subject is None and not found.passive:
        # "has for the first time used": the parser hangs the subject on the auxiliary that stands apart.
        for k in verb.kids:
            if tree.words[k].dep == "aux" and tree.words[k].kids:
                found.subject = next((s.i for s in tree.kids(k, "nsubj")), None)
    if found.object is None and verb.lemma == "call":
        # "called in the ambassador": the parser takes "in" for a preposition.
        diplomats = word_set("actors", "diplomats")
        found.object = next((p for p in found.preps.get("in", ()) if tree.words[p].lemma in diplomats), None)
    if found.object is None and verb.lemma in ("hold", "make", "demand", "expect", "require"):
        # "expect China to take it seriously", "demanded that Beijing stop": of whom it is asked. The parser may take
        # "hold Russia to account" or "made the patch available" as a clause of its own as well.
        found.object = next((s.i for k in tree.kids(i, "ccomp", "xcomp") for s in tree.kids(k.i, "nsubj")), None)
    if found.subject is None and not found.passive and verb.tag in ("VBZ", "VBP", "VBD"):
        # "NorthKorea hacks bank": a name right before a finite verb that the parser took for a part of it.
        found.subject = next((k.i for k in tree.kids(i, "compound") if k.pos == "PROPN" and k.i < i), None)
    head = tree.words[verb.head]
    causative = verb.tag in ("VBN", "VBD") and not any(tree.words[k].dep == "aux" for k in verb.kids)
    if causative and verb.dep in ("ccomp", "xcomp") and head.lemma == "have" and not found.passive:
        # "had the ambassador summoned": whoever had it done did it.
        found.object = found.object if found.object is not None else found.subject
        found.subject = next((k.i for k in tree.kids(head.i, "nsubj")), None)
    if _is_headline_passive(tree, verb, found):
        found.passive, found.object, found.subject = True, found.subject, None
    if found.passive and "by" not in found.preps:
        # "was planned and carried out by": the agent stands with the last of the verbs.
        for kid in tree.kids(i, "conj"):
            for agent in tree.kids(kid.i, "agent"):
                _add_preposition(tree, agent.i, found)
    if found.passive:
        found.subject = next(iter(found.preps.get("by", [])), None)
    _borrow(tree, verb, found)
    for role in ("subject", "object"):
        place = getattr(found, role)
        if place is not None and tree.words[place].low in _RELATIVE:
            setattr(found, role, _antecedent(tree, i))
    return found


def _is_headline_passive(tree: Tree, verb: Word, found: Arguments) -> bool:
    """ "China accused of attack", "Website hacked by …": headlines leave out the auxiliary."""
    if found.subject is None or found.object is not None or found.passive or verb.tag not in ("VBD", "VBN"):
        return False
    if any(tree.words[k].dep in ("aux", "ccomp", "xcomp") for k in verb.kids):
        return False
    wanted = {"accuse": "of", "blame": "for", "charge": "with", "suspect": "of"}.get(verb.lemma)
    if verb.lemma in word_set("speech", "never_passive"):
        # "Denmark stood by the attribution"
        return False
    return (wanted in found.preps) if wanted else "by" in found.preps


def _add_preposition(tree: Tree, k: int, found: Arguments) -> None:
    word = tree.words[k]
    name = word.low
    if name == "according":
        return
    objects = [p for kid in tree.kids(k, "pobj", "pcomp") for p in conjuncts(tree, kid.i)]
    for inner in tree.kids(k, "prep"):
        # "according to", "back to", "out of"
        objects += [p for kid in tree.kids(inner.i, "pobj") for p in conjuncts(tree, kid.i)]
        found.preps.setdefault(inner.low, []).extend(objects)
    found.preps.setdefault(name, []).extend(objects)
    for other in tree.kids(k, "conj"):
        _add_preposition(tree, other.i, found)


def _borrow(tree: Tree, verb: Word, found: Arguments) -> None:
    if verb.head == verb.i:
        return
    head = tree.words[verb.head]
    if verb.dep in ("acl", "relcl"):
        if found.passive:
            found.object = found.object if found.object is not None else head.i
        elif found.subject is None:
            found.subject = head.i if verb.tag == "VBG" else _holder(tree, head)
    elif verb.dep == "ccomp" and found.subject is None and head.dep == "relcl" and tree.kids(head.i, "nsubj"):
        # "a man it says was behind the theft", "a group which it suspects is tied to China": the man, the group.
        if found.passive:
            found.object = found.object if found.object is not None else _antecedent(tree, head.i)
        else:
            found.subject = _antecedent(tree, head.i)
    elif verb.dep in ("conj", "xcomp", "advcl", "ccomp") and found.subject is None and head.pos in ("VERB", "AUX"):
        if verb.dep == "conj" and verb.tag == "VBD" and head.tag == "VBN" and head.dep == "ccomp":
            # "said that the service had carried it out, expelled ten diplomats and …": who said so expelled them.
            head = tree.words[head.head]
        above = arguments(tree, head.i)
        infinitive = verb.dep == "advcl" and any(k.low == "to" for k in tree.kids(verb.i, "aux"))
        if found.passive and found.object is None and (verb.dep in ("conj", "xcomp") or infinitive):
            found.object = above.object if above.passive else above.subject
        elif not found.passive:
            # "is run by Vietnam and has hacked the bank": what is run has hacked, and not who runs it.
            same = verb.dep == "conj" or above.subject is None
            found.subject = above.object if above.passive and same else above.subject
            if (
                verb.dep in ("xcomp", "advcl")
                and above.object is not None
                and not above.passive
                and head.lemma in word_set("actors", "used", "tolerated") | _TELLING
            ):
                # "urged China to stop", "allowed hackers to steal": the object does it.
                found.subject = above.object
    elif verb.dep == "xcomp" and found.subject is None and head.pos == "ADJ":
        found.subject = _subject_above(tree, head)
    elif verb.dep == "pcomp" and found.subject is None:
        upper = tree.words[head.head]
        if upper.pos in ("VERB", "AUX") and upper.i != verb.i:
            above = arguments(tree, upper.i)
            found.subject = (
                above.object if above.object is not None and head.low in ("of", "for", "from") else above.subject
            )


def _subject_above(tree: Tree, word: Word) -> int | None:
    for above in tree.ancestors(word.i):
        if above.pos in ("VERB", "AUX"):
            return arguments(tree, above.i).subject
    return None


def _holder(tree: Tree, noun: Word) -> int | None:
    """For "China's attempt to hack", "efforts by Russia to": whose attempt it is."""
    for kid in tree.kids(noun.i, "poss"):
        return kid.i
    for prep in tree.kids(noun.i, "prep"):
        if prep.low == "by":
            return next((p.i for p in tree.kids(prep.i, "pobj")), None)
    if noun.dep in ("dobj", "pobj", "attr"):
        for above in tree.ancestors(noun.i):
            if above.pos in ("VERB", "AUX"):
                args = arguments(tree, above.i)
                return args.subject
    return None


def _antecedent(tree: Tree, i: int) -> int | None:
    word = tree.words[i]
    verb = word
    while word.dep not in ("relcl", "acl") and word.head != word.i and word.dep in ("xcomp", "conj", "aux", "ccomp"):
        word = tree.words[word.head]
    if word.dep not in ("relcl", "acl"):
        return None
    noun = tree.words[word.head]
    if noun.dep == "appos" and tree.words[noun.head].pos == "PROPN":
        # "Srimax, the maker of the software, which has released fixes": the name rather than what it is.
        return noun.head
    if any(k.low in ("both", "all") for k in (tree.words[x] for x in verb.kids)):
        # "Britain and the United States, which both sanctioned": all of them.
        while noun.dep == "conj" and noun.head != noun.i:
            noun = tree.words[noun.head]
    return noun.i


def told_first(tree: Tree) -> Word | None:
    """The verb that closes a sentence whose object clause opens it: "That Russia did it Berlin still maintains". The
    parser takes such a verb for a clause on the last noun. None in any other sentence."""
    if tree.words[0].low != "that" or tree.words[0].dep != "mark":
        return None
    for verb in reversed(tree.words):
        if verb.pos != "VERB":
            continue
        subject = next(iter(tree.kids(verb.i, "nsubj")), None)
        if (
            subject is None
            or subject.low in _RELATIVE
            or subject.i > verb.i
            or tree.kids(verb.i, "dobj", "ccomp", "xcomp")
        ):
            return None
        finite = verb.tag in ("VBD", "VBZ", "VBP") or bool(tree.kids(verb.i, "aux"))
        clause = any(w.pos in ("VERB", "AUX") and w.tag in ("VBD", "VBZ", "VBP") for w in tree.words[: subject.i])
        return verb if finite and clause else None
    return None


def is_told_first(tree: Tree, i: int, verb: Word) -> bool:
    """Whether the word at `i` stands in the clause that opens the sentence which `verb` closes."""
    subject = next(iter(tree.kids(verb.i, "nsubj")))
    return i < tree.subtree(subject.i)[0].i
