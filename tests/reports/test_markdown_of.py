"""Finished HTML becomes the text that renders to it again, word for word and mark for mark."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.markdown import render_block, render_inline, text_of
from reports.markdown_of import markdown_of, markdown_of_line

TYPED = [
    "",
    "Plain words.",
    "Two lines\nof one paragraph.",
    "**Bold**, *italic* and ***both***, and **bold with *italic* in it**.",
    "As the [plan](https://marlshire.test/a_(b)?c=1&d=2) says, [write](mailto:a@marlshire.test).",
    "See [3.7](#p-3-7).",
    "| Team | Cases |\n|---|--:|\n| *Front* door | 12 |\n| A \\| B | [x](https://marlshire.test/) |",
    "Before it\n| Team |\n|---|\n| One |",
    "- one\n- two **bold**\n  - under it\n- three",
    "One.\n\nTwo.",
]


@pytest.mark.parametrize("typed", TYPED)
def test_what_was_typed_comes_back(typed: str) -> None:
    html = render_block(typed)
    assert render_block(markdown_of(html)) == html
    assert markdown_of(html) == typed


@pytest.mark.parametrize(
    "typed", [r"2 \* 3 \* 4", r"\[sic\](not)", "a_b_c", "1. no list", r"\- no bullet", "<b> & co", "A | B"]
)
def test_what_looks_like_a_mark_stays_words(typed: str) -> None:
    html = render_block(typed)
    assert render_block(markdown_of(html)) == html


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("ab é*_[]()\\.-|<&\n:1"), max_size=40))
def test_no_word_is_lost_or_added(typed: str) -> None:
    """Marks that nobody can type again are given up, words never."""
    assert (
        text_of(render_block(markdown_of(render_block(typed)))).split()
        == text_of(render_block(typed)).split()
    )
    line = render_inline(typed)
    assert text_of(render_inline(markdown_of_line(line))).split() == text_of(line).split()
