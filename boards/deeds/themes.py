"""The subjects a body means to come back to through the year."""

import datetime

from django.db import IntegrityError, transaction

from boards import clock
from boards.deeds.record import claim, deed, facts, record
from boards.deeds.refusals import Refused
from boards.models import Body, Theme, User


@deed
def add_theme(*, by: User, body: Body, name: str) -> Theme:
    """Add a theme to those that meetings of ``body`` are planned with.

    Raises:
        Refused: without a name, or for a name the body has already, however it is written.
    """
    theme = Theme(body=body, name=" ".join(name.split()))
    refuse_name(theme)
    save_under_free_name(theme)
    record(by=by, deed="added the theme", about=theme, after=facts(theme))
    return theme


@deed
def change_theme(
    *, by: User, theme: Theme, version: int, name: str, retired_on: datetime.date | None = None
) -> Theme:
    """Rename a theme, retire it from a day on, or take it up again (no day).

    A new name is shown with past meetings too: the theme is the same. Retired, it stays with the meetings
    that had it and is offered for no new one.

    Raises:
        Refused: as ``add_theme``.
        Stale: when somebody else saved in between.
    """
    fresh = claim(theme, version)
    before = facts(fresh)
    fresh.name, fresh.retired_on = " ".join(name.split()), retired_on
    refuse_name(fresh)
    save_under_free_name(fresh)
    done = verb(before["retired_on"], retired_on)
    record(by=by, deed=f"{done} the theme", about=fresh, before=before, after=facts(fresh))
    return fresh


def verb(before: datetime.date | None, after: datetime.date | None) -> str:
    if before == after:
        return "renamed"
    if after is None:
        return "took up again"
    return "retired" if after <= clock.today() else "planned to retire"


def refuse_name(theme: Theme) -> None:
    if not theme.name:
        raise Refused("Enter the name.", field="name")
    if Theme.objects.filter(body=theme.body, name__iexact=theme.name).exclude(pk=theme.pk).exists():
        raise Refused(taken(theme), field="name")


def save_under_free_name(theme: Theme) -> None:
    """The database has the last word, should two people add the same theme at once."""
    try:
        with transaction.atomic():
            theme.save()
    except IntegrityError:
        raise Refused(taken(theme), field="name") from None


def taken(theme: Theme) -> str:
    return f"This body already has the theme {theme.name}. It may be among the retired ones."
