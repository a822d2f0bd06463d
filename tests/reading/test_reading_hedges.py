from __future__ import annotations

import pytest
from reading_samples import by, claims, context, held, one

from callout.reading.hedges import confidence_in, likelihood_in
from callout.record.acts import Act, ActClass, ConfidenceLevel, LikelihoodTerm, Standing


def _attributions(text: str) -> list[tuple[str, list[str]]]:
    return [(claim.act.value, held(claim)) for claim in claims(text) if claim.act_class is ActClass.ATTRIBUTION]


# Negation and doubt


@pytest.mark.parametrize(
    "sentence",
    [
        "Canada did not blame Russia for the cyberattack.",
        "Canada has not attributed the hack to China.",
        "Canada has never accused Iran of hacking its parliament.",
        "Canada did not say that Russia hacked its parliament.",
        "Canada said that Russia did not hack its parliament.",
        "Canada said that Russia was not behind the hack.",
        "Canada said there was no evidence that Russia hacked its parliament.",
        "Canada said there is no indication that China was behind the breach.",
        "Canada stopped short of blaming Russia for the cyberattack.",
        "Canada declined to say whether Russia was behind the cyberattack.",
        "Canada refused to blame China for the hack.",
        "Canada has yet to attribute the hack to Russia.",
        "Neither Canada nor Norway blamed Russia for the cyberattack.",
        "No state has accused Iran of the hack.",
        "Nobody has blamed North Korea for the hack.",
        "It is not clear whether Russia was behind the cyberattack.",
        "It is unclear if Chinese hackers were behind the breach.",
        "Canada ruled out that Russia was behind the hack.",
        "Canada asked whether Russia was behind the hack.",
        "Canada could not confirm that Iran was behind the cyberattack.",
        "The report does not name China as the author of the hack.",
        "Until now Norway has not publicly blamed Russia for the hack.",
        "Canada fell short of accusing China of the hack.",
    ],
)
def test_an_attribution_that_is_negated_or_doubted_is_no_claim(sentence: str) -> None:
    assert _attributions(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "accused"),
    [
        ("Canada, which had not spoken before, blamed Russia for the cyberattack.", "RU state is-state"),
        ("Canada does not name the victims but accuses Iran of the hack.", "IR state is-state"),
        ("Norway said that not criminals but Russia was behind the hack.", "RU state is-state"),
        ("There was no damage, but Russia was behind the cyberattack, Norway said.", "RU state is-state"),
        ("Norway blamed Russia, not Iran, for the cyberattack.", "RU state is-state"),
    ],
)
def test_a_negation_of_something_else_leaves_the_attribution(sentence: str, accused: str) -> None:
    assert _attributions(sentence) == [("attribute", [accused])]


def test_a_negation_after_a_semicolon_leaves_the_charge() -> None:
    claim = one("Norway charged two Russian officers with hacking; none of them has stood trial.", Act.CHARGE)

    assert by(claim) == "NO"


# Condition, announcement, past


