"""Agendas that start from something: a template, a past agenda, standing items, what was carried forward."""

import datetime
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from boards.deeds import agenda_templates as deeds
from boards.deeds.agenda_copies import apply_template, build_agenda, carry_forward, copy_agenda
from boards.deeds.refusals import Refused, Stale
from boards.models import AgendaItem, AgendaTemplate, Meeting, Restriction, TemplateItem
from reports.models import Paper
from tests.boards.pages import browser, codes, deeds_done, only_entry, words
from tests.builders import make_item, make_meeting
from tests.cast import Cast

TEMPLATES = "/desk/bodies/childrens-improvement-board/agenda-templates/"
MEETING = "/desk/meetings/childrens-improvement-board/2019-10-10/"


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return make_meeting(cast.board, "2019-10-10")


@pytest.fixture
def earlier(cast: Cast) -> Meeting:
    return make_meeting(cast.board, "2019-05-14", published_by=cast.sam)


@pytest.fixture
def template(cast: Cast) -> AgendaTemplate:
    """1 Welcome, 2 Plans with 2.1 Health, 3 Close."""
    template = AgendaTemplate.objects.create(body=cast.board, name="Ordinary meeting")
    for position, title in enumerate(("Welcome", "Plans", "-Health", "Close"), start=1):
        template.items.create(
            position=position, title=title.lstrip("-"), is_sub_item=title.startswith("-"), minutes_planned=5
        )
    return template


def numbered(meeting: Meeting) -> list[str]:
    return [str(item) for item in meeting.items.all()]


def lines(template: AgendaTemplate) -> list[str]:
    rows = list(template.items.all())
    return [f"{deeds.number_in(rows, row)}. {row.title}" for row in rows]


def line(template: AgendaTemplate, title: str) -> TemplateItem:
    return template.items.get(title=title)


def decided(meeting: Meeting, title: str, outcome: str, cast: Cast, **facts: object) -> AgendaItem:
    return make_item(meeting, title, outcome=outcome, decided_at=timezone.now(), decided_by=cast.sam, **facts)


def exempt(cast: Cast, **facts: object) -> Restriction:
    facts = {"kind": "exempt", "paragraphs": [3], "public_interest": "A contract is out."} | facts
    review = datetime.date(2020, 10, 10) if facts["kind"] == "exempt" else None
    return Restriction.objects.create(set_by=cast.sam, set_at=timezone.now(), review_on=review, **facts)


# Templates


def test_a_template_is_created_by_name_and_filled_line_by_line(cast: Cast) -> None:
    client = browser(cast.sam)
    page = client.post(TEMPLATES, {"name": " Ordinary  meeting "}, follow=True)
    template = AgendaTemplate.objects.get()
    assert (template.name, template.body) == ("Ordinary meeting", cast.board)
    assert "No item is in this template yet." in words(page)
    address = f"{TEMPLATES}{template.pk}/"
    client.post(address, {"title": "Welcome", "standing": ""})
    client.post(address, {"title": "", "standing": "minutes"})
    client.post(address, {"title": "Actions", "standing": "actions", "is_sub_item": "on"})
    assert lines(template) == ["1. Welcome", "2. Minutes of the last meeting", "2.1. Actions"]
    brought = line(template, "Minutes of the last meeting")
    assert (brought.standing, brought.verbal, brought.purpose) == (
        "minutes",
        False,
        "To agree them as a correct record.",
    )
    assert "Arrives by itself: open actions" in words(client.get(address))
    assert [deed for _, deed in deeds_done()] == ["created the agenda template"] + [
        "added to the agenda template"
    ] * 3


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title": "", "standing": ""}, "Enter the title, or choose a standing item."),
        ({"title": "welcome", "standing": ""}, "This template has a line of this title already."),
        ({"title": "Again", "standing": "gossip"}, "Choose what arrives from the list"),
        ({"title": "x" * 251, "standing": ""}, "must be 250 characters or fewer. It has 251."),
    ],
)
def test_a_refused_line_says_why(
    cast: Cast, template: AgendaTemplate, typed: dict[str, str], sentence: str
) -> None:
    page = browser(cast.sam).post(f"{TEMPLATES}{template.pk}/", typed)
    assert sentence in words(page)
    assert template.items.count() == 4


def test_a_standing_item_stands_once_in_a_template(cast: Cast, template: AgendaTemplate) -> None:
    deeds.add_line(by=cast.sam, template=template, title="", standing="actions")
    with pytest.raises(Refused, match="has this standing item already"):
        deeds.add_line(by=cast.sam, template=template, title="More actions", standing="actions")


