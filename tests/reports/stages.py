"""A report at any stage of its way, for tests that begin in the middle.

``at(cast, "agreed")`` goes there by the deeds themselves; ``lay_pdf`` stands in for the worker where the look
of the PDF does not matter.
"""

from typing import Any

from boards.models import Body
from reports import files
from reports.deeds.publishing import content_of
from reports.deeds.renditions import keep_rendition
from reports.deeds.workflow import move, next_paper
from reports.models import Paragraph, PreparedContent, Publication, Rendition, Report, Section
from tests.cast import Cast

WHOLE = {
    "title": "Chair's report for autumn",
    "purpose": "To tell the Board what the Chair saw.",
    "author_line": "Independent Chair, Children's Improvement Board",
    "recommendations": "That the Board note the report.",
    "background_papers": "None",
}


def make_report(cast: Cast, body: Body | None = None, **facts: Any) -> Report:
    """A complete draft of Chris's, with one section of two paragraphs."""
    body = body or cast.board
    slug = facts.pop("slug", f"report-{Publication.objects.count() + 1}")
    publication = Publication.objects.create(kind="report", slug=slug, body=body)
    report = Report.objects.create(
        **({"publication": publication, "body": body, "author": cast.chris} | WHOLE | facts)
    )
    section = Section.objects.create(report=report, position=1, heading="What I saw")
    for position, text in enumerate(("I visited the front door.", "Two teams were **short** of staff."), 1):
        Paragraph.objects.create(section=section, position=position, text=text)
    return report


WAY = {
    "draft": (),
    "in-review": ("submit",),
    "agreed": ("submit", "agree"),
    "published": ("submit", "agree", "publish"),
    "withdrawn": ("submit", "agree", "publish", "withdraw"),
}


def at(cast: Cast, state: str, report: Report | None = None) -> Report:
    """A report brought to ``state`` by the people who may: Chris writes, Rae reviews, Sam publishes."""
    report = report or make_report(cast)
    by = {"submit": cast.chris, "agree": cast.rae, "publish": cast.sam, "withdraw": cast.sam}
    for name in WAY[state]:
        if name == "publish":
            lay_pdf(report)
        report = move(
            by=by[name],
            report=report,
            move=name,
            version=report.version,
            reason=a_reason(name),
            despite_findings=True,
        )
    return report


def a_reason(name: str) -> str:
    return "" if name in ("submit", "agree", "publish") else "A figure was wrong."


def lay_pdf(report: Report) -> Rendition:
    """The file and the row that the worker would leave for the report as it stands."""
    content_sha256 = content_of(next_paper(report)).sha256
    file_sha256, size = files.keep(f"%PDF-1.7 of {content_sha256}".encode(), "pdf")
    return keep_rendition(by=None, content_sha256=content_sha256, file_sha256=file_sha256, size=size, pages=1)


def rewrite(report: Report, text: str) -> None:
    """Change the words of the first paragraph, as an author does in a draft."""
    paragraph = Paragraph.objects.filter(section__report=report).order_by("pk")[0]
    paragraph.text = text
    paragraph.save(update_fields=["text"])


def prepared(report: Report) -> PreparedContent:
    return PreparedContent.objects.get(content_sha256=content_of(next_paper(report)).sha256)
