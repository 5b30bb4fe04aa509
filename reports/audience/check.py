"""The check itself: every rule over one reading of the paper."""

from reports.audience.audience import Audience
from reports.audience.finding import Finding
from reports.audience.papers import PlainPaper, brought_in_as_plain, composed_as_plain
from reports.audience.reading import Mark, read
from reports.audience.rules import RULES
from reports.bring_in import BroughtInReport
from reports.composed import ComposedPaper


def findings(paper: ComposedPaper | BroughtInReport | PlainPaper, audience: Audience) -> list[Finding]:
    """The findings in reading order: at most one of each kind for a sentence.

    Where two rules mark the same words, the earlier rule in RULES speaks. The clock is never asked: the same
    paper and audience have the same findings on any day.
    """
    reading = read(_as_plain(paper), audience)
    kept: dict[int, list[Mark]] = {}
    for rule in RULES:
        for mark in rule(reading):
            others = kept.setdefault(mark.line.place, [])
            if not any(_same(mark, other) for other in others):
                others.append(mark)
    marks = [mark for marks in kept.values() for mark in marks]
    return [_finding(mark) for mark in sorted(marks, key=lambda mark: (mark.line.place, mark.start))]


def _as_plain(paper: ComposedPaper | BroughtInReport | PlainPaper) -> PlainPaper:
    if isinstance(paper, ComposedPaper):
        return composed_as_plain(paper)
    return brought_in_as_plain(paper) if isinstance(paper, BroughtInReport) else paper


def _same(mark: Mark, other: Mark) -> bool:
    return mark.kind == other.kind or (mark.start < other.end and other.start < mark.end)


def _finding(mark: Mark) -> Finding:
    """The finding for a mark; a suggestion that would change nothing is none."""
    passage, sentence = mark.line.passage, mark.line.text
    return Finding(
        paragraph=passage.paragraph,
        key=passage.key,
        bullet=passage.bullet,
        sentence=sentence,
        start=mark.start,
        end=mark.end,
        kind=mark.kind,
        why=mark.why,
        suggestion=mark.suggestion if mark.suggestion != sentence else "",
    )
