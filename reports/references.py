"""Cross-references: "see paragraph 3.7" that goes on naming its paragraph, whatever number that has by now.

In a draft's text a reference is a link to the key of a paragraph, ``[3.7](#key-…)``; its label is only what
was seen when it was typed. It is shown with the number of now. Who types without scripts writes ``{3.7}``.
Pure.
"""

import re
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

REFERENCE: Final = re.compile(
    r"\[(?P<label>[^\[\]\n]{0,100})\]"
    r"\(#key-(?P<key>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\)",
    re.IGNORECASE,
)
TYPED: Final = re.compile(r"\{\s{0,3}(?P<number>[0-9]{1,3}\.[0-9]{1,4})\s{0,3}\}")
GONE: Final = "a paragraph that is gone"


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers that paragraphs have now, by key, and for those joined to another the key of that one."""

    now: Mapping[uuid.UUID, str] = field(default_factory=dict)
    heirs: Mapping[uuid.UUID, uuid.UUID] = field(default_factory=dict)

    def of(self, key: uuid.UUID) -> str:
        """The number of the paragraph that has the words of ``key`` now; empty when none in the paper has."""
        followed = {key}
        while not self.now.get(key) and (heir := self.heirs.get(key)) and heir not in followed:
            followed.add(heir)
            key = heir
        return self.now.get(key, "")

    @property
    def keys(self) -> dict[str, uuid.UUID]:
        """The paragraph that has each number now."""
        return {number: key for key, number in self.now.items() if number}


def resolved(text: str, numbers: Numbers) -> str:
    """The text as the paper has it: each reference a link to the place of its number, a broken one words."""

    def link(number: str, key: uuid.UUID) -> str:
        return f"[{number}](#p-{number.replace('.', '-')})"

    return replaced(text, numbers, link)


def relabelled(text: str, numbers: Numbers) -> str:
    """The text as its writer sees it: each reference says the number of now and keeps its key."""
    return replaced(text, numbers, lambda number, key: f"[{number}](#key-{key})", keep_broken=True)


def as_typed(text: str, numbers: Numbers) -> str:
    """The text for a plain box: each reference as {3.7}; a broken one stays a link, which names its key."""
    return replaced(text, numbers, lambda number, key: f"{{{number}}}", keep_broken=True)


def in_words(text: str, numbers: Numbers) -> str:
    """The text with numbers only, where nobody can follow a reference."""
    return replaced(text, numbers, lambda number, key: number)


def replaced(
    text: str, numbers: Numbers, link: Callable[[str, uuid.UUID], str], *, keep_broken: bool = False
) -> str:
    def replacement(found: re.Match[str]) -> str:
        key = uuid.UUID(found["key"])
        if number := numbers.of(key):
            return link(number, key)
        return found[0] if keep_broken else found["label"]

    return REFERENCE.sub(replacement, text)


def unlabelled(text: str) -> str:
    """The text without the labels of its references: two that differ in these alone say the same."""
    return REFERENCE.sub(lambda found: f"[](#key-{uuid.UUID(found['key'])})", text)


def masked(text: str) -> str:
    """The text with spaces for the labels of its references: every other character stands where it stood."""

    def mask(found: re.Match[str]) -> str:
        length = len(found["label"])
        return f"[{' ' * length}{found[0][length + 1 :]}"

    return REFERENCE.sub(mask, text)


def has_typed(text: str) -> bool:
    return TYPED.search(text) is not None


def with_keys(text: str, numbers: Numbers) -> str:
    """The text with each {3.7} made a reference to the paragraph of that number; one that none has stays."""
    keys = numbers.keys

    def reference(found: re.Match[str]) -> str:
        key = keys.get(found["number"])
        return f"[{found['number']}](#key-{key})" if key else found[0]

    return TYPED.sub(reference, text)


def broken_in(text: str, numbers: Numbers) -> Iterator[str]:
    """What each reference names that leads nowhere, in words that go after "refers to"."""
    for found in REFERENCE.finditer(text):
        if not numbers.of(uuid.UUID(found["key"])):
            yield f"{GONE} (it was {found['label']})" if found["label"].strip() else GONE
    for found in TYPED.finditer(text):
        yield f"{found['number']}, and there is no paragraph of that number"


def broken(texts: Iterable[tuple[str, str]], numbers: Numbers) -> list[tuple[str, str]]:
    """Of (place, text): each place with what its text refers to in vain, once each."""
    return list(dict.fromkeys((place, what) for place, text in texts for what in broken_in(text, numbers)))
