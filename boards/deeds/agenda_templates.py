"""Templates of agendas: what a body has on its agenda every time, line by line."""

from boards import clock
from boards.agenda_order import NoSuchPlace, branches, moved, numbers_of, on_its_own
from boards.deeds.agenda_copies import copied, taken_from
from boards.deeds.record import claim, deed, facts, record, unchanged
from boards.deeds.refusals import Refused, Stale
from boards.models import AgendaItem, AgendaTemplate, Body, Meeting, TemplateItem, User
from boards.standing import kind_called
from boards.timings import LONGEST

FIRST = "The first line stands on its own: there is none before it to belong under."


@deed
def create_template(*, by: User, body: Body, name: str) -> AgendaTemplate:
    """Begin an empty template.

    Raises:
        Refused: without a name, or for one that this body has already.
    """
    template = AgendaTemplate.objects.create(body=body, name=fit_name(body, name))
    record(by=by, deed="created the agenda template", about=template, after=facts(template))
    return template


@deed
def keep_as_template(*, by: User, meeting: Meeting, name: str) -> AgendaTemplate:
    """Make a template of an agenda: its items in their order, without papers and outcomes.

    Late items and restricted ones are left behind, as when an agenda is copied: a template is read by
    everybody who sees the desk.

    Raises:
        Refused: as ``create_template``; for an agenda without items.
    """
    items = copied(meeting)
    if not items:
        raise Refused("This agenda has no item to keep.")
    template = AgendaTemplate.objects.create(body=meeting.body, name=fit_name(meeting.body, name))
    lines = []
    for position, item in enumerate(items, start=1):
        said = taken_from(item) | {"is_sub_item": item.is_sub_item and position > 1}
        lines.append(TemplateItem.objects.create(template=template, position=position, **said))
    after = facts(template) | {"lines": [facts(line) for line in lines]}
    record(by=by, deed="kept as an agenda template", about=template, after=after)
    return template


@deed
def rename_template(*, by: User, template: AgendaTemplate, version: int, name: str) -> AgendaTemplate:
    """Give a template another name.

    Raises:
        Refused: as ``create_template``.
        Stale: when somebody else saved in between.
    """
    name = fit_name(template.body, name, other_than=template)
    fresh = claim(template, version)
    before, fresh.name = facts(fresh), name
    fresh.save(update_fields=["name", "version"])
    record(by=by, deed="renamed the agenda template", about=fresh, before=before, after=facts(fresh))
    return fresh


@deed
def retire_template(*, by: User, template: AgendaTemplate) -> AgendaTemplate:
    """Offer a template no longer, from today on. It stays in the list and can be offered again."""
    return set_retired(by, template, retired=True, deed="retired the agenda template")


@deed
def offer_template_again(*, by: User, template: AgendaTemplate) -> AgendaTemplate:
    """Offer a retired template again."""
    return set_retired(by, template, retired=False, deed="offered again the agenda template")


def set_retired(by: User, template: AgendaTemplate, *, retired: bool, deed: str) -> AgendaTemplate:
    fresh = lock(template)
    before = facts(fresh)
    if retired == (fresh.retired_on is not None):
        unchanged()
        return fresh
    fresh.retired_on = clock.today() if retired else None
    fresh.version += 1
    fresh.save(update_fields=["retired_on", "version"])
    record(by=by, deed=deed, about=fresh, before=before, after=facts(fresh))
    return fresh


@deed
def add_line(
    *,
    by: User,
    template: AgendaTemplate,
    title: str,
    purpose: str = "",
    aim: str = AgendaItem.Aim.INFORMATION,
    verbal: bool = False,
    presenter: str = "",
    minutes_planned: int | None = None,
    is_sub_item: bool = False,
    standing: str = "",
) -> TemplateItem:
    """Put a line at the end of a template. A standing item without a title takes that of its kind.

    Raises:
        Refused: without a title, for one that the template has already, an unknown aim or kind of standing
            item, and a sub-item without a line before it.
    """
    kind = kind_called(standing)
    if kind is not None and not title.strip():
        title, purpose, verbal = kind.title, purpose or kind.purpose, kind.verbal
        aim = kind.aim
    lines = list(lock(template).items.all())
    refuse_unfit(lines, title=title, aim=aim, standing=standing, minutes=minutes_planned)
    if is_sub_item and not lines:
        raise Refused(FIRST, field="is_sub_item")
    line = TemplateItem.objects.create(
        template=template,
        position=len(lines) + 1,
        title=title.strip(),
        purpose=purpose.strip(),
        aim=aim,
        verbal=verbal,
        presenter=presenter.strip(),
        minutes_planned=minutes_planned,
        is_sub_item=is_sub_item,
        standing=standing,
    )
    record(by=by, deed="added to the agenda template", about=line, after=facts(line))
    return line


