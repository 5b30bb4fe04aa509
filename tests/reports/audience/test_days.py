"""Days and months as they are written in prose."""

import datetime as dt

import pytest

from reports.audience.days import Period, relative_dates, written_dates

AUTUMN = dt.date(2019, 10, 10)


def read(text: str) -> list[tuple[str, list[Period]]]:
    return [(text[each.start : each.end], each.periods(AUTUMN)) for each in written_dates(text)]


def period(first: str, last: str = "") -> list[Period]:
    return [Period(dt.date.fromisoformat(first), dt.date.fromisoformat(last or first))]


@pytest.mark.parametrize(
    ("text", "words", "meant"),
    [
        ("held on 26 September 2019.", "26 September 2019", period("2019-09-26")),
        ("the 26th of September, 2019", "26th of September, 2019", period("2019-09-26")),
        ("on Thursday 26th September", "Thursday 26th September", period("2019-09-26")),
        ("by 26 Sept 2019", "26 Sept 2019", period("2019-09-26")),
        ("September 26th 2019", "September 26th 2019", period("2019-09-26")),
        ("on 11/12 December 2017", "11/12 December 2017", period("2017-12-11", "2017-12-12")),
        ("24-26 September 2019", "24-26 September 2019", period("2019-09-24", "2019-09-26")),
        ("between 24 and 26 September 2019", "24 and 26 September 2019", period("2019-09-24", "2019-09-26")),
        (
            "30 September to 2 October 2019",
            "30 September to 2 October 2019",
            period("2019-09-30", "2019-10-02"),
        ),
        (
            "30 December to 2 January 2020",
            "30 December to 2 January 2020",
            period("2019-12-30", "2020-01-02"),
        ),
        ("on 26/09/2019", "26/09/2019", period("2019-09-26")),
        ("on 26/9/19", "26/9/19", period("2019-09-26")),
        ("on 26.9.2019", "26.9.2019", period("2019-09-26")),
        ("on 2019-09-26", "2019-09-26", period("2019-09-26")),
        ("in September 2019", "September 2019", period("2019-09-01", "2019-09-30")),
        ("in February 2020", "February 2020", period("2020-02-01", "2020-02-29")),
    ],
)
def test_a_date_is_read(text: str, words: str, meant: list[Period]) -> None:
    assert read(text) == [(words, meant)]


def test_without_a_year_the_years_about_it_are_meant() -> None:
    ((_, periods),) = read("on 26 September")
    assert [each.first.isoformat() for each in periods] == [f"{year}-09-26" for year in range(2017, 2022)]


@pytest.mark.parametrize(
    "text",
    [
        "I may say that we march on",
        "May I say so",
        "31 September 2019",
        "29 February 2019",
        "paragraph 26",
        "a rate of 26.9",
        "ratio 1/2/3/4",
        "£26/09/2019",
        "99 September 2019",
    ],
)
def test_what_is_no_date_is_passed_over(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("next week", period("2019-09-30", "2019-10-06")),
        ("last week", period("2019-09-16", "2019-09-22")),
        ("later this week", period("2019-09-23", "2019-09-29")),
        ("next month", period("2019-10-01", "2019-10-31")),
        ("tomorrow", period("2019-09-25")),
        ("yesterday", period("2019-09-23")),
    ],
)
def test_some_days_are_counted_from_the_day_of_writing(words: str, meant: list[Period]) -> None:
    assert [each.seen_from(dt.date(2019, 9, 24)) for each in relative_dates(words)] == meant


def test_the_last_month_is_a_span_and_not_a_month() -> None:
    assert list(relative_dates("over the last month")) == []
    december = next(relative_dates("next month")).seen_from(dt.date(2019, 12, 31))
    assert [december] == period("2020-01-01", "2020-01-31")
