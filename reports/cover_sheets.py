"""What a cover sheet says, row by row, and what an author is asked for on it."""

import re
from collections.abc import Iterator
from typing import Final

from boards.models import Body
from reports.composed import CoverRow
from reports.evidence.background import following, joined
from reports.markdown import render_block
from reports.models import Report
from reports.references import Numbers, resolved

IMPLICATIONS = {"financial": "Financial/Resource implications"}
"""The label of each kind of implication; a kind without one is named after itself."""

NO_PAPERS = "None"

REFERRING = ("purpose", "key_issues", "recommendations")
"""The boxes, beside those of implications, in which {3.7} refers to a paragraph."""

MARKS: Final = re.compile(r"^(?:[-*+–—•◦▪‣·]\s+)+")
"""Bullets as people type them: each line is in a list of its own accord."""

TITLE = "Report title"
PURPOSE = "Purpose of report"
AIM = "Is this for information or decision?"
AUTHOR = "Author"
PRESENTER = "Presenter"
KEY_ISSUES = "Key issues"


def cover_rows(report: Report, numbers: Numbers) -> tuple[CoverRow, ...]:
    """The rows as the paper prints them, with the numbers it refers to; what is not filled in has no row."""
    rows = ((label, resolved(text, numbers)) for label, text in told(report) if text.strip())
    return tuple(CoverRow(label, render_block(text)) for label, text in rows)


def told(report: Report) -> Iterator[tuple[str, str]]:
    yield TITLE, report.title
    yield PURPOSE, report.purpose
    yield AIM, report.get_aim_display()
    yield AUTHOR, report.author_line
    yield PRESENTER, report.presenter
    yield KEY_ISSUES, report.key_issues
    yield recommendations_label(report.body), as_list(lines_of(report.recommendations))
    for kind, text in report.implications.items():
        yield implications_label(kind), text


def fields_by_label(report: Report) -> dict[str, str]:
    """The field behind each row that its author types; an implication is ``implication-`` and its kind."""
    return {
        TITLE: "title",
        PURPOSE: "purpose",
        AUTHOR: "author_line",
        PRESENTER: "presenter",
        KEY_ISSUES: "key_issues",
        recommendations_label(report.body): "recommendations",
        **{implications_label(kind): f"implication-{kind}" for kind in report.implications},
    }


def recommendations_label(body: Body) -> str:
    return f"Recommendations to the {body.get_kind_display()}"


def implications_label(kind: str) -> str:
    return IMPLICATIONS.get(kind) or f"{kind[:1].upper()}{kind[1:]} implications"


def lines_of(text: str) -> tuple[str, ...]:
    """The lines that say something, without the bullet marks somebody may have typed."""
    lines = (MARKS.sub("", f"{line.strip()} ").strip() for line in text.splitlines())
    return tuple(line for line in lines if line)


def as_list(lines: tuple[str, ...]) -> str:
    return lines[0] if len(lines) == 1 else "\n".join(f"- {line}" for line in lines)


def background_papers(report: Report) -> tuple[str, ...] | None:
    """The list of background papers, empty where it says "None", and None while there is no list.

    What follows from the evidence is listed by itself, then what its author typed. A report to a statutory
    body must list them or say "None" (LGA 1972 s.100D).
    """
    lines = lines_of(report.background_papers)
    listed = joined(following(report), () if says_none(report) else lines)
    return listed if listed or lines else None


def says_none(report: Report) -> bool:
    """Whether its author says that there are none, beside what follows from the evidence."""
    lines = lines_of(report.background_papers)
    return [line.lower().rstrip(".") for line in lines] == [NO_PAPERS.lower()]
