"""The agenda: building it item by item, publishing it, and the urgent item that comes after."""

from django.db.models import ProtectedError

from boards import clock
from boards.deadlines import publication_day
from boards.deeds.chain import digest
from boards.deeds.record import Facts, claim, deed, facts, record, unchanged
from boards.deeds.refusals import Refused, Stale
from boards.models import AgendaItem, Meeting, User
from boards.notice import deadline_of

PUBLISHED = "The agenda is published, so its items can no longer change."


@deed
def add_item(
    *,
    by: User,
    meeting: Meeting,
    title: str,
    purpose: str = "",
    aim: str = AgendaItem.Aim.INFORMATION,
    verbal: bool = False,
    presenter: str = "",
) -> AgendaItem:
    """Put an item at the end of an agenda that is not published yet.

    Raises:
        Refused: without a title, for a title that is on this agenda already (so a form sent twice adds one
            item), an unknown aim, or a published agenda.
    """
    locked = lock(meeting)
    if locked.agenda_is_published:
        raise Refused(PUBLISHED)
    item = new_item(locked, title=title, purpose=purpose, aim=aim, verbal=verbal, presenter=presenter)
    record(by=by, deed="added the agenda item", about=item, after=facts(item))
    return item


@deed
def add_urgent_item(
    *,
    by: User,
    meeting: Meeting,
    title: str,
    urgency_reason: str,
    purpose: str = "",
    aim: str = AgendaItem.Aim.INFORMATION,
    verbal: bool = False,
    presenter: str = "",
) -> AgendaItem:
    """Put an item on a published agenda. It is public at once.

    A statutory body may take it only if the chair finds it urgent by special circumstances, which are
    stated in the minutes (LGA 1972 s.100B(4)(b)); a partnership body may say why, and need not.

    Raises:
        Refused: as ``add_item``; for an agenda that is not published; without the chair's reason.
    """
    locked, reason = lock(meeting), urgency_reason.strip()
    if not locked.agenda_is_published:
        raise Refused("The agenda is not published yet: add the item in the ordinary way.")
    if locked.body.is_statutory and not reason:
        raise Refused(
            "Enter the special circumstances by which the chair finds it urgent.", field="urgency_reason"
        )
    item = new_item(
        locked,
        title=title,
        purpose=purpose,
        aim=aim,
        verbal=verbal,
        presenter=presenter,
        urgency_reason=reason,
    )
    record(by=by, deed="added the urgent item", about=item, after=facts(item), reason=reason)
    return item


@deed
def change_item(
    *,
    by: User,
    item: AgendaItem,
    version: int,
    title: str,
    purpose: str,
    aim: str,
    verbal: bool,
    presenter: str,
) -> AgendaItem:
    """Change what an item says, while its agenda is not published.

    Raises:
        Refused: as ``add_item``.
        Stale: when somebody else saved in between.
    """
    refuse_published(item)
    refuse_unfit(item.meeting, title=title.strip(), aim=aim, other_than=item)
    fresh = claim(item, version)
    before = facts(item)
    fresh.title, fresh.purpose, fresh.aim = title.strip(), purpose.strip(), aim
    fresh.verbal, fresh.presenter = verbal, presenter.strip()
    fresh.save(update_fields=["title", "purpose", "aim", "verbal", "presenter", "version"])
    record(by=by, deed="changed the agenda item", about=fresh, before=before, after=facts(fresh))
    return fresh


@deed
def move_item(*, by: User, item: AgendaItem, from_position: int, to_position: int) -> AgendaItem:
    """Move an item to another position; the items between close up, so the numbers stay 1, 2, 3.

    ``from_position`` is where the mover saw it: when it is no longer there, somebody else moved it or the
    same request came twice, and nothing is changed. A position beyond the end means the end.

    Raises:
        Refused: for a published agenda.
        Stale: when the item is not where it was seen.
    """
    refuse_published(item)
    items = list(AgendaItem.objects.select_for_update().filter(meeting=item.meeting))
    here = next((each for each in items if each.pk == item.pk), None)
    if here is None or here.position != from_position:
        raise Stale("agenda")
    to_position = min(max(to_position, 1), len(items))
    if to_position == from_position:
        unchanged()
        return here
    items.remove(here)
    items.insert(to_position - 1, here)
    number(items)
    record(
        by=by,
        deed="moved the agenda item",
        about=here,
        before={"position": from_position},
        after={"position": to_position},
    )
    return here


@deed
def remove_item(*, by: User, item: AgendaItem, version: int) -> None:
    """Take an item off an agenda that is not published. What it said stays in the log.

    Raises:
        Refused: for a published agenda, or an item with papers or actions.
        Stale: when somebody else changed it in between.
    """
    refuse_published(item)
    fresh = claim(item, version)
    record(by=by, deed="removed the agenda item", about=fresh, before=facts(item))
    try:
        fresh.delete()
    except ProtectedError:
        raise Refused("This item has papers or actions. Take them off first, then remove the item.") from None
    number(list(AgendaItem.objects.filter(meeting=item.meeting)))


