"""Who is not to sit where, said as a warning that a person may answer (rule 18).

A scrutiny committee holds the council's cabinet to account, so a member of the cabinet on it is a mistake in
all but the oddest case. The software warns and keeps the answer; it does not know the oddest case.
"""

from boards.models import SEATED, Body


def membership_warning(body: Body, role: str, in_cabinet: bool) -> str:
    """What to know before giving somebody this role; empty when there is nothing to say."""
    scrutinises = body.kind == Body.Kind.COMMITTEE and body.is_statutory
    if not (scrutinises and in_cabinet and role in SEATED):
        return ""
    return (
        "A member of the cabinet is not to sit on a committee that scrutinises the cabinet. "
        "Check the role, or confirm that this is right."
    )
