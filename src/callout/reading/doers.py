"""Who does things to other people's systems: groups, states and their services, malware, hackers, strangers.

What must stay true: a noun makes a doer by its meaning or its name; what is done decides whether it is a deed.
"""

from __future__ import annotations

from callout.knowledge.names import What
from callout.reading.accused import is_actor
from callout.reading.clauses import noun_phrase
from callout.reading.context import Context
from callout.reading.levels import level_of
from callout.reading.lexicon import word_set
from callout.reading.syntax import Tree

_DOERS = (What.GROUP, What.STATE, What.BODY, What.ROLE_BODY, What.MALWARE, What.CAMPAIGN)
_STATES = (What.STATE, What.BODY, What.ROLE_BODY)


class Doers:
    """The doers of one parsed stretch, by the place of their head."""

    def __init__(self, context: Context, tree: Tree) -> None:
        self._context = context
        self._tree = tree

    def may_be(self, place: int) -> bool:
        """A group, a state, a service of one, malware, or people of no name."""
        head = self._tree.words[place]
        mention = self._context.mentions.covering(head.start)
        return (
            (mention is not None and mention.what in _DOERS)
            or self.are_by_noun(place)
            or head.lemma in word_set("cyber", "deeds")
            or head.lemma in word_set("actors", "levels", "organs")
            or head.low in ("they", "it", "who", "which")
        )

    def are_by_noun(self, place: int) -> bool:
        """ "In July hackers disrupted the network": some verbs of deeds are also verbs of measures."""
        return level_of(self._tree.words[place]) is not None or is_actor(self._context, self._tree, place)

    def are_of_state(self, place: int) -> bool:
        """A state or a service of one, which does much that is no deed against systems."""
        mention = self._context.mentions.covering(self._tree.words[place].start)
        return mention is not None and mention.what in _STATES and not self.are_by_noun(place)

    def are_strangers(self, place: int) -> bool:
        """ "Was read by strangers", "an unauthorised third party": people of whom nothing is known but the deed."""
        if self._tree.words[place].lemma in word_set("events", "strangers"):
            return True
        unknown = {k.low for k in self._tree.kids(place, "amod", "compound")} & word_set("events", "unknown")
        return bool(unknown) and self._tree.words[place].lemma in word_set("events", "nobody_known")

    def are_named(self, place: int) -> bool:
        """Whether a noun phrase names a state or its people, a service, a group."""
        mentions = (self._context.mentions.covering(w.start) for w in noun_phrase(self._tree, place)[:16])
        return any(m is not None and (m.country or m.what in _DOERS) for m in mentions)