@deed
def publish_agenda(*, by: User, meeting: Meeting, seen: str = "", short_notice_reason: str = "") -> Meeting:
    """Make the agenda public, as of now; the day that counts is the date in London (rule 3).

    ``seen`` is the ``agenda_state`` the publisher was shown: should the agenda have changed since, they look
    again first. With less notice than the law asks for (LGA 1972 s.100A(6)(a), s.100B(3)), a statutory
    meeting needs ``short_notice_reason``, which readers see with the agenda; a house rule asks for nothing.
    The log keeps the whole agenda.

    Raises:
        Refused: for an agenda without items, one published already, or short notice without a reason.
        Stale: when the agenda changed in between.
    """
    locked, reason = lock(meeting), short_notice_reason.strip()
    refuse_unpublishable(locked, seen=seen, reason=reason)
    before = facts(locked)
    locked.agenda_published_at, locked.agenda_published_by = clock.now(), by
    locked.short_notice_reason = reason if deadline_of(locked).is_short_of_law else ""
    locked.version += 1
    locked.save(
        update_fields=["agenda_published_at", "agenda_published_by", "short_notice_reason", "version"]
    )
    record(
        by=by,
        deed="published the agenda of",
        about=locked,
        before=before,
        after=facts(locked)
        | {"published_on": publication_day(locked.agenda_published_at), "agenda": whole_agenda(locked)},
        reason=locked.short_notice_reason,
    )
    return locked


def agenda_state(meeting: Meeting) -> str:
    """A fingerprint of the agenda and its papers, for ``publish_agenda`` to compare."""
    return digest([facts(meeting), whole_agenda(meeting)])


def whole_agenda(meeting: Meeting) -> list[Facts]:
    """Every item with its papers, as the log keeps them."""
    items = meeting.items.prefetch_related("papers")
    return [facts(item) | {"papers": [facts(paper) for paper in item.papers.all()]} for item in items]


def lock(meeting: Meeting) -> Meeting:
    """The meeting as it is now, with the writers of its agenda in line."""
    fresh = Meeting.objects.select_for_update().get(pk=meeting.pk)
    fresh.body = meeting.body
    return fresh


def new_item(meeting: Meeting, *, title: str, aim: str, **said: object) -> AgendaItem:
    refuse_unfit(meeting, title=title.strip(), aim=aim)
    words = {name: value.strip() if isinstance(value, str) else value for name, value in said.items()}
    item = AgendaItem.objects.create(
        meeting=meeting, position=meeting.items.count() + 1, title=title.strip(), aim=aim, **words
    )
    number(list(meeting.items.all()))
    item.refresh_from_db(fields=["position", "number"])
    return item


def number(items: list[AgendaItem]) -> None:
    """Give the items the positions 1, 2, 3 in the order of the list, and the numbers that follow."""
    numbers = numbers_of([item.is_sub_item for item in items])
    for position, (item, text) in enumerate(zip(items, numbers, strict=True), start=1):
        if (item.position, item.number) != (position, text):
            item.position, item.number = position, text
            item.save(update_fields=["position", "number"])


def numbers_of(are_sub_items: list[bool]) -> list[str]:
    """ "1", "2", "2.1", "2.2", "3": a sub-item belongs to the item before it; the first is never one."""
    numbers: list[str] = []
    item = sub_item = 0
    for is_sub_item in are_sub_items:
        item, sub_item = (item, sub_item + 1) if is_sub_item and item else (item + 1, 0)
        numbers.append(f"{item}.{sub_item}" if sub_item else str(item))
    return numbers


def refuse_published(item: AgendaItem) -> None:
    if lock(item.meeting).agenda_is_published:
        raise Refused(PUBLISHED)


def refuse_unfit(meeting: Meeting, *, title: str, aim: str, other_than: AgendaItem | None = None) -> None:
    if not title:
        raise Refused("Enter the title.", field="title")
    if aim not in AgendaItem.Aim.values:
        raise Refused("Choose what the item is for.", field="aim")
    same = meeting.items.filter(title__iexact=title)
    if other_than is not None:
        same = same.exclude(pk=other_than.pk)
    twin = same.first()
    if twin is not None:
        raise Refused(f"Item {twin.position} of this agenda already has this title.", field="title")


def refuse_unpublishable(meeting: Meeting, *, seen: str, reason: str) -> None:
    if meeting.agenda_is_published:
        raise Refused("This agenda is published already.")
    if seen and seen != agenda_state(meeting):
        raise Stale("agenda")
    if not meeting.items.exists():
        raise Refused("This agenda has no items yet. Add one before you publish it.")
    if deadline_of(meeting).is_short_of_law and not reason:
        raise Refused(
            "Enter why the meeting is convened at short notice: the agenda has fewer clear days than the law "
            "asks for.",
            field="short_notice_reason",
        )
