"""Registers of attendance and of declarations: as tables for everybody, and as files (rule 13)."""

import csv
import datetime
import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from boards.attendance_figures import figures, municipal_year
from boards.csv_files import cell, csv_response
from boards.deeds.declarations import declare
from boards.models import AgendaItem, Meeting, Restriction
from tests.boards.meetings_held import at, item_of, sit, substitute
from tests.boards.pages import browser, codes, words
from tests.builders import make_meeting, make_member, make_person
from tests.cast import Cast

HERE = "/desk/bodies/childrens-improvement-board/registers/"
PERIOD = "first_day=1&first_month=5&first_year=2019&last_day=30&last_month=4&last_year=2020"
TODAY = datetime.date(2026, 1, 1)


def table(client: Client, address: str) -> list[list[str]]:
    response = client.get(address)
    text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.reader(io.StringIO(text)))


def of(cast: Cast, first: str = "2019-05-01", last: str = "2020-04-30") -> dict[str, Any]:
    days = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
    return {each.name: each for each in figures(cast.board, *days, TODAY)}


# ---- attendance


def a_year(cast: Cast) -> list[Meeting]:
    return [make_meeting(cast.board, f"2019-{month:02d}-10") for month in (6, 7, 9, 10)]


def test_each_answer_has_its_column(cast: Cast) -> None:
    june, july, september, october = a_year(cast)
    at(june, cast.mo)
    at(july, cast.mo, "apologies")
    at(september, cast.mo, "absent")
    substitute(october, "Inspector Ivy", at(october, cast.mo, "apologies"))
    mo = of(cast)["Mo Member"]
    assert (mo.meetings, mo.present, mo.apologies, mo.absent, mo.substitutes) == (4, 1, 1, 1, 1)
    assert (mo.percentage, mo.in_words) == (25, "25%, 1 of 4 meetings")


def test_cancelled_and_postponed_meetings_are_left_out(cast: Cast) -> None:
    """Rule 13: attendance percentages leave cancelled meetings out."""
    june = make_meeting(cast.board, "2019-06-13")
    cancelled = make_meeting(cast.board, "2019-07-11", standing="cancelled", standing_reason="Snow")
    postponed = make_meeting(cast.board, "2019-09-12", standing="postponed", standing_reason="Ill")
    for meeting in (june, cancelled, postponed):
        at(meeting, cast.mo, "present" if meeting == june else "apologies")
    assert of(cast)["Mo Member"].in_words == "100%, 1 of 1 meeting"


def test_only_meetings_held_while_they_were_a_member(cast: Cast) -> None:
    """A member of 10 July to 9 September could attend one of the four."""
    fay = make_person("Fay Former")
    make_member(
        cast.board, fay, since=datetime.date(2019, 7, 10), until=datetime.date(2019, 9, 9), office="Head"
    )
    _, july, _, _ = a_year(cast)
    at(july, fay)
    found = of(cast)["Fay Former"]
    assert (found.meetings, found.in_words, found.office) == (1, "100%, 1 of 1 meeting", "Head")
    assert "Fay Former" not in of(cast, "2019-10-01", "2019-10-31")


def test_two_memberships_count_a_meeting_once(cast: Cast) -> None:
    make_member(cast.board, cast.mo, "chair")
    for meeting in a_year(cast):
        at(meeting, cast.mo)
    assert of(cast)["Mo Member"].in_words == "100%, 4 of 4 meetings"


def test_a_meeting_without_a_record_does_not_lower_the_percentage(cast: Cast) -> None:
    june, july, september, _ = a_year(cast)
    at(june, cast.mo)
    at(july, cast.mo)
    at(september, cast.mo, "absent")
    mo = of(cast)["Mo Member"]
    assert (mo.meetings, mo.unrecorded, mo.in_words) == (4, 1, "67%, 2 of 3 meetings")
    assert of(cast)["Chris Chair"].in_words == "Nothing recorded yet"


def test_a_meeting_to_come_does_not_count(cast: Cast) -> None:
    meeting = make_meeting(cast.board, TODAY)
    at(meeting, cast.mo)
    assert of(cast, "2025-05-01", "2026-04-30") == {}


