"""Agendas that start from something: a template, a past agenda, standing items, and what was carried forward.

All of it goes below what is on the agenda already, and nothing comes twice: a title that is there, or a
standing item of a kind that is there, is left out and told.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from boards.agenda_order import branches, in_order
from boards.deeds.agenda import bring, items_in_line, lock_draft, number
from boards.deeds.record import deed, facts, record, unchanged
from boards.deeds.refusals import Refused
from boards.models import AgendaItem, AgendaTemplate, Meeting, Restriction, TemplateItem, User
from boards.restrictions import is_private, with_parents
from boards.standing import StandingItem

TAKEN = (
    "is_sub_item",
    "title",
    "purpose",
    "aim",
    "verbal",
    "presenter",
    "standing",
    "minutes_planned",
)
"""What an item takes from where it is copied; papers, outcomes, reasons and restrictions stay behind."""


@dataclass
class Built:
    """What came onto the agenda, and the titles that did not because they are there already."""

    added: list[AgendaItem] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    def __add__(self, other: "Built") -> "Built":
        return Built(self.added + other.added, self.skipped + other.skipped)


@deed
def build_agenda(
    *,
    by: User,
    meeting: Meeting,
    template: AgendaTemplate | None = None,
    source: Meeting | None = None,
    standing: Sequence[StandingItem] = (),
    carried: Sequence[AgendaItem] = (),
) -> Built:
    """Do everything that was chosen on one page, or nothing of it.

    Raises:
        Refused: when nothing is chosen, and as the deeds for each part do.
    """
    if not (template or source or standing or carried):
        raise Refused("Choose what the agenda starts from, or tick an item.")
    built = Built()
    if template is not None:
        built += apply_template(by=by, meeting=meeting, template=template)
    if source is not None:
        built += copy_agenda(by=by, meeting=meeting, source=source)
    if standing:
        built += add_standing_items(by=by, meeting=meeting, kinds=standing)
    if carried:
        built += carry_forward(by=by, meeting=meeting, items=carried)
    return built


@deed
def apply_template(*, by: User, meeting: Meeting, template: AgendaTemplate) -> Built:
    """Put the lines of a template of the meeting's body on its agenda.

    Raises:
        Refused: for a published agenda, or a template of another body.
    """
    if template.body_id != meeting.body_id:
        raise Refused("That template belongs to another body. Choose one from the list.")
    built = put_on(by, lock_draft(meeting), [taken_from(line) for line in template.items.all()])
    tell(by, meeting, built, f"the template “{template.name}”")
    return built


@deed
def copy_agenda(*, by: User, meeting: Meeting, source: Meeting) -> Built:
    """Put the items of another agenda of the same body on this one.

    What came late as urgent and what was restricted is left behind: the one was of its day, and the other's
    title is decided afresh by whoever puts it on an agenda.

    Raises:
        Refused: for a published agenda, an agenda of another body, or the agenda itself.
    """
    if source.body_id != meeting.body_id or source.pk == meeting.pk:
        raise Refused("Choose an agenda of this body from the list.")
    built = put_on(by, lock_draft(meeting), [taken_from(item) for item in copied(source)])
    tell(by, meeting, built, f"the agenda of {source.date.isoformat()}")
    return built


@deed
def add_standing_items(*, by: User, meeting: Meeting, kinds: Sequence[StandingItem]) -> Built:
    """Put standing items on an agenda, each with what it brings.

    Raises:
        Refused: for a published agenda.
    """
    built = put_on(by, lock_draft(meeting), [taken_from_kind(kind) for kind in kinds])
    tell(by, meeting, built, "standing items")
    return built


@deed
def carry_forward(*, by: User, meeting: Meeting, items: Sequence[AgendaItem]) -> Built:
    """Bring unfinished items of earlier meetings onto this agenda, each marked with where it comes from.

    An item of the same title that is on the agenda already becomes the one it was carried to. What was
    restricted stays so, for its title would be public otherwise.

    Raises:
        Refused: for a published agenda, an item of another body or of a later meeting, and one that was
            carried forward already.
    """
    locked, built = lock_draft(meeting), Built()
    for item in items:
        refuse_uncarriable(locked, item)
        restriction = restriction_in_force(item)
        twin = locked.items.filter(title__iexact=item.title).first()
        if twin is None:
            said = taken_from(item) | {"standing": "", "is_sub_item": False}
            more = {"carried_from": item, "restriction": restriction}
            twin = append(locked, items_in_line(locked), said | more)
            record(by=by, deed="carried forward the agenda item", about=twin, after=facts(twin))
            built.added.append(twin)
        elif twin.carried_from_id is None:
            mark_carried(by, twin, item, restriction)
            built.added.append(twin)
        else:
            built.skipped.append(item.title)
    if not built.added:
        unchanged()
    return built


def mark_carried(by: User, twin: AgendaItem, item: AgendaItem, restriction: Restriction | None) -> None:
    before = facts(twin)
    twin.carried_from, twin.version = item, twin.version + 1
    twin.restriction = twin.restriction or restriction
    twin.save(update_fields=["carried_from", "restriction", "version"])
    record(by=by, deed="carried forward the agenda item", about=twin, before=before, after=facts(twin))


def refuse_uncarriable(meeting: Meeting, item: AgendaItem) -> None:
    if item.meeting.body_id != meeting.body_id or item.meeting.date >= meeting.date:
        raise Refused("Only items of earlier meetings of this body are carried forward.")
    if AgendaItem.objects.filter(carried_from=item).exists():
        raise Refused(f"“{item.title}” was carried forward already.")


def put_on(by: User, meeting: Meeting, lines: Iterable[dict[str, Any]]) -> Built:
    """Put each line at the end; a sub-item follows its own item, also when that one was there before."""
    built, parent = Built(), None
    for line in lines:
        items = items_in_line(meeting)
        twin = next((item for item in items if is_same(item, line)), None)
        if twin is not None:
            built.skipped.append(line["title"])
            item = twin
        else:
            line = line | {"is_sub_item": bool(line["is_sub_item"] and parent)}
            item = append(meeting, items, line, under=parent if line["is_sub_item"] else None)
            bring(by, item)
            built.added.append(item)
        parent = item if parent is None or not line["is_sub_item"] else parent
    return built


def is_same(item: AgendaItem, line: dict[str, Any]) -> bool:
    title, kind = str(line["title"]), str(line["standing"])
    return item.title.casefold() == title.casefold() or (kind != "" and item.standing == kind)


def append(
    meeting: Meeting, items: list[AgendaItem], said: dict[str, Any], under: AgendaItem | None = None
) -> AgendaItem:
    """Create an item at the end, or as the last of those ``under`` another one."""
    item = AgendaItem.objects.create(meeting=meeting, position=len(items) + 1, **said)
    tree = branches(items)
    home = next((branch for branch in tree if under and under in (branch.row, *branch.under)), None)
    if home is None:
        number([*items, item])
    else:
        home.under.append(item)
        number(in_order(tree))
    return item


def tell(by: User, meeting: Meeting, built: Built, source: str) -> None:
    """One entry for what came onto the agenda at once, with every item in full."""
    if not built.added:
        unchanged()
        return
    fresh = AgendaItem.objects.filter(pk__in=[item.pk for item in built.added])
    after = {"from": source, "items": [facts(item) for item in fresh], "left_out": built.skipped}
    record(by=by, deed="built the agenda of", about=meeting, after=after)


def copied(source: Meeting) -> list[AgendaItem]:
    """The items of an agenda that are copied, without those that were late or are private."""
    items = with_parents(source.items.select_related("restriction"))
    return [item for item in items if not item.urgency_reason and not is_private(item)]


def restriction_in_force(item: AgendaItem) -> Restriction | None:
    """What keeps an item from the public, be it on the item itself or on the one it belongs under."""
    rows = with_parents(item.meeting.items.select_related("restriction"))
    return next((row.restriction for row in rows if row.pk == item.pk and is_private(row)), None)


def taken_from(row: AgendaItem | TemplateItem) -> dict[str, Any]:
    return {name: getattr(row, name) for name in TAKEN}


def taken_from_kind(kind: StandingItem) -> dict[str, Any]:
    return {
        "is_sub_item": False,
        "title": kind.title,
        "purpose": kind.purpose,
        "aim": kind.aim,
        "verbal": kind.verbal,
        "standing": kind.key,
    }
