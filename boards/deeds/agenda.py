"""The agenda: building it item by item, publishing it, and the urgent item that comes after."""

import datetime

from django.db.models import ProtectedError

from boards import clock
from boards.agenda_order import NoSuchPlace, branches, moved, numbers_of, on_its_own
from boards.deadlines import publication_day
from boards.deeds.chain import digest
from boards.deeds.locks import refuse_closed, refuse_settled
from boards.deeds.record import Facts, claim, deed, facts, record, unchanged
from boards.deeds.refusals import Refused, Stale
from boards.models import AgendaItem, Meeting, User
from boards.notice import deadline_of
from boards.restrictions import with_parents
from boards.standing import kind_called
from boards.timings import LONGEST

PUBLISHED = "The agenda is published, so its items can no longer change."
PUBLISHING = ("agenda_published_at", "agenda_published_by", "short_notice_reason", "convened_at")
FIRST = "The first item of an agenda stands on its own: there is none before it to belong under."


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
    minutes_planned: int | None = None,
    is_sub_item: bool = False,
    standing: str = "",
) -> AgendaItem:
    """Put an item at the end of an agenda that is not published yet.

    ``standing`` is the key of a standing item (``boards.standing``): what it brings is put under it.

    Raises:
        Refused: without a title, for a title that is on this agenda already (so a form sent twice adds one
            item), an unknown aim, a sub-item without an item before it, or a published agenda.
    """
    item = new_item(
        lock_draft(meeting),
        title=title,
        purpose=purpose,
        aim=aim,
        verbal=verbal,
        presenter=presenter,
        minutes_planned=minutes_planned,
        is_sub_item=is_sub_item,
        standing=standing,
    )
    record(by=by, deed="added the agenda item", about=item, after=facts(item))
    bring(by, item)
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
    minutes_planned: int | None = None,
) -> AgendaItem:
    """Put an item on a published agenda, as an item of its own. It is public at once.

    A statutory body may take it only if the chair finds it urgent by special circumstances, which are
    stated in the minutes (LGA 1972 s.100B(4)(b)); a partnership body may say why, and need not.

    Raises:
        Refused: as ``add_item``; for an agenda that is not published; without the chair's reason.
    """
    locked, reason = lock(meeting), urgency_reason.strip()
    refuse_closed(locked)
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
        minutes_planned=minutes_planned,
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
    minutes_planned: int | None = None,
    is_sub_item: bool = False,
) -> AgendaItem:
    """Change what an item says, while its agenda is not published.

    A sub-item that becomes an item of its own leaves its siblings where they belong; an item that becomes a
    sub-item takes its own along.

    Raises:
        Refused: as ``add_item``; for an item that is decided.
        Stale: when somebody else saved in between.
    """
    lock_draft(item.meeting)
    refuse_settled(item)
    refuse_unfit(item.meeting, title=title.strip(), aim=aim, minutes=minutes_planned, other_than=item)
    fresh = claim(item, version)
    before, was_sub_item = facts(item), fresh.is_sub_item
    fresh.title, fresh.purpose, fresh.aim = title.strip(), purpose.strip(), aim
    fresh.verbal, fresh.presenter = verbal, presenter.strip()
    fresh.minutes_planned, fresh.is_sub_item = minutes_planned, is_sub_item
    fresh.save(update_fields=[*CHANGED, "version"])
    if is_sub_item != was_sub_item:
        set_level(fresh)
    record(by=by, deed="changed the agenda item", about=fresh, before=before, after=facts(fresh))
    return fresh


CHANGED = ("title", "purpose", "aim", "verbal", "presenter", "minutes_planned", "is_sub_item")


def set_level(item: AgendaItem) -> None:
    """Put an item that now belongs under another, or no longer does, where it belongs."""
    items = items_in_line(item.meeting)
    here = next(each for each in items if each.pk == item.pk)
    if here is items[0] and here.is_sub_item:
        raise Refused(FIRST, field="is_sub_item")
    if not here.is_sub_item:
        here.is_sub_item = True  # as it stood, among its siblings
        items = on_its_own(items, here)
        here.is_sub_item = False
    number(items)
    item.position, item.number = here.position, here.number


