"""What a draft still lacks, for its author: each gap in a sentence, with the page on which to fill it."""

from collections.abc import Iterator
from typing import NamedTuple

from django.urls import reverse

from reports.compose import NumberedSection, numbered_sections
from reports.cover_sheets import implications_label, recommendations_label
from reports.models import Report


class Gap(NamedTuple):
    sentence: str
    address: str


def gaps(report: Report) -> list[Gap]:
    """Gaps of the cover sheet, then of the text. A gap is told, not forbidden: the workflow decides that."""
    return [*cover_gaps(report), *text_gaps(report, numbered_sections(report))]


def cover_gaps(report: Report) -> Iterator[Gap]:
    cover = reverse("reports:cover", args=[report.slug])
    wanted = {
        "purpose": ("The purpose of the report", report.purpose),
        "author_line": ("The author", report.author_line),
        "key_issues": ("The key issues", report.key_issues),
        "recommendations": (recommendations_label(report.body), report.recommendations),
    }
    for kind, said in report.implications.items():
        wanted[f"implication-{kind}"] = (implications_label(kind), said)
    if report.body.is_statutory:
        papers = "The background papers, or that there are none"
        wanted["background_papers"] = (papers, report.background_papers)
    wanted["signature"] = ("The signature", report.signature)
    for field, (label, said) in wanted.items():
        if not said.strip():
            yield Gap(f"{label}: not filled in", f"{cover}#id_{field}")


def text_gaps(report: Report, sections: list[NumberedSection]) -> Iterator[Gap]:
    write = reverse("reports:write", args=[report.slug])
    for section in sections:
        if not section.row.heading:
            yield Gap(f"Section {section.number}: no heading", f"{write}#heading-{section.row.key}")
        if section.is_empty:
            name = section.row.heading or "no heading"
            yield Gap(f"Section {section.number} ({name}): no text", f"{write}#heading-{section.row.key}")
