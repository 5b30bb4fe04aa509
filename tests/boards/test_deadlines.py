"""Clear days, the last day to publish, and how the deadline explains itself (rules 1 to 4)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.deadlines import (
    FIRST_YEAR,
    LAST_YEAR,
    MOST_DAYS,
    Deadline,
    State,
    bank_holidays,
    clear_days,
    covered,
    deadline_for,
    earliest_meeting_day,
    is_working_day,
    last_publication_day,
    next_working_day,
    publication_day,
    why_not_counted,
)

CHRISTMAS_CLOSURE = {date(2026, 12, 24): "Christmas closure, council closed"}

MEETING = date(2019, 10, 10)

meetings = st.dates(min_value=date(FIRST_YEAR, 3, 1), max_value=date(LAST_YEAR + 20, 12, 31))
notice = st.integers(min_value=0, max_value=30)


@st.composite
def closed_days_near(draw: st.DrawFn, meeting: date) -> dict[date, str]:
    offsets = draw(st.sets(st.integers(min_value=-20, max_value=5), max_size=8))
    return {meeting + timedelta(days=offset): "Closure, council closed" for offset in offsets}


@st.composite
def meetings_with_closed_days(draw: st.DrawFn) -> tuple[date, dict[date, str]]:
    meeting = draw(meetings)
    return meeting, draw(closed_days_near(meeting))


def scrutiny_deadline(*, today: date, published_on: date | None = None, meeting: date = MEETING) -> Deadline:
    return deadline_for(meeting, statutory=True, today=today, published_on=published_on)


def board_deadline(*, today: date, published_on: date | None = None, days: int = 5) -> Deadline:
    return deadline_for(MEETING, statutory=False, today=today, published_on=published_on, days=days)


class TestTheLastDayToPublish:
    @pytest.mark.parametrize(
        ("meeting", "publish_by"),
        [
            (date(2019, 10, 10), date(2019, 10, 2)),
            (date(2021, 11, 25), date(2021, 11, 17)),
            (date(2024, 1, 2), date(2023, 12, 20)),
            (date(2026, 4, 9), date(2026, 3, 30)),
            (date(2022, 9, 22), date(2022, 9, 13)),
            (date(2023, 5, 11), date(2023, 5, 2)),
            (date(2027, 1, 5), date(2026, 12, 23)),
        ],
    )
    def test_is_five_clear_days_before_the_meeting(self, meeting: date, publish_by: date) -> None:
        assert last_publication_day(meeting) == publish_by
        assert len(clear_days(publish_by, meeting)) == 5

    def test_is_a_day_earlier_when_the_council_also_closes_on_christmas_eve(self) -> None:
        assert last_publication_day(date(2027, 1, 5), closed=CHRISTMAS_CLOSURE) == date(2026, 12, 22)

    def test_is_a_day_on_which_the_offices_are_open(self) -> None:
        monday = date(2019, 10, 14)
        assert len(clear_days(date(2019, 10, 6), monday)) == 5
        assert last_publication_day(monday) == date(2019, 10, 4)

    def test_follows_the_number_of_days_asked_for(self) -> None:
        assert last_publication_day(MEETING, 3) == date(2019, 10, 4)
        assert last_publication_day(MEETING, 0) == date(2019, 10, 9)

    @pytest.mark.parametrize("days", [-1, MOST_DAYS + 1])
    def test_refuses_a_number_of_days_beyond_reason(self, days: int) -> None:
        with pytest.raises(ValueError, match=r"^The number of clear days must be from 0 to 250\.$"):
            last_publication_day(MEETING, days)

    def test_refuses_a_meeting_before_there_were_such_rules(self) -> None:
        with pytest.raises(ValueError, match=r"^The rules on clear days begin in 1986: .* or later\.$"):
            last_publication_day(date(1985, 12, 31))

    def test_can_be_worked_out_for_the_last_day_of_the_calendar(self) -> None:
        assert last_publication_day(date.max) == date(9999, 12, 23)

    @given(meetings_with_closed_days(), notice)
    def test_gives_its_days_and_every_later_working_day_gives_fewer(
        self, meeting_and_closed: tuple[date, dict[date, str]], days: int
    ) -> None:
        meeting, closed = meeting_and_closed
        publish_by = last_publication_day(meeting, days, closed)
        assert is_working_day(publish_by, closed)
        assert len(clear_days(publish_by, meeting, closed)) == days
        day_after = next_working_day(publish_by, closed)
        assert len(clear_days(day_after, meeting, closed)) == max(days - 1, 0)
        assert day_after < meeting or days == 0

    @given(meetings_with_closed_days(), notice)
    def test_and_the_earliest_meeting_agree(
        self, meeting_and_closed: tuple[date, dict[date, str]], days: int
    ) -> None:
        published, closed = meeting_and_closed
        meeting = earliest_meeting_day(published, days, closed)
        assert len(clear_days(published, meeting, closed)) == days
        assert last_publication_day(meeting, days, closed) <= published

    @given(meetings_with_closed_days())
    def test_is_never_later_for_closing_a_day(self, meeting_and_closed: tuple[date, dict[date, str]]) -> None:
        meeting, closed = meeting_and_closed
        assert last_publication_day(meeting, closed=closed) <= last_publication_day(meeting)


class TestClearDays:
    def test_leave_out_the_days_of_publication_and_meeting(self) -> None:
        assert clear_days(date(2019, 10, 2), MEETING) == [
            date(2019, 10, 3),
            date(2019, 10, 4),
            date(2019, 10, 7),
            date(2019, 10, 8),
            date(2019, 10, 9),
        ]

    def test_are_four_when_published_a_day_late(self) -> None:
        assert len(clear_days(date(2019, 10, 3), MEETING)) == 4

    def test_are_two_around_a_weekend_before_the_early_may_bank_holiday_of_1990(self) -> None:
        assert clear_days(date(1990, 4, 26), date(1990, 5, 1)) == [date(1990, 4, 27), date(1990, 4, 30)]

    @pytest.mark.parametrize("published", [date(2019, 10, 9), MEETING, date(2019, 10, 11)])
    def test_are_none_from_the_day_before_the_meeting_on(self, published: date) -> None:
        assert clear_days(published, MEETING) == []

    @given(meetings_with_closed_days(), st.integers(min_value=0, max_value=60))
    def test_are_working_days_inside_the_interval_and_none_is_left_out(
        self, meeting_and_closed: tuple[date, dict[date, str]], ahead: int
    ) -> None:
        meeting, closed = meeting_and_closed
        published = meeting - timedelta(days=ahead)
        counted = clear_days(published, meeting, closed)
        inside = [published + timedelta(days=n) for n in range(1, ahead)]
        assert [day for day in inside if day not in counted] == [
            day
            for day in inside
            if day.isoweekday() in (6, 7) or day in bank_holidays(day.year) or day in closed
        ]


class TestTheReasonADayDoesNotCount:
    @pytest.mark.parametrize(
        ("day", "reason"),
        [
            (date(2019, 10, 5), "weekend"),
            (date(1990, 5, 7), "Early May bank holiday"),
            (date(2020, 5, 8), "Early May bank holiday"),
            (date(2022, 6, 2), "Spring bank holiday"),
            (date(2022, 6, 3), "bank holiday for the Platinum Jubilee of Queen Elizabeth II"),
            (date(2022, 9, 19), "bank holiday for the State Funeral of Queen Elizabeth II"),
            (date(2023, 5, 8), "bank holiday for the Coronation of King Charles III"),
            (date(2011, 4, 29), "bank holiday for the royal wedding"),
            (date(1999, 12, 31), "bank holiday for the Millennium"),
            (date(2026, 4, 3), "Good Friday"),
            (date(2026, 4, 6), "Easter Monday"),
            (date(2026, 8, 31), "Summer bank holiday"),
            (date(2026, 12, 25), "Christmas Day"),
            (date(2026, 12, 26), "weekend"),
            (date(2026, 12, 28), "substitute day for Boxing Day"),
            (date(2022, 12, 27), "substitute day for Christmas Day"),
            (date(2022, 1, 3), "substitute day for New Year's Day"),
        ],
    )
    def test_is_named_plainly(self, day: date, reason: str) -> None:
        assert why_not_counted(day) == reason
        assert not is_working_day(day)

    @pytest.mark.parametrize(
        "day",
        [
            date(1990, 5, 1),
            date(2020, 5, 4),
            date(2022, 5, 30),
            date(2026, 12, 24),
            date(2024, 3, 18),
        ],
    )
    def test_is_empty_for_a_working_day(self, day: date) -> None:
        assert why_not_counted(day) == ""
        assert is_working_day(day)

    def test_is_the_councils_own_for_a_day_it_closes(self) -> None:
        christmas_eve = date(2026, 12, 24)
        assert why_not_counted(christmas_eve, CHRISTMAS_CLOSURE) == "Christmas closure, council closed"
        assert not is_working_day(christmas_eve, CHRISTMAS_CLOSURE)

    @pytest.mark.parametrize("year", range(FIRST_YEAR, LAST_YEAR + 1))
    def test_covers_the_eight_bank_holidays_and_the_one_off_days_of_each_year(self, year: int) -> None:
        on_weekdays = [day for day in bank_holidays(year) if day.isoweekday() < 6]
        extra = {1999: 1, 2002: 1, 2011: 1, 2012: 1, 2022: 2, 2023: 1}
        assert len(on_weekdays) == 8 + extra.get(year, 0)


class TestTheDayOfPublication:
    @pytest.mark.parametrize(
        ("moment", "day"),
        [
            (datetime(2019, 10, 2, 22, 59, tzinfo=UTC), date(2019, 10, 2)),
            (datetime(2019, 10, 2, 23, 30, tzinfo=UTC), date(2019, 10, 3)),
            (datetime(2019, 11, 2, 23, 30, tzinfo=UTC), date(2019, 11, 2)),
        ],
    )
    def test_is_the_date_in_london(self, moment: datetime, day: date) -> None:
        assert publication_day(moment) == day

    def test_half_past_eleven_utc_on_the_last_day_is_a_day_late(self) -> None:
        published_on = publication_day(datetime(2019, 10, 2, 23, 30, tzinfo=UTC))
        assert scrutiny_deadline(today=published_on, published_on=published_on).state is State.SHORT

    def test_cannot_be_told_without_a_time_zone(self) -> None:
        with pytest.raises(ValueError, match=r"^A moment of publication needs a time zone\.$"):
            publication_day(datetime(2019, 10, 2, 23, 30))


class TestTheDeadlineOfAStatutoryBody:
    def test_names_the_days_that_counted_and_those_that_did_not(self) -> None:
        deadline = scrutiny_deadline(today=date(2019, 9, 20))
        assert deadline.publish_by == date(2019, 10, 2)
        assert deadline.counted_text == "Thu 3, Fri 4, Mon 7, Tue 8, Wed 9 October"
        assert deadline.not_counted_text == "Sat 5 and Sun 6 (weekend), the days of publication and meeting"

    def test_names_the_months_and_the_bank_holidays_where_a_year_turns(self) -> None:
        deadline = scrutiny_deadline(today=date(2023, 12, 1), meeting=date(2024, 1, 3))
        assert deadline.counted_text == "Fri 22, Wed 27, Thu 28, Fri 29 December, Tue 2 January"
        assert deadline.not_counted_text == (
            "Sat 23 and Sun 24 December (weekend), Mon 25 December (Christmas Day), "
            "Tue 26 December (Boxing Day), Sat 30 and Sun 31 December (weekend), "
            "Mon 1 January (New Year's Day), the days of publication and meeting"
        )

    def test_names_a_closure_of_several_days_once(self) -> None:
        closed = {date(2019, 10, day): "Flood, council closed" for day in (7, 8, 9)}
        deadline = deadline_for(MEETING, statutory=True, today=date(2019, 9, 1), closed=closed)
        assert deadline.publish_by == date(2019, 9, 27)
        assert deadline.not_counted_text == (
            "Sat 28 and Sun 29 September (weekend), Sat 5 and Sun 6 October (weekend), "
            "Mon 7 to Wed 9 October (Flood, council closed), the days of publication and meeting"
        )

    @pytest.mark.parametrize(
        ("today", "state", "sentence"),
        [
            (date(2019, 9, 30), State.OPEN, "After today there are 2 working days left."),
            (date(2019, 10, 1), State.OPEN, "After today there is 1 working day left."),
            (date(2019, 10, 2), State.OPEN, "Today is the last day to publish."),
            (
                date(2019, 10, 3),
                State.MISSED,
                "The deadline has passed. Published today, the agenda has 4 clear days; the law asks for 5.",
            ),
            (
                date(2019, 10, 8),
                State.MISSED,
                "The deadline has passed. Published today, the agenda has 1 clear day; the law asks for 5.",
            ),
            (
                date(2019, 10, 10),
                State.MISSED,
                "The deadline has passed. Published today, the agenda has no clear days; the law asks for 5.",
            ),
            (
                date(2019, 10, 11),
                State.MISSED,
                "The day of the meeting has passed and the agenda was not published.",
            ),
        ],
    )
    def test_says_where_an_unpublished_agenda_stands(self, today: date, state: State, sentence: str) -> None:
        deadline = scrutiny_deadline(today=today)
        assert (deadline.state, deadline.sentence) == (state, sentence)

    @pytest.mark.parametrize(
        ("published_on", "state", "sentence"),
        [
            (
                date(2019, 10, 2),
                State.IN_TIME,
                "Published on Wednesday 2 October 2019: 5 clear days before the meeting.",
            ),
            (
                date(2019, 10, 3),
                State.SHORT,
                "Published on Thursday 3 October 2019: 4 clear days; the law asks for 5.",
            ),
        ],
    )
    def test_says_where_a_published_agenda_stands(
        self, published_on: date, state: State, sentence: str
    ) -> None:
        deadline = scrutiny_deadline(today=date(2019, 10, 9), published_on=published_on)
        assert (deadline.state, deadline.sentence) == (state, sentence)

    def test_on_a_saturday_says_that_five_clear_days_are_still_left(self) -> None:
        deadline = scrutiny_deadline(today=date(2019, 10, 5), meeting=date(2019, 10, 14))
        assert deadline.publish_by == date(2019, 10, 4)
        assert deadline.state is State.OPEN
        assert deadline.sentence == (
            "The last working day to publish has passed. Published today, the agenda has 5 clear days."
        )

    def test_when_missed_shows_the_lawful_ways_on(self) -> None:
        ways = scrutiny_deadline(today=date(2019, 10, 3)).ways_on
        assert [(way.name, way.source) for way in ways] == [
            ("Convene the meeting at short notice", "LGA 1972 s.100A(6)(a) and s.100B(3)(a)"),
            ("Take a late item as urgent", "LGA 1972 s.100B(4)(b)"),
            ("Hold the meeting later", "LGA 1972 s.100B(4)(a)"),
        ]
        assert ways[2].needs == "Move it to Friday 11 October 2019 or a later day."

    @pytest.mark.parametrize("today", [date(2019, 10, 2), date(2019, 10, 11)])
    def test_has_no_ways_on_to_offer_in_time_or_after_the_meeting(self, today: date) -> None:
        assert scrutiny_deadline(today=today).ways_on == ()

    def test_longer_than_the_law_asks_can_be_missed_without_breaking_the_law(self) -> None:
        deadline = deadline_for(MEETING, statutory=True, days=7, today=date(2019, 10, 1))
        assert deadline.publish_by == date(2019, 9, 30)
        assert deadline.state is State.MISSED
        assert not deadline.is_short_of_law
        assert deadline.ways_on == ()
        assert deadline.sentence.endswith("the agenda has 6 clear days; the house rule asks for 7.")
        assert deadline.advice.startswith("The meeting can go ahead.")

    @given(meetings, st.integers(min_value=-10, max_value=60))
    def test_is_missed_exactly_when_the_law_is(self, meeting: date, ahead: int) -> None:
        today = meeting - timedelta(days=ahead)
        deadline = deadline_for(meeting, statutory=True, today=today)
        assert (deadline.state is State.MISSED) == (len(clear_days(today, meeting)) < 5)
        assert bool(deadline.ways_on) == (deadline.state is State.MISSED and today <= meeting)
        assert deadline.advice == ""


class TestTheHouseRuleOfAPartnershipBody:
    def test_when_missed_gives_advice_and_no_legal_ways_on(self) -> None:
        deadline = board_deadline(today=date(2019, 10, 3))
        assert deadline.state is State.MISSED
        assert deadline.ways_on == ()
        assert deadline.sentence == (
            "The deadline has passed. Published today, the agenda has 4 clear days; "
            "the house rule asks for 5."
        )
        assert deadline.advice == (
            "The meeting can go ahead. Publish as soon as you can, and tell the members why it is late."
        )

    def test_when_published_late_says_what_is_left_to_do(self) -> None:
        deadline = board_deadline(today=date(2019, 10, 9), published_on=date(2019, 10, 8))
        assert deadline.state is State.SHORT
        assert deadline.advice == "The meeting can go ahead. Tell the members why it came late."

    def test_may_be_shorter_than_the_law(self) -> None:
        deadline = board_deadline(today=date(2019, 10, 4), days=3)
        assert (deadline.publish_by, deadline.state, deadline.advice) == (date(2019, 10, 4), State.OPEN, "")

    def test_may_ask_for_no_more_than_the_day_before(self) -> None:
        assert board_deadline(today=date(2019, 10, 9), days=0).state is State.OPEN
        on_the_day = board_deadline(today=MEETING, days=0)
        assert on_the_day.state is State.MISSED
        assert on_the_day.asked == "the house rule asks for publication before the day of the meeting"


class TestTheYearsCovered:
    def test_begin_with_the_law_and_end_with_the_last_announcement(self) -> None:
        assert [year for year in range(1970, 2050) if covered(year)] == list(range(1986, 2029))

    def test_draw_no_warning(self) -> None:
        assert scrutiny_deadline(today=date(2028, 1, 1), meeting=date(2028, 12, 21)).warning == ""

    def test_draw_a_warning_beyond_their_end(self) -> None:
        assert scrutiny_deadline(today=date(2028, 1, 1), meeting=date(2029, 1, 4)).warning == (
            "The bank holidays of 2029 are worked out by the usual rule; only those of 1986 to 2028 are "
            "known to this calendar. Check the days that were announced, and add any that is missing as a "
            "closed day."
        )
