"""What changed between two editions, unit by unit and word by word, for readers.

A paragraph is the same one as long as it keeps its key, however its words and its number change. Where the
two have no key in common, as papers brought in from files, paragraphs are paired by the words they share.

A paragraph has *moved* when its order among those that were kept is another, or when it stands under another
heading: what was only renumbered, because something was put in before it, has not moved.

Everything here is pure: no queries, no clock, no settings.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from boards.comparison import Kind, Words, align, pairs, piece, pieces
from reports.changed_lines import ComparedLine, Run, runs_of
from reports.frozen_units import Line, Part, Unit, units_of

Pairs = dict[int, int]
"""The place of a unit then, to the place of the same unit now."""

GROUPS: Final = {
    Part.TITLE: "Cover sheet",
    Part.COVER: "Cover sheet",
    Part.BACKGROUND: "Background papers",
    Part.SIGNATURE: "Signature",
    Part.FILE: "The file",
}

NAMES: Final = {
    Part.TITLE: "Title",
    Part.HEADING: "Heading",
    Part.PARAGRAPH: "Paragraph",
    Part.BACKGROUND: "List of papers",
    Part.SIGNATURE: "Name and office",
    Part.FILE: "The file itself",
}


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one unit: ``then`` is None for what was added, ``now`` for what was removed.

    ``is_moved`` may hold together with ``Kind.SAME`` and with ``Kind.AMENDED``. ``reason`` is the author's.
    """

    kind: Kind
    then: Unit | None
    now: Unit | None
    lines: tuple[ComparedLine, ...]
    is_moved: bool = False
    reason: str = ""

    @property
    def unit(self) -> Unit:
        found = self.now or self.then
        assert found is not None  # noqa: S101 - a change is of something
        return found

    @property
    def part(self) -> Part:
        return self.unit.part

    @property
    def key(self) -> str:
        return self.unit.key

    @property
    def is_changed(self) -> bool:
        return self.is_moved or self.kind != Kind.SAME

    @property
    def number_then(self) -> str:
        return self.then.number if self.then else ""

    @property
    def number_now(self) -> str:
        return self.now.number if self.now else ""

    @property
    def is_renumbered(self) -> bool:
        return bool(self.then and self.now) and self.number_then != self.number_now

    @property
    def in_words(self) -> str:
        """ "added", "moved", "moved and amended"; "not changed" for the rest."""
        if not self.is_moved:
            return "not changed" if self.kind == Kind.SAME else self.kind.value
        return "moved and amended" if self.kind == Kind.AMENDED else "moved"

    @property
    def named(self) -> str:
        """What a reader calls it: "Paragraph", "Heading", "Purpose of report"."""
        return self.unit.label if self.part == Part.COVER else NAMES[self.part]

    @property
    def runs(self) -> list[Run]:
        """The lines: bullets that follow each other together, and the rows of a table."""
        return [*runs_of(self.lines)]