def test_members_of_one_name_and_their_substitutes_are_told_apart(cast: Cast) -> None:
    first, second = sit(cast, "Ann Same", "Ann Same")
    june, *_ = a_year(cast)
    substitute(june, "Una", at(june, first, "apologies"))
    at(june, second, "apologies")
    ours = [each for each in figures(cast.board, june.date, june.date, TODAY) if each.name == "Ann Same"]
    assert sorted((each.substitutes, each.apologies) for each in ours) == [(0, 1), (1, 0)]


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        ("2019-10-10", "2019-05-01", "2020-04-30"),
        ("2020-04-30", "2019-05-01", "2020-04-30"),
        ("2020-05-01", "2020-05-01", "2021-04-30"),
    ],
)
def test_the_municipal_year(day: str, first: str, last: str) -> None:
    assert municipal_year(datetime.date.fromisoformat(day)) == (
        datetime.date.fromisoformat(first),
        datetime.date.fromisoformat(last),
    )


def test_the_page_and_the_file_say_the_same(cast: Cast) -> None:
    june, *_ = a_year(cast)
    at(june, cast.mo)
    client = browser(cast.rae)
    page = words(client.get(f"{HERE}attendance/?{PERIOD}"))
    assert "Mo Member Marlshire Police 100%, 1 of 1 meeting 4 0 0 0 3" in page
    response = client.get(f"{HERE}attendance.csv?{PERIOD}")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == (
        'attachment; filename="attendance-childrens-improvement-board-2019-05-01-to-2020-04-30.csv"'
    )
    rows = table(client, f"{HERE}attendance.csv?{PERIOD}")
    assert rows[0][:4] == ["Member", "Office", "First day", "Last day"]
    year = ["2019-05-01", "2020-04-30"]
    assert rows[2] == ["Mo Member", "Marlshire Police", *year, "4", "1", "0", "0", "0", "0", "3", "100"]
    assert rows[1][-1] == ""


def test_a_wrong_period_is_told(cast: Cast) -> None:
    client = browser(cast.sam)
    page = words(client.get(f"{HERE}attendance/?{PERIOD.replace('first_year=2019', 'first_year=2021')}"))
    assert "The last day must not be before the first day" in page
    assert "Download" not in page
    wrong = words(client.get(f"{HERE}declarations/?first_day=31&first_month=2&first_year=2019"))
    assert "31 February 2019 is not a real date" in wrong
    assert "No meeting was held in this period." in words(client.get(f"{HERE}attendance/"))


def test_one_end_of_the_period_is_enough(cast: Cast) -> None:
    at(a_year(cast)[0], cast.mo)
    page = words(browser(cast.sam).get(f"{HERE}attendance/?first_day=1&first_month=1&first_year=2019"))
    assert "1 of 1 meeting" in page


def test_figures_ask_three_questions_however_many_members(cast: Cast) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            of(cast)
        return len(asked)

    june, *_ = a_year(cast)
    at(june, cast.mo)
    one = count()
    for person in sit(cast, *(f"Member {number}" for number in range(50))):
        at(june, person)
    assert (one, count()) == (3, 3)


# ---- declarations


@pytest.fixture
def item(cast: Cast) -> AgendaItem:
    return item_of(make_meeting(cast.board, "2019-10-10"), "Placements")


def declared(cast: Cast, item: AgendaItem, nature: str = "My house", kind: str = "pecuniary") -> None:
    person = item.meeting.attendance.first() or at(item.meeting, cast.mo, office="Superintendent")
    declare(by=cast.sam, item=item, person=person, kind=kind, nature=nature)


def test_the_register_of_declarations(cast: Cast, item: AgendaItem) -> None:
    declared(cast, item)
    page = words(browser(cast.mo).get(f"{HERE}declarations/?{PERIOD}"))
    assert (
        "Mo Member Superintendent Thursday 10 October 2019, item 1 Placements Disclosable pecuniary interest "
        "My house No Not entered; last day Wednesday 6 November 2019"
    ) in page
    rows = table(browser(cast.mo), f"{HERE}declarations.csv?{PERIOD}")
    assert rows[1:] == [
        [
            "2019-10-10",
            "1",
            "Placements",
            "Mo Member",
            "Superintendent",
            "Disclosable pecuniary interest",
            "My house",
            "No",
            "2019-11-06",
            "",
        ]
    ]


def test_a_private_item_is_withheld_from_those_who_may_not_read_it(cast: Cast, item: AgendaItem) -> None:
    """Rae reviews reports, and may not read what is not for publication; Mo is a member, and may."""
    item.restriction = Restriction.objects.create(
        kind="confidential", source="law", set_by=cast.sam, set_at="2019-10-01T10:00Z"
    )
    item.save()
    declared(cast, item)
    for address in (f"{HERE}declarations/?{PERIOD}", f"{HERE}declarations.csv?{PERIOD}"):
        for person, reads in ((cast.rae, False), (cast.mo, True)):
            response = browser(person).get(address)
            content = b"".join(response) if response.streaming else response.content
            assert [word in content for word in (b"My house", b"Placements")] == [reads, reads]
            assert b"Mo Member" in content
    meeting_page = item.meeting.get_desk_url()
    assert "My house" not in words(browser(cast.rae).get(meeting_page))
    assert "My house" in words(browser(cast.mo).get(meeting_page))