@pytest.mark.parametrize(
    "sentence",
    [
        "If Russia hacked the parliament, Norway will answer.",
        "If China were behind the hack, it would be a grave matter, Norway said.",
        "Norway would blame Russia if it had proof of the hack.",
        "Norway said that it would be grave if Russia were behind the hack.",
        "Experts ask whether China could have hacked the bank.",
    ],
)
def test_a_hypothetical_attribution_is_no_claim(sentence: str) -> None:
    assert _attributions(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "act", "standing"),
    [
        ("Norway will blame Russia for the cyberattack on Wednesday.", Act.ATTRIBUTE, Standing.EXPECTED),
        ("Norway will formally attribute the hack to Russia.", Act.ATTRIBUTE, Standing.EXPECTED),
        ("Norway is expected to blame Russia for the cyberattack.", Act.ATTRIBUTE, Standing.EXPECTED),
        ("Norway is set to blame Russia for the cyberattack.", Act.ATTRIBUTE, Standing.EXPECTED),
        ("The United States will charge three Russian hackers over the cyberattack.", Act.CHARGE, Standing.EXPECTED),
        ("The European Union will sanction four GRU officers over the hack.", Act.SANCTION, Standing.EXPECTED),
        ("Norway had previously blamed Russia for the cyberattack.", Act.ATTRIBUTE, Standing.PAST),
        ("Norway previously blamed Russia for a cyberattack on its health service.", Act.ATTRIBUTE, Standing.PAST),
        ("Norway had accused China of hacking its administration.", Act.ATTRIBUTE, Standing.PAST),
        ("Last year Norway blamed Russia for the hack of its parliament.", Act.ATTRIBUTE, Standing.PAST),
        ("In 2018 Britain blamed Russia for the NotPetya cyberattack.", Act.ATTRIBUTE, Standing.PAST),
        ("In October Norway blamed Russia for the hack of its parliament.", Act.ATTRIBUTE, Standing.PAST),
        ("Britain has repeatedly accused Russia of cyberattacks.", Act.ATTRIBUTE, Standing.PAST),
        ("Norway blamed Russia for the cyberattack on Monday.", Act.ATTRIBUTE, Standing.ASSERTED),
        ("Norway has blamed Russia for the cyberattack.", Act.ATTRIBUTE, Standing.ASSERTED),
        ("Norway blames Russia for the cyberattack.", Act.ATTRIBUTE, Standing.ASSERTED),
        ("Norway said on Monday that Russia hacked its parliament in 2020.", Act.ATTRIBUTE, Standing.ASSERTED),
        ("Norway accused Russia of having hacked its parliament last year.", Act.ATTRIBUTE, Standing.ASSERTED),
    ],
)
def test_the_standing_is_that_of_the_saying_and_not_of_the_deed(sentence: str, act: Act, standing: Standing) -> None:
    assert one(sentence, act).standing is standing


def test_a_threat_under_a_condition_is_conditional() -> None:
    text = (
        "Britain accused Russia of the hack. Russia will retaliate if sanctions are imposed, its foreign ministry said."
    )

    assert one(text, Act.THREATEN).standing is Standing.CONDITIONAL


# Suspicion


@pytest.mark.parametrize(
    ("sentence", "claimant", "accused"),
    [
        ("Belgium suspects Russia of the cyberattack.", "BE", "RU state is-state"),
        ("Belgium said that China may have been behind the hack.", "BE", "CN state is-state"),
        ("Belgium said that Russia was possibly behind the cyberattack.", "BE", "RU state is-state"),
        ("Belgium believes that Russia was behind the cyberattack.", "BE", "RU state is-state"),
        ("Belgium said that Iran appears to be behind the breach.", "BE", "IR state is-state"),
        ("Belgium said that suspected Chinese hackers broke into the mail servers.", "BE", "CN unnamed nationals"),
    ],
)
def test_hedged_blame_is_suspicion(sentence: str, claimant: str, accused: str) -> None:
    claim = one(sentence, Act.SUSPECT)

    assert (by(claim), held(claim)) == (claimant, [accused])


# Confidence and likelihood


@pytest.mark.parametrize(
    ("words", "phrase", "level"),
    [
        ("with high confidence", "with high confidence", ConfidenceLevel.HIGH),
        ("with a high degree of confidence", "with a high degree of confidence", ConfidenceLevel.HIGH),
        ("with moderate confidence", "with moderate confidence", ConfidenceLevel.MODERATE),
        ("with medium confidence", "with medium confidence", ConfidenceLevel.MODERATE),
        ("with low confidence", "with low confidence", ConfidenceLevel.LOW),
    ],
)
def test_confidence_is_the_words_and_the_level_that_they_name(words: str, phrase: str, level: ConfidenceLevel) -> None:
    claim = one(f"Canada said {words} that Russia was behind the cyberattack.", Act.ATTRIBUTE)

    assert (claim.confidence.phrase, claim.confidence.level) == (phrase, level)
    assert claim.likelihood is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Canada said that Russia was behind the cyberattack.",
        "Canada said that Russia was clearly behind the cyberattack.",
        "Canada said that Russia was almost certainly behind the cyberattack.",
        "Canada firmly blamed Russia for the cyberattack.",
        "Canada accused Russia of undermining confidence in elections by the hack.",
        "Canada officially attributed the hack to Russia.",
        "Microsoft said that Chinese hackers broke into the mail servers.",
        "Belgium suspects Russia of the cyberattack.",
    ],
)
def test_without_words_of_confidence_there_is_none(sentence: str) -> None:
    (claim,) = claims(sentence)

    assert (claim.confidence.phrase, claim.confidence.level) == (None, None)


