"""Called: whether a sentence only says how somebody calls a group ("Google calls the group Coldriver").

That a company has a name for doers is an alias, by the one who calls them so (`aliases.py`); it does not say that the
company attributes the deed. What must stay true: somebody is named who calls them so ("other researchers track it as X"
is told by the document, of the doers that it speaks of), and doers are called so: "tracks the campaign as X" is not
meant here.
"""

from __future__ import annotations

from callout.knowledge.names import What
from callout.reading.context import Context
from callout.reading.levels import DOING, level_of
from callout.reading.lexicon import word_set
from callout.reading.syntax import Tree, Word

_CALLERS = (What.COMPANY, What.BODY, What.ROLE_BODY, What.MEDIA, What.STATE)
_WITHIN = ("compound", "appos", "conj", "nmod")
_CALLED = ("it", "them", "they", "him", "her")


def is_name_given(context: Context, tree: Tree, i: int) -> bool:
    """Whether the name at `i` is what somebody named is said to call doers, or the other name that he gives them."""
    name = tree.words[i]
    if _is_doer(name):
        # "calls the group Coldriver", read at the group
        name = next((k for k in tree.kids(i, "appos") if _side_by_side(tree, k)), name)
    while name.dep in _WITHIN and not _is_doer(tree.words[name.head]):
        name = tree.words[name.head]
    above = tree.words[name.head]
    naming = word_set("actors", "naming")
    if name.dep == "appos" and _is_doer(above):
        # "calls the group Coldriver"
        verb = tree.words[above.head]
        given = above.dep in ("dobj", "oprd", "nsubj", "ccomp") and verb.lemma in naming and _side_by_side(tree, name)
        return given and _names_caller(context, tree, verb)
    if name.dep in ("oprd", "dobj"):
        return above.lemma in naming and _calls_doers(tree, above, name) and _names_caller(context, tree, above)
    if name.dep == "pobj" and above.low == "as":
        verb = tree.words[above.head]
        if verb.lemma == "same" or any(k.lemma == "same" for k in tree.kids(verb.i, "amod")):
            return True
        return verb.lemma in naming and _calls_doers(tree, verb, name) and _names_caller(context, tree, verb)
    return False


def _names_caller(context: Context, tree: Tree, verb: Word) -> bool:
    """Whether the verb's subject is somebody by name. "Google, which calls the group X": the noun above is."""
    callers = tree.kids(verb.i, "nsubj")
    if verb.dep == "relcl" and any(k.low in ("which", "who") for k in callers):
        callers = [tree.words[verb.head]]
    found = [context.mentions.covering(k.start) for k in callers]
    return any(m is not None and m.what in _CALLERS for m in found)


def _is_doer(word: Word) -> bool:
    return level_of(word) in DOING and word.pos == "NOUN"


def _calls_doers(tree: Tree, verb: Word, name: Word) -> bool:
    """Whether those whom the verb gives a name are doers: its object, its passive subject, or the noun above it. "An
    actor known as X" is no clause: X is who the sentence is about."""
    if verb.dep == "acl":
        return False
    called = [k for k in tree.kids(verb.i, "dobj", "nsubjpass") if k.i != name.i]
    if verb.dep == "relcl":
        # "a group it calls X" has no other name; "APT28, which it calls X", has one.
        above = tree.words[verb.head]
        return above.pos == "PROPN" or any(k.pos == "PROPN" for k in tree.kids(above.i, "appos"))
    return any(_is_doer(k) or k.low in _CALLED for k in called)


def _side_by_side(tree: Tree, name: Word) -> bool:
    first = tree.subtree(name.i)[0]
    return first.i > 0 and tree.words[first.i - 1].i == name.head
