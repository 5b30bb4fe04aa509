"""An edited bullet stays the bullet it was."""

from hypothesis import given
from hypothesis import strategies as st

from reports.bullets import Line, align

VOCABULARY = "met saw visited the team office director in north south".split()
WORDS = st.lists(st.sampled_from(VOCABULARY), max_size=8)
LINES = st.lists(st.builds(Line, st.integers(1, 3), WORDS.map(" ".join)), max_size=10)


def lines(*texts: str, place: int = 1) -> list[Line]:
    return [Line(place, text) for text in texts]


def test_an_edited_bullet_is_still_itself() -> None:
    old = lines("Visited the Early Help service in Cherwick", "Met the Chief Executive")
    new = lines(
        "Visited the Early Help service in Cherwick, and explored a powerful model of partnership working",
        "Met the Chief Executive twice",
    )
    assert align(old, new) == [0, 1]


def test_a_moved_bullet_is_still_itself() -> None:
    assert align(lines("a b", "c d", "e f"), lines("e f", "a b", "c d")) == [2, 0, 1]


def test_a_bullet_carried_to_another_paragraph_is_still_itself() -> None:
    old = [*lines("a b", "c d"), *lines("e f", place=2)]
    assert align(old, [*lines("a b"), *lines("e f", "c d", place=2)]) == [0, 2, 1]


def test_a_new_bullet_is_nobody_elses() -> None:
    old = lines("Visited the Cherwick office", "Met the Chief Executive")
    new = lines("Visited the Cherwick office", "Read forty case files", "Met the Chief Executive")
    assert align(old, new) == [0, None, 1]


def test_of_two_alike_the_untouched_one_is_found_first() -> None:
    old = lines("Visited the Cherwick office", "Visited the Northam office")
    assert align(old, lines("Visited the Northam office")) == [1]


def test_the_same_words_in_its_own_paragraph_come_first() -> None:
    old = [*lines("Met the director"), *lines("Met the director", place=2)]
    assert align(old, lines("Met the director", place=2)) == [1]


@given(LINES, LINES)
def test_no_bullet_is_continued_twice(old: list[Line], new: list[Line]) -> None:
    found = [index for index in align(old, new) if index is not None]
    assert len(found) == len(set(found))
    assert all(0 <= index < len(old) for index in found)


@given(LINES)
def test_untouched_bullets_stay_themselves(old: list[Line]) -> None:
    matched = align(old, old)
    assert [old[index].text for index in matched if index is not None] == [line.text for line in old]


@given(LINES, st.data())
def test_what_is_left_untouched_survives_any_edit_around_it(old: list[Line], data: st.DataObject) -> None:
    others = data.draw(LINES)
    survivor = Line(9, "a bullet unlike all others")
    at = data.draw(st.integers(0, len(old)))
    matched = align([*old[:at], survivor, *old[at:]], [*others, survivor])
    assert matched[-1] == at


def test_a_thousand_rewritten_bullets_are_quick_to_tell() -> None:
    old = lines(*(f"seen team {number} once" for number in range(1_000)))
    new = lines(*(f"visited group {number} again" for number in range(1_000)))
    assert align(old, new) == [None] * 1_000
