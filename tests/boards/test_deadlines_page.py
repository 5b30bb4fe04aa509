"""One page with every coming deadline: what was counted, what is missing, and the lawful ways on."""

from datetime import UTC, date, datetime, timedelta

import pytest
from lxml import html

from boards import clock
from boards.models import ClosedDay, Meeting
from reports.models import Paper
from tests.boards.pages import browser, queries_of, words
from tests.builders import make_item, make_meeting
from tests.cast import Cast

DEADLINES = "/desk/deadlines/"
TODAY = datetime(2019, 9, 30, 12, tzinfo=UTC)
NOTICED = datetime(2019, 9, 2, 12, tzinfo=UTC)


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return make_meeting(cast.committee, "2019-10-10", notice_given_at=NOTICED)


def page_of(cast: Cast, name: str = "cleo", moment: datetime = TODAY) -> str:
    client = browser(getattr(cast, name))
    with clock.at(moment, because="A test."):
        return words(client.get(DEADLINES))


def test_a_deadline_explains_itself(cast: Cast, meeting: Meeting) -> None:
    page = page_of(cast)
    assert (
        "Wednesday 2 October 2019 Agenda: Children and Families Scrutiny Committee, Thursday 10 October 2019"
        in page
    )
    assert "After today there are 2 working days left." in page
    assert (
        "Publish by Wednesday 2 October 2019. Counted: Thu 3, Fri 4, Mon 7, Tue 8, Wed 9 October. "
        "Not counted: Sat 5 and Sun 6 (weekend), the days of publication and meeting."
    ) in page
    assert "Missing: The agenda has no items yet." in page
    assert "Met already (1)" in page  # the notice
    assert "Lawful ways on" not in page


def test_what_is_missing_is_named_by_the_numbers_people_read(cast: Cast, meeting: Meeting) -> None:
    make_item(meeting, "Welcome", verbal=True, presenter="Chair")
    make_item(meeting, "The plan", number="1.1", presenter="Director")
    assert "Missing: No paper for item 1.1, and not marked as verbal." in page_of(cast)


def test_a_missed_deadline_names_the_lawful_ways_on(cast: Cast, meeting: Meeting) -> None:
    page = page_of(cast, moment=datetime(2019, 10, 3, 12, tzinfo=UTC))
    assert (
        "The deadline has passed. Published today, the agenda has 4 clear days; the law asks for 5." in page
    )
    assert "Convene the meeting at short notice. Give the reason" in page
    assert "Take a late item as urgent." in page
    assert "Hold the meeting later. Move it to Friday 11 October 2019 or a later day." in page


def test_a_reason_that_was_given_stands_in_place_of_the_ways_on(cast: Cast, meeting: Meeting) -> None:
    Meeting.objects.update(
        agenda_published_at=datetime(2019, 10, 3, 12, tzinfo=UTC),
        agenda_published_by=cast.cleo,
        short_notice_reason="The court sits on 11 October.",
    )
    page = page_of(cast, moment=datetime(2019, 10, 3, 13, tzinfo=UTC))
    assert "The reason given: The court sits on 11 October." in page
    assert "Lawful ways on" not in page


def test_the_soonest_stands_first_under_its_full_date(cast: Cast, meeting: Meeting) -> None:
    make_meeting(cast.committee, "2019-11-14", notice_given_at=NOTICED)
    client = browser(cast.cleo)
    with clock.at(datetime(2019, 10, 2, 12, tzinfo=UTC), because="A test."):
        page = html.fromstring(client.get(DEADLINES).content)
    assert [" ".join(each.text_content().split()) for each in page.xpath("//main//h2")] == [
        "Today, Wednesday 2 October 2019",
        "Wednesday 6 November 2019",
    ]


def test_a_paper_awaited_has_its_own_clock_and_its_own_link(cast: Cast, meeting: Meeting) -> None:
    paper = Paper.objects.create(
        item=make_item(meeting, "The plan"), title="The plan", expected_on="2019-10-01", added_by=cast.cleo
    )
    page = page_of(cast)
    assert "Paper “The plan”: Children and Families Scrutiny Committee" in page
    assert "To follow. After today there are 2 working days left." in page
    client = browser(cast.cleo)
    with clock.at(TODAY, because="A test."):
        assert f"items/{paper.item_id}/papers/{paper.pk}/bring/" in client.get(DEADLINES).content.decode()


@pytest.mark.parametrize("name", ["con", "sam", "otto", "ada", "stranger"])
def test_only_those_who_edit_its_meetings_see_a_bodys_deadlines(
    cast: Cast, meeting: Meeting, name: str
) -> None:
    make_item(meeting, "CANARY")
    Paper.objects.create(
        item=meeting.items.get(), title="CANARY", expected_on="2019-10-01", added_by=cast.cleo
    )
    page = page_of(cast, name)
    assert "CANARY" not in page
    assert "No deadline is to come." in page


def test_meetings_that_are_over_or_called_off_have_no_deadline(cast: Cast) -> None:
    make_meeting(cast.committee, "2019-09-12")
    make_meeting(
        cast.committee, "2019-10-10", standing="cancelled", standing_reason="Snow", standing_since=NOTICED
    )
    assert "No deadline is to come." in page_of(cast)


def test_a_year_whose_bank_holidays_are_not_announced_draws_a_warning(cast: Cast, meeting: Meeting) -> None:
    assert "Warning" not in page_of(cast)
    make_meeting(cast.committee, "2031-10-09")
    assert "Warning The bank holidays of 2031 are worked out by the usual rule;" in page_of(cast)


def test_a_day_the_council_closes_is_named(cast: Cast, meeting: Meeting) -> None:
    ClosedDay.objects.create(date="2019-10-04", name="Flood", kind="council_closed")
    page = page_of(cast)
    assert "Publish by Tuesday 1 October 2019. Counted: Wed 2, Thu 3, Mon 7, Tue 8, Wed 9 October." in page
    assert "Fri 4 (Flood, council closed)" in page


def test_the_page_asks_as_often_for_fifty_meetings_as_for_one(cast: Cast) -> None:
    def add(number: int) -> None:
        meeting = make_meeting(cast.committee, date(2019, 10, 10) + timedelta(days=number))
        item = make_item(meeting, f"Item {number}")
        Paper.objects.create(item=item, title="Plan", expected_on="2019-10-10", added_by=cast.cleo)

    add(0)
    client = browser(cast.cleo)
    with clock.at(TODAY, because="A test."):
        few = queries_of(client, DEADLINES)
        for number in range(1, 50):
            add(number)
        assert queries_of(client, DEADLINES) == few
    assert few < 15


def test_the_desks_navigation_leads_there(cast: Cast) -> None:
    page = html.fromstring(browser(cast.cleo).get("/desk/").content)
    assert page.xpath("//nav[@aria-label='Desk pages']//a[@href='/desk/deadlines/']/text()") == ["Deadlines"]