@dataclass(frozen=True, slots=True)
class Group:
    """Changes that stand under one heading; ``number`` is that of its section."""

    heading: str
    number: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every unit of both editions in reading order; what was removed stands where it stood."""

    changes: tuple[Change, ...]

    @property
    def changed(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.is_changed)

    @property
    def paragraphs(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.part == Part.PARAGRAPH)

    @property
    def summary(self) -> str:
        """In one line: "4 of 31 paragraphs changed: 1 added, 2 amended, 1 removed"."""
        paragraphs = self.paragraphs
        counts = Counter(change.in_words for change in paragraphs if change.is_changed)
        if not counts:
            return "No paragraph changed" if paragraphs or self.changed else "Nothing changed"
        said = ("added", "amended", "moved", "moved and amended", "removed")
        parts = ", ".join(f"{counts[kind]} {kind}" for kind in said if counts[kind])
        noun = "paragraph" if len(paragraphs) == 1 else "paragraphs"
        return f"{counts.total()} of {len(paragraphs)} {noun} changed: {parts}"

    @property
    def beside(self) -> tuple[str, ...]:
        """What else changed: "the title was amended", "the heading of section 2 was moved"."""
        others = (change for change in self.changed if change.part != Part.PARAGRAPH)
        return tuple(f"{named(change)} was {change.in_words}" for change in others)

    def groups(self, *, whole: bool = False) -> list[Group]:
        """The changed units, or all, under the headings of the edition now, or of then where it is gone."""
        headings = headings_by_section(self.changes)
        shown = [change for change in self.changes if whole or change.is_changed]
        grouped = groupby(shown, key=lambda change: heading_over(change, headings))
        return [group_of(heading, [*changes]) for heading, changes in grouped]


def compare_papers(then: tuple[str, Mapping[str, Any]], now: tuple[str, Mapping[str, Any]]) -> Comparison:
    """Compare two editions, each given as its ``html`` and its ``data``.

    The words of ``then`` are those of all pieces that stayed or were removed, unit by unit; the words of
    ``now`` those of the pieces that stayed or were added. The reasons are those frozen with ``now``.
    """
    old, new = units_of(*then), units_of(*now)
    return Comparison(tuple(compare_units(old, new, now[1].get("reasons") or {})))


def compare_units(old: Sequence[Unit], new: Sequence[Unit], reasons: Mapping[str, str]) -> Iterator[Change]:
    kept = paired(old, new)
    unmoved = in_order(old, kept)
    came_from = {place: before for before, place in kept.items()}
    removed = removed_after(old, kept, unmoved)
    yield from (removal(old[place], reasons) for place in removed.get(None, ()))
    for place, unit in enumerate(new):
        before = came_from.get(place)
        if before is None:
            yield Change(Kind.ADDED, None, unit, whole(Kind.ADDED, unit), reason=reason_of(unit, reasons))
        else:
            yield compared(old[before], unit, is_moved=before not in unmoved, reasons=reasons)
        yield from (removal(old[gone], reasons) for gone in removed.get(place, ()))


def removed_after(old: Sequence[Unit], kept: Pairs, unmoved: set[int]) -> dict[int | None, list[int]]:
    """What was removed, by the place now of what stood before it and stayed; None at the very beginning."""
    removed: dict[int | None, list[int]] = {}
    after: int | None = None
    for place in range(len(old)):
        if place not in kept:
            removed.setdefault(after, []).append(place)
        elif place in unmoved:
            after = kept[place]
    return removed


# ---- which is which


def paired(old: Sequence[Unit], new: Sequence[Unit]) -> Pairs:
    kept = by_key(old, new, lambda unit: unit.part not in (Part.PARAGRAPH, Part.HEADING))
    paragraphs = by_key(old, new, lambda unit: unit.part == Part.PARAGRAPH) or by_words(old, new)
    kept |= paragraphs
    kept |= word_for_word(old, new, kept)
    return kept | same_headings(old, new, kept)


def by_key(old: Sequence[Unit], new: Sequence[Unit], concerns: Callable[[Unit], bool]) -> Pairs:
    places = {(unit.part, unit.key): place for place, unit in enumerate(new) if unit.key and concerns(unit)}
    return {
        place: places.pop((unit.part, unit.key))
        for place, unit in enumerate(old)
        if (unit.part, unit.key) in places
    }


def by_words(old: Sequence[Unit], new: Sequence[Unit]) -> Pairs:
    """For papers without a key in common: each with the one it shares most words with, in order."""
    then, now = paragraphs_among(old), paragraphs_among(new)
    found = pairs([old[place].words for place in then], [new[place].words for place in now])
    return {then[i]: now[j] for i, j in found}


def word_for_word(old: Sequence[Unit], new: Sequence[Unit], kept: Pairs) -> Pairs:
    """What was cut out and typed again elsewhere word for word is still the same paragraph."""
    taken = set(kept.values())
    then = once_by_words(old, [place for place in paragraphs_among(old) if place not in kept])
    now = once_by_words(new, [place for place in paragraphs_among(new) if place not in taken])
    return {then[words]: now[words] for words in then.keys() & now.keys() if words}


def once_by_words(units: Sequence[Unit], places: Iterable[int]) -> dict[Words, int]:
    found: dict[Words, list[int]] = {}
    for place in places:
        found.setdefault(units[place].words, []).append(place)
    return {words: where[0] for words, where in found.items() if len(where) == 1}


def same_headings(old: Sequence[Unit], new: Sequence[Unit], kept: Pairs) -> Pairs:
    """A section is the same one by its heading, or else by the paragraphs that it still has."""
    then, now = headings_among(old), headings_among(new)
    shared = Counter(
        (old[i].section, new[j].section) for i, j in kept.items() if old[i].part == Part.PARAGRAPH
    )
    likely = sorted(
        (not same, -count, i, j)
        for i, section in then.items()
        for j, other in now.items()
        if (same := old[i].text == new[j].text) | bool(count := shared[(section, other)])
    )
    found: Pairs = {}
    for _, _, i, j in likely:
        if i not in found and j not in found.values():
            found[i] = j
    return found


def paragraphs_among(units: Sequence[Unit]) -> list[int]:
    return [place for place, unit in enumerate(units) if unit.part == Part.PARAGRAPH]


def headings_among(units: Sequence[Unit]) -> dict[int, int | None]:
    return {place: unit.section for place, unit in enumerate(units) if unit.part == Part.HEADING}


# ---- what has moved


def in_order(old: Sequence[Unit], kept: Pairs) -> set[int]:
    """The places then of all units that have not moved: the heaviest choice that rises on both sides.

    A heading weighs as much as the section under it, so that a section that goes elsewhere goes as a whole,
    and a paragraph that crosses a heading is what has moved. Only headings and paragraphs can move.
    """
    sizes = Counter(unit.section for unit in old if unit.part == Part.PARAGRAPH)
    movable = [place for place in sorted(kept) if old[place].part in (Part.HEADING, Part.PARAGRAPH)]
    weights = [sizes[old[place].section] + 1 if old[place].part == Part.HEADING else 1 for place in movable]
    stays = heaviest_rising([kept[place] for place in movable], weights)
    return {movable[at] for at in stays} | (kept.keys() - set(movable))


def heaviest_rising(heights: Sequence[int], weights: Sequence[int]) -> list[int]:
    """The places of the heaviest choice of different ``heights`` that rises, in n log n steps.

    ``tree`` keeps, in the manner of Fenwick, the heaviest choice that ends at or below each height.
    """
    ranked = sorted(heights)
    tree: list[tuple[int, int]] = [(0, -1)] * (len(heights) + 1)
    before: list[int] = []
    for place, (height, weight) in enumerate(zip(heights, weights, strict=True)):
        rank = bisect_left(ranked, height)
        best, last = heaviest_below(tree, rank)
        before.append(last)
        rank += 1
        while rank < len(tree):
            tree[rank] = max(tree[rank], (best + weight, place))
            rank += rank & -rank
    chosen: list[int] = []
    place = heaviest_below(tree, len(heights))[1]
    while place >= 0:
        chosen.append(place)
        place = before[place]
    return chosen[::-1]


def heaviest_below(tree: Sequence[tuple[int, int]], rank: int) -> tuple[int, int]:
    best = (0, -1)
    while rank:
        best = max(best, tree[rank])
        rank -= rank & -rank
    return best


# ---- word by word


def compared(then: Unit, now: Unit, *, is_moved: bool, reasons: Mapping[str, str]) -> Change:
    if then.words == now.words and then.stamp == now.stamp:
        return Change(Kind.SAME, then, now, whole(Kind.SAME, now), is_moved, reason_of(now, reasons))
    lines = tuple(compare_lines(then.lines, now.lines))
    return Change(Kind.AMENDED, then, now, lines, is_moved, reason_of(now, reasons))


def compare_lines(old: Sequence[Line], new: Sequence[Line]) -> Iterator[ComparedLine]:
    """Line by line: a bullet that was put in is added, and the others stay as they are."""
    old_at = new_at = 0
    for i, j in [*same_lines(old, new), (len(old), len(new))]:
        yield from (compared_whole(Kind.REMOVED, line) for line in old[old_at:i])
        yield from (compared_whole(Kind.ADDED, line) for line in new[new_at:j])
        if i < len(old):
            yield from compare_line(old[i], new[j])
        old_at, new_at = i + 1, j + 1


def same_lines(old: Sequence[Line], new: Sequence[Line]) -> list[tuple[int, int]]:
    """Which line is which: those of the same words first, and between them those that share words."""
    then, now = [line.words for line in old], [line.words for line in new]
    found: list[tuple[int, int]] = []
    old_at = new_at = 0
    for i, j, length in [*align(then, now), (len(old), len(new), 0)]:
        found += [(old_at + a, new_at + b) for a, b in kin(then[old_at:i], now[new_at:j])]
        found += [(i + step, j + step) for step in range(length)]
        old_at, new_at = i + length, j + length
    return found


def kin(old: Sequence[Words], new: Sequence[Words]) -> list[tuple[int, int]]:
    """One line for one line is that line, said anew; among several, by the words they share."""
    return [(0, 0)] if len(old) == len(new) == 1 else pairs(old, new)


def compare_line(old: Line, new: Line) -> Iterator[ComparedLine]:
    """A row of a table that became a sentence, or the reverse, is removed and added: it has no cells now."""
    if old.words == new.words:
        yield compared_whole(Kind.SAME, new)
    elif bool(old.row) != bool(new.row):
        yield compared_whole(Kind.REMOVED, old)
        yield compared_whole(Kind.ADDED, new)
    else:
        said = tuple(pieces(old.words, new.words))
        yield ComparedLine(Kind.AMENDED, said, new.is_bullet, row_then=old.row, row_now=new.row)


def compared_whole(kind: Kind, line: Line) -> ComparedLine:
    return ComparedLine(
        kind,
        (piece(kind, line.words),),
        line.is_bullet,
        row_then="" if kind == Kind.ADDED else line.row,
        row_now="" if kind == Kind.REMOVED else line.row,
    )


def whole(kind: Kind, unit: Unit) -> tuple[ComparedLine, ...]:
    return tuple(compared_whole(kind, line) for line in unit.lines)


def removal(unit: Unit, reasons: Mapping[str, str]) -> Change:
    return Change(Kind.REMOVED, unit, None, whole(Kind.REMOVED, unit), reason=reason_of(unit, reasons))


def reason_of(unit: Unit, reasons: Mapping[str, str]) -> str:
    return reasons.get(unit.key, "") if unit.part == Part.PARAGRAPH else ""


# ---- in words


def named(change: Change) -> str:
    unit = change.unit
    if unit.part == Part.COVER:
        return f"“{unit.label}” on the cover sheet"
    if unit.part == Part.HEADING:
        return f"the heading of section {unit.number}" if unit.number else f"the heading “{unit.text}”"
    if unit.part == Part.FILE:
        return "the file itself"
    if unit.part == Part.BACKGROUND:
        return "the list of background papers"
    return f"the {unit.part.value}"


def headings_by_section(changes: Iterable[Change]) -> tuple[dict[int, Change], dict[int, Change]]:
    """The change of a heading by the place of its section then, and now."""
    headings = [change for change in changes if change.part == Part.HEADING]
    then = {each.then.section: each for each in headings if each.then and each.then.section is not None}
    now = {each.now.section: each for each in headings if each.now and each.now.section is not None}
    return then, now


def heading_over(
    change: Change, headings: tuple[dict[int, Change], dict[int, Change]]
) -> tuple[str, Change | None]:
    then, now = headings
    if change.part in GROUPS:
        return GROUPS[change.part], None
    if change.part == Part.HEADING:
        return change.unit.text, change
    section = change.unit.section
    heading = (now if change.now else then).get(-1 if section is None else section)
    return (heading.unit.text if heading else "", heading)


def group_of(over: tuple[str, Change | None], changes: Sequence[Change]) -> Group:
    heading, change = over
    number = change.unit.number if change else ""
    return Group(heading, number, tuple(each for each in changes if each is not change or each.is_changed))