def test_a_name_is_borne_by_one_template_of_a_body(cast: Cast, template: AgendaTemplate) -> None:
    page = browser(cast.sam).post(TEMPLATES, {"name": "ordinary meeting"})
    assert "This body has a template of this name already. Enter another." in words(page)
    other = deeds.create_template(by=cast.otto, body=cast.other_board, name="Ordinary meeting")
    assert other.pk is not None
    client, address = browser(cast.sam), f"{TEMPLATES}{template.pk}/rename/"
    client.post(address, {"name": "Ordinary meeting, autumn", "version": "1"})
    stale = client.post(address, {"name": "Mine", "version": "1"})
    assert "Name Ordinary meeting, autumn" in words(stale)
    template.refresh_from_db()
    assert template.name == "Ordinary meeting, autumn"


def test_a_line_is_changed_and_the_second_saver_sees_both(cast: Cast, template: AgendaTemplate) -> None:
    row, client = line(template, "Plans"), browser(cast.sam)
    address = f"{TEMPLATES}{template.pk}/lines/{row.pk}/"
    typed = {"title": "Plans", "purpose": "To agree.", "aim": "decision", "version": "1", "standing": ""}
    client.post(address, typed | {"presenter": "Director", "minutes_planned": "30"})
    row.refresh_from_db()
    assert (row.purpose, row.aim, row.presenter, row.minutes_planned) == (
        "To agree.",
        "decision",
        "Director",
        30,
    )
    stale = client.post(address, typed | {"purpose": "To note."})
    assert "Purpose To agree." in words(stale)
    assert "To note." in stale.content.decode()


def test_lines_move_with_those_under_them(cast: Cast, template: AgendaTemplate) -> None:
    row = line(template, "Plans")
    address = f"{TEMPLATES}{template.pk}/lines/{row.pk}/move/"
    page = browser(cast.sam).post(address, {"was": "2", "to": "1"}, follow=True)
    assert "“Plans” is now item 1." in words(page)
    assert lines(template) == ["1. Plans", "1.1. Health", "2. Welcome", "3. Close"]
    with pytest.raises(Stale):
        deeds.move_line(by=cast.sam, line=row, seen="2", to="1")
    page = browser(cast.sam).post(address, {"was": "1", "to": "1.1"}, follow=True)
    assert "Enter the position as a whole number, such as 3." in words(page)


def test_a_line_that_stands_on_its_own_leaves_its_siblings(cast: Cast, template: AgendaTemplate) -> None:
    deeds.add_line(by=cast.sam, template=template, title="Roads")
    deeds.move_line(by=cast.sam, line=line(template, "Close"), seen="3", to="1")
    health = line(template, "Health")
    said: dict[str, Any] = {"purpose": "", "aim": "information", "verbal": False, "presenter": ""}
    deeds.change_line(by=cast.sam, line=health, version=1, title="Health", **said)
    assert lines(template) == ["1. Close", "2. Welcome", "3. Plans", "4. Health", "5. Roads"]
    first = line(template, "Close")
    with pytest.raises(Refused, match="The first line stands on its own"):
        deeds.change_line(by=cast.sam, line=first, version=1, title="Close", is_sub_item=True, **said)


def test_a_line_is_removed_when_nothing_is_under_it(cast: Cast, template: AgendaTemplate) -> None:
    client = browser(cast.sam)

    def remove(title: str) -> str:
        address = f"{TEMPLATES}{template.pk}/lines/{line(template, title).pk}/remove/"
        assert "The item leaves this template." in words(client.get(address))
        return words(client.post(address, {"version": "1"}, follow=True))

    assert "Other lines belong under this one." in remove("Plans")
    assert "“Health” is off the template." in remove("Health")
    assert lines(template) == ["1. Welcome", "2. Plans", "3. Close"]


def test_a_retired_template_is_not_offered_until_it_is_offered_again(
    cast: Cast, meeting: Meeting, template: AgendaTemplate
) -> None:
    client, address = browser(cast.sam), f"{TEMPLATES}{template.pk}/retire/"
    assert "Ordinary meeting" in words(client.get(MEETING + "build/"))
    assert "No longer offered" in words(client.post(address, follow=True))
    assert "Ordinary meeting" not in words(client.get(MEETING + "build/"))
    client.post(address)
    client.post(address, {"again": "1"})
    assert "Ordinary meeting" in words(client.get(MEETING + "build/"))
    assert [deed for _, deed in deeds_done()] == [
        "retired the agenda template",
        "offered again the agenda template",
    ]


