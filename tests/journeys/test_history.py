"""The history of a paragraph and its notes: an earlier wording is put back, and a note is answered."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import NewVisitor
from tests.journeys.test_writing_page import start
from tests.journeys.writing import SAVE_PATIENCE, expect_saved, paragraph, shown_in, text_of, write_over

pytestmark = pytest.mark.journey


@pytest.mark.usually("desktop")
def test_an_earlier_wording_is_put_back_and_a_note_answered(signed_in: NewVisitor, size: str) -> None:
    helen, title = signed_in("chair@demo.invalid", size), f"Put back on a {size}"
    address = start(helen, title)
    write_over(helen, shown_in(helen, 0).first, "The first wording of all.")
    expect_saved(helen)
    key = helen.page.locator("[data-paragraph]").first.get_attribute("data-paragraph")
    version = helen.page.locator(f"[name='version-{key}']")
    before = version.input_value()
    write_over(helen, paragraph(helen, "1.1"), "Quite another opening.")
    expect(version).not_to_have_value(before, timeout=SAVE_PATIENCE)
    helen.open(f"{address}paragraphs/{key}/", "History of paragraph 1.1")
    helen.press(re.compile("^Put this wording back"), title)
    expect(text_of(helen, "1.1")).to_have_value("The first wording of all.")
    helen.open(f"{address}notes/", "Notes")
    helen.page.get_by_label("What is it about?").select_option(label="Paragraph 1.1")
    helen.fill("What is still to be done?", "Ask for the figure.")
    helen.press("Save the note", "Notes")
    helen.follow(re.compile("^Answer"), "Answer a note")
    helen.fill("Your answer", "Asked on Monday.")
    helen.press("Save the answer", "Notes")
    helen.reads("Asked on Monday.")
