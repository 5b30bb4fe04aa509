"""What a cover sheet says, row by row, and what an author is asked for on it."""

from collections.abc import Iterator

from boards.models import Body
from reports.composed import CoverRow
from reports.markdown import render_block
from reports.models import Report

IMPLICATIONS = {"financial": "Financial/Resource implications"}
"""The label of each kind of implication; a kind without one is named after itself."""

NO_PAPERS = "None"


def cover_rows(report: Report) -> tuple[CoverRow, ...]:
    """The rows as the paper prints them; what is not filled in yet has no row."""
    return tuple(CoverRow(label, render_block(text)) for label, text in told(report) if text.strip())


def told(report: Report) -> Iterator[tuple[str, str]]:
    yield "Report title", report.title
    yield "Purpose of report", report.purpose
    yield "Is this for information or decision?", report.get_aim_display()
    yield "Author", report.author_line
    yield "Key issues", report.key_issues
    yield recommendations_label(report.body), as_list(lines_of(report.recommendations))
    for kind, text in report.implications.items():
        yield implications_label(kind), text


def recommendations_label(body: Body) -> str:
    return f"Recommendations to the {body.get_kind_display()}"


def implications_label(kind: str) -> str:
    return IMPLICATIONS.get(kind) or f"{kind[:1].upper()}{kind[1:]} implications"


def lines_of(text: str) -> tuple[str, ...]:
    """The lines that say something, without the bullet marks somebody may have typed."""
    lines = (line.strip().removeprefix("- ").strip() for line in text.splitlines())
    return tuple(line for line in lines if line)


def as_list(lines: tuple[str, ...]) -> str:
    return lines[0] if len(lines) == 1 else "\n".join(f"- {line}" for line in lines)


def background_papers(report: Report) -> tuple[str, ...] | None:
    """The list of background papers, empty where it says "None", and None while there is no list.

    A report to a statutory body must list them or say "None" (LGA 1972 s.100D).
    """
    lines = lines_of(report.background_papers)
    if not lines:
        return None
    return () if [line.lower().rstrip(".") for line in lines] == [NO_PAPERS.lower()] else lines
