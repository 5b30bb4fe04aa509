"""What changed: a reader finds it beside the paper, reads the whole text, and compares them the other way."""

import re

import pytest

from tests.journeys.conftest import NewVisitor
from tests.journeys.demonstration import PAPER

pytestmark = pytest.mark.journey

WHAT_CHANGED = re.compile("^What changed: ")


def test_a_reader_sees_what_changed(new_visitor: NewVisitor, size: str) -> None:
    reader = new_visitor(size)
    reader.open("/papers/", re.compile("papers", re.IGNORECASE))
    reader.follow_in_list(PAPER, PAPER)  # others publish, too
    reader.follow("What changed since edition 1", WHAT_CHANGED)
    reader.reads("1 of 11 paragraphs changed: 1 amended")
    reader.reads("Paragraph 4.2: amended")
    reader.reads("[removed: I recommend]")
    reader.follow("Show the whole text with its changes", WHAT_CHANGED)
    reader.reads("Paragraph 1.1")
    reader.follow("Show only what changed", WHAT_CHANGED)
    before, now = (reader.field(label) for label in ("Before", "Now"))
    then = now.input_value(), before.input_value()
    before.select_option(then[0])
    now.select_option(then[1])
    reader.press("Compare them", WHAT_CHANGED)
    reader.reads("[added: I recommend]")
    assert reader.field("Before").input_value() == then[0]
