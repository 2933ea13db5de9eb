"""Whom a seeker may be matched with: a few dozen of many thousand hosts, by words in common (O2).

Whoever shares a word of the field comes first, then who shares a rarer word of anything else; of
too many, chance takes some, by a seed, so that not all seekers of a field have the same few hosts
before them. Among those taken the most in common wins, in the weights of `fit`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from scipy.sparse import csr_matrix

from fifteen.method.matching.fit import FIELD, PLACE, SCHOOL, TOPICS, Taker, Wish, words_of

_POOL = 1_500  # hosts looked at for one seeker: bounds time, however common a word is
_AT_LEAST = 8  # times as many as are wanted, before words of other things are left aside
_CHANCE = 0.002  # less than any word is worth


class Book:
    """The hosts' words, read once."""

    def __init__(self, hosts: Sequence[Taker]) -> None:
        self._ids: dict[str, int] = {}
        self._accepts = np.array([host.accepts for host in hosts])
        rows, columns = [], []
        for number, host in enumerate(hosts):
            ids = {self._ids.setdefault(word, len(self._ids)) for word in _of_host(host)}
            rows += [number] * len(ids)
            columns += sorted(ids)
        shape = (len(hosts), len(self._ids))
        self._table = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=shape)
        self._by_word = self._table.tocsc()

    def best(
        self, wishes: Sequence[Wish], most: int, seed: int, room: np.ndarray
    ) -> Iterator[np.ndarray]:
        """For each wish the numbers of at most `most` hosts with room, in no order."""
        random = np.random.default_rng(seed)
        free = np.flatnonzero(room > 0)
        weights = np.zeros(len(self._ids))
        for wish in wishes:
            sought = _of_seeker(wish)
            known = {self._ids[w]: x for w, x in sought.items() if w in self._ids}
            field = [self._ids[w] for w in sought if w[0] == "f" and w in self._ids]
            hosts = self._pool(field, list(known), most, random, room)
            if len(hosts) < most and len(free):
                # Too few with a word in common: whoever else has room.
                hosts = np.union1d(hosts, random.choice(free, min(most, len(free))))
            ids = list(known)
            weights[ids] = list(known.values())
            worth = (self._table[hosts] @ weights) * self._accepts[hosts]
            weights[ids] = 0.0
            if len(hosts) > most:
                worth = worth + _CHANCE * random.random(len(hosts))
                hosts = hosts[np.argpartition(-worth, most)[:most]]
            yield hosts

    def _pool(
        self,
        field: Sequence[int],
        words: Sequence[int],
        most: int,
        random: np.random.Generator,
        room: np.ndarray,
    ) -> np.ndarray:
        """Hosts with room who share a word: of the field, then, while too few, any rarer one."""
        others = sorted(set(words) - set(field), key=self._how_many)
        parts: list[np.ndarray] = []
        count = 0
        for word in (*field, *others):
            if count >= _AT_LEAST * most and word not in field:
                break
            low, high = self._by_word.indptr[word : word + 2]
            hosts = self._by_word.indices[low:high]
            hosts = hosts[room[hosts] > 0]
            if len(hosts) > _POOL:
                hosts = hosts[random.integers(0, len(hosts), _POOL)]
            parts.append(hosts)
            count += len(hosts)
        return np.unique(np.concatenate(parts)) if parts else np.array([], dtype=int)

    def _how_many(self, word: int) -> int:
        return int(self._by_word.indptr[word + 1] - self._by_word.indptr[word])


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
