"""The record's closed vocabularies in plain words, for headings, tooltips and the page that explains them.

The values themselves are shown as the record writes them; the words here say what each stands for.
"""

from __future__ import annotations

from callout.casebook.waiting import Wants
from callout.record.acts import Act, ActClass, Level, Mode, Standing, Tie
from callout.record.dates import DateKind
from callout.record.decision import ClaimStatus

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

TIES: dict[str, str] = {
    Tie.IS_STATE: "the state or its organ did it itself",
    Tie.DIRECTED: "ordered, directed, tasked, hired or employed by the state",
    Tie.SPONSORED: "sponsored, backed, supported or funded by the state",
    Tie.AFFILIATED: "affiliated with, associated with or linked to the state",
    Tie.TOLERATED: "protected, harboured or not stopped by the state",
    Tie.FROM_TERRITORY: "operating from the territory of the state",
    Tie.NATIONALS: "nationals of the state, with nothing said of the state",
    Tie.NONE: "expressly not tied to a state",
}
"""From the strongest wording to the weakest."""

NOT_SAID = "not said"

LEVELS: dict[str, str] = {
    Level.STATE: "a state as such",
    Level.STATE_ORGAN: "an agency, ministry or military unit",
    Level.OFFICER: "a named employee of the state",
    Level.CONTRACTOR: "a contractor of the state",
    Level.GROUP: "a named or numbered actor",
    Level.CRIMINALS: "criminals",
    Level.INDIVIDUALS: "named persons",
    Level.UNNAMED: "an actor that the text does not name",
}

ACTS: dict[str, str] = {
    Act.ATTRIBUTE: "says who did it",
    Act.JOIN: "makes another's attribution its own",
    Act.SUPPORT: "backs another's attribution",
    Act.ACKNOWLEDGE: "notes that others attributed",
    Act.SUSPECT: "hedged blame",
    Act.CONDEMN: "condemns the conduct",
    Act.CONCERN: "voices concern",
    Act.URGE: "urges the accused to act or stop",
    Act.WARN: "warns of the conduct or its consequences",
    Act.DENY: "says that it did not do it",
    Act.REJECT: "rejects the accusation",
    Act.COUNTER_ACCUSE: "accuses in return",
    Act.THREATEN: "threatens consequences",
    Act.DECLINE: "gives no comment",
    Act.CHARGE: "charges persons before a court",
    Act.SANCTION: "imposes sanctions",
    Act.ARREST: "arrests persons",
    Act.EXPEL: "expels diplomats",
    Act.SUMMON: "summons an envoy",
    Act.DISRUPT: "takes infrastructure down",
    Act.ADVISE: "publishes an advisory",
    Act.PATCH: "mends the flaw",
}

CLASSES: dict[str, str] = {
    ActClass.ATTRIBUTION: "says who is behind it, or makes such words its own",
    ActClass.STANCE: "takes a stand on the conduct",
    ActClass.RESPONSE: "answers an accusation",
    ActClass.MEASURE: "does something about it",
}

STANDINGS: dict[str, str] = {
    Standing.ASSERTED: "made now",
    Standing.CONDITIONAL: "made under a condition",
    Standing.EXPECTED: "announced, not yet made",
    Standing.PAST: "cited as an earlier claim",
}

MODES: dict[str, str] = {
    Mode.QUOTED: "the claimant's own words",
    Mode.REPORTED: "a paraphrase",
    Mode.AUTHORED: "the document's own voice",
}

STATUSES: dict[str, str] = {
    ClaimStatus.READ: "as read",
    ClaimStatus.CONFIRMED: "confirmed",
    ClaimStatus.CORRECTED: "corrected",
    ClaimStatus.FALSE: "rejected",
    ClaimStatus.UNCERTAIN: "left open",
    ClaimStatus.WITHDRAWN: "taken back by its claimant",
    ClaimStatus.SUPERSEDED: "no longer read",
}
"""What is known of a claim beside its words."""

WANTS: dict[str, str] = {
    Wants.NOT_READ_NOW: "decided on, and read no more",
    Wants.READ_OTHERWISE: "decided on, and read otherwise now",
    Wants.REPORTS_DIFFER: "documents report it differently",
    Wants.LEFT_OPEN: "left open",
    Wants.NO_CLAIMANT: "no claimant",
    Wants.HEDGED: "hedged or not yet made",
    Wants.STATE_FROM_KNOWLEDGE: "a state that the text does not say",
    Wants.WORDS_ALONE: "in its case on words alone",
}
"""Why something waits for a person."""

DATES: dict[str, str] = {
    DateKind.CONDUCT: "when the conduct took place",
    DateKind.DISCLOSED: "when it became known",
    DateKind.SAID: "when the claim was said",
    DateKind.PUBLISHED: "when the document was published",
    DateKind.RECORDED: "when callout recorded it",
}
