"""What the law asks of a member who declares an interest (Localism Act 2011 s.31; domain rule 17)."""

import datetime
from typing import Final

DAYS_TO_REGISTER: Final = 28


def registration_due(disclosed: datetime.date) -> datetime.date:
    """The last of the 28 days beginning with the day on which the interest was disclosed (s.31(2))."""
    return disclosed + datetime.timedelta(days=DAYS_TO_REGISTER - 1)
