"""How often a body meets: rules with their days, the meetings they propose, and accepting those."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from boards import clock
from boards.deeds.calendar import add_closed_day
from boards.deeds.frequency import correct_rule, review_rule, set_rule, withdraw_rule
from boards.deeds.meetings import Plan, RefusedPlan, cancel_meeting, plan_meetings, postpone_meeting
from boards.deeds.refusals import Refused, Stale
from boards.frequency import Proposal, history, proposed_dates, unfulfilled
from boards.models import Body, FrequencyRule, LogEntry, Meeting, Theme
from boards.needs.frequency import needs
from tests.boards.pages import Posted, browser, codes, day, deeds_done, words
from tests.builders import make_body, make_meeting, make_member
from tests.cast import Cast

FREQUENCY = "/desk/bodies/childrens-improvement-board/frequency/"
PROPOSED = "/desk/bodies/childrens-improvement-board/meetings/proposed/"
FIRST, THIRD, LAST = 1, 3, 5
MONDAY, TUESDAY, THURSDAY = 0, 1, 3


def rule(
    begins: str, every: int = 1, week: int = FIRST, weekday: int = TUESDAY, **more: Any
) -> FrequencyRule:
    return FrequencyRule(
        in_force_from=date.fromisoformat(begins),
        every_months=every,
        week=week,
        weekday=weekday,
        starts_at=time(10),
        reason="As agreed.",
        **more,
    )


def days(rules: list[FrequencyRule], first: str, last: str) -> list[str]:
    proposals = proposed_dates(rules, date.fromisoformat(first), date.fromisoformat(last))
    return [proposal.date.isoformat() for proposal in proposals]


# ---- dates


def test_monthly_until_july_and_every_other_month_from_september() -> None:
    rules = [rule("2024-01-01", until=date(2024, 7, 31)), rule("2024-09-01", every=2)]
    assert days(rules, "2024-05-01", "2025-03-31") == [
        "2024-05-07",
        "2024-06-04",
        "2024-07-02",
        "2024-09-03",
        "2024-11-05",
        "2025-01-07",
        "2025-03-04",
    ]


def test_a_rule_without_a_last_day_holds_until_the_next_begins() -> None:
    rules = [rule("2024-01-01"), rule("2024-09-01", every=2)]
    assert days(rules, "2024-08-01", "2024-11-30") == ["2024-08-06", "2024-09-03", "2024-11-05"]
    ended = [rule("2024-01-01", until=date(2024, 7, 31))]
    assert days(ended, "2023-12-01", "2024-08-31") == days(ended, "2024-01-01", "2024-07-31") != []


def test_a_rule_that_begins_within_a_month_rules_the_whole_month() -> None:
    rules = [rule("2024-01-01"), rule("2024-09-15", every=2, week=THIRD, weekday=THURSDAY)]
    assert days(rules, "2024-08-01", "2024-11-30") == ["2024-08-06", "2024-09-19", "2024-11-21"]


def test_first_third_and_last_weekday_of_months_of_every_length() -> None:
    assert days([rule("2024-01-01", week=LAST, weekday=THURSDAY)], "2024-01-01", "2024-06-30") == [
        "2024-01-25",
        "2024-02-29",
        "2024-03-28",
        "2024-04-25",
        "2024-05-30",
        "2024-06-27",
    ]
    assert days([rule("2026-10-01", week=THIRD, weekday=MONDAY)], "2026-10-01", "2026-11-30") == [
        "2026-10-19",
        "2026-11-16",
    ]


def test_only_days_within_the_asked_time_both_ends_counted() -> None:
    rules = [rule("2024-01-01")]
    assert days(rules, "2024-05-07", "2024-06-04") == ["2024-05-07", "2024-06-04"]
    assert days(rules, "2024-05-08", "2024-06-03") == []


def test_a_proposal_on_a_bank_holiday_moves_to_the_next_working_day_and_says_so() -> None:
    first_monday = rule("2026-01-01", weekday=MONDAY)
    [may] = proposed_dates([first_monday], date(2026, 5, 1), date(2026, 5, 31))
    assert may == Proposal(date(2026, 5, 5), first_monday, date(2026, 5, 4), "Early May bank holiday")
    assert may.note == ("Moved from Monday 4 May 2026, which is no working day: Early May bank holiday.")


def test_a_day_the_council_is_closed_moves_it_as_well() -> None:
    closed = {date(2026, 6, 1): "Council away day, council closed", date(2026, 6, 2): "Also closed"}
    [june] = proposed_dates([rule("2026-01-01", weekday=MONDAY)], date(2026, 6, 1), date(2026, 6, 30), closed)
    assert (june.date, june.why) == (date(2026, 6, 3), "Council away day, council closed")


def test_a_last_monday_that_moves_into_the_next_month_is_still_that_of_its_own() -> None:
    rules = [rule("2026-01-01", week=LAST, weekday=MONDAY)]
    proposals = proposed_dates(rules, date(2026, 8, 1), date(2026, 9, 30))
    assert [(each.date, each.key) for each in proposals] == [
        (date(2026, 9, 1), "2026-08"),  # 31 August 2026 is the summer bank holiday
        (date(2026, 9, 28), "2026-09"),
    ]
    assert days(rules, "2026-09-01", "2026-09-01") == ["2026-09-01"]
    assert [each.key for each in unfulfilled(proposals, [date(2026, 9, 1)])] == ["2026-09"]


def test_the_history_says_when_each_rule_held() -> None:
    rules = [rule("2024-01-01", until=date(2024, 7, 31)), rule("2024-09-01", every=2), rule("2026-01-01")]
    assert [(each.rule.in_force_from, each.last) for each in history(rules)] == [
        (date(2026, 1, 1), None),
        (date(2024, 9, 1), date(2025, 12, 31)),
        (date(2024, 1, 1), date(2024, 7, 31)),
    ]


# ---- fulfilled or not


def open_months(body: Body, *proposals: Proposal) -> list[str]:
    met = Meeting.objects.filter(body=body).in_programme().values_list("date", flat=True)
    return [proposal.key for proposal in unfulfilled(proposals, met)]


def test_a_meeting_of_the_month_fulfils_unless_it_is_cancelled_or_extraordinary(cast: Cast) -> None:
    proposals = proposed_dates([rule("2027-01-01")], date(2027, 1, 1), date(2027, 4, 30))
    planned = make_meeting(cast.board, "2027-01-20")
    make_meeting(cast.board, "2027-02-10", extraordinary_reason="The letter came.")
    make_meeting(cast.committee, "2027-03-02")
    assert open_months(cast.board, *proposals) == ["2027-02", "2027-03", "2027-04"]
    cancel_meeting(by=cast.sam, meeting=planned, version=1, reason="Snow.")
    assert open_months(cast.board, *proposals) == ["2027-01", "2027-02", "2027-03", "2027-04"]


def test_a_postponed_meeting_fulfils_its_own_month_and_not_that_it_moved_to(cast: Cast) -> None:
    proposals = proposed_dates([rule("2027-01-01")], date(2027, 1, 1), date(2027, 2, 28))
    january = make_meeting(cast.board, "2027-01-26")
    postpone_meeting(by=cast.sam, meeting=january, version=1, reason="Snow.", new_date=date(2027, 2, 9))
    assert open_months(cast.board, *proposals) == ["2027-02"]


# ---- rules on the desk


def typed_rule(**other: str) -> Posted:
    return {
        "every_months": "2",
        "week": "1",
        "weekday": "1",
        "starts_at": "10am",
        "reason": "Fewer, longer meetings.",
        **day("in_force_from", "2024-09-01"),
    } | other


def put_in_force(cast: Cast, begins: str = "2024-01-01", **more: Any) -> FrequencyRule:
    row = rule(begins, **more)
    row.body = cast.board
    row.save()
    return row


def test_a_new_rule_ends_the_one_before_and_the_history_tells_it_all(cast: Cast) -> None:
    put_in_force(cast)
    typed = typed_rule(**day("rule_before_until", "2024-07-31"), **day("review_on", "2025-09-01"))
    response = browser(cast.sam).post(FREQUENCY + "set/", typed)
    assert (response.status_code, response["Location"]) == (302, FREQUENCY)
    assert deeds_done() == [("Sam Secretary", "ended the frequency"), ("Sam Secretary", "set the frequency")]
    assert LogEntry.objects.latest("sequence").reason == "Fewer, longer meetings."
    page = words(browser(cast.mo).get(FREQUENCY))
    assert "Every other month, first Tuesday at 10am In force from Sunday 1 September 2024" in page
    assert "was to be reviewed on Monday 1 September 2025" in page
    assert "Fewer, longer meetings." in page
    assert "Monthly, first Tuesday at 10am from Monday 1 January 2024 to Wednesday 31 July 2024" in page
    assert "Set a new rule" not in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"reason": " "}, "Say why the body meets this often"),
        ({"every_months": "13"}, "Choose how often it meets"),
        ({"weekday": "6"}, "Choose the day of the week"),
        (day("in_force_from", "1985-01-01"), "The date must be in 1986 or later."),
        (day("in_force_from", "2024-01-01"), "Another rule already begins on Monday 1 January 2024."),
        (day("until", "2024-08-31"), "The last day must not be before the rule begins."),
        (day("review_on", "2024-08-31"), "The review must not be before the rule begins."),
        (day("rule_before_until", "2024-09-01"), "before this rule begins"),
        (day("rule_before_until", "2023-12-31"), "The rule before holds from Monday 1 January 2024"),
    ],
)
def test_a_wrong_rule_is_refused_beside_its_field(cast: Cast, wrong: Posted, sentence: str) -> None:
    put_in_force(cast)
    response = browser(cast.sam).post(FREQUENCY + "set/", typed_rule(**wrong))
    assert response.status_code == 200
    assert sentence in words(response)
    assert (FrequencyRule.objects.count(), deeds_done()) == (1, [])


def test_a_rule_to_come_is_corrected_or_taken_back_and_one_that_has_begun_is_history(cast: Cast) -> None:
    begun, to_come = put_in_force(cast), put_in_force(cast, "2099-01-01")
    facts: dict[str, Any] = {
        "in_force_from": date(2099, 3, 1),
        "every_months": 3,
        "week": LAST,
        "weekday": THURSDAY,
        "starts_at": time(14),
        "reason": "Corrected.",
    }
    corrected = correct_rule(by=cast.sam, rule=to_come, version=1, **facts)
    assert (corrected.how_often, corrected.which_day) == ("every 3 months", "last Thursday")
    with pytest.raises(Stale):
        correct_rule(by=cast.sam, rule=to_come, version=1, **facts)
    with pytest.raises(Refused, match="This rule has begun"):
        correct_rule(by=cast.sam, rule=begun, version=1, **facts)
    with pytest.raises(Refused, match="This rule has begun"):
        withdraw_rule(by=cast.sam, rule=begun, version=1, reason="A mistake.")
    withdraw_rule(by=cast.sam, rule=corrected, version=2, reason="A mistake.")
    assert list(FrequencyRule.objects.all()) == [begun]
    assert LogEntry.objects.latest("sequence").reason == "A mistake."


def test_a_rule_is_reviewed_and_looked_at_again_later(cast: Cast) -> None:
    due = put_in_force(cast, review_on=timezone.localdate())
    address = f"{FREQUENCY}{due.pk}/review/"
    next_year = timezone.localdate() + timedelta(days=365)
    typed = {"version": "1", "outcome": "Kept for another year.", **day("review_on", next_year)}
    assert [need.verb for need in needs(cast.sam, clock.today()) if "review" in need.address] == [
        "Review the rule"
    ]
    assert browser(cast.sam).post(address, typed).status_code == 302
    due.refresh_from_db()
    assert (due.review_on, due.until) == (next_year, None)
    assert LogEntry.objects.get().reason == "Kept for another year."
    assert [need for need in needs(cast.sam, clock.today()) if "review" in need.address] == []
    with pytest.raises(Refused, match=r"The next review must be after today."):
        review_rule(by=cast.sam, rule=due, version=2, outcome="Again.", review_on=timezone.localdate())


def test_who_sets_rules_and_plans_from_them(cast: Cast) -> None:
    row = put_in_force(cast, "2099-01-01")
    assert codes(FREQUENCY, cast.sam, cast.chris, cast.mo, cast.ada) == [200] * 4
    assert codes(FREQUENCY, cast.otto, cast.stranger) == [404] * 2
    for page in (FREQUENCY + "set/", f"{FREQUENCY}{row.pk}/", f"{FREQUENCY}{row.pk}/withdraw/", PROPOSED):
        assert codes(page, cast.sam) == [200]
        assert codes(page, cast.chris, cast.mo, cast.ada) == [403] * 3
        assert codes(page, cast.otto, cast.stranger) == [404] * 2
    other = FrequencyRule.objects.create(
        body=cast.other_board,
        in_force_from=date(2099, 1, 1),
        every_months=1,
        week=1,
        weekday=1,
        starts_at=time(10),
        reason="Theirs.",
    )
    assert codes(f"{FREQUENCY}{other.pk}/", cast.sam) == [404]


# ---- proposals on the desk


def next_proposals(cast: Cast, count: int) -> list[Proposal]:
    today = timezone.localdate()
    rules = list(cast.board.frequency_rules.all())
    return proposed_dates(rules, today, today + timedelta(days=365))[:count]


def accept(proposal: Proposal, **other: str) -> Posted:
    boxes = {"accept": "on", "starts_at": "10am", "mode": "in-person", "venue": "Shire Hall", "link": ""}
    typed = day("date", proposal.date) | boxes | other
    return {f"{proposal.key}-{name}": value for name, value in typed.items()}


def test_chosen_proposals_are_planned_and_the_others_are_left(cast: Cast) -> None:
    put_in_force(cast)
    make_meeting(cast.board, "2024-05-07", venue="Old Hall", directions="Ring at door 3.", starts_at=time(9))
    one, two, three = next_proposals(cast, 3)
    page = browser(cast.sam).get(PROPOSED)
    assert [line.proposal.key for line in page.context["lines"]][:3] == [one.key, two.key, three.key]
    assert 'value="Old Hall"' in page.content.decode()
    theme = Theme.objects.create(body=cast.board, name="Children in care")
    moved = two.date + timedelta(days=1)
    typed = accept(one, venue="Old Hall") | accept(two, theme=str(theme.pk), **day("date", moved))
    typed |= accept(three) | {f"{three.key}-accept": "", f"{three.key}-venue": ""}
    response = browser(cast.sam).post(PROPOSED, typed)
    assert response.status_code == 302
    planned = Meeting.objects.filter(date__gte=timezone.localdate())
    assert [(m.date, m.venue, m.directions, m.theme) for m in planned] == [
        (one.date, "Old Hall", "Ring at door 3.", None),
        (moved, "Shire Hall", "", theme),
    ]
    assert [deed for _, deed in deeds_done()] == ["planned", "planned"]
    assert browser(cast.sam).get(PROPOSED).context["lines"][0].proposal.key == three.key


def test_readers_see_nothing_of_a_proposal(cast: Cast) -> None:
    put_in_force(cast)
    for address in ("/", "/meetings/", "/boards/childrens-improvement-board/"):
        assert "No meeting is planned." in words(Client().get(address))
    calendar = Client().get("/calendars/childrens-improvement-board.ics").content.decode()
    assert "BEGIN:VEVENT" not in calendar


def test_all_are_planned_or_none_and_the_error_stands_beside_its_line(cast: Cast) -> None:
    put_in_force(cast)
    one, two = next_proposals(cast, 2)
    response = browser(cast.sam).post(PROPOSED, accept(one) | accept(two, **day("date", one.date)))
    assert response.status_code == 200
    assert f'href="#id_{two.key}-date_day"' in response.content.decode()
    assert "already meets on" in words(response)
    response = browser(cast.sam).post(PROPOSED, accept(one) | accept(two, venue=""))
    assert "Enter the venue, so that people know where to go" in words(response)
    assert f'href="#id_{two.key}-venue"' in response.content.decode()
    assert (Meeting.objects.count(), deeds_done()) == (0, [])


def test_the_deed_says_which_plan_it_refuses(cast: Cast) -> None:
    plans = [
        Plan(date(2099, 1, 6), time(10), "in-person", "Shire Hall"),
        Plan(date(2099, 2, 3), time(10), "by-post", "Shire Hall"),
    ]
    with pytest.raises(RefusedPlan) as refusal:
        plan_meetings(by=cast.sam, body=cast.board, plans=plans)
    assert (refusal.value.place, refusal.value.field, Meeting.objects.count()) == (1, "mode", 0)
    with pytest.raises(Refused, match=r"Choose the meetings to plan."):
        plan_meetings(by=cast.sam, body=cast.board, plans=[])


def test_nothing_ticked_is_answered_in_a_sentence(cast: Cast) -> None:
    put_in_force(cast)
    assert "Tick the meetings that are to be planned." in words(browser(cast.sam).post(PROPOSED, {}))


def test_the_page_says_what_is_moved_when_the_agenda_is_due_and_how_far_it_looks(cast: Cast) -> None:
    put_in_force(cast)
    first = next_proposals(cast, 1)[0]
    add_closed_day(by=cast.ada, date=first.date, name="Away day", kind="council_closed")
    page = words(browser(cast.sam).get(PROPOSED))
    assert "which is no working day: Away day, council closed." in page
    assert "Its agenda would be due on" in page
    until = timezone.localdate() + timedelta(days=90)
    shown = browser(cast.sam).get(PROPOSED, day("until", until)).context["lines"]
    assert 0 < len(shown) <= 4
    assert shown[-1].proposal.date <= until
    far = timezone.localdate() + timedelta(days=3000)
    assert "Choose a day from today to three years ahead" in words(
        browser(cast.sam).get(PROPOSED, day("until", far))
    )


def test_a_body_that_ends_gets_no_proposals_beyond_its_last_day(cast: Cast) -> None:
    put_in_force(cast)
    first, second = next_proposals(cast, 2)
    cast.board.ended_on = second.date - timedelta(days=1)
    cast.board.save()
    lines = browser(cast.sam).get(PROPOSED).context["lines"]
    assert [line.proposal.date for line in lines] == [first.date]


def test_without_a_rule_the_page_leads_to_setting_one(cast: Cast) -> None:
    page = words(browser(cast.sam).get(PROPOSED))
    assert "No rule says how often this body meets." in page
    assert "Say how often it meets" in page


def test_the_page_asks_the_database_as_often_for_a_year_as_for_a_month(cast: Cast) -> None:
    put_in_force(cast)
    Theme.objects.create(body=cast.board, name="Children in care")
    client = browser(cast.sam)
    counts = []
    for ahead in (45, 1000):
        with CaptureQueriesContext(connection) as queries:
            client.get(PROPOSED, day("until", timezone.localdate() + timedelta(days=ahead)))
        counts.append(len(queries))
    assert counts[0] == counts[1]


# ---- the front page of the desk


def test_the_desk_counts_the_meetings_to_accept_in_the_next_eight_weeks(cast: Cast) -> None:
    put_in_force(cast)
    today = timezone.localdate()
    due = proposed_dates(list(cast.board.frequency_rules.all()), today, today + timedelta(weeks=8))
    count = f"{len(due)} meeting{'' if len(due) == 1 else 's'}"
    assert f"{count} of the Children's Improvement Board to accept" in words(browser(cast.sam).get("/desk/"))
    assert "to accept" not in words(browser(cast.mo).get("/desk/"))
    for proposal in due:
        make_meeting(cast.board, proposal.date)
    assert "to accept" not in words(browser(cast.sam).get("/desk/"))


def test_a_month_whose_meeting_was_cancelled_is_not_asked_for_again(cast: Cast) -> None:
    put_in_force(cast)
    for proposal in next_proposals(cast, 3):
        meeting = make_meeting(cast.board, proposal.date)
        cancel_meeting(by=cast.sam, meeting=meeting, version=1, reason="Snow.")
    assert needs(cast.sam, clock.today()) == []


def test_the_needs_of_many_bodies_take_as_many_queries_as_those_of_one(cast: Cast) -> None:
    put_in_force(cast)
    counts = []
    for number in range(6):
        with CaptureQueriesContext(connection) as queries:
            found = needs(cast.sam, clock.today())
        counts.append(len(queries))
        body = make_body(f"Board {number}")
        make_member(body, cast.sam, "secretariat")
        row = rule("2024-01-01")
        row.body = body
        row.save()
    assert len(found) == 6
    assert len(set(counts)) == 1


def test_setting_a_rule_by_deed_is_in_the_log(cast: Cast) -> None:
    set_rule(
        by=cast.sam,
        body=cast.board,
        in_force_from=date(2024, 1, 1),
        every_months=1,
        week=FIRST,
        weekday=TUESDAY,
        starts_at=time(10),
        reason="  Monthly while the plan is written. ",
    )
    entry = LogEntry.objects.get()
    assert (entry.deed, entry.reason) == ("set the frequency", "Monthly while the plan is written.")
