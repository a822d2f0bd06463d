"""What only the title of a document names: the group that its text calls "this threat actor".

Entries of a database and short reports name a group in the title alone. What must stay true: the title names one group
and no other; the text names nobody who could be meant; the state follows from knowledge and is noted as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from callout.knowledge.names import What
from callout.reading.context import Context
from callout.reading.draft import Draft
from callout.reading.hearing import Parsed
from callout.reading.levels import level_of
from callout.reading.mentions import Mention, find_mentions
from callout.reading.syntax import Tree, Word
from callout.reading.topic import Topic
from callout.record.acts import Act, Level, Mode, Standing
from callout.record.claim import Accused
from callout.record.entity import EntityKind

_VICTIM = re.compile(r"\b(?:vs\.?|versus|against|on|targets?|hacks|leaks?|breach(?:es)?\s+of)\s+(?:the\s+)?$", re.I)


def titled_attributions(
    context: Context, topic: Topic, parsed: Sequence[Parsed], drafts: Sequence[Draft]
) -> Iterator[Draft]:
    """One draft for the first sentence whose doers are the group of the title, where nobody is accused otherwise."""
    group = _group(context)
    if group is None or group.entity is None or any(a.state or a.name for d in drafts for a in d.accused):
        return
    for one in parsed:
        start, end = one.sentence.start, one.sentence.end
        doer = next((w for w in one.tree.words if _is_doer(one.tree, w)), None)
        if not topic.is_near_conduct(start, end) or (doer is None and not _lacks_subject(one.tree)):
            continue
        # The words for the doers, or the whole sentence where it leaves them out.
        place = (start, end) if doer is None else one.tree.span(doer.i)
        yield Draft(
            act=Act.ATTRIBUTE,
            party=context.issuer.party if context.issuer else None,
            people=(),
            partners=(),
            accused=[
                Accused(
                    entity=group.entity.id,
                    name=group.entity.name,
                    kind=EntityKind.GROUP,
                    state=group.country,
                    state_from=group.state_from if group.country else None,
                    level=Level.GROUP,
                    phrase=context.text[slice(*place)],
                )
            ],
            standing=Standing.ASSERTED,
            mode=Mode.AUTHORED,
            start=start,
            end=end,
            steps=["act: the sentence tells what the group of the title did"],
        )
        return


def _group(context: Context) -> Mention | None:
    """The only group that the title names, unless as a victim."""
    title = context.document.title or ""
    found = [m for m in find_mentions(title).all if m.what is What.GROUP]
    named = {m.entity.name for m in found if m.entity}
    if len(named) != 1 or _VICTIM.search(title[: found[0].start]):
        return None
    return found[0]


def _is_doer(tree: Tree, word: Word) -> bool:
    """ "This threat actor targets …", "Hackers broke into …": a subject that names nobody."""
    return word.dep in ("nsubj", "nsubjpass") and word.pos == "NOUN" and level_of(word) in (Level.UNNAMED, Level.GROUP)


def _lacks_subject(tree: Tree) -> bool:
    """ "Responsible for targeting email accounts": an entry whose title is the subject."""
    root = next((w for w in tree.words if w.dep == "ROOT"), None)
    return root is not None and not tree.kids(root.i, "nsubj", "nsubjpass", "expl")
