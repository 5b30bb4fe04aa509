"""What a draft still lacks, for its author: each gap in a sentence, with the page on which to fill it."""

from collections.abc import Iterator
from typing import NamedTuple

from django.urls import reverse

from reports.compose import NumberedSection, broken_references, numbered_sections
from reports.cover_sheets import background_papers, implications_label, recommendations_label
from reports.highlights import unanswered
from reports.models import Report


class Gap(NamedTuple):
    sentence: str
    address: str


def gaps(report: Report) -> list[Gap]:
    """Gaps of the cover sheet, of the text, and of what the last report highlighted. A gap is told, not
    forbidden: the workflow decides that."""
    sections = numbered_sections(report)
    return [
        *cover_gaps(report),
        *text_gaps(report, sections),
        *reference_gaps(report, sections),
        *carried_gaps(report),
    ]


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
        wanted["background_papers"] = (papers, "" if background_papers(report) is None else "there")
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


def reference_gaps(report: Report, sections: list[NumberedSection]) -> Iterator[Gap]:
    """References that lead nowhere. These do stop a report: a reader could not follow them."""
    write, cover = (reverse(f"reports:{name}", args=[report.slug]) for name in ("write", "cover"))
    numbers = {str(each.row.key): each.number for section in sections for each in section.paragraphs}
    for key, what in broken_references(report, sections):
        place = f"Paragraph {numbers[key]}" if key else "The cover sheet"
        yield Gap(f"{place} refers to {what}", f"{write}#text-{key}" if key else cover)


def carried_gaps(report: Report) -> Iterator[Gap]:
    page = reverse("reports:carry_forward", args=[report.slug])
    for highlight in unanswered(report, report.author):
        sentence = f"Paragraph {highlight.said.number} of the last report: how it stands now is not said"
        yield Gap(sentence, f"{page}#highlight-{highlight.row.key}")