def test_an_agenda_is_kept_as_a_template_without_what_was_of_its_day(cast: Cast, earlier: Meeting) -> None:
    make_item(earlier, "Welcome", minutes_planned=5, presenter="Independent Chair")
    plans = make_item(earlier, "Plans")
    make_item(earlier, "Health", is_sub_item=True, number="2.1")
    make_item(earlier, "Letter", urgency_reason="It came late.")
    make_item(earlier, "canarysecret", restriction=exempt(cast))
    Paper.objects.create(item=plans, title="A plan", expected_on=earlier.date, added_by=cast.sam)
    address = "/desk/meetings/childrens-improvement-board/2019-05-14/keep-as-template/"
    page = browser(cast.sam).post(address, {"name": "Ordinary meeting"}, follow=True)
    template = AgendaTemplate.objects.get()
    assert lines(template) == ["1. Welcome", "2. Plans", "2.1. Health"]
    assert "Presenter: Independent Chair · 5 minutes" in words(page)
    assert "canarysecret" not in str(only_entry().after)
    empty = make_meeting(cast.board, "2019-06-11")
    with pytest.raises(Refused, match="This agenda has no item to keep"):
        deeds.keep_as_template(by=cast.sam, meeting=empty, name="Empty")


def test_only_who_edits_meetings_reaches_the_templates_of_a_body(
    cast: Cast, template: AgendaTemplate, meeting: Meeting
) -> None:
    others = AgendaTemplate.objects.create(body=cast.other_board, name="Theirs")
    row, theirs = line(template, "Plans"), others.items.create(position=1, title="Not ours")
    for page in ("", f"{template.pk}/", f"{template.pk}/rename/", f"{template.pk}/lines/{row.pk}/"):
        assert codes(TEMPLATES + page, cast.sam, cast.mo, cast.otto, cast.stranger) == [200, 403, 404, 404]
    for page in (f"{others.pk}/", f"{template.pk}/lines/{theirs.pk}/", f"{others.pk}/lines/{theirs.pk}/"):
        assert codes(TEMPLATES + page, cast.sam) == [404]
    for page in ("build/", "keep-as-template/"):
        assert codes(MEETING + page, cast.sam, cast.mo, cast.otto) == [200, 403, 404]


# Building


def test_an_empty_agenda_offers_to_be_built_first(cast: Cast, meeting: Meeting) -> None:
    page = browser(cast.sam).get(MEETING).content.decode()
    assert page.index("Build the agenda") < page.index("Add an item")
    make_item(meeting, "Welcome")
    page = words(browser(cast.sam).get(MEETING))
    assert "Build the agenda" not in page
    assert "Build on with a template, a past agenda or what was carried forward" in page
    assert "Build the agenda" not in words(browser(cast.mo).get(MEETING))


def test_a_template_is_put_below_what_is_there_and_nothing_comes_twice(
    cast: Cast, meeting: Meeting, template: AgendaTemplate
) -> None:
    make_item(meeting, "plans")
    page = browser(cast.sam).post(MEETING + "build/", {"template": template.pk}, follow=True)
    assert numbered(meeting) == ["1. plans", "1.1. Health", "2. Welcome", "3. Close"]
    assert "3 items are on the agenda. Left out, because the agenda has it already: “Plans”." in words(page)
    entry = only_entry()
    assert (entry.deed, entry.after["from"], entry.after["left_out"]) == (
        "built the agenda of",
        "the template “Ordinary meeting”",
        ["Plans"],
    )
    assert [item["title"] for item in entry.after["items"]] == ["Health", "Welcome", "Close"]
    again = browser(cast.sam).post(MEETING + "build/", {"template": template.pk}, follow=True)
    assert "Nothing was added." in words(again)
    assert len(deeds_done()) == 1


def test_a_standing_item_of_a_kind_comes_once_whatever_it_is_called(
    cast: Cast, meeting: Meeting, template: AgendaTemplate
) -> None:
    template.items.create(position=5, title="Our actions", standing="actions")
    make_item(meeting, "What is to be done", standing="actions")
    built = apply_template(by=cast.sam, meeting=meeting, template=template)
    assert built.skipped == ["Our actions"]


