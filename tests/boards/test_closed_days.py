"""The administrators' page of closed days."""

from datetime import date

from boards.deeds.calendar import add_closed_day
from boards.models import ClosedDay
from tests.boards.pages import browser, codes, day, deeds_done, words
from tests.builders import make_meeting
from tests.cast import Cast

CLOSED = "/desk/closed-days/"


def test_a_closed_day_moves_the_deadline_it_touches(cast: Cast) -> None:
    make_meeting(cast.committee, "2027-01-05")
    meeting = "/desk/meetings/children-and-families-scrutiny-committee/2027-01-05/"
    typed = {"name": "Christmas closure", "kind": "council_closed"} | day("date", "2026-12-24")
    before = words(browser(cast.cleo).get(meeting))
    assert browser(cast.ada).post(CLOSED, typed).status_code == 302
    after = words(browser(cast.cleo).get(meeting))
    assert ("Wednesday 23 December 2026" in before, "Tuesday 22 December 2026" in after) == (True, True)
    assert "Thursday 24 December 2026" in words(browser(cast.ada).get(CLOSED))


def test_bad_input_changes_nothing(cast: Cast) -> None:
    typed = {"name": "<i>Closure</i>", "kind": "council_closed"} | day("date", "2026-12-26")
    response = browser(cast.ada).post(CLOSED, typed)
    assert "Saturday 26 December 2026 is not counted in any case: weekend." in words(response)
    assert 'value="&lt;i&gt;Closure&lt;/i&gt;"' in response.content.decode()
    assert (ClosedDay.objects.count(), deeds_done()) == (0, [])


def test_a_day_counts_again_with_a_reason(cast: Cast) -> None:
    closed = add_closed_day(
        by=cast.ada, date=date(2026, 12, 24), name="Closure", kind=ClosedDay.Kind.COUNCIL_CLOSED
    )
    address = f"{CLOSED}{closed.pk}/open/"
    assert "Why does this day count again?" in words(browser(cast.ada).post(address, {"reason": ""}))
    assert ClosedDay.objects.count() == 1
    assert browser(cast.ada).post(address, {"reason": "Added by mistake"}).status_code == 302
    assert ClosedDay.objects.count() == 0
    assert browser(cast.ada).post(address, {"reason": "Again"}).status_code == 404


def test_only_administrators_keep_the_calendar(cast: Cast) -> None:
    closed = add_closed_day(
        by=cast.ada, date=date(2026, 12, 24), name="Closure", kind=ClosedDay.Kind.COUNCIL_CLOSED
    )
    for address in (CLOSED, f"{CLOSED}{closed.pk}/open/"):
        assert codes(address, cast.ada, cast.sam, cast.cleo, cast.stranger) == [200, 403, 403, 403]
        assert codes(address, cast.sam, method="post") == [403]
        assert codes(address, cast.ada, method="put") == [405]
