"""The network made fast gives the trees of the pipeline as it ships."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, cast

import numpy as np
import pytest
from thinc.api import NumpyOps
from thinc.types import Ragged

from callout.reading import network
from callout.reading.syntax import PIPELINE, pipeline

_TEXTS = [
    "The Foreign Ministry summoned the ambassador on Monday over the intrusion.",
    "Hackers linked to the service broke into the mail of two parties, officials said.",
    "It isn't clear who's behind the break-in.",
    "the foreign ministry SUMMONED the ambassador, on monday; Over the intrusion!",
    "Zażółć 2014-15 €4m ©\u00a0x",
]
_ARRAY = ["TAG", "DEP", "HEAD"]


def _parsed(language: Any, texts: list[str]) -> list[list[list[int]]]:
    return [doc.to_array(_ARRAY).tolist() for doc in language.pipe(texts, batch_size=3)]


@pytest.fixture(scope="module")
def shipped() -> Any:
    import spacy

    return spacy.load(PIPELINE, exclude=["ner"], disable=["attribute_ruler", "lemmatizer"])


@pytest.fixture(scope="module")
def fast() -> Any:
    return network.load(PIPELINE, exclude=["ner"], disable=["attribute_ruler", "lemmatizer"])


def _memory(language: Any) -> Any:
    return next(node for node in language.get_pipe("tok2vec").model.walk() if node.name == "kept_words").attrs["memory"]


def test_trees_are_those_of_the_pipeline_as_it_ships(shipped: Any, fast: Any) -> None:
    assert _parsed(fast, _TEXTS) == _parsed(shipped, _TEXTS)
    # Again, when every word is known.
    assert _parsed(fast, _TEXTS[::-1]) == _parsed(shipped, _TEXTS[::-1])


def test_what_is_made_of_a_word_is_that_of_the_pipeline_as_it_ships(shipped: Any, fast: Any) -> None:
    for ours, theirs in zip(fast.pipe(_TEXTS), shipped.pipe(_TEXTS), strict=True):
        assert ours.tensor == pytest.approx(theirs.tensor, abs=1e-4)


def test_a_form_is_asked_for_once(fast: Any) -> None:
    _parsed(fast, _TEXTS)
    known = dict(_memory(fast).place)
    _parsed(fast, _TEXTS * 3)
    assert _memory(fast).place == known


def test_a_full_memory_forgets_and_a_batch_that_no_memory_holds_goes_past_it(
    shipped: Any, fast: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    _parsed(fast, _TEXTS)
    expected = _parsed(shipped, _TEXTS)
    monkeypatch.setattr(network, "_KEPT", 35)
    assert _parsed(fast, _TEXTS) == expected
    assert len(_memory(fast).place) <= 35
    monkeypatch.setattr(network, "_KEPT", 3)
    assert _parsed(fast, _TEXTS) == expected


def test_a_pipeline_for_reading_is_not_trained(fast: Any) -> None:
    model = next(node for node in fast.get_pipe("tok2vec").model.walk() if node.name == "kept_words")
    features = fast.get_pipe("tok2vec").model.layers[0].layers[0].predict([fast.make_doc("a word")])
    from thinc.api import list2ragged

    _, backward = model(list2ragged().predict(features), True)
    with pytest.raises(NotImplementedError, match="cannot be trained"):
        backward(None)


def test_a_network_of_another_shape_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    import spacy

    model = cast("Any", spacy.load(PIPELINE, exclude=["ner"]).get_pipe("tok2vec")).model
    embed = model.layers[0]
    shape = list(embed.layers)
    embed.layers[0].name = "characters"
    network._keep_words(model)
    assert embed.layers == shape


def test_batches_are_made_on_one_thread_and_the_threads_given_back() -> None:
    pipeline()
    controller = network._threads()

    def threads() -> list[int]:
        return [library["num_threads"] for library in controller.info() if library["user_api"] == "blas"]

    before = threads()

    def items() -> Iterator[list[int]]:
        for _ in range(3):
            yield threads()

    made = list(network.batches(items(), 2))
    assert [len(batch) for batch in made] == [2, 1]
    assert all(number == 1 for batch in made for item in batch for number in item)
    assert threads() == before


class _Slow:
    """Layers that give back what they are asked about, and let other threads run meanwhile."""

    ops = NumpyOps()

    def predict(self, asked: Ragged) -> Ragged:
        time.sleep(0.005)
        return Ragged(cast("Any", np.asarray(asked.data, dtype="float32")), asked.lengths)


def test_threads_that_ask_at_once_get_what_was_made_of_their_own_words() -> None:
    memory, layers = network._Memory(), cast("Any", _Slow())

    def ask(number: int) -> bool:
        features = np.full((3, 2), number, dtype="uint64")
        features[:, 1] = range(3)
        return bool((memory.of([row.tobytes() for row in features], features, layers) == features).all())

    with ThreadPoolExecutor(4) as pool:
        # And again, when all is known.
        assert all(pool.map(ask, [*range(40), *range(40)]))
