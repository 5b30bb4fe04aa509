"""Bold and italic words of a file, found again in the paper that was made of it.

What is recognised is recognised in plain words: a bold number is a number like any other. So the words that
stand out are noted beside, each with what stands around it, and marked where they are found in the result.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from reports.bring_in.lines import tidy
from reports.bring_in.marks import read_bullet, read_number

AROUND: Final = 30
"""Characters on either side that tell one place of the same words from another."""
BEYOND: Final = 200
STARS: Final = {(True, False): "**", (False, True): "*", (True, True): "***"}
LETTER: Final = re.compile(r"[^\W_]")


@dataclass(frozen=True)
class Emphasis:
    """Words that stand out in the file, and what stands before and behind them in the same block."""

    words: str
    before: str
    after: str
    bold: bool
    italic: bool

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Where these words stand in ``text`` between what they stood between in the file."""
        for found in re.finditer(re.escape(self.words), text):
            if self.follows(text[: found.start()]) and self.precedes(text[found.end() :]):
                yield found.span()

    def follows(self, text: str) -> bool:
        """A number or a label before the text may have been taken off it."""
        around = text.strip()[-AROUND:]
        return self.before.endswith(around) if len(around) < AROUND else around.endswith(self.before)

    def precedes(self, text: str) -> bool:
        around = text.strip()[:AROUND]
        return self.after.startswith(around) if len(around) < AROUND else around.startswith(self.after)


class Run(NamedTuple):
    """A stretch of a block as its file has it, spaces and all."""

    text: str
    bold: bool = False
    italic: bool = False


def emphases_in(runs: Sequence[Run]) -> Iterator[Emphasis]:
    """What stands out in a block. A number or bullet at its beginning never does."""
    runs = joined(runs)
    whole = "".join(run.text for run in runs)
    start = 0
    for run in runs:
        end = start + len(run.text)
        before, words = tidy(whole[max(0, start - BEYOND) : start]), tidy(run.text)
        after = tidy(whole[end : end + BEYOND])
        start = end
        if not before:
            words = without_number(words)
        if (run.bold or run.italic) and LETTER.search(words):
            yield Emphasis(words, before[-AROUND:], after[:AROUND], run.bold, run.italic)


def joined(runs: Iterable[Run]) -> list[Run]:
    """Neighbours that look alike as one, because a file may divide a word into many."""
    alike: list[Run] = []
    for run in runs:
        if alike and (alike[-1].bold, alike[-1].italic) == (run.bold, run.italic):
            alike[-1] = run._replace(text=alike[-1].text + run.text)
        elif run.text:
            alike.append(run)
    return alike


def without_number(words: str) -> str:
    words = read_bullet(words)[1]
    typed = read_number(words)
    return typed.rest if typed else words


class Span(NamedTuple):
    """What stands out in a text of the paper, and the marks that say how."""

    start: int
    end: int
    stars: str


def spans_of(text: str, emphases: Iterable[Emphasis]) -> list[Span]:
    """In the order of the text; of two that overlap the first is kept."""
    found = sorted(
        {Span(*place, STARS[each.bold, each.italic]) for each in emphases for place in each.places(text)}
    )
    apart: list[Span] = []
    for span in found:
        if not apart or span.start >= apart[-1].end:
            apart.append(span)
    return apart
