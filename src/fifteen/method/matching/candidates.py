"""Whom a seeker may be matched with: a few dozen of many thousand hosts, by words in common (O2).

Words are the columns of two sparse tables, seekers and hosts; their product says how much each two
have in common, in the weights of `fit`. Among equals chance decides, by a seed, so that not all
seekers of a field have the same few hosts before them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from scipy.sparse import csr_matrix

from fifteen.method.matching.fit import FIELD, PLACE, SCHOOL, TOPICS, Taker, Wish, words_of

_AT_ONCE = 256  # seekers in one product: bounds the memory
_CHANCE = 0.002  # less than any word is worth


class Book:
    """The hosts' words, read once."""

    def __init__(self, hosts: Sequence[Taker]) -> None:
        self._ids: dict[str, int] = {}
        self._hosts = len(hosts)
        self._accepts = np.array([host.accepts for host in hosts])
        rows, columns = [], []
        for number, host in enumerate(hosts):
            ids = {self._ids.setdefault(word, len(self._ids)) for word in _of_host(host)}
            rows += [number] * len(ids)
            columns += sorted(ids)
        shape = (self._hosts, len(self._ids))
        table = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=shape)
        self._by_word = table.T.tocsr()

    def best(
        self, wishes: Sequence[Wish], most: int, seed: int, room: np.ndarray
    ) -> Iterator[np.ndarray]:
        """For each wish the numbers of at most `most` hosts with room, in no order."""
        random = np.random.default_rng(seed)
        free = np.flatnonzero(room > 0)
        for start in range(0, len(wishes), _AT_ONCE):
            part = wishes[start : start + _AT_ONCE]
            common = self._common(part)
            for number in range(len(part)):
                low, high = common.indptr[number], common.indptr[number + 1]
                hosts = common.indices[low:high]
                worth = common.data[low:high]
                open_ones = room[hosts] > 0
                hosts, worth = hosts[open_ones], worth[open_ones]
                worth = worth * self._accepts[hosts] + _CHANCE * random.random(len(hosts))
                if len(hosts) > most:
                    hosts = hosts[np.argpartition(-worth, most)[:most]]
                elif len(hosts) < most and len(free):
                    # Too few with a word in common: whoever else has room.
                    hosts = np.union1d(hosts, random.choice(free, min(most, len(free))))[:most]
                yield hosts

    def _common(self, wishes: Sequence[Wish]) -> csr_matrix:
        rows, columns, weights = [], [], []
        for number, wish in enumerate(wishes):
            for word, weight in _of_seeker(wish).items():
                if word in self._ids:
                    rows.append(number)
                    columns.append(self._ids[word])
                    weights.append(weight)
        shape = (len(wishes), len(self._ids))
        return (csr_matrix((weights, (rows, columns)), shape=shape) @ self._by_word).tocsr()


def _of_host(host: Taker) -> set[str]:
    work = words_of(f"{host.field} {host.role}")
    return {
        *(f"f={word}" for word in work),
        *(f"t={word}" for word in words_of(host.topics)),
        *(f"s={word}" for word in words_of(host.schools)),
        *(f"p={word}" for word in words_of(host.place)),
    }


def _of_seeker(wish: Wish) -> dict[str, float]:
    found: dict[str, float] = {}
    for field in wish.fields:
        words = words_of(field)
        for word in words:
            found[f"f={word}"] = max(found.get(f"f={word}", 0.0), FIELD / len(words))
    for word in words_of(wish.words) | words_of(" ".join(wish.fields)):
        found[f"t={word}"] = TOPICS / 3
    for letter, texts, worth in (("s", wish.schools, SCHOOL), ("p", (wish.place,), PLACE)):
        for text in texts:
            words = words_of(text)
            found.update({f"{letter}={word}": worth / len(words) for word in words})
    return found
