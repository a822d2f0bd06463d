"""A news story and what newsrooms make of it, in words of our own, on an event that never took place."""

from __future__ import annotations

LEAD = "Ruritania on Tuesday blamed the navy of Graustark for the theft of harbour charts from its hydrographic office."
CHARTS = "The charts show sandbanks, cables and the anchorages of submarines, and took eleven summers to draw."
ENTRY = "Intruders entered through the mailbox of a retired pilot and copied four hundred sheets within a fortnight."
QUOTE = "Whoever steals a chart means to sail where nobody invited him, and we have moved the buoys"
MINISTER = f'"{QUOTE}," the minister of shipping, Osk Varn, told fishermen in Port Zenda.'
LATER = "Fishermen received new sheets on paper, and insurers doubled the premium for the strait."
DENIAL = "Graustark called the accusation a fog without a horn and recalled its consul."
BACKGROUND = (
    "The two countries have quarrelled over the strait since the lighthouse treaty of 1921 lapsed. Smugglers and"
    " amateur radio operators were arrested on both shores, and a commission met twice without agreeing on a map."
)

STORY = "\n\n".join([LEAD, f"{CHARTS} {ENTRY}", MINISTER, BACKGROUND, f"{LATER} {DENIAL}"])
CUT = "\n\n".join([f"PORT ZENDA, June 4 (Harbour Agency) -- {LEAD}", f"{CHARTS} {ENTRY}"])
MOVED = "\n\n".join([DENIAL, ENTRY, LEAD, LATER])
REWORDED = "\n\n".join(
    [
        "Charts gone: who sailed off with them?",
        LEAD.replace("blamed", "accused").replace("theft", "stealing"),
        f"{DENIAL} {LATER.replace('received', 'were given')}",
        ENTRY.replace("copied", "took away copies of").replace("fortnight", "two weeks"),
    ]
)
COPIES = {"cut": CUT, "moved": MOVED, "reworded": REWORDED}

OTHER = "\n\n".join(
    [
        "The parliament of Ruritania sat until dawn over the price of bread, and two ministers left the hall in anger.",
        BACKGROUND,
        "Bakers want a subsidy on flour. Millers hold that the harvest was poor, and nobody has asked the farmers yet.",
        "A vote is set for Friday, when the opposition hopes to bring its own bill and perhaps the government's fall.",
    ]
)
"""Another story that carries the same paragraph on what went before."""

APART = "\n\n".join(
    [
        "Buoys off the coast have been lying elsewhere since last week, and crews learned yesterday why that is so.",
        f'Osk Varn, who keeps a boat himself, would not be hurried. "{QUOTE}," he said, and poured the coffee.',
        "In Graustark the papers are silent. A retired admiral said on the radio that maps of sand are worth little.",
    ]
)
"""Another report on the same statement that has the quotation and nothing else of the story."""
