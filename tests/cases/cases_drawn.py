"""Traitss and readings drawn by chance from a small world, in which much is shared and little is the same."""

from __future__ import annotations

from cases_samples import (
    AMERICA,
    BRITAIN,
    CHINA,
    NORWAY,
    RUSSIA,
    Saying,
    a_reading,
    charge,
    conduct,
    deny,
    persons,
    say,
    state,
    strand,
)
from hypothesis import strategies as st

from callout.cases.traits import Traits
from callout.record.acts import Act, ConductKind, Standing
from callout.record.claim import Conduct
from callout.record.reading import Reading


def some(values: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=2, unique=True).map(tuple)


CONDUCTS: st.SearchStrategy[Conduct] = st.builds(
    conduct,
    operation=st.sampled_from([None, None, "Cloud Hopper", "Night Dragon"]),
    vulnerabilities=some(["CVE-2021-1", "CVE-2021-2"]),
    malware=some(["NotPetya", "WannaCry", "Cobalt Strike"]),
    products=some(["Microsoft Exchange", "SolarWinds Orion"]),
    groups=some(["APT28", "APT29"]),
    targets=some(["US", "DE", "energy"]),
    kinds=some([ConductKind.ESPIONAGE, ConductKind.DISRUPTION]),
)
SAYINGS = st.builds(
    say,
    st.sampled_from(["Russia stood behind it.", "It was Russia.", "The attackers were sent by the state, we hold."]),
    st.sampled_from([NORWAY, AMERICA, BRITAIN, None]),
    act=st.sampled_from([Act.ATTRIBUTE, Act.CONDEMN]),
    of=st.sampled_from([(), (state("RU"),), (state("CN"),)]),
    on=st.sampled_from([None, "2021-07-19", "2021-07", "2020"]),
)
ONE_MEASURE = st.builds(
    charge,
    st.sampled_from(["Persons were charged.", "Charges followed."]),
    st.sampled_from([AMERICA, BRITAIN]),
    of=st.sampled_from([(state("RU"),), (persons("four officers"),), (persons("six officers"),)]),
    on=st.sampled_from([None, "2021-07-19"]),
)


@st.composite
def strands(draw: st.DrawFn) -> Traits:
    """A strand with any features, and with one measure at most."""
    told = draw(CONDUCTS)
    sayings = [
        *draw(st.lists(SAYINGS, min_size=1, max_size=3)),
        *draw(st.lists(ONE_MEASURE, max_size=1)),
        *draw(st.sampled_from([(), (deny(by=RUSSIA),)])),
    ]
    placed = [Saying(s.words, s.fields | {"conduct": told}) for s in sayings]
    return strand(*placed, published=draw(st.sampled_from([None, "2021-07-20", "2021-08-20", "2018-01-01"])))


@st.composite
def past_strands(draw: st.DrawFn) -> Traits:
    """A strand of which every claim is cited from the past."""
    told = draw(CONDUCTS)
    sayings = [s.fields | {"conduct": told, "standing": Standing.PAST} for s in draw(st.lists(SAYINGS, min_size=1))]
    return strand(*(Saying(f"Earlier claim {number}.", fields) for number, fields in enumerate(sayings)))


ANSWERS = st.builds(
    deny,
    st.sampled_from(["Moscow rejects what Norway says.", "Moscow told the United Kingdom that it is untrue."]),
    st.sampled_from([RUSSIA, CHINA]),
    on=st.sampled_from([None, "2021-07-20"]),
)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """A reading of one or two conducts: said now, cited from the past or taken back, or only answered."""
    sayings: list[Saying] = []
    for told in draw(st.lists(CONDUCTS, min_size=1, max_size=2)):
        if draw(st.integers(0, 3)) == 0:
            said_of_it = draw(st.lists(ANSWERS, min_size=1, max_size=2))
            standings = [Standing.ASSERTED]
        else:
            said_of_it = [*draw(st.lists(SAYINGS, min_size=1, max_size=3)), *draw(st.lists(ONE_MEASURE, max_size=1))]
            standings = [Standing.ASSERTED, Standing.ASSERTED, Standing.PAST, Standing.WITHDRAWN]
        for said in said_of_it:
            standing = draw(st.sampled_from(standings))
            number = f"{len(sayings)}. {said.words}"
            sayings.append(Saying(number, said.fields | {"conduct": told, "standing": standing}))
    title = draw(st.sampled_from([None, "A headline", "Another headline"]))
    return a_reading(*sayings, title=title, published=draw(st.sampled_from([None, "2021-07-20", "2018-01-01"])))
