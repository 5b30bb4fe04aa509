"""Days told in the wrong tense for a meeting on 10 October 2019, and those told in the right one."""

import datetime as dt

import pytest

from tests.reports.audience.marlshire import check, nobody_said, said, suggested


@pytest.mark.parametrize(
    ("sentence", "marked"),
    [
        ("A review is being held on 26th September.", "is being held on 26th September"),
        (
            "I note a review being held by the Department on 26th September.",
            "being held by the Department on 26th September",
        ),
        ("The review will be held on 26 September 2019.", "will be held on 26 September 2019"),
        ("On 26 September the Department will hold it.", "26 September the Department will hold"),
        ("The review takes place on 2 October.", "takes place on 2 October"),
        ("The plan will be published in September 2019.", "will be published in September 2019"),
        ("The letter is expected on 2 October.", "is expected on 2 October"),
        ("The letter is due on 2 October.", "is due on 2 October"),
        ("The forthcoming review on 26 September is short.", "forthcoming review on 26 September"),
        (
            "It will consider this at its meeting of 24 September 2019.",
            "will consider this at its meeting of 24 September 2019",
        ),
        ("The consultation runs until 30 September 2019.", "runs until 30 September 2019"),
        ("Actions must be completed by 30 September 2019.", "must be completed by 30 September 2019"),
        ("The new chair will begin next week.", "will begin next week"),
        ("The workshop planned for 27 September will test it.", "27 September will test"),
        ("The next meeting of partners is on 1 October.", "is on 1 October"),
    ],
)
def test_a_day_that_is_over_is_told_as_still_to_come(sentence: str, marked: str) -> None:
    assert said(sentence) == [("past-as-future", marked)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The review was held on 26 September 2019.",
        "The review that took place on 26 September will inform the plan.",
        "The figures published on 26 September will be looked at again in November.",
        "The plan agreed in July will be reviewed in November 2019.",
        "The plan will be reviewed on 14 November 2019.",
        "The plan will be reviewed on 10 October 2019.",
        "It will build on the improvements in July.",
        "We will look at the results of the review on 26 September.",
        "The letter of 3 October will be considered in November.",
        "The inspection was due to start on 30 September 2019 but was put off.",
        "The workshop would be held on 27 September, I was told.",
        "The workshop planned for 27 September took place.",
        "I told them on 24 September 2019 that staffing will improve.",
        "From 1 September 2019 the team will report weekly.",
        "The service will be inspected in May.",
        "The grant runs until 31 March 2020.",
        "The children wrote: “we will meet on 26 September”.",
        "By 30 September 2019 the team had been recruited.",
    ],
)
def test_what_is_told_rightly_is_left_alone(sentence: str) -> None:
    assert said(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "anew"),
    [
        ("A review is being held on 26th September.", "A review was held on 26th September."),
        ("The reviews will be held on 2 October.", "The reviews were held on 2 October."),
        ("It takes place on 2 October.", "It took place on 2 October."),
        ("Inspectors will visit on 2 October.", "Inspectors visited on 2 October."),
        ("Work will be done by 2 October.", "Work was due to be done by 2 October."),
        ("It is due to report by 2 October.", "It was due to report by 2 October."),
        ("It will not be held on 2 October.", ""),
        ("It will begin next week.", ""),
    ],
)
def test_the_past_is_suggested_where_a_rule_can_tell_it(sentence: str, anew: str) -> None:
    assert suggested(sentence) == anew


def test_the_reason_names_the_days_in_full() -> None:
    (finding,) = check("A review is being held on 26th September.")
    assert finding.why == (
        "“26th September” is Thursday 26 September 2019, before the Children and Families Scrutiny "
        "Committee’s meeting on Thursday 10 October 2019, but the sentence tells it as still to come."
    )
    (finding,) = check("The plan will be published in September.")
    assert finding.why.startswith("“September” ended on Monday 30 September 2019, before the Children")


def test_a_paper_of_unknown_age_is_taken_to_be_three_months_old_at_most() -> None:
    unknown = nobody_said(written_for_meeting=None)
    assert said("The review will be held on 11 July.", audience=unknown) == [
        ("past-as-future", "will be held on 11 July")
    ]
    assert said("The review will be held on 9 July.", audience=unknown) == []


def test_a_named_weekday_settles_the_year() -> None:
    assert said("The review will be held on Thursday 26 September.") != []
    assert said("The review will be held on Saturday 26 September.") == []  # that is in 2020


@pytest.mark.parametrize(
    ("sentence", "marked"),
    [
        ("The workshop was held on 14 November 2019.", "was held on 14 November 2019"),
        ("The workshop took place on 17 October.", "took place on 17 October"),
        ("The plan was published in November 2019.", "was published in November 2019"),
    ],
)
def test_a_day_to_come_is_told_as_past(sentence: str, marked: str) -> None:
    assert said(sentence) == [("future-as-past", marked)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The workshop was held on 10 October 2019.",
        "The workshop took place on 14 November.",
        "The contract was extended until 31 March 2020.",
        "Staff were told that the inspection will be on 14 November 2019.",
        "The team was asked to report on 14 November 2019.",
        "It was agreed to meet on 14 November 2019.",
        "The budget was set for the year to 31 March 2020.",
    ],
)
def test_a_day_to_come_may_stand_beside_the_past(sentence: str) -> None:
    assert said(sentence) == []


def test_days_counted_from_the_day_of_writing_shift() -> None:
    (finding,) = check("The visit happened last week.")
    assert (finding.kind, finding.marked) == ("relative-date", "last week")
    assert finding.why == (
        "Written for Tuesday 24 September 2019, “last week” meant Monday 16 September 2019 to Sunday 22 "
        "September 2019; read at the Children and Families Scrutiny Committee’s meeting on Thursday 10 "
        "October 2019, it means Monday 30 September 2019 to Sunday 6 October 2019."
    )
    assert finding.suggestion == "The visit happened in the week of 16 September 2019."
    assert suggested("It was agreed last month.") == "It was agreed in August 2019."
    assert suggested("It was agreed in last month’s review.") == ""


def test_they_do_not_shift_within_the_same_days_or_from_an_unknown_day() -> None:
    soon = nobody_said(meeting=dt.date(2019, 9, 26))
    assert said("The visit happened last week.", audience=soon) == []
    assert said("The visit happened last week.", audience=nobody_said(written_for_meeting=None)) == []
    assert said("Over the last month the rate fell.") == []
