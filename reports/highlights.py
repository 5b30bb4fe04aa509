"""The highlights of the last report in the chain, and what this report says became of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from boards.dates import plain_date
from boards.models import Reader
from reports.chain import day_of
from reports.models import CarriedForward, Edition, Paragraph, Report


@dataclass(frozen=True, slots=True)
class Published:
    """A paragraph as an edition has it. ``target`` names it as evidence does."""

    key: str
    number: str
    text: str
    heading: str
    slug: str
    edition: int

    @property
    def target(self) -> str:
        return f"{self.slug}/{self.edition}#{self.key}"


@dataclass(frozen=True, slots=True)
class Highlight:
    """A highlight of the last report, as its last edition has it, and the answer where there is one."""

    row: Paragraph
    said: Published
    answer: CarriedForward | None

    @property
    def paragraph(self) -> Paragraph | None:
        """Where this report tells of it, unless that was removed."""
        told = self.answer.paragraph if self.answer else None
        return told if told and told.removed_at is None else None


@dataclass(frozen=True, slots=True)
class Before:
    """Where a highlight was first reported on, when it was itself carried forward."""

    said: Published
    report: Report
    answer: CarriedForward

    @property
    def when(self) -> str:
        day = day_of(self.report)
        return plain_date(day) if day else ""


def highlights(report: Report, reader: Reader) -> list[Highlight]:
    """In the order of the last edition; those that it does not have, and those this person may not read,
    are not among them. Three queries."""
    if report.follows is None:
        return []
    edition = last_edition(report.follows, reader)
    marked = Paragraph.objects.filter(section__report=report.follows, is_highlight=True)
    rows = {str(row.key): row for row in marked}
    if edition is None or not rows:
        return []
    answers = {answer.highlight_id: answer for answer in report.carried_forward.select_related("paragraph")}
    found = (said for said in published_paragraphs(edition) if said.key in rows)
    return [Highlight(rows[said.key], said, answers.get(rows[said.key].pk)) for said in found]


def unanswered(report: Report, reader: Reader) -> list[Highlight]:
    return [highlight for highlight in highlights(report, reader) if highlight.answer is None]


def last_edition(report: Report, reader: Reader) -> Edition | None:
    readable = Edition.objects.visible_to(reader).filter(publication=report.publication_id)
    return readable.defer("html", "text").select_related("publication").order_by("-number").first()


def published_paragraphs(edition: Edition) -> Iterator[Published]:
    keys = {number: key for key, number in edition.data["numbers"].items() if number}
    for section in edition.data.get("sections") or []:
        for paragraph in section.get("paragraphs") or []:
            if key := keys.get(paragraph.get("number") or ""):
                lines = [paragraph["text"], *(f"- {each}" for each in paragraph.get("bullets") or [])]
                yield Published(
                    key,
                    paragraph["number"],
                    "\n".join([*filter(None, lines), *filter(None, [paragraph.get("closing")])]),
                    section.get("heading") or "",
                    edition.publication.slug,
                    edition.number,
                )


def first_reported(highlight: Highlight, reader: Reader) -> Before | None:
    """Where the chain first told of it; None for one that was not carried forward itself, or whose beginning
    this person may not read."""
    answer = carried_in(highlight.row)
    if answer is None:
        return None
    origin, seen = answer.highlight, {highlight.row.pk}
    while (earlier := carried_in(origin)) and origin.pk not in seen:
        seen.add(origin.pk)
        origin = earlier.highlight
    report = origin.section.report
    edition = last_edition(report, reader)
    found = published_paragraphs(edition) if edition else iter(())
    said = next((each for each in found if each.key == str(origin.key)), None)
    return Before(said, report, answer) if said else None


def carried_in(paragraph: Paragraph) -> CarriedForward | None:
    """The answer that this paragraph of a report gave to the one before it."""
    rows = CarriedForward.objects.filter(paragraph=paragraph)
    return rows.select_related(
        "highlight__section__report__publication", "highlight__section__report__meeting"
    ).last()
