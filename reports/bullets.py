"""Which typed line is which bullet: an edited bullet keeps its key and its tie to the chair's log.

Pure. A line goes to the bullet that says the same, in its own paragraph first; what is left goes to the
bullet it shares most words with; lines that resemble none are new bullets.
"""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

ALIKE: Final = 0.5
"""The share of the shorter one's words that two bullets have in common when one is an edit of the other."""
MOST_PAIRS: Final = 40_000
"""Beyond this many pairs of changed lines, a bullet is only looked for word for word."""


@dataclass(frozen=True, slots=True)
class Line:
    """A bullet's text and the paragraph (any name for it) that it stands in."""

    place: Hashable
    text: str


def align(old: Sequence[Line], new: Sequence[Line]) -> list[int | None]:
    """For each new line the index of the old bullet it continues, or None. No bullet is continued twice."""
    matched: list[int | None] = [None] * len(new)
    match_equal(old, new, matched, lambda line: (line.place, line.text))
    match_equal(old, new, matched, lambda line: line.text)
    match_alike(old, new, matched)
    return matched


def match_equal(
    old: Sequence[Line], new: Sequence[Line], matched: list[int | None], look: Callable[[Line], Hashable]
) -> None:
    waiting: dict[Hashable, deque[int]] = defaultdict(deque)
    for index in left_over(len(old), matched):
        waiting[look(old[index])].append(index)
    for index, line in enumerate(new):
        if matched[index] is None and waiting[look(line)]:
            matched[index] = waiting[look(line)].popleft()


def match_alike(old: Sequence[Line], new: Sequence[Line], matched: list[int | None]) -> None:
    """Pair what is left, the most alike first, a paragraph's own bullets before those of another."""
    left = left_over(len(old), matched)
    open_ = [index for index, match in enumerate(matched) if match is None]
    if len(left) * len(open_) > MOST_PAIRS:
        return
    words = {index: words_of(old[index].text) for index in left}
    pairs = []
    for index in open_:
        typed = words_of(new[index].text)
        for each in left:
            if (alike := likeness(words[each], typed)) >= ALIKE:
                elsewhere = old[each].place != new[index].place
                pairs.append((elsewhere, -alike, abs(each - index), index, each))
    taken: set[int] = set()
    for _, _, _, index, each in sorted(pairs):
        if matched[index] is None and each not in taken:
            matched[index] = each
            taken.add(each)


def left_over(many: int, matched: Iterable[int | None]) -> list[int]:
    used = set(matched)
    return [index for index in range(many) if index not in used]


def words_of(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """How much of the shorter is in the longer, from 0 to 1; a word in common is too little to tell."""
    shared = (one & other).total()
    shorter, longer = sorted((one.total(), other.total()))
    if shared == 0 or (shared == 1 and longer > 1):
        return 0.0
    return shared / shorter
