"""What stands behind the paragraphs: of a draft for those who write it, of an edition for its readers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from boards.models import Reader
from reports.evidence.kinds import Found, Link, Told, find_all, kind_called, kinds
from reports.models import Edition, PublishedEvidence


@dataclass(frozen=True, slots=True)
class Behind:
    """What a reader may know of behind one paragraph of an edition. It is never empty."""

    anchor: str
    number: str
    told: Sequence[Told]


def behind_edition(edition: Edition, reader: Reader) -> list[Behind]:
    """What stands behind the paragraphs of a published edition, as far as ``reader`` may know of it now.

    A paragraph behind which there is nothing for this reader is not in it. One query where an edition has no
    evidence, else one more for each way in which kinds look things up.
    """
    rows = list(PublishedEvidence.objects.filter(edition=edition))
    found = find_all(rows, reader)
    of_paragraph: dict[str, list[Link]] = {}
    for row in rows:
        of_paragraph.setdefault(str(row.paragraph_key), []).append(row)
    anchors, numbers = edition.data.get("anchors") or {}, edition.data.get("numbers") or {}
    behind = (
        Behind(anchors.get(key, ""), numbers.get(key, ""), told_of(links, found))
        for key, links in of_paragraph.items()
    )
    return [each for each in behind if each.anchor and each.told]


def told_of(links: Sequence[Link], found: Mapping[str, Found]) -> list[Told]:
    """The links of one paragraph, kind by kind."""
    return [
        told
        for kind in kinds()
        if kind.key in found
        for told in kind.to_readers([link for link in links if link.kind == kind.key], found[kind.key])
    ]


def at_desk(link: Link, found: Mapping[str, Found], reader: Reader) -> Told:
    """One link as somebody at the desk reads it; ``found`` is of ``find_all``."""
    kind = kind_called(link.kind)
    if kind is None:
        return Told("Evidence of a kind that is no longer known")
    return kind.at_desk(link, found.get(link.kind, {}), reader)
