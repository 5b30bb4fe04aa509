"""Commitments in the last published minutes of a body, offered to the author of a report to it."""

from collections.abc import Iterator

from boards.dates import plain_date
from boards.models import User
from reports.frozen_sections import FrozenParagraph, frozen_sections
from reports.models import Edition, Publication, Report
from reports.offers import Offer, OfferKind, register
from reports.quoting import quoted
from scrutiny.models import MinuteParagraph


class Commitments(OfferKind):
    """What somebody promised at the last meeting: the report is the place to say whether it was kept."""

    key = "commitment"
    label = "Commitments made at the last meeting"

    def offers(self, report: Report, reader: User) -> list[Offer]:
        edition = last_minutes(report, reader)
        if edition is None or edition.meeting_date is None:
            return []
        keys = {anchor: key for key, anchor in edition.data["anchors"].items()}
        told = [(keys.get(row.anchor), row) for row in commitments(edition)]
        return [self.offer(edition, key, row) for key, row in told if key]

    def offer(self, edition: Edition, key: str, row: FrozenParagraph) -> Offer:
        met = edition.meeting_date
        day = plain_date(met) if met else ""
        minute = f"minute {row.number}" if row.number else "the minutes"
        return Offer(
            key=self.key_of(key),
            kind_label=self.label,
            title=row.text,
            why=f"Promised at the meeting of {day} ({minute})",
            text=f"At the meeting of {day} this was promised ({minute}): {quoted(row.text)}",
            evidence_kind="minute",
            evidence_target=f"{edition.publication.slug}/{edition.number}#{key}",
        )


def last_minutes(report: Report, reader: User) -> Edition | None:
    """The newest edition of the minutes of the last meeting before that of the report; public ones alone,
    because its readers are to be able to open what it quotes."""
    minutes = Edition.objects.visible_to(reader).filter(
        publication__kind=Publication.Kind.MINUTES,
        publication__meeting__body=report.body_id,
        not_for_publication="",
    )
    if report.meeting:
        minutes = minutes.filter(meeting_date__lt=report.meeting.date)
    return minutes.select_related("publication").order_by("-meeting_date", "-number").first()


def commitments(edition: Edition) -> Iterator[FrozenParagraph]:
    items = edition.data.get("items") or []
    for item, section in zip(items, frozen_sections(edition), strict=True):
        for told, row in zip(item.get("paragraphs") or [], section.paragraphs, strict=True):
            if told.get("kind") == MinuteParagraph.Kind.COMMITMENT and row.anchor:
                yield row


def register_commitments() -> None:
    register(Commitments())