def test_a_past_agenda_is_copied_without_papers_outcomes_and_what_was_of_its_day(
    cast: Cast, meeting: Meeting, earlier: Meeting
) -> None:
    facts = {"purpose": "To agree.", "aim": "decision", "presenter": "Director", "minutes_planned": 20}
    plans = decided(earlier, "Plans", "done", cast, **facts)
    make_item(earlier, "Health", is_sub_item=True, number="1.1")
    make_item(earlier, "Actions", standing="actions", verbal=True)
    make_item(earlier, "Letter", urgency_reason="It came late.")
    make_item(earlier, "Contract", restriction=exempt(cast))
    make_item(earlier, "Price", is_sub_item=True, number="4.1")
    Paper.objects.create(item=plans, title="A plan", expected_on=earlier.date, added_by=cast.sam)
    page = browser(cast.sam).get(MEETING + "build/")
    assert "Tuesday 14 May 2019" in words(page)
    browser(cast.sam).post(MEETING + "build/", {"source": earlier.pk})
    assert numbered(meeting) == ["1. Plans", "1.1. Health", "2. Actions"]
    copy = meeting.items.get(title="Plans")
    assert {name: getattr(copy, name) for name in facts} == facts
    assert (copy.outcome, copy.carried_from, copy.papers.count()) == ("", None, 0)
    assert meeting.items.get(title="Actions").standing == "actions"
    assert only_entry().after["from"] == "the agenda of 2019-05-14"


def test_agendas_and_templates_of_other_bodies_stay_there(
    cast: Cast, meeting: Meeting, template: AgendaTemplate
) -> None:
    theirs = make_meeting(cast.other_board, "2019-05-14", published_by=cast.otto)
    item = decided(theirs, "Not ours", "carried", cast)
    other = AgendaTemplate.objects.create(body=cast.other_board, name="Theirs")
    for typed in ({"source": theirs.pk}, {"template": other.pk}, {"carried": item.pk}):
        page = browser(cast.sam).post(MEETING + "build/", typed)
        assert page.status_code == 200
    with pytest.raises(Refused, match="Choose an agenda of this body"):
        copy_agenda(by=cast.sam, meeting=meeting, source=theirs)
    with pytest.raises(Refused, match="Choose an agenda of this body"):
        copy_agenda(by=cast.sam, meeting=meeting, source=meeting)
    with pytest.raises(Refused, match="That template belongs to another body"):
        apply_template(by=cast.sam, meeting=meeting, template=other)
    with pytest.raises(Refused, match="Only items of earlier meetings of this body"):
        carry_forward(by=cast.sam, meeting=meeting, items=[item])
    assert (numbered(meeting), deeds_done()) == ([], [])


def test_what_was_carried_is_ticked_and_what_was_left_open_is_offered(
    cast: Cast, meeting: Meeting, earlier: Meeting
) -> None:
    older = make_meeting(cast.board, "2019-02-12", published_by=cast.sam)
    carried = decided(older, "Recruitment", "carried", cast)
    make_item(older, "Left open long ago")
    decided(earlier, "Closed", "done", cast)
    left = make_item(earlier, "Not reached")
    make_item(earlier, "Actions", standing="actions")
    form = browser(cast.sam).get(MEETING + "build/").context["form"]
    assert list(form["carried"].value()) == [carried.pk]
    assert list(form.fields["left_open"].queryset) == [left]
    assert not form["left_open"].value()


def test_items_are_carried_forward_once_and_both_pages_say_from_where(
    cast: Cast, meeting: Meeting, earlier: Meeting
) -> None:
    item = decided(earlier, "Recruitment", "carried", cast, purpose="To agree.", presenter="Director")
    client = browser(cast.sam)
    page = client.post(MEETING + "build/", {"carried": item.pk}, follow=True)
    assert "Carried forward from Tuesday 14 May 2019" in words(page)
    copy = meeting.items.get()
    assert (copy.carried_from, copy.title, copy.purpose, copy.presenter, copy.outcome) == (
        item,
        "Recruitment",
        "To agree.",
        "Director",
        "",
    )
    Meeting.objects.filter(pk=meeting.pk).update(
        agenda_published_at=timezone.now(), agenda_published_by=cast.sam
    )
    public = words(Client().get(meeting.get_absolute_url()))
    assert "Carried forward from Tuesday 14 May 2019" in public
    later = make_meeting(cast.board, "2019-12-12")
    with pytest.raises(Refused, match="“Recruitment” was carried forward already"):
        carry_forward(by=cast.sam, meeting=later, items=[item])
    assert "of Tuesday 14 May 2019" not in words(client.get(later.get_desk_url() + "build/"))