@deed
def change_line(
    *,
    by: User,
    line: TemplateItem,
    version: int,
    title: str,
    purpose: str,
    aim: str,
    verbal: bool,
    presenter: str,
    minutes_planned: int | None = None,
    is_sub_item: bool = False,
    standing: str = "",
) -> TemplateItem:
    """Change a line; agendas that were built from it stay as they are.

    Raises:
        Refused: as ``add_line``.
        Stale: when somebody else saved in between.
    """
    lines = list(lock(line.template).items.all())
    others = [each for each in lines if each.pk != line.pk]
    refuse_unfit(others, title=title, aim=aim, standing=standing, minutes=minutes_planned)
    if is_sub_item and lines[0].pk == line.pk:
        raise Refused(FIRST, field="is_sub_item")
    fresh = claim(line, version)
    before, was_sub_item = facts(fresh), fresh.is_sub_item
    fresh.title, fresh.purpose, fresh.aim = title.strip(), purpose.strip(), aim
    fresh.verbal, fresh.presenter, fresh.standing = verbal, presenter.strip(), standing
    fresh.minutes_planned, fresh.is_sub_item = minutes_planned, is_sub_item
    fresh.save()
    if was_sub_item and not is_sub_item:
        put_in_order(on_its_own(lines, next(each for each in lines if each.pk == line.pk)))
        fresh.refresh_from_db(fields=["position"])
    record(by=by, deed="changed in the agenda template", about=fresh, before=before, after=facts(fresh))
    return fresh


@deed
def move_line(*, by: User, line: TemplateItem, seen: str, to: str) -> TemplateItem:
    """Give a line another number, as ``boards.deeds.agenda.move_item`` does.

    Raises:
        Refused: for a number that is no place for it.
        Stale: when the line is not where it was seen.
    """
    lines = list(lock(line.template).items.all())
    here = next((each for each in lines if each.pk == line.pk), None)
    if here is None or number_in(lines, here) != seen:
        raise Stale("template")
    try:
        lines = moved(lines, here, to)
    except NoSuchPlace as none:
        raise Refused(str(none), field="to") from None
    put_in_order(lines)
    now = number_in(lines, here)
    if now == seen:
        unchanged()
    else:
        before, after = {"number": seen}, {"number": now}
        record(by=by, deed="moved in the agenda template", about=here, before=before, after=after)
    return here


@deed
def remove_line(*, by: User, line: TemplateItem, version: int) -> None:
    """Take a line off a template. What it said stays in the log.

    Raises:
        Refused: for a line with others under it.
        Stale: when somebody else changed it in between.
    """
    lines = list(lock(line.template).items.all())
    if any(branch.row.pk == line.pk and branch.under for branch in branches(lines)):
        raise Refused("Other lines belong under this one. Move or remove them first.")
    fresh = claim(line, version)
    record(by=by, deed="removed from the agenda template", about=fresh, before=facts(line))
    fresh.delete()
    put_in_order([each for each in lines if each.pk != line.pk])


def lock(template: AgendaTemplate) -> AgendaTemplate:
    """The template as it is now, with the writers of its lines in line."""
    return AgendaTemplate.objects.select_for_update(no_key=True).get(pk=template.pk)


def put_in_order(lines: list[TemplateItem]) -> None:
    for position, line in enumerate(lines, start=1):
        if line.position != position:
            line.position = position
            line.save(update_fields=["position"])


def number_in(lines: list[TemplateItem], line: TemplateItem) -> str:
    place = next(place for place, each in enumerate(lines) if each.pk == line.pk)
    return numbers_of([each.is_sub_item for each in lines])[place]


def fit_name(body: Body, name: str, other_than: AgendaTemplate | None = None) -> str:
    name = " ".join(name.split())
    if not name:
        raise Refused("Enter the name of the template.", field="name")
    same = AgendaTemplate.objects.filter(body=body, name__iexact=name)
    if other_than is not None:
        same = same.exclude(pk=other_than.pk)
    if same.exists():
        raise Refused("This body has a template of this name already. Enter another.", field="name")
    return name


def refuse_unfit(
    others: list[TemplateItem], *, title: str, aim: str, standing: str, minutes: int | None
) -> None:
    if not title.strip():
        raise Refused("Enter the title, or choose a standing item.", field="title")
    if aim not in AgendaItem.Aim.values:
        raise Refused("Choose what the item is for.", field="aim")
    if minutes is not None and not 1 <= minutes <= LONGEST:
        raise Refused(f"Enter how long it takes in minutes, from 1 to {LONGEST}.", field="minutes_planned")
    if any(each.title.casefold() == title.strip().casefold() for each in others):
        raise Refused("This template has a line of this title already.", field="title")
    if standing and kind_called(standing) is None:
        raise Refused("Choose the standing item from the list.", field="standing")
    if standing and any(each.standing == standing for each in others):
        raise Refused("This template has this standing item already.", field="standing")
