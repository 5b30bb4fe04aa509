"""Closed days: who adds them, what they move, and the `deadline` command that reads them."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string

from boards.deadlines import deadline_for, last_publication_day
from boards.deeds.calendar import add_closed_day, remove_closed_day
from boards.deeds.refusals import Refused
from boards.models import ClosedDay, LogEntry, User
from tests.builders import make_person

pytestmark = pytest.mark.django_db

CHRISTMAS_EVE = date(2026, 12, 24)
EARLY_JANUARY = date(2027, 1, 5)


@pytest.fixture
def administrator() -> User:
    return make_person("Ada Administrator", "ada@marlshire.test", is_staff=True)


def close_christmas_eve(by: User) -> ClosedDay:
    return add_closed_day(
        by=by, date=CHRISTMAS_EVE, name=" Christmas closure ", kind=ClosedDay.Kind.COUNCIL_CLOSED
    )


def panel(meeting: date, *, today: date, statutory: bool = True, published_on: date | None = None) -> str:
    """The words of the panel, without its markup."""
    deadline = deadline_for(meeting, statutory=statutory, today=today, published_on=published_on)
    html = render_to_string("boards/parts/deadline.html", {"deadline": deadline})
    return " ".join(html.split())


class TestAddingAClosedDay:
    def test_moves_the_deadlines_it_touches(self, administrator: User) -> None:
        assert last_publication_day(EARLY_JANUARY, closed=ClosedDay.objects.reasons()) == date(2026, 12, 23)
        close_christmas_eve(administrator)
        assert last_publication_day(EARLY_JANUARY, closed=ClosedDay.objects.reasons()) == date(2026, 12, 22)

    def test_is_explained_in_the_words_it_was_given(self, administrator: User) -> None:
        close_christmas_eve(administrator)
        proclaimed = date(2027, 5, 11)
        add_closed_day(by=administrator, date=proclaimed, name="Jubilee", kind="bank_holiday")
        assert ClosedDay.objects.reasons() == {
            CHRISTMAS_EVE: "Christmas closure, council closed",
            proclaimed: "Jubilee, one-off bank holiday",
        }
        assert ClosedDay.objects.on_or_after(date(2026, 12, 25)).reasons() == {
            proclaimed: "Jubilee, one-off bank holiday"
        }

    def test_is_in_the_log(self, administrator: User) -> None:
        closed_day = close_christmas_eve(administrator)
        entry = LogEntry.objects.get()
        assert (entry.actor, entry.deed, entry.name) == (
            "Ada Administrator",
            "added the closed day",
            "2026-12-24 Christmas closure",
        )
        assert entry.before is None
        assert entry.after is not None
        assert (entry.after["date"], entry.after["kind"]) == ("2026-12-24", "council_closed")
        assert entry.noun_id == str(closed_day.pk)

    @pytest.mark.parametrize(
        ("change", "field", "sentence"),
        [
            ({"name": "  "}, "name", "Say what the day is called."),
            ({"name": "x" * 121}, "name", "Keep the name of the day to 120 characters."),
            (
                {"kind": "holiday"},
                "kind",
                "Choose whether it is a one-off bank holiday or a day the council is closed.",
            ),
            (
                {"date": date(2026, 12, 28)},
                "date",
                "Monday 28 December 2026 is not counted in any case: substitute day for Boxing Day.",
            ),
            (
                {"date": date(2026, 12, 5)},
                "date",
                "Saturday 5 December 2026 is not counted in any case: weekend.",
            ),
        ],
    )
    def test_is_refused_in_one_sentence_beside_the_field(
        self, administrator: User, change: dict[str, str], field: str, sentence: str
    ) -> None:
        day = {"date": CHRISTMAS_EVE, "name": "Christmas closure", "kind": "council_closed", **change}
        with pytest.raises(Refused) as refusal:
            add_closed_day(by=administrator, **day)  # type: ignore[arg-type]
        assert (refusal.value.field, refusal.value.sentence) == (field, sentence)
        assert not ClosedDay.objects.exists()
        assert not LogEntry.objects.exists()

    def test_twice_is_refused_and_keeps_the_first(self, administrator: User) -> None:
        close_christmas_eve(administrator)
        with pytest.raises(Refused) as refusal:
            add_closed_day(by=administrator, date=CHRISTMAS_EVE, name="Other", kind="bank_holiday")
        assert (
            refusal.value.sentence == "Thursday 24 December 2026 is already a closed day: Christmas closure."
        )
        assert [day.name for day in ClosedDay.objects.all()] == ["Christmas closure"]
        assert LogEntry.objects.count() == 1


class TestRemovingAClosedDay:
    def test_moves_the_deadlines_back_and_keeps_what_was_removed_in_the_log(
        self, administrator: User
    ) -> None:
        closed_day = close_christmas_eve(administrator)
        remove_closed_day(by=administrator, closed_day=closed_day, reason="The offices open after all.")
        assert last_publication_day(EARLY_JANUARY, closed=ClosedDay.objects.reasons()) == date(2026, 12, 23)
        entry = LogEntry.objects.latest("sequence")
        assert (entry.deed, entry.reason) == ("removed the closed day", "The offices open after all.")
        assert entry.before is not None
        assert entry.before["name"] == "Christmas closure"
        assert entry.after is None

    def test_needs_a_reason(self, administrator: User) -> None:
        closed_day = close_christmas_eve(administrator)
        with pytest.raises(Refused) as refusal:
            remove_closed_day(by=administrator, closed_day=closed_day, reason=" ")
        assert refusal.value.field == "reason"
        assert ClosedDay.objects.get() == closed_day


class TestTheTableItself:
    @pytest.mark.parametrize(
        "row",
        [
            {"name": "Second name for a day"},
            {"date": date(2027, 1, 4), "name": ""},
            {"date": date(2027, 1, 4), "kind": "holiday"},
        ],
    )
    def test_refuses_a_row_that_makes_no_sense(self, administrator: User, row: dict[str, str]) -> None:
        close_christmas_eve(administrator)
        with pytest.raises(IntegrityError), transaction.atomic():
            ClosedDay.objects.create(**{"date": CHRISTMAS_EVE, "name": "x", "kind": "bank_holiday", **row})
        assert ClosedDay.objects.count() == 1


class TestTheDeadlineCommand:
    def run(self, *arguments: str) -> tuple[object, str]:
        out, err = StringIO(), StringIO()
        call_command("deadline", *arguments, stdout=out, stderr=err)
        return json.loads(out.getvalue()), err.getvalue()

    def refused(self, *arguments: str) -> str:
        out, err = StringIO(), StringIO()
        with pytest.raises(SystemExit) as stop:
            call_command("deadline", *arguments, stdout=out, stderr=err)
        assert stop.value.code == 1
        assert out.getvalue() == ""
        return err.getvalue()

    def test_prints_the_last_day_and_the_days_counted(self) -> None:
        assert self.run("2019-10-10") == (
            {
                "meeting": "2019-10-10",
                "publish_by": "2019-10-02",
                "clear_days": ["2019-10-03", "2019-10-04", "2019-10-07", "2019-10-08", "2019-10-09"],
            },
            "",
        )

    def test_takes_another_number_of_days(self) -> None:
        assert self.run("2019-10-10", "--days", "1") == (
            {"meeting": "2019-10-10", "publish_by": "2019-10-08", "clear_days": ["2019-10-09"]},
            "",
        )

    def test_knows_the_days_the_council_closes(self, administrator: User) -> None:
        close_christmas_eve(administrator)
        answer, _ = self.run("2027-01-05")
        assert answer == {
            "meeting": "2027-01-05",
            "publish_by": "2026-12-22",
            "clear_days": ["2026-12-23", "2026-12-29", "2026-12-30", "2026-12-31", "2027-01-04"],
        }

    def test_warns_of_a_year_whose_bank_holidays_are_not_announced(self) -> None:
        answer, warning = self.run("2031-10-09", "--days=0")
        assert answer == {"meeting": "2031-10-09", "publish_by": "2031-10-08", "clear_days": []}
        assert warning.startswith("The bank holidays of 2031 are worked out by the usual rule;")

    @pytest.mark.parametrize("text", ["2019-02-29", "10/10/2019", "20191010", "2019-W41-4", "", "soon"])
    def test_refuses_what_is_not_a_date(self, text: str) -> None:
        assert self.refused(text) == (
            f"“{text}” is not a date. Give the day of the meeting as year-month-day: 2019-10-10.\n"
        )

    @pytest.mark.parametrize(
        ("days", "sentence"),
        [
            ("five", "“five” is not a number of days. Give a whole number, such as 5.\n"),
            ("-1", "The number of clear days must be from 0 to 250.\n"),
            ("100000", "The number of clear days must be from 0 to 250.\n"),
        ],
    )
    def test_refuses_a_number_of_days_that_cannot_be(self, days: str, sentence: str) -> None:
        assert self.refused("2019-10-10", f"--days={days}") == sentence

    def test_refuses_a_meeting_before_the_rules(self) -> None:
        assert self.refused("0001-01-05") == (
            "The rules on clear days begin in 1986: give a meeting of that year or later.\n"
        )


class TestThePanel:
    def test_in_time_explains_the_count_and_offers_nothing_else(self) -> None:
        words = panel(date(2019, 10, 10), today=date(2019, 9, 30))
        assert (
            "Publish by <strong>Wednesday 2 October 2019</strong>. "
            "Counted: Thu 3, Fri 4, Mon 7, Tue 8, Wed 9 October. "
            "Not counted: Sat 5 and Sun 6 (weekend), the days of publication and meeting."
        ) in words
        assert "After today there are 2 working days left." in words
        assert "Lawful ways on" not in words
        assert "Warning" not in words

    def test_when_missed_shows_each_lawful_way_with_its_consequence(self) -> None:
        words = panel(date(2019, 10, 10), today=date(2019, 10, 3))
        assert "The last day to publish was <strong>Wednesday 2 October 2019</strong>." in words
        assert "That leaves Fri 4, Mon 7, Tue 8, Wed 9 October." in words
        assert "Lawful ways on" in words
        assert "Give the reason, and the date and time at which the meeting was convened." in words
        assert "The special circumstances must be stated in the minutes" in words
        assert "Published today with the new date, the agenda has 5 clear days." in words

    def test_for_a_house_rule_says_so_and_quotes_no_law(self) -> None:
        words = panel(date(2019, 10, 10), today=date(2019, 10, 3), statutory=False)
        assert "<strong>Wednesday 2 October 2019</strong>, the house rule of 5 clear days." in words
        assert "The meeting can go ahead." in words
        assert "Lawful ways on" not in words
        assert "LGA" not in words

    def test_warns_when_the_year_is_not_covered(self) -> None:
        words = panel(date(2031, 10, 9), today=date(2031, 9, 1))
        assert "The bank holidays of 2031 are worked out by the usual rule;" in words
