"""One sentence of a text said anew, while the marks of the text around it stay.

The check reads a paper without its marks; what is saved has them. So the sentence is looked for letter by
letter with marks allowed between the letters, only the words that differ are exchanged, and the result counts
only when, without its marks, it is the old text with the one sentence changed.
"""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from reports.markdown import render_block, text_of

REFERENCE: Final = r"\[[^\[\]\n]{0,60}\]\(#key-[0-9a-f-]{36}\)"
MARKS: Final = rf"(?:(?!{REFERENCE})[*_\\\[]|\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\))*+"
SPECIAL: Final = frozenset("*_\\[]")
TOKEN: Final = re.compile(r"\s+|\d+(?:\.\d+)*(?!\w)|\w+|[^\w\s]")
NUMBER: Final = re.compile(r"\d+(?:\.\d+)*")
TO_ESCAPE: Final = re.compile(r"([\\*_\[\]|])")
LINKS: Final = re.compile(r'href="([^"]*)"')
EMPTY_LINK: Final = "></a>"


class Change(NamedTuple):
    """Letters of the sentence, from ``start`` to ``end``, in whose place come other words."""

    start: int
    end: int
    words: str


class Edit(NamedTuple):
    """The same in the source of the text."""

    start: int
    end: int
    source: str


def replace_sentence(markdown: str, sentence: str, wording: str) -> str | None:
    """The text with one sentence in other words, or None where that cannot be done surely.

    ``sentence`` and ``wording`` are plain words. A reference to a paragraph stands in the sentence as the
    number it has now, whatever its label says. None where the sentence is not in the text, stands in it
    twice, or could only be changed by losing a link.
    """
    wording = " ".join(wording.split())
    changes = changes_between(sentence, wording)
    found = list(pattern_of(sentence, changes).finditer(markdown))
    if len(found) != 1 or not wording:
        return None
    labels = list(labels_of(found[0], sentence))
    before = applied(markdown, labels)
    if words_of(before).count(sentence) != 1:
        return None
    wanted = words_of(before).replace(sentence, wording)
    links = links_of(before)
    for candidate, may_lose_links in candidates(markdown, found[0], changes, labels, wording):
        if words_of(candidate) == wanted and (may_lose_links or is_linked_alike(candidate, links)):
            return candidate
    return None


def changes_between(old: str, new: str) -> list[Change]:
    """What differs, by words; two changes with nothing but a space between them are one."""
    one, other = TOKEN.findall(old), TOKEN.findall(new)
    places = [0]
    for token in one:
        places.append(places[-1] + len(token))
    changes: list[Change] = []
    for kind, i, j, k, m in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        start, end, words = places[i], places[j], "".join(other[k:m])
        if changes and not old[changes[-1].end : start].strip():
            last = changes.pop()
            start, words = last.start, last.words + old[last.end : start] + words
        changes.append(Change(start, end, words))
    return changes


def pattern_of(sentence: str, changes: list[Change]) -> re.Pattern[str]:
    """Finds the sentence in the source; group ``c0`` is the first change, ``r7`` a reference at letter 7."""
    opening = {change.start: place for place, change in enumerate(changes)}
    closing = {change.end: place for place, change in enumerate(changes) if change.end > change.start}
    parts = []
    for token in TOKEN.finditer(sentence):
        place = opening.get(token.start())
        if place is not None and changes[place].end == changes[place].start:
            parts.append(f"(?P<c{place}>)")
            place = None
        marks, core = in_source(token)
        parts.append(marks if token.start() else "")  # the marks before its first letter are not its own
        parts.append("" if place is None else f"(?P<c{place}>")
        parts.append(core)
        if (place := closing.get(token.end())) is not None:
            parts.append(")")
    if (place := opening.get(len(sentence))) is not None:
        parts.append(f"(?P<c{place}>)")
    return re.compile("".join(parts))


def in_source(token: re.Match[str]) -> tuple[str, str]:
    """How a token may stand in the source: the marks before it, and the token itself."""
    text = token[0]
    if text.isspace():
        return MARKS, r"\s+(?:[-+*•]\s+)?" if "\n" in text else r"\s+"
    letters = [letter_in_source(letter) for letter in text]
    core = letters[0][1] + "".join(marks + letter for marks, letter in letters[1:])
    if NUMBER.fullmatch(text):
        return MARKS, f"(?:(?P<r{token.start()}>{REFERENCE})|{core})"
    return letters[0][0], core


def letter_in_source(letter: str) -> tuple[str, str]:
    """A letter that could be a mark has none before it, so that no text takes long to search."""
    if letter in SPECIAL:
        return "", rf"\\?{re.escape(letter)}"
    return MARKS, re.escape(letter)


def labels_of(found: re.Match[str], sentence: str) -> Iterator[Edit]:
    """References whose label is brought to the number that they have now."""
    for name, source in found.groupdict().items():
        if name.startswith("r") and source:
            number = NUMBER.match(sentence, int(name[1:]))
            address = source[source.rindex("](") :]
            yield Edit(*found.span(name), f"[{number[0] if number else ''}{address}")


def candidates(
    markdown: str, found: re.Match[str], changes: list[Change], labels: list[Edit], wording: str
) -> Iterator[tuple[str, bool]]:
    """Ways to write it, the gentlest first, each with whether a link may go with the words it was on."""
    spans = [found.span(f"c{place}") for place in range(len(changes))]
    kept = [each for each in labels if not any(start <= each.start < end for start, end in spans)]
    for escape in (False, True):
        for before, after, may_lose in (("", "", True), ("marks", "", False), ("", "marks", False)):
            edits = []
            for (start, end), change in zip(spans, changes, strict=True):
                marks = "".join(re.findall(MARKS.removesuffix("*+"), markdown[start:end]))
                words = escaped(change.words) if escape else change.words
                edits.append(Edit(start, end, (before and marks) + words + (after and marks)))
            yield applied(markdown, [*kept, *edits]), may_lose
        whole = escaped(wording) if escape else wording
        yield applied(markdown, [Edit(*found.span(), whole)]), False


def applied(source: str, edits: Iterable[Edit]) -> str:
    for edit in sorted(edits, reverse=True):
        source = source[: edit.start] + edit.source + source[edit.end :]
    return source


def escaped(words: str) -> str:
    return TO_ESCAPE.sub(r"\\\1", words)


def words_of(markdown: str) -> str:
    return text_of(rendered(markdown))


def links_of(markdown: str) -> list[str]:
    return LINKS.findall(rendered(markdown))


def is_linked_alike(markdown: str, links: list[str]) -> bool:
    html = rendered(markdown)
    return LINKS.findall(html) == links and EMPTY_LINK not in html


def rendered(markdown: str) -> str:
    """References are links here, as they are once the paper is composed."""
    return render_block(markdown.replace("](#key-", "](#p-key-"))