@pytest.mark.parametrize("words", ["is confident", "said it was beyond doubt"])
def test_words_of_confidence_that_name_no_level_have_a_phrase_and_no_level(words: str) -> None:
    claim = next(iter(claims(f"Canada {words} that Russia was behind the cyberattack.")))

    assert claim.confidence.phrase
    assert claim.confidence.level is None


_LADDER = [
    ("almost certainly", LikelihoodTerm.ALMOST_CERTAIN),
    ("very likely", LikelihoodTerm.VERY_LIKELY),
    ("highly likely", LikelihoodTerm.VERY_LIKELY),
    ("likely", LikelihoodTerm.LIKELY),
    ("probably", LikelihoodTerm.LIKELY),
    ("roughly even chance", LikelihoodTerm.ROUGHLY_EVEN),
    ("unlikely", LikelihoodTerm.UNLIKELY),
    ("very unlikely", LikelihoodTerm.VERY_UNLIKELY),
    ("highly unlikely", LikelihoodTerm.VERY_UNLIKELY),
    ("almost no chance", LikelihoodTerm.ALMOST_NO_CHANCE),
]


@pytest.mark.parametrize(("words", "term"), _LADDER)
def test_words_of_likelihood_are_read_on_the_ladder_and_give_no_confidence(words: str, term: LikelihoodTerm) -> None:
    text = f"It was {words} that it was them."
    found = likelihood_in(context(text), 0, len(text))

    assert found is not None
    assert (found.phrase, found.term) == (words, term)
    assert confidence_in(context(text), 0, len(text)).phrase is None


def test_every_step_of_the_ladder_is_read() -> None:
    assert {term for _, term in _LADDER} == set(LikelihoodTerm)


@pytest.mark.parametrize(
    ("words", "term"),
    [
        ("almost certainly", LikelihoodTerm.ALMOST_CERTAIN),
        ("highly likely", LikelihoodTerm.VERY_LIKELY),
        ("very likely", LikelihoodTerm.VERY_LIKELY),
        ("likely", LikelihoodTerm.LIKELY),
        ("probably", LikelihoodTerm.LIKELY),
    ],
)
def test_a_claim_carries_its_likelihood_and_no_confidence(words: str, term: LikelihoodTerm) -> None:
    (claim,) = claims(f"Britain said that the GRU was {words} behind the cyberattack.")

    assert claim.act_class is ActClass.ATTRIBUTION
    assert claim.likelihood is not None
    assert (claim.likelihood.phrase, claim.likelihood.term) == (words, term)
    assert (claim.confidence.phrase, claim.confidence.level) == (None, None)


def test_confidence_and_likelihood_stand_side_by_side_and_are_never_mixed() -> None:
    (claim,) = claims("Britain said with moderate confidence that the GRU was almost certainly behind the cyberattack.")

    assert (claim.confidence.phrase, claim.confidence.level) == ("with moderate confidence", ConfidenceLevel.MODERATE)
    assert claim.likelihood is not None
    assert claim.likelihood.term is LikelihoodTerm.ALMOST_CERTAIN


def test_likelihood_is_never_turned_into_a_number() -> None:
    (claim,) = claims("Britain said that the GRU was almost certainly behind the cyberattack.")

    assert claim.likelihood is not None
    assert claim.likelihood.model_dump(mode="json") == {"phrase": "almost certainly", "term": "almost certain"}


def test_the_confidence_of_one_claimant_is_not_the_confidence_of_another() -> None:
    text = (
        "The United States said with high confidence that China was behind the hack. "
        "Australia said that China was behind the hack."
    )

    levels = {by(claim): claim.confidence.level for claim in claims(text, Act.ATTRIBUTE)}

    assert levels == {"US": ConfidenceLevel.HIGH, "AU": None}


def test_only_attributions_carry_confidence() -> None:
    text = (
        "Britain said with high confidence that Russia was behind the hack. "
        "Russia said with high confidence that it had nothing to do with the hack."
    )

    assert one(text, Act.DENY).confidence.level is None
