"""Taking an offered paragraph into a report, or putting it aside."""

import uuid
from typing import Final

from boards.deeds.record import deed, record, unchanged
from boards.deeds.refusals import Refused
from boards.models import User
from reports.deeds.draft import lock_draft
from reports.deeds.evidence import link_evidence
from reports.deeds.insert import insert_paragraph
from reports.models import OfferAnswer, Paragraph, Report
from reports.offers import Offer, offer_called

GONE: Final = "This is not offered any more: what it told of was settled meanwhile."
WAS_PUT_ASIDE: Final = "This was put aside. Offer it again before you take it into the report."
WAS_TAKEN: Final = "This is in the report already. Remove its paragraph there instead."


@deed
def accept_offer(*, by: User, report: Report, offer: str, after: uuid.UUID, typed: str) -> Paragraph:
    """Write an offer as its author edited it behind ``after`` (a section's key for its first place), resting
    on what it is from. Accepted twice, it is one paragraph; once that is removed, it is offered anew.

    Raises:
        Refused: to anybody but the writers of a draft, for an offer that is not made any more or was put
            aside, and without words.
    """
    locked = lock_draft(by, report)
    answer = locked.offer_answers.filter(offer=offer).select_related("paragraph").first()
    if answer and answer.paragraph and not is_removed(answer.paragraph):
        unchanged()
        return answer.paragraph
    if answer and not answer.paragraph:
        raise Refused(WAS_PUT_ASIDE)
    made = offer_or_refuse(by, locked, offer)
    added = insert_paragraph(by=by, report=locked, after=after, typed=typed)
    if made.evidence_kind:
        link_evidence(
            by=by, report=locked, key=added.key, kind=made.evidence_kind, target=made.evidence_target
        )
    OfferAnswer.objects.update_or_create(report=locked, offer=offer, defaults={"paragraph": added, "by": by})
    record(
        by=by, deed="took an offer into", about=report, after={"offer": offer, "paragraph": str(added.key)}
    )
    return added


@deed
def put_offer_aside(*, by: User, report: Report, offer: str) -> None:
    """Do not offer this for this report again.

    Raises:
        Refused: to anybody but the writers of a draft, and for what is not offered or was taken already.
    """
    locked = lock_draft(by, report)
    answer = locked.offer_answers.filter(offer=offer).select_related("paragraph").first()
    if answer and answer.paragraph and not is_removed(answer.paragraph):
        raise Refused(WAS_TAKEN)
    if answer and not answer.paragraph:
        unchanged()
        return
    offer_or_refuse(by, locked, offer)
    OfferAnswer.objects.update_or_create(report=locked, offer=offer, defaults={"paragraph": None, "by": by})
    record(by=by, deed="put an offer aside in", about=report, after={"offer": offer})


@deed
def offer_again(*, by: User, report: Report, offer: str) -> None:
    """Take back that an offer was put aside.

    Raises:
        Refused: to anybody but the writers of a draft, and for what was taken into the report.
    """
    locked = lock_draft(by, report)
    answer = locked.offer_answers.filter(offer=offer).first()
    if answer is None:
        unchanged()
        return
    if answer.paragraph_id:
        raise Refused(WAS_TAKEN)
    answer.delete()
    record(by=by, deed="offered again in", about=report, before={"offer": offer})


def is_removed(paragraph: Paragraph) -> bool:
    """Whether its words are out of the report; one that was merged goes on in another."""
    return paragraph.removed_at is not None and paragraph.merged_into_id is None


def offer_or_refuse(by: User, report: Report, key: str) -> Offer:
    made = offer_called(report, by, key)
    if made is None:
        raise Refused(GONE)
    return made
