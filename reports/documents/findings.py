"""What looking inside a document found, in words for those who decide whether it may go public."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

TICKS: Final = {
    "tracked-changes": "The tracked changes may go public",
    "comments": "The comments may go public",
    "hidden-sheets": "The hidden sheets may go public",
    "hidden-rows": "The hidden rows and columns may go public",
    "copied-rows": "The rows kept behind tables and charts may go public",
    "hidden-slides": "The hidden slides may go public",
    "speaker-notes": "The speaker notes may go public",
    "hidden-text": "The hidden text may go public",
    "earlier-versions": "The earlier versions in the file may go public",
    "position": "The place where the picture was taken may go public",
    "cut-off": "What was cut off the picture may go public",
}
"""The findings that somebody has to accept, and what they say by accepting them. All others are to know."""

UNTAGGED: Final = (
    "This PDF is not tagged, so people who use a screen reader cannot read it. "
    "Ask its author for a tagged PDF or the Word file."
)
SCAN: Final = (
    "This PDF is a scan: pictures of pages, without text. Nobody can search it or have it read aloud. "
    "Ask its author for the file it was made from."
)
NO_TITLE: Final = "This PDF has no title of its own, so a screen reader announces the name of the file."
NO_LANGUAGE: Final = "This PDF does not say which language it is in, so a screen reader may mispronounce it."

FOR_READERS: Final = {
    "scan": "This PDF is a scan, so it cannot be searched or read aloud.",
    "untagged": "This PDF is not tagged, so people who use a screen reader cannot read it.",
}
LONGEST: Final = 200
MOST_NAMED: Final = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found; ``kind`` is a key of ``TICKS`` when somebody has to accept it."""

    kind: str
    sentence: str

    @property
    def blocks(self) -> bool:
        """Whether the document goes public only once somebody has said that this may."""
        return self.kind in TICKS

    def as_json(self) -> dict[str, Any]:
        return {"kind": self.kind, "sentence": self.sentence, "blocks": self.blocks}


@dataclass(frozen=True, slots=True)
class Looked:
    """What a file is: its format, its pages, slides or sheets, its title if any, and what was found."""

    format: str
    pages: int = 0
    title: str = ""
    found: tuple[Finding, ...] = ()
    sha256: str = field(default="", compare=False)

    def is_of(self, content: bytes) -> bool:
        """Whether these are the bytes that were looked into."""
        return hashlib.sha256(content).hexdigest() == self.sha256

    def as_json(self) -> dict[str, Any]:
        found = [each.as_json() for each in self.found]
        return {"format": self.format, "pages": self.pages, "title": self.title, "found": found}


def looked_from(told: Mapping[str, Any], *, sha256: str) -> Looked:
    found = tuple(Finding(each["kind"], each["sentence"]) for each in told["found"])
    return Looked(told["format"], told["pages"], told["title"], found, sha256)


def sentence_for_readers(found: Iterable[Mapping[str, Any]]) -> str:
    """What readers are told of a PDF that some of them cannot read; empty for any other."""
    kinds = {each["kind"] for each in found}
    return next((sentence for kind, sentence in FOR_READERS.items() if kind in kinds), "")


# ---- wording


def counted(number: int, one: str, many: str = "") -> str:
    """ "1 comment", "3 comments"."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def listed(names: Iterable[str]) -> str:
    """ "a", "a and b", "a, b and c"; beyond five the rest is only counted."""
    all_names = [shown(name) for name in names]
    if len(all_names) > MOST_NAMED + 1:
        rest = len(all_names) - MOST_NAMED
        all_names = [*all_names[:MOST_NAMED], f"{rest} others"]
    return " and ".join(filter(None, [", ".join(all_names[:-1]), *all_names[-1:]]))


def quoted(names: Iterable[str]) -> str:
    return listed(f"“{shown(name)}”" for name in names)


def by_whom(names: Iterable[str]) -> str:
    """ " by Ann and Ben", each once in the order met; nothing when nobody is named."""
    known = listed(dict.fromkeys(name.strip() for name in names if name and name.strip()))
    return f" by {known}" if known else ""


def shown(text: str) -> str:
    """Words out of a file on one line, without what a database or a page cannot take."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return f"{line[: LONGEST - 1]}…" if len(line) > LONGEST else line


def comments(count: int, authors: Iterable[str]) -> list[Finding]:
    return [Finding("comments", f"{counted(count, 'comment')}{by_whom(authors)}.")] if count else []


def metadata(label: str, value: str | None) -> list[Finding]:
    """One property of the file that says something about people; none when it is empty."""
    words = shown(value or "")
    return [Finding("metadata", f"{label}: {words}")] if words else []
