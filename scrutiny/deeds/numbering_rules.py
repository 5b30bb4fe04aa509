"""Setting how a body numbers its minutes."""

import datetime

from boards.deeds.record import deed, facts, record
from boards.deeds.refusals import Refused
from boards.models import Body, User
from scrutiny.models import NumberingRule


@deed
def set_numbering(
    *, by: User, body: Body, since: datetime.date, scheme: str, first_number: int = 1
) -> NumberingRule:
    """Number the body's minutes by ``scheme`` from a day on; earlier minutes keep their numbers.

    Raises:
        Refused: for an unknown scheme, and when a rule from that day exists.
    """
    if scheme not in NumberingRule.Scheme.values:
        raise Refused("Choose how the minutes are numbered from the list.", field="scheme")
    if NumberingRule.objects.filter(body=body, since=since).exists():
        raise Refused("A rule from that day exists already. Choose another day.", field="since")
    rule = NumberingRule.objects.create(body=body, since=since, scheme=scheme, first_number=first_number)
    record(by=by, deed="set the numbering of the minutes of", about=body, after=facts(rule))
    return rule
