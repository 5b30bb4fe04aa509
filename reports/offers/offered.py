"""What is offered for one report, and what was put aside."""

from collections.abc import Callable
from dataclasses import dataclass

from boards.models import User
from reports.models import Report
from reports.offers.kinds import Offer, kinds


@dataclass(frozen=True, slots=True)
class Offered:
    """The offers of one kind, never none."""

    label: str
    offers: tuple[Offer, ...]


def offered(report: Report, reader: User) -> list[Offered]:
    """By kind, what was neither put aside in this report nor taken; a paragraph removed since was not."""
    told = report.offer_answers.exclude(
        paragraph__removed_at__isnull=False, paragraph__merged_into__isnull=True
    )
    answered = set(told.values_list("offer", flat=True))
    return of_kinds(report, reader, lambda offer: offer.key not in answered)


def put_aside(report: Report, reader: User) -> list[Offered]:
    """What was put aside and would otherwise still be offered."""
    aside = set(report.offer_answers.filter(paragraph=None).values_list("offer", flat=True))
    return of_kinds(report, reader, lambda offer: offer.key in aside) if aside else []


def of_kinds(report: Report, reader: User, wanted: Callable[[Offer], bool]) -> list[Offered]:
    found = [Offered(kind.label, tuple(filter(wanted, kind.offers(report, reader)))) for kind in kinds()]
    return [each for each in found if each.offers]


def offer_called(report: Report, reader: User, key: str) -> Offer | None:
    """The offer of this key, be it answered or not; None for one that is not made, or not any longer."""
    kind = next((kind for kind in kinds() if key.startswith(kind.key_of(""))), None)
    made = kind.offers(report, reader) if kind else []
    return next((offer for offer in made if offer.key == key), None)