def test_an_item_that_is_copied_already_becomes_the_one_it_was_carried_to(
    cast: Cast, meeting: Meeting, earlier: Meeting
) -> None:
    item = decided(earlier, "Recruitment", "carried", cast)
    make_item(earlier, "Close")
    browser(cast.sam).post(MEETING + "build/", {"source": earlier.pk, "carried": item.pk})
    assert numbered(meeting) == ["1. Recruitment", "2. Close"]
    copy = meeting.items.get(title="Recruitment")
    assert (copy.carried_from, copy.version) == (item, 2)


def test_a_private_item_stays_private_when_it_is_carried_forward(
    cast: Cast, meeting: Meeting, earlier: Meeting
) -> None:
    confidential = exempt(cast, kind="confidential", paragraphs=[], public_interest="", source="law")
    decided(earlier, "canarycourt", "carried", cast, restriction=confidential)
    under = decided(earlier, "canaryunder", "carried", cast, is_sub_item=True, number="1.1")
    carry_forward(by=cast.sam, meeting=meeting, items=list(earlier.items.all()))
    assert {item.restriction for item in meeting.items.all()} == {confidential}
    Meeting.objects.filter(pk=meeting.pk).update(
        agenda_published_at=timezone.now(), agenda_published_by=cast.sam
    )
    page = Client().get(meeting.get_absolute_url()).content.decode()
    assert ("canary" in page, under.title in page) == (False, False)


def test_only_items_of_earlier_meetings_are_carried_forward(cast: Cast, meeting: Meeting) -> None:
    later = make_meeting(cast.board, "2019-12-12")
    item = decided(later, "Recruitment", "carried", cast)
    with pytest.raises(Refused, match="Only items of earlier meetings of this body"):
        carry_forward(by=cast.sam, meeting=meeting, items=[item])


def test_standing_items_are_added_without_a_template(cast: Cast, meeting: Meeting) -> None:
    make_item(meeting, "To do", standing="actions")
    client = browser(cast.sam)
    assert "Actions from earlier meetings" not in words(client.get(MEETING + "build/"))
    client.post(MEETING + "build/", {"standing": ["apologies", "next-meeting"]})
    assert list(meeting.items.values_list("title", "standing")) == [
        ("To do", "actions"),
        ("Apologies for absence", "apologies"),
        ("Date of the next meeting", "next-meeting"),
    ]


def test_nothing_chosen_builds_nothing(cast: Cast, meeting: Meeting) -> None:
    page = browser(cast.sam).post(MEETING + "build/", {})
    assert "Choose what the agenda starts from, or tick an item." in words(page)
    assert (numbered(meeting), deeds_done()) == ([], [])


def test_a_published_agenda_is_not_built_on(cast: Cast, earlier: Meeting, template: AgendaTemplate) -> None:
    address = earlier.get_desk_url() + "build/"
    assert "This agenda is published" in words(browser(cast.sam).get(address))
    page = browser(cast.sam).post(address, {"template": template.pk})
    assert "The agenda is published, so its items can no longer change." in words(page)
    assert (numbered(earlier), deeds_done()) == ([], [])


def test_all_of_it_is_built_or_nothing(
    cast: Cast, meeting: Meeting, earlier: Meeting, template: AgendaTemplate
) -> None:
    item = decided(earlier, "Recruitment", "carried", cast)
    carry_forward(by=cast.sam, meeting=make_meeting(cast.board, "2019-06-11"), items=[item])
    with pytest.raises(Refused, match="was carried forward already"):
        build_agenda(by=cast.sam, meeting=meeting, template=template, carried=[item])
    assert numbered(meeting) == []
    assert [deed for _, deed in deeds_done()] == ["carried forward the agenda item"]


def test_the_pages_ask_as_much_for_fifty_rows_as_for_one(
    cast: Cast,
    meeting: Meeting,
    earlier: Meeting,
    template: AgendaTemplate,
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    decided(earlier, "Carried", "carried", cast)
    make_item(earlier, "Open")
    client = browser(cast.sam)
    addresses = [TEMPLATES, f"{TEMPLATES}{template.pk}/", MEETING + "build/"]
    counts = []
    for address in addresses:
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        counts.append(len(asked))
    for number in range(49):
        decided(earlier, f"Carried {number}", "carried", cast)
        make_item(earlier, f"Open {number}")
        template.items.create(position=10 + number, title=f"Line {number}")
        other = AgendaTemplate.objects.create(body=cast.board, name=f"Template {number}")
        other.items.create(position=1, title="Welcome")
    for address, count in zip(addresses, counts, strict=True):
        with django_assert_num_queries(count):
            client.get(address)
