"""Minute numbering is a setting for each body and period (rule 15)."""

import datetime

import pytest

from scrutiny.numbering import Before, NumberedItem, Scheme, municipal_year, number_items

OCTOBER = datetime.date(2019, 10, 10)


@pytest.mark.parametrize(
    ("scheme", "before", "first", "numbered"),
    [
        (Scheme.PER_MEETING, Before(items=22), 1, [("1", ("1.1",)), ("2", ("2.1", "2.2"))]),
        (Scheme.THROUGH_YEAR, Before(items=22), 1, [("23", ("23.1",)), ("24", ("24.1", "24.2"))]),
        (Scheme.THROUGH_YEAR, Before(items=0), 46, [("46", ("46.1",)), ("47", ("47.1", "47.2"))]),
        (
            Scheme.THREE_LEVELS,
            Before(meetings=19),
            1,
            [("20.1", ("20.1.1",)), ("20.2", ("20.2.1", "20.2.2"))],
        ),
        (Scheme.SEQUENCE_YEAR, Before(items=101), 1, [("102/19", ("",)), ("103/19", ("", ""))]),
        (Scheme.NONE, Before(items=5), 1, [("", ("",)), ("", ("", ""))]),
    ],
)
def test_each_scheme(
    scheme: Scheme, before: Before, first: int, numbered: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert number_items(scheme, [1, 2], day=OCTOBER, first=first, before=before) == [
        NumberedItem(*item) for item in numbered
    ]


@pytest.mark.parametrize(
    ("day", "year"),
    [("2019-10-10", 2019), ("2020-01-09", 2019), ("2020-04-30", 2019), ("2020-05-01", 2020)],
)
def test_the_municipal_year_begins_in_may(day: str, year: int) -> None:
    assert municipal_year(datetime.date.fromisoformat(day)) == year


def test_an_item_without_paragraphs_has_a_number_all_the_same() -> None:
    assert number_items(Scheme.PER_MEETING, [0, 1], day=OCTOBER)[0] == NumberedItem("1", ())
