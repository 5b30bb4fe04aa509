"""Evidence from what was agreed at meetings, for those who may see the body's actions."""

from collections.abc import Collection

from django.db.models import Q
from django.urls import reverse

from boards.dates import full_date
from boards.models import Action, AgendaItem, Reader, User
from boards.models.actions import ActionQuerySet
from boards.permissions import Permission, body_ids_where
from boards.sent_values import read_number
from reports.evidence.kinds import MOST_CHOICES, Choice, EvidenceKind, Found, Link, Lookup, Told
from reports.evidence.targets import with_every_word
from reports.models import Report


def readable(reader: Reader) -> ActionQuerySet:
    """Actions of the bodies whose desk this person has. One agreed in private is for those who may read what
    is restricted there, and for its owner."""
    desk = body_ids_where(reader, Permission.SEE_DESK)
    private = Q(item__in=AgendaItem.objects.taken_in_private().values("pk"))
    theirs = Q(body__in=body_ids_where(reader, Permission.READ_RESTRICTED)) | Q(owner=reader.pk)
    rows = Action.objects.filter(~private | theirs, body__in=desk).select_related("meeting__body", "body")
    return rows.prefetch_related("meeting__body__names")


def find_actions(targets: Collection[str], reader: Reader) -> Found:
    if not isinstance(reader, User):
        return {}
    wanted = {number for number in map(read_number, targets) if number}
    return {str(row.pk): row for row in readable(reader).filter(pk__in=wanted)}


class AgreedAction(EvidenceKind):
    key = "action"
    label = "An action agreed at a meeting"
    source = "An action agreed at a meeting"
    lookup = Lookup(find_actions)

    def choices(self, author: User, report: Report, words: str) -> list[Choice]:
        rows = with_every_word(readable(author), words, ("text", "closing_note"))
        return [choice_of(row) for row in rows.order_by("-meeting__date", "-pk")[:MOST_CHOICES]]

    def chosen(self, author: User, report: Report, target: str) -> Choice | None:
        row = find_actions([target], author).get(target)
        return choice_of(row) if row else None

    def to_reader(self, link: Link, found: Found) -> Told | None:
        row = found.get(link.target)
        if row is None:
            return None
        address = reverse("boards:actions", args=[row.body.slug])
        if row.closed_at:
            address += "?show=closed"
        return Told(self.source, row.text, when=full_date(row.meeting.date), address=address)


def choice_of(row: Action) -> Choice:
    kept = "Readers of the published paper learn nothing of it: actions are kept at the desk."
    return Choice(str(row.pk), row.meeting.date, row.text, f"Agreed at the {row.meeting.body_name}", kept)
