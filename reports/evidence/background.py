"""The list of background papers, as far as it follows from the evidence by itself (LGA 1972 s.100D)."""

import re
from dataclasses import dataclass
from typing import Final

from django.contrib.auth.models import AnonymousUser

from boards.models import Reader
from reports.evidence.kinds import Background, find_all, kind_called
from reports.models import Evidence, Report

PUBLIC: Final[Reader] = AnonymousUser()
"""Whoever writes, the list is for the public: what is not for publication is not named in it."""


@dataclass(frozen=True, slots=True)
class Following:
    """A background paper that is listed because paragraphs rest on it: ``paragraphs`` are their ids."""

    line: str
    name: str
    paragraphs: tuple[int, ...]


def following(report: Report) -> list[Following]:
    """Published papers, documents and minutes that a paragraph in the report rests on, in their order.

    What was withdrawn and what the public may not read is not among them, nor what stands behind paragraphs
    that were removed. Two queries at most.
    """
    linked = Evidence.objects.filter(paragraph__section__report=report, paragraph__removed_at=None)
    rows = list(linked.order_by("paragraph__section__position", "paragraph__position", "linked_at", "pk"))
    found = find_all(rows, PUBLIC)
    papers: dict[str, Background] = {}
    paragraphs: dict[str, list[int]] = {}
    for row in rows:
        kind = kind_called(row.kind)
        paper = kind.background(row, found[row.kind]) if kind else None
        if paper:
            papers.setdefault(paper.line, paper)
            paragraphs.setdefault(paper.line, []).append(row.paragraph_id)
    return [
        Following(line, paper.name, tuple(dict.fromkeys(paragraphs[line]))) for line, paper in papers.items()
    ]


def joined(follow: list[Following], typed: tuple[str, ...]) -> tuple[str, ...]:
    """What follows, then what its author typed and does not follow already."""
    there = {words_of(each.line) for each in follow} | {words_of(each.name) for each in follow}
    lines = [each.line for each in follow]
    for line in typed:
        if words_of(line) not in there:
            there.add(words_of(line))
            lines.append(line)
    return tuple(lines)


def words_of(line: str) -> str:
    """A line by which doubles are known, whatever its case, its dashes and its last stop."""
    return " ".join(re.findall(r"\w+", line.casefold()))
