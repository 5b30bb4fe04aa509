"""Standing items: what comes back on every agenda, and what arrives under it by itself."""

import datetime
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from boards import standing
from boards.deeds.agenda import add_item
from boards.models import Action, AgendaItem, Attendance, Meeting, Reader, User
from boards.standing import Arrival, StandingItem, arrivals_of, kind_called, kinds, register
from tests.boards.pages import browser, words
from tests.builders import make_item, make_meeting
from tests.cast import Cast

NOBODY = AnonymousUser()


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return make_meeting(cast.board, "2019-10-10", published_by=cast.sam)


def told(item: AgendaItem, reader: Reader) -> list[str]:
    return [arrival.what for arrival in arrivals_of(item, reader)]


def make_action(cast: Cast, meeting: Meeting, text: str, due: str, **facts: object) -> Action:
    day = datetime.date.fromisoformat(due)
    return Action.objects.create(
        body=meeting.body, meeting=meeting, text=text, owner=cast.mo, due=day, **facts
    )


def test_these_kinds_are_there() -> None:
    known = {kind.key: kind.title for kind in kinds()}
    assert known == known | {
        "apologies": "Apologies for absence",
        "declarations": "Declarations of interest",
        "minutes": "Minutes of the last meeting",
        "actions": "Actions from earlier meetings",
        "urgent": "Urgent business",
        "next-meeting": "Date of the next meeting",
    }


def test_an_ordinary_item_and_one_of_an_unknown_kind_receive_nothing(cast: Cast, meeting: Meeting) -> None:
    assert arrivals_of(make_item(meeting, "Risks"), cast.sam) == []
    assert arrivals_of(make_item(meeting, "Old", standing="no-longer-known"), cast.sam) == []
    assert kind_called("no-longer-known") is None


def test_open_actions_arrive_with_owner_and_due_day_soonest_first(cast: Cast, meeting: Meeting) -> None:
    earlier = make_meeting(cast.board, "2019-07-11", published_by=cast.sam)
    make_action(cast, earlier, "Write to schools", "2031-10-01")
    make_action(cast, earlier, "Recruit", "2031-09-01")
    make_action(cast, make_meeting(cast.other_board, "2019-07-11"), "Not theirs", "2031-09-01")
    closed = {"closed_at": earlier.agenda_published_at, "closed_by": cast.mo, "closing_note": "Done."}
    make_action(cast, earlier, "Done already", "2031-09-01", **closed)
    item = make_item(meeting, "Actions", standing="actions")
    assert arrivals_of(item, cast.mo) == [
        Arrival("Recruit", note="Mo Member, due Monday 1 September 2031"),
        Arrival("Write to schools", note="Mo Member, due Wednesday 1 October 2031"),
    ]


def test_open_actions_never_show_on_the_public_page(cast: Cast, meeting: Meeting) -> None:
    make_action(cast, meeting, "canaryaction", "2031-09-01")
    item = make_item(meeting, "Actions", standing="actions")
    public = words(Client().get(meeting.get_absolute_url()))
    assert "Actions" in public
    assert "canaryaction" not in public
    assert [told(item, reader) for reader in (NOBODY, cast.otto, cast.stranger)] == [[], [], []]
    assert "canaryaction" in words(browser(cast.sam).get(meeting.get_desk_url()))


def test_a_long_list_of_actions_ends_in_a_link_to_all(cast: Cast, meeting: Meeting) -> None:
    for number in range(13):
        make_action(cast, meeting, f"Action {number:02}", f"2031-09-{number + 1:02}")
    shown = arrivals_of(make_item(meeting, "Actions", standing="actions"), cast.sam)
    assert [arrival.what for arrival in shown[-2:]] == ["Action 11", "All open actions"]
    assert shown[-1].address == "/desk/bodies/childrens-improvement-board/actions/"


