"""What changed between two texts, paragraph by paragraph and word by word.

Knows nothing of what the texts are: terms of reference, a paper and its next edition. White space never
counts as a change, so a text that was only wrapped anew compares as the same.

Two texts are first aligned by whole paragraphs. Where paragraphs differ, the words of both sides are aligned,
and each new paragraph is paired with the old one it took most of its words from. Words are aligned at those
that stand once on each side ("patience"), and only what lies between them is compared word against word, and
only when it is short. So the work grows with the length of the texts and never with its square.
"""

import enum
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import Final

SHORT: Final = 64
"""How many words may lie between two anchors, on the longer side, to be compared one against one."""

DEEPEST: Final = 40
"""How many rounds of anchors between anchors are tried: prose needs a few, and no text is given more."""

KIN: Final = 0.4
"""Which part of the words of two paragraphs must be common to call one the other, amended."""

ISLAND: Final = 2
"""So few words that stayed between two changes read better as part of the change."""

LIST_MARK = re.compile(
    r"\s*(?:[-*+•–]|#{1,6}|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]+)[.)]|\d+(?:\.\d+)+)\s+\S"
)
"""What a line of its own begins with: a bullet, a heading, "1.", "1.2", "(a)"."""

Run = tuple[int, int, int]
"""Where a run of equal elements begins in the old and in the new, and how long it is."""


