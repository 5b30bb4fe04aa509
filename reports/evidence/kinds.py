"""The kinds of evidence. A kind joins with one class, registered in the ``ready`` of its app.

The pages of the desk, publishing, the published paper and the list of background papers ask the kinds and
know none of them by name.
"""

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final, Protocol

from boards.models import Reader, User
from reports.models import Report

MOST_CHOICES: Final = 20
"""What an author is offered at once; more words find the rest."""

Found = Mapping[str, Any]
"""What stands behind some targets, by target, as far as one reader may see it."""
Find = Callable[[Collection[str], Reader], Found]


class Link(Protocol):
    """A row of a draft's evidence, or of a published edition's."""

    @property
    def kind(self) -> str: ...
    @property
    def target(self) -> str: ...
    @property
    def words(self) -> str: ...
    @property
    def on(self) -> datetime.date: ...


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that an author may link. ``kept`` says so where readers learn less of it, or nothing."""

    target: str
    on: datetime.date
    name: str
    excerpt: str = ""
    kept: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """How one piece of evidence reads to somebody who may know of it.

    ``when`` is in words; ``address`` is empty where there is nothing that this person could open;
    ``is_gone`` says that what was linked was taken back since.
    """

    source: str
    name: str = ""
    excerpt: str = ""
    when: str = ""
    address: str = ""
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class Background:
    """A paper as it stands in a list of background papers; ``name`` is what its title alone says."""

    line: str
    name: str


@dataclass(frozen=True, slots=True)
class Lookup:
    """How a kind finds what stands behind any number of targets, in a fixed number of queries. What ``find``
    leaves out, this reader is told nothing of."""

    find: Find


def find_nothing(targets: Collection[str], reader: Reader) -> Found:
    """For kinds whose links say all there is to say."""
    return {}


class EvidenceKind:
    """One kind of evidence.

    Kinds that share a ``lookup`` are looked up together.
    """

    key: ClassVar[str]
    label: ClassVar[str]
    """What it is, as an author chooses it."""
    source: ClassVar[str]
    """What it is, beside a link."""
    is_spoken: ClassVar[bool] = False
    """Whether it is a word and not a paper, so that a letter may arrive after it."""
    lookup: ClassVar[Lookup] = Lookup(find_nothing)

    def choices(self, author: User, report: Report, words: str) -> Sequence[Choice]:
        """What this author may link, the newest first: all of it in which every one of ``words`` is found,
        and no more than ``MOST_CHOICES``."""
        raise NotImplementedError

    def chosen(self, author: User, report: Report, target: str) -> Choice | None:
        """What ``target`` is, when this author may link it; ``target`` may be anything that was sent."""
        raise NotImplementedError

    def at_desk(self, link: Link, found: Found, reader: Reader) -> Told:
        """For those who write or review: they know that something is linked, if not always what."""
        told = self.to_reader(link, found)
        return told or Told(self.source, "Something that you may not read, or that is no longer there")

    def to_reader(self, link: Link, found: Found) -> Told | None:
        """For a reader of the published paper; None where this reader may not know of it."""
        raise NotImplementedError

    def to_readers(self, links: Sequence[Link], found: Found) -> list[Told]:
        """Several links of one paragraph; a kind may tell them together."""
        told = (self.to_reader(link, found) for link in links)
        return [each for each in told if each]

    def words_to_publish(self, links: Sequence[Link]) -> Iterable[tuple[Link, str]]:
        """The words that an edition keeps with each link, in the same order; a link left out is not kept."""
        return [(link, link.words) for link in links]

    def background(self, link: Link, found: Found) -> Background | None:
        """How it is listed among the background papers; None where it is no paper, or not a public one."""
        return None


_kinds: dict[str, EvidenceKind] = {}


def register(kind: EvidenceKind) -> None:
    _kinds[kind.key] = kind


def kinds() -> list[EvidenceKind]:
    """In the order in which they registered, what is only said behind what is written."""
    return sorted(_kinds.values(), key=lambda kind: kind.is_spoken)


def kind_called(key: str) -> EvidenceKind | None:
    """The kind of this key; None for one that is not registered, or not any longer."""
    return _kinds.get(key)


def find_all(links: Collection[Link], reader: Reader) -> dict[str, Found]:
    """By kind, what stands behind ``links``."""
    targets: dict[Lookup, set[str]] = {}
    for link in links:
        kind = kind_called(link.kind)
        if kind:
            targets.setdefault(kind.lookup, set()).add(link.target)
    found = {lookup: lookup.find(wanted, reader) for lookup, wanted in targets.items()}
    return {kind.key: found[kind.lookup] for kind in kinds() if kind.lookup in found}