@deed
def move_item(*, by: User, item: AgendaItem, seen: str, to: str) -> AgendaItem:
    """Give an item another number; its sub-items go with it, and the numbers close up.

    ``seen`` is the number the mover saw: when it bears it no longer, somebody else moved it or the same
    request came twice, and nothing is changed. ``to`` is the number it is to have: "3" for an item, "2.1" for
    one that belongs under item 2. A number beyond the end means the end.

    Raises:
        Refused: for a published agenda, or a number that is no place for it.
        Stale: when the item is not where it was seen.
    """
    lock_draft(item.meeting)
    items = items_in_line(item.meeting)
    here = next((each for each in items if each.pk == item.pk), None)
    if here is None or here.number != seen:
        raise Stale("agenda")
    try:
        items = moved(items, here, to)
    except NoSuchPlace as none:
        raise Refused(str(none), field="to") from None
    number(items)
    if here.number == seen:
        unchanged()
    else:
        before, after = {"number": seen}, {"number": here.number}
        record(by=by, deed="moved the agenda item", about=here, before=before, after=after)
    return here


@deed
def remove_item(*, by: User, item: AgendaItem, version: int) -> None:
    """Take an item off an agenda that is not published. What it said stays in the log.

    Raises:
        Refused: for a published agenda, an item that is decided, one with sub-items, papers or actions.
        Stale: when somebody else changed it in between.
    """
    lock_draft(item.meeting)
    refuse_settled(item)
    refuse_parent(item)
    fresh = claim(item, version)
    record(by=by, deed="removed the agenda item", about=fresh, before=facts(item))
    try:
        fresh.delete()
    except ProtectedError:
        raise Refused("This item has papers or actions. Take them off first, then remove the item.") from None
    number(items_in_line(item.meeting))


@deed
def publish_agenda(
    *,
    by: User,
    meeting: Meeting,
    seen: str = "",
    short_notice_reason: str = "",
    convened_at: datetime.datetime | None = None,
) -> Meeting:
    """Make the agenda public, as of now; the day that counts is the date in London (rule 3).

    ``seen`` is the ``agenda_state`` the publisher was shown: should the agenda have changed since, they look
    again first. With less notice than the law asks for (LGA 1972 s.100A(6)(a), s.100B(3)), a statutory
    meeting needs ``short_notice_reason`` and ``convened_at`` (aware), which readers see with the agenda: such
    an agenda is open from the time the meeting is convened (s.100B(4)(a)). A house rule asks for nothing.
    The log keeps the whole agenda.

    Raises:
        Refused: for an agenda without items, one published already, a meeting that is called off, or short
            notice without a reason and a time.
        Stale: when the agenda changed in between.
    """
    locked, reason = lock(meeting), short_notice_reason.strip()
    refuse_unpublishable(locked, seen=seen)
    is_short = deadline_of(locked).is_short_of_law
    if is_short:
        refuse_short_notice(reason, convened_at)
    before = facts(locked)
    locked.agenda_published_at, locked.agenda_published_by = clock.now(), by
    locked.short_notice_reason, locked.convened_at = (reason, convened_at) if is_short else ("", None)
    locked.version += 1
    locked.save(update_fields=[*PUBLISHING, "version"])
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
    fresh = Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)
    fresh.body = meeting.body
    return fresh


def lock_draft(meeting: Meeting) -> Meeting:
    """The meeting, locked, while its agenda may still be built."""
    locked = lock(meeting)
    if locked.agenda_is_published:
        raise Refused(PUBLISHED)
    refuse_closed(locked)
    return locked


def items_in_line(meeting: Meeting) -> list[AgendaItem]:
    """The items in order, each locked for the running deed."""
    return list(
        AgendaItem.objects.select_for_update(of=("self",), no_key=True)
        .select_related("restriction")
        .filter(meeting=meeting)
    )