@pytest.mark.parametrize("regime", ["statutory", "partnership"])
def test_the_law_on_interests_is_recalled_where_it_binds(cast: Cast, regime: str) -> None:
    body = cast.committee if regime == "statutory" else cast.board
    meeting = make_meeting(body, "2019-10-10", published_by=cast.cleo)
    make_item(meeting, "Declarations of interest", standing="declarations")
    page = words(Client().get(meeting.get_absolute_url()))
    assert ("disclosable pecuniary interest" in page) == (regime == "statutory")
    assert ("within 28 days beginning with the day of the meeting" in page) == (regime == "statutory")


def test_apologies_are_for_the_desk_until_the_minutes_are_out(cast: Cast, meeting: Meeting) -> None:
    Attendance.objects.create(meeting=meeting, user=cast.mo, name="Mo Member", how="apologies")
    Attendance.objects.create(meeting=meeting, user=cast.chris, name="Chris Chair", how="present")
    item = make_item(meeting, "Apologies", standing="apologies")
    assert told(item, cast.sam) == ["Apologies from Mo Member"]
    assert told(item, NOBODY) == []


def test_the_next_meeting_that_takes_place_is_told_to_everybody(cast: Cast, meeting: Meeting) -> None:
    make_meeting(cast.board, "2019-10-31", standing="cancelled", standing_reason="Half term")
    make_meeting(cast.board, "2019-11-14", venue="Fellside Hall")
    make_meeting(cast.board, "2019-12-12")
    item = make_item(meeting, "Next", standing="next-meeting")
    day = "Thursday 14 November 2019 at 10am"
    public = "/meetings/childrens-improvement-board/2019-11-14/"
    assert arrivals_of(item, NOBODY) == [Arrival(day, public, "Fellside Hall")]
    assert arrivals_of(item, cast.sam) == [
        Arrival(day, "/desk/meetings/childrens-improvement-board/2019-11-14/", "Fellside Hall")
    ]
    assert f'href="{public}"' in Client().get(meeting.get_absolute_url()).content.decode()


def test_without_another_meeting_there_is_no_date_to_tell(cast: Cast, meeting: Meeting) -> None:
    make_meeting(cast.other_board, "2019-11-14")
    assert told(make_item(meeting, "Next", standing="next-meeting"), NOBODY) == []


def test_urgent_business_says_which_items_are_urgent(cast: Cast, meeting: Meeting) -> None:
    item = make_item(meeting, "Urgent business", standing="urgent")
    assert told(item, NOBODY) == []
    make_item(meeting, "Letter", urgency_reason="It came on 8 October.")
    assert told(item, NOBODY) == ["Item 2 is taken as urgent."]


# What other desks register


@pytest.fixture
def questions() -> Iterator[list[tuple[User, AgendaItem]]]:
    """A kind such as a later desk registers: it shows something to everybody, and brings something."""
    brought: list[tuple[User, AgendaItem]] = []
    kind = StandingItem(
        key="questions",
        label="Questions",
        title="Questions from members",
        arrivals=lambda item, reader: [Arrival(f"A question for {item.title}", "/questions/", "asked by Mo")],
        bring=lambda by, item: brought.append((by, item)),
    )
    register(kind)
    yield brought
    del standing._kinds["questions"]


def test_a_kind_that_another_desk_registers_arrives_and_brings(
    cast: Cast, questions: list[tuple[User, AgendaItem]]
) -> None:
    meeting = make_meeting(cast.board, "2019-10-10")
    item = add_item(by=cast.sam, meeting=meeting, title="Questions", standing="questions")
    assert questions == [(cast.sam, item)]
    page = words(browser(cast.sam).get(meeting.get_desk_url()))
    assert "A question for Questions · asked by Mo" in page


def test_an_item_that_is_no_standing_item_brings_nothing(
    cast: Cast, questions: list[tuple[User, AgendaItem]]
) -> None:
    add_item(by=cast.sam, meeting=make_meeting(cast.board, "2019-10-10"), title="Questions from members")
    assert questions == []
