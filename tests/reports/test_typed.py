"""What is typed into a box becomes paragraphs with bullets, and stands in the box again as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.typed import Typed, as_typed, read_typed, tidy

LINES = st.one_of(
    st.sampled_from(
        ["", "  ", "- one", "-", "* two", "• three", "  - four", "-5 degrees", "words", "2. two", "\t"]
    ),
    st.text(max_size=20),
)
BOXES = st.lists(LINES, max_size=12).map("\n".join)


@pytest.mark.parametrize(
    ("box", "paragraphs"),
    [
        ("", [Typed("")]),
        ("Words.", [Typed("Words.")]),
        ("I have:\n- met A\n- seen B", [Typed("I have:", ("met A", "seen B"))]),
        ("I have:\r\n\r\n- met A\r\n\r\n- seen B\r\n", [Typed("I have:", ("met A", "seen B"))]),
        ("One.\n\nTwo.", [Typed("One."), Typed("Two.")]),
        ("One:\n- a\n\nTwo.", [Typed("One:", ("a",)), Typed("Two.")]),
        ("One:\n- a\nand more of a", [Typed("One:", ("a and more of a",))]),
        ("\n\n\nOne.\n\n\n", [Typed("One.")]),
        ("• a\n· b", [Typed("", ("a", "b"))]),
        ("-5 degrees is no bullet", [Typed("-5 degrees is no bullet")]),
        ("A line\nand another", [Typed("A line\nand another")]),
        ("nul\x00 and bell\x07", [Typed("nul and bell")]),
    ],
)
def test_a_box_is_read(box: str, paragraphs: list[Typed]) -> None:
    assert read_typed(box) == paragraphs


@given(BOXES)
def test_what_was_read_stands_in_the_box_and_is_read_the_same_again(box: str) -> None:
    for paragraph in read_typed(box):
        assert read_typed(as_typed(paragraph.text, paragraph.bullets)) == [paragraph]


@given(BOXES)
def test_no_word_is_lost(box: str) -> None:
    read = " ".join(" ".join([each.text, *each.bullets]) for each in read_typed(box))
    kept = [word for word in tidy(box).split() if word.isalpha()]
    assert [word for word in read.split() if word in kept] == kept