def new_item(meeting: Meeting, *, title: str, aim: str, **said: object) -> AgendaItem:
    """Create an item at the end of the agenda; the caller has locked the meeting."""
    refuse_unfit(meeting, title=title.strip(), aim=aim, minutes=said.get("minutes_planned"))
    items = items_in_line(meeting)
    if said.get("is_sub_item") and not items:
        raise Refused(FIRST, field="is_sub_item")
    words = {name: value.strip() if isinstance(value, str) else value for name, value in said.items()}
    item = AgendaItem.objects.create(
        meeting=meeting, position=len(items) + 1, title=title.strip(), aim=aim, **words
    )
    number([*items, item])
    return item


def bring(by: User, item: AgendaItem) -> None:
    """Let a standing item have put under it what arrives by itself."""
    kind = kind_called(item.standing)
    if kind is not None:
        kind.bring(by, item)


def number(items: list[AgendaItem]) -> None:
    """Give the items the positions 1, 2, 3 in the order of the list, and the numbers that follow.

    What comes under a private item is private with it, and stays so when it is moved away.
    """
    numbers = numbers_of([item.is_sub_item for item in items])
    restricted_by = [item.restriction_id for item in items]
    for position, (item, text) in enumerate(zip(items, numbers, strict=True), start=1):
        if (item.position, item.number) != (position, text):
            item.position, item.number = position, text
            item.save(update_fields=["position", "number"])
    for item, before in zip(with_parents(items), restricted_by, strict=True):
        if item.restriction_id != before:
            item.save(update_fields=["restriction"])


def refuse_parent(item: AgendaItem) -> None:
    """An item is not removed from over others; where they belong then is for a person to say."""
    under = next((branch.under for branch in branches(items_in_line(item.meeting)) if branch.row == item), [])
    if under:
        one = len(under) == 1
        raise Refused(
            f"{f'Item {under[0].number} belongs' if one else f'{len(under)} items belong'} under this one. "
            f"Move or remove {'it' if one else 'them'} first."
        )


def refuse_unfit(
    meeting: Meeting, *, title: str, aim: str, minutes: object = None, other_than: AgendaItem | None = None
) -> None:
    if not title:
        raise Refused("Enter the title.", field="title")
    if aim not in AgendaItem.Aim.values:
        raise Refused("Choose what the item is for.", field="aim")
    if minutes is not None and not (isinstance(minutes, int) and 1 <= minutes <= LONGEST):
        raise Refused(f"Enter how long it takes in minutes, from 1 to {LONGEST}.", field="minutes_planned")
    same = meeting.items.filter(title__iexact=title)
    if other_than is not None:
        same = same.exclude(pk=other_than.pk)
    twin = same.first()
    if twin is not None:
        raise Refused(f"Item {twin.number} of this agenda already has this title.", field="title")


def refuse_unpublishable(meeting: Meeting, *, seen: str) -> None:
    if meeting.agenda_is_published:
        raise Refused("This agenda is published already.")
    if not meeting.takes_place:
        off = meeting.get_standing_display().lower()
        raise Refused(f"This meeting is {off}, so its agenda cannot be published. Reinstate it first.")
    if seen and seen != agenda_state(meeting):
        raise Stale("agenda")
    if not meeting.items.exists():
        raise Refused("This agenda has no items yet. Add one before you publish it.")


def refuse_short_notice(reason: str, convened_at: datetime.datetime | None) -> None:
    """The lawful way on after a missed deadline names why, and when the meeting was convened (rule 4)."""
    if not reason:
        raise Refused(
            "Enter why the meeting is convened at short notice: the agenda has fewer clear days than the law "
            "asks for.",
            field="short_notice_reason",
        )
    if convened_at is None:
        raise Refused("Enter when the meeting was convened.", field="convened_at")
    if convened_at > clock.now():
        raise Refused("The meeting cannot be convened later than now.", field="convened_at")