@pytest.mark.parametrize(("kind", "shows_title"), [("confidential", False), ("exempt", True)])
def test_what_is_under_a_private_item_is_withheld_with_it(
    cast: Cast, item: AgendaItem, kind: str, shows_title: bool
) -> None:
    why: dict[str, Any] = (
        {"source": "law"}
        if kind == "confidential"
        else {
            "public_interest": "x",
            "review_on": "2020-10-10",
            "paragraphs": [3],
        }
    )
    item.restriction = Restriction.objects.create(
        kind=kind, set_by=cast.sam, set_at="2019-10-01T10:00Z", **why
    )
    item.save()
    declared(cast, item_of(item.meeting, "A named provider", is_sub_item=True, number="1.1"))
    for address in (f"{HERE}declarations/?{PERIOD}", f"{HERE}declarations.csv?{PERIOD}"):
        for person, sees in ((cast.rae, (False, shows_title)), (cast.mo, (True, True))):
            response = browser(person).get(address)
            content = b"".join(response) if response.streaming else response.content
            assert (b"My house" in content, b"A named provider" in content) == sees
    assert "My house" not in words(browser(cast.rae).get(item.meeting.get_desk_url()))


def test_declarations_page_by_key(cast: Cast, item: AgendaItem) -> None:
    for number in range(2, 62):
        row = item_of(item.meeting, f"Item {number}")
        declared(cast, row, nature=f"Interest {number}", kind="registrable")
    client = browser(cast.sam)
    first = client.get(f"{HERE}declarations/?{PERIOD}")
    second = client.get(f"{HERE}declarations/?{PERIOD}&before={first.context['page'].older}")
    shown = [row.nature for page in (first, second) for row in page.context["page"].rows]
    assert shown == [f"Interest {number}" for number in range(2, 62)]
    assert (len(first.context["page"].rows), second.context["page"].older) == (50, "")
    assert "Older declarations" in words(first)
    for key in ("x", "2019-10-10_1", "2019-10-10_-1_5", "2019-10-10_99999_1", "9_9_9"):
        assert client.get(f"{HERE}declarations/?{PERIOD}&before={key}").status_code == 200


def test_the_page_asks_as_much_for_one_declaration_as_for_fifty(cast: Cast, item: AgendaItem) -> None:
    client = browser(cast.sam)

    def count(address: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            response = client.get(address)
            b"".join(response) if response.streaming else response.content
        return len(asked)

    addresses = [f"{HERE}declarations/?{PERIOD}", f"{HERE}declarations.csv?{PERIOD}"]
    declared(cast, item)
    one = [count(address) for address in addresses]
    for number in range(2, 51):
        declared(cast, item_of(item.meeting, f"Item {number}"))
    assert [count(address) for address in addresses] == one


def test_registers_are_for_the_desk(cast: Cast) -> None:
    for page in ("attendance/", "attendance.csv", "declarations/", "declarations.csv"):
        assert codes(HERE + page, cast.sam, cast.mo, cast.rae, cast.otto) == [200, 200, 200, 404]
        assert Client().get(HERE + page).status_code == 302


# ---- files


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=SUM(A1)", "'=SUM(A1)"),
        ("+44 1234", "'+44 1234"),
        ("-1", "'-1"),
        ("@here", "'@here"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        (" =1+1", "' =1+1"),
        ("plain - text", "plain - text"),
        (-1, "-1"),
        (None, ""),
        (True, "Yes"),
        (datetime.date(2019, 10, 10), "2019-10-10"),
    ],
)
def test_nothing_in_a_file_is_run_by_a_spreadsheet(value: object, written: str) -> None:
    assert cell(value) == written


def test_a_file_opens_in_a_spreadsheet_with_its_accents() -> None:
    response = csv_response("Années: Board’s", ("Name",), [("Zoë, “Ann”",)])
    content = b"".join(response.streaming_content)  # type: ignore[arg-type]
    assert content == '\ufeffName\r\n"Zoë, “Ann”"\r\n'.encode()
    assert response["Content-Disposition"] == 'attachment; filename="annees-boards.csv"'
