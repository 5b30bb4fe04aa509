"""Setting how a body numbers its minutes."""

import datetime

from boards.dates import full_date
from boards.deeds.record import deed, facts, record
from boards.deeds.refusals import Refused
from boards.models import Body, User
from scrutiny.models import Minutes, NumberingRule


@deed
def set_numbering(
    *, by: User, body: Body, since: datetime.date, scheme: str, first_number: int = 1
) -> NumberingRule:
    """Number the body's minutes by ``scheme`` from a day on; earlier minutes keep their numbers.

    Raises:
        Refused: for an unknown scheme, when a rule from that day exists, and for a day up to which minutes
            are published: a correction of them would bear other numbers than the links to them.
    """
    if scheme not in NumberingRule.Scheme.values:
        raise Refused("Choose how the minutes are numbered from the list.", field="scheme")
    if NumberingRule.objects.filter(body=body, since=since).exists():
        raise Refused("A rule from that day exists already. Choose another day.", field="since")
    refuse_published(body, since)
    rule = NumberingRule.objects.create(body=body, since=since, scheme=scheme, first_number=first_number)
    record(by=by, deed="set the numbering of the minutes of", about=body, after=facts(rule))
    return rule


def refuse_published(body: Body, since: datetime.date) -> None:
    published = Minutes.objects.filter(meeting__body=body, publication__editions__isnull=False)
    newest = published.order_by("-meeting__date").values_list("meeting__date", flat=True).first()
    if newest and since <= newest:
        sentence = f"The minutes of {full_date(newest)} are published with their numbers. Choose a later day."
        raise Refused(sentence, field="since")
