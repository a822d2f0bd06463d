"""The closed vocabularies of a claim: acts and their classes, levels, ties, venues, modes, standings.

Every value here is public: it stands in the JSON, the database and the page. Order matters where a
docstring says so.
"""

from __future__ import annotations

from enum import StrEnum


class ActClass(StrEnum):
    ATTRIBUTION = "attribution"
    STANCE = "stance"
    RESPONSE = "response"
    MEASURE = "measure"


class Act(StrEnum):
    """What kind of speech act a claim is."""

    ATTRIBUTE = "attribute"
    JOIN = "join"
    SUPPORT = "support"
    ACKNOWLEDGE = "acknowledge"
    SUSPECT = "suspect"
    CONDEMN = "condemn"
    CONCERN = "concern"
    URGE = "urge"
    WARN = "warn"
    DENY = "deny"
    REJECT = "reject"
    COUNTER_ACCUSE = "counter-accuse"
    THREATEN = "threaten"
    DECLINE = "decline"
    CHARGE = "charge"
    SANCTION = "sanction"
    ARREST = "arrest"
    EXPEL = "expel"
    SUMMON = "summon"
    DISRUPT = "disrupt"
    ADVISE = "advise"
    PATCH = "patch"

    @property
    def act_class(self) -> ActClass:
        return _CLASS_OF[self]


_CLASS_OF: dict[Act, ActClass] = {
    **dict.fromkeys([Act.ATTRIBUTE, Act.JOIN, Act.SUPPORT, Act.ACKNOWLEDGE, Act.SUSPECT], ActClass.ATTRIBUTION),
    **dict.fromkeys([Act.CONDEMN, Act.CONCERN, Act.URGE, Act.WARN], ActClass.STANCE),
    **dict.fromkeys([Act.DENY, Act.REJECT, Act.COUNTER_ACCUSE, Act.THREATEN, Act.DECLINE], ActClass.RESPONSE),
    **dict.fromkeys(
        [Act.CHARGE, Act.SANCTION, Act.ARREST, Act.EXPEL, Act.SUMMON, Act.DISRUPT, Act.ADVISE, Act.PATCH],
        ActClass.MEASURE,
    ),
}


class Level(StrEnum):
    """What kind of thing is named as the accused, from the state itself to nobody: in order of nearness to it."""

    STATE = "state"
    STATE_ORGAN = "state-organ"
    OFFICER = "officer"
    CONTRACTOR = "contractor"
    GROUP = "group"
    CRIMINALS = "criminals"
    INDIVIDUALS = "individuals"
    UNNAMED = "unnamed"


class Tie(StrEnum):
    """How the accused is said to be bound to the state, from the strongest wording to the weakest.

    The order is that of the spectrum of state responsibility (J. Healey, Atlantic Council, 2011),
    cut to what public statements distinguish; `none` is an express statement, never a default.
    """

    IS_STATE = "is-state"
    DIRECTED = "directed"
    SPONSORED = "sponsored"
    AFFILIATED = "affiliated"
    TOLERATED = "tolerated"
    FROM_TERRITORY = "from-territory"
    NATIONALS = "nationals"
    NONE = "none"


class ConfidenceLevel(StrEnum):
    """Analytic confidence in the sense of ICD 203: never mixed with likelihood."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"


class LikelihoodTerm(StrEnum):
    """The seven terms of ICD 203 (2015), from the most to the least likely."""

    ALMOST_CERTAIN = "almost certain"
    VERY_LIKELY = "very likely"
    LIKELY = "likely"
    ROUGHLY_EVEN = "roughly even chance"
    UNLIKELY = "unlikely"
    VERY_UNLIKELY = "very unlikely"
    ALMOST_NO_CHANCE = "almost no chance"


class Venue(StrEnum):
    """How a claim was made public."""

    FORMAL_STATEMENT = "formal-statement"
    PRESS_BRIEFING = "press-briefing"
    REMARK = "remark"
    ANONYMOUS_OFFICIAL = "anonymous-official"
    INDICTMENT = "indictment"
    SANCTIONS_NOTICE = "sanctions-notice"
    ADVISORY = "advisory"
    TECHNICAL_REPORT = "technical-report"
    MEDIA_REPORT = "media-report"
    SOCIAL_POST = "social-post"


class Mode(StrEnum):
    """Whose words the evidence is: the claimant's own, a paraphrase, or the document's voice."""

    QUOTED = "quoted"
    REPORTED = "reported"
    AUTHORED = "authored"


class Standing(StrEnum):
    """Whether the claim is made now, made under a condition, announced, cited from the past, or told as one that its
    claimant has taken back."""

    ASSERTED = "asserted"
    CONDITIONAL = "conditional"
    EXPECTED = "expected"
    PAST = "past"
    WITHDRAWN = "withdrawn"


class NormKind(StrEnum):
    """What kind of commitment or law a claim appeals to."""

    UN_NORMS = "un-norms"
    G20 = "g20"
    BILATERAL = "bilateral"
    INTERNATIONAL_LAW = "international-law"
    DOMESTIC_LAW = "domestic-law"
    OTHER = "other"


class ConductKind(StrEnum):
    """What is said to have been done."""

    ESPIONAGE = "espionage"
    IP_THEFT = "ip-theft"
    DATA_THEFT = "data-theft"
    RANSOMWARE = "ransomware"
    EXTORTION = "extortion"
    CRYPTOJACKING = "cryptojacking"
    DESTRUCTION = "destruction"
    DISRUPTION = "disruption"
    DDOS = "ddos"
    DEFACEMENT = "defacement"
    SUPPLY_CHAIN = "supply-chain"
    VULNERABILITY_EXPLOITATION = "vulnerability-exploitation"
    INFLUENCE = "influence"
    FINANCIAL_THEFT = "financial-theft"
    SURVEILLANCE = "surveillance"
    INTRUSION = "intrusion"
