"""The parser's network at the pace that one core gives it, with the results of the pipeline as it ships.

Two things differ from `spacy.load`. Matrices are multiplied by numpy's library and not by the one that comes with
thinc, which takes three times as long. And what the network makes of a word before it looks at the words around it is
computed once for each form and kept: it is a third of the network's work, and a text repeats most of its words.
What must stay true: the trees are those of the pipeline as it ships.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import islice
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from spacy.language import Language
    from thinc.api import Model
    from thinc.types import Ragged
    from threadpoolctl import ThreadpoolController

_Item = TypeVar("_Item")


def load(name: str, *, exclude: Iterable[str], disable: Iterable[str]) -> Language:
    """The pipeline of that name for reading alone: it cannot be trained. Raises OSError where it is not installed."""
    import spacy
    from thinc.api import use_ops

    with use_ops("numpy", use_blis=False):
        language = spacy.load(name, exclude=list(exclude), disable=list(disable))
    if language.has_pipe("tok2vec"):
        _keep_words(cast("Any", language.get_pipe("tok2vec")).model)
    return language


def batches(items: Iterable[_Item], size: int) -> Iterator[list[_Item]]:
    """Items that a network makes, `size` at a time, each list made on one thread: its matrices are too small for two
    threads to be worth their waiting, and who wants both cores starts two processes."""
    rest = iter(items)
    while True:
        with _threads().limit(limits=1, user_api="blas"):
            batch = list(islice(rest, size))
        if not batch:
            return
        yield batch


@cache
def _threads() -> ThreadpoolController:
    # A controller knows the libraries that are loaded when it is made: numpy's must be.
    import numpy as np  # noqa: F401
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def _keep_words(tok2vec: Model[Any, Any]) -> None:
    """Puts a memory around the layers that look at one word at a time, where the network has them by themselves:
    features of the words, these layers, a list for each text."""
    embed = tok2vec.layers[0]
    names = [layer.name for layer in embed.layers]
    if len(names) < 4 or names[:2] != ["extract_features", "list2ragged"] or names[-1] != "ragged2list":
        return
    embed.layers[2:-1] = [_kept(embed.layers[2:-1])]


_KEPT = 50_000
"""Forms that are kept, of 96 numbers each: 20 megabytes, and more forms than some ten thousand news articles have."""


def _kept(layers: list[Model[Ragged, Ragged]]) -> Model[Ragged, Ragged]:
    from thinc.api import Model, chain

    return Model("kept_words", _forward, layers=[chain(*layers)], attrs={"memory": _Memory()})


class _Memory:
    """Rows of numbers by the features of the word that they were made from. One thread at a time looks and adds: numpy
    lets others run while it multiplies, and two would give one place to two words."""

    def __init__(self) -> None:
        self.place: dict[bytes, int] = {}
        self.rows: NDArray[np.float32] | None = None
        self.lock = Lock()

    def of(self, keys: list[bytes], features: NDArray[np.uint64], layers: Model[Ragged, Ragged]) -> NDArray[np.float32]:
        """The rows of the words, one for each key; what is not known yet the layers make of the features."""
        import numpy as np
        from thinc.types import Ragged

        with self.lock:
            if len(self.place) + len(keys) > _KEPT:
                self.place.clear()
            known = len(self.place)
            new = {key: i for i, key in enumerate(keys) if key not in self.place}
            if new:
                asked = cast("Any", features[list(new.values())])
                made = layers.predict(Ragged(asked, layers.ops.asarray1i([len(asked)]))).data
                if self.rows is None:
                    # The system gives the pages of an empty array as they are written.
                    self.rows = np.empty((_KEPT, made.shape[1]), dtype=made.dtype)
                self.rows[known : known + len(new)] = made
                self.place.update(zip(new, range(known, known + len(new)), strict=True))
            assert self.rows is not None  # noqa: S101 - a batch holds a word, and the first one was new
            return self.rows[[self.place[key] for key in keys]]


def _forward(model: Model[Ragged, Ragged], words: Ragged, is_train: bool) -> tuple[Ragged, Callable[[Ragged], Ragged]]:
    import numpy as np
    from thinc.types import Ragged

    memory, layers = cast("_Memory", model.attrs["memory"]), model.layers[0]
    features = np.ascontiguousarray(words.data)
    if len(features) > _KEPT:
        return layers(words, is_train)[0], _untrained
    keys: list[bytes] = features.view(f"V{features.shape[1] * features.itemsize}").ravel().tolist()
    return Ragged(cast("Any", memory.of(keys, features, layers)), words.lengths), _untrained


def _untrained(_: Ragged) -> Ragged:
    raise NotImplementedError("a pipeline that is loaded for reading cannot be trained")
