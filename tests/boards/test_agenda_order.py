"""The order of an agenda with items under items, without a database."""

from dataclasses import dataclass

import pytest

from boards.agenda_order import NoSuchPlace, Steps, moved, numbers_of, on_its_own, steps


@dataclass(eq=False)
class Row:
    name: str

    @property
    def is_sub_item(self) -> bool:
        return self.name.islower()


def rows(names: str) -> list[Row]:
    """ "ABbC": capital letters are items, small ones belong under the item before them."""
    return [Row(name) for name in names]


def after_move(names: str, which: str, to: str) -> str:
    line = rows(names)
    row = next(row for row in line if row.name == which)
    return "".join(row.name for row in moved(line, row, to))


def test_numbers_follow_the_order() -> None:
    assert numbers_of([False, True, True, False]) == ["1", "1.1", "1.2", "2"]
    assert numbers_of([True, True, False]) == ["1", "1.1", "2"]
    assert numbers_of([]) == []


@pytest.mark.parametrize(
    ("which", "to", "order"),
    [
        ("B", "1", "BbcAD"),
        ("B", "3", "ADBbc"),
        ("A", "2", "BbcAD"),
        ("D", "1", "DABbc"),
        ("B", "99", "ADBbc"),
        ("D", "0", "DABbc"),
        ("b", "2.2", "ABcbD"),
        ("c", "2.1", "ABcbD"),
        ("b", "1.1", "AbBcD"),
        ("c", "3.1", "ABbDc"),
        ("b", "2.99", "ABcbD"),
        ("c", "2.0", "ABcbD"),
    ],
)
def test_an_item_takes_its_own_along_and_a_sub_item_goes_where_it_is_told(
    which: str, to: str, order: str
) -> None:
    assert after_move("ABbcD", which, to) == order


@pytest.mark.parametrize(
    ("which", "to", "sentence"),
    [
        ("B", "1.1", "Enter the position as a whole number, such as 3."),
        ("B", "", "Enter the position as a whole number, such as 3."),
        ("b", "2", "This belongs under another item: enter the position as a number such as 2.1."),
        ("b", "9.1", "There is no item 9 to put it under."),
        ("b", "0.1", "There is no item 0 to put it under."),
    ],
)
def test_a_number_that_is_no_place_for_it_says_what_to_enter(which: str, to: str, sentence: str) -> None:
    with pytest.raises(NoSuchPlace, match=sentence):
        after_move("ABbcD", which, to)


def test_steps_lead_past_siblings_then_under_the_neighbours() -> None:
    assert steps(rows("ABbcD")) == [
        Steps("", "2", "3", jumps=True),
        Steps("1", "3", "3", jumps=True),
        Steps("1.1", "2.2", "2.2", jumps=True),
        Steps("2.1", "3.1", "2.2", jumps=True),
        Steps("2", "", "3", jumps=True),
    ]
    assert steps(rows("Aa")) == [Steps("", "", "1"), Steps("", "", "1.1")]


@pytest.mark.parametrize("names", ["ABbcD", "AaBbCc", "ABCabc"])
def test_every_step_gives_the_number_it_says(names: str) -> None:
    line = rows(names)
    for row, step in zip(line, steps(line), strict=True):
        for to in filter(None, (step.up, step.down)):
            order = moved(line, row, to)
            assert numbers_of([each.is_sub_item for each in order])[order.index(row)] == to


def test_what_stands_on_its_own_leaves_its_siblings_behind() -> None:
    line = rows("ABbcD")
    assert "".join(row.name for row in on_its_own(line, line[2])) == "ABcbD"