class Kind(enum.StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    AMENDED = "amended"


@dataclass(frozen=True, slots=True)
class Word:
    """One word, equal to every other of the same letters wherever its line begins."""

    text: str
    begins_line: bool = field(default=False, compare=False)


Words = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stayed, were added or were removed; ``begins_line`` says that they start a new line."""

    kind: Kind
    text: str
    begins_line: bool = False


@dataclass(frozen=True, slots=True)
class ComparedParagraph:
    kind: Kind
    pieces: tuple[Piece, ...]


def compare(old: str, new: str) -> list[ComparedParagraph]:
    """Every paragraph of both texts in reading order: what was removed stands before what replaced it.

    The words of ``old`` are those of the pieces that are the same or removed, in order; the words of ``new``
    those of the pieces that are the same or added.
    """
    old_paragraphs, new_paragraphs = paragraphs_of(old), paragraphs_of(new)
    if old.split() == new.split():
        return [whole(Kind.SAME, paragraph) for paragraph in new_paragraphs]
    compared: list[ComparedParagraph] = []
    old_at = new_at = 0
    end = (len(old_paragraphs), len(new_paragraphs), 0)
    for old_start, new_start, length in [*align(old_paragraphs, new_paragraphs), end]:
        compared += amended(old_paragraphs[old_at:old_start], new_paragraphs[new_at:new_start])
        old_at, new_at = old_start + length, new_start + length
        compared += [whole(Kind.SAME, paragraph) for paragraph in new_paragraphs[new_start:new_at]]
    return compared


def summary(paragraphs: Sequence[ComparedParagraph]) -> str:
    """In one line: "3 of 12 paragraphs changed: 1 added, 2 amended"."""
    counts = Counter(paragraph.kind for paragraph in paragraphs)
    changed = len(paragraphs) - counts[Kind.SAME]
    if not changed:
        return "No words changed"
    parts = [f"{counts[kind]} {kind}" for kind in (Kind.ADDED, Kind.AMENDED, Kind.REMOVED) if counts[kind]]
    noun = "paragraph" if len(paragraphs) == 1 else "paragraphs"
    return f"{changed} of {len(paragraphs)} {noun} changed: {', '.join(parts)}"


# ---- paragraphs


def paragraphs_of(text: str) -> list[Words]:
    """Paragraphs stand between empty lines; a line that begins with a list mark is one of its own."""
    paragraphs: list[list[Word]] = [[]]
    for line in text.splitlines():
        words = line.split()
        if not words or LIST_MARK.match(line):
            paragraphs.append([])
        starts = bool(paragraphs[-1])
        paragraphs[-1] += [Word(text, starts and not place) for place, text in enumerate(words)]
    return [tuple(paragraph) for paragraph in paragraphs if paragraph]


def amended(old: Sequence[Words], new: Sequence[Words]) -> Iterator[ComparedParagraph]:
    """Paragraphs that differ: pairs of kin are amended, the others are removed or added.

    One that was only parted in two, or two that were put together, are the same.
    """
    if [*joined(old)] == [*joined(new)]:
        yield from (whole(Kind.SAME, paragraph) for paragraph in new)
        return
    old_at = new_at = 0
    for old_place, new_place in [*pairs(old, new), (len(old), len(new))]:
        yield from (whole(Kind.REMOVED, paragraph) for paragraph in old[old_at:old_place])
        yield from (whole(Kind.ADDED, paragraph) for paragraph in new[new_at:new_place])
        if old_place < len(old):
            yield ComparedParagraph(Kind.AMENDED, tuple(pieces(old[old_place], new[new_place])))
        old_at, new_at = old_place + 1, new_place + 1


def pairs(old: Sequence[Words], new: Sequence[Words]) -> list[tuple[int, int]]:
    """Which new paragraph is which old one, in order, judged by the words they share."""
    old_home = [place for place, paragraph in enumerate(old) for _ in paragraph]
    new_home = [place for place, paragraph in enumerate(new) for _ in paragraph]
    shared: Counter[tuple[int, int]] = Counter()
    for old_start, new_start, length in align([*joined(old)], [*joined(new)]):
        homes = zip(old_home[old_start : old_start + length], new_home[new_start:], strict=False)
        shared.update(homes)
    kin = {
        (i, j): count for (i, j), count in shared.items() if 2 * count >= KIN * (len(old[i]) + len(new[j]))
    }
    best: list[tuple[int, int]] = []
    for i, j in sorted(kin, key=lambda pair: (-kin[pair], pair)):
        place = bisect_left(best, (i, j))
        before, after = best[:place][-1:], best[place : place + 1]
        if all(a < i and b < j for a, b in before) and all(i < a and j < b for a, b in after):
            best.insert(place, (i, j))
    return best


def joined(paragraphs: Sequence[Words]) -> Iterator[Word]:
    return (word for paragraph in paragraphs for word in paragraph)


# ---- pieces


def whole(kind: Kind, paragraph: Words) -> ComparedParagraph:
    return ComparedParagraph(kind, (piece(kind, paragraph),))


def pieces(old: Words, new: Words) -> Iterator[Piece]:
    """The pieces of an amended paragraph; what was removed before what was added in its place."""
    old_at = new_at = 0
    for old_start, new_start, length in [*without_islands(align(old, new)), (len(old), len(new), 0)]:
        removed, added = old[old_at:old_start], new[new_at:new_start]
        old_at, new_at = old_start + length, new_start + length
        if removed:
            yield piece(Kind.REMOVED, removed)
        if added:
            # The line that both begin is begun once.
            yield piece(Kind.ADDED, added, on=removed)
        if length:
            yield piece(Kind.SAME, new[new_start:new_at])


def piece(kind: Kind, words: Words, *, on: Words = ()) -> Piece:
    text = "".join(("\n" if word.begins_line else " ") + word.text for word in words)
    return Piece(kind, text[1:], words[0].begins_line and not (on and on[0].begins_line))


def without_islands(runs: Sequence[Run]) -> list[Run]:
    """Leave out runs of a word or two with a longer change on either side, such as a lone "of the"."""
    kept: list[Run] = []
    for place, (old, new, length) in enumerate(runs):
        if 0 < place < len(runs) - 1 and length <= ISLAND:
            before, after = kept[-1] if kept else (0, 0, 0), runs[place + 1]
            changed_before = max(old - before[0] - before[2], new - before[1] - before[2])
            changed_after = max(after[0] - old, after[1] - new) - length
            if min(changed_before, changed_after) > length:
                continue
        kept.append((old, new, length))
    return kept


# ---- alignment


def align(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Run]:
    """Runs of elements that are equal on both sides, in order and as long as they go."""
    matched: list[tuple[int, int]] = []
    waiting = [(0, len(old), 0, len(new), DEEPEST)]
    while waiting:
        old_from, old_to, new_from, new_to, rounds = waiting.pop()
        while old_from < old_to and new_from < new_to and old[old_from] == new[new_from]:
            matched.append((old_from, new_from))
            old_from, new_from = old_from + 1, new_from + 1
        while old_from < old_to and new_from < new_to and old[old_to - 1] == new[new_to - 1]:
            old_to, new_to = old_to - 1, new_to - 1
            matched.append((old_to, new_to))
        if old_from == old_to or new_from == new_to:
            continue
        anchors = anchors_between(old, new, old_from, old_to, new_from, new_to) if rounds else []
        if anchors:
            matched += anchors
            bounds = [(old_from - 1, new_from - 1), *anchors, (old_to, new_to)]
            waiting += [(a + 1, c, b + 1, d, rounds - 1) for (a, b), (c, d) in pairwise(bounds)]
        elif max(old_to - old_from, new_to - new_from) <= SHORT:
            between = one_against_one(old[old_from:old_to], new[new_from:new_to])
            matched += [(old_from + i, new_from + j) for i, j in between]
    return runs_of(sorted(matched))


def runs_of(matched: Sequence[tuple[int, int]]) -> list[Run]:
    """Matches that follow each other on both sides, as runs."""
    runs = []
    numbered = enumerate(matched)
    for _, group in groupby(numbered, key=lambda each: (each[1][0] - each[0], each[1][1] - each[0])):
        together = [match for _, match in group]
        runs.append((*together[0], len(together)))
    return runs


def anchors_between(
    old: Sequence[Hashable], new: Sequence[Hashable], old_from: int, old_to: int, new_from: int, new_to: int
) -> list[tuple[int, int]]:
    """Elements that stand once on each side, as many as keep their order: the longest rising sequence."""
    old_places, new_places = places(old, old_from, old_to), places(new, new_from, new_to)
    once = [
        (here[0], new_places[element][0])
        for element, here in old_places.items()
        if len(here) == 1 and len(new_places.get(element, ())) == 1
    ]
    return rising(once)


def places(elements: Sequence[Hashable], start: int, stop: int) -> dict[Hashable, list[int]]:
    found: dict[Hashable, list[int]] = {}
    for place in range(start, stop):
        found.setdefault(elements[place], []).append(place)
    return found


def rising(matches: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest choice of ``matches``, sorted by their first number, whose second number rises too."""
    tails: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for place, (_, height) in enumerate(matches):
        level = bisect_left(tails, height)
        before.append(at[level - 1] if level else -1)
        tails[level : level + 1] = [height]
        at[level : level + 1] = [place]
    chosen: list[tuple[int, int]] = []
    place = at[-1] if at else -1
    while place >= 0:
        chosen.append(matches[place])
        place = before[place]
    return chosen[::-1]


def one_against_one(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[tuple[int, int]]:
    """The longest common choice of elements in order, for two short sequences."""
    longest = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            longest[i][j] = (
                longest[i + 1][j + 1] + 1 if old[i] == new[j] else max(longest[i + 1][j], longest[i][j + 1])
            )
    i = j = 0
    while i < len(old) and j < len(new):
        if old[i] == new[j]:
            yield i, j
            i, j = i + 1, j + 1
        elif longest[i + 1][j] >= longest[i][j + 1]:
            i += 1
        else:
            j += 1
