"""Runs that two documents share -> passages, to the word: chained where they follow each other in both, then carried on
past their ends for as long as edited text still agrees."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from whence.weighing.reuse.words import Array, Words

GAP: Final = 30
"""Words that may stand between two shared runs of a passage: heavy editing leaves few runs whole."""

DRIFT: Final = 10
"""Words by which one document may have more than the other between them."""

_STEP: Final = 8
_NEAR: Final = sorted(
    ((a, b) for a in range(7) for b in range(7) if 1 <= a + b <= 7 and abs(a - b) <= 4),
    key=lambda ab: (ab[0] + ab[1], abs(ab[0] - ab[1])),
)
"""How far texts may differ before two words that agree again (three, where it is farther): nearest first."""


class Passages(NamedTuple):
    """Shared passages: the pair of documents each is of, its first word and the word after its last in the later (`a`)
    and the earlier (`b`), counted among all words, and how many words agree."""

    later: Array
    earlier: Array
    a: Array
    a_end: Array
    b: Array
    b_end: Array
    agreeing: Array


def passages(words: Words, numbers: Array, seeds: tuple[Array, Array, Array, Array], length: int) -> Passages:
    """The passages that grow from shared runs of `length` words.

    `seeds` are the later and earlier document of each, and the run's place there. `numbers` are the words' numbers
    with those words made different that are not to count.
    """
    later, earlier, a, b = _in_order(*seeds)
    drift = a - b
    pair = (later.astype(np.int64) << 32) | earlier
    step = np.diff(a, prepend=0)
    begins = np.ones(len(a), np.bool_)
    begins[1:] = (pair[1:] != pair[:-1]) | (step[1:] > GAP + length) | (np.abs(np.diff(drift)) > DRIFT)
    begins[1:] |= b[1:] < b[:-1]
    first = np.flatnonzero(begins)
    last = np.append(first[1:], len(a)) - 1
    # What agrees: along each seed's diagonal as far as the next seed.
    reach = np.full(len(a), length)
    reach[:-1] = np.where(begins[1:], length, step[1:])
    agreeing = np.add.reduceat(_agreeing(numbers, a, b, reach), first) if len(a) else np.zeros(0, np.int64)
    later, earlier = later[first], earlier[first]
    low_a, low_b = a[first], b[first]
    high_a, high_b = a[last] + length, b[last] + length
    back_a, back_b, more = _grow(
        numbers, low_a - 1, low_b - 1, low_a - words.first[later], low_b - words.first[earlier], -1
    )
    on_a, on_b, still = _grow(
        numbers, high_a, high_b, words.first[later + 1] - high_a, words.first[earlier + 1] - high_b, 1
    )
    grown = Passages(
        later, earlier, low_a - back_a, high_a + on_a, low_b - back_b, high_b + on_b, agreeing + more + still
    )
    return _merged(grown)


def _in_order(later: Array, earlier: Array, a: Array, b: Array) -> tuple[Array, Array, Array, Array]:
    order = np.lexsort((b, a, earlier, later))
    return later[order], earlier[order], a[order].astype(np.int64), b[order].astype(np.int64)


def _agreeing(numbers: Array, a: Array, b: Array, reach: Array) -> Array:
    """Of the `reach` words from `a` and `b` on, how many are the same."""
    ends = np.cumsum(reach)
    within = np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - reach, reach)
    there = np.minimum(np.repeat(b, reach) + within, len(numbers) - 1)
    same = numbers[np.repeat(a, reach) + within] == numbers[there]
    return np.add.reduceat(same.astype(np.int64), ends - reach) if len(ends) else np.zeros(0, np.int64)


def _grow(numbers: Array, a: Array, b: Array, room_a: Array, room_b: Array, sign: int) -> tuple[Array, Array, Array]:
    """How far passages go on from words `a` and `b` in one direction, in either document, and how many words agree."""
    gone_a, gone_b, agree = (np.zeros(len(a), np.int64) for _ in range(3))

    def same(which: Array, x: Array | int, y: Array | int) -> Array:
        i, j = gone_a[which] + x, gone_b[which] + y
        inside = (i < room_a[which]) & (j < room_b[which])
        i, j = np.where(inside, a[which] + sign * i, 0), np.where(inside, b[which] + sign * j, 0)
        agrees: Array = inside & (numbers[i] == numbers[j])
        return agrees

    going = np.arange(len(a))
    while len(going):
        on = same(going, 0, 0)
        run = on.astype(np.int64)
        for k in range(1, _STEP):
            on &= same(going, k, k)
            run += on
        gone_a[going] += run
        gone_b[going] += run
        agree[going] += run
        stuck, going = going[run < _STEP], going[run == _STEP]
        for x, y in _NEAR:
            if not len(stuck):
                break
            again = same(stuck, x, y) & same(stuck, x + 1, y + 1)
            if x + y > 3:
                again &= same(stuck, x + 2, y + 2)
            over = stuck[again]
            gone_a[over] += x
            gone_b[over] += y
            going = np.concatenate((going, over))
            stuck = stuck[~again]
    return gone_a, gone_b, agree


def _merged(found: Passages) -> Passages:
    """Passages that have grown into each other as one."""
    order = np.lexsort((found.b, found.a, found.earlier, found.later))
    found = Passages(*(column[order] for column in found))
    if not len(order):
        return found
    begins = np.ones(len(order), np.bool_)
    same = (found.later[1:] == found.later[:-1]) & (found.earlier[1:] == found.earlier[:-1])
    meets = (found.a[1:] <= found.a_end[:-1]) & (found.b[1:] <= found.b_end[:-1]) & (found.b[1:] >= found.b[:-1])
    begins[1:] = ~(same & meets)
    first = np.flatnonzero(begins)
    a_end, b_end = np.maximum.reduceat(found.a_end, first), np.maximum.reduceat(found.b_end, first)
    twice = np.zeros(len(order), np.int64)
    twice[1:] = np.where(begins[1:], 0, np.minimum(found.a_end[:-1] - found.a[1:], found.agreeing[1:]))
    agreeing = np.add.reduceat(found.agreeing - twice, first)
    a, b = found.a[first], found.b[first]
    agreeing = np.minimum(agreeing, np.minimum(a_end - a, b_end - b))
    return Passages(found.later[first], found.earlier[first], a, a_end, b, b_end, agreeing)
