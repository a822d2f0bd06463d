"""Reading on several processes gives what one process gives.

The documents are long, one to a batch, and say little: what is shown is how they go out and come back.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from callout.reading.rules import RulesEngine
from callout.record.document import Document
from callout.scale.processes import read_on

_WEATHER = "The weather in the town was fine that day and nobody had to stay at home. " * 550
_AT_MOST = 4
"""Batches for each process that may be out: those under way and the one just drawn."""


def _documents(count: int) -> list[Document]:
    """Documents of one batch each."""
    return [Document.of(f"Day {number}. {_WEATHER}", f"test:{number}") for number in range(count)]


def _short() -> list[Document]:
    texts = [
        "Norway said Russia was behind the cyberattack on its parliament.",
        "",
        "Canada condemned China for the hack of its mail servers. China's embassy denied it.",
        "Norway did not attribute the cyberattack to Russia.",
        "Die Regierung wirft Russland vor, hinter dem Angriff auf die Rechner des Landtags zu stehen.",
        "The mayor said the bridge will open in May.",
    ]
    return [Document.of(text, f"test:short-{number}") for number, text in enumerate(texts)]


class _Counted:
    """Documents, and how many of them have been drawn."""

    def __init__(self, documents: list[Document]) -> None:
        self._documents = documents
        self.drawn = 0

    def __iter__(self) -> Iterator[Document]:
        for document in self._documents:
            self.drawn += 1
            yield document


def test_two_processes_give_the_readings_of_one_in_the_same_order() -> None:
    long = _documents(3)
    documents = [long[0], *_short(), long[1], *_short()[:3], long[2]]
    alone = list(RulesEngine().read_all(documents, dropped=True, explain=True))
    readings = list(read_on(2, documents, dropped=True, explain=True))

    assert [r.document.uri for r in readings] == [d.uri for d in documents]
    assert [r.to_json() for r in readings] == [r.to_json() for r in alone]
    assert any(r.claims for r in readings)


def test_the_parts_that_are_asked_for_are_there_and_no_others() -> None:
    for reading in read_on(1, _short(), speech=True):
        assert reading.speech is not None
        assert (reading.dropped, reading.explained) == (None, None)


@pytest.mark.parametrize("jobs", [1, 2])
def test_no_documents_give_no_readings(jobs: int) -> None:
    assert list(read_on(jobs, [])) == []
    assert list(read_on(jobs, iter(()))) == []


@pytest.mark.parametrize("before", [0, 1, 3])
def test_what_the_documents_raise_is_raised(before: int) -> None:
    def failing() -> Iterator[Document]:
        yield from _documents(before)
        raise OSError("the folder is gone")

    with pytest.raises(OSError, match="the folder is gone"):
        list(read_on(2, failing()))


def test_what_a_worker_raises_is_raised() -> None:
    broken = _documents(1)[0].model_copy(update={"text": None})

    with pytest.raises(TypeError):
        list(read_on(1, [broken]))


@pytest.mark.parametrize("jobs", [1, 2])
def test_documents_are_drawn_only_a_few_batches_ahead(jobs: int) -> None:
    documents = _Counted(_documents(12))
    done = 0
    for _ in read_on(jobs, documents):
        assert documents.drawn - done <= jobs * _AT_MOST
        done += 1

    assert done == documents.drawn == 12


def test_no_document_is_drawn_before_the_first_reading_is_asked_for() -> None:
    documents = _Counted(_documents(2))
    readings = read_on(2, documents)

    assert documents.drawn == 0
    assert list(readings)
    assert documents.drawn == 2


def test_no_document_is_drawn_after_the_readings_are_given_up() -> None:
    documents = _Counted(_documents(12))
    readings = read_on(1, documents)
    assert isinstance(readings, Iterator)
    first = next(readings)
    drawn = documents.drawn
    del readings

    assert first.document.uri == "test:0"
    assert documents.drawn == drawn < 12
