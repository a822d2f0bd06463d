"""A ledger's cases know copies and origins without reading a text again, and as those of texts at hand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from ledger_samples import HandClock, a_claim

from callout.casebook.ask import case_lines, cases_of
from callout.casebook.shelf import place_waiting
from callout.cases.assemble import assemble
from callout.cases.fingerprint import Fingerprint
from callout.ledger.ledger import Ledger
from callout.record.claim import Conduct, Engine
from callout.record.dates import When
from callout.record.document import Document
from callout.record.reading import Reading

LEAD = (
    "Norway said Russia was behind the attack on its parliament, in which mailboxes of members were read for a month."
)
MORE = "Clerks noticed it when calendars moved by themselves, and a committee sat behind closed doors until Sunday."
SAID = "The minister told Reuters that Russia was behind the attack and that talks on fishing quotas were put off."
REST = "Fishermen up north fear for their licences, while the embassy keeps its shutters closed and its flag furled."
BREACH = Conduct(id="cnd_breach", summary="mailboxes read", operation="Storting breach")


def read(text: str, words: str, uri: str, published: str) -> Reading:
    document = Document.of(text, uri, published=When.parse(published))
    claim = a_claim(document, words, conduct=BREACH)
    engine = Engine(name="by-hand", version="1")
    return Reading(document=document, engine=engine, claims=(claim,), conducts=(BREACH,))


STORY = read("\n\n".join([LEAD, MORE, SAID, REST]), SAID, "story", "2021-07-19")
COPY = read("\n\n".join(["Clerks and calendars", LEAD, SAID, REST]), LEAD, "copy", "2021-07-20")
READ = (STORY, COPY)


def test_a_ledger_gives_the_same_cases_as_the_texts_at_hand(tmp_path: Path) -> None:
    documents = {r.document.id: r.document for r in READ}
    at_hand = assemble(documents, [c for r in READ for c in r.claims], {r.document.id: r.conducts for r in READ})
    with Ledger.open(str(tmp_path / "l.db")) as ledger:
        for reading in READ:
            ledger.add(reading)
        waiting = cases_of(ledger)
        place_waiting(ledger)
        assert cases_of(ledger) == waiting == at_hand
        assert [line.origins for line in case_lines(ledger)] == [1]
    (case,) = at_hand
    assert case.single_origin
    assert [r.copy_of for r in case.reports] == [None, STORY.document.id]
    (origin,) = case.origins
    assert origin.named
    assert origin.named.outlet == "Reuters"


def test_a_fingerprint_is_kept_of_each_text_that_was_placed(tmp_path: Path) -> None:
    with Ledger.open(str(tmp_path / "l.db")) as ledger:
        for reading in READ:
            ledger.add(reading)
        assert ledger.fingerprints() == {}
        place_waiting(ledger)
        assert ledger.fingerprints() == {r.document.id: Fingerprint.of(r.document.text).to_json() for r in READ}
        assert set(ledger.fingerprints([STORY.document.id])) == {STORY.document.id}


def test_copies_are_known_as_of_any_time(tmp_path: Path) -> None:
    clock = HandClock()
    with Ledger.open(str(tmp_path / "l.db"), clock=clock) as ledger:
        ledger.add(STORY)
        place_waiting(ledger)
        before = clock.now
        clock.move(dt.timedelta(days=1))
        ledger.add(COPY)
        place_waiting(ledger)
        assert [len(o.documents) for case in cases_of(ledger, as_of=before) for o in case.origins] == [1]
        assert [len(o.documents) for case in cases_of(ledger) for o in case.origins] == [2]
